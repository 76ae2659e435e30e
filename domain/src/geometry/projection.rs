//! Real boundaries on a page: equirectangular at the middle latitude, fitted to a frame and simplified.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    outline::around,
    path::{Path, frame, tenth},
    scale::extent,
};

/// A ring of (longitude, latitude) in degrees, closed or not.
pub type Ring = Vec<(f64, f64)>;

/// A drawn point in tenths of a pixel.
type Point = (i32, i32);

/// Areas drawn in one frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Projected {
    /// Width of the frame.
    pub width: f64,
    /// Height of the frame.
    pub height: f64,
    /// One path for each area, in the order given, to fill even-odd; empty where nothing of the area is left at this size.
    pub paths: Vec<String>,
    /// The rings that the paths draw.
    rings: Vec<Vec<Vec<Point>>>,
}

impl Projected {
    /// The outline around some of the areas, given by their places in the order: borders between two of them are left out.
    pub fn outline(&self, areas: &[usize]) -> String {
        drawn(&around(areas.iter().filter_map(|&at| self.rings.get(at)).flatten()))
    }
}

/// Rings in one path.
fn drawn(rings: &[Vec<Point>]) -> String {
    let mut path = Path::default();
    for ring in rings {
        path.ring(ring.iter().map(|&(x, y)| (f64::from(x) / 10.0, f64::from(y) / 10.0)));
    }
    path.finish()
}

/// Draws areas, each a list of rings, as large as fits inside the margin. `tolerance` is how many pixels a border may move when it
/// is simplified. A border that two areas share is simplified once, between the points where three meet, so no gaps open.
pub fn project(areas: &[&[Ring]], width: f64, height: f64, margin: f64, tolerance: f64) -> Projected {
    let (width, height) = (frame(width), frame(height));
    let margin = frame(margin).min(width / 2.0).min(height / 2.0);
    let fit = Fit::new(areas, width, height, margin);
    let fitted: Vec<Vec<Vec<Point>>> =
        areas.iter().map(|rings| rings.iter().map(|ring| fit.ring(ring)).filter(|ring| ring.len() >= 3).collect()).collect();
    let meeting = meeting_points(fitted.iter().flatten());
    let tolerance = frame(tolerance) * 10.0;
    let simple = |rings: &Vec<Vec<Point>>| {
        rings.iter().map(|ring| simplify_ring(ring, &meeting, tolerance)).filter(|ring| ring.len() >= 3).collect::<Vec<_>>()
    };
    let rings: Vec<Vec<Vec<Point>>> = fitted.iter().map(simple).collect();
    Projected { width, height, paths: rings.iter().map(|rings| drawn(rings)).collect(), rings }
}

/// From degrees to tenths of a pixel.
struct Fit {
    squeeze: f64,
    scale: f64,
    middle: (f64, f64),
    frame: (f64, f64),
}

fn usable(&(longitude, latitude): &(f64, f64)) -> bool {
    longitude.abs() <= 360.0 && latitude.abs() <= 90.0
}

impl Fit {
    fn new(areas: &[&[Ring]], width: f64, height: f64, margin: f64) -> Self {
        let points = || areas.iter().flat_map(|rings| rings.iter()).flatten().filter(|point| usable(point));
        let (west, east) = extent(points().map(|point| point.0)).unwrap_or((0.0, 0.0));
        let (south, north) = extent(points().map(|point| point.1)).unwrap_or((0.0, 0.0));
        let middle = (west.midpoint(east), south.midpoint(north));
        let squeeze = libm::cos(middle.1.to_radians());
        let (wide, tall) = ((east - west) * squeeze, north - south);
        // What has no width is fitted by its height, and the other way round.
        let by = |room: f64, size: f64| if size > 1e-9 { (room - 2.0 * margin) / size } else { f64::INFINITY };
        let scale = by(width, wide).min(by(height, tall));
        Self { squeeze, scale: if scale.is_finite() { scale.max(0.0) } else { 0.0 }, middle, frame: (width, height) }
    }

