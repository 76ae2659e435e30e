//! Signing in and what is behind it, by the router as a browser would use it.

mod audit;
mod browser;
mod forgery;
mod openid;
mod people;
mod public;
mod roles;
mod service;
mod sessions;
mod sign_in;
mod throttle;
