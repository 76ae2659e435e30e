//! What was said of a file, as its form brings it.

use std::collections::BTreeMap;

use app::manage::imports::said::{KEEP, OWN_MARKERS};

use super::{super::call::Fields, words::MOST_LINKS};
use crate::manage::imports::choice::{Choice, Figures, Keep, MOST_COLUMNS, MOST_GROUPS, MOST_MARKERS};

/// The most texts that a column may be kept by.
const MOST_TEXTS: usize = 1_000;

/// Reads the form.
pub(super) fn choice(form: &Fields) -> Choice {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, value) in form.iter() {
        first.entry(name).or_insert(value);
    }
    let one = |name: &str| first.get(name).copied().unwrap_or_default().to_owned();
    let uses: Vec<String> = (0..MOST_COLUMNS).map(|at| one(&format!("column-{at}"))).collect();
    let figures = uses.iter().enumerate().filter(|(_, used)| matches!(used.as_str(), "figure" | "part")).map(|(column, _)| Figures {
        column,
        numerator: one(&format!("figure-part-{column}")) == "numerator",
        period: one(&format!("figure-period-{column}")),
        group: one(&format!("figure-group-{column}")),
    });
    let keeps = KEEP.map(|name| {
        let column = one(name);
        // What was ticked is of the column that was listed.
        let of_it = first.get(format!("{name}-of").as_str()).copied() == Some(column.as_str());
        let texts = form.all(&format!("{name}-text")).into_iter().chain([one(&format!("{name}-other"))]);
        let texts = texts.filter(|text| of_it && !text.trim().is_empty()).take(MOST_TEXTS).collect();
        Keep { column: column.parse().ok(), texts }
    });
    let said = |what: &str, most: usize| {
        let line = |at: usize| (one(&format!("{what}-of-{at}")), one(&format!("{what}-{at}")), one(&format!("{what}-is-{at}")));
        (0..most).map(line).filter(|(_, text, _)| !text.is_empty()).collect::<Vec<_>>()
    };
    let markers = said("marker", MOST_MARKERS + OWN_MARKERS).into_iter().map(|(_, text, means)| (text, means)).collect();
    Choice {
        sheet: one("sheet").parse().unwrap_or(0),
        header: one("header"),
        header_rows: one("header-rows"),
        figures: figures.collect(),
        uses,
        measure: one("measure"),
        years: one("years"),
        period: one("period"),
        area: one("area"),
        blanks: one("blanks"),
        links: (0..MOST_LINKS)
            .map(|at| (one(&format!("name-{at}")), one(&format!("is-{at}"))))
            .filter(|(name, _)| !name.is_empty())
            .collect(),
        keeps: keeps.into(),
        markers,
        groups: said("group", MOST_GROUPS),
    }
}
