//! Signing in and what is behind it, on the fictional council, by the router as a browser would use it.
#![expect(clippy::unwrap_used, reason = "a test's helpers fail by panicking, as tests do")]

#[path = "common/council.rs"]
mod council;
#[path = "common/service.rs"]
mod service;
#[path = "common/site.rs"]
mod site;

#[path = "manage/audit.rs"]
mod audit;
#[path = "manage/browser.rs"]
mod browser;
#[path = "manage/forgery.rs"]
mod forgery;
#[path = "manage/people.rs"]
mod people;
#[path = "manage/public.rs"]
mod public;
#[path = "manage/roles.rs"]
mod roles;
#[path = "manage/sessions.rs"]
mod sessions;
#[path = "manage/sign_in.rs"]
mod sign_in;
#[path = "manage/throttle.rs"]
mod throttle;
