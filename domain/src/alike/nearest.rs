//! The arithmetic of likeness: z-scores, distances, and the nearest.

use super::{FEWEST, LEAST_KNOWN};

/// One input: what it counts, and its value for each ward, where there is one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    /// Weight, above 0.
    pub(super) weight: f64,
    /// Values in the order of the wards; none where no figure was released.
    pub(super) values: Vec<Option<f64>>,
}

/// A ward like another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Near {
    /// Its place among the wards.
    pub(super) ward: usize,
    /// How far it is: weighted standard deviations, 0 for no difference.
    pub(super) distance: f64,
}

/// Why a ward has no list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alone {
    /// Too little of the recipe is known for it.
    TooLittleKnown,
    /// Too few wards can be compared with it.
    TooFew,
}

/// The values as standard deviations from their mean. None where fewer than [`FEWEST`] are known, or all are the same: nothing can be told
/// from such an input.
fn scores(values: &[Option<f64>]) -> Option<Vec<Option<f64>>> {
    let mut known: Vec<f64> = values.iter().flatten().copied().filter(|value| value.is_finite()).collect();
    if known.len() < usize::from(FEWEST) {
        return None;
    }
    // In order of size, so that the order of the wards changes no last digit.
    known.sort_by(f64::total_cmp);
    let count = known.len() as f64;
    let mean = known.iter().sum::<f64>() / count;
    let mut squares: Vec<f64> = known.iter().map(|value| (value - mean).powi(2)).collect();
    squares.sort_by(f64::total_cmp);
    let deviation = (squares.iter().sum::<f64>() / (count - 1.0)).sqrt();
    // Rounding alone makes a little of nothing.
    (deviation > 1e-9 * mean.abs().max(1e-300)).then(|| values.iter().map(|value| value.map(|value| (value - mean) / deviation)).collect())
}

/// For each ward the nearest others, at most `most`, nearest first; of equals the one that comes first. Distances are rounded to nine
/// decimals, so that equals are equal.
///
/// An input that is not known for a ward is left out of its distances. Two wards are compared where they share at least [`LEAST_KNOWN`] of
/// the weight, and there is a list where at least [`FEWEST`] can be compared.
pub(super) fn nearest(columns: &[Column], most: usize) -> Vec<Result<Vec<Near>, Alone>> {
    let wards = columns.iter().map(|column| column.values.len()).max().unwrap_or(0);
    let all: f64 = sum(columns.iter().map(|column| column.weight));
    let scored: Vec<(f64, Vec<Option<f64>>)> = columns.iter().filter_map(|column| Some((column.weight, scores(&column.values)?))).collect();
    let known = |ward: usize| sum(scored.iter().filter(|(_, scores)| score(scores, ward).is_some()).map(|(weight, _)| *weight));
    (0..wards)
        .map(|ward| {
            if known(ward) < LEAST_KNOWN * all {
                return Err(Alone::TooLittleKnown);
            }
            let others = (0..wards).filter(|&other| other != ward);
            let mut near: Vec<Near> =
                others.filter_map(|other| Some(Near { ward: other, distance: distance(&scored, all, ward, other)? })).collect();
            if near.len() < usize::from(FEWEST) {
                return Err(Alone::TooFew);
            }
            near.sort_by(|one, two| one.distance.total_cmp(&two.distance).then(one.ward.cmp(&two.ward)));
            near.truncate(most);
            Ok(near)
        })
        .collect()
}

fn score(scores: &[Option<f64>], ward: usize) -> Option<f64> {
    scores.get(ward).copied().flatten()
}

/// The distance of two wards; none where they share too little.
fn distance(scored: &[(f64, Vec<Option<f64>>)], all: f64, one: usize, two: usize) -> Option<f64> {
    let shared: Vec<(f64, f64)> =
        scored.iter().filter_map(|(weight, scores)| Some((*weight, score(scores, one)? - score(scores, two)?))).collect();
    let weight = sum(shared.iter().map(|(weight, _)| *weight));
    let apart = sum(shared.iter().map(|(weight, apart)| weight * apart * apart));
    (weight > 0.0 && weight >= LEAST_KNOWN * all).then(|| ((apart / weight).sqrt() * 1e9).round() / 1e9)
}

