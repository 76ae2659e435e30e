//! The program as it is run: what it says, how it ends, and what it leaves behind.
#![expect(clippy::unwrap_used, reason = "a test's helpers fail by panicking, as tests do")]

#[path = "common/council.rs"]
mod council;
#[path = "common/site.rs"]
mod site;

#[path = "cli/accounts.rs"]
mod accounts;
#[path = "cli/configured.rs"]
mod configured;
#[path = "cli/copies.rs"]
mod copies;
#[path = "cli/databases.rs"]
mod databases;
#[path = "cli/folders.rs"]
mod folders;
#[path = "cli/imports.rs"]
mod imports;
#[path = "cli/killed.rs"]
mod killed;
#[path = "cli/logs.rs"]
mod logs;
#[path = "cli/program.rs"]
mod program;
#[path = "cli/running.rs"]
mod running;
#[path = "cli/serving.rs"]
mod serving;
