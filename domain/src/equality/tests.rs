use std::sync::Arc;

use super::{
    Verdict,
    evidence::map,
    lines,
    statement::{Evidence, statement},
};
use crate::{
    average::tests::{HIDDEN, catalogue, cube, parts},
    catalogue::{Catalogue, Span},
    cell::Cell,
    frame::{Frame, Slice},
    gap::{Course, Narrowing, WhyNot},
    measure::{Kind, Polarity},
};

/// The catalogue and the city's frame of one measure, whose everyone, women, men and "not known" have these cells in two years.
fn city(kind: Kind, polarity: Polarity, cells: [[Cell; 2]; 4]) -> (Catalogue, Frame) {
    let mut catalogue = catalogue(kind, polarity, &["2022-01-01/P1Y", "2025-01-01/P1Y"]);
    let span = |periods| Span { periods, axis: (0.0, 100.0), illustrative: false };
    catalogue.spans = catalogue.measures.iter().enumerate().map(|(at, _)| span(if at == 0 { vec![0, 1] } else { vec![] })).collect();
    let held: Vec<[(Cell, bool); 2]> = cells.map(|cells| cells.map(|cell| (cell, false))).to_vec();
    let held: Vec<(u16, &[(Cell, bool)])> = (0..).zip(&held).map(|(group, cells)| (group, cells.as_slice())).collect();
    (catalogue, Frame { slice: Slice::Area(0), cubes: vec![Arc::new(cube(0, &held))] })
}

fn both(cell: Cell) -> [Cell; 2] {
    [cell; 2]
}

#[test]
fn the_worst_off_is_found_and_levelling_down_is_said() {
    // Women at 50 % throughout; men fell from 80 to 65 %: the gap is smaller, and nobody is better off.
    let women = both(parts(500, 1_000));
    let men = [parts(800, 1_000), parts(650, 1_000)];
    let cells = [[parts(1_330, 2_060), parts(1_180, 2_060)], women, men, both(parts(30, 60))];
    let (catalogue, frame) = city(Kind::Proportion, Polarity::High, cells);
    let until = catalogue.periods[1];
    let lines = lines(&catalogue, &frame, until, None);
    assert_eq!(lines.len(), 1);
    let line = &lines[0];
    assert_eq!((line.gap.group, line.verdict, line.hidden), (1, Verdict::BeyondChance, 0));
    assert_eq!(line.over.unwrap().course, Course::Narrowing(Narrowing::LevellingDown));
    assert!((line.unknown.unwrap().unwrap() - 60.0 / 2_060.0).abs() < 1e-12);
    let measure = &catalogue.measures[0];
    assert_eq!(line.size(measure), "7.3 points worse");
    let map = map(&catalogue, &frame, until);
    let paragraphs = statement(Evidence { catalogue: &catalogue, area: 0, until, lines: &lines, map: &map });
    let said = |start: &str| paragraphs.iter().find(|paragraph| paragraph.starts_with(start)).unwrap().clone();
    assert_eq!(said("Narrowing"), "Narrowing: no gap, beyond chance.");
    assert!(said("Narrower only by levelling down, which is not progress: ").contains("from 14.6 points in 2022 to 7.3 points"));
    assert!(said("Largest gaps").contains("50.0 for female against 57.3 for everyone, 7.3 points worse (95% interval between"));
    assert!(said("Of ").contains("1 by sex") && said("Of ").contains("none by age and pay"), "{}", said("Of "));
}

#[test]
fn there_is_no_verdict_where_too_many_do_not_say() {
    let cells = |unknown| [both(parts(5_000, 10_000)), both(parts(1_000, 4_000)), both(parts(2_500, 4_000)), both(parts(1_500, unknown))];
    let verdict = |unknown| {
        let (catalogue, frame) = city(Kind::Proportion, Polarity::High, cells(unknown));
        let lines = lines(&catalogue, &frame, catalogue.periods[1], None);
        let map = map(&catalogue, &frame, catalogue.periods[1]);
        let of = Evidence { catalogue: &catalogue, area: 0, until: catalogue.periods[1], lines: &lines, map: &map };
        (lines[0].verdict, statement(of).join(" ").contains("1 gap gets no verdict, because more than 20%"))
    };
    assert_eq!(verdict(2_000), (Verdict::BeyondChance, false));
    assert_eq!(verdict(2_001), (Verdict::Withheld, true));
}

#[test]
fn what_is_hidden_is_counted_and_nothing_else_is_made_of_it() {
    let cells = [both(parts(500, 1_000)), both(parts(300, 700)), both(HIDDEN), both(HIDDEN)];
    let (catalogue, frame) = city(Kind::Proportion, Polarity::High, cells);
    let line = lines(&catalogue, &frame, catalogue.periods[1], None).remove(0);
    assert_eq!((line.gap.group, line.hidden, line.all_in), (1, 1, None));
    assert_eq!(line.unknown, Some(Err(crate::observation::Missing::Suppressed)));
    let (catalogue, frame) = city(Kind::Proportion, Polarity::High, [both(HIDDEN), both(parts(300, 700)), both(parts(1, 2)), both(HIDDEN)]);
    assert!(lines(&catalogue, &frame, catalogue.periods[1], None).is_empty());
    // Hidden in the first year only: the gap is there, and its course is not.
    let cells = [both(parts(500, 1_000)), [HIDDEN, parts(200, 700)], both(HIDDEN), both(HIDDEN)];
    let (catalogue, frame) = city(Kind::Proportion, Polarity::High, cells);
    let line = lines(&catalogue, &frame, catalogue.periods[1], None).remove(0);
    assert_eq!(line.over, Err(WhyNot::Missing(crate::observation::Missing::Suppressed)));
}

#[test]
fn counts_and_measures_without_a_direction_have_no_worst_off() {
    let cells = [both(parts(500, 1_000)), both(parts(300, 700)), both(parts(200, 300)), both(parts(0, 1))];
    for (kind, polarity) in [(Kind::Count, Polarity::High), (Kind::Proportion, Polarity::None), (Kind::Proportion, Polarity::Range)] {
        let (catalogue, frame) = city(kind, polarity, cells);
        assert!(lines(&catalogue, &frame, catalogue.periods[1], None).is_empty(), "{kind:?} {polarity:?}");
    }
    let (catalogue, frame) = city(Kind::Proportion, Polarity::Low, cells);
    assert_eq!(lines(&catalogue, &frame, catalogue.periods[1], None)[0].gap.group, 2);
    assert!(lines(&catalogue, &frame, catalogue.periods[1], Some(1)).is_empty(), "of age there is no figure");
}
