//! Sections on equality: the largest gaps, what they did, and what there is evidence of.

use super::{
    document::{Block, Fact, Run, TableCell},
    picture,
    words::{cell, linked, made_up, numbers, plain, said, table, words},
    write::Subject,
};
use crate::{
    equality::{
        self, Line,
        evidence::{self, State},
        statement::{Evidence, statement},
    },
    view::figure::value_text,
};

/// How many gaps are listed.
const LISTED: usize = 25;
/// How many are drawn.
const DRAWN: usize = 12;

fn lines(of: &Subject<'_>) -> Vec<Line> {
    let release = of.ground.release;
    equality::lines(&release.catalogue, &release.area(of.area), of.chosen.until, None)
}

/// The figures of a gap.
fn facts(of: &Subject<'_>, line: &Line) -> Vec<Fact> {
    let catalogue = &of.ground.release.catalogue;
    let (measure, area) = (&catalogue.measures[usize::from(line.measure)], &catalogue.areas[usize::from(of.area)]);
    let group = catalogue.group(line.gap.group).map_or("Everyone", |(_, group)| group.name.as_str());
    let fact = |group: &str, value: f64| Fact {
        measure: measure.code.to_string(),
        title: measure.title.clone(),
        area: area.code.to_string(),
        area_name: area.name.clone(),
        group: group.to_owned(),
        period: catalogue.periods[usize::from(line.gap.period)].to_string(),
        value: value_text(value, measure),
        href: href(of, line),
    };
    vec![fact(group, line.gap.figures.0), fact("Everyone", line.gap.figures.1)]
}

fn href(of: &Subject<'_>, line: &Line) -> String {
    let catalogue = &of.ground.release.catalogue;
    let group = catalogue.group(line.gap.group).map(|(_, group)| format!("&group={}", group.code)).unwrap_or_default();
    let (measure, area) = (&catalogue.measures[usize::from(line.measure)].code, &catalogue.areas[usize::from(of.area)].code);
    format!("/measures/{measure}?area={area}{group}")
}

/// The statement of equality evidence, then the largest gaps.
pub(super) fn gaps(of: &Subject<'_>) -> Vec<Block> {
    let release = of.ground.release;
    let catalogue = &*release.catalogue;
    let (lines, frame) = (lines(of), release.area(of.area));
    let map = evidence::map(catalogue, &frame, of.chosen.until);
    let told = statement(Evidence { catalogue, area: of.area, until: of.chosen.until, lines: &lines, map: &map });
    let from = || lines.iter().take(LISTED).flat_map(|line| facts(of, line)).collect::<Vec<_>>();
    let mut blocks: Vec<Block> = told.into_iter().map(|words| said(vec![Run::plain(words)], from())).collect();
    let rows = lines.iter().take(LISTED).map(|line| {
        let measure = &catalogue.measures[usize::from(line.measure)];
        let group = catalogue.group(line.gap.group).map_or("Everyone", |(_, group)| group.name.as_str());
        let number = |value: f64| TableCell::number(value_text(value, measure), value);
        vec![
            linked(format!("{}{}", measure.title, made_up(line.illustrative)), href(of, line)),
            cell(group),
            number(line.gap.figures.0),
            number(line.gap.figures.1),
            cell(line.size(measure)),
            cell(line.limits(measure).unwrap_or_default()),
            cell(line.verdict.words()),
        ]
    });
    let columns = vec![
        words("Measure"),
        words("Worst-off group"),
        numbers("That group"),
        numbers("Everyone"),
        words("Gap"),
        words("95% interval"),
        words("Beyond chance?"),
    ];
    blocks.extend(table("The largest gaps", columns, rows.collect(), Vec::new()));
    let drawn: Vec<(String, f64, f64)> = lines
        .iter()
        .filter(|line| catalogue.measures[usize::from(line.measure)].kind == crate::measure::Kind::Proportion)
        .take(DRAWN)
        .map(|line| {
            let group = catalogue.group(line.gap.group).map_or("Everyone", |(_, group)| group.name.as_str());
            (format!("{}: {group}", catalogue.measures[usize::from(line.measure)].title), line.gap.figures.0, line.gap.figures.1)
        })
        .collect();
    blocks.extend((drawn.len() > 1).then(|| Block::Picture(picture::gaps(&drawn))));
    blocks
}

/// How many pairs of a measure and a characteristic are in each state.
pub(super) fn evidence(of: &Subject<'_>) -> Vec<Block> {
    let release = of.ground.release;
    let catalogue = &*release.catalogue;
    let map = evidence::map(catalogue, &release.area(of.area), of.chosen.until);
    let rows = catalogue.characteristics.iter().enumerate().map(|(at, characteristic)| {
        let count = |state: State| map.iter().filter(|row| row[at] == state).count();
        let counts = State::ALL.map(|state| TableCell::number(count(state).to_string(), count(state) as f64));
        [cell(&characteristic.name)].into_iter().chain(counts).collect()
    });
    let columns = [words("Characteristic")].into_iter().chain(State::ALL.map(|state| numbers(state.words()))).collect();
    let notes = State::ALL.map(|state| format!("{}: {}", state.words(), state.meaning()));
    let mut blocks = vec![plain("Each measure is, for each characteristic, in exactly one state.")];
    blocks.extend(table("What there is evidence of: how many measures", columns, rows.collect(), notes.into()));
    blocks
}
