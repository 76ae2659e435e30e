//! The marks of a row: its strip and its sparkline.

use super::super::{Scene, figure::value_text, peers};
use super::Reference;
use crate::{
    filter::Resolved,
    frame::Cube,
    geometry::{scale, spark, strip},
    measure::{Kind, Measure, Target},
};

/// Width of a strip, in its own units.
pub const STRIP_WIDTH: f64 = 240.0;
/// Room at both ends of a strip, for a disc that stands at the end.
const STRIP_INSET: f64 = 7.0;
/// Width and height of a sparkline.
pub const SPARK: (f64, f64) = (120.0, 32.0);

/// The strip: every peer as a tick, mine among them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Strip {
    /// The ticks of all other areas, as one path.
    pub ticks: String,
    /// This group here: a filled disc.
    pub mine: Option<f64>,
    /// The group it is held against, here: a ring.
    pub ring: Option<f64>,
    /// The comparator: a hollow diamond.
    pub diamond: Option<f64>,
    /// The target: a dotted line.
    pub target: Option<f64>,
    /// Compared areas: mark and place.
    pub others: Vec<(u8, f64)>,
}

/// The sparkline.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Spark {
    /// This group here.
    pub line: String,
    /// The group it is held against.
    pub reference: String,
    /// The newest point.
    pub dot: Option<(f64, f64)>,
    /// Height of the target.
    pub target: Option<f64>,
    /// What it shows, in words.
    pub words: String,
}

/// Where this group of this area stands among its peers.
pub(super) fn strip(scene: &Scene, at: u16, area: u16, reference: Option<Reference>, chosen: &Resolved, target: Option<&Target>) -> Strip {
    let catalogue = &scene.catalogue;
    let measure = scene.measure(at);
    let axis = catalogue.spans[usize::from(at)].axis;
    let line = strip::Strip::new(axis.0, axis.1, STRIP_WIDTH, STRIP_INSET);
    let place = |value: f64| line.place(value).map(|place| place.x);
    let shown = |area: u16, group: u16| scene.spread.value(catalogue, at, group, area).ok().and_then(place);
    // Counts of a city and of a ward do not share an axis.
    let comparable = |other: u16| measure.kind != Kind::Count || catalogue.areas[usize::from(other)].kind == crate::area::AreaType::Ward;
    let mine = |area: u16, group: u16| comparable(area).then(|| shown(area, group)).flatten();
    let others: Vec<(u8, f64)> = (1..).zip(&chosen.compare).filter_map(|(mark, &other)| Some((mark, mine(other, chosen.group)?))).collect();
    let ticks: Vec<f64> = catalogue
        .areas_of(peers(catalogue, area))
        .filter(|other| *other != area && !chosen.compare.contains(other))
        .filter_map(|other| mine(other, chosen.group))
        .collect();
    let diamond = chosen.comparator_of(catalogue, area).filter(|&other| other != area);
    Strip {
        ticks: strip::ticks(ticks, 8.0, 20.0),
        mine: mine(area, chosen.group),
        ring: reference.filter(|reference| reference.area == area).and_then(|reference| mine(area, reference.group)),
        diamond: diamond.and_then(|other| mine(other, chosen.group)),
        target: target.filter(|_| comparable(area)).and_then(|target| place(target.value)),
        others,
    }
}

/// The way a figure goes, beside what it is held against.
pub(super) fn sparkline(
    scene: &Scene,
    (cube, group): (Option<&Cube>, u16),
    reference: Option<(&Cube, u16)>,
    measure: &Measure,
    period: Option<u16>,
    target: Option<&Target>,
) -> Spark {
    let (Some(cube), Some(period)) = (cube, period) else { return Spark::default() };
    let periods = &scene.catalogue.periods;
    let kind = periods[usize::from(period)].kind();
    let held: Vec<u16> = cube.shape.periods.iter().copied().filter(|&at| at <= period && periods[usize::from(at)].kind() == kind).collect();
    if held.len() < 2 {
        return Spark::default();
    }
    let series = |cube: &Cube, group: u16| held.iter().map(|&at| cube.cell(group, at).0.value(measure)).collect::<Vec<_>>();
    let mine = series(cube, group);
    let same_axis = |other: &Cube| measure.kind != Kind::Count || other.area == cube.area;
    let reference = reference.filter(|(other, _)| same_axis(other)).map(|(other, group)| series(other, group)).unwrap_or_default();
    let level = target.filter(|_| measure.kind != Kind::Count).map(|target| target.value);
    let domain = scale::extent(mine.iter().chain(&reference).flatten().copied().chain(level)).unwrap_or((0.0, 1.0));
    let frame = spark::Frame { width: SPARK.0, height: SPARK.1, inset: 4.0, domain };
    let breaks: Vec<usize> = (0..held.len()).filter(|&at| cube.cell(group, held[at]).1.flags().break_in_series).collect();
    let drawn = spark::spark(&mine, &breaks, level, frame);
    let shown: Vec<(u16, f64)> = held.iter().zip(&mine).filter_map(|(&at, value)| Some((at, (*value)?))).collect();
    let words = match shown[..] {
        [(from, first), .., (_, last)] => {
            format!("from {} in {} to {}", value_text(first, measure), periods[usize::from(from)].label(), value_text(last, measure))
        }
        _ => "too few points to draw".to_owned(),
    };
    Spark { line: drawn.path, reference: spark::spark(&reference, &breaks, None, frame).path, dot: drawn.end, target: drawn.target, words }
}
