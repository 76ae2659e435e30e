//! What the file's own rules forbid, and faults that need a hand inside the store.

#[path = "../tests/common/mod.rs"]
mod common;

use std::time::Duration;

use common::{council, observations, publish, time};
use domain::{
    people::audit::{Deed, Entry},
    store::{Brought, Ended, Entries, Imports, Part, People, Releases, Sought, Store},
};
use sqlx::AssertSqlSafe;
use tempfile::TempDir;

use crate::{SqliteStore, StoreError};

struct Open {
    store: SqliteStore,
    url: String,
    _folder: TempDir,
}

/// A store with one batch of a hundred observations and a release of two parts.
async fn open() -> Open {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("store.db").display());
    let store = SqliteStore::open_with(&url, Duration::from_millis(50)).await.unwrap();
    let batch = store.load(&council(), "d", time(), observations(100)).await.unwrap();
    let parts = ["p", "q"].map(|key| Part { key: key.into(), bytes: vec![1] });
    publish(&store, batch.id, &parts).await.unwrap();
    Open { store, url, _folder: folder }
}

async fn run(store: &SqliteStore, sql: &str) -> Result<u64, StoreError> {
    Ok(sqlx::raw_sql(AssertSqlSafe(sql)).execute(&store.writer).await?.rows_affected())
}

#[tokio::test]
async fn releases_batches_and_observations_are_as_they_were_written() {
    let Open { store, _folder, .. } = open().await;
    let before = store.current_release("here").await.unwrap();
    for sql in [
        "UPDATE release SET published_at = '2030-01-01T00:00:00'",
        "UPDATE release SET document = '{}'",
        "DELETE FROM release",
        "INSERT OR REPLACE INTO release SELECT * FROM release",
        "INSERT INTO release SELECT 3, council, batch_id, published_at, parts, document FROM release",
        "INSERT INTO release SELECT 2, 'there', batch_id, published_at, parts, document FROM release",
        "INSERT INTO release SELECT 2, council, batch_id + 1, published_at, parts, document FROM release",
        "UPDATE release_part SET bytes = x'00'",
        "DELETE FROM release_part",
        "INSERT OR REPLACE INTO release_part SELECT * FROM release_part",
        "INSERT INTO release_part VALUES (1, 'r', x'00')",
        "INSERT INTO release_part VALUES (2, 'r', x'00')",
        "UPDATE batch SET document = '{}'",
        "UPDATE batch SET held = 0",
        "DELETE FROM batch",
        "UPDATE observation SET numerator = 0",
        "INSERT INTO batch (council, digest, loaded_at, document) VALUES ('here', 'd', 't', 'not json')",
    ] {
        let refused = run(&store, sql).await;
        assert!(matches!(refused, Err(StoreError::Refused(_))), "{sql}: {refused:?}");
    }
    assert_eq!(store.current_release("here").await.unwrap(), before);
}

#[tokio::test]
async fn the_audit_and_those_it_names_stay() {
    let Open { store, _folder, .. } = open().await;
    run(&store, "INSERT INTO user (login, name, added_at) VALUES ('ada', 'Ada', 't')").await.unwrap();
    // The first entry is of the release.
    let entry = "SELECT 2, 't', 1, 'sign-in', '', 'web', zeroblob(32)";
    run(&store, &format!("INSERT INTO audit {entry}")).await.unwrap();
    for sql in [
        "UPDATE audit SET at = 'u'",
        "DELETE FROM audit",
        &format!("INSERT OR REPLACE INTO audit {entry}"),
        "INSERT INTO audit SELECT 4, at, who, deed, subject, place, digest FROM audit LIMIT 1",
        "INSERT INTO audit SELECT 3, at, 9, deed, subject, place, digest FROM audit LIMIT 1",
        "INSERT INTO audit SELECT 3, at, who, deed, subject, place, zeroblob(31) FROM audit LIMIT 1",
        "DELETE FROM user",
        "UPDATE user SET id = 2",
        "INSERT INTO user (login, name, added_at) VALUES ('Ada', 'Ada', 't')",
        "INSERT INTO user_password VALUES (1, 'in plain text', 0, 't')",
        "INSERT INTO user_factor (user_id, secret, set_at) VALUES (1, zeroblob(10), 't')",
        "INSERT INTO instance_key VALUES (2, zeroblob(32))",
    ] {
        let refused = run(&store, sql).await;
        assert!(matches!(refused, Err(StoreError::Refused(_))), "{sql}: {refused:?}");
    }
}

