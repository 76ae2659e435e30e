//! The server: reads a council's folder, loads and publishes it, and serves the release. Owns the database.

pub mod cli;
pub mod folder;
pub mod http;
pub mod load;
pub mod publish;
pub mod say;
pub mod serve;
