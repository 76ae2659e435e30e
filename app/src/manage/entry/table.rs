//! The table of cells: a row for each area, and columns for each group and each part of its figure.

use crate::markup::{Element, el};

/// A cell that is typed into.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// Its name in the form, and its id.
    pub name: String,
    /// What it is: area, group and part.
    pub label: String,
    /// What is in it.
    pub value: String,
    /// Short names of the checks that found something here.
    pub found: Vec<String>,
    /// Whether it cannot be what it says.
    pub wrong: bool,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// The area.
    pub area: String,
    /// Its figure of the period before; none where it is not to be shown.
    pub before: Option<String>,
    /// Its cells, group by group.
    pub cells: Vec<Cell>,
}

/// A table of cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// What it is about.
    pub caption: String,
    /// What a row is.
    pub rows_are: String,
    /// The parts of a figure.
    pub slots: Vec<String>,
    /// The groups; none where it is about everyone.
    pub groups: Vec<String>,
    /// What the column of figures before says, where there is one.
    pub before: Option<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// Draws a table of cells, or of what is in them.
pub(super) fn table(table: &Table, locked: bool) -> Element {
    let head = |label: &String| el("th").attr("scope", "col").with(label);
    let lines = if table.groups.is_empty() {
        let line = el("tr").with(head(&table.rows_are)).all(table.slots.iter().map(head)).with(table.before.as_ref().map(head));
        vec![line]
    } else {
        let across = table.slots.len().to_string();
        let groups = table.groups.iter().map(|group| el("th").attr("scope", "colgroup").attr("colspan", across.clone()).with(group));
        let first = el("th").attr("scope", "col").attr("rowspan", "2").with(&table.rows_are);
        vec![el("tr").with(first).all(groups), el("tr").all(table.groups.iter().flat_map(|_| table.slots.iter().map(head)))]
    };
    let rows = table.rows.iter().map(|row| {
        el("tr")
            .with(el("th").attr("scope", "row").with(&row.area))
            .all(row.cells.iter().map(|one| el("td").with(if locked { value(one) } else { input(one) })))
            .with(table.before.as_ref().map(|_| el("td").class("before").with(row.before.clone().unwrap_or_default())))
    });
    let drawn = el("table")
        .class("figures cells")
        .with(el("caption").with(&table.caption))
        .with(el("thead").all(lines))
        .with(el("tbody").all(rows));
    el("div").class("scroll").attr("tabindex", "0").attr("role", "region").attr("aria-label", table.caption.clone()).with(drawn)
}

fn value(cell: &Cell) -> Element {
    el("span").class(if cell.wrong { "wrong" } else { "typed" }).with(&cell.value)
}

fn input(cell: &Cell) -> Element {
    let described: Vec<String> = cell.found.iter().map(|check| format!("found-{check}")).collect();
    el("input")
        .attr("id", cell.name.clone())
        .attr("name", cell.name.clone())
        .attr("type", "text")
        .attr("inputmode", "decimal")
        .attr("size", "8")
        .attr("maxlength", "60")
        .attr("aria-label", cell.label.clone())
        .attr("value", cell.value.clone())
        .maybe("aria-describedby", (!described.is_empty()).then(|| described.join(" ")))
        .maybe("aria-invalid", (!described.is_empty()).then_some("true"))
        .maybe("class", cell.wrong.then_some("wrong"))
}
