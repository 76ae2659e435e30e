//! The mapping that a choice makes.

use std::collections::BTreeMap;

use app::manage::imports::said::KEEP;
use domain::{
    cell::status,
    code::{AreaCode, GroupCode, MeasureCode},
    council::Council,
    ingest::{GroupColumn, Layout, Mapping, Sheet, Synonym, ValueColumn, column_names, when::Years},
    observation::Missing,
    period::Period,
};

use super::{BLANK, Choice, Figures, WHOLE, group_of};
use crate::manage::Stop;

fn wrong<T>(field: &'static str, words: &str) -> Result<T, Stop> {
    Err(Stop::Wrong(field, words.to_owned()))
}

/// The mapping that a choice makes of a file.
///
/// # Errors
/// The field that is not right, and how to mend it.
pub fn mapping(choice: &Choice, sheets: &[Sheet], council: &Council) -> Result<Mapping, Stop> {
    let Some((sheet, header, rows)) = choice.table(sheets) else { return wrong("sheet", "Choose a sheet of the file.") };
    let names = column_names(sheet, header, rows);
    if names.is_empty() {
        return wrong("header", "Type the number of the row that names the columns, as it stands before the rows below.");
    }
    let chosen = choice.uses.iter().enumerate().filter(|(_, used)| !used.is_empty()).map(|(at, _)| at);
    let chosen = chosen.chain(choice.keeps.iter().filter_map(|keep| keep.column)).filter_map(|at| names.get(at));
    if let Some(name) = chosen.into_iter().find(|name| names.iter().filter(|other| other == name).count() > 1) {
        let words = "comes more than once, and it cannot be known which is meant. Say how many rows name the columns, or give each a name of its own.";
        return Err(Stop::Wrong("columns", format!("“{name}” {words}")));
    }
    let of = |wanted: &str| -> Vec<String> { choice.columns(wanted).into_iter().filter_map(|at| names.get(at).cloned()).collect() };
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
    if value.value.is_none()
        && value.numerator.is_none()
        && [&value.denominator, &value.lower, &value.upper].into_iter().any(Option::is_some)
    {
        return wrong("columns", "A denominator or a limit belongs to a value or a numerator: say which column that is.");
    }
    let mut values = figures(choice, &names, council)?;
    let own = values.iter().any(|value| value.measure.is_some());
    let apart = !values.is_empty();
    if value.value.is_some() || value.numerator.is_some() {
        values.insert(0, value);
    }
    if values.is_empty() {
        return wrong("columns", "Say which column holds the figures: a value, a numerator, or figures of something of their own.");
    }
    let from_to = match (only("first day")?, only("last day")?) {
        (Some(first), Some(last)) => Some((first, last)),
        (None, None) => None,
        _ => return wrong("columns", "Say which column holds the first day of the period, and which the last."),
    };
    let area_is: Option<AreaCode> = match choice.area.as_str() {
        "" | WHOLE => None,
        code => Some(council.areas.iter().find(|area| area.code.as_str() == code).map(|area| area.code.clone()))
            .filter(Option::is_some)
            .map_or_else(|| wrong("area", "Choose an area of the council."), Ok)?,
    };
    let columns = of("measure");
    let of_all = known(council, &choice.measure);
    if of_all.is_none() && !choice.measure.is_empty() {
        return wrong("measure", "Choose a measure of the council.");
    }
    if of_all.is_some() && (!columns.is_empty() || own) {
        return wrong("measure", "The columns name the measures: leave this blank, and say below which is which.");
    }
    let links: BTreeMap<String, MeasureCode> =
        choice.links.iter().filter_map(|(name, code)| Some((name.clone(), known(council, code)?))).collect();
    let (missing, blank) = markers(choice)?;
    let mapping = Mapping {
        layout: Layout::Mapped,
        sheet: (sheets.len() > 1).then(|| sheet.name().to_owned()),
        header: Some(header),
        header_rows: Some(rows),
        area: of("area"),
        area_is,
        whole_area: choice.area == WHOLE,
        period: only("period")?,
        period_kind: of("kind of period"),
        from_to,
        period_is: period(&choice.period, choice, "period", "")?,
        years: years(choice),
        measure: columns,
        measure_is: of_all.map(|code| code.to_string()),
        measures: links,
        groups: of("group").into_iter().map(|column| GroupColumn { column, characteristic: None }).collect(),
        dimension: only("characteristic")?,
        group_is: groups(choice, council)?,
        blanks_skipped: apart || choice.blanks == "skip",
        values,
        status: only("status")?,
        only: keeps(choice, &names)?,
        missing,
        blank,
    };
    // What is kept must read back.
    match domain::folder::mapping("mapping", &mapping.to_toml()) {
        Ok(read) if read == mapping => Ok(mapping),
        Ok(_) => wrong("columns", "Some names of columns or texts cannot be kept: see that none is blank."),
        Err(issues) => Err(Stop::Wrong("columns", issues.first().map_or_else(String::new, ToString::to_string))),
    }
}

