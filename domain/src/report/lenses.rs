//! The section on formal decisions: how many there were, in how many a lens made a difference that can be shown, and which.

use super::{
    document::{Block, Run, TableCell, Text},
    words::{cell, linked, made_up, numbers, plain, table, words},
    write::Subject,
};
use crate::{
    decision::{
        Decision, Made,
        register::listed,
        share::{Share, by_quarter, months},
    },
    measure::Lens,
    period::long_date,
    view::lead::capital,
};

/// How many quarters are told.
const QUARTERS: usize = 8;
/// How many decisions are listed.
const LISTED: usize = 40;

/// Decisions and what the lenses did to them.
pub(super) fn decisions(of: &Subject<'_>) -> Vec<Block> {
    let ground = &of.ground;
    let all = listed(&ground.release.council.decisions, &ground.register.decisions, ground.today);
    let told: Vec<&Decision> = all.iter().filter_map(|one| one.decision).collect();
    if told.is_empty() {
        return vec![plain("No formal decision is told of.")];
    }
    let items = Lens::ALL.map(|lens| {
        let share = Share::of(told.iter().copied(), lens);
        let untold = share.untold().map(|untold| format!("; {untold}")).unwrap_or_default();
        let name = Run::strong(format!("{}: ", capital(lens.words())));
        Text {
            runs: vec![name, Run::plain(format!("made a difference that can be shown in {}{untold}.", share.words()))],
            from: Vec::new(),
        }
    });
    let mut blocks = vec![plain(format!("{} formal decisions are in the register.", told.len())), Block::List { items: items.into() }];
    let rows = by_quarter(&told, QUARTERS).into_iter().map(|(quarter, own)| {
        let shares = Lens::ALL.map(|lens| cell(Share::of(own.iter().copied(), lens).words()));
        let count = TableCell::number(own.len().to_string(), own.len() as f64);
        [cell(months(&quarter)), count].into_iter().chain(shares).collect()
    });
    let heads = Lens::ALL.map(|lens| words(capital(lens.words())));
    let columns = [words("Quarter"), numbers("Decisions")].into_iter().chain(heads).collect();
    let notes = vec!["A share is told of five decisions or more.".to_owned()];
    blocks.extend(table("Decisions in which a lens made a difference that can be shown", columns, rows.collect(), notes));
    let made = |decision: &&&Decision| Lens::ALL.into_iter().any(|lens| decision.made(lens) == Made::Difference);
    let rows = told.iter().filter(made).take(LISTED).map(|decision| {
        let changed: Vec<String> = Lens::ALL
            .into_iter()
            .filter(|lens| decision.made(*lens) == Made::Difference)
            .filter_map(|lens| {
                Some(format!("{}: {} Evidence: {}", capital(lens.words()), decision.under(lens)?.changed, decision.under(lens)?.evidence))
            })
            .collect();
        let title = format!("{}{}", decision.title, made_up(decision.illustrative));
        vec![
            linked(title, format!("/decisions/{}", decision.code)),
            cell(long_date(decision.on)),
            cell(&decision.body),
            cell(changed.join(" ")),
        ]
    });
    let columns = vec![words("Decision"), words("Taken on"), words("By"), words("What changed, and what shows it")];
    blocks.extend(table("What changed because of a lens", columns, rows.collect(), Vec::new()));
    blocks
}