    /// A ring's drawn points: no point twice in a row, the last not the first.
    fn ring(&self, ring: &Ring) -> Vec<Point> {
        let tenths = |v: f64, side: f64| (v.clamp(0.0, side) * 10.0).round() as i32;
        let mut points: Vec<Point> = ring
            .iter()
            .filter(|point| usable(point))
            .map(|&(longitude, latitude)| {
                let x = self.frame.0 / 2.0 + (longitude - self.middle.0) * self.squeeze * self.scale;
                let y = self.frame.1 / 2.0 - (latitude - self.middle.1) * self.scale;
                (tenths(x, self.frame.0), tenths(y, self.frame.1))
            })
            .collect();
        points.dedup();
        while points.len() > 1 && points.first() == points.last() {
            points.pop();
        }
        points
    }
}

/// Points at which borders meet: where the drawn rings leave in more than two directions.
fn meeting_points<'a>(rings: impl Iterator<Item = &'a Vec<Point>>) -> BTreeSet<Point> {
    let mut beside: BTreeMap<Point, BTreeSet<Point>> = BTreeMap::new();
    for ring in rings {
        for (i, &point) in ring.iter().enumerate() {
            let next = ring[(i + 1) % ring.len()];
            beside.entry(point).or_default().insert(next);
            beside.entry(next).or_default().insert(point);
        }
    }
    beside.into_iter().filter(|(_, near)| near.len() > 2).map(|(point, _)| point).collect()
}

/// Simplifies each stretch between meeting points; a ring without any, from its first point in reading order.
fn simplify_ring(ring: &[Point], meeting: &BTreeSet<Point>, tolerance: f64) -> Vec<Point> {
    let start = ring.iter().position(|point| meeting.contains(point)).or_else(|| (0..ring.len()).min_by_key(|&i| ring[i]));
    let Some(start) = start else { return Vec::new() };
    let turned: Vec<Point> = ring[start..].iter().chain(&ring[..=start]).copied().collect();
    let mut kept = Vec::new();
    let mut from = 0;
    for to in 1..turned.len() {
        if to + 1 == turned.len() || meeting.contains(&turned[to]) {
            kept.extend(simplify_stretch(&turned[from..=to], tolerance).into_iter().skip(1));
            from = to;
        }
    }
    kept
}

/// Douglas–Peucker (1973) in one direction whichever way the stretch is walked, so that both sides of a border agree.
fn simplify_stretch(stretch: &[Point], tolerance: f64) -> Vec<Point> {
    let backward: Vec<Point> = stretch.iter().rev().copied().collect();
    let turn = backward.as_slice() < stretch;
    let points = if turn { &backward } else { stretch };
    let mut keep = vec![false; points.len()];
    let mut open = vec![(0, points.len() - 1)];
    while let Some((from, to)) = open.pop() {
        keep[from] = true;
        keep[to] = true;
        let furthest = (from + 1..to).map(|i| (distance(points[i], points[from], points[to]), i));
        let furthest = furthest.fold(None, |best: Option<(f64, usize)>, next| best.filter(|best| best.0 >= next.0).or(Some(next)));
        if let Some((far, i)) = furthest.filter(|furthest| furthest.0 > tolerance) {
            debug_assert!(far.is_finite());
            open.extend([(from, i), (i, to)]);
        }
    }
    let mut kept: Vec<Point> = points.iter().zip(&keep).filter(|(_, keep)| **keep).map(|(point, _)| *point).collect();
    if turn {
        kept.reverse();
    }
    kept
}

/// Distance of a point from the stretch between two others.
fn distance(point: Point, from: Point, to: Point) -> f64 {
    let between = |a: Point, b: Point| (f64::from(b.0) - f64::from(a.0), f64::from(b.1) - f64::from(a.1));
    let (line, out) = (between(from, to), between(from, point));
    let square = line.0 * line.0 + line.1 * line.1;
    let along = if square > 0.0 { ((out.0 * line.0 + out.1 * line.1) / square).clamp(0.0, 1.0) } else { 0.0 };
    let (dx, dy) = (out.0 - along * line.0, out.1 - along * line.1);
    (dx * dx + dy * dy).sqrt()
}