/// The figures that are about something of their own, each with the columns behind it that belong to it.
fn figures(choice: &Choice, names: &[String], council: &Council) -> Result<Vec<ValueColumn>, Stop> {
    let mut values: Vec<ValueColumn> = Vec::new();
    for (at, (used, name)) in choice.uses.iter().zip(names).enumerate() {
        if matches!(used.as_str(), "figure" | "part") {
            values.push(own(choice, at, used == "figure", name, council)?);
            continue;
        }
        let Some(part) = used.strip_prefix("its ") else { continue };
        let words = || format!("{name} is said to belong to figures of their own, and no such column is before it, or it has one already.");
        let before = values.last_mut().ok_or_else(|| Stop::Wrong("columns", words()))?;
        let slot = match part {
            "numerator" => &mut before.numerator,
            "denominator" => &mut before.denominator,
            "lower limit" => &mut before.lower,
            "upper limit" => &mut before.upper,
            _ => continue,
        };
        if slot.replace(name.clone()).is_some() {
            return Err(Stop::Wrong("columns", words()));
        }
    }
    Ok(values)
}

/// A column of figures of its own, and what was said of it.
fn own(choice: &Choice, at: usize, measure: bool, name: &str, council: &Council) -> Result<ValueColumn, Stop> {
    let plain = Figures::default();
    let about = choice.figures.iter().find(|about| about.column == at).unwrap_or(&plain);
    let group = match about.group.as_str() {
        "" => None,
        text => match group_of(council, text) {
            Some((of, group)) => Some((of.to_owned(), group.code.to_string())),
            None => return wrong("figures", "Choose a group of the council."),
        },
    };
    let period = period(&about.period, choice, "figures", &format!("The period of {name} is not one that is known. "))?;
    let (value, numerator) = if about.numerator { (None, Some(name.to_owned())) } else { (Some(name.to_owned()), None) };
    Ok(ValueColumn { value, numerator, measure: measure.then(|| name.to_owned()), group, period, ..ValueColumn::default() })
}

const HOW: &str = "Write the period as 2023/24, H1 2023/24, Q1 2023/24, March 2024, 31/03/2024 or 2023-04-01/P3M.";

/// A period that was typed; none where the field is blank, and an error where it is no period.
fn period(text: &str, choice: &Choice, field: &'static str, what: &str) -> Result<Option<Period>, Stop> {
    match text.trim() {
        "" => Ok(None),
        text => match domain::ingest::when::read(text, "", years(choice)) {
            Some(when) => Ok(Some(when.period)),
            None => Err(Stop::Wrong(field, format!("{what}{HOW}"))),
        },
    }
}

/// The texts that rows are kept by.
fn keeps(choice: &Choice, names: &[String]) -> Result<Vec<(String, Vec<String>)>, Stop> {
    let mut only: Vec<(String, Vec<String>)> = Vec::new();
    for (keep, field) in choice.keeps.iter().zip(KEEP) {
        let Some(name) = keep.column.and_then(|at| names.get(at)) else { continue };
        let mut texts: Vec<String> = Vec::new();
        for text in keep.texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()) {
            if !texts.iter().any(|known| known == text) {
                texts.push(text.to_owned());
            }
        }
        if only.iter().any(|(known, _)| known == name) {
            return wrong(field, "This column was chosen above already: choose another, or none.");
        }
        if !texts.is_empty() {
            only.push((name.clone(), texts));
        }
    }
    Ok(only)
}

/// Texts, and why there is no figure.
type Reasons = Vec<(String, Missing)>;

/// Texts that say why there is no figure, and those that are as good as blank.
fn markers(choice: &Choice) -> Result<(Reasons, Vec<String>), Stop> {
    let (mut missing, mut blank) = (Reasons::new(), Vec::<String>::new());
    for (text, means) in choice.markers.iter().map(|(text, means)| (text.trim(), means.as_str())) {
        if means.is_empty() || text.is_empty() {
            continue;
        }
        if missing.iter().any(|(known, _)| known == text) || blank.iter().any(|known| known == text) {
            return Err(Stop::Wrong("markers", format!("“{text}” was given two meanings: keep one.")));
        }
        match Missing::ALL.into_iter().find(|why| status(*why) == means) {
            Some(why) => missing.push((text.to_owned(), why)),
            None if means == BLANK => blank.push(text.to_owned()),
            None => return wrong("markers", "Choose what each text means from the list."),
        }
    }
    Ok((missing, blank))
}

/// The council's groups of texts.
fn groups(choice: &Choice, council: &Council) -> Result<Vec<Synonym>, Stop> {
    let mut all: Vec<Synonym> = Vec::new();
    for (of, text, code) in &choice.groups {
        let (of, text) = (of.trim(), text.trim());
        if code.is_empty() || text.is_empty() || all.iter().any(|known| known.column == of && known.text == text) {
            continue;
        }
        let group = if code == GroupCode::everyone().as_str() {
            GroupCode::everyone()
        } else if let Some(group) = council.characteristics.iter().flat_map(|one| &one.groups).find(|group| group.code.as_str() == code) {
            group.code.clone()
        } else {
            return wrong("groups", "Choose a group of the council.");
        };
        all.push(Synonym { column: of.to_owned(), text: text.to_owned(), group });
    }
    // As a mapping file has them: those of any column first, by text.
    all.sort_by(|one, other| match (one.column.is_empty(), other.column.is_empty()) {
        (true, true) => one.text.cmp(&other.text),
        (one, other) => other.cmp(&one),
    });
    Ok(all)
}

fn years(choice: &Choice) -> Years {
    if choice.years == "academic" { Years::Academic } else { Years::Financial }
}

fn known(council: &Council, code: &str) -> Option<MeasureCode> {
    council.measures.iter().find(|measure| measure.code.as_str() == code).map(|measure| measure.code.clone())
}
