//! Tables of no known layout, told by what their columns are called.

use super::{group, wide};
use crate::ingest::{
    head::Head,
    known::{ANY, characteristic},
    mapping::{GroupColumn, Layout, Mapping, ValueColumn},
    place::is_code,
    when::{self, Years},
};

const AREA_CODE: &[&str] = &[
    "area code",
    "areacode",
    "areacd",
    "geocode",
    "geography code",
    "gss code",
    "ons code",
    "la code",
    "local authority code",
    "ward code",
    "wardcode",
    "wd cd",
    "wdcd",
    "lad cd",
    "ladcd",
    "lad code",
    "ltla code",
    "utla code",
    "lsoa code",
    "msoa code",
    "lsoacd",
    "msoacd",
    "code of area",
];
const AREA_NAME: &[&str] = &[
    "area",
    "area name",
    "areanm",
    "ward",
    "ward name",
    "local authority",
    "la name",
    "ltla name",
    "utla name",
    "lad name",
    "geography",
    "geography name",
    "neighbourhood",
    "district",
    "council",
    "place",
];
const PERIOD: &[&str] = &[
    "period",
    "time period",
    "date",
    "year",
    "financial year",
    "fiscal year",
    "academic year",
    "school year",
    "calendar year",
    "reporting year",
    "reporting period",
    "time",
    "year ending",
    "year ended",
    "as at",
    "quarter",
    "half year",
    "month",
];
const FROM_TO: [(&str, &str); 5] =
    [("date from", "date to"), ("from", "to"), ("start date", "end date"), ("start", "end"), ("period start", "period end")];
const PERIOD_KIND: &[&str] = &["time identifier", "period type", "period kind", "type of period"];
const MEASURE: &[&str] = &["measure", "indicator", "indicator name", "measure name", "metric", "kpi", "series", "performance measure"];
const VALUE: &[&str] =
    &["value", "observation", "obs value", "figure", "result", "score", "rate", "percentage", "percent", "%", "outturn", "actual"];
const NUMERATOR: &[&str] = &["numerator", "count", "n", "number", "num"];
const DENOMINATOR: &[&str] = &["denominator", "total residents", "base", "population", "denom", "out of", "cohort"];
const LOWER: &[&str] = &["lower", "lci", "lower ci", "lower limit", "lowerci", "lower confidence limit", "ci lower"];
const UPPER: &[&str] = &["upper", "uci", "upper ci", "upper limit", "upperci", "upper confidence limit", "ci upper"];
const STATUS: &[&str] = &["status", "obs status", "observation status", "marker"];
const DIMENSION: &[&str] = &["dimension", "characteristic", "category type", "breakdown type", "protected characteristic"];
/// Columns that are about the row and say nothing of it that is kept.
const ASIDE: &[&str] = &[
    "notes",
    "note",
    "source",
    "unit",
    "units",
    "comment",
    "comments",
    "geographic level",
    "area type",
    "provenance",
    "unit multiplier",
    "unit mult",
    "multiplier",
    "prop",
    "geography type",
    "deprivation category",
    "total",
];

/// A mapping by the names of columns, and what is lacking for one.
#[derive(Debug, Clone, Default)]
pub(in crate::ingest) struct Guess {
    pub(in crate::ingest) mapping: Mapping,
    /// What no column says.
    pub(in crate::ingest) lacking: Vec<&'static str>,
    /// How much of a mapping was found.
    pub(in crate::ingest) found: usize,
}