/// The sum, whatever the order.
fn sum(terms: impl Iterator<Item = f64>) -> f64 {
    let mut terms: Vec<f64> = terms.collect();
    terms.sort_by(f64::total_cmp);
    terms.iter().sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn column(weight: f64, values: &[f64]) -> Column {
        Column { weight, values: values.iter().copied().map(Some).collect() }
    }

    #[test]
    fn the_nearest_are_those_whose_figures_are() {
        let columns = [column(1.0, &[1.0, 2.0, 3.0, 4.0, 5.0, 60.0])];
        let lists = nearest(&columns, 2);
        let wards = |at: usize| lists[at].as_ref().unwrap().iter().map(|near| near.ward).collect::<Vec<_>>();
        assert_eq!(wards(0), [1, 2]);
        assert_eq!(wards(2), [1, 3], "of equals the first comes first");
        assert_eq!(wards(5), [4, 3]);
    }

    #[test]
    fn a_distance_is_worked_out_by_hand() {
        // Mean 3, standard deviation √(10/4): two apart is 2 ÷ 1.5811 standard deviations.
        let first = column(3.0, &[1.0, 2.0, 3.0, 4.0, 5.0, 3.0]);
        let second = column(1.0, &[7.0, 7.0, 7.0, 7.0, 7.0, 7.0]);
        let list = nearest(&[first, second], 5);
        // The second tells nothing apart, so it is left out: a quarter of the weight.
        let near = list[0].as_ref().unwrap();
        let deviation = 2.0_f64.sqrt();
        assert_eq!(near.last().unwrap().ward, 4);
        assert!((near.last().unwrap().distance - 4.0 / deviation).abs() < 1e-8, "{near:?}");
    }

    #[test]
    fn too_little_known_makes_no_list() {
        let mut first = column(1.0, &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]);
        let second = column(1.0, &[1.0, 3.0, 2.0, 5.0, 4.0, 7.0, 6.0]);
        first.values[6] = None;
        let lists = nearest(&[first.clone(), second.clone()], 5);
        assert_eq!(lists[6], Err(Alone::TooLittleKnown));
        assert!(lists[..6].iter().flatten().flatten().all(|near| near.ward != 6));
        first.values[5] = None;
        let lists = nearest(&[first, second], 5);
        assert_eq!(lists[0], Err(Alone::TooFew));
        assert_eq!(scores(&[Some(1.0), Some(2.0), Some(3.0), Some(4.0), None]), None, "four are no peers");
        assert_eq!(scores(&[Some(0.1); 9]), None, "all the same");
    }

    fn wards() -> impl Strategy<Value = Vec<Column>> {
        (6_usize..14, 1_usize..5).prop_flat_map(|(wards, inputs)| {
            let value = prop_oneof![8 => (-50.0..50.0).prop_map(Some), 1 => Just(None)];
            let column = (0.5..4.0, proptest::collection::vec(value, wards)).prop_map(|(weight, values)| Column { weight, values });
            proptest::collection::vec(column, inputs)
        })
    }

    proptest! {
        #[test]
        fn distances_are_symmetric_and_no_ward_is_its_own(columns in wards()) {
            let lists = nearest(&columns, usize::MAX);
            for (ward, list) in lists.iter().enumerate() {
                for near in list.iter().flatten() {
                    prop_assert_ne!(near.ward, ward);
                    prop_assert!(near.distance.is_finite() && near.distance >= 0.0);
                    if let Ok(other) = &lists[near.ward] {
                        let back = other.iter().find(|back| back.ward == ward).map(|back| back.distance);
                        prop_assert_eq!(back, Some(near.distance));
                    }
                }
            }
        }

        #[test]
        fn the_order_of_inputs_and_of_wards_does_not_matter(columns in wards(), by in 0_usize..14) {
            let lists = nearest(&columns, 5);
            let mut turned: Vec<Column> = columns.iter().rev().cloned().collect();
            prop_assert_eq!(&nearest(&turned, 5), &lists);
            let by = by % lists.len();
            for column in &mut turned {
                column.values.rotate_left(by);
            }
            let mut rotated = nearest(&turned, 5);
            rotated.rotate_right(by);
            let distances = |list: &Result<Vec<Near>, Alone>| list.clone().map(|list| list.iter().map(|near| near.distance).collect::<Vec<_>>());
            prop_assert_eq!(rotated.iter().map(distances).collect::<Vec<_>>(), lists.iter().map(distances).collect::<Vec<_>>());
        }

        #[test]
        fn an_input_that_is_not_known_for_a_ward_does_not_move_it(columns in wards(), other in -50.0_f64..50.0) {
            // A ward whose only difference is in an input that it has no figure of is as far as one without that input at all.
            let mut with = columns.clone();
            let mut last = Column { weight: 1e-9, values: vec![None; columns[0].values.len()] };
            last.values[0] = Some(other);
            with.push(last);
            // One known value is no peer group: the input is left out, and nothing moves but the least weight.
            let near = |columns: &[Column]| nearest(columns, 5).into_iter().flatten().flatten().map(|near| near.ward).collect::<Vec<_>>();
            prop_assert_eq!(near(&with), near(&columns));
        }
    }
}