#[tokio::test]
async fn what_is_told_planned_and_withdrawn_stays() {
    let Open { store, _folder, .. } = open().await;
    run(&store, "INSERT INTO user (login, name, added_at) VALUES ('ada', 'Ada', 't')").await.unwrap();
    publish(&store, 1, &[]).await.unwrap();
    let plan = "INSERT INTO release_plan (council, batch_id, at, note, held, planned_by, planned_at)";
    run(&store, &format!("{plan} VALUES ('here', 1, '2024-02-01T00:00:00', '', 1, 1, '2024-01-01T00:00:00')")).await.unwrap();
    run(&store, "INSERT INTO release_plan_held VALUES (1, 'm0')").await.unwrap();
    run(&store, "INSERT INTO release_withdrawal VALUES (2, '2024-01-01T00:00:00', NULL, 'it was not so')").await.unwrap();
    let before = store.register("here").await.unwrap();
    for sql in [
        "UPDATE release_told SET note = 'another'",
        "DELETE FROM release_told",
        "INSERT OR REPLACE INTO release_told SELECT * FROM release_told WHERE release_number = 2",
        "INSERT INTO release_held VALUES (2, 'm0', 1)",
        "UPDATE release_withdrawal SET reason = 'another reason'",
        "DELETE FROM release_withdrawal",
        "INSERT OR REPLACE INTO release_withdrawal VALUES (2, '2024-01-01T00:00:00', NULL, 'another reason')",
        "INSERT INTO release_withdrawal VALUES (1, 't', NULL, 'the only one that stands')",
        "UPDATE release_plan SET note = 'another'",
        "UPDATE release_plan SET at = 'v'",
        "UPDATE release_plan SET state = 'cancelled'",
        "UPDATE release_plan SET state = 'published', ended_at = 'v'",
        "DELETE FROM release_plan",
        "INSERT OR REPLACE INTO release_plan SELECT * FROM release_plan",
        &format!("{plan} VALUES ('here', 1, '2024-02-01T00:00:00', '', 0, 1, 't')"),
        &format!("{plan} VALUES ('here', 2, '2024-02-01T00:00:00', '', 0, 1, 't')"),
        &format!("{plan} VALUES ('there', 1, '2024-02-01T00:00:00', '', 0, 1, 't')"),
        "INSERT INTO release_plan_held VALUES (1, 'm1')",
        "INSERT OR REPLACE INTO release_plan_held SELECT * FROM release_plan_held",
        "DELETE FROM release_plan_held",
        "UPDATE batch SET held = 0",
    ] {
        let refused = run(&store, sql).await;
        assert!(matches!(refused, Err(StoreError::Refused(_))), "{sql}: {refused:?}");
    }
    assert_eq!(store.register("here").await.unwrap(), before);
    run(&store, "UPDATE release_plan SET state = 'cancelled', ended_at = 'v', reason = 'why'").await.unwrap();
    let again = run(&store, "UPDATE release_plan SET state = 'refused', ended_at = 'v', reason = 'why'").await;
    assert!(matches!(again, Err(StoreError::Refused(_))), "{again:?}");
}

