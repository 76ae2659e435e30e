//! The promises that every store makes, each on a file of its own.

use store_sqlite::SqliteStore;

macro_rules! promises {
    ($($promise:ident)+) => {
        $(
            #[tokio::test]
            async fn $promise() {
                let folder = tempfile::tempdir().unwrap();
                let url = format!("sqlite:{}", folder.path().join("store.db").display());
                store_contract::$promise(async || SqliteStore::open(&url).await.unwrap()).await;
            }
        )+
    };
}

store_contract::for_each_promise!(promises);
