//! Ending a digest by what a letter carries. It is no route of those who sign in: a mailbox does it by itself, without a cookie and without a form
//! of ours (RFC 8058). To look at the page ends nothing: mailboxes look at links too.

use std::sync::Arc;

use app::manage::unsubscribe::{Said, unsubscribe};
use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Path, Request},
    http::{HeaderValue, Response, header},
    routing::get,
};
use data_encoding::HEXLOWER;

use super::reply::{Frame, Reply};
use crate::{
    http::{around::client, state::Served},
    manage::{Desk, Stop},
};

/// Its address.
pub(in crate::http) const PATH: &str = "/unsubscribe/{token}";

/// The route.
pub(super) fn router(served: Served, desk: Arc<Desk>) -> Router {
    let (asked_of, asked_from) = (Arc::clone(&desk), served.clone());
    let look = async move |Path(token): Path<String>| {
        let known = asked_of.letter_for(&token).await.map(|user| if user.is_some() { Said::Asked } else { Said::Unknown });
        respond(&asked_from, known)
    };
    let end = async move |Path(token): Path<String>, request: Request| {
        let socket = request.extensions().get::<ConnectInfo<std::net::SocketAddr>>().map(|ConnectInfo(socket)| *socket);
        let address = client(request.headers(), socket, desk.settings.behind_proxy);
        let place = format!("web {}", HEXLOWER.encode(&desk.mac("place", &[address.as_bytes()])[..4]));
        let ended = desk.end_by_letter(&token, &place).await.map(|known| if known { Said::Ended } else { Said::Unknown });
        respond(&served, ended)
    };
    Router::new().route(PATH, get(look).post(end))
}

fn respond(served: &Served, said: Result<Said, Stop>) -> Response<Body> {
    let reply = match said {
        Ok(said) => Reply::page(unsubscribe(said)),
        Err(stop) => Reply::stopped(&stop),
    };
    let mut response = reply.respond(&served.now(), &Frame::bare(PATH));
    // The address is what ends it: nobody is told that somebody came from it.
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}
