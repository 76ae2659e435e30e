//! The pages of imports.

mod form;
mod mapper;
mod words;

use app::manage::imports::{
    self as pages, List,
    columns::Mapper,
    file::{Looked, Working},
};
use ingest::Limits;

use self::words::{listed, looked, one as in_words};
use super::{call::Call, reply::Reply, upload::Broken};
use crate::manage::{
    Stop,
    imports::{
        choice::Choice,
        shown,
        tray::{Pending, Stage},
    },
};

type Wrong = Vec<(&'static str, String)>;

/// The fields in which somebody says what the columns of a file are.
const SAID: [&str; 13] =
    ["sheet", "header", "columns", "area", "period", "measure", "keep", "keep-0", "keep-1", "keep-2", "markers", "groups", "figures"];
/// The page of the file that is looked at.
const FILE: &str = "/manage/imports/file";

/// The list.
pub(super) async fn list(call: Call) -> Result<Reply, Stop> {
    drawn(&call, Vec::new()).await
}

async fn drawn(call: &Call, wrong: Wrong) -> Result<Reply, Stop> {
    let (asker, council) = (call.asker()?, &call.state.release.council);
    let all = call.desk.imports(asker, council).await?;
    let pending = call.desk.pending(asker).await?;
    let list = List {
        imports: all.iter().map(listed).collect(),
        looking: pending.as_ref().filter(|pending| !pending.stage().over()).map(|pending| name(pending)),
        measures: words::measures(council),
        mappings: call.desk.mappings(asker, council).await?.into_iter().map(|kept| kept.name).collect(),
        largest: format!("{} MB", Limits::default().file / 1024 / 1024),
        wrong,
    };
    Ok(Reply::page(pages::list(&call.token, &list)))
}

fn name(pending: &Pending) -> String {
    pending.opened.get().map_or_else(|| "A file that is being opened".to_owned(), |opened| opened.file.clone())
}

/// One import.
pub(super) async fn one(call: Call) -> Result<Reply, Stop> {
    let number = |name: &str| call.query.one(name).parse::<i64>().ok();
    let found = call.desk.import(call.asker()?, &call.state.release.council, number("number").unwrap_or(0), number("with")).await?;
    Ok(match found {
        Some(found) => Reply::page(pages::one::one(&call.token, &in_words(&found, &call.state.release.council, call.asker()?.user()))),
        None => Reply::page(app::manage::stopped(404, "Not found", "There is no such import.")),
    })
}

/// Takes an import out of force.
pub(super) async fn withdraw(call: Call) -> Result<Reply, Stop> {
    let number = call.form.one("number").parse().unwrap_or(0);
    call.desk.withdraw_import(call.asker()?, &call.state.release.council, number).await?;
    Ok(Reply::to("/manage/imports"))
}

/// Takes a file in and begins to look at it.
pub(super) async fn upload(mut call: Call) -> Result<Reply, Stop> {
    let upload = call.upload.take();
    let asker = call.asker()?;
    let pending = match call.desk.place(asker).await {
        Ok(pending) => pending,
        Err(Stop::Wrong(field, words)) => return drawn(&call, vec![(field, words)]).await,
        Err(other) => return Err(other),
    };
    let came = match upload {
        Some(upload) => upload.file(|more| call.desk.room(&pending, more)).await,
        None => Ok(super::upload::File::default()),
    };
    let words = match came {
        Ok(file) if file.bytes.is_empty() => "Choose a file that is not empty.".to_owned(),
        Ok(file) => match call.desk.look(asker, &pending, file.name, file.bytes, &file.measure).await {
            Ok(()) => return Ok(Reply::to(FILE)),
            Err(Stop::Wrong(field, words)) => {
                call.desk.clear_tray(asker);
                return drawn(&call, vec![(field, words)]).await;
            }
            Err(other) => {
                call.desk.clear_tray(asker);
                return Err(other);
            }
        },
        Err(Broken::Large) => format!("{}.", ingest::Refusal::TooLarge { most: Limits::default().file }),
        Err(Broken::Room) => "Others are looking at large files: try again in a while.".to_owned(),
        Err(Broken::Cut) => "The file did not come in whole: send it again.".to_owned(),
    };
    call.desk.clear_tray(asker);
    drawn(&call, vec![("file", words)]).await
}

/// The file that is looked at.
pub(super) async fn file(call: Call) -> Result<Reply, Stop> {
    shown(&call, None, Vec::new()).await
}

/// Draws the file as far as it is. `choice` is what was said of the columns and is not right.
async fn shown(call: &Call, choice: Option<(Choice, Wrong)>, wrong: Wrong) -> Result<Reply, Stop> {
    let Some(pending) = call.desk.pending(call.asker()?).await? else { return Ok(Reply::to("/manage/imports")) };
    let token = &call.token;
    let working = |words, done| Ok(Reply::page(pages::file::working(token, &Working { file: name(&pending), words, done })).again(2));
    match pending.stage() {
        Stage::Opening => working("The file is being opened.", None),
        Stage::Reading => working("Its rows are being read.", Some(pending.progress.get())),
        Stage::Comparing => working("Its figures are being held against those that are loaded.", None),
        Stage::Writing => working("Its figures are being written.", Some(pending.progress.get())),
        Stage::Refused(words) => Ok(Reply::page(pages::file::refused(token, &name(&pending), &words))),
        Stage::Done(number, figures) => {
            let figures = domain::format::plural(figures, ("figure", "figures"));
            Ok(Reply::page(pages::file::done(token, number, &figures)))
        }
        Stage::Ready(found, stands) => {
            let mut wrong = wrong;
            wrong.extend(stands.map(|words| ("file", words)));
            let (council, user) = (&call.state.release.council, call.asker()?.user());
            let opened = pending.opened.get();
            let mapper = opened.map_or_else(Mapper::default, |opened| mapper::mapper(opened, &found, council, &pending.said(), choice));
            let page = looked(&name(&pending), &found, (council, user), mapper, wrong);
            Ok(Reply::page(pages::file::looked(token, &Looked { shown: shown::print(&pending, &found), ..page })))
        }
    }
}

/// Goes back to the file, or says on its page what is wrong.
async fn after(call: &Call, done: Result<(), Stop>) -> Result<Reply, Stop> {
    match done {
        Ok(()) => Ok(Reply::to(FILE)),
        Err(Stop::Wrong(field, words)) => match call.desk.pending(call.asker()?).await? {
            Some(_) => shown(call, None, vec![(field, words)]).await,
            None => drawn(call, vec![(field, words)]).await,
        },
        Err(other) => Err(other),
    }
}

/// Accepts it.
pub(super) async fn accept(call: Call) -> Result<Reply, Stop> {
    let done = call.desk.accept_import(call.asker()?, call.form.one("leave-out") == "yes", call.form.one("shown")).await;
    wait(&call, done.is_ok()).await?;
    after(&call, done).await
}

/// Reads it again by what was said of its columns.
pub(super) async fn columns(call: Call) -> Result<Reply, Stop> {
    let choice = form::choice(&call.form);
    match call.desk.read_again(call.asker()?, &choice).await {
        Err(Stop::Wrong(field, words)) if SAID.contains(&field) => shown(&call, Some((choice, vec![(field, words)])), Vec::new()).await,
        done => {
            wait(&call, done.is_ok()).await?;
            after(&call, done).await
        }
    }
}

/// Reads it again without a mapping.
pub(super) async fn plainly(call: Call) -> Result<Reply, Stop> {
    let done = call.desk.read_plainly(call.asker()?).await;
    wait(&call, done.is_ok()).await?;
    after(&call, done).await
}

/// Most files are read at once: then the page that is asked for next shows the outcome.
async fn wait(call: &Call, begun: bool) -> Result<(), Stop> {
    if let Some(pending) = call.desk.pending(call.asker()?).await?.filter(|_| begun) {
        let _still = tokio::time::timeout(std::time::Duration::from_secs(2), pending.rests()).await;
    }
    Ok(())
}

/// Keeps what was said of the columns.
pub(super) async fn keep(call: Call) -> Result<Reply, Stop> {
    let done = call.desk.keep_mapping(call.asker()?, &call.state.release.council, call.form.one("name")).await;
    after(&call, done).await
}

/// The mapping that the file was read by, as a file.
pub(super) async fn mapping(call: Call) -> Result<Reply, Stop> {
    match call.desk.mapping_file(call.asker()?).await? {
        Some(toml) => Ok(Reply::toml(toml)),
        None => Ok(Reply::to(FILE)),
    }
}

/// Removes a mapping that was kept.
pub(super) async fn forget(call: Call) -> Result<Reply, Stop> {
    match call.desk.forget_mapping(call.asker()?, &call.state.release.council, call.form.one("name")).await {
        Err(Stop::Wrong(field, words)) => drawn(&call, vec![(field, words)]).await,
        done => done.map(|()| Reply::to("/manage/imports")),
    }
}

/// Puts the file away, whatever is under way.
pub(super) async fn give_up(call: Call) -> Result<Reply, Stop> {
    let late = call.desk.give_up(call.asker()?, &call.state.release.council).await?;
    match late {
        None => Ok(Reply::to("/manage/imports")),
        Some(number) => {
            let words = format!("Import {number} was in force before it could be cancelled. Withdraw it where it is not wanted.");
            drawn(&call, vec![("file", words)]).await
        }
    }
}
