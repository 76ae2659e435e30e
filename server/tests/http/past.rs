//! Earlier releases, each below a path of its own, as it was published.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::{
        Arc, OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use app::site::Site;
use axum::http::Method;
use chrono::{NaiveDateTime, TimeDelta};
use domain::{
    register::{Coming, Correction, Listed, Register},
    store::{Part, Sealed, Store},
};
use server::{
    folder,
    http::{
        past::Finding,
        router,
        site::BuiltSite,
        state::{Served, State},
    },
    load::load,
    publish::{self, Compared},
};
use store_sqlite::SqliteStore;

use super::{calder_vale, reading::attributes};
use crate::{
    council::{Copy, shipped},
    html::text,
    service::{Answer, Service, moment},
    site,
};

/// Where the releases are read.
pub(super) const ORIGIN: &str = "https://vale.example";

/// Four releases of Calder Vale: the second is served, and corrects the first; the third was withdrawn, and the fourth cannot be read.
pub(super) struct Shelf {
    pub(super) service: Service,
    pub(super) served: Served,
    /// How often a release was looked for.
    found: Arc<AtomicUsize>,
}

/// What only the second release has.
pub(super) const NEW: [&str; 2] = ["Repairs finished in time", "Newgate"];

fn published(number: u32) -> NaiveDateTime {
    // On the first day some figures are late.
    moment() + TimeDelta::days(22 + 40 * i64::from(number - 1))
}

pub(super) fn register() -> Register {
    let release =
        |number| Listed { number, published_at: published(number), note: format!("Note of {number}."), correction: None, withdrawn: None };
    let correction = Some(Correction { of: 1, wrong: "Repairs of Fellgate were counted twice.".to_owned() });
    let withdrawn = Some((published(3) + TimeDelta::days(1), "=People could be told from it.".to_owned()));
    Register {
        releases: vec![
            release(4),
            Listed { withdrawn, note: String::new(), ..release(3) },
            Listed { correction, ..release(2) },
            release(1),
        ],
        coming: Some(Coming { at: published(6) }),
        ..Register::default()
    }
}

async fn releases() -> Vec<Sealed> {
    let home = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&format!("sqlite:{}", home.path().join("council.db").display())).await.unwrap();
    let copy = Copy::of(&shipped("fixtures/calder-vale"));
    let code = folder::code(&copy.folder).unwrap();
    let mut releases = Vec::new();
    for number in 1..=2 {
        if number == 2 {
            copy.edit("measures/homes.toml", "Repairs done on time", NEW[0]);
            copy.edit("areas.csv", "CV-P06,Fellgate,", "CV-P06,Newgate,");
        }
        load(&store, &copy.folder, published(number)).await.unwrap();
        publish::publish(&store, &code, published(number), Compared::WithBefore).await.unwrap();
        releases.push(store.current_release(&code).await.unwrap().unwrap());
    }
    releases
}

impl Shelf {
    async fn fill() -> Self {
        let releases = releases().await;
        let home = tempfile::tempdir().unwrap();
        site::build(home.path());
        let built = BuiltSite::read(home.path()).unwrap().reached(Some(ORIGIN.to_owned()));
        let state = State::new(publish::open(releases[1].clone()).unwrap(), built).telling(register());
        let found = Arc::new(AtomicUsize::new(0));
        let (count, first) = (Arc::clone(&found), releases[0].clone());
        let find = move |number: u32| -> Finding {
            count.fetch_add(1, Ordering::SeqCst);
            let mut sealed = (number != 2).then(|| Sealed { number: number.into(), ..first.clone() });
            if let Some(sealed) = sealed.as_mut().filter(|_| number == 4) {
                sealed.parts = vec![Part { key: "periods".to_owned(), bytes: b"never".to_vec() }];
            }
            Box::pin(async move { Ok(sealed) })
        };
        let state = Arc::new(state);
        let served = Served::finding(Arc::clone(&state), Box::new(find));
        Self { service: Service { state, router: router(served.clone()) }, served, found }
    }

    pub(super) fn new() -> Self {
        let filled =
            std::thread::spawn(|| tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(Self::fill()));
        filled.join().unwrap()
    }
}