/// The middle of the box around a path: of all the numbers in it, taken in pairs. The origin for a path without any.
pub fn middle(path: &str) -> (f64, f64) {
    let numbers = path.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')).filter_map(|text| text.parse::<f64>().ok());
    let numbers: Vec<f64> = numbers.collect();
    let axis = |from: usize| {
        let (low, high) = extent(numbers.iter().skip(from).step_by(2).copied()).unwrap_or((0.0, 0.0));
        tenth(low / 2.0 + high / 2.0)
    };
    (axis(0), axis(1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geometry::path::tests::{inside, number, points};

    #[test]
    fn north_is_up_and_the_middle_latitude_sets_the_shape() {
        let ring: Ring = vec![(-3.0, 53.0), (-2.8, 53.0), (-2.8, 53.2), (-3.0, 53.2), (-3.0, 53.0)];
        let drawn = project(&[&[ring]], 100.0, 100.0, 0.0, 0.0);
        // 0.2° of longitude at 53.1° is cos 53.1° = 0.600 of 0.2° of latitude.
        let found = points(&drawn.paths[0]);
        assert_eq!(found.len(), 4);
        assert!(found.contains(&(20.0, 100.0)) && found.contains(&(80.0, 0.0)), "{found:?}");
    }

    #[test]
    fn an_outline_leaves_out_the_borders_within() {
        let square = |west: f64, south: f64| -> Ring {
            vec![(west, south), (west + 0.1, south), (west + 0.1, south + 0.1), (west, south + 0.1), (west, south)]
        };
        // The second is walked the other way round.
        let (one, mut two, far) = (square(0.0, 0.0), square(0.1, 0.0), square(0.3, 0.0));
        two.reverse();
        let drawn = project(&[&[one], &[two], &[far]], 400.0, 100.0, 0.0, 0.0);
        let corners = |areas: &[usize]| (points(&drawn.outline(areas)).len(), drawn.outline(areas).matches('Z').count());
        assert_eq!((corners(&[0]), corners(&[0, 1]), corners(&[0, 2]), corners(&[])), ((4, 1), (6, 1), (8, 2), (0, 0)));
    }

    #[test]
    fn a_shared_border_is_simplified_alike_on_both_sides() {
        let border: Vec<(f64, f64)> = (0..=40).map(|i| (f64::from((i * 7) % 5) * 0.002, f64::from(i) * 0.01)).collect();
        let mut left: Ring = border.clone();
        left.extend([(-0.4, 0.4), (-0.4, 0.0)]);
        let mut right: Ring = border.iter().rev().copied().collect();
        right.extend([(0.4, 0.0), (0.4, 0.4)]);
        let drawn = project(&[&[left], &[right]], 200.0, 100.0, 2.0, 0.8);
        let inner = |path: &str| -> BTreeSet<String> {
            let all = points(path).into_iter().filter(|point| (98.0..=104.0).contains(&point.0));
            all.map(|point| format!("{point:?}")).collect()
        };
        let (a, b) = (inner(&drawn.paths[0]), inner(&drawn.paths[1]));
        assert_eq!(a, b);
        assert!(a.len() >= 2 && a.len() < 41, "{}", a.len());
    }

    #[test]
    fn what_cannot_be_drawn_is_empty() {
        assert_eq!(project(&[], 10.0, 10.0, 1.0, 1.0).paths, Vec::<String>::new());
        let nothing: Ring = vec![];
        let one: Ring = vec![(1.0, 1.0)];
        let wild: Ring = vec![(f64::NAN, 1.0), (1.0, f64::INFINITY), (1e300, 0.0)];
        assert_eq!(project(&[&[nothing], &[one], &[wild]], 10.0, 10.0, 1.0, 1.0).paths, ["", "", ""]);
    }

    proptest! {
        #[test]
        fn geometry_stays_inside_its_frame(
            rings in prop::collection::vec(prop::collection::vec((number(), number()), 0..12), 0..4),
            width in number(), height in number(), margin in number(), tolerance in number()
        ) {
            let areas: Vec<&[Ring]> = rings.iter().map(std::slice::from_ref).collect();
            let drawn = project(&areas, width, height, margin, tolerance);
            prop_assert!(drawn.paths.iter().all(|path| inside(path, drawn.width, drawn.height)));
        }

        #[test]
        fn real_shapes_fill_their_frame(points_of in prop::collection::vec((-3.1..-2.8f64, 53.3..53.5f64), 3..40)) {
            let drawn = project(&[&[points_of]], 120.0, 160.0, 4.0, 0.5);
            prop_assert!(inside(&drawn.paths[0], 120.0, 160.0));
        }
    }
}
