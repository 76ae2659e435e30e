//! The sparkline: a short series, its last point and its target.

use super::{
    path::{Path, frame, tenth},
    scale::linear,
};

/// How a sparkline is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Width in pixels.
    pub width: f64,
    /// Height in pixels.
    pub height: f64,
    /// Pixels kept free on every side, for the stroke and the end dot.
    pub inset: f64,
    /// The values at the bottom and at the top.
    pub domain: (f64, f64),
}

/// A sparkline, drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Spark {
    /// The line, broken where there is no value; a point alone is a dot where line caps are round.
    pub path: String,
    /// The last point that has a value.
    pub end: Option<(f64, f64)>,
    /// The height of the target line.
    pub target: Option<f64>,
}

/// Draws a series of equally spaced periods, oldest first. `breaks` names the places before which the line is also cut: a break in
/// the series. Values outside the domain are held at its edge; what is not finite is no value.
pub fn spark(series: &[Option<f64>], breaks: &[usize], target: Option<f64>, frame_of: Frame) -> Spark {
    let (width, height) = (frame(frame_of.width), frame(frame_of.height));
    let inset = frame(frame_of.inset).min(width / 2.0).min(height / 2.0);
    let last = series.len().saturating_sub(1) as f64;
    let x = |i: usize| tenth(linear(i as f64, (0.0, last), (inset, width - inset)));
    let y = |value: f64| tenth(linear(value, frame_of.domain, (height - inset, inset)));
    let mut path = Path::default();
    let mut end = None;
    let mut stroke = 0usize;
    for (i, value) in series.iter().enumerate() {
        let point = value.filter(|value| value.is_finite()).map(|value| (x(i), y(value)));
        if stroke == 1 && (point.is_none() || breaks.contains(&i)) {
            path.dot();
        }
        let Some((px, py)) = point else {
            stroke = 0;
            continue;
        };
        if stroke == 0 || breaks.contains(&i) {
            path.move_to(px, py);
            stroke = 1;
        } else {
            path.line_to(px, py);
            stroke += 1;
        }
        end = Some((px, py));
    }
    if stroke == 1 {
        path.dot();
    }
    Spark { path: path.finish(), end, target: target.filter(|target| target.is_finite()).map(y) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geometry::path::tests::{inside, number};

    const FRAME: Frame = Frame { width: 100.0, height: 20.0, inset: 0.0, domain: (0.0, 10.0) };

    #[test]
    fn the_line_breaks_where_there_is_no_value() {
        let drawn = spark(&[Some(0.0), Some(5.0), None, Some(10.0), Some(20.0)], &[], Some(5.0), FRAME);
        assert_eq!(drawn, Spark { path: "M0 20L25 10M75 0L100 0".into(), end: Some((100.0, 0.0)), target: Some(10.0) });
        let alone = spark(&[None, Some(5.0), Some(f64::NAN)], &[], None, FRAME);
        assert_eq!(alone, Spark { path: "M50 10h0".into(), end: Some((50.0, 10.0)), target: None });
        assert_eq!(spark(&[Some(0.0), Some(0.0), Some(0.0)], &[1], None, FRAME).path, "M0 20h0M50 20L100 20");
    }

    #[test]
    fn nothing_and_one_point_can_be_drawn() {
        assert_eq!(spark(&[], &[], None, FRAME), Spark { path: String::new(), end: None, target: None });
        assert_eq!(spark(&[Some(3.0)], &[], None, FRAME).end, Some((50.0, 14.0)));
        assert_eq!(spark(&[Some(3.0)], &[], None, Frame { domain: (3.0, 3.0), ..FRAME }).end, Some((50.0, 10.0)));
    }

    proptest! {
        #[test]
        fn geometry_stays_inside_its_frame(
            series in prop::collection::vec(prop::option::of(number()), 0..20), breaks in prop::collection::vec(0..20usize, 0..3),
            target in prop::option::of(number()), low in number(), high in number(), width in 0.0..300.0f64, height in 0.0..80.0f64, inset in number()
        ) {
            let drawn = spark(&series, &breaks, target, Frame { width, height, inset, domain: (low, high) });
            prop_assert!(inside(&drawn.path, width, height));
            if let Some((x, y)) = drawn.end { prop_assert!((0.0..=width).contains(&x) && (0.0..=height).contains(&y)); }
            if let Some(y) = drawn.target { prop_assert!((0.0..=height).contains(&y)); }
        }
    }
}