/// One for all tests that change nothing.
pub(super) fn shelf() -> &'static Shelf {
    static SHELF: OnceLock<Shelf> = OnceLock::new();
    SHELF.get_or_init(Shelf::new)
}

async fn get(address: &str) -> Answer {
    shelf().service.get(address).await
}

/// What a page of the first release must be like.
fn is_of_the_first(page: &Answer) {
    let at = &page.address;
    assert_eq!(page.header("x-robots-tag"), "noindex", "{at}");
    let path = at.split('?').next().unwrap_or_default();
    if at.contains("/embed/") || [".pdf", ".ods", ".docx", ".png"].iter().any(|ending| path.ends_with(ending)) {
        return;
    }
    let html = page.body();
    for words in NEW {
        assert!(!html.contains(words), "{at} has {words}, which is of a later release");
    }
    if !page.header("content-type").starts_with("text/html") {
        return;
    }
    assert_eq!(html.matches("<h1").count(), 1, "{at}");
    assert!(!html.contains("<script") && !html.contains("data-site"), "{at}: a program is sent");
    assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"), "{at}");
    let canonical = html.split_once("<link rel=\"canonical\" href=\"").unwrap().1.split('"').next().unwrap();
    // The living page is the one that is known, without what only changes how it is drawn; the way to it keeps every choice.
    let own = at.strip_prefix("/releases/1").unwrap().replace('&', "&amp;");
    assert_eq!(canonical.split('?').next().unwrap(), format!("{ORIGIN}{}", own.split('?').next().unwrap()), "{at}");
    assert!(html.contains(&format!("<meta property=\"og:url\" content=\"{ORIGIN}/releases/1/")), "{at}");
    let words = text(html);
    assert!(words.contains("Release 1 of 6 February 2026, as it was published"), "{at}: {words}");
    assert!(words.contains("Release 1 · published 6 February 2026"), "{at}");
    assert!(html.contains(&format!("<a href=\"{own}\">This page in release 2</a>")), "{at}");
    assert!(html.contains("<a href=\"/cite?page=/releases/1/"), "{at}");
    assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"), "{at}");
}

/// Follows every link from the first page of the first release, a few choices of each page.
#[tokio::test]
async fn every_link_of_an_earlier_release_stays_in_it() {
    const OUT: [&str; 11] = [
        "/cite?",
        "/pkg/",
        "/favicon.svg",
        "/sign-in",
        "/data/releases",
        "/data/corrections",
        "/data/files",
        "/data/open",
        "/feeds/",
        "/meetings",
        "https://",
    ];
    let mut seen = BTreeSet::from(["/releases/1/".to_owned()]);
    let mut choices = BTreeMap::<String, usize>::new();
    let mut waiting = VecDeque::from(["/releases/1/".to_owned()]);
    let mut files = 0;
    while let Some(address) = waiting.pop_front() {
        let page = get(&address).await.is(200);
        is_of_the_first(&page);
        if !page.header("content-type").starts_with("text/html") || address.contains("/embed/") {
            files += 1;
            continue;
        }
        // The way out is in the strip, and nowhere else.
        let (before, strip) = page.body().split_once("<aside class=\"release-strip\"").unwrap();
        let (_, after) = strip.split_once("</aside>").unwrap();
        for html in [before, after] {
            let links = ["href", "action"].into_iter().flat_map(|attribute| attributes(html, attribute));
            for link in links.filter(|link| !link.starts_with('#') && !html.contains(&format!("<link rel=\"canonical\" href=\"{link}\""))) {
                assert!(link.starts_with("/releases/1/") || OUT.iter().any(|out| link.starts_with(out)), "{address} leads to {link}");
                let link = link.split('#').next().unwrap_or_default().to_owned();
                // Every picture of dots is alike as to where it is, and each takes a second without optimisation.
                let path = link.split('?').next().unwrap_or_default();
                let place = if path.rsplit('.').next() == Some("png") { "a picture" } else { path };
                let count = choices.entry(place.to_owned()).or_default();
                *count += 1;
                if link.starts_with("/releases/1/") && *count <= 4 && seen.insert(link.clone()) {
                    waiting.push_back(link);
                }
            }
        }
    }
    for address in [
        "areas/CV-P06",
        "themes/keep-going",
        "measures/reserves/data.csv",
        "directorates/people",
        "data/due",
        "data/due.csv",
        "about/protection",
    ] {
        assert!(seen.contains(&format!("/releases/1/{address}")), "nothing leads to {address}");
    }
    assert!(seen.len() > 100 && files > 10, "{} addresses, {files} files", seen.len());
}

