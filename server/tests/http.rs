//! The HTTP side, on a release made from the fictional council the way a real one is: folder, database, publish, open, router.
#![expect(clippy::unwrap_used, reason = "a test's helpers fail by panicking, as tests do")]

#[path = "common/council.rs"]
mod council;
#[path = "common/html.rs"]
mod html;
#[path = "common/service.rs"]
mod service;
#[path = "common/site.rs"]
mod site;

#[path = "http/again.rs"]
mod again;
#[path = "http/api.rs"]
mod api;
#[path = "http/asking.rs"]
mod asking;
#[path = "http/assets.rs"]
mod assets;
#[path = "http/decisions.rs"]
mod decisions;
#[path = "http/downloads.rs"]
mod downloads;
#[path = "http/equality.rs"]
mod equality;
#[path = "http/found.rs"]
mod found;
#[path = "http/frames.rs"]
mod frames;
#[path = "http/guarded.rs"]
mod guarded;
#[path = "http/held.rs"]
mod held;
#[path = "http/hidden.rs"]
mod hidden;
#[path = "http/hostile.rs"]
mod hostile;
#[path = "http/lineage.rs"]
mod lineage;
#[path = "http/linked.rs"]
mod linked;
#[path = "http/live.rs"]
mod live;
#[path = "manage/mod.rs"]
mod manage;
#[path = "http/meetings.rs"]
mod meetings;
#[path = "http/money.rs"]
mod money;
#[path = "http/open.rs"]
mod open;
#[path = "http/pages.rs"]
mod pages;
#[path = "http/past.rs"]
mod past;
#[path = "http/pictures.rs"]
mod pictures;
#[path = "http/plans.rs"]
mod plans;
#[path = "http/programmes.rs"]
mod programmes;
#[path = "http/reading.rs"]
mod reading;
#[path = "http/registers.rs"]
mod registers;
#[path = "http/renewed.rs"]
mod renewed;
#[path = "http/reports.rs"]
mod reports;
#[path = "http/slow.rs"]
mod slow;
#[path = "http/styles.rs"]
mod styles;
#[path = "http/take.rs"]
mod take;
#[path = "http/thread.rs"]
mod thread;
#[path = "http/wrong.rs"]
mod wrong;

use std::sync::OnceLock;

use service::Service;

/// The fictional council, served; made once for all tests.
fn calder_vale() -> &'static Service {
    static SERVICE: OnceLock<Service> = OnceLock::new();
    SERVICE.get_or_init(|| Service::of(&council::shipped("fixtures/calder-vale")))
}
