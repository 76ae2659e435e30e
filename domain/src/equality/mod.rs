//! Equality: the largest gaps of an area, which of them narrow and widen, what there is evidence of, and a paragraph for a committee paper
//! (PRODUCT, S10; the Equality Act's duty to have due regard, STANDARDS §1).

pub mod evidence;
pub mod statement;

use crate::{
    catalogue::Catalogue,
    format,
    frame::{Cube, Frame},
    gap::{Gap, Over, WhyNot, gap, over_time},
    measure::{Kind, Measure},
    observation::Missing,
    period::Period,
    unknown,
};

/// What can be said of a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Chance alone is an unlikely reason: the 95 % limits do not hold 0.
    BeyondChance,
    /// Chance alone could be the reason.
    WithinChance,
    /// The figures have no interval, so chance cannot be told.
    NoInterval,
    /// Too many records do not say which group they are of ([`unknown::MOST_UNKNOWN`]).
    Withheld,
}

impl Verdict {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::BeyondChance => "Beyond chance",
            Self::WithinChance => "Within chance",
            Self::NoInterval => "Cannot tell: no interval",
            Self::Withheld => "No verdict: too many unknown",
        }
    }
}

/// The gap between everyone and the worst-off of the groups that a measure has by a characteristic.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Measure.
    pub measure: u16,
    /// Place of the characteristic in the catalogue.
    pub characteristic: usize,
    /// The gap of the worst-off group.
    pub gap: Gap,
    /// What can be said of it.
    pub verdict: Verdict,
    /// What it has done, or why that cannot be told.
    pub over: Result<Over, WhyNot>,
    /// The share of records with the group unknown, or why that cannot be told; none where no figure says.
    pub unknown: Option<Result<f64, Missing>>,
    /// The group's figure if all of these were in it.
    pub all_in: Option<f64>,
    /// How many groups it is the worst of.
    pub of: usize,
    /// How many other groups are hidden to protect people: one of them could be worse off.
    pub hidden: usize,
    /// Whether any of the figures is made up.
    pub illustrative: bool,
}

impl Line {
    /// How far apart the two are on a scale that has no unit: the logarithm of their ratio, without its sign; 0 where there is no ratio.
    fn spread(&self) -> f64 {
        self.gap.ratio.map_or(0.0, |ratio| libm::log(ratio).abs())
    }

    /// The gap in words: `3.8 points worse`.
    pub fn size(&self, measure: &Measure) -> String {
        format!("{} worse", measure.amount(self.gap.size))
    }

    /// Its limits on the same side, in words: `between 2.1 and 5.5`. A limit below 0 means that the group could be better off.
    pub fn limits(&self, measure: &Measure) -> Option<String> {
        let (lower, upper) = self.gap.limits?;
        let (low, high) = if self.gap.size < 0.0 { (-upper, -lower) } else { (lower, upper) };
        let show = |value| format::value(value, "", "", measure.decimals);
        Some(format!("between {} and {}", show(low), show(high)))
    }
}

/// The worst-off group against everyone, for each measure and characteristic of an area's frame with figures up to a period; of one
/// characteristic only, if one is given. Left out: counts, which say nothing of a group without its size; measures of which neither high nor
/// low is better; and, unless they are asked for, characteristics that are off by default.
///
/// First those beyond chance, then those within, those without an interval, those without a verdict; within each, the largest ratio first, as
/// points, days and rates have no common scale but that.
pub fn lines(catalogue: &Catalogue, frame: &Frame, until: Period, only: Option<usize>) -> Vec<Line> {
    let shown = |known: usize| only.map_or(!catalogue.characteristics[known].off_by_default, |only| only == known);
    let mut lines: Vec<Line> = Vec::new();
    for cube in frame.cubes.iter().filter(|cube| catalogue.measures[usize::from(cube.measure)].kind != Kind::Count) {
        let Some(period) = catalogue.as_of(cube.measure, until) else { continue };
        let known = (0..catalogue.characteristics.len()).filter(|&known| shown(known));
        lines.extend(known.filter_map(|known| line(catalogue, cube, known, period)));
    }
    lines.sort_by(|one, two| {
        let place = |line: &Line| (line.verdict, line.measure, line.characteristic);
        (one.verdict.cmp(&two.verdict)).then(two.spread().total_cmp(&one.spread())).then(place(one).cmp(&place(two)))
    });
    lines
}

/// The worst-off of the groups of a characteristic; none where no group is worse off than everyone.
fn line(catalogue: &Catalogue, cube: &Cube, characteristic: usize, period: u16) -> Option<Line> {
    let measure = &catalogue.measures[usize::from(cube.measure)];
    let groups = || unknown::groups(catalogue, cube, characteristic);
    let told = groups().filter(|(_, unknown)| !unknown).filter_map(|(group, _)| gap(cube, measure, (group, 0), period).ok());
    let told: Vec<Gap> = told.collect();
    let of = told.len();
    let worse = told.into_iter().filter(|gap| gap.worse_off == Some(true));
    let gap = worse.max_by(|one, two| {
        let beyond = |gap: &Gap| gap.beyond_chance() == Some(true);
        beyond(one).cmp(&beyond(two)).then(one.size.abs().total_cmp(&two.size.abs())).then(two.group.cmp(&one.group))
    })?;
    let share = unknown::beside(catalogue, cube, measure, characteristic, period);
    let verdict = match (unknown::too_much(share), gap.beyond_chance()) {
        (true, _) => Verdict::Withheld,
        (false, Some(true)) => Verdict::BeyondChance,
        (false, Some(false)) => Verdict::WithinChance,
        (false, None) => Verdict::NoInterval,
    };
    let (cell, notes) = cube.cell(gap.group, period);
    let missing = |group: u16| cube.cell(group, period).0.missing();
    Some(Line {
        measure: cube.measure,
        characteristic,
        verdict,
        of,
        over: over_time(catalogue, cube, measure, (gap.group, 0), period),
        unknown: share,
        all_in: unknown::all_in(cell, groups().filter(|(_, unknown)| *unknown).map(|(group, _)| cube.cell(group, period).0), measure)
            .filter(|_| share.is_some()),
        hidden: groups().filter(|&(group, unknown)| !unknown && missing(group) == Some(Missing::Suppressed)).count(),
        illustrative: notes.illustrative() || cube.cell(0, period).1.illustrative(),
        gap,
    })
}

#[cfg(test)]
mod tests;
