//! Records of which the group is not known: how many there are beside a breakdown, and what they could do to a group's figure.
//!
//! Only released cells are read. A breakdown with a large share unknown says little about its groups, however narrow their intervals:
//! an interval tells chance, not who is missing (PRODUCT, unknown-aware groups).

use crate::{
    catalogue::Catalogue,
    cell::{Cell, of_parts},
    frame::Cube,
    measure::{Kind, Measure},
    observation::Missing,
};

/// Above this share of records with the group unknown there is no verdict on any group of the characteristic: our own rule, stated on the
/// page. At a fifth, those who did not say could be as many as a middling group.
pub const MOST_UNKNOWN: f64 = 0.20;

/// How many records a figure is made of: what a share or a mean is out of; what was counted of a rate or a count, whose denominator is a
/// population that no record says anything of.
fn records(cell: Cell, measure: &Measure) -> Result<f64, Missing> {
    match (cell, measure.kind) {
        (Cell::Missing(why), _) => Err(why),
        (Cell::Parts { denominator, .. }, Kind::Proportion | Kind::Mean | Kind::Value) => Ok(denominator),
        (Cell::Parts { numerator, .. }, Kind::Rate | Kind::Count) => Ok(numerator),
        (Cell::Value(_), _) => Err(Missing::NotAvailable),
    }
}

/// The share of records of which the group is not known, from 0 to 1.
///
/// # Errors
/// Why it cannot be told: a cell it needs is hidden, or has no parts.
pub fn share(everyone: Cell, unknown: impl IntoIterator<Item = Cell>, measure: &Measure) -> Result<f64, Missing> {
    let all = records(everyone, measure)?;
    let unknown = unknown.into_iter().try_fold(0.0, |sum, cell| Ok(sum + records(cell, measure)?))?;
    if all > 0.0 { Ok((unknown / all).min(1.0)) } else { Err(Missing::NotAvailable) }
}

/// The groups of a characteristic that a cube holds: index, and whether it stands for "not known".
pub fn groups<'a>(catalogue: &'a Catalogue, cube: &'a Cube, characteristic: usize) -> impl Iterator<Item = (u16, bool)> + 'a {
    let groups = (catalogue.first_group(characteristic)..).zip(&catalogue.characteristics[characteristic].groups);
    groups.filter(|(at, _)| cube.shape.groups.find(*at).is_some()).map(|(at, group)| (at, group.unknown))
}

/// The share unknown beside the breakdown of a cube by a characteristic; none where no figure says how many are not known.
pub fn beside(catalogue: &Catalogue, cube: &Cube, measure: &Measure, characteristic: usize, period: u16) -> Option<Result<f64, Missing>> {
    let cells = groups(catalogue, cube, characteristic).filter(|(_, unknown)| *unknown).map(|(group, _)| cube.cell(group, period).0);
    let cells: Vec<Cell> = cells.collect();
    (!cells.is_empty()).then(|| share(cube.cell(0, period).0, cells, measure))
}

/// Whether a group gets no verdict in an area and period, because too many records do not say which group of its characteristic they are of.
pub fn withheld(catalogue: &Catalogue, cube: &Cube, measure: &Measure, group: u16, period: u16) -> bool {
    let of = |known: &usize| catalogue.first_group(*known) <= group;
    let characteristic = (0..catalogue.characteristics.len()).take_while(of).last();
    group != 0 && characteristic.is_some_and(|known| too_much(beside(catalogue, cube, measure, known, period)))
}

/// Whether so much is unknown that there is no verdict.
pub fn too_much(share: Option<Result<f64, Missing>>) -> bool {
    matches!(share, Some(Ok(share)) if share > MOST_UNKNOWN)
}

/// A group's figure if every record of which the group is not known were in that one group, in the measure's unit: with the figure as it
/// is, the two ends of what the unknown could make of it all together. None where any part is not released.
pub fn all_in(group: Cell, unknown: impl IntoIterator<Item = Cell>, measure: &Measure) -> Option<f64> {
    let parts = |cell| match cell {
        Cell::Parts { numerator, denominator } => Some((numerator, denominator)),
        Cell::Value(_) | Cell::Missing(_) => None,
    };
    let all = std::iter::once(group).chain(unknown);
    let (x, n) = all.map(parts).try_fold((0.0, 0.0), |(x, n), parts| parts.map(|(more, of)| (x + more, n + of)))?;
    of_parts(x, n, measure)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::average::tests::measure;

    fn parts(numerator: f64, denominator: f64) -> Cell {
        Cell::Parts { numerator, denominator }
    }

    const HIDDEN: Cell = Cell::Missing(Missing::Suppressed);

    #[test]
    fn the_share_is_of_records() {
        let share_of = |kind, everyone, unknown: &[Cell]| share(everyone, unknown.iter().copied(), &measure(kind));
        assert_eq!(share_of(Kind::Proportion, parts(50.0, 200.0), &[parts(2.0, 30.0), parts(1.0, 10.0)]), Ok(0.2));
        // Of a rate the records are what was counted: nobody's group is unknown in a population.
        assert_eq!(share_of(Kind::Rate, parts(50.0, 9000.0), &[parts(5.0, 0.0)]), Ok(0.1));
        assert_eq!(share_of(Kind::Proportion, parts(50.0, 200.0), &[HIDDEN]), Err(Missing::Suppressed));
        assert_eq!(share_of(Kind::Proportion, HIDDEN, &[parts(2.0, 30.0)]), Err(Missing::Suppressed));
        assert_eq!(share_of(Kind::Value, Cell::Value(4.0), &[Cell::Value(3.0)]), Err(Missing::NotAvailable));
    }

    #[test]
    fn a_fifth_is_not_yet_too_much() {
        assert!(!too_much(Some(Ok(0.2))) && too_much(Some(Ok(0.200_001))));
        assert!(!too_much(None) && !too_much(Some(Err(Missing::Suppressed))));
    }

    proptest! {
        #[test]
        fn all_the_unknown_draw_a_group_towards_themselves(x in 0..90u32, n in 90..200u32, ux in 0..40u32, un in 40..90u32) {
            let measure = measure(Kind::Proportion);
            let (group, unknown) = (parts(x.into(), n.into()), parts(ux.into(), un.into()));
            let (value, other) = (group.value(&measure).unwrap(), unknown.value(&measure).unwrap());
            let moved = all_in(group, [unknown], &measure).unwrap();
            prop_assert!(moved >= value.min(other) - 1e-9 && moved <= value.max(other) + 1e-9);
        }

        #[test]
        fn nothing_comes_of_what_is_hidden(x in 0..90u32, n in 90..200u32, place in 0..3usize) {
            let measure = measure(Kind::Proportion);
            let mut cells = [parts(x.into(), n.into()); 3];
            cells[place] = HIDDEN;
            prop_assert_eq!(all_in(cells[0], [cells[1], cells[2]], &measure), None);
            prop_assert_eq!(share(cells[0], [cells[1], cells[2]], &measure), Err(Missing::Suppressed));
        }
    }
}
