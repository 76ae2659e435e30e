//! Bars side by side: each from nothing to its value, all on one axis.

use super::{
    path::{frame, tenth},
    scale::linear,
};

/// A bar: where it begins, and how long it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// Its left end.
    pub x: f64,
    /// Its length; 0 for nothing.
    pub width: f64,
}

/// An axis that bars share: from the least of some values to the greatest, with nothing on it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis {
    low: f64,
    high: f64,
    width: f64,
}

impl Axis {
    /// The axis of some values, so many pixels wide. What is not finite counts for nothing.
    pub fn of(values: impl IntoIterator<Item = f64>, width: f64) -> Self {
        let (low, high) = values
            .into_iter()
            .filter(|value| value.is_finite())
            .fold((0.0f64, 0.0f64), |(low, high), value| (low.min(value), high.max(value)));
        Self { low, high, width: frame(width) }
    }

    /// Where a value is.
    pub fn place(&self, value: f64) -> f64 {
        // An axis of nothing but nothings begins at its left.
        if self.high - self.low <= 0.0 { 0.0 } else { tenth(linear(value, (self.low, self.high), (0.0, self.width))) }
    }

    /// The bar of a value.
    pub fn bar(&self, value: f64) -> Bar {
        let value = if value.is_finite() { value } else { 0.0 };
        let (from, to) = (self.place(value.min(0.0)), self.place(value.max(0.0)));
        Bar { x: from, width: tenth(to - from) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geometry::path::tests::number;

    #[test]
    fn bars_begin_at_nothing() {
        let axis = Axis::of([50.0, 100.0], 160.0);
        assert_eq!(
            [50.0, 100.0, 0.0].map(|value| axis.bar(value)),
            [(0.0, 80.0), (0.0, 160.0), (0.0, 0.0)].map(|(x, width)| Bar { x, width })
        );
        let both = Axis::of([-100.0, 300.0], 160.0);
        assert_eq!(both.bar(-100.0), Bar { x: 0.0, width: 40.0 });
        assert_eq!(both.bar(300.0), Bar { x: 40.0, width: 120.0 });
        assert_eq!(Axis::of([], 160.0).bar(3.0), Bar { x: 0.0, width: 0.0 });
        assert_eq!(Axis::of([f64::NAN, 10.0], 160.0).bar(f64::NAN), Bar { x: 0.0, width: 0.0 });
    }

    proptest! {
        #[test]
        fn bars_stay_inside_their_frame(values in prop::collection::vec(number(), 0..9), value in number(), width in 0.0..300.0f64) {
            let axis = Axis::of(values, width);
            let bar = axis.bar(value);
            prop_assert!(bar.x >= 0.0 && bar.width >= 0.0 && bar.x + bar.width <= width + 0.05, "{bar:?}");
        }
    }
}
