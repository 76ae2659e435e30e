//! The program as a child process, and a place for it to work in.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use domain::store::Store;
use store_sqlite::SqliteStore;

use crate::{
    council::{Copy, shipped},
    site,
};

/// The program, with nothing of the surroundings that could change what it does.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_measure-up"));
    for name in ["COUNCIL", "DATABASE_URL", "SITE", "PORT", "HOST", "RUST_LOG", "PUBLIC_URL", "BEHIND_PROXY", "CONFIG", "LOG", "RATE_LIMIT"]
    {
        command.env_remove(name);
    }
    for name in ["METRICS_PORT", "METRICS_HOST", "SECURITY_CONTACT", "SECURITY_EXPIRES", "OPENID_ISSUER"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

/// Runs to the end.
pub(crate) fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

/// The output of a run that ended well.
pub(crate) fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}{}", words(&output.stdout), words(&output.stderr));
    assert_eq!(words(&output.stderr), "");
    words(&output.stdout)
}

/// What a run that failed complained of: plainly, by its own name, with nothing internal.
pub(crate) fn complained(output: &Output) -> String {
    let text = words(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.starts_with("measure-up: "), "{text}");
    for internal in ["panicked", "RUST_BACKTRACE", "src/", "Os {", "SqliteError", "Error("] {
        assert!(!text.contains(internal), "{text}");
    }
    text
}

pub(crate) fn words(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A copy of the fictional council, with a place for a database and a built site beside it.
pub(crate) struct Place {
    pub(crate) copy: Copy,
    pub(crate) home: PathBuf,
    pub(crate) council: String,
    pub(crate) database: String,
    pub(crate) site: String,
}

impl Place {
    pub(crate) fn new() -> Self {
        let copy = Copy::of(&shipped("fixtures/calder-vale"));
        let home = copy.folder.parent().unwrap().to_path_buf();
        let site = home.join("site");
        site::build(&site);
        let path = |path: &Path| path.to_str().unwrap().to_owned();
        Self { council: path(&copy.folder), database: format!("sqlite:{}", path(&home.join("council.db"))), site: path(&site), copy, home }
    }

    pub(crate) fn run(&self, command: &str) -> Output {
        run(&[command, "--council", &self.council, "--database", &self.database])
    }

    pub(crate) fn serve(&self) -> Command {
        let mut command = program();
        command.args(["serve", "--port", "0", "--council", &self.council, "--database", &self.database, "--site", &self.site]);
        command
    }
}

/// The newest batch and how many figures it holds, counted; none where nothing was loaded. Fails on a batch that is not whole.
pub(crate) fn whole(database: &str) -> Option<(i64, i64)> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = SqliteStore::open(database).await.unwrap();
        let mut found = None;
        for code in ["liverpool", "calder-vale"] {
            let Some(batch) = store.latest_batch(code).await.unwrap() else { continue };
            let council = store.council(batch.id).await.unwrap().unwrap();
            let mut count = 0;
            for measure in &council.measures {
                count += i64::try_from(store.observations(batch.id, &measure.code).await.unwrap().len()).unwrap();
            }
            assert_eq!(count, batch.observations, "batch {} is not whole", batch.id);
            found = Some((batch.id, count));
        }
        store.close().await;
        found
    })
}
