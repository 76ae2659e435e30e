//! Attacks on what the councils of this project release, as the public gets it: the frames of their areas.

use domain::{
    NaiveDate,
    cell::Cell,
    disclosure::Earlier,
    folder::parse,
    frame::Frame,
    illustrative::generate,
    observation::Observation,
    release::{Publisher, Release},
};

use super::{cube::Cube, intruder::recovered_of_some};

/// A council's figures, and what is released of them.
fn published(council: &str) -> (Vec<Observation>, Release) {
    let folder = parse(&crate::council::files(council)).unwrap_or_else(|issues| panic!("{issues:?}"));
    let mut observations = folder.observations.clone();
    if let Some(recipes) = &folder.illustrative {
        observations.extend(generate(&folder.council, &folder.observations, recipes).unwrap());
    }
    let periods = observations.iter().map(|observation| observation.period).collect();
    let mut publisher = Publisher::new(folder.council.clone(), 1, NaiveDate::from_ymd_opt(2026, 11, 1).unwrap(), periods);
    for set in folder.council.together() {
        let measure = |at: u16| &folder.council.measures[usize::from(at)].code;
        let own = |at: u16| observations.iter().filter(|observation| observation.measure == *measure(at)).cloned().collect();
        let own: Vec<Vec<Observation>> = set.iter().map(|&at| own(at)).collect();
        let nothing = Earlier::default();
        let added: Vec<_> = set.iter().zip(&own).map(|(&at, own)| (at, &own[..], &nothing)).collect();
        for (at, (_, exposed)) in set.iter().zip(publisher.add_linked(&added)) {
            assert_eq!(exposed, [], "{}", measure(*at));
        }
    }
    (observations, publisher.finish())
}

/// Attacks measures in the newest periods, as many as are asked for: how many figures were attacked, of which none was told.
fn attacked(council: &str, measures: impl Fn(&str) -> bool, newest: usize, one_in: usize) -> usize {
    let (observations, release) = published(council);
    let catalogue = &release.catalogue;
    let frames: Vec<Frame> = (0..catalogue.areas.len() as u16).map(|area| Frame::decode(&release.area(area).encode()).unwrap()).collect();
    let mut attacked = 0;
    for (at, measure) in (0..).zip(&catalogue.measures).filter(|(_, measure)| measures(measure.code.as_str())) {
        for &period in catalogue.spans[usize::from(at)].periods.iter().rev().take(newest) {
            let Some(cube) = Cube::of(&observations, catalogue, measure, catalogue.periods[usize::from(period)]) else { continue };
            let seen = cube.counted.iter().map(|&(area, group, ..)| frames[usize::from(area)].cell(at, group, period).0);
            let cells: Vec<Cell> = seen.collect();
            assert_eq!(recovered_of_some(&cube, &cells, one_in), [], "{}", measure.code);
            attacked += cube.counted.iter().filter(|figure| cube.is_protected(**figure)).count().div_ceil(one_in);
        }
    }
    attacked
}

#[test]
fn nothing_that_the_fictional_council_hides_can_be_told() {
    let attacked = attacked("fixtures/calder-vale", |_| true, usize::MAX, 1);
    assert!(attacked > 50, "only {attacked} figures were attacked");
}

#[test]
fn nothing_that_the_shipped_council_hides_can_be_told() {
    // A count, a rate of few, and two shares: of few, so that everyone is hidden in many wards, and of many. One in forty figures, for each is
    // two programmes of a thousand unknowns.
    let measures = ["creative-starts", "children-in-care", "children-close-to-home", "satisfied-with-services"];
    let attacked = attacked("liverpool", |code| measures.contains(&code), 1, 40);
    assert!(attacked > 20, "only {attacked} figures were attacked");
}
