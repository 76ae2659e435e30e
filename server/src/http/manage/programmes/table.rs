//! Actions as a table: taken away, brought back, looked at, proposed.

use app::manage::programmes::file::{self as pages, Changed, Looked};
use domain::programme::{Programme, edit::Edit, sheet::Difference};

use super::{council, drawn, megabytes, nothing};
use crate::{
    http::manage::{
        call::Call,
        reply::Reply,
        upload::{Broken, File},
    },
    manage::{
        Stop,
        programmes::{
            Draft,
            table::{LIMITS, Read},
        },
    },
};

/// The actions as CSV.
pub(in crate::http::manage) async fn export(call: Call) -> Result<Reply, Stop> {
    let current = call.desk.programmes(call.asker()?, council(&call)).await?;
    let Some(programme) = current.now.programme(&call.part("code")) else { return Ok(nothing()) };
    Ok(Reply::csv(format!("{}-actions.csv", programme.code), call.desk.actions_table(programme)?))
}

/// Looks at a table that was brought back.
pub(in crate::http::manage) async fn upload(mut call: Call) -> Result<Reply, Stop> {
    let upload = call.upload.take();
    let (asker, council) = (call.asker()?, council(&call));
    let current = call.desk.programmes(asker, council).await?;
    let Some(programme) = current.now.programme(&call.part("code")) else { return Ok(nothing()) };
    let taken = std::sync::atomic::AtomicU64::new(0);
    let room = |more: u64| taken.fetch_add(more, std::sync::atomic::Ordering::Relaxed) + more <= LIMITS.file;
    let came = match upload {
        Some(upload) => upload.file(room).await,
        None => Ok(File::default()),
    };
    let words = match came {
        Ok(file) if file.bytes.is_empty() => "Choose a file that is not empty.".to_owned(),
        Ok(file) => match call.desk.read_table(asker, (council, &current), programme, (file.name, file.bytes)).await {
            Ok(read) => return Ok(Reply::page(pages::looked(&call.token, &looked(programme, &read)))),
            Err(Stop::Wrong(_, words)) => words,
            Err(other) => return Err(other),
        },
        Err(Broken::Large | Broken::Room) => format!("The file is larger than {}, which is the most.", megabytes(&LIMITS)),
        Err(Broken::Cut) => "The file did not come in whole: send it again.".to_owned(),
    };
    drawn(&call, vec![("file", words)]).await
}

fn looked(programme: &Programme, read: &Read) -> Looked {
    let Difference { issues, changed, unchanged, missing, edits, .. } = &read.difference;
    Looked {
        programme: (programme.code.to_string(), programme.title.clone()),
        name: read.name.clone(),
        issues: issues.iter().map(|issue| (issue.row, issue.column.clone(), issue.words.clone())).collect(),
        blocked: read.blocked(),
        changed: changed.iter().map(in_words).collect(),
        unchanged: *unchanged,
        missing: missing.clone(),
        edits: read.edits.clone(),
        shown: read.shown.clone(),
        asks_role: tells(edits),
        role: String::new(),
        wrong: Vec::new(),
    }
}

fn in_words(one: &domain::programme::sheet::Changed) -> Changed {
    let fields = one.fields.iter().map(|(column, from, to)| ((*column).to_owned(), from.clone(), to.clone()));
    Changed { row: one.row, title: one.title.clone(), new: one.new, fields: fields.collect() }
}

fn tells(edits: &[Edit]) -> bool {
    edits.iter().any(|edit| matches!(edit, Edit::Update { .. }))
}

/// Proposes what the page showed.
pub(in crate::http::manage) async fn propose(call: Call) -> Result<Reply, Stop> {
    let (asker, council) = (call.asker()?, council(&call));
    let current = call.desk.programmes(asker, council).await?;
    let Some(programme) = current.now.programme(&call.part("code")) else { return Ok(nothing()) };
    let (text, shown, role) = (call.form.one("edits"), call.form.one("shown"), call.form.one("role"));
    let edits = match call.desk.shown_edits(programme, &current, text, shown) {
        Ok(edits) => edits,
        Err(Stop::Wrong(field, words)) => return drawn(&call, vec![(field, words)]).await,
        Err(other) => return Err(other),
    };
    let file: String = call.form.one("name").chars().filter(|c| !c.is_control()).take(100).collect();
    let file = if file.is_empty() { "table".to_owned() } else { file };
    let draft = Draft { programme: &programme.code, edits: &edits, role, file: &file };
    match call.desk.propose(asker, council, &current, &draft).await {
        Ok(Ok(_)) => Ok(Reply::to("/manage/programmes?done=proposed")),
        Ok(Err(_)) => {
            drawn(&call, vec![("file", "It does not fit what there is any longer: bring it again, and look once more.".to_owned())]).await
        }
        Err(Stop::Wrong(field, words)) => {
            // All is kept as it was shown, and only what was typed is asked for again.
            let again = Looked {
                programme: (programme.code.to_string(), programme.title.clone()),
                name: file.clone(),
                changed: again(&edits, &current.now, call.desk.today()),
                edits: text.to_owned(),
                shown: shown.to_owned(),
                asks_role: tells(&edits),
                role: role.chars().take(200).collect(),
                wrong: vec![(field, words)],
                ..Looked::default()
            };
            Ok(Reply::page(pages::looked(&call.token, &again)))
        }
        Err(other) => Err(other),
    }
}

/// What changes, told from the changes themselves.
fn again(edits: &[Edit], now: &domain::programme::apply::Now, today: domain::NaiveDate) -> Vec<Changed> {
    let of = |(at, edit): (usize, &Edit)| {
        let lines = app::manage::programmes::words::lines(edit, now.action(edit.action()), today);
        let fields = lines.into_iter().map(|line| (line.what, line.from, line.to)).collect();
        let new = matches!(edit, Edit::Add(_));
        Changed { row: u32::try_from(at + 1).unwrap_or(0), title: super::title(now, edit), new, fields }
    };
    edits.iter().enumerate().map(of).collect()
}
