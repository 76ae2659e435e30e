//! The change of a released figure from a year before.

use crate::{
    catalogue::Catalogue,
    change::{Change, Point, change},
    frame::Cube,
    interval,
    measure::Kind,
    statistics::gap::Parts,
    unknown,
};

/// Whether the figure of a group really differs from the one a year before. There is no verdict on a group while too many records do not say
/// which group they are of, in either year ([`unknown::MOST_UNKNOWN`]): those who did not say may be others now than then.
pub fn changed(catalogue: &Catalogue, cube: &Cube, group: u16, period: u16) -> Change {
    let measure = &catalogue.measures[usize::from(cube.measure)];
    let before = catalogue.periods[usize::from(period)].year_before().and_then(|before| catalogue.periods.binary_search(&before).ok());
    let mut both = std::iter::once(period).chain(before.map(|at| at as u16));
    if both.any(|at| unknown::withheld(catalogue, cube, measure, group, at)) {
        return Change::Unknown;
    }
    change(measure.kind, measure.polarity, &points(catalogue, cube, group, period))
}

/// The series that a change is read from: every figure of a group up to a period, of its kind of period.
fn points(catalogue: &Catalogue, cube: &Cube, group: u16, period: u16) -> Vec<Point> {
    let (periods, measure) = (&catalogue.periods, &catalogue.measures[usize::from(cube.measure)]);
    let kind = periods[usize::from(period)].kind();
    let held = cube.shape.periods.iter().copied().filter(|&at| at <= period && periods[usize::from(at)].kind() == kind);
    let points = held.map(|at| {
        let (cell, notes) = cube.cell(group, at);
        let count = (measure.kind == Kind::Count).then(|| cell.value(measure)).flatten();
        Point {
            period: periods[usize::from(at)],
            parts: cell.parts().or(count.map(|count| (count, 0.0))).map(|(count, of)| Parts { count, of }),
            estimate: interval::estimate(cell, cube.supplied(group, at), measure),
            break_in_series: notes.flags().break_in_series,
        }
    });
    points.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        average::tests::{catalogue, cube, parts},
        measure::Polarity,
    };

    #[test]
    fn a_group_of_which_too_many_do_not_say_gets_no_verdict() {
        let catalogue = catalogue(Kind::Proportion, Polarity::High, &["2024-01-01/P1Y", "2025-01-01/P1Y"]);
        let changes = |unknown: [u32; 2]| {
            let not_known = unknown.map(|of| (parts(of / 2, of), false));
            let fell = [(parts(800, 1_000), false), (parts(500, 1_000), false)];
            let cube = cube(0, &[(0, &[(parts(1_600, 2_500), false); 2]), (1, &fell), (2, &fell), (3, &not_known)]);
            [0, 1].map(|group| changed(&catalogue, &cube, group, 1))
        };
        assert_eq!(changes([500, 500]), [Change::NoRealChange, Change::GettingWorse]);
        assert_eq!(changes([500, 501]), [Change::NoRealChange, Change::Unknown]);
        assert_eq!(changes([501, 500]), [Change::NoRealChange, Change::Unknown]);
    }
}
