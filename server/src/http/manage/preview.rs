//! The next release, page by page, as the public will see it.

use std::sync::Arc;

use app::apart::Apart;
use axum::http::{HeaderMap, Method, header};
use chrono::NaiveTime;
use domain::{
    NaiveDate,
    filter::address,
    format::joined,
    people::Action,
    period::long_date,
    register::{Coming, Listed, Register},
};

use super::{call::Call, entry::show::Names, reply::Reply};
use crate::{
    http::{apart, state::State},
    manage::{
        Stop,
        releases::press::{Ready, Sheet, Stage},
    },
};

/// What the path of each page of it begins with.
const PREFIX: &str = "/manage/preview";

/// The first page, where the last stroke is missing.
pub(super) async fn first(_: Call) -> Result<Reply, Stop> {
    Ok(Reply::to("/manage/preview/"))
}

/// A page or file of it.
pub(super) async fn page(call: Call) -> Result<Reply, Stop> {
    let asker = call.asker()?;
    let path = call.address.strip_prefix(PREFIX).unwrap_or_default();
    let next = call.desk.pressed().and_then(|sheet| match sheet.stage() {
        Stage::Ready(ready) => Some((sheet, ready)),
        Stage::Working | Stage::Refused(_) => None,
    });
    let council = next.as_ref().map_or(&call.state.release.council, |(_, ready)| &ready.prepared.release.council);
    call.desk.may_preview(asker, council, path).await?;
    let Some((sheet, ready)) = next else {
        let words = "No release is prepared at the moment, so there is nothing to see before it is published.";
        return Ok(Reply::page(app::manage::stopped(404, "Nothing is prepared", words)));
    };
    let by = Names::read(&call).await?.of(sheet.by);
    let mut links = vec![("/manage".to_owned(), "Your pages".to_owned())];
    let mut facts = vec![format!("Prepared on {} by {by}.", long_date(sheet.begun.date()))];
    // Which measures of others are held is theirs to tell.
    if asker.user().may(&Action::Publish) {
        links.insert(0, ("/manage/releases".to_owned(), "Releases".to_owned()));
        facts.push(format!("Held: {}.", held(&ready)));
    }
    let router = apart::router(state(&call.state, (&sheet, &ready), &facts, links, call.desk.now().date()));
    let (query, encodings) = &call.raw;
    let mut headers = HeaderMap::new();
    headers.extend(encodings.clone().map(|encodings| (header::ACCEPT_ENCODING, encodings)));
    let mut response = apart::ask(router, Method::GET, &address(path, query), &headers).await;
    // What others may take of what is published, they may not take of this: the headers that every answer has hold for it.
    response.headers_mut().remove(header::ACCESS_CONTROL_ALLOW_ORIGIN);
    response.headers_mut().remove("cross-origin-resource-policy");
    Ok(Reply::whole(response))
}

/// The titles of the measures that are held.
fn held(ready: &Ready) -> String {
    let prepared = &ready.prepared;
    let measures = prepared.release.council.measures.iter().filter(|measure| prepared.held.contains_key(&measure.code));
    let held: Vec<&str> = measures.map(|measure| measure.title.as_str()).collect();
    if held.is_empty() { "nothing".to_owned() } else { joined(&held) }
}

/// The state that its pages are drawn from: for the day that is planned, with what will be told of it.
fn state(served: &State, (sheet, ready): (&Sheet, &Ready), facts: &[String], links: Vec<(String, String)>, today: NaiveDate) -> State {
    let (release, order) = (&ready.prepared.release, &sheet.order);
    let number = release.catalogue.release;
    let day = order.at.map_or(today, |at| at.date().max(today));
    let coming = order.at.map(|at| Coming { at });
    let apart = Apart::to_come(PREFIX, number, coming.as_ref(), facts, links);
    let published_at = order.at.unwrap_or_else(|| day.and_time(NaiveTime::MIN));
    let listed = Listed { number, published_at, note: order.note.clone(), correction: order.correction.clone(), withdrawn: None };
    let releases = std::iter::once(listed).chain(served.register.releases.iter().cloned()).collect();
    State::apart(
        Arc::clone(release),
        Arc::clone(&served.built),
        Register { releases, coming: None, meetings: Vec::new(), ..(*served.register).clone() },
        apart,
        day,
    )
}
