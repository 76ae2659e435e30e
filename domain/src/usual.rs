//! The usual range of a measure: whether its newest figure is one that could be expected from those before, by a control chart.

use crate::{
    catalogue::Catalogue,
    frame::Cube,
    period::Period,
    statistics::limits::{ControlChart, LEAST_POINTS, control_chart},
    unknown,
};

/// What a control chart of the figures up to a period says.
#[derive(Debug, Clone, PartialEq)]
pub enum Usual {
    /// There are not enough figures one after the other: so many.
    TooFew(usize),
    /// Too many records do not say which group they are of.
    Unknown,
    /// The range that figures are usually in, in the measure's unit.
    Range {
        /// First period of those it is made of; they follow each other up to the newest.
        first: Period,
        /// How many there are.
        figures: usize,
        /// The chart of them.
        chart: ControlChart,
    },
}

impl Usual {
    /// The newest figure's standing: outside of the range, or in a run of figures on one side of the mean.
    pub fn newest(&self) -> Option<Newest> {
        let Self::Range { figures, chart, .. } = self else { return None };
        let is_last = |places: &[usize]| places.last() == Some(&(figures - 1));
        Some(match (is_last(&chart.outside), is_last(&chart.shifted)) {
            (true, _) => Newest::Outside,
            (false, true) => Newest::Shifted,
            (false, false) => Newest::Inside,
        })
    }
}

/// Where the newest figure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Newest {
    /// Within the range.
    Inside,
    /// Beyond it.
    Outside,
    /// Within it, as the latest of seven or more on one side of the mean.
    Shifted,
}

/// The usual range of a group's figures up to a period: of those that follow each other without a gap and without a break in the series
/// (STANDARDS §6, control chart of ten or more points).
pub fn usual(catalogue: &Catalogue, cube: &Cube, group: u16, period: u16) -> Usual {
    let measure = &catalogue.measures[usize::from(cube.measure)];
    if unknown::withheld(catalogue, cube, measure, group, period) {
        return Usual::Unknown;
    }
    let at = |index: u16| catalogue.periods[usize::from(index)];
    let kind = at(period).kind();
    let mut values = Vec::new();
    let mut first = at(period);
    for index in cube.shape.periods.iter().rev().copied().filter(|&index| index <= period && at(index).kind() == kind) {
        let (cell, notes) = cube.cell(group, index);
        let follows = values.is_empty() || at(index).next() == Some(first);
        let Some(value) = cell.value(measure).filter(|_| follows) else { break };
        values.push(value);
        first = at(index);
        if notes.flags().break_in_series {
            break;
        }
    }
    values.reverse();
    match control_chart(&values) {
        Ok(chart) => Usual::Range { first, figures: values.len(), chart },
        Err(_) => Usual::TooFew(values.len().min(LEAST_POINTS - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        average::tests::{HIDDEN, catalogue, cube, parts},
        cell::Cell,
        measure::{Kind, Polarity},
    };

    fn of(cells: &[Cell]) -> Usual {
        let periods: Vec<String> = (0..cells.len()).map(|year| format!("{}-01-01/P1Y", 2000 + year)).collect();
        let catalogue = catalogue(Kind::Proportion, Polarity::High, &periods.iter().map(String::as_str).collect::<Vec<_>>());
        let cells: Vec<(Cell, bool)> = cells.iter().map(|cell| (*cell, false)).collect();
        usual(&catalogue, &cube(0, &[(0, &cells)]), 0, cells.len() as u16 - 1)
    }

    fn years(counts: &[u32]) -> Vec<Cell> {
        counts.iter().map(|count| parts(*count, 1_000)).collect()
    }

    #[test]
    fn the_newest_figure_is_held_against_those_before() {
        let steady = [500, 510].repeat(6);
        assert_eq!(of(&years(&steady)).newest(), Some(Newest::Inside));
        let jump: Vec<u32> = steady.iter().copied().chain([700]).collect();
        assert_eq!(of(&years(&jump)).newest(), Some(Newest::Outside));
        let shift: Vec<u32> = steady.iter().copied().chain([511, 512, 511, 512, 511, 512, 511]).collect();
        assert_eq!(of(&years(&shift)).newest(), Some(Newest::Shifted));
    }

    #[test]
    fn a_figure_that_is_hidden_begins_the_series_anew() {
        let mut cells = years(&[500, 510].repeat(8));
        assert!(matches!(of(&cells), Usual::Range { figures: 16, .. }));
        cells[6] = HIDDEN;
        assert_eq!(of(&cells), Usual::TooFew(9));
        cells[15] = HIDDEN;
        assert_eq!(of(&cells), Usual::TooFew(0));
    }
}
