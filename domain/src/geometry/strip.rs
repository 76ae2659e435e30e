//! The strip: one value for each area along a line, and this one among them.

use super::path::{Path, frame, tenth, tenths};

/// Which end of the strip a value lies beyond.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beyond {
    /// Below the lower end.
    Low,
    /// Above the upper end.
    High,
}

/// A place on the strip.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Pixels from the left.
    pub x: f64,
    /// Set where the value lies outside the strip and is drawn at its end.
    pub beyond: Option<Beyond>,
}

/// A strip from a low to a high value, over a width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Strip {
    low: f64,
    high: f64,
    width: f64,
    inset: f64,
}

impl Strip {
    /// A strip `width` pixels wide that keeps `inset` pixels free at both ends. Limits may come in either order; where they are
    /// equal or not finite, every value stands in the middle.
    pub fn new(low: f64, high: f64, width: f64, inset: f64) -> Self {
        let width = frame(width);
        Self { low: low.min(high), high: low.max(high), width, inset: frame(inset).min(width / 2.0) }
    }

    /// Its width in pixels.
    pub fn width(&self) -> f64 {
        self.width
    }

    /// Where a value stands; none for what is not a number.
    pub fn place(&self, value: f64) -> Option<Place> {
        if value.is_nan() {
            return None;
        }
        let beyond = if value < self.low {
            Some(Beyond::Low)
        } else if value > self.high {
            Some(Beyond::High)
        } else {
            None
        };
        let share = super::scale::share(value, self.low, self.high);
        let x = tenth(self.inset + share * (self.width - 2.0 * self.inset));
        Some(Place { x: x.clamp(0.0, self.width), beyond })
    }

    /// The ticks of many values in one path, from `top` to `bottom`; ticks at one tenth of a pixel are drawn once.
    pub fn ticks(&self, values: impl IntoIterator<Item = f64>, top: f64, bottom: f64) -> String {
        ticks(values.into_iter().filter_map(|value| self.place(value)).map(|place| place.x), top, bottom)
    }
}

/// Upright ticks at these places, from `top` to `bottom`, in order and each once.
pub fn ticks(places: impl IntoIterator<Item = f64>, top: f64, bottom: f64) -> String {
    let mut places: Vec<i64> = places.into_iter().filter(|x| x.is_finite()).map(tenths).collect();
    places.sort_unstable();
    places.dedup();
    let mut path = Path::default();
    for x in places {
        path.move_to(x as f64 / 10.0, top);
        path.vertical_to(bottom);
    }
    path.finish()
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "drawn numbers are equal to the digit or wrong")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geometry::path::tests::{inside, number};

    #[test]
    fn values_are_placed_and_those_outside_say_so() {
        let strip = Strip::new(20.0, 80.0, 200.0, 10.0);
        assert_eq!(strip.place(20.0), Some(Place { x: 10.0, beyond: None }));
        assert_eq!(strip.place(50.0), Some(Place { x: 100.0, beyond: None }));
        assert_eq!(strip.place(95.0), Some(Place { x: 190.0, beyond: Some(Beyond::High) }));
        assert_eq!(strip.place(f64::NEG_INFINITY), Some(Place { x: 10.0, beyond: Some(Beyond::Low) }));
        assert_eq!(strip.place(f64::NAN), None);
        assert_eq!(Strip::new(5.0, 5.0, 200.0, 10.0).place(5.0).unwrap().x, 100.0);
        assert_eq!(strip.ticks([50.0, 20.0, 50.001, f64::NAN], 4.0, 16.0), "M10 4V16M100 4V16");
    }

    proptest! {
        #[test]
        fn geometry_stays_inside_its_frame(
            low in number(), high in number(), width in number(), inset in number(), values in prop::collection::vec(number(), 0..20)
        ) {
            let strip = Strip::new(low, high, width, inset);
            prop_assert!(inside(&strip.ticks(values.iter().copied(), 0.0, 10.0), strip.width(), 10.0));
        }

        #[test]
        fn a_higher_value_never_stands_further_left(a in number(), b in number(), low in -10.0..10.0f64, high in -10.0..10.0f64) {
            let strip = Strip::new(low, high, 150.0, 4.0);
            if let (Some(left), Some(right)) = (strip.place(a.min(b)), strip.place(a.max(b))) { prop_assert!(left.x <= right.x); }
        }
    }
}
