//! The page on which figures are entered.

mod form;
pub(super) mod show;

use app::{manage::entry::findings, page::Page};

use super::{call::Call, reply::Reply};
use crate::manage::{
    Stop,
    entry::{HandedIn, Saved, Work},
};

/// Our script: the arrow keys, a paste into the cells, and drafts that are saved as one types. The page does all else without.
const SCRIPT: &str = include_str!("entry/entry.js");

/// The script.
pub(super) async fn script(_call: Call) -> Result<Reply, Stop> {
    Ok(Reply::script(SCRIPT))
}

fn nothing() -> Page {
    app::manage::stopped(
        404,
        "Not found",
        "There is no such measure, or it has no such period: it must have begun, be of the kind that the measure has, and be written as 2025-10-01_P3M.",
    )
}

/// What is entered of a measure and period.
pub(super) async fn page(call: Call) -> Result<Reply, Stop> {
    let Some(work) = load(&call).await? else { return Ok(Reply::page(nothing())) };
    let show = show::Show { by: call.query.one("by").to_owned(), checked: !call.query.one("checked").is_empty(), ..show::Show::default() };
    draw(&call, work, show).await
}

async fn load(call: &Call) -> Result<Option<Work>, Stop> {
    call.desk.entry(call.asker()?, &call.state.release.council, &call.part("code"), &call.part("period")).await
}

async fn draw(call: &Call, work: Work, show: show::Show) -> Result<Reply, Stop> {
    let entry = show::entry(call, &work, show).await?;
    let page = app::manage::entry::entry(&entry, &call.token);
    let script = app::markup::el("script").attr("src", "/manage/entry.js").attr("defer", "");
    let body = app::markup::el("div").with((*page.body).clone()).with((!entry.locked).then_some(script));
    Ok(Reply::page(Page { body: std::sync::Arc::new(body), ..page }).scripted())
}

/// Keeps what was typed, and does what the button says.
pub(super) async fn write(call: Call) -> Result<Reply, Stop> {
    let (asker, council) = (call.asker()?, &call.state.release.council);
    let (code, period) = (call.part("code"), call.part("period"));
    let act = call.form.one("act").to_owned();
    let by = call.form.one("by").to_owned();
    let Some(work) = load(&call).await? else { return Ok(Reply::page(nothing())) };
    let (filled, pasted) = form::read(&call, &work);
    let mut show = show::Show { by: by.clone(), checked: true, ..show::Show::default() };
    let saved = match call.desk.save_entry(asker, council, &code, &period, &filled).await {
        Ok(Some(saved)) => saved,
        Ok(None) => return Ok(Reply::page(nothing())),
        Err(Stop::Wrong(_, words)) => {
            show.problem = words;
            if act == "auto" {
                return Ok(Reply::part(422, app::markup::el("p").with(show.problem)));
            }
            return draw(&call, work.with(council, &filled.cells), show).await;
        }
        Err(other) => return Err(other),
    };
    if let Saved::Stale(now) = saved {
        show.problem = show::stale(&call, &now).await?;
        if act == "auto" {
            return Ok(Reply::part(409, app::markup::el("p").with(show.problem)));
        }
        // What they typed stays before them; to save again replaces what the other has written in these cells.
        return draw(&call, work.with(council, &filled.cells), show).await;
    }
    if saved == Saved::Nothing && filled.version > 0 {
        "It was approved since you opened it, so nothing of what you typed is kept yet. Save again to begin a correction."
            .clone_into(&mut show.problem);
        if act == "auto" {
            return Ok(Reply::part(409, app::markup::el("p").with(show.problem)));
        }
        return draw(&call, work.with(council, &filled.cells), show).await;
    }
    let version = match &saved {
        Saved::Done(outline) => outline.version,
        _ => filled.version,
    };
    if act == "auto" {
        let Some(work) = load(&call).await? else { return Ok(Reply::page(nothing())) };
        return Ok(Reply::part(200, findings(&show::entry(&call, &work, show).await?)));
    }
    if !pasted.left.is_empty() {
        let Some(work) = load(&call).await? else { return Ok(Reply::page(nothing())) };
        show.left = pasted.left.into_iter().map(|(row, why)| format!("Row {row}: {why}.")).collect();
        call.form.one("paste").clone_into(&mut show.pasted);
        return draw(&call, work, show).await;
    }
    if act == "submit" {
        let words = match call.desk.hand_in_entry(asker, council, &code, &period, version).await? {
            Some(HandedIn::Done) => return Ok(Reply::to("/manage/measures?done=submitted")),
            Some(HandedIn::NotYet) | None => "It cannot be handed in yet: mend or explain what the checks found.",
            Some(HandedIn::Stale) => "Somebody else has changed it in this moment: look at it and submit again.",
        };
        words.clone_into(&mut show.problem);
        let Some(work) = load(&call).await? else { return Ok(Reply::page(nothing())) };
        return draw(&call, work, show).await;
    }
    let go = call.form.one("go");
    let by = if go.is_empty() { by } else { go.to_owned() };
    let checked = if act == "check" { "&checked=yes#findings" } else { "" };
    let by = domain::filter::encode(&by);
    Ok(Reply::go(format!("/manage/measures/{code}/{period}?by={by}{checked}")))
}
