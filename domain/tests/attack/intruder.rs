//! What an intruder works out: for every hidden figure the smallest and the largest number of people it can be, given all that is released,
//! that areas add up to the area they are a part of, groups to everyone and quarters to their halves and their year, and (as the worst case, for they may be
//! had from elsewhere) all denominators of shares.

use std::collections::{BTreeMap, BTreeSet};

use domain::{NaiveDate, cell::Cell, disclosure::width, measure::Kind, period::Period};
use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use super::cube::Cube;

/// Numerators or denominators.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Numerator,
    Denominator,
}

/// Figures that must not be told and that can be: area, group, period.
pub(super) fn recovered(cube: &Cube, cells: &[Cell]) -> Vec<(u16, u16, String)> {
    recovered_of_some(cube, cells, 1)
}

/// The same, of one in so many of the figures that must not be told.
pub(super) fn recovered_of_some(cube: &Cube, cells: &[Cell], one_in: usize) -> Vec<(u16, u16, String)> {
    let mut found = Vec::new();
    let protected = cube.counted.iter().enumerate().filter(|(_, figure)| cube.is_protected(**figure));
    for (at, &figure) in protected.step_by(one_in) {
        let (area, group, period, x, n) = figure;
        let few = |people: f64| people >= 1.0 && people < cube.threshold();
        let of_people = matches!(cube.measure.kind, Kind::Count | Kind::Rate | Kind::Proportion);
        let share = cube.measure.kind == Kind::Proportion;
        // Where everyone is 0 % or 100 % so is each group, and only how many it is of can be told.
        let known = share && cube.is_same_of_everyone(area, period);
        let told = (of_people && !known && (few(x) || share) && {
            spread(cube, cells, at, Part::Numerator) < width(cube.threshold(), share.then_some(n))
        }) || (cube.measure.kind != Kind::Count
            && few(n)
            && spread(cube, cells, at, Part::Denominator) < width(cube.threshold(), None));
        if told {
            found.push((area, group, period.to_string()));
        }
    }
    found
}

/// How far apart the smallest and the largest value of a figure are, up to 1,000.
fn spread(cube: &Cube, cells: &[Cell], at: usize, part: Part) -> f64 {
    let end = |direction: OptimizationDirection| {
        let mut problem = Problem::new(direction);
        let mut terms: BTreeMap<Place, Term> = BTreeMap::new();
        let mut counted: BTreeMap<Place, f64> = BTreeMap::new();
        for (place, (&(area, group, period, x, n), cell)) in cube.counted.iter().zip(cells).enumerate() {
            let number = if part == Part::Numerator { x } else { n };
            let term = if cell.missing().is_some() {
                let most = if cube.measure.kind == Kind::Proportion && part == Part::Numerator { n } else { number + 1_000.0 };
                Term::Unknown(problem.add_var(f64::from(u8::from(place == at)), (0.0, most)))
            } else {
                Term::Known(number)
            };
            terms.insert((area, group, period), term);
            counted.insert((area, group, period), number);
        }
        for (whole, parts) in sums(cube, &terms.keys().copied().collect::<Vec<_>>()) {
            // Where a part is not there yet, the others are no more than the whole.
            let rest = counted[&whole] - parts.iter().map(|place| counted[place]).sum::<f64>();
            let late = |part: &u16| cube.sums.parents[usize::from(*part)] == Some(whole.0) && parts.iter().all(|place| place.0 != whole.0);
            let compared = if rest.abs() < 0.5 && !cube.late.iter().any(late) {
                ComparisonOp::Eq
            } else if rest > -0.5 {
                ComparisonOp::Le
            } else {
                continue;
            };
            let mut left = Vec::new();
            let mut right = 0.0;
            for (place, sign) in parts.iter().map(|part| (part, 1.0)).chain([(&whole, -1.0)]) {
                match terms[place] {
                    Term::Known(number) => right -= sign * number,
                    Term::Unknown(variable) => left.push((variable, sign)),
                }
            }
            if !left.is_empty() {
                problem.add_constraint(&left[..], compared, right);
            }
        }
        problem.solve().unwrap().into_solution().unwrap().objective()
    };
    (end(OptimizationDirection::Maximize) - end(OptimizationDirection::Minimize)).abs() + 1e-6
}

#[derive(Clone, Copy)]
enum Term {
    Known(f64),
    Unknown(Variable),
}

/// Every way in which periods that follow each other make a whole from a day on.
fn tilings(whole: Period, from: NaiveDate, parts: &BTreeSet<Period>) -> Vec<Vec<Period>> {
    let mut found = Vec::new();
    for &part in parts.iter().filter(|part| part.start() == from) {
        let rest = match part.end().succ_opt() {
            Some(next) if part.end() < whole.end() => tilings(whole, next, parts),
            _ => vec![Vec::new()],
        };
        found.extend(rest.into_iter().map(|rest| [vec![part], rest].concat()));
    }
    found
}

pub(super) type Place = (u16, u16, Period);

/// Every sum: a whole, and the parts that make it.
pub(super) fn sums(cube: &Cube, places: &[Place]) -> Vec<(Place, Vec<Place>)> {
    let sums = &cube.sums;
    let mut found = Vec::new();
    let characteristics: Vec<u16> = {
        let mut all: Vec<u16> = sums.characteristics.iter().copied().flatten().collect();
        all.dedup();
        all
    };
    for &(area, group, period) in places {
        let mut add = |parts: Vec<Place>| {
            let parts: Vec<Place> = parts.into_iter().filter(|place| places.contains(place)).collect();
            if !parts.is_empty() {
                found.push(((area, group, period), parts));
            }
        };
        add((0..sums.parents.len() as u16)
            .filter(|&part| sums.parents[usize::from(part)] == Some(area))
            .map(|part| (part, group, period))
            .collect());
        if group == 0 {
            for &characteristic in &characteristics {
                let groups = (0..sums.characteristics.len() as u16)
                    .filter(|&other| sums.characteristics[usize::from(other)] == Some(characteristic));
                add(groups.map(|other| (area, other, period)).collect());
            }
        }
        let within: BTreeSet<Period> =
            places.iter().map(|place| place.2).filter(|other| *other != period && period.contains(other)).collect();
        for parts in tilings(period, period.start(), &within) {
            add(parts.into_iter().map(|part| (area, group, part)).collect());
        }
    }
    found
}
