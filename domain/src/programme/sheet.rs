//! The actions of a programme as a table that people edit elsewhere and bring back: what such a table has, and what it would change.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    Action, Moved, Programme, Status, Update,
    detail::Detail,
    edit::Edit,
    rules::Fault,
};
use crate::{code::ActionCode, day, ingest::Sheet};

/// Columns of the table, in order.
pub const COLUMNS: [&str; 19] = [
    "code", "title", "text", "part", "owner", "member", "directorate", "partners", "area", "theme", "outcome", "measures", "starts", "due",
    "waits_on", "status", "update", "evidence", "reason",
];
/// The most rows that are read.
pub const MOST_ROWS: usize = 2_000;
/// Among how many of the first rows the names of the columns are looked for.
const HEAD: usize = 20;
/// The most issues that are told.
const MOST_ISSUES: usize = 500;

/// Something wrong with a table, or worth knowing of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Row of the file, from 1; 0 where it is about the whole.
    pub row: u32,
    /// Column, by its name; blank where it is about the whole row.
    pub column: String,
    /// What, and how to mend it.
    pub words: String,
    /// Whether nothing can be proposed while it stands.
    pub blocks: bool,
}

/// What a row would change of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Row of the file.
    pub row: u32,
    /// The action.
    pub code: ActionCode,
    /// Its title.
    pub title: String,
    /// Whether it is new.
    pub new: bool,
    /// Column, as it is, as it would be.
    pub fields: Vec<(&'static str, String, String)>,
}

/// What a table would change.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Difference {
    /// What is to be known of it, by row.
    pub issues: Vec<Issue>,
    /// Row by row, where something changes.
    pub changed: Vec<Changed>,
    /// How many actions are as they were.
    pub unchanged: usize,
    /// Titles of actions that the table does not have: they stay as they are.
    pub missing: Vec<String>,
    /// The changes, to be proposed together.
    pub edits: Vec<Edit>,
    /// The row of the file that each is from.
    pub rows: Vec<u32>,
}

/// A row of the table: an action as it is now.
pub fn row(action: &Action, today: NaiveDate) -> [String; 19] {
    COLUMNS.map(|column| cell(action, column, today))
}

fn cell(action: &Action, column: &str, today: NaiveDate) -> String {
    if let Some((_, detail)) = Detail::ALL.iter().find(|(name, _)| *name == column) {
        return detail.of(action);
    }
    let told = action.told(today);
    match column {
        "code" => action.code.to_string(),
        "title" => action.title.clone(),
        "text" => if action.text.is_empty() && action.scope() == action.title { String::new() } else { action.scope().to_owned() },
        "part" => action.part.as_ref().map(ToString::to_string).unwrap_or_default(),
        "owner" => action.owner_on(today).to_owned(),
        "due" => action.due_on(today).map(|due| due.to_string()).unwrap_or_default(),
        "status" => told.map(|update| word(update.status).to_owned()).unwrap_or_default(),
        "update" => told.map(|update| update.text.clone()).unwrap_or_default(),
        "evidence" => told.and_then(|update| update.evidence.clone()).unwrap_or_default(),
        _ => String::new(),
    }
}

/// The short name of a status.
fn word(status: Status) -> &'static str {
    Status::ALL.iter().find(|(_, known)| *known == status).map_or("", |(word, _)| word)
}

/// A status by its short name or by its words.
fn status(text: &str) -> Option<Status> {
    Status::ALL.iter().find(|(word, status)| text.eq_ignore_ascii_case(word) || text.eq_ignore_ascii_case(status.words())).map(|(_, status)| *status)
}

/// A day as people and spreadsheets write it: year, month and day, or day, month and year.
fn read_day(text: &str) -> Option<NaiveDate> {
    let text = text.split([' ', 'T']).next().unwrap_or_default();
    day::parse(text).or_else(|| {
        let mut parts = text.split('/').map(|part| part.parse::<u32>().ok());
        let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
        NaiveDate::from_ymd_opt(i32::try_from(year).ok().filter(|year| *year > 1_000)?, month, day).filter(|_| parts.next().is_none())
    })
}

