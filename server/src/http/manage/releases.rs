//! The pages of releases.

mod words;

use std::time::Duration;

use app::manage::releases::{
    self as pages, check,
    sure::{self, What},
};

use self::words::{checked, listed, next as form};
use super::{call::Call, reply::Reply};
use crate::manage::{
    Stop,
    releases::{
        Sent,
        order::{Typed, reason},
        press::Stage,
    },
};

type Wrong = Vec<(&'static str, String)>;

const LIST: &str = "/manage/releases";
const CHECK: &str = "/manage/releases/check";
/// How long a page waits for a release that is soon worked out.
const SOON: Duration = Duration::from_secs(2);

/// The list.
pub(super) async fn list(call: Call) -> Result<Reply, Stop> {
    let (asker, council) = (call.asker()?, &call.state.release.council);
    let (register, plans) = call.desk.releases(asker, &council.code).await?;
    let people = super::entry::show::Names::read(&call).await?;
    let prepared = call.desk.sheet(asker).await?.is_some();
    let done = words::done(call.query.one("done"), &register);
    Ok(Reply::page(pages::list(&listed(council, &register, &plans, &people, prepared, done))))
}

/// The form of the next release.
pub(super) async fn next(call: Call) -> Result<Reply, Stop> {
    let typed = Typed { corrects: call.query.one("corrects").to_owned(), ..Typed::default() };
    asked(&call, &typed, true, Vec::new()).await
}

/// Draws the form. `first`: nothing has been typed, so that what is held now is ticked.
async fn asked(call: &Call, typed: &Typed, first: bool, wrong: Wrong) -> Result<Reply, Stop> {
    let (asker, code) = (call.asker()?, &call.state.release.council.code);
    let Some(material) = call.desk.next_release(asker, code).await? else {
        return Ok(Reply::page(app::manage::stopped(422, "Nothing has been loaded", "Load the council’s folder first.")));
    };
    let (register, _) = call.desk.releases(asker, code).await?;
    Ok(Reply::page(pages::next::next(&call.token, &form(&material, &register, typed, first, call.desk.now(), wrong))))
}

/// Begins to prepare it.
pub(super) async fn prepare(call: Call) -> Result<Reply, Stop> {
    let one = |name: &str| call.form.one(name).to_owned();
    let typed = Typed {
        held: call.form.all("held"),
        note: one("note"),
        corrects: one("corrects"),
        wrong: one("wrong"),
        planned: call.form.one("when") == "set",
        day: one("day"),
        time: one("time"),
    };
    let release = std::sync::Arc::clone(&call.state.release);
    if let Err(wrong) = call.desk.prepare_release(call.asker()?, release, &typed).await? {
        return asked(&call, &typed, false, wrong).await;
    }
    // Most are worked out at once: then the page that is asked for next shows it.
    if let Some(sheet) = call.desk.sheet(call.asker()?).await? {
        let _still = tokio::time::timeout(SOON, sheet.rests()).await;
    }
    Ok(Reply::to(CHECK))
}

/// The release as it would be published.
pub(super) async fn look(call: Call) -> Result<Reply, Stop> {
    drawn(&call, Vec::new()).await
}

async fn drawn(call: &Call, wrong: Wrong) -> Result<Reply, Stop> {
    let Some(sheet) = call.desk.sheet(call.asker()?).await? else {
        return if wrong.is_empty() { Ok(Reply::to(LIST)) } else { asked(call, &Typed::default(), true, wrong).await };
    };
    Ok(match sheet.stage() {
        Stage::Working => Reply::page(check::working(&call.token, sheet.progress.get())).again(2),
        Stage::Refused(why) => Reply::page(check::refused(&call.token, &words::sentences(&why))),
        Stage::Ready(ready) => Reply::page(check::check(&call.token, &checked(&sheet.order, &ready, wrong))),
    })
}

/// Publishes it, or plans it.
pub(super) async fn send(call: Call) -> Result<Reply, Stop> {
    match call.desk.send_release(call.asker()?, call.form.one("print")).await {
        Ok(Sent::Published(number)) => Ok(Reply::go(format!("{LIST}?done={number}"))),
        Ok(Sent::Planned) => Ok(Reply::go(format!("{LIST}?done=planned"))),
        Err(Stop::Wrong(field, words)) => drawn(&call, vec![(field, words)]).await,
        Err(other) => Err(other),
    }
}

/// Puts it away.
pub(super) async fn give_up(call: Call) -> Result<Reply, Stop> {
    call.desk.put_release_away(call.asker()?).await?;
    Ok(Reply::to(LIST))
}

/// Asks why a release is withdrawn.
pub(super) async fn withdraw_form(call: Call) -> Result<Reply, Stop> {
    let number = call.query.one("release").parse().unwrap_or(0);
    let (register, _) = call.desk.releases(call.asker()?, &call.state.release.council.code).await?;
    let known = register.releases.iter().any(|one| i64::from(one.number) == number && one.withdrawn.is_none());
    if !known {
        return Ok(Reply::page(app::manage::stopped(404, "Not found", "There is no such release that could be withdrawn.")));
    }
    Ok(Reply::page(sure::reason(&call.token, What::Release(number), "", &[])))
}

/// Asks whether it is meant, and withdraws it.
pub(super) async fn withdraw(call: Call) -> Result<Reply, Stop> {
    let what = What::Release(call.form.one("release").parse().unwrap_or(0));
    taken(call, what).await
}

/// Asks why a planned release is cancelled.
pub(super) async fn cancel_form(call: Call) -> Result<Reply, Stop> {
    let plan = call.query.one("plan").parse().unwrap_or(0);
    let (_, plans) = call.desk.releases(call.asker()?, &call.state.release.council.code).await?;
    if !plans.iter().any(|one| one.id == plan && one.ended.is_none()) {
        return Ok(Reply::page(app::manage::stopped(404, "Not found", "There is no such release that is planned.")));
    }
    Ok(Reply::page(sure::reason(&call.token, What::Plan(plan), "", &[])))
}

/// Asks whether it is meant, and cancels it.
pub(super) async fn cancel(call: Call) -> Result<Reply, Stop> {
    let what = What::Plan(call.form.one("plan").parse().unwrap_or(0));
    taken(call, what).await
}

async fn taken(call: Call, what: What) -> Result<Reply, Stop> {
    let (asker, council) = (call.asker()?, &call.state.release.council.code);
    let given = call.form.one("reason").to_owned();
    let done = if call.form.one("sure") == "yes" {
        match what {
            What::Release(number) => call.desk.withdraw_release(asker, council, number, &given).await,
            What::Plan(plan) => call.desk.cancel_release(asker, council, plan, &given).await,
        }
    } else {
        // Whoever may not is told before they are asked anything.
        call.desk.releases(asker, council).await?;
        match reason(&given) {
            Ok(reason) => return Ok(Reply::page(sure::sure(&call.token, what, &reason))),
            Err(words) => Err(Stop::Wrong("reason", words)),
        }
    };
    match done {
        Ok(()) => Ok(Reply::to(LIST)),
        Err(Stop::Wrong(field, words)) => Ok(Reply::page(sure::reason(&call.token, what, &given, &[(field, words)]))),
        Err(other) => Err(other),
    }
}
