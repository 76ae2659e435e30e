//! Signing in and out.

use app::manage::sign_in;
use domain::store::Stage;

use super::{
    call::{Call, second_step},
    reply::{Cookie, Kept, Reply, waiting},
};
use crate::manage::{Asker, Stop, factor::Offered, sign_in::Begun};

/// Status, what is wrong with which field, and how many seconds to wait.
pub(super) type Complaint = (u16, Vec<(&'static str, String)>, Option<i64>);

/// What is wrong with a form. Anything else stops the call.
pub(super) fn wrong(stop: Stop, field: &'static str) -> Result<Complaint, Stop> {
    match stop {
        Stop::Wrong(field, words) => Ok((422, vec![(field, words)], None)),
        Stop::Wait(seconds) => Ok((429, vec![(field, waiting(seconds))], Some(seconds))),
        other => Err(other),
    }
}

/// An answer with how long to wait, if so.
pub(super) fn waited(reply: Reply, wait: Option<i64>) -> Reply {
    match wait {
        Some(seconds) => reply.after(seconds),
        None => reply,
    }
}

/// The cookies of a session that has begun.
pub(super) fn session(begun: &Begun) -> [Cookie; 2] {
    [Cookie::set(Kept::Session, begun.token.clone()), Cookie::forget(Kept::Form)]
}

fn standing(call: &Call, nobody_yet: bool) -> sign_in::Standing<'_> {
    let service = call.desk.settings.openid.as_ref().map(|openid| sign_in::Service { name: &openid.name, only: openid.only });
    sign_in::Standing { nobody_yet, plain: !call.desk.settings.secure, service }
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
    Ok(sign_in::enrol(&call.token, shown(&offered(call, call.asker()?)), wrong, status))
}

/// What is offered to somebody's authenticator.
pub(super) fn offered(call: &Call, asker: &Asker) -> Offered {
    call.desk.offer(asker, &call.state.release.catalogue.name)
}

/// The same, as it is drawn.
pub(super) fn shown(offered: &Offered) -> sign_in::Enrolment<'_> {
    sign_in::Enrolment { secret: &offered.secret, uri: &offered.uri, picture: &offered.picture }
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
