//! The golden thread as a file: every tie, from its upper to its lower end.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{OriginalUri, State as Extract},
    http::{HeaderMap, Response},
};
use domain::thread::{Knot, Thread};

use super::{
    downloads::{file, plain},
    registers::written,
    state::State,
};

const TIES: [&str; 9] = ["from_kind", "from", "from_title", "from_of", "to_kind", "to", "to_title", "to_of", "release"];

/// Every tie once.
pub(super) async fn ties(Extract(state): Extract<Arc<State>>, OriginalUri(address): OriginalUri, request: HeaderMap) -> Response<Body> {
    let rows = || {
        let thread = Thread::of(&state.release.council);
        let rows = thread.ties().map(|(upper, lower)| {
            let end = |knot: &Knot| [knot.kind.words().0.to_owned(), knot.address.clone(), plain(&knot.title), plain(&knot.of)];
            let ([kind, from, title, of], [to_kind, to, to_title, to_of]) = (end(&thread.knots[upper]), end(&thread.knots[lower]));
            [kind, from, title, of, to_kind, to, to_title, to_of, state.release.catalogue.release.to_string()]
        });
        written(&TIES, rows)
    };
    file(&state, &address, rows, "thread.csv", &request)
}