#[tokio::test]
async fn what_is_planned_in_a_copy_that_is_put_back_is_not_published() {
    let Open { store, _folder, .. } = open().await;
    run(&store, "INSERT INTO user (login, name, added_at) VALUES ('ada', 'Ada', 't')").await.unwrap();
    run(
        &store,
        "INSERT INTO release_plan (council, batch_id, newest, standing, at, note, held, planned_by, planned_at) \
         VALUES ('here', 1, 1, 1, '2024-02-01T00:00:00', '', 0, 1, '2024-01-01T00:00:00')",
    )
    .await
    .unwrap();
    assert!(store.register("here").await.unwrap().coming.is_some());
    let entry = Entry { at: time(), who: None, deed: Deed::Restore, on: "copy".to_owned(), place: "a test".to_owned() };
    assert_eq!(store.put_back(&entry).await.unwrap(), 1);
    assert_eq!(store.register("here").await.unwrap().coming, None);
    let ended = store.plans("here").await.unwrap().remove(0).ended.unwrap();
    assert_eq!(ended, (time(), Ended::Refused("a copy of the database was put back: plan it again".to_owned())));
    let audit = store.audit(&Sought { limit: 2, ..Sought::default() }).await.unwrap();
    let said: Vec<_> = audit.iter().rev().map(|one| (one.entry.deed, one.entry.on.as_str(), one.entry.place.as_str())).collect();
    assert_eq!(said, [(Deed::Restore, "copy", "a test"), (Deed::RefusePlanned, "planned release 1", "a test")]);
    assert_eq!(store.put_back(&entry).await.unwrap(), 0, "a plan ends once");
}

#[tokio::test]
async fn an_observation_has_parts_or_a_value_or_a_reason() {
    let Open { store, _folder, .. } = open().await;
    run(&store, "INSERT INTO period VALUES (2, '2024-03-31')").await.unwrap();
    let insert = |columns: &str| {
        format!("INSERT INTO observation SELECT 1, 1, 1, 1, 2, {columns}, NULL; DELETE FROM observation WHERE period_id = 2")
    };
    for good in
        ["1, NULL, NULL, NULL, NULL, NULL, 0, 'p'", "NULL, NULL, 1, 0, 2, NULL, 15, 'c'", "NULL, NULL, NULL, NULL, NULL, 'c', 0, 'i'"]
    {
        run(&store, &insert(good)).await.unwrap();
    }
    for bad in [
        "NULL, NULL, NULL, NULL, NULL, NULL, 0, 'p'",
        "1, NULL, 1, NULL, NULL, NULL, 0, 'p'",
        "1, NULL, NULL, NULL, NULL, 'c', 0, 'p'",
        "NULL, 1, 1, NULL, NULL, NULL, 0, 'p'",
        "NULL, NULL, 1, 0, NULL, NULL, 0, 'p'",
        "1, NULL, NULL, 0, 2, NULL, 0, 'p'",
        "NULL, NULL, NULL, NULL, NULL, 'k', 0, 'p'",
        "1, NULL, NULL, NULL, NULL, NULL, 16, 'p'",
        "1, NULL, NULL, NULL, NULL, NULL, 0, 'k'",
        "1, NULL, NULL, NULL, NULL, NULL, 0, NULL",
    ] {
        let refused = run(&store, &insert(bad)).await;
        assert!(matches!(refused, Err(StoreError::Refused(_))), "{bad}: {refused:?}");
    }
}

#[tokio::test]
async fn what_does_not_read_back_names_its_table_and_row() {
    let rules_off = "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF; DROP TRIGGER observation_is_as_loaded; \
                     DROP TRIGGER batch_is_as_loaded; DROP TRIGGER release_is_not_changed; DROP TRIGGER release_part_is_not_deleted;";
    for (sql, expected) in [
        ("UPDATE area_code SET code = 'a b' WHERE id = 3", ["area_code", "row 3", "a b"]),
        ("UPDATE period SET iso = '2023-05-01/P3M'", ["period", "row 1", "2023-05-01/P3M"]),
        ("DELETE FROM group_code", ["group_code", "row 1", "not there"]),
        ("UPDATE observation SET numerator = NULL", ["observation", "area a0", "only one"]),
        ("UPDATE observation SET flags = 99", ["observation", "area a0", "99"]),
        ("UPDATE observation SET provenance = '?'", ["observation", "area a0", "?"]),
        ("UPDATE observation SET numerator = NULL, missing = 'q'", ["observation", "area a0", "q"]),
        ("UPDATE batch SET document = '{}'", ["batch", "row 1", "council"]),
        ("UPDATE batch SET loaded_at = 'noon'", ["batch", "row 1", "noon"]),
        ("UPDATE release SET published_at = 'noon'", ["release", "row 1", "noon"]),
        ("UPDATE release SET document = '[]'", ["release", "row 1", "council"]),
        ("DELETE FROM release_part WHERE key = 'q'", ["release", "row 1", "2 parts"]),
    ] {
        let Open { store, _folder, .. } = open().await;
        run(&store, rules_off).await.unwrap();
        assert!(run(&store, sql).await.unwrap() > 0, "{sql} changed nothing");
        let asked = async {
            store.latest_batch("here").await?;
            store.council(1).await?;
            store.observations(1, &"m0".parse().unwrap()).await?;
            store.current_release("here").await
        };
        let error = asked.await.unwrap_err();
        assert!(matches!(error, StoreError::Inconsistent { .. }), "{sql}: {error:?}");
        let text = error.to_string();
        assert!(expected.iter().all(|part| text.contains(part)), "{sql}: {text}");
    }
}

