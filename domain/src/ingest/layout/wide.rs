//! Layouts with several figures a row.

use super::{name, names};
use crate::ingest::{
    head::Head,
    known::{CHARACTERISTICS, characteristic},
    mapping::{GroupColumn, Layout, Mapping, ValueColumn},
    number::{self, Reading},
};

/// Columns of the department's open data that say when and where.
const DFE_FRAME: [&str; 11] = [
    "time period",
    "time identifier",
    "geographic level",
    "country code",
    "country name",
    "region code",
    "region name",
    "old la code",
    "la name",
    "new la code",
    "version",
];

/// Open data of the Department for Education: columns of text are filters, columns of figures are indicators.
pub(super) fn dfe(head: &Head, rows: &[Vec<&str>]) -> Mapping {
    let rest: Vec<usize> = (0..head.width()).filter(|at| !DFE_FRAME.contains(&head.plain[*at].as_str())).collect();
    let (figures, filters): (Vec<usize>, Vec<usize>) = rest.into_iter().partition(|at| figures(rows, *at));
    let (groups, filters): (Vec<usize>, Vec<usize>) = filters.into_iter().partition(|at| characteristic(&head.plain[*at]).is_some());
    Mapping {
        layout: Layout::Dfe,
        area: names(head, &["new la code", "region code", "country code"]),
        period: name(head, &["time period"]),
        period_kind: name(head, &["time identifier"]).into_iter().collect(),
        measure: filters.into_iter().map(|at| head.names[at].clone()).collect(),
        groups: groups
            .into_iter()
            .map(|at| GroupColumn { column: head.names[at].clone(), characteristic: characteristic(&head.plain[at]).map(str::to_owned) })
            .collect(),
        values: with_limits(head, &figures),
        blanks_skipped: true,
        ..Mapping::default()
    }
}

/// Whether a column holds figures and markers only.
pub(super) fn figures(rows: &[Vec<&str>], at: usize) -> bool {
    let mut any = false;
    for cell in rows.iter().filter_map(|row| row.get(at)) {
        match number::read(cell) {
            Reading::Text | Reading::Range | Reading::Fraction(..) => return false,
            Reading::Number { .. } => any = true,
            Reading::Missing(_) | Reading::Both | Reading::Blank | Reading::Failed => {}
        }
    }
    any
}

/// A figure for each column; columns of limits, `p8score_CI_low`, go with the figure before them whose name ends alike.
pub(super) fn with_limits(head: &Head, columns: &[usize]) -> Vec<ValueColumn> {
    let stem = |at: usize, ends: &[&str]| ends.iter().find_map(|end| head.plain[at].strip_suffix(end)).map(str::trim).map(str::to_owned);
    let mut values: Vec<(usize, ValueColumn)> = Vec::new();
    for &at in columns {
        let lower = stem(at, &[" ci low", " ci lower", " lower ci", " lower", " lci"]);
        let upper = stem(at, &[" ci upp", " ci upper", " ci high", " upper ci", " upper", " uci"]);
        let own = |stem: &String| values.iter().rposition(|(of, _)| head.plain[*of].ends_with(stem.as_str()));
        if let Some(of) = lower.as_ref().and_then(own) {
            values[of].1.lower = Some(head.names[at].clone());
        } else if let Some(of) = upper.as_ref().and_then(own) {
            values[of].1.upper = Some(head.names[at].clone());
        } else {
            let column = head.names[at].clone();
            values.push((at, ValueColumn { value: Some(column.clone()), measure: Some(column), ..ValueColumn::default() }));
        }
    }
    values.into_iter().map(|(_, value)| value).collect()
}

/// One row for each employer: `employees`, and a column for each group, `ethnicity_asian`, with `ethnicity_total` for all of whom it was asked.
pub(super) fn workforce(head: &Head) -> Option<Mapping> {
    let employer = head.find(&["organisation", "employer", "organization"])?;
    let when = head.find(&["published", "date", "snapshot", "snapshot date", "period", "year"])?;
    let everyone = head.find(&["employees", "headcount", "staff", "workforce"])?;
    let mut values = vec![ValueColumn {
        numerator: Some(head.names[everyone].clone()),
        group: Some((String::new(), "total".to_owned())),
        ..ValueColumn::default()
    }];
    let known = CHARACTERISTICS.iter().flat_map(|names| names.iter());
    let prefixes: Vec<&str> =
        known.copied().filter(|name| head.plain.iter().any(|column| column.starts_with(&format!("{name} ")))).collect();
    let mut dimensions = std::collections::BTreeSet::new();
    for (at, column) in head.plain.iter().enumerate() {
        // The longest name of a characteristic that the column begins with.
        let prefix = prefixes.iter().filter(|name| column.starts_with(&format!("{name} "))).max_by_key(|name| name.len());
        let Some((prefix, text)) = prefix.and_then(|prefix| Some((*prefix, column.strip_prefix(prefix)?.trim()))) else { continue };
        if at == everyone || text == "total" {
            continue;
        }
        dimensions.insert(prefix);
        let total = head.find(&[&format!("{prefix} total")]).unwrap_or(everyone);
        // `age_15-24`: the signs of the file's own name say more than its plain letters.
        let own = head.names[at].get(prefix.len()..).map_or(text, |own| own.trim_matches(['_', ' ', '-'])).to_owned();
        values.push(ValueColumn {
            numerator: Some(head.names[at].clone()),
            denominator: Some(head.names[total].clone()),
            group: Some((prefix.to_owned(), own)),
            ..ValueColumn::default()
        });
    }
    (dimensions.len() >= 2).then(|| Mapping {
        layout: Layout::Workforce,
        area: vec![head.names[employer].clone()],
        period: Some(head.names[when].clone()),
        measure_is: Some("Workforce".to_owned()),
        values,
        blanks_skipped: true,
        ..Mapping::default()
    })
}
