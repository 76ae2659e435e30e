//! The peer of `make bench`: axum alone, answering every request with the bytes of one file, held in memory, as Brotli.
//!
//! Usage: `bare FILE`. It takes a free port of the loopback address and prints where it listens.

use std::{io::Write, net::Ipv4Addr};

use anyhow::Context;
use axum::{Router, body::Bytes, http::header, routing::get};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let path = std::env::args_os().nth(1).context("usage: bare FILE")?;
    let bytes = Bytes::from(std::fs::read(&path).context("the file could not be read")?);
    let headers = [(header::CONTENT_TYPE, "application/octet-stream"), (header::CONTENT_ENCODING, "br")];
    let router = Router::new().route("/", get(move || async move { (headers, bytes) }));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.context("no port could be taken")?;
    let address = listener.local_addr().context("the address listened on is not known")?;
    writeln!(std::io::stdout(), "http://{address}").context("the address could not be printed")?;
    axum::serve(listener, router).await.context("the server stopped")
}
