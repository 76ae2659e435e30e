//! The first page, and what people do with their own account.

use app::manage::{
    home::{self, Digest, Home, Own, Waits},
    sign_in,
};
use chrono::Days;
use domain::{format::plural, own::due::SOON, period::long_date, store::Seen};

use super::{
    call::{Call, areas, links},
    people,
    reply::{Cookie, Kept, Reply},
    sign_in::{offered, session, shown, waited, wrong},
};
use crate::manage::{Asker, Stop};

/// The first page.
pub(super) async fn home(call: Call) -> Result<Reply, Stop> {
    page(&call, ("", "")).await
}

/// The first page, with an address that was typed for a digest and what is wrong with it.
async fn page(call: &Call, (typed, wrong): (&str, &str)) -> Result<Reply, Stop> {
    let asker = call.asker()?;
    let user = call.desk.home(asker).await?;
    let grants = user.grants.iter().map(|grant| people::words(grant, &call.state.release.council)).collect();
    let areas = areas(asker, &call.state.release.council);
    let links =
        areas.into_iter().chain(links(asker, &call.state.release.council).into_iter().filter(|(href, ..)| href != "/manage")).collect();
    Ok(Reply::page(home::home(&Home {
        name: user.name.clone(),
        login: user.login.to_string(),
        grants,
        links,
        waits: waits(call, asker).await?,
        own: own(call, asker).await?,
        digest: digest(call, asker, (typed, wrong)).await?,
        token: call.token.clone(),
    })))
}

/// What waits for the reader: address, words, and what was said of it.
async fn waits(call: &Call, asker: &Asker) -> Result<Vec<Waits>, Stop> {
    let council = &call.state.release.council;
    let waits = call.desk.waits(asker, &call.state).await?;
    let returned = waits.returned.iter().filter_map(|one| {
        let measure = council.measure(&one.measure)?;
        Some(Waits {
            href: super::measures::address(measure, one.period),
            words: format!("{}, {}: returned to you", measure.title, one.period.label()),
            note: one.note.clone(),
        })
    });
    let one = |count: usize, href: &str, words: (&str, &str), what: &str| {
        let said = format!("{} for {what}", plural(count as u64, words));
        (count > 0).then(|| Waits { href: href.to_owned(), words: said, note: String::new() })
    };
    let counted = [
        one(waits.figures, "/manage/approvals", ("submission of figures waits", "submissions of figures wait"), "your approval"),
        one(waits.programmes, "/manage/programmes", ("change of a programme waits", "changes of programmes wait"), "your decision"),
        one(
            waits.decisions,
            "/manage/decisions",
            ("entry of the register of decisions waits", "entries of the register of decisions wait"),
            "your approval",
        ),
        one(waits.parts, "/manage/parts", ("change of a text waits", "changes of texts wait"), "your approval"),
        one(waits.reports, "/manage/reports", ("report waits", "reports wait"), "you to freeze or return"),
    ];
    Ok(returned.chain(counted.into_iter().flatten()).collect())
}

/// What is the reader's own.
async fn own(call: &Call, asker: &Asker) -> Result<Own, Stop> {
    let gathered = call.desk.gathered(asker, &call.state.release, &call.state.register).await?;
    let compared = match gathered.compared {
        Some(number) => format!("Figures are compared with release {number}."),
        None => "No release was out then, so figures are not compared.".to_owned(),
    };
    let until = call.desk.today().checked_add_days(Days::new(SOON.unsigned_abs())).unwrap_or_default();
    Ok(Own {
        any: gathered.any,
        late: gathered.late,
        soon: gathered.soon,
        until: long_date(until),
        changed: gathered.changed,
        since: long_date(gathered.since),
        looked: gathered.looked,
        compared,
        seen: [("release", gathered.seen.release.to_string()), ("until", gathered.seen.until.to_string())],
    })
}

/// The reader's digest; none where none are sent from here.
async fn digest(call: &Call, asker: &Asker, (typed, wrong): (&str, &str)) -> Result<Option<Digest>, Stop> {
    if call.desk.settings.mail.is_none() {
        return Ok(None);
    }
    let wanted = call.desk.digest(asker).await?;
    let last = wanted.as_ref().map(|wanted| match (wanted.failures, wanted.sent_at) {
        (1.., _) => {
            format!("The last could not be handed to the mail server; it is tried again from {} on.", long_date(wanted.not_before.date()))
        }
        (0, Some(at)) => format!("The last was sent on {}.", long_date(at.date())),
        (0, None) => "None has been sent yet.".to_owned(),
    });
    // Where the login is an address, it is offered.
    let login = asker.user().login.as_str();
    let typed = if typed.is_empty() && wrong.is_empty() && crate::mail::is_address(login) { login } else { typed };
    Ok(Some(Digest {
        address: wanted.map(|wanted| wanted.address.reveal().clone()),
        last: last.unwrap_or_default(),
        typed: typed.chars().take(300).collect(),
        wrong: wrong.to_owned(),
    }))
}

/// The reader has seen what the page showed.
pub(super) async fn seen(call: Call) -> Result<Reply, Stop> {
    let seen = (|| Some(Seen { release: call.form.one("release").parse().ok()?, until: call.form.one("until").parse().ok()? }))();
    call.desk.has_seen(call.asker()?, seen, &call.state.release).await?;
    Ok(Reply::to("/manage"))
}

/// The reader wants a digest.
pub(super) async fn want_digest(call: Call) -> Result<Reply, Stop> {
    let typed = call.form.one("address");
    match call.desk.want_digest(call.asker()?, typed, call.state.release.catalogue.release).await {
        Err(Stop::Wrong("address", words)) => page(&call, (typed, &words)).await,
        done => done.map(|()| Reply::to("/manage")),
    }
}

/// The reader wants no digest any more.
pub(super) async fn end_digest(call: Call) -> Result<Reply, Stop> {
    call.desk.end_digest(call.asker()?).await?;
    Ok(Reply::to("/manage"))
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
