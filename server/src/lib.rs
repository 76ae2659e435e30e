//! The server: reads a council's folder, loads and publishes it, and serves the release. Owns the database.
#![recursion_limit = "512"]

pub mod bring;
pub mod cli;
pub mod folder;
pub mod http;
pub mod import;
pub mod load;
pub mod manage;
pub mod publish;
pub mod say;
pub mod serve;
