//! What somebody says of the columns of a file, as a mapping.

use std::collections::BTreeMap;

use domain::{
    code::{AreaCode, MeasureCode},
    council::Council,
    ingest::{GroupColumn, Layout, Mapping, Sheet, ValueColumn, column_names, when::Years},
    period::Period,
};

use crate::manage::Stop;

/// What a column may be: its short name, as [`Mapping::uses`] calls it, and what it is called on the page.
pub const USES: [(&str, &str); 15] = [
    ("area", "Area: its code or name"),
    ("period", "Period"),
    ("kind of period", "Kind of period, or the quarter or month of its year"),
    ("first day", "First day of the period"),
    ("last day", "Last day of the period"),
    ("measure", "Name of the measure, or a part of it"),
    ("group", "Group of people"),
    ("characteristic", "What the group is by, such as sex"),
    ("value", "Value"),
    ("numerator", "Numerator: how many"),
    ("denominator", "Denominator: out of how many"),
    ("lower limit", "Lower limit (95 %)"),
    ("upper limit", "Upper limit (95 %)"),
    ("status", "Status, such as p or c"),
    ("figure", "Figures of a measure of their own"),
];
/// The most columns that are asked about.
pub const MOST_COLUMNS: usize = 100;

/// What was chosen on the page, as it came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// The sheet, by its place from 0.
    pub sheet: usize,
    /// The number of the row that names the columns.
    pub header: String,
    /// What each column is, by its place; blank for nothing.
    pub uses: Vec<String>,
    /// The measure that every figure is of; blank where columns say it.
    pub measure: String,
    /// `financial` or `academic`.
    pub years: String,
    /// The period of every row; blank where columns say it.
    pub period: String,
    /// The area of every row; blank where columns say it.
    pub area: String,
    /// Names of measures in the file, and the codes of the council's.
    pub links: Vec<(String, String)>,
}

fn wrong<T>(field: &'static str, words: &str) -> Result<T, Stop> {
    Err(Stop::Wrong(field, words.to_owned()))
}

/// The mapping that a choice makes of a file.
///
/// # Errors
/// The field that is not right, and how to mend it.
pub fn mapping(choice: &Choice, sheets: &[Sheet], council: &Council) -> Result<Mapping, Stop> {
    let Some(sheet) = sheets.get(choice.sheet) else { return wrong("sheet", "Choose a sheet of the file.") };
    let header: u32 = choice.header.trim().parse().unwrap_or(0);
    let names = column_names(sheet, header);
    if names.is_empty() {
        return wrong("header", "Type the number of the row that names the columns, as it stands before the rows below.");
    }
    let of = |wanted: &str| -> Vec<String> {
        let chosen = choice.uses.iter().zip(&names).filter(|(one, _)| one.as_str() == wanted);
        chosen.map(|(_, name)| name.clone()).collect()
    };
    let only = |wanted: &'static str| -> Result<Option<String>, Stop> {
        let mut all = of(wanted);
        if all.len() > 1 {
            let words = format!("Only one column can be this: {wanted}. It was chosen for {}.", all.join(" and "));
            return Err(Stop::Wrong("columns", words));
        }
        Ok(all.pop())
    };
    let value = ValueColumn {
        value: only("value")?,
        numerator: only("numerator")?,
        denominator: only("denominator")?,
        lower: only("lower limit")?,
        upper: only("upper limit")?,
        ..ValueColumn::default()
    };
    let own = of("figure");
    let mut values: Vec<ValueColumn> =
        own.iter().map(|name| ValueColumn { value: Some(name.clone()), measure: Some(name.clone()), ..ValueColumn::default() }).collect();
    if value.value.is_some() || value.numerator.is_some() {
        values.insert(0, value);
    }
    if values.is_empty() {
        return wrong("columns", "Say which column holds the figures: a value, a numerator, or figures of a measure of their own.");
    }
    let from_to = match (only("first day")?, only("last day")?) {
        (Some(first), Some(last)) => Some((first, last)),
        (None, None) => None,
        _ => return wrong("columns", "Say which column holds the first day of the period, and which the last."),
    };
    let area_is: Option<AreaCode> = match choice.area.as_str() {
        "" => None,
        code => Some(council.areas.iter().find(|area| area.code.as_str() == code).map(|area| area.code.clone()))
            .filter(Option::is_some)
            .map_or_else(|| wrong("area", "Choose an area of the council."), Ok)?,
    };
    let period_is: Option<Period> = match choice.period.trim() {
        "" => None,
        text => match domain::ingest::when::read(text, "", years(choice)) {
            Some(when) => Some(when.period),
            None => return wrong("period", "Write the period as 2023/24, Q1 2023/24, March 2024, 31/03/2024 or 2023-04-01/P3M."),
        },
    };
    let columns = of("measure");
    let of_all = known(council, &choice.measure);
    if of_all.is_none() && !choice.measure.is_empty() {
        return wrong("measure", "Choose a measure of the council.");
    }
    if of_all.is_some() && (!columns.is_empty() || !own.is_empty()) {
        return wrong("measure", "The columns name the measures: leave this blank, and say below which is which.");
    }
    let links: BTreeMap<String, MeasureCode> =
        choice.links.iter().filter_map(|(name, code)| Some((name.clone(), known(council, code)?))).collect();
    let mapping = Mapping {
        layout: Layout::Mapped,
        sheet: (sheets.len() > 1).then(|| sheet.name().to_owned()),
        header: Some(header),
        area: of("area"),
        area_is,
        period: only("period")?,
        period_kind: of("kind of period"),
        from_to,
        period_is,
        years: years(choice),
        measure: columns,
        measure_is: of_all.map(|code| code.to_string()),
        measures: links,
        groups: of("group").into_iter().map(|column| GroupColumn { column, characteristic: None }).collect(),
        dimension: only("characteristic")?,
        blanks_skipped: !own.is_empty(),
        values,
        status: only("status")?,
        ..Mapping::default()
    };
    // What is kept must read back.
    match domain::folder::mapping("mapping", &mapping.to_toml()) {
        Ok(_) => Ok(mapping),
        Err(issues) => Err(Stop::Wrong("columns", issues.first().map_or_else(String::new, ToString::to_string))),
    }
}

fn years(choice: &Choice) -> Years {
    if choice.years == "academic" { Years::Academic } else { Years::Financial }
}

fn known(council: &Council, code: &str) -> Option<MeasureCode> {
    council.measures.iter().find(|measure| measure.code.as_str() == code).map(|measure| measure.code.clone())
}