#[tokio::test]
async fn a_full_disk_says_so_and_loses_nothing() {
    let Open { store, _folder, .. } = open().await;
    for count in [2_000, 5_000, 50_000, 300_000] {
        // As many pages as there are, and ten: a disk that small.
        let pages: i64 = sqlx::query_scalar("PRAGMA page_count").fetch_one(&store.writer).await.unwrap();
        run(&store, &format!("PRAGMA max_page_count = {}", pages + 10)).await.unwrap();
        let error = store.load(&council(), "d", time(), observations(count)).await.unwrap_err();
        assert!(matches!(error, StoreError::DiskFull(_)), "{count}: {error:?}");
        assert_eq!(store.latest_batch("here").await.unwrap().unwrap().id, 1);
        assert_eq!(store.observations(1, &"m0".parse().unwrap()).await.unwrap().len(), 10);
    }
    run(&store, "PRAGMA max_page_count = 1000000").await.unwrap();
    assert_eq!(store.load(&council(), "d", time(), observations(50_000)).await.unwrap().observations, 50_000);
}

#[tokio::test]
async fn a_file_that_may_not_be_written_says_so() {
    let Open { store, _folder, .. } = open().await;
    run(&store, "PRAGMA query_only = ON").await.unwrap();
    let error = store.load(&council(), "d", time(), observations(1)).await.unwrap_err();
    assert!(matches!(error, StoreError::Unwritable(_)), "{error:?}");
}

#[tokio::test]
async fn a_lock_of_another_process_says_so_and_readers_go_on() {
    let Open { store, url, _folder } = open().await;
    let other = SqliteStore::open(&url).await.unwrap();
    let held = other.write().await.unwrap();
    let error = store.load(&council(), "d", time(), observations(1)).await.unwrap_err();
    assert!(matches!(error, StoreError::Locked(_)), "{error:?}");
    assert_eq!(store.observations(1, &"m0".parse().unwrap()).await.unwrap().len(), 10);
    drop(held);
    store.load(&council(), "d", time(), observations(1)).await.unwrap();
}

#[tokio::test]
async fn a_newer_programs_file_says_so() {
    let Open { store, url, _folder } = open().await;
    let newer =
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9001, 'later', 1, x'00', 0)";
    run(&store, newer).await.unwrap();
    store.close().await;
    let error = SqliteStore::open(&url).await.unwrap_err();
    assert!(matches!(error, StoreError::Newer { change: 9001, .. }), "{error:?}");
}

#[tokio::test]
async fn another_programs_tables_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}?mode=rwc", folder.path().join("store.db").display());
    let other = sqlx::SqlitePool::connect(&url).await.unwrap();
    sqlx::query("CREATE TABLE batch (what TEXT)").execute(&other).await.unwrap();
    other.close().await;
    let error = SqliteStore::open(&url).await.unwrap_err();
    assert!(matches!(error, StoreError::Tables(_)), "{error:?}");
}

#[tokio::test]
async fn a_load_leaves_no_large_log_behind() {
    let Open { store, url, _folder } = open().await;
    store.load(&council(), "d", time(), observations(20_000)).await.unwrap();
    let log = std::fs::metadata(format!("{}-wal", url.trim_start_matches("sqlite:"))).unwrap().len();
    assert_eq!(log, 0);
}

