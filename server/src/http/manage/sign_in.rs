//! Signing in and out, one's own password, and the first page.

use app::manage::{
    home::{self, Home},
    sign_in,
};

use super::{
    call::{Call, links, second_step},
    reply::{Cookie, Kept, Reply, waiting},
};
use crate::{
    http::manage::people,
    manage::{Stop, sign_in::Begun},
};
use domain::store::Stage;

/// Status, what is wrong with which field, and how many seconds to wait.
type Complaint = (u16, Vec<(&'static str, String)>, Option<i64>);

/// What is wrong with a form. Anything else stops the call.
fn wrong(stop: Stop, field: &'static str) -> Result<Complaint, Stop> {
    match stop {
        Stop::Wrong(field, words) => Ok((422, vec![(field, words)], None)),
        Stop::Wait(seconds) => Ok((429, vec![(field, waiting(seconds))], Some(seconds))),
        other => Err(other),
    }
}

fn waited(reply: Reply, wait: Option<i64>) -> Reply {
    match wait {
        Some(seconds) => reply.after(seconds),
        None => reply,
    }
}

fn session(begun: &Begun) -> [Cookie; 2] {
    [Cookie::set(Kept::Session, begun.token.clone()), Cookie::forget(Kept::Form)]
}

fn standing(call: &Call, nobody_yet: bool) -> sign_in::Standing {
    sign_in::Standing { nobody_yet, plain: !call.desk.settings.secure }
}

/// The form to sign in; for those who are signed in, their pages.
pub(super) async fn form(call: Call) -> Result<Reply, Stop> {
    match &call.asker {
        Some(asker) if asker.session.stage == Stage::Full => Ok(Reply::to("/manage")),
        Some(asker) => Ok(Reply::to(second_step(asker))),
        None => Ok(Reply::page(sign_in::sign_in(&call.token, "", &[], 200, standing(&call, call.desk.nobody_yet().await?)))),
    }
}

/// The first step.
pub(super) async fn password(call: Call) -> Result<Reply, Stop> {
    let login = call.form.one("login");
    let before = call.asker.as_ref().map(|asker| &asker.session);
    match call.desk.password(login, call.form.one("password"), &call.from, before).await {
        // Whether a code is asked for or a second step set up, the next page says.
        Ok(begun) => Ok(Reply::to("/sign-in/code").with(session(&begun))),
        Err(stop) => {
            let (status, wrong, wait) = wrong(stop, "password")?;
            let login: String = login.chars().take(100).collect();
            Ok(waited(Reply::page(sign_in::sign_in(&call.token, &login, &wrong, status, standing(&call, false))), wait))
        }
    }
}

/// The form for a code.
pub(super) async fn code_form(call: Call) -> Result<Reply, Stop> {
    match second_step(call.asker()?) {
        "/sign-in/code" => Ok(Reply::page(sign_in::code(&call.token, &[], 200))),
        elsewhere => Ok(Reply::to(elsewhere)),
    }
}

/// The second step.
pub(super) async fn code(call: Call) -> Result<Reply, Stop> {
    let asker = call.asker()?;
    match call.desk.code(asker, call.form.one("code"), &call.from).await {
        Ok(begun) => {
            let device = Cookie::set(Kept::Device, call.desk.device(asker.id())?);
            Ok(Reply::to("/manage").with(session(&begun)).with([device]))
        }
        Err(stop) => {
            let (status, wrong, wait) = wrong(stop, "code")?;
            Ok(waited(Reply::page(sign_in::code(&call.token, &wrong, status)), wait))
        }
    }
}

/// The form to set the second step up.
pub(super) async fn enrol_form(call: Call) -> Result<Reply, Stop> {
    match second_step(call.asker()?) {
        "/sign-in/enrol" => Ok(Reply::page(enrolment(&call, &[], 200)?)),
        elsewhere => Ok(Reply::to(elsewhere)),
    }
}

fn enrolment(call: &Call, wrong: &sign_in::Wrong, status: u16) -> Result<app::page::Page, Stop> {
    let offered = call.desk.offer(call.asker()?, &call.state.release.catalogue.name);
    let enrolment = sign_in::Enrolment { secret: &offered.secret, uri: &offered.uri, picture: &offered.picture };
    Ok(sign_in::enrol(&call.token, enrolment, wrong, status))
}

/// Sets the second step up.
pub(super) async fn enrol(call: Call) -> Result<Reply, Stop> {
    let asker = call.asker()?;
    match call.desk.enrol(asker, call.form.one("code"), &call.from).await {
        Ok((begun, codes)) => {
            let device = Cookie::set(Kept::Device, call.desk.device(asker.id())?);
            Ok(Reply::page(sign_in::recovery(&codes)).with(session(&begun)).with([device]))
        }
        Err(stop) => {
            let (status, wrong, wait) = wrong(stop, "code")?;
            Ok(waited(Reply::page(enrolment(&call, &wrong, status)?), wait))
        }
    }
}

/// Signs out. Whoever is not signed in is none the worse for it.
pub(super) async fn out(call: Call) -> Result<Reply, Stop> {
    if let Some(asker) = &call.asker {
        call.desk.sign_out(asker).await?;
    }
    Ok(Reply::to("/sign-in").with([Cookie::forget(Kept::Session), Cookie::forget(Kept::Form)]))
}

/// The first page.
pub(super) async fn home(call: Call) -> Result<Reply, Stop> {
    let asker = call.asker()?;
    let user = asker.user();
    let grants = user.grants.iter().map(|grant| people::words(grant, &call.state.release.council)).collect();
    let links = links(asker).into_iter().filter(|(href, ..)| *href != "/manage").collect();
    Ok(Reply::page(home::home(&Home { name: user.name.clone(), login: user.login.to_string(), grants, links })))
}

/// The form for a new password.
pub(super) async fn password_form(call: Call) -> Result<Reply, Stop> {
    let asker = call.asker()?;
    Ok(Reply::page(sign_in::password(&call.token, asker.user().login.as_str(), asker.account.temporary, &[], 200)))
}

/// A new password.
pub(super) async fn new_password(call: Call) -> Result<Reply, Stop> {
    let asker = call.asker()?;
    match call.desk.own_password(asker, call.form.one("current"), call.form.one("new"), &call.from).await {
        Ok(begun) => Ok(Reply::to("/manage").with(session(&begun))),
        Err(stop) => {
            let (status, wrong, wait) = wrong(stop, "current")?;
            let page = sign_in::password(&call.token, asker.user().login.as_str(), asker.account.temporary, &wrong, status);
            Ok(waited(Reply::page(page), wait))
        }
    }
}
