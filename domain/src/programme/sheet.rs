//! The actions of a programme as a table that people edit elsewhere and bring back: what such a table has, and what it would change.

mod compare;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use self::compare::{Row, compare, new};
use super::{Action, Programme, Status, detail::Detail, edit::Edit, rules::Fault};
use crate::{code::ActionCode, day, ingest::Sheet};

/// Columns of the table, in order.
pub const COLUMNS: [&str; 19] = [
    "code",
    "title",
    "text",
    "part",
    "owner",
    "member",
    "directorate",
    "partners",
    "area",
    "theme",
    "outcome",
    "measures",
    "starts",
    "due",
    "waits_on",
    "status",
    "update",
    "evidence",
    "reason",
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
        "text" => {
            if action.text.is_empty() && action.scope() == action.title {
                String::new()
            } else {
                action.scope().to_owned()
            }
        }
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
    Status::ALL
        .iter()
        .find(|(word, status)| text.eq_ignore_ascii_case(word) || text.eq_ignore_ascii_case(status.words()))
        .map(|(_, status)| *status)
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

/// What a table would change of a programme.
pub fn read(sheet: &Sheet, programme: &Programme, today: NaiveDate) -> Difference {
    let mut found = Difference::default();
    let Some((first, columns)) = head(sheet, &mut found.issues) else {
        let words =
            format!("no row has the names of the columns. It needs one with {}; export the actions to see them.", COLUMNS.join(", "));
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
        let title = known.map_or_else(
            || fields.iter().find(|(column, ..)| *column == "title").map_or_else(String::new, |(.., title)| title.clone()),
            |action| action.title.clone(),
        );
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
        let mut say = |words: &str, blocks| {
            issues.push(Issue { row: sheet.number(at), column: cell.chars().take(60).collect(), words: words.to_owned(), blocks });
        };
        match COLUMNS.iter().find(|column| **column == named(cell)) {
            None => say("this column is not one of the table, and is not read.", false),
            Some(column) if columns.iter().any(|(known, _)| known == column) => {
                say("this column is there twice. Remove one of them.", true);
            }
            Some(column) => columns.push((column, place)),
        }
    }
    Some((at, columns))
}

/// A fault of a change as an issue of the row that it is from.
pub fn issue(row: u32, fault: &Fault) -> Issue {
    Issue { row, column: fault.field().to_owned(), words: format!("{fault}. {}", fault.advice()), blocks: true }
}