#[tokio::test]
async fn what_was_brought_in_by_an_older_program_is_known() {
    let Open { store, url, _folder } = open().await;
    let over = store.latest_batch("here").await.unwrap().map(|batch| batch.id);
    let brought = Brought { council: "here", file: "f.csv", digest: "5", by: "somebody", over };
    let entry = Entry { at: time(), who: None, deed: Deed::Import, on: String::new(), place: "a test".to_owned() };
    let some = observations(100).map(|one| if one.measure.as_str() == "m3" { sub_group(one) } else { one });
    store.accept(&brought, &entry, some.collect::<Vec<_>>().into_iter()).await.unwrap();
    let before = store.brought_in("here").await.unwrap();
    assert_eq!(before.len(), 9, "one of the ten measures has no figure for everyone: {before:?}");
    for sql in ["UPDATE import_span SET measure_id = 1", "DELETE FROM import_span"] {
        let refused = run(&store, sql).await;
        assert!(matches!(refused, Err(StoreError::Refused(_))), "{sql}: {refused:?}");
    }
    // The file as it was before.
    run(&store, "DROP TABLE import_span").await.unwrap();
    run(&store, "DELETE FROM _sqlx_migrations WHERE description = 'import spans'").await.unwrap();
    store.close().await;
    let store = SqliteStore::open(&url).await.unwrap();
    assert_eq!(store.brought_in("here").await.unwrap(), before);
}

fn sub_group(one: domain::observation::Observation) -> domain::observation::Observation {
    domain::observation::Observation { group: "female".parse().unwrap(), ..one }
}

#[tokio::test]
async fn meetings_and_what_is_said_at_them_stay() {
    let Open { store, _folder, .. } = open().await;
    run(&store, "INSERT INTO user (login, name, added_at) VALUES ('ada', 'Ada', 't')").await.unwrap();
    let version = |number: i64, stage: &str| format!("INSERT INTO meeting_version VALUES (1, {number}, '{stage}', '{{}}', 1, 't')");
    let say = "INSERT INTO meeting_remark (meeting_id, item, answers, by_role, words, said_by, said_at)";
    let question = format!("{say} VALUES (1, 1, NULL, 'Councillor', 'Why?', 1, 't')");
    run(&store, "INSERT INTO meeting (council) VALUES ('here')").await.unwrap();
    run(&store, &version(1, "draft")).await.unwrap();
    assert!(run(&store, &question).await.is_err(), "nothing is asked at a draft");
    run(&store, &version(2, "published")).await.unwrap();
    run(&store, &question).await.unwrap();
    run(&store, &format!("{say} VALUES (1, 1, 1, 'Officer', 'So.', 1, 't')")).await.unwrap();
    run(&store, "INSERT INTO meeting_remark_change VALUES (1, 1, NULL, 'It was misheard.', 1, 't')").await.unwrap();
    for sql in [
        "UPDATE meeting SET council = 'there'",
        "DELETE FROM meeting",
        "INSERT OR REPLACE INTO meeting VALUES (1, 'there')",
        "UPDATE meeting_version SET document = '{\"a\":1}'",
        "DELETE FROM meeting_version",
        "INSERT OR REPLACE INTO meeting_version SELECT * FROM meeting_version",
        &version(4, "published"),
        &version(3, "draft"),
        "UPDATE meeting_remark SET words = 'When?'",
        "DELETE FROM meeting_remark",
        "INSERT OR REPLACE INTO meeting_remark SELECT * FROM meeting_remark",
        &format!("{say} VALUES (1, 1, 2, 'Officer', 'An answer to an answer.', 1, 't')"),
        &format!("{say} VALUES (1, 2, 1, 'Officer', 'About another item.', 1, 't')"),
        "UPDATE meeting_remark_change SET words = 'Why?'",
        "DELETE FROM meeting_remark_change",
        "INSERT OR REPLACE INTO meeting_remark_change SELECT * FROM meeting_remark_change",
        "INSERT INTO meeting_remark_change VALUES (1, 2, 'Back again.', 'It was misheard.', 1, 't')",
    ] {
        let refused = run(&store, sql).await;
        assert!(matches!(refused, Err(StoreError::Refused(_))), "{sql}: {refused:?}");
    }
    run(&store, &version(3, "closed")).await.unwrap();
    for sql in [&question, &version(4, "closed"), &version(4, "published")] {
        assert!(run(&store, sql).await.is_err(), "{sql}");
    }
}
