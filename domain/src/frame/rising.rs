//! Numbers in rising order, and where each of them is.

use std::{ops::Deref, slice::Iter};

/// Between the first and the last number, how many may lie for their places to be tabled. Others are searched for.
const TABLED: u16 = 1024;

/// What is tabled for a number that is not there.
const NOWHERE: u16 = u16::MAX;

/// Numbers in rising order. Where each of them is takes one look, whatever their number: a page asks for thousands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rising {
    numbers: Vec<u16>,
    /// By how far a number is above the first: its place. Empty where the numbers lie too far apart.
    places: Vec<u16>,
}

impl Rising {
    /// Where a number is.
    #[inline]
    pub fn find(&self, number: u16) -> Option<usize> {
        if self.places.is_empty() {
            return self.numbers.binary_search(&number).ok();
        }
        let above = number.wrapping_sub(self.numbers[0]);
        self.places.get(usize::from(above)).filter(|&&place| place != NOWHERE).map(|&place| usize::from(place))
    }
}

/// From numbers in rising order, each once.
impl From<Vec<u16>> for Rising {
    fn from(numbers: Vec<u16>) -> Self {
        debug_assert!(numbers.is_sorted_by(|one, other| one < other), "{numbers:?} do not rise");
        let mut places = Vec::new();
        if let (Some(first), Some(last)) = (numbers.first(), numbers.last())
            && last.saturating_sub(*first) < TABLED
        {
            places.resize(usize::from(last.saturating_sub(*first)) + 1, NOWHERE);
            for (place, number) in (0..).zip(&numbers) {
                if let Some(at) = places.get_mut(usize::from(number.saturating_sub(*first))) {
                    *at = place;
                }
            }
        }
        Self { numbers, places }
    }
}

impl Deref for Rising {
    type Target = [u16];

    fn deref(&self) -> &[u16] {
        &self.numbers
    }
}

impl<'a> IntoIterator for &'a Rising {
    type Item = &'a u16;
    type IntoIter = Iter<'a, u16>;

    fn into_iter(self) -> Iter<'a, u16> {
        self.numbers.iter()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_number_is_found_at_its_place_and_no_other(
            numbers in prop_oneof![prop::collection::btree_set(0..60_u16, 0..40), prop::collection::btree_set(any::<u16>(), 0..40)],
            other in any::<u16>(),
        ) {
            let rising = Rising::from(numbers.iter().copied().collect::<Vec<_>>());
            for (place, &number) in numbers.iter().enumerate() {
                prop_assert_eq!(rising.find(number), Some(place));
                prop_assert_eq!(rising.find(number.wrapping_add(1)).is_some(), numbers.contains(&number.wrapping_add(1)));
            }
            prop_assert_eq!(rising.find(other).is_some(), numbers.contains(&other));
        }
    }

    #[test]
    fn numbers_far_apart_are_found_too() {
        let rising = Rising::from(vec![0, 1, TABLED]);
        assert!(rising.places.is_empty());
        assert_eq!((rising.find(TABLED), rising.find(2)), (Some(2), None));
        assert_eq!(Rising::from(vec![0, TABLED - 1]).places.len(), usize::from(TABLED));
        assert_eq!(Rising::from(vec![]).find(0), None);
    }
}
