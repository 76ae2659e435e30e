//! `measure-up`: check, load, publish and serve a council.

use std::process::ExitCode;

fn main() -> ExitCode {
    match server::config::cli() {
        Ok(cli) => server::cli::run(cli),
        Err(refused) => refused,
    }
}
