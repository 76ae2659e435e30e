//! Attacks on cubes that are not whole: some places have no figures in some periods, or none at all.

use domain::{
    cell::Cell,
    disclosure::Sums,
    measure::Kind,
    observation::Missing,
    period::{Period, PeriodKind},
};
use proptest::prelude::*;

use super::{
    cube::Cube,
    generated::{cube, kinds, people, quarter, with_the_year},
    intruder::recovered,
};

/// Area, group, period, numerator and denominator.
type Figure = (u16, u16, Period, f64, f64);

/// The cells of a whole cube when only some of its figures come for release; the others are hidden, as by their source, or not there.
fn cells(whole: &Cube, comes: impl Fn(&Figure) -> bool) -> Vec<Cell> {
    let mut some = Cube::new(whole.measure.kind, 5, Sums { ..whole.sums.clone() }, whole.counted.clone());
    some.counted.retain(|figure| comes(figure));
    let released = some.released();
    assert_eq!(released.exposed, []);
    let mut cells = released.cells.into_iter();
    let cell = |figure: &Figure| if comes(figure) { cells.next().unwrap() } else { Cell::Missing(Missing::Suppressed) };
    whole.counted.iter().map(cell).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn wards_add_up_to_the_city_where_neighbourhoods_have_no_figures(kind in kinds(), people in people(1)) {
        let mut cube = cube(kind, 5, &[quarter()], &people);
        cube.counted.retain(|figure| figure.0 != 1 && figure.0 != 2);
        let released = cube.released();
        prop_assert_eq!(&released.exposed, &[]);
        cube.sums.parents = vec![None, None, None, Some(0), Some(0), Some(0), Some(0), Some(0)];
        prop_assert_eq!(recovered(&cube, &released.cells), []);
    }

    #[test]
    fn a_group_without_a_figure_is_not_told_by_the_others(
        kind in kinds(), people in people(1), area in 0..8_u16, group in 1..6_u16, everywhere in any::<bool>()
    ) {
        let cube = cube(kind, 5, &[quarter()], &people);
        let cells = cells(&cube, |figure| figure.1 != group || (figure.0 != area && !everywhere));
        let told = recovered(&cube, &cells);
        prop_assert_eq!(told, []);
    }

    #[test]
    fn a_ward_without_figures_is_not_told_by_the_others(kind in kinds(), people in people(1), area in 3..8_u16, beside in 3..8_u16) {
        // Where another has none either, what both have together is as good as the figures of one.
        let nobody = |place: usize| place / 6 + 3 == usize::from(beside) && beside != area;
        let people: Vec<(u32, u32)> = people.iter().enumerate().map(|(at, own)| if nobody(at) { (0, 0) } else { *own }).collect();
        let mut cube = cube(kind, 5, &[quarter()], &people);
        cube.counted.retain(|figure| figure.0 == area || figure.0 != beside);
        let cells = cells(&cube, |figure| figure.0 != area);
        prop_assert_eq!(recovered(&cube, &cells), []);
    }

    #[test]
    fn a_neighbourhood_without_figures_is_not_told_by_the_other(kind in kinds(), people in people(1)) {
        let mut cube = cube(kind, 5, &[quarter()], &people);
        cube.counted.retain(|figure| figure.0 < 6);
        let cells = cells(&cube, |figure| figure.0 != 2);
        prop_assert_eq!(recovered(&cube, &cells), []);
    }

    #[test]
    fn nobody_who_is_known_to_be_nobody_hides_another(kind in kinds(), people in people(1)) {
        let cube = cube(kind, 5, &[quarter()], &people);
        let cells = cube.released().cells;
        let hidden = |place: (u16, u16)| {
            let at = cube.counted.iter().position(|figure| (figure.0, figure.1) == place).unwrap();
            cells[at].missing().is_some()
        };
        // Of a group that is told of somewhere, in an area of which everyone is told.
        let told_of = |group: u16| (0..8).any(|area| !hidden((area, group)));
        let known: Vec<Cell> = cube.counted.iter().zip(&cells).map(|(figure, cell)| {
            let nobody = figure.3 == 0.0 && figure.4 == 0.0;
            if nobody && told_of(figure.1) && !hidden((figure.0, 0)) { Cell::Parts { numerator: 0.0, denominator: 0.0 } } else { *cell }
        }).collect();
        prop_assert_eq!(recovered(&cube, &known), []);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn wards_that_have_only_the_year_do_not_tell_a_quarter(kind in kinds(), people in people(4)) {
        let mut cube = with_the_year(kind, 5, &people);
        cube.counted.retain(|figure| figure.2.kind() != PeriodKind::Quarter || figure.0 < 3);
        let released = cube.released();
        prop_assert_eq!(&released.exposed, &[]);
        prop_assert_eq!(recovered(&cube, &released.cells), []);
    }

    #[test]
    fn wards_that_have_quarters_do_not_tell_one_that_has_only_the_year(
        kind in kinds(), people in people(4), ward in 3..8_u16, group in 0..6_u16
    ) {
        let cube = with_the_year(kind, 5, &people);
        let comes = |figure: &Figure| figure.2.kind() != PeriodKind::Quarter || figure.0 != ward || (group != 0 && figure.1 != group);
        let cells = cells(&cube, comes);
        // That there is nobody at all may be known. That it is none of some is not: their number may be had from elsewhere, and no more.
        let nobody = |figure: &Figure| !comes(figure) && figure.3 == 0.0 && figure.4 == 0.0;
        let known: Vec<Cell> = cube.counted.iter().zip(cells).map(|(figure, cell)| {
            if nobody(figure) { Cell::Parts { numerator: 0.0, denominator: 0.0 } } else { cell }
        }).collect();
        prop_assert_eq!(recovered(&cube, &known), []);
    }

    #[test]
    fn a_ward_that_lacks_a_quarter_does_not_tell_its_neighbours(kind in kinds(), people in people(4)) {
        let mut cube = with_the_year(kind, 5, &people);
        let first = cube.counted[0].2;
        cube.counted.retain(|figure| figure.2 != first || figure.0 != 3);
        let released = cube.released();
        prop_assert_eq!(&released.exposed, &[]);
        prop_assert_eq!(recovered(&cube, &released.cells), []);
    }
}

/// Where there is nothing to hide behind, all of it is hidden, and that is found.
#[test]
fn a_ward_that_comes_first_is_hidden() {
    let sums = || Sums { parents: vec![None, Some(0), Some(0)], characteristics: vec![None], unknown: vec![false] };
    for counted in [vec![(1, 3.0)], vec![(1, 3.0), (2, 2.0)], vec![(1, 3.0), (2, 200.0)]] {
        let figures = counted.iter().map(|&(area, count)| (area, 0, quarter(), count, 0.0)).collect();
        let released = Cube::new(Kind::Count, 5, sums(), figures).released();
        assert!(released.exposed.is_empty() && released.cells[0].missing().is_some(), "{counted:?}: {released:?}");
    }
}

#[test]
fn all_of_few_people_in_a_ward_are_a_group() {
    let sums = || Sums { parents: vec![None, Some(0), Some(0)], characteristics: vec![None], unknown: vec![false] };
    let hidden = |of: f64| {
        let figures = vec![(0, 0, quarter(), 400.0, 900.0), (1, 0, quarter(), of, of), (2, 0, quarter(), 400.0 - of, 900.0 - of)];
        Cube::new(Kind::Proportion, 5, sums(), figures).released().cells[1].missing().is_some()
    };
    assert!(hidden(8.0) && hidden(49.0) && !hidden(50.0));
}