/// A text as it is compared: an apostrophe that keeps it from being a formula does not count, nor how wide its spaces are.
fn plain(text: &str) -> String {
    let text = text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same of several texts divided by semicolons.
fn list(text: &str) -> String {
    plain(text).split(';').map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// A row that is being read: its cells by column.
struct Row<'a> {
    number: u32,
    cells: BTreeMap<&'static str, &'a str>,
    issues: &'a mut Vec<Issue>,
}

impl Row<'_> {
    fn say(&mut self, column: &str, words: impl Into<String>) {
        if self.issues.len() < MOST_ISSUES {
            self.issues.push(Issue { row: self.number, column: column.to_owned(), words: words.into(), blocks: true });
        }
    }

    /// A cell as it is compared; none where the table has no such column.
    fn text(&self, column: &str) -> Option<String> {
        self.cells.get(column).map(|text| plain(text))
    }

    /// A day; none where it is blank or not there, or is none, which is said.
    fn day(&mut self, column: &'static str) -> Option<NaiveDate> {
        let text = self.text(column).filter(|text| !text.is_empty())?;
        let found = read_day(&text);
        if found.is_none() {
            self.say(column, format!("`{}` is not a day. Write year, month and day, such as 2025-03-31.", text.chars().take(30).collect::<String>()));
        }
        found
    }
}

/// What a table would change of a programme.
pub fn read(sheet: &Sheet, programme: &Programme, today: NaiveDate) -> Difference {
    let mut found = Difference::default();
    let Some((first, columns)) = head(sheet, &mut found.issues) else {
        let words = format!("no row has the names of the columns. It needs one with {}; export the actions to see them.", COLUMNS.join(", "));
        found.issues.push(Issue { row: 0, column: String::new(), words, blocks: true });
        return found;
    };
    if sheet.len() - first - 1 > MOST_ROWS {
        let words = format!("it has more than {MOST_ROWS} rows. Bring it in parts.");
        found.issues.push(Issue { row: 0, column: String::new(), words, blocks: true });
        return found;
    }
    let mut seen = BTreeSet::new();
    for at in first + 1..sheet.len() {
        let cells = sheet.cells(at);
        let cells = columns.iter().map(|(column, place)| (*column, cells.get(*place).copied().unwrap_or_default())).collect();
        let mut row = Row { number: sheet.number(at), cells, issues: &mut found.issues };
        let Some(code) = row.text("code").filter(|code| !code.is_empty()) else {
            row.say("code", "the row has no code. Give the action one, such as hire-fitters.");
            continue;
        };
        let Ok(code) = code.parse::<ActionCode>() else {
            row.say("code", "a code has letters, digits, - and _ only, 60 at most.");
            continue;
        };
        if !seen.insert(code.clone()) {
            row.say("code", format!("`{code}` has a row above. Leave one of them out."));
            continue;
        }
        let known = programme.actions.iter().find(|action| action.code == code && action.there(today));
        let (edits, fields) = match known {
            Some(action) => compare(&mut row, action, today),
            None => new(&mut row, programme, code.clone()),
        };
        let number = row.number;
        if fields.is_empty() {
            found.unchanged += usize::from(known.is_some() && edits.is_empty());
            continue;
        }
        let title = known.map_or_else(|| fields.iter().find(|(column, ..)| *column == "title").map_or_else(String::new, |(.., title)| title.clone()), |action| action.title.clone());
        found.rows.extend(edits.iter().map(|_| number));
        found.edits.extend(edits);
        found.changed.push(Changed { row: number, code, title, new: known.is_none(), fields });
    }
    let there = programme.actions.iter().filter(|action| action.there(today) && !seen.contains(&action.code));
    found.missing = there.map(|action| action.title.clone()).collect();
    found
}

