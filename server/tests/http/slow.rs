//! Clients that hold a connection and do nothing with it, on real sockets.

use std::{sync::Arc, time::Duration};

use axum::{Router, routing::get};
use server::http::listen::{Patience, listen_with};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{Notify, oneshot},
    task::JoinHandle,
};

/// More than the system takes off a program's hands for one connection.
const LARGE: usize = 64 * 1024 * 1024;
/// Much longer than anything here takes.
const BOUND: Duration = Duration::from_secs(25);

/// A server of one large page.
struct Large {
    address: std::net::SocketAddr,
    asked: Arc<Notify>,
    stop: oneshot::Sender<()>,
    listening: JoinHandle<bool>,
}

async fn serve(patience: Patience) -> Large {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (asked, (stop, stopped)) = (Arc::new(Notify::new()), oneshot::channel());
    let told = Arc::clone(&asked);
    let page = move || {
        told.notify_one();
        async { vec![b'x'; LARGE] }
    };
    let stopped = async {
        let _sent = stopped.await;
    };
    let listening = tokio::spawn(listen_with(listener, Router::new().route("/", get(page)), patience, stopped));
    Large { address, asked, stop, listening }
}

async fn client(large: &Large, request: &str) -> TcpStream {
    let mut client = TcpStream::connect(large.address).await.unwrap();
    client.write_all(request.as_bytes()).await.unwrap();
    client
}

const REQUEST: &str = "GET / HTTP/1.1\r\nHost: measures.example.org\r\n\r\n";

#[tokio::test]
async fn who_takes_nothing_of_the_answer_is_dropped() {
    let large = serve(Patience { taking: Duration::from_millis(200), ..Patience::default() }).await;
    let mut idle = client(&large, REQUEST).await;
    large.asked.notified().await;
    // The server ends at once only where no answer is under way any more.
    large.stop.send(()).unwrap();
    assert!(tokio::time::timeout(BOUND, large.listening).await.expect("it waits for ever").unwrap(), "an answer was still under way");
    let mut taken = Vec::new();
    let _reset = tokio::time::timeout(BOUND, idle.read_to_end(&mut taken)).await.expect("the connection is still open");
    assert!(taken.len() < LARGE, "the whole answer had gone out");
}

#[tokio::test]
async fn who_takes_the_answer_slowly_gets_all_of_it() {
    let large = serve(Patience { taking: Duration::from_secs(10), ..Patience::default() }).await;
    let mut slow = client(&large, &REQUEST.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")).await;
    let (mut taken, mut some) = (0, vec![0; 1 << 20]);
    loop {
        let more = slow.read(&mut some).await.unwrap();
        if more == 0 {
            break;
        }
        taken += more;
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    assert!(taken > LARGE, "{taken}");
}

#[tokio::test]
async fn who_does_not_end_their_headers_is_dropped() {
    let large = serve(Patience { headers: Duration::from_millis(200), ..Patience::default() }).await;
    for begun in ["", "GET / HT", "GET / HTTP/1.1\r\nHost: measures.example.org\r\nX-Slow: "] {
        let mut slow = client(&large, begun).await;
        let mut said = String::new();
        let _reset = tokio::time::timeout(BOUND, slow.read_to_string(&mut said)).await.expect("the connection is still open");
        assert!(said.is_empty() || said.starts_with("HTTP/1.1 408"), "{said}");
    }
}
