//! The first page, and what people do with their own account.

use app::manage::{
    home::{self, Home},
    sign_in,
};

use super::{
    call::{Call, areas, links},
    people,
    reply::{Cookie, Kept, Reply},
    sign_in::{offered, session, shown, waited, wrong},
};
use crate::manage::Stop;

/// The first page.
pub(super) async fn home(call: Call) -> Result<Reply, Stop> {
    let asker = call.asker()?;
    let user = call.desk.home(asker).await?;
    let grants = user.grants.iter().map(|grant| people::words(grant, &call.state.release.council)).collect();
    let areas = areas(asker, &call.state.release.council);
    let links =
        areas.into_iter().chain(links(asker, &call.state.release.council).into_iter().filter(|(href, ..)| href != "/manage")).collect();
    Ok(Reply::page(home::home(&Home { name: user.name.clone(), login: user.login.to_string(), grants, links })))
}

/// The form for a new password.
pub(super) async fn password_form(call: Call) -> Result<Reply, Stop> {
    let asker = call.asker()?;
    Ok(Reply::page(sign_in::password(&call.token, asker.user().login.as_str(), asker.account.temporary(), &[], 200)))
}

/// A new password.
pub(super) async fn new_password(call: Call) -> Result<Reply, Stop> {
    let asker = call.asker()?;
    match call.desk.own_password(asker, call.form.one("current"), call.form.one("new"), &call.from).await {
        Ok(begun) => Ok(Reply::to("/manage").with(session(&begun))),
        Err(stop) => {
            let (status, wrong, wait) = wrong(stop, "current")?;
            let page = sign_in::password(&call.token, asker.user().login.as_str(), asker.account.temporary(), &wrong, status);
            Ok(waited(Reply::page(page), wait))
        }
    }
}

/// The form for another second factor.
pub(super) async fn factor_form(call: Call) -> Result<Reply, Stop> {
    let asker = call.asker()?;
    Ok(Reply::page(sign_in::factor(&call.token, asker.user().login.as_str(), shown(&offered(&call, asker)), &[], 200)))
}

/// Another second factor.
pub(super) async fn new_factor(call: Call) -> Result<Reply, Stop> {
    let asker = call.asker()?;
    let given = |name| call.form.one(name);
    match call.desk.own_factor(asker, given("current"), given("code"), given("new"), &call.from).await {
        Ok((begun, codes)) => {
            let device = Cookie::set(Kept::Device, call.desk.device(asker.id())?);
            Ok(Reply::page(sign_in::recovery(&codes)).with(session(&begun)).with([device]))
        }
        Err(stop) => {
            let (status, wrong, wait) = wrong(stop, "current")?;
            let page = sign_in::factor(&call.token, asker.user().login.as_str(), shown(&offered(&call, asker)), &wrong, status);
            Ok(waited(Reply::page(page), wait))
        }
    }
}