/// The row with the names of the columns, and where each column is.
fn head(sheet: &Sheet, issues: &mut Vec<Issue>) -> Option<(usize, Vec<(&'static str, usize)>)> {
    let named = |text: &str| text.trim().to_lowercase().replace([' ', '-'], "_");
    let at = (0..sheet.len().min(HEAD)).find(|at| sheet.cells(*at).iter().any(|cell| named(cell) == "code"))?;
    let mut columns: Vec<(&'static str, usize)> = Vec::new();
    for (place, cell) in sheet.cells(at).iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        let mut say = |words: &str, blocks| issues.push(Issue { row: sheet.number(at), column: cell.chars().take(60).collect(), words: words.to_owned(), blocks });
        match COLUMNS.iter().find(|column| **column == named(cell)) {
            None => say("this column is not one of the table, and is not read.", false),
            Some(column) if columns.iter().any(|(known, _)| known == column) => say("this column is there twice. Remove one of them.", true),
            Some(column) => columns.push((column, place)),
        }
    }
    Some((at, columns))
}

type Edits = (Vec<Edit>, Vec<(&'static str, String, String)>);

/// What a row changes of an action that is there.
fn compare(row: &mut Row<'_>, action: &Action, today: NaiveDate) -> Edits {
    let (mut edits, mut fields) = (Vec::new(), Vec::new());
    let is = |column: &str| plain(&cell(action, column, today));
    for column in ["title", "part"] {
        if row.text(column).is_some_and(|text| text != is(column)) {
            row.say(column, "this is changed in the council’s folder only. Put it back as it was.");
        }
    }
    for (name, detail) in Detail::ALL {
        let Some(text) = row.text(name) else { continue };
        let to = match detail {
            Detail::Starts if text.is_empty() => String::new(),
            Detail::Starts => match row.day(name) {
                Some(day) => day.to_string(),
                None => continue,
            },
            Detail::Partners | Detail::Measures | Detail::WaitsOn => list(&text),
            _ => text,
        };
        let from = detail.of(action);
        if to != list_or_plain(detail, &from) {
            fields.push((name, from.clone(), to.clone()));
            edits.push(Edit::Set { action: action.code.clone(), detail, from, to });
        }
    }
    moves(row, action, today, (&mut edits, &mut fields));
    update(row, action, today, (&mut edits, &mut fields));
    (edits, fields)
}

fn list_or_plain(detail: Detail, text: &str) -> String {
    match detail {
        Detail::Partners | Detail::Measures | Detail::WaitsOn => list(text),
        _ => plain(text),
    }
}

/// What a row changes of date, owner and scope: each with the row's reason.
fn moves(row: &mut Row<'_>, action: &Action, today: NaiveDate, (edits, fields): (&mut Vec<Edit>, &mut Vec<(&'static str, String, String)>)) {
    let reason = row.text("reason").unwrap_or_default();
    let is = |column: &str| cell(action, column, today);
    let mut all = Vec::new();
    if row.text("due").is_some_and(|text| text.is_empty()) && action.due_on(today).is_some() {
        row.say("due", "a date that was set is not taken away. Put it back, or give another.");
    }
    if let Some(due) = row.day("due").filter(|due| action.due_on(today) != Some(*due)) {
        all.push(("due", due.to_string(), Moved::Due(action.due_on(today), due)));
    }
    for column in ["owner", "text"] {
        let Some(to) = row.text(column).filter(|text| *text != plain(&is(column))) else { continue };
        if to.is_empty() {
            row.say(column, "this cannot be blank. Put it back as it was, or say what it is.");
            continue;
        }
        let what = if column == "owner" {
            Moved::Owner(is(column), to.clone())
        } else {
            Moved::Scope(action.scope().to_owned(), to.clone())
        };
        all.push((column, to, what));
    }
    for (column, to, what) in all {
        if reason.is_empty() {
            row.say("reason", format!("`{column}` changes, and the row does not say why. Give a reason: it is public."));
        }
        fields.push((column, is(column), to));
        edits.push(Edit::Move { action: action.code.clone(), what, reason: reason.clone() });
    }
}

/// What a row tells of how far an action is.
fn update(row: &mut Row<'_>, action: &Action, today: NaiveDate, (edits, fields): (&mut Vec<Edit>, &mut Vec<(&'static str, String, String)>)) {
    let told: Option<&Update> = action.told(today);
    let given = |column: &str| row.text(column);
    let differs = |column: &str| given(column).filter(|text| *text != plain(&cell(action, column, today)));
    let (state, text, evidence) = (differs("status"), differs("update"), differs("evidence"));
    if state.is_none() && text.is_none() && evidence.is_none() {
        return;
    }
    let word_given = given("status").unwrap_or_default();
    let now = if word_given.is_empty() { told.map(|update| update.status) } else { status(&word_given) };
    let (text, shown) = (text.filter(|text| !text.is_empty()), given("evidence").filter(|text| !text.is_empty()));
    // A status may be written as its word; a change of capitals alone is none.
    if text.is_none() && evidence.is_none() && now == told.map(|update| update.status) {
        return;
    }
    let Some(now) = now else {
        let words: Vec<&str> = Status::ALL.iter().map(|(word, _)| *word).collect();
        return row.say("status", format!("write one of {}.", words.join(", ")));
    };
    let Some(text) = text else {
        return row.say("update", "say what was done since, and what comes next.");
    };
    for (column, to) in [("status", word(now).to_owned()), ("update", text.clone()), ("evidence", shown.clone().unwrap_or_default())] {
        let from = cell(action, column, today);
        if plain(&from) != to {
            fields.push((column, from, to));
        }
    }
    // What showed the one before does not show this one by itself.
    let evidence = if evidence.is_some() { shown } else { None };
    edits.push(Edit::Update { action: action.code.clone(), status: now, text, evidence });
}

