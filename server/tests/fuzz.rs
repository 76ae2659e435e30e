//! Whatever is sent, typed or brought in: it is read, or refused in words. Inputs are made from sound ones by small changes, and those that lead
//! somewhere new are changed further.
//!
//! Each target runs for `FUZZ_SECONDS` (one, as part of the tests; `make fuzz` gives more), from the number `FUZZ_SEED`. What breaks the program
//! is made as short as it will go, printed, and written to `FUZZ_FOUND`, if that names a folder.
#![expect(clippy::unwrap_used, reason = "a test's helpers fail by panicking, as tests do")]

#[path = "../ingest/tests/tables/books_made.rs"]
#[expect(dead_code, reason = "books are made in more ways than are changed here")]
mod books_made;
#[path = "manage/browser.rs"]
#[expect(dead_code, reason = "a browser does more than is sent here")]
mod browser;
#[path = "common/council.rs"]
#[expect(dead_code, reason = "councils are copied, and not changed here")]
mod council;
#[path = "common/service.rs"]
#[expect(dead_code, reason = "a service is asked in more ways elsewhere")]
mod service;
#[path = "common/site.rs"]
mod site;

#[path = "fuzz/engine.rs"]
mod engine;
#[path = "fuzz/read.rs"]
mod read;
#[path = "fuzz/sent.rs"]
mod sent;

use std::sync::OnceLock;

use service::Service;

/// The fictional council, served; made once for all targets of a process.
fn calder_vale() -> &'static Service {
    static SERVICE: OnceLock<Service> = OnceLock::new();
    SERVICE.get_or_init(|| Service::of(&council::shipped("fixtures/calder-vale")))
}
