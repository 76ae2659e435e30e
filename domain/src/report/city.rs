//! The section on the whole place beside others.

use super::{
    document::{Block, TableCell},
    words::{cell, linked, made_up, numbers, plain, table, words},
    write::Subject,
};
use crate::{
    city::{Compared, compare},
    format::ordinal,
    view::figure::value_text,
};

/// Every outcome, and each of its measures beside the comparators.
pub(super) fn city(of: &Subject<'_>) -> Vec<Block> {
    let release = of.ground.release;
    let catalogue = &*release.catalogue;
    let Some(outcomes) = &release.council.outcomes else { return vec![plain("No outcome of the whole place is told of.")] };
    let mut blocks = Vec::new();
    for outcome in &outcomes.city {
        let compared = compare(release, outcome, Some(of.chosen.until.end()));
        let rows: Vec<Vec<TableCell>> = compared.iter().filter_map(|one| row(of, one)).collect();
        let columns = vec![
            words("Measure"),
            numbers(catalogue.place.clone()),
            words("Period"),
            words("Others, lowest to highest"),
            words("Place among them"),
            words("Change on a year before"),
        ];
        let notes = vec!["A place is a range where chance alone could make the order.".to_owned()];
        blocks.extend(table(&outcome.title, columns, rows, notes));
    }
    if blocks.is_empty() {
        blocks.push(plain("No outcome of the whole place has a figure."));
    }
    blocks
}

fn row(of: &Subject<'_>, one: &Compared) -> Option<Vec<TableCell>> {
    let catalogue = &of.ground.release.catalogue;
    let measure = &catalogue.measures[usize::from(one.measure)];
    let own = one.own()?;
    let period = catalogue.periods[usize::from(one.period?)];
    let figure = own.value.map_or_else(|| cell(&own.figure.text), |value| TableCell::number(value_text(value, measure), value));
    let others =
        one.spread().map(|(count, low, high)| format!("{} to {} ({count} places)", value_text(low, measure), value_text(high, measure)));
    let rank = own.rank.map(|(best, worst)| {
        let all = one.ranked();
        if best == worst { format!("{} of {all}", ordinal(best)) } else { format!("{} to {} of {all}", ordinal(best), ordinal(worst)) }
    });
    Some(vec![
        linked(format!("{} ({}){}", measure.title, measure.unit, made_up(one.illustrative)), format!("/measures/{}", measure.code)),
        figure,
        cell(period.label()),
        cell(others.unwrap_or_default()),
        cell(rank.unwrap_or_default()),
        cell(one.change.map(crate::change::Change::words).unwrap_or_default()),
    ])
}
