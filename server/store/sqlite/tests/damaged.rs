//! Files that are not what they should be give a plain error, and never a panic.

#![expect(clippy::unwrap_used, reason = "a failure here is a failed test")]

mod common;

use std::{
    fs,
    path::{Path, PathBuf},
};

use common::{council, observations, publish, time};
use domain::store::{Part, Store};
use store_sqlite::{SqliteStore, StoreError};
use tempfile::TempDir;

fn url(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}

/// A file with a batch and a release, closed.
async fn written() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let store = SqliteStore::open(&url(&path)).await.unwrap();
    let batch = store.load(&council(), "d", time(), observations(5000)).await.unwrap();
    let parts = [Part { key: "p".into(), bytes: vec![7; 20_000] }];
    publish(&store, batch.id, &parts).await.unwrap();
    store.close().await;
    (folder, path)
}

/// Opens the file and asks it for everything; the first error, if any.
async fn use_everything(path: &Path) -> Result<(), StoreError> {
    let store = SqliteStore::open(&url(path)).await?;
    let asked = async {
        if let Some(batch) = store.latest_batch("here").await? {
            store.council(batch.id).await?;
            for measure in 0..10 {
                store.observations(batch.id, &format!("m{measure}").parse().unwrap()).await?;
            }
        }
        store.current_release("here").await?;
        let batch = store.load(&council(), "d", time(), observations(500)).await?;
        publish(&store, batch.id, &[]).await?;
        Ok(())
    };
    let asked = asked.await;
    store.close().await;
    asked
}

#[tokio::test]
async fn a_whole_file_is_read_and_written() {
    let (_folder, path) = written().await;
    use_everything(&path).await.unwrap();
}

#[tokio::test]
async fn a_text_file_is_not_a_database() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.db");
    for text in ["x".into(), "Dear council,\n".repeat(1000)] {
        fs::write(&path, &text).unwrap();
        let error = SqliteStore::open(&url(&path)).await.unwrap_err();
        assert!(matches!(error, StoreError::NotADatabase(_)), "{error:?}");
        assert!(error.to_string().contains("not a SQLite database"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), text, "the file was changed");
    }
}

#[tokio::test]
async fn a_damaged_file_says_so() {
    let (folder, path) = written().await;
    let whole = fs::read(&path).unwrap();
    let copy = folder.path().join("copy.db");
    // From a fixed recipe: where, how many bytes, and which.
    let mut state = 88_172_645_463_325_252_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap()
    };
    let mut damaged = 0;
    for round in 0..60 {
        let mut bytes = whole.clone();
        if round % 6 == 5 {
            bytes.truncate(next(whole.len()));
        } else {
            let (from, length) = (next(whole.len()), next(20_000));
            for byte in bytes.iter_mut().skip(from).take(length) {
                *byte = u8::try_from(next(256)).unwrap();
            }
        }
        for end in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{end}", copy.display()));
        }
        fs::write(&copy, bytes).unwrap();
        // Damage may lie where nothing is read, such as a free page; what is read is an error, and one that names damage.
        if let Err(error) = use_everything(&copy).await {
            assert!(
                matches!(
                    error,
                    StoreError::Damaged(_)
                        | StoreError::NotADatabase(_)
                        | StoreError::Inconsistent { .. }
                        | StoreError::Tables(_)
                        | StoreError::Newer { .. }
                        | StoreError::Disk(_)
                        | StoreError::Refused(_)
                ),
                "round {round}: {error:?}"
            );
            damaged += 1;
        }
    }
    assert!(damaged > 30, "only {damaged} of 60 damaged files were found out");
}

#[tokio::test]
async fn a_file_cut_short_is_not_taken_for_an_empty_one() {
    let (_folder, path) = written().await;
    let whole = fs::read(&path).unwrap();
    for length in [17, 100, 511, 4096] {
        fs::write(&path, &whole[..length]).unwrap();
        let error = use_everything(&path).await.unwrap_err();
        assert!(matches!(error, StoreError::Damaged(_)), "{length}: {error:?}");
    }
}

#[tokio::test]
async fn a_folder_that_is_not_there_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let error = SqliteStore::open(&url(&folder.path().join("nowhere/store.db"))).await.unwrap_err();
    assert!(matches!(error, StoreError::Unwritable(_)), "{error:?}");
    let error = SqliteStore::open(&url(folder.path())).await.unwrap_err();
    assert!(matches!(error, StoreError::Unwritable(_)), "{error:?}");
}

#[tokio::test]
async fn an_address_that_is_not_one_says_so() {
    let error = SqliteStore::open("sqlite:a.db?mode=sideways").await.unwrap_err();
    assert!(matches!(error, StoreError::Address(_)), "{error:?}");
}
