//! A release that is published while an earlier one is served.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use domain::{
    people::audit::{Deed, Entry},
    store::{Part, Publication, Published, Releases, Store},
};
use server::{
    folder,
    http::{
        router,
        site::BuiltSite,
        state::{Served, State},
    },
    load::load,
    publish::{self, Compared},
    serve::follow,
};
use store_sqlite::SqliteStore;
use tower::ServiceExt;

use crate::{council::shipped, html::text, service::moment, site};

async fn get(router: &Router, address: &str) -> (StatusCode, String) {
    let request = Request::builder().uri(address).body(Body::empty()).unwrap();
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let bytes = to_bytes(body, 64 * 1024 * 1024).await.unwrap();
    (parts.status, String::from_utf8_lossy(&bytes).into_owned())
}

/// The number of the release that a page says it is of.
async fn told(router: &Router, address: &str) -> String {
    let (status, page) = get(router, address).await;
    assert_eq!(status, 200, "{address}");
    let words = text(page.split_once("<footer").unwrap().1);
    let number = words.split_once("Release ").unwrap_or_else(|| panic!("{words}")).1;
    number.chars().take_while(char::is_ascii_digit).collect()
}

/// Waits until a page is of this release.
async fn until(router: &Router, number: &str) {
    let begun = Instant::now();
    while told(router, "/areas/CV-P04").await != number {
        assert!(begun.elapsed() < Duration::from_mins(1), "release {number} is not served");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_new_release_is_served_as_soon_as_it_is_there_and_no_request_fails() {
    let home = tempfile::tempdir().unwrap();
    let council = shipped("fixtures/calder-vale");
    let code = folder::code(&council).unwrap();
    let store = SqliteStore::open(&format!("sqlite:{}", home.path().join("council.db").display())).await.unwrap();
    let batch = load(&store, &council, moment()).await.unwrap();
    publish::publish(&store, &code, moment(), Compared::WithBefore).await.unwrap();
    let sealed = store.current_release(&code).await.unwrap().unwrap();
    let described = sealed.council.clone();
    let built = home.path().join("site");
    site::build(&built);
    let state = Arc::new(State::new(publish::open(sealed).unwrap(), BuiltSite::read(&built).unwrap()));
    let served = Served::from(Arc::clone(&state));
    let router = router(served.clone());

    let looking = tokio::spawn({
        let (store, code, served) = (store.clone(), code.clone(), served.clone());
        async move { follow(&store, &code, &served, Duration::from_millis(20)).await }
    });
    let stop = Arc::new(AtomicBool::new(false));
    let readers: Vec<_> = ["/", "/areas/CV-P04?group=female", "/measures/falls", "/measures/falls/data.csv", "/pkg/main.0a1b2c.css"]
        .map(|address| {
            let (router, stop) = (router.clone(), Arc::clone(&stop));
            tokio::spawn(async move {
                let mut asked = 0;
                while !stop.load(Ordering::Relaxed) {
                    assert_eq!(get(&router, address).await.0, 200, "{address}");
                    asked += 1;
                    tokio::task::yield_now().await;
                }
                asked
            })
        })
        .into();

    assert_eq!(told(&router, "/areas/CV-P04").await, "1");
    let old = state.key.clone();
    assert_eq!(get(&router, &format!("/frames/{old}/area/0")).await.0, 200);
    assert_eq!(publish::publish(&store, &code, moment(), Compared::WithBefore).await.unwrap(), 2);
    until(&router, "2").await;
    // Pages kept of the earlier release went with it, and so did its frames.
    assert_eq!(told(&router, "/").await, "2");
    assert_eq!(get(&router, &format!("/frames/{old}/area/0")).await.0, 404);
    assert_eq!(get(&router, &format!("/frames/{}/area/0", served.now().key)).await.0, 200);

    // A release that cannot be opened is passed over; the next that can is served.
    let parts = [("periods", b"never".to_vec()), ("told", b"a".to_vec())];
    let broken = parts.map(|(key, bytes)| Part { key: key.to_owned(), bytes });
    let (stand, held) = (store.stand(&code).await.unwrap(), BTreeMap::new());
    let publication =
        Publication { batch: batch.id, council: &described, parts: &broken, stand, held: &held, note: "", correction: None, plan: None };
    let entry = Entry { at: moment(), who: None, deed: Deed::Publish, on: String::new(), place: "a test".to_owned() };
    assert_eq!(store.publish(&publication, &entry).await.unwrap(), Published::Done(3));
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(told(&router, "/areas/CV-P04").await, "2");
    // What it showed is not known, so that nothing is published after it unless that is asked for; what was told before it is handed on.
    let refused = publish::publish(&store, &code, moment(), Compared::WithBefore).await.unwrap_err().to_string();
    assert!(refused.contains("release 3 cannot be read") && refused.contains("--compare-with-nothing"), "{refused}");
    assert_eq!(store.current_number(&code).await.unwrap(), Some(3));
    assert_eq!(publish::publish(&store, &code, moment(), Compared::WithWhatCanBeRead).await.unwrap(), 4);
    let sealed = store.current_release(&code).await.unwrap().unwrap();
    assert_eq!(sealed.parts.iter().find(|part| part.key == "told").map(|part| part.bytes.clone()), Some(b"a".to_vec()));
    until(&router, "4").await;

    assert!(!looking.is_finished(), "nobody looks any more");
    looking.abort();
    stop.store(true, Ordering::Relaxed);
    for reader in readers {
        assert!(reader.await.unwrap() > 0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_withdrawn_release_is_shown_no_more_where_the_one_in_its_place_cannot_be_had() {
    let home = tempfile::tempdir().unwrap();
    let council = shipped("fixtures/calder-vale");
    let code = folder::code(&council).unwrap();
    let file = home.path().join("council.db");
    let store = SqliteStore::open(&format!("sqlite:{}", file.display())).await.unwrap();
    load(&store, &council, moment()).await.unwrap();
    for _ in 0..2 {
        publish::publish(&store, &code, moment(), Compared::WithBefore).await.unwrap();
    }
    let sealed = store.current_release(&code).await.unwrap().unwrap();
    let built = home.path().join("site");
    site::build(&built);
    let register = store.register(&code).await.unwrap();
    let state = State::new(publish::open(sealed).unwrap(), BuiltSite::read(&built).unwrap()).telling(register);
    let served = Served::from(Arc::new(state));
    let router = router(served.clone());
    assert_eq!(told(&router, "/areas/CV-P04").await, "2");
    // Reading the first fails in the database.
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&file);
    let mut connection = sqlx::ConnectOptions::connect(&options).await.unwrap();
    let triggers: Vec<String> = sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'release_part'")
        .fetch_all(&mut connection)
        .await
        .unwrap();
    for trigger in triggers {
        sqlx::query(sqlx::AssertSqlSafe(format!("DROP TRIGGER {trigger}"))).execute(&mut connection).await.unwrap();
    }
    sqlx::query("DELETE FROM release_part WHERE release_number = 1").execute(&mut connection).await.unwrap();
    assert!(store.release(&code, 1).await.is_err());
    let entry = Entry { at: moment(), who: None, deed: Deed::WithdrawRelease, on: String::new(), place: "a test".to_owned() };
    let taken = store.withdraw_release(&code, 2, "It was wrong all over.", &entry).await.unwrap();
    assert_eq!(taken, domain::store::Taken::Done);
    let looking = tokio::spawn(async move { follow(&store, &code, &served, Duration::from_millis(20)).await });
    let begun = Instant::now();
    while get(&router, "/areas/CV-P04").await.0 != StatusCode::GONE {
        assert!(begun.elapsed() < Duration::from_mins(1), "what was withdrawn is still shown");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert!(get(&router, "/data/corrections").await.1.contains("It was wrong all over."));
    assert!(!looking.is_finished());
    looking.abort();
}
