//! What the columns of a file are, said by whoever brings it.

use super::{
    measures, row,
    said::{self, About, Keep, Meant},
    select, table,
};
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
    /// In how many rows the names of the columns stand.
    pub header_rows: String,
    /// `skip` where a blank figure is none at all.
    pub blanks: String,
    /// The columns by which rows are kept.
    pub keeps: Vec<Keep>,
    /// Texts in place of figures.
    pub markers: Vec<Meant>,
    /// Why there may be no figure: code and words.
    pub reasons: Vec<(String, String)>,
    /// Texts that name groups.
    pub groups_asked: Vec<Meant>,
    /// The council's groups: code and name.
    pub groups: Vec<(String, String)>,
    /// The same with their characteristics: both codes, and name.
    pub figure_groups: Vec<(String, String)>,
    /// Columns of figures that are about something of their own.
    pub figures: Vec<About>,
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
        hint: "Its number, as it stands before the rows above; of several rows the last. “Preview” shows the columns of another row.",
        value: &mapper.header,
        error: told("header"),
        longest: 7,
    });
    let rows = [("1", "One row"), ("2", "Two rows"), ("3", "Three rows")].map(|(value, label)| (value.to_owned(), label.to_owned()));
    let header_rows = select(
        "header-rows",
        "How many rows name the columns",
        "What stands over several columns holds for each of them.",
        rows.into_iter(),
        &mapper.header_rows,
        None,
    );
    let blanks = [("", "Not available, or nothing at all where columns are of figures of their own"), ("skip", "Nothing at all")];
    let blanks = blanks.into_iter().map(|(value, label)| (value.to_owned(), label.to_owned()));
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
    let areas = [("", "A column says it"), ("whole", "A column says it; a row that names none is about the whole area")];
    let areas = areas.into_iter().map(|(code, label)| (code.to_owned(), label.to_owned())).chain(mapper.areas.clone());
    let form = post("/manage/imports/columns", token)
        .class("stack")
        .with(sheet)
        .with(header)
        .with(header_rows)
        .with(columns(mapper))
        .with(said::figures(mapper))
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
        .with(said::keeps(mapper))
        .with(said::groups(mapper))
        .with(said::markers(mapper))
        .with(select("blanks", "What a blank figure is", "", blanks, &mapper.blanks, None))
        .with(submit("Preview"));
    el("div").with(table("The first rows of the sheet", &["Row"], shown)).with(form)
}

/// How many columns are shown before the others, which are folded away.
const OPEN: usize = 100;

/// Fields that belong together, and what is wrong with them.
pub(super) fn fieldset(id: &'static str, legend: &'static str, wrong: Option<&str>) -> Element {
    let told = wrong.map(|words| el("p").class("asked-error").with(el("span").class("unseen").with("Error: ")).with(words.to_owned()));
    el("fieldset").attr("id", id).attr("tabindex", "-1").with(el("legend").with(legend)).with(told)
}

fn columns(mapper: &Mapper) -> Element {
    let options = || std::iter::once((String::new(), "Not used".to_owned())).chain(mapper.uses.clone());
    let one = |(at, column): (usize, &Column)| {
        let hint = if column.first.is_empty() { String::new() } else { format!("Such as {}", column.first) };
        select(&format!("column-{at}"), &column.name, &hint, options(), &column.chosen, None)
    };
    let all = || mapper.columns.iter().enumerate();
    let rest = (mapper.columns.len() > OPEN).then(|| {
        let used = mapper.columns.iter().skip(OPEN).any(|column| !column.chosen.is_empty());
        el("details")
            .maybe("open", used.then_some(""))
            .with(el("summary").with(format!("Columns {} to {}", OPEN + 1, mapper.columns.len())))
            .all(all().skip(OPEN).map(one))
    });
    fieldset("columns", "What each column is", error(&mapper.wrong, "columns")).all(all().take(OPEN).map(one)).with(rest)
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
