//! The server: reads a council's folder, loads and publishes it, and serves the release. Owns the database.
#![recursion_limit = "512"]

pub mod backup;
pub mod bring;
pub mod cli;
pub mod config;
pub mod folder;
pub mod guard;
pub mod http;
pub mod import;
pub mod load;
pub mod log;
pub mod mail;
pub mod manage;
pub mod meters;
pub mod open;
pub mod publish;
pub mod reports;
pub mod say;
pub mod serve;
