//! To another service to sign in, and back.

use super::{
    call::Call,
    reply::{Cookie, Kept, Reply},
    sign_in::session,
};
use crate::manage::{Stop, openid::Back};

/// Sends the reader to the service.
pub(super) async fn leave(call: Call) -> Result<Reply, Stop> {
    let leaving = call.desk.leave().await?;
    Ok(Reply::away(leaving.address).with([Cookie::set(Kept::Trip, leaving.trip)]))
}

/// The reader comes back.
pub(super) async fn back(call: Call) -> Result<Reply, Stop> {
    let given = |name| call.query.one(name);
    let back = Back { trip: call.trip.as_deref(), state: given("state"), code: given("code"), error: given("error"), issuer: given("iss") };
    let before = call.asker.as_ref().map(|asker| &asker.session);
    let over = Cookie::forget(Kept::Trip);
    match call.desk.back(back, &call.from, before, &call.state.release.council).await {
        Ok(begun) => Ok(Reply::to("/manage").with(session(&begun)).with([over])),
        Err(stop @ Stop::Turned(_)) => Ok(Reply::stopped(&stop).with([over])),
        Err(stop) => Err(stop),
    }
}
