//! The pages of those who sign in. Every route stands in [`routes::ROUTES`], and the router is made from it.

mod audit;
mod call;
mod openid;
mod own;
mod people;
mod reply;
pub mod routes;
mod sign_in;

use std::{net::SocketAddr, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
    http::{HeaderName, HeaderValue, Response, header},
    routing::{MethodRouter, get, post},
};
use tower_http::{catch_panic::CatchPanicLayer, set_header::SetResponseHeaderLayer};

use self::{
    reply::Reply,
    routes::{ROUTES, Route, Way},
};
use super::{HEADERS, state::Served};
use crate::manage::Desk;

/// The whole site: what the public sees, and the pages of those who sign in.
pub fn router(served: impl Into<Served>, desk: Arc<Desk>) -> Router {
    let served = served.into();
    let mut own = Router::new();
    for route in ROUTES {
        own = own.route(route.path, method(route, &served, &desk));
    }
    own = own.layer(CatchPanicLayer::new());
    for (name, value) in HEADERS.into_iter().filter(|(name, _)| *name != header::REFERRER_POLICY) {
        own = own.layer(SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value)));
    }
    let whole = own.merge(super::router(served));
    if !desk.settings.secure {
        return whole;
    }
    // The public address has a certificate: browsers are to ask for it by nothing else (RFC 6797).
    let strict = HeaderValue::from_static("max-age=31536000; includeSubDomains");
    whole.layer(SetResponseHeaderLayer::if_not_present(HeaderName::from_static("strict-transport-security"), strict))
}

fn method(route: &'static Route, served: &Served, desk: &Arc<Desk>) -> MethodRouter {
    let (served, desk) = (served.clone(), Arc::clone(desk));
    let answer = move |request: Request| {
        let (served, desk) = (served.clone(), Arc::clone(&desk));
        let socket = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(socket)| *socket);
        async move { answer(route, served, desk, socket, request).await }
    };
    match route.way {
        Way::Get => get(answer),
        Way::Post => post(answer),
    }
}

async fn answer(route: &'static Route, served: Served, desk: Arc<Desk>, socket: Option<SocketAddr>, request: Request) -> Response<Body> {
    let state = served.now();
    match call::call(route, Arc::clone(&state), desk, socket, request).await {
        Ok(call) => {
            let frame = call.frame();
            let reply = match (route.answer)(call).await {
                Ok(reply) => reply,
                Err(stop) => Reply::stopped(&stop),
            };
            reply.respond(&state, &frame)
        }
        Err((reply, frame)) => reply.respond(&state, &frame),
    }
}