#[tokio::test]
async fn pages_are_as_they_were_drawn_on_the_day() {
    let first = get("/releases/1/areas/CV-P06?group=female").await.is(200);
    assert!(text(first.body()).contains("Fellgate"));
    let (old, day) = (calder_vale(), published(1).date());
    let site = Site { today: day, ..old.state.site() };
    let (page, _) = app::page_at(&old.state.release, &old.state.register, &site, "/areas/CV-P06", "group=female");
    let mut drawn = String::new();
    page.body.write(&mut drawn);
    let main = first.body().split_once("<main").unwrap().1.split_once('>').unwrap().1.split_once("</main>").unwrap().0;
    assert_eq!(text(main), text(&drawn));
    let due = text(get("/releases/1/data/due").await.is(200).body());
    assert!(due.contains("Q3 2025/26 was due 21 January 2026 16 days late"), "{due}");
    insta_words("page_due_then", &due);
    // The same figures as in the file of that release.
    let file = get("/releases/1/measures/repairs-on-time/data.csv").await.is(200);
    let plain = old.get("/measures/repairs-on-time/data.csv").await.is(200);
    assert_eq!(file.bytes, plain.bytes);
    assert_eq!(file.header("content-disposition"), plain.header("content-disposition"));
}

fn insta_words(name: &str, words: &str) {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name.to_owned(), words));
}

#[tokio::test]
async fn an_error_is_told_where_it_is_read() {
    let page = get("/releases/1/measures/repairs-on-time").await.is(200);
    assert!(text(page.body()).contains("Something in it was wrong, and is right from release 2 on: see what."), "{}", text(page.body()));
    let served = get("/releases/2/measures/repairs-on-time").await.is(200);
    assert!(text(served.body()).contains("It is the newest. This page as it is today"), "{}", text(served.body()));
    assert!(!served.body().contains("Something in it was wrong"));
}

#[tokio::test]
async fn of_a_release_that_was_withdrawn_no_page_is_shown() {
    for address in ["/releases/3/", "/releases/3/areas/CV-P06?group=female", "/releases/3/nowhere", "/releases/3/data/due"] {
        let page = get(address).await.is(410);
        let words = text(page.body());
        assert!(words.contains("Release 3 was withdrawn") && words.contains("withdrawn on 28 April 2026"), "{address}: {words}");
        assert!(words.contains("Why: =People could be told from it."), "{address}: {words}");
        assert!(!page.body().contains("/releases/3/") && !words.contains("Elderbeck"), "{address}");
    }
    for address in
        ["/releases/3/measures/repairs-on-time/data.csv", "/releases/3/areas/CV-P06/figures.csv", "/releases/3/equality/statement.txt"]
    {
        let file = get(address).await.is(410);
        assert_eq!(file.header("content-type"), "text/plain; charset=utf-8", "{address}");
        assert!(file.body().starts_with("Release 3 was withdrawn") && file.bytes.len() < 100, "{}", file.body());
    }
}

