//! The sheets of the spreadsheet: what each has in its cells, row by row.

use domain::report::document::{Run, Table, TableCell};

use super::notes::{Notes, markers};
use crate::{
    links::Links,
    plan::{Item, Plan, Words},
    words,
};

/// A sheet: lines in the first column, and a table below them.
pub(super) struct Sheet {
    /// Its name: unique, and short enough for every program.
    pub(super) name: String,
    /// The lines above the table, the first of which is its heading.
    pub(super) lines: Vec<Cell>,
    pub(super) table: Option<Grid>,
}

/// A table.
pub(super) struct Grid {
    /// The name of its range.
    pub(super) name: String,
    pub(super) headings: Vec<String>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// Which columns are numbers, and so stand at the right.
    pub(super) numbers: Vec<bool>,
}

/// A cell.
#[derive(Clone)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) value: Option<f64>,
    pub(super) href: Option<String>,
}

impl Cell {
    fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), value: None, href: None }
    }
}

/// All sheets in their order.
pub(super) fn sheets(plan: &Plan, links: &Links) -> Vec<Sheet> {
    let notes = Notes::new(plan);
    let mut tables = Vec::new();
    for part in &plan.parts {
        for item in &part.items {
            if let Item::Table(number, table) = item {
                tables.push(sheet(*number, table, part.heading, &notes, links));
            }
        }
    }
    tables.push(text(plan));
    let mut all = vec![cover(plan, links), contents(&tables), noted(plan, &notes)];
    all.append(&mut tables);
    all
}

fn cover(plan: &Plan, addresses: &Links) -> Sheet {
    let document = plan.document;
    let mut lines = vec![words::title(document).to_owned(), document.subtitle.clone(), document.council.clone()];
    lines.extend(words::about(document).into_iter().map(|(label, text)| format!("{label}: {text}")));
    if document.illustrative {
        lines.push(words::ILLUSTRATIVE.to_owned());
    }
    lines.push(document.licence.clone());
    lines.push("The sheet Contents lists the tables. The sheet Notes says what notes and markers mean.".to_owned());
    let mut lines: Vec<Cell> = lines.into_iter().filter(|line| !line.trim().is_empty()).map(Cell::words).collect();
    if let Some(whole) = document.address.as_deref().and_then(|address| addresses.whole(address)) {
        lines.push(Cell { text: format!("Read online: {whole}"), value: None, href: Some(whole) });
    }
    Sheet { name: "Cover".to_owned(), lines, table: None }
}

fn contents(tables: &[Sheet]) -> Sheet {
    let own = [("Notes", "Notes and markers")].map(|(name, says)| (name.to_owned(), says.to_owned()));
    let listed = tables.iter().map(|sheet| (sheet.name.clone(), sheet.lines.first().map_or(String::new(), |line| line.text.clone())));
    let rows = own.into_iter().chain(listed).map(|(name, says)| {
        let href = Some(format!("#'{name}'.A1"));
        vec![Cell { text: name, value: None, href }, Cell::words(says)]
    });
    let table = Grid {
        name: "Contents".to_owned(),
        headings: ["Sheet", "What it has"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
        numbers: vec![false; 2],
    };
    Sheet {
        name: "Contents".to_owned(),
        lines: vec![Cell::words("Contents"), Cell::words("This sheet has one table.")],
        table: Some(table),
    }
}

fn noted(plan: &Plan, notes: &Notes) -> Sheet {
    let numbered = (1..).zip(&notes.texts).map(|(number, text)| (format!("[note {number}]"), (*text).to_owned()));
    let marked = markers(plan).into_iter().map(|(marker, says)| (marker.to_owned(), says.to_owned()));
    let mut rows: Vec<Vec<Cell>> = numbered.chain(marked).map(|(name, says)| vec![Cell::words(name), Cell::words(says)]).collect();
    if rows.is_empty() {
        rows.push(["None", "No table of this file has a note or a marker."].map(Cell::words).to_vec());
    }
    let headings = ["Note or marker", "What it means"].map(str::to_owned).to_vec();
    let table = Grid { name: "Notes".to_owned(), headings, rows, numbers: vec![false; 2] };
    Sheet { name: "Notes".to_owned(), lines: vec![Cell::words("Notes"), Cell::words("This sheet has one table.")], table: Some(table) }
}

fn sheet(number: usize, table: &Table, section: &str, notes: &Notes, links: &Links) -> Sheet {
    let cell = |cell: &TableCell| Cell {
        text: cell.text.clone(),
        value: cell.value.filter(|value| value.is_finite()),
        href: cell.href.as_deref().and_then(|href| links.whole(href)),
    };
    let marks = notes.of(table);
    let mut says = format!("This sheet has one table, of the section “{section}”.");
    if !marks.is_empty() {
        says.push_str(" What its notes say is in the sheet Notes.");
    }
    let grid = Grid {
        name: format!("Table_{number}"),
        headings: unique(table.columns.iter().map(|column| column.heading.as_str())),
        rows: table.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
        numbers: table.columns.iter().map(|column| column.number).collect(),
    };
    let heading = format!("Table {number}: {}{marks}", table.caption);
    Sheet { name: format!("Table {number}"), lines: vec![Cell::words(heading), Cell::words(says)], table: Some(grid) }
}

/// Headings that are there and differ, as a table's must.
fn unique<'a>(headings: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut made: Vec<String> = Vec::new();
    for (at, heading) in (1..).zip(headings) {
        let heading = if heading.trim().is_empty() { format!("Column {at}") } else { heading.to_owned() };
        made.push(if made.contains(&heading) { format!("{heading} (column {at})") } else { heading });
    }
    made
}

/// What the report says in words.
fn text(plan: &Plan) -> Sheet {
    let mut rows = Vec::new();
    for part in &plan.parts {
        let mut row = |kind: &str, text: String| rows.push([part.heading, kind, text.trim()].map(Cell::words).to_vec());
        for item in &part.items {
            match item {
                Item::Heading(text) => row("Heading", (*text).to_owned()),
                Item::Paragraph(words) => row("Paragraph", said(words)),
                Item::List(items) => items.iter().for_each(|words| row("Item of a list", said(words))),
                Item::Table(number, table) => row("Table", format!("See the sheet Table {number}: {}", table.caption)),
                Item::Picture(number, picture) => {
                    row("Picture", format!("Figure {number}: {}", picture.caption));
                    row("Picture in words", picture.alt.clone());
                }
            }
        }
    }
    let headings = ["Section", "Kind", "Text"].map(str::to_owned).to_vec();
    // A blank cell would read as the end of the table.
    rows.retain(|row| row.iter().all(|cell| !cell.text.trim().is_empty()));
    let table = Grid { name: "Text".to_owned(), headings, rows, numbers: vec![false; 3] };
    let lines = ["What the report says in words", "This sheet has one table."].map(Cell::words).to_vec();
    Sheet { name: "Text".to_owned(), lines, table: Some(table) }
}

fn said(words: &Words) -> String {
    let text: String = words.runs.iter().map(|run: &Run| run.text.as_str()).collect();
    if words.facts.is_empty() { text } else { format!("{text} {}", words.facts) }
}