/// Guesses what columns say; `rows` are some of the table's first.
pub(in crate::ingest) fn guess(head: &Head, rows: &[Vec<&str>]) -> Guess {
    // A column for each period: what stands below a period is that period's, whatever it is called.
    let spread: Vec<Option<ValueColumn>> = (0..head.width()).map(|at| of_period(head, at)).collect();
    let by_column = spread.iter().flatten().count() > 0 && head.find(PERIOD).is_none();
    let mut taken: Vec<bool> = spread.iter().map(|column| by_column && column.is_some()).collect();
    let mut take = |at: Option<usize>| {
        let at = at.filter(|at| !taken[*at])?;
        taken[at] = true;
        Some(head.names[at].clone())
    };
    let code = take(head.find_bare(AREA_CODE).or_else(|| (0..head.width()).find(|at| codes(rows, *at))));
    let area_name = take(head.find_bare(AREA_NAME));
    let period = take(head.find(PERIOD));
    let from_to = FROM_TO.iter().find_map(|(from, to)| Some((head.find(&[from])?, head.find(&[to])?)));
    let from_to = from_to.and_then(|(from, to)| Some((take(Some(from))?, take(Some(to))?)));
    // A year and, beside it, its quarter or month: neither is the period alone.
    let parts_of_year = if from_to.is_none() { super::parts_of_year(head, period.as_deref()) } else { Vec::new() };
    let period_kind: Vec<String> = head.find(PERIOD_KIND).into_iter().chain(parts_of_year).filter_map(|at| take(Some(at))).collect();
    let measure = take(head.find(MEASURE));
    let mut value = ValueColumn {
        value: take(head.find_bare(VALUE)),
        numerator: take(head.find(NUMERATOR)),
        denominator: take(head.find(DENOMINATOR)),
        lower: take(head.find_bare(LOWER)),
        upper: take(head.find_bare(UPPER)),
        ..ValueColumn::default()
    };
    if value.value.is_none() && value.denominator.is_none() {
        value.value = value.numerator.take();
    }
    let status = take(head.find(STATUS));
    let dimension = take(head.find(DIMENSION));
    let mut groups: Vec<GroupColumn> = Vec::new();
    let mut parts: Vec<String> = measure.iter().cloned().collect();
    let mut wide = Vec::new();
    for (at, taken) in taken.into_iter().enumerate() {
        if taken || ASIDE.contains(&head.plain[at].as_str()) {
            continue;
        }
        if characteristic(&head.plain[at]).is_some() || ANY.contains(&head.plain[at].as_str()) {
            groups.push(group(head, at));
        } else if wide::figures(rows, at) {
            wide.push(at);
        } else if limited(rows, at) {
            parts.push(head.names[at].clone());
        }
    }
    // Another table's names of places, beside the code that was found, are no part of a measure.
    parts.retain(|part| !AREA_NAME.contains(&crate::ingest::word::without_digits(&crate::ingest::word::plain(part)).as_str()));
    let long = !by_column && (value.value.is_some() || value.numerator.is_some());
    let values = if by_column {
        spread.into_iter().flatten().collect()
    } else if long {
        vec![value]
    } else {
        wide::with_limits(head, &wide)
    };
    let mut lacking = Vec::new();
    if code.is_none() && area_name.is_none() {
        lacking.push("area");
    }
    if period.is_none() && from_to.is_none() && !by_column {
        lacking.push("period");
    }
    if values.is_empty() {
        lacking.push("value");
    }
    let found = 3 - lacking.len() + usize::from(long) + usize::from(code.is_some()) + usize::from(!parts.is_empty() && long);
    let mapping = Mapping {
        layout: Layout::Guessed,
        area: code.into_iter().chain(area_name).collect(),
        period,
        period_kind,
        from_to,
        measure: parts,
        groups,
        dimension,
        values,
        status,
        blanks_skipped: !long,
        ..Mapping::default()
    };
    Guess { mapping, lacking, found }
}

/// Whether a column holds codes of areas, whatever it is called: half of what is in it or more.
fn codes(rows: &[Vec<&str>], at: usize) -> bool {
    let filled: Vec<&str> = rows.iter().filter_map(|row| row.get(at).copied()).filter(|cell| !cell.is_empty()).collect();
    let codes = filled.iter().filter(|cell| cell.len() == 9 && is_code(cell)).count();
    codes > 0 && codes * 2 >= filled.len()
}

/// A column that is named by a period, or stands below one.
fn of_period(head: &Head, at: usize) -> Option<ValueColumn> {
    let name = head.names.get(at)?;
    let over = head.above.get(at).filter(|over| !over.is_empty());
    if let Some(period) = over.and_then(|over| when::read(over, "", Years::default())) {
        let part = name.strip_prefix(over?.as_str()).unwrap_or(name).trim().to_owned();
        let measure = Some(part).filter(|part| !part.is_empty());
        return Some(ValueColumn { value: Some(name.clone()), measure, period: Some(period.period), ..ValueColumn::default() });
    }
    let period = when::read(name, "", Years::default())?.period;
    Some(ValueColumn { value: Some(name.clone()), period: Some(period), ..ValueColumn::default() })
}

/// Whether a column of texts tells things apart, and is no free text: few different ones, none of them long.
fn limited(rows: &[Vec<&str>], at: usize) -> bool {
    let texts: Vec<&&str> = rows.iter().filter_map(|row| row.get(at)).filter(|cell| !cell.is_empty()).collect();
    let different: std::collections::BTreeSet<&&str> = texts.iter().copied().collect();
    !texts.is_empty()
        && different.len() <= 60
        && different.iter().all(|text| text.len() <= 120)
        && (different.len() * 2 <= texts.len() || different.len() <= 2)
}