#[tokio::test]
async fn what_is_not_there_is_said_and_leads_nowhere_else() {
    for address in [
        "/releases/5/",
        "/releases/0/areas",
        "/releases/01/",
        "/releases/+1/",
        "/releases/99999999999999999999/",
        "/releases/%31/",
        "/releases/x/areas",
    ] {
        let page = get(address).await.is(404);
        let words = text(page.body());
        assert!(words.contains("There is no release") && words.contains("Release 1 of 6 February 2026"), "{address}: {words}");
        assert!(page.body().contains("href=\"/releases/1/\"") && !page.body().contains("href=\"/releases/3/\""), "{address}");
    }
    for address in [
        "/releases/1/nowhere",
        "/releases/1/pkg/main.0a1b2c.css",
        "/releases/1/manage",
        "/releases/1//example.org",
        "/releases/1/\\example.org",
        "/releases/1/releases/2/",
    ] {
        let page = get(address).await.is(404);
        assert!(
            page.body().contains("release-strip") && !page.body().contains("href=\"//") && !page.body().contains("href=\"/\\"),
            "{address}"
        );
    }
    get("/releases/1/areas/CV-P06?group=nobody").await.is(400);
    for (address, to) in [
        ("/releases", "/data/releases"),
        ("/releases/", "/data/releases"),
        ("/releases/x", "/data/releases"),
        ("/releases/1", "/releases/1/"),
        ("/releases/1/data/releases", "/data/releases"),
        ("/releases/1/data/corrections?x=y", "/data/corrections"),
        ("/releases/1/data/corrections.csv", "/data/corrections.csv"),
        // Codes are replaced as they were then.
        ("/releases/1/areas/CV-N0?group=female", "/releases/1/areas/CV-N2?group=female"),
    ] {
        assert_eq!(get(address).await.is(308).header("location"), to, "{address}");
    }
    assert_eq!(shelf().service.ask(Method::POST, "/releases/1/areas", "").await.status, 405);
}

#[tokio::test]
async fn one_that_this_version_cannot_read_says_so_and_is_not_tried_again_and_again() {
    let shelf = Shelf::new();
    for _ in 0..3 {
        let page = shelf.service.get("/releases/4/areas/CV-P06").await.is(503);
        assert!(text(page.body()).contains("Release 4 cannot be shown"), "{}", text(page.body()));
    }
    assert_eq!(shelf.found.load(Ordering::SeqCst), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_comes_at_once_waits_for_one_opening_and_few_are_held() {
    let shelf = Arc::new(Shelf::new());
    let asking: Vec<_> = (0..24)
        .map(|at| {
            let shelf = Arc::clone(&shelf);
            tokio::spawn(async move { shelf.service.get(&format!("/releases/1/areas/CV-P0{}", at % 8 + 1)).await.is(200).bytes.len() })
        })
        .collect();
    for asked in asking {
        assert!(asked.await.unwrap() > 1_000);
    }
    assert_eq!(shelf.found.load(Ordering::SeqCst), 1);
    // The one that is served is not looked for.
    shelf.service.get("/releases/2/").await.is(200);
    assert_eq!(shelf.found.load(Ordering::SeqCst), 1);
    shelf.service.get("/releases/4/").await.is(503);
    assert_eq!(shelf.served.past.held(), 2);
    // One that cannot be read takes nobody's place.
    shelf.service.get("/releases/1/").await.is(200);
    assert_eq!(shelf.found.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn what_is_said_above_a_page_follows_what_is_served() {
    let shelf = Shelf::new();
    let at = "/releases/1/areas/CV-P06";
    assert!(shelf.service.get(at).await.is(200).body().contains("This page in release 2"));
    // The second is withdrawn: the first is served again.
    let mut register = register();
    register.releases[2].withdrawn = Some((published(4), "Wrong all over.".to_owned()));
    register.releases.retain(|release| release.number < 3);
    let found = shelf.found.load(Ordering::SeqCst);
    shelf.served.swap(shelf.served.now().telling(register));
    shelf.service.get("/releases/2/areas/CV-P06").await.is(410);
    shelf.service.get(at).await.is(200);
    assert_eq!(shelf.found.load(Ordering::SeqCst), found, "it was opened again");
    assert_eq!(shelf.service.get("/releases/4/").await.status, 404);
    // Where none is served in its place, what was withdrawn is not shown either; what is told of it is.
    let frame = format!("/frames/{}/area/0", shelf.served.now().key);
    for address in ["/", "/areas/CV-P06?group=female", "/measures/repairs-on-time/data.csv", "/equality/statement.txt", &frame] {
        let answer = shelf.service.get(address).await.is(410);
        assert!(!answer.body().contains("Elderbeck") && answer.bytes.len() < 8_000, "{address}");
    }
    assert!(text(shelf.service.get("/data/corrections").await.is(200).body()).contains("Wrong all over."));
}
