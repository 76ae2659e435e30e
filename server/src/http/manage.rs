//! The pages of those who sign in. Every route stands in [`routes::ROUTES`], and the router is made from it.

mod approvals;
mod audit;
mod call;
mod decisions;
mod entry;
mod imports;
mod measures;
mod meetings;
mod openid;
mod own;
mod parts;
mod people;
mod preview;
mod programmes;
mod proposed;
mod releases;
mod reply;
mod reports;
pub mod routes;
mod sign_in;
pub(super) mod unsubscribe;
mod upload;

use std::{net::SocketAddr, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
    http::Response,
    routing::{MethodRouter, get, post},
};
use tower_http::catch_panic::CatchPanicLayer;

use self::{
    reply::Reply,
    routes::{ROUTES, Route, Way},
};
use super::{around::Around, health, inside, state::Served};
use crate::manage::Desk;

/// The whole site, without limits and without anybody to tell of a hole in it.
pub fn router(served: impl Into<Served>, desk: Arc<Desk>) -> Router {
    let around = Around { strict: desk.settings.secure, behind_proxy: desk.settings.behind_proxy, ..Around::default() };
    whole(served, desk, around, None)
}

/// The whole site: what the public sees, the pages of those who sign in, and what says whether all is well. `security`: the text of its
/// `security.txt`.
pub fn whole(served: impl Into<Served>, desk: Arc<Desk>, around: Around, security: Option<String>) -> Router {
    let served = served.into();
    let mut own = Router::new();
    for route in ROUTES {
        own = own.route(route.path, method(route, &served, &desk));
    }
    let told = health::router(served.clone(), Arc::clone(&desk), security).merge(unsubscribe::router(served.clone(), desk));
    own = own.merge(told).layer(CatchPanicLayer::new());
    inside(own.merge(super::routes(served)), around)
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
        Way::Post | Way::Upload => post(answer),
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
