//! What the columns of a file are, said by whoever brings it.

use super::{measures, row, select, table};
use crate::{
    manage::form::{Field, error, field, post, submit},
    markup::{Element, el},
};

/// A column of the sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// The first texts in it, as they are.
    pub first: String,
    /// What it is; blank for nothing.
    pub chosen: String,
}

/// What can be said of a file, and what was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapper {
    /// Names of the sheets.
    pub sheets: Vec<String>,
    /// The one that is shown, from 0.
    pub sheet: usize,
    /// The number of the row that names the columns.
    pub header: String,
    /// The first rows, by number, as they are.
    pub rows: Vec<(u32, Vec<String>)>,
    /// The columns of that row.
    pub columns: Vec<Column>,
    /// What a column may be: value and label.
    pub uses: Vec<(String, String)>,
    /// The council's measures: code and title.
    pub measures: Vec<(String, String)>,
    /// The council's areas: code and name.
    pub areas: Vec<(String, String)>,
    /// The measure of every figure.
    pub measure: String,
    /// `financial` or `academic`.
    pub years: String,
    /// The period of every row.
    pub period: String,
    /// The area of every row.
    pub area: String,
    /// Names of measures in the file, each with the council's that it is, or nothing.
    pub links: Vec<(String, String)>,
    /// What is wrong with what was said.
    pub wrong: Vec<(&'static str, String)>,
}

/// The first rows as they are, and the form.
pub(super) fn mapper(token: &str, mapper: &Mapper) -> Element {
    let widest = mapper.rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let shown = mapper.rows.iter().map(|(number, cells)| {
        let blank = std::iter::repeat_n(String::new(), widest.saturating_sub(cells.len()));
        row(number.to_string(), cells.iter().cloned().chain(blank))
    });
    let told = |name: &str| error(&mapper.wrong, name);
    let sheets = mapper.sheets.iter().enumerate().map(|(at, name)| (at.to_string(), name.clone()));
    let sheet = (mapper.sheets.len() > 1).then(|| select("sheet", "Sheet", "", sheets, &mapper.sheet.to_string(), told("sheet")));
    let header = field(Field {
        name: "header",
        label: "Row that names the columns",
        kind: "text",
        autocomplete: "off",
        hint: "Its number, as it stands before the rows above. “Preview” shows the columns of another row.",
        value: &mapper.header,
        error: told("header"),
        longest: 7,
    });
    let period = field(Field {
        name: "period",
        label: "Period of every row",
        kind: "text",
        autocomplete: "off",
        hint: "Only if no column says it, such as 2023/24.",
        value: &mapper.period,
        error: told("period"),
        longest: 40,
    });
    let years = [("financial", "A financial year, from April"), ("academic", "A school year, from September")];
    let years = years.into_iter().map(|(value, label)| (value.to_owned(), label.to_owned()));
    let areas = std::iter::once((String::new(), "A column says it".to_owned())).chain(mapper.areas.clone());
    let form = post("/manage/imports/columns", token)
        .class("stack")
        .with(sheet)
        .with(header)
        .with(columns(mapper))
        .with(select(
            "measure",
            "Measure of every figure",
            "Only if no column names it.",
            measures("Columns say it", &mapper.measures),
            &mapper.measure,
            told("measure"),
        ))
        .with(links(mapper))
        .with(select("years", "What 2023/24 is", "", years, &mapper.years, None))
        .with(period)
        .with(select("area", "Area of every row", "Only if no column says it.", areas, &mapper.area, told("area")))
        .with(submit("Preview"));
    el("div").with(table("The first rows of the sheet", &["Row"], shown)).with(form)
}

fn columns(mapper: &Mapper) -> Element {
    let options = || std::iter::once((String::new(), "Not used".to_owned())).chain(mapper.uses.clone());
    let all = mapper.columns.iter().enumerate().map(|(at, column)| {
        let hint = if column.first.is_empty() { String::new() } else { format!("Such as {}", column.first) };
        select(&format!("column-{at}"), &column.name, &hint, options(), &column.chosen, None)
    });
    let told = error(&mapper.wrong, "columns")
        .map(|words| el("p").class("asked-error").with(el("span").class("unseen").with("Error: ")).with(words.to_owned()));
    el("fieldset").attr("id", "columns").attr("tabindex", "-1").with(el("legend").with("What each column is")).with(told).all(all)
}

/// Which of the council's measures each name in the file is.
fn links(mapper: &Mapper) -> Option<Element> {
    let all = mapper.links.iter().enumerate().map(|(at, (name, code))| {
        let hidden = el("input").attr("type", "hidden").attr("name", format!("name-{at}")).attr("value", name.clone());
        let choice = select(&format!("is-{at}"), name, "", measures("None of the council's", &mapper.measures), code, None);
        el("div").with(hidden).with(choice)
    });
    (!mapper.links.is_empty())
        .then(|| el("fieldset").with(el("legend").with("Which measure of the council's each name in the file is")).all(all))
}
