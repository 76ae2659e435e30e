//! Signing in and what is behind it, by the router as a browser would use it.

mod audit;
pub(crate) mod browser;
mod decisions;
mod entry;
mod forgery;
mod imports;
mod mail;
mod mail_server;
mod mapping;
mod meetings;
mod openid;
mod parts;
mod people;
mod personal;
mod preview;
mod programmes;
mod public;
mod releases;
mod reports;
mod roles;
mod service;
mod sessions;
mod sign_in;
mod throttle;
mod unreleased;
