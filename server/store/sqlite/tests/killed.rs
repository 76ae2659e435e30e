//! A process killed at any moment loses nothing it had written, and leaves nothing half written.

#![expect(clippy::unwrap_used, reason = "a failure here is a failed test")]

mod common;

use std::{
    hash::{BuildHasher, RandomState},
    process::{Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use common::{council, observations, publish, time};
use domain::store::{Part, Store};
use sqlx::{SqlitePool, query_scalar};
use store_sqlite::SqliteStore;

const FILE: &str = "STORE_TO_WRITE_UNTIL_KILLED";
const TEST: &str = "a_killed_process_leaves_whole_batches_and_whole_releases";

/// Loads and publishes for ever. The child process of the test below, which is this test in this program again.
async fn write_until_killed(url: &str) {
    let store = SqliteStore::open(url).await.unwrap();
    let here = council();
    for round in 0.. {
        let batch = store.load(&here, "d", time(), observations(3000 + round % 7 * 1000)).await.unwrap();
        // The first byte says how many parts there are.
        let count = u8::try_from(round % 5 + 1).unwrap();
        let parts: Vec<Part> = (0..count).map(|at| Part { key: format!("part/{at}"), bytes: vec![count; 50_000] }).collect();
        if round % 2 == 0 {
            publish(&store, batch.id, &parts).await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_killed_process_leaves_whole_batches_and_whole_releases() {
    if let Ok(url) = std::env::var(FILE) {
        return write_until_killed(&url).await;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let url = format!("sqlite:{}", path.display());
    let mut seen = (0, 0);
    for _ in 0..10 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", TEST])
            .env(FILE, &url)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // At least until there is a file, and then up to half a second.
        let begun = Instant::now();
        while !path.exists() && begun.elapsed() < Duration::from_secs(30) {
            sleep(Duration::from_millis(5));
        }
        let moment = Duration::from_micros(RandomState::new().hash_one(begun) % 500_000);
        sleep(moment);
        assert!(child.try_wait().unwrap().is_none(), "the child ended by itself");
        child.kill().unwrap();
        child.wait().unwrap();
        let now = whole(&url).await;
        assert!(now >= seen, "killed after {moment:?}: {now:?} is less than {seen:?} before");
        seen = now;
    }
    assert!(seen > (1, 0), "no child lived long enough to write: {seen:?}");
}

/// Checks everything in the file; gives the newest batch and release.
async fn whole(url: &str) -> (i64, i64) {
    let store = SqliteStore::open(url).await.unwrap();
    let newest = store.latest_batch("here").await.unwrap();
    let release = store.current_release("here").await.unwrap();
    if let Some(release) = &release {
        assert!(release.parts.iter().all(|part| part.bytes == vec![u8::try_from(release.parts.len()).unwrap(); 50_000]));
    }
    store.close().await;

    let pool = SqlitePool::connect(url).await.unwrap();
    let text: String = query_scalar("PRAGMA integrity_check").fetch_one(&pool).await.unwrap();
    assert_eq!(text, "ok");
    let foreign: Vec<String> = query_scalar("PRAGMA foreign_key_check").fetch_all(&pool).await.unwrap();
    assert!(foreign.is_empty(), "{foreign:?}");
    for (what, sql) in [
        (
            "batches with other than their observations",
            "SELECT count(*) FROM batch WHERE held * observations <> (SELECT count(*) FROM observation WHERE batch_id = batch.id)",
        ),
        ("batches without observations", "SELECT count(*) FROM batch WHERE observations < 3000"),
        (
            "releases with other than their parts",
            "SELECT count(*) FROM release WHERE parts <> (SELECT count(*) FROM release_part WHERE release_number = number)",
        ),
        ("gaps between releases", "SELECT coalesce(max(number), 0) - count(*) FROM release"),
    ] {
        let count: i64 = query_scalar(sql).fetch_one(&pool).await.unwrap();
        assert_eq!(count, 0, "{what}");
    }
    pool.close().await;
    (newest.map_or(0, |batch| batch.id), release.map_or(0, |release| release.number))
}