/// An action that is new.
fn new(row: &mut Row<'_>, programme: &Programme, code: ActionCode) -> Edits {
    let text = |column: &str| row.text(column).unwrap_or_default();
    let fields: Vec<(&'static str, String, String)> =
        COLUMNS[1..].iter().filter(|column| **column != "reason" && !text(column).is_empty()).map(|column| (*column, String::new(), text(column))).collect();
    let (title, owner, words, part) = (text("title"), text("owner"), text("text"), text("part"));
    let (state, told) = (text("status"), text("update"));
    let shown = text("evidence");
    if title.is_empty() {
        row.say("title", format!("`{code}` is new, and has no title. If it is not new, mend its code."));
    }
    if owner.is_empty() {
        row.say("owner", format!("`{code}` is new, and does not say which role answers for it."));
    }
    let part = if part.is_empty() { None } else { Some(part) };
    let part = part.and_then(|part| {
        let found = programme.parts.iter().find(|known| known.code.as_str() == part).map(|known| known.code.clone());
        if found.is_none() {
            row.say("part", format!("this programme has no part `{}`.", part.chars().take(60).collect::<String>()));
        }
        found
    });
    let mut action = Action::new(code.clone(), title, owner);
    (action.text, action.part, action.due) = (words, part, row.day("due"));
    let mut edits = Vec::new();
    action.starts = row.day("starts");
    // What it refers to is looked up when it is proposed: here the texts are only kept.
    let later = Detail::ALL.into_iter().filter(|(_, detail)| *detail != Detail::Starts);
    let later: Vec<(Detail, String)> = later.map(|(name, detail)| (detail, list_or_plain(detail, &row.text(name).unwrap_or_default()))).collect();
    edits.push(Edit::Add(Box::new(action)));
    let set = later.into_iter().filter(|(_, to)| !to.is_empty());
    edits.extend(set.map(|(detail, to)| Edit::Set { action: code.clone(), detail, from: String::new(), to }));
    if !state.is_empty() || !told.is_empty() {
        match status(&state) {
            Some(status) if !told.is_empty() => {
                let evidence = Some(shown).filter(|shown| !shown.is_empty());
                edits.push(Edit::Update { action: code, status, text: told, evidence });
            }
            Some(_) => row.say("update", "say what was done, and what comes next."),
            None => row.say("status", "write one of not-started, on-track, at-risk, off-track, complete, paused, cancelled."),
        }
    }
    (edits, fields)
}

/// A fault of a change as an issue of the row that it is from.
pub fn issue(row: u32, fault: &Fault) -> Issue {
    Issue { row, column: fault.field().to_owned(), words: format!("{fault}. {}", fault.advice()), blocks: true }
}
