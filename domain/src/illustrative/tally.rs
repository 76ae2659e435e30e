//! Counts: drawn for wards, shared out among groups, added up for larger areas.

use super::{
    draw::{self, Draw},
    ground::{Ground, Ward},
    model::{Model, Purpose},
    share::share_out,
};
use crate::{
    code::{EVERYONE, GroupCode},
    council::Council,
    group::Characteristic,
    measure::Kind,
    observation::{Figure, Missing},
};

/// No count exceeds ten million million: sums of them over any city stay whole in a float.
const MOST: f64 = 1e13;

/// The parts of a figure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// What was counted, or the sum of a mean.
    numerator: u64,
    /// Out of how many.
    denominator: u64,
}

impl Cell {
    /// Draws a cell with this natural value among `exposed` people, records or whatever the measure is out of.
    pub(super) fn draw(kind: Kind, draw: &mut Draw, exposed: f64, value: f64) -> Self {
        if kind == Kind::Count {
            return Self { numerator: draw.poisson((exposed * value).min(MOST)), denominator: 0 };
        }
        let denominator = (exposed + 0.5 * exposed.sqrt() * draw.normal()).round().clamp(0.0, MOST);
        let numerator = match kind {
            Kind::Proportion => draw.binomial(denominator as u64, value),
            Kind::Rate => draw.poisson((denominator * value).min(MOST)),
            Kind::Mean | Kind::Value | Kind::Count if denominator > 0.0 => {
                (denominator * value * (1.0 + 0.5 * draw.normal() / denominator.sqrt())).round().clamp(0.0, MOST) as u64
            }
            Kind::Mean | Kind::Value | Kind::Count => 0,
        };
        Self { numerator, denominator: denominator as u64 }
    }

    /// As the figure of an observation. Out of nobody, nothing can be said.
    pub(super) fn figure(self, kind: Kind) -> Figure {
        let numerator = self.numerator as f64;
        match (kind, self.denominator) {
            (Kind::Count, _) => Figure::Parts { numerator, denominator: None },
            (_, 0) => Figure::Missing(Missing::NotApplicable),
            (_, denominator) => Figure::Parts { numerator, denominator: Some(denominator as f64) },
        }
    }

    /// Adds another cell to this one.
    fn add(&mut self, other: Self) {
        self.numerator += other.numerator;
        self.denominator += other.denominator;
    }
}

/// A group that a measure is broken down by.
struct Part<'a> {
    /// Its code.
    code: &'a GroupCode,
    /// The key of its draws.
    key: u64,
    /// The exponential of its effect.
    odds: f64,
    /// Its place in its characteristic.
    place: usize,
}

/// A characteristic that a measure is broken down by.
struct Breakdown<'a> {
    /// The characteristic.
    characteristic: &'a Characteristic,
    /// The groups that have figures: unknown ones only where some records are unknown.
    parts: Vec<Part<'a>>,
}

/// The characteristics that a measure is broken down by, in its order.
fn breakdowns<'a>(council: &'a Council, model: &Model) -> Vec<Breakdown<'a>> {
    let recipe = model.recipe;
    let wanted = model.measure.breakdowns.iter().filter_map(|code| council.characteristics.iter().find(|one| &one.code == code));
    wanted
        .map(|characteristic| {
            let all_unknown = characteristic.groups.iter().all(|group| group.unknown);
            let shown = characteristic.groups.iter().enumerate().filter(|(_, group)| !group.unknown || recipe.unknown > 0.0 || all_unknown);
            let parts = shown.map(|(place, group)| {
                let effect = recipe.groups.iter().find(|(code, _)| code == &group.code).map_or(0.0, |(_, effect)| *effect);
                Part { code: &group.code, key: draw::text_key(group.code.as_str()), odds: effect.exp(), place }
            });
            Breakdown { characteristic, parts: parts.collect() }
        })
        .collect()
}

/// The counts of a measure: for each area (city, neighbourhoods, wards), each period, everyone and each group.
pub(super) struct Tally {
    /// Everyone, then the groups.
    pub(super) columns: Vec<GroupCode>,
    /// Cells by area, period and column.
    cells: Vec<Cell>,
    /// Number of periods.
    periods: usize,
}

impl Tally {
    /// Draws a measure's counts.
    pub(super) fn of(council: &Council, ground: &Ground, model: &Model) -> Self {
        let breakdowns = breakdowns(council, model);
        let groups = breakdowns.iter().flat_map(|one| &one.parts).map(|part| part.code.clone());
        let columns: Vec<GroupCode> = std::iter::once(GroupCode::everyone()).chain(groups).collect();
        let (periods, width) = (model.moments.len(), columns.len());
        let above = 1 + ground.neighbourhoods.len();
        let mut cells = vec![Cell::default(); (above + ground.wards.len()) * periods * width];
        let (sums, wards) = cells.split_at_mut(above * periods * width);
        for (ward, rows) in ground.wards.iter().zip(wards.chunks_exact_mut(periods * width)) {
            fill(ground, model, &breakdowns, ward, rows);
            for area in std::iter::once(0).chain(ward.neighbourhood.map(|place| 1 + place)) {
                let sums = &mut sums[area * periods * width..][..periods * width];
                sums.iter_mut().zip(rows.iter()).for_each(|(sum, cell)| sum.add(*cell));
            }
        }
        Self { columns, cells, periods }
    }

    /// A cell.
    pub(super) fn cell(&self, area: usize, period: usize, column: usize) -> Cell {
        self.cells[(area * self.periods + period) * self.columns.len() + column]
    }
}

/// Draws the counts of one ward, period by period.
fn fill(ground: &Ground, model: &Model, breakdowns: &[Breakdown], ward: &Ward, rows: &mut [Cell]) {
    let Some(residents) = ward.residents else { return };
    let kind = model.measure.kind;
    let exposed = if kind == Kind::Count { residents } else { residents * model.recipe.base };
    let shares: Vec<Vec<f64>> = breakdowns
        .iter()
        .map(|one| {
            let shares = ground.shares(ward, one.characteristic, model.recipe.unknown);
            one.parts.iter().map(|part| shares[part.place]).collect()
        })
        .collect();
    let everyone = draw::text_key(EVERYONE);
    let mut scratch = Scratch::default();
    for (at, row) in rows.chunks_exact_mut(rows.len() / model.moments.len()).enumerate() {
        let moment = model.moments[at].key;
        let scale = model.scale(ward, at);
        let whole = Cell::draw(kind, &mut model.draw(Purpose::Cell, &[ward.key, moment, everyone]), exposed, model.unlink(scale));
        row[0] = whole;
        let mut column = 1;
        for (breakdown, shares) in breakdowns.iter().zip(&shares) {
            let row = &mut row[column..column + breakdown.parts.len()];
            column += breakdown.parts.len();
            let noise = |part: &Part| model.draw(Purpose::Cell, &[ward.key, moment, part.key]).normals();
            scratch.noise = breakdown.parts.iter().map(noise).collect();
            scratch.split(kind, whole, scale, &breakdown.parts, shares, row);
        }
    }
}

/// Room to share one cell out among groups.
#[derive(Default)]
struct Scratch {
    noise: Vec<(f64, f64)>,
    weights: Vec<f64>,
    denominators: Vec<u64>,
    numerators: Vec<u64>,
}

impl Scratch {
    /// Shares everyone's cell out among the groups of a characteristic: the denominator by their shares, then the numerator by what is
    /// expected of each. Where most of a proportion is counted, those who are not are shared out instead: they are the fewer.
    fn split(&mut self, kind: Kind, whole: Cell, scale: f64, parts: &[Part], shares: &[f64], row: &mut [Cell]) {
        let Self { noise, weights, denominators, numerators } = self;
        denominators.resize(parts.len(), 0);
        numerators.resize(parts.len(), 0);
        let jitter = |mean: f64, spread: f64, noise: f64| if mean > 0.0 { (mean + spread * noise).max(mean * 1e-3) } else { 0.0 };

        weights.clear();
        weights.extend(shares.iter().zip(&*noise).map(|(share, noise)| {
            let mean = share * whole.denominator as f64;
            jitter(mean, 0.5 * mean.sqrt(), noise.0)
        }));
        share_out(whole.denominator, weights, None, denominators);

        let most = kind == Kind::Proportion && 2 * whole.numerator > whole.denominator;
        let centre = if kind == Kind::Proportion { centre(whole, scale, parts, denominators) } else { 1.0 };
        weights.clear();
        weights.extend(parts.iter().enumerate().map(|(place, part)| {
            let exposed = denominators[place] as f64;
            let (mean, spread) = match kind {
                Kind::Proportion => {
                    let odds = centre * part.odds;
                    let chance = if most { 1.0 / (1.0 + odds) } else { odds / (1.0 + odds) };
                    (exposed * chance, (exposed * chance * (1.0 - chance)).sqrt())
                }
                Kind::Count => {
                    let mean = whole.numerator as f64 * shares[place] * part.odds;
                    (mean, mean.sqrt())
                }
                Kind::Rate => {
                    let mean = exposed * scale.min(30.0).exp() * part.odds;
                    (mean, mean.sqrt())
                }
                Kind::Mean | Kind::Value => {
                    let mean = exposed * part.odds;
                    (mean, 0.5 * mean / exposed.max(1.0).sqrt())
                }
            };
            jitter(mean, spread, noise[place].1)
        }));
        if most {
            share_out(whole.denominator - whole.numerator, weights, Some(denominators), numerators);
            numerators.iter_mut().zip(&*denominators).for_each(|(part, whole)| *part = whole - *part);
        } else {
            let caps = (kind == Kind::Proportion).then_some(denominators.as_slice());
            share_out(whole.numerator, weights, caps, numerators);
        }
        for ((cell, numerator), denominator) in row.iter_mut().zip(&*numerators).zip(&*denominators) {
            *cell = Cell { numerator: *numerator, denominator: *denominator };
        }
    }
}

/// The odds of a group without an effect at which the groups of a proportion are expected to make everyone's numerator, by Newton's method on
/// the log-odds from those of the ward. Without it, effects that do not cancel out would be squeezed by the sharing out.
fn centre(whole: Cell, scale: f64, parts: &[Part], denominators: &[u64]) -> f64 {
    let mut centre = scale;
    for _ in 0..6 {
        let odds = centre.exp();
        let (mut expected, mut slope) = (0.0, 0.0);
        for (part, exposed) in parts.iter().zip(denominators) {
            let chance = odds * part.odds / (1.0 + odds * part.odds);
            expected += *exposed as f64 * chance;
            slope += *exposed as f64 * chance * (1.0 - chance);
        }
        let step = (whole.numerator as f64 - expected) / slope.max(1e-6);
        centre = (centre + step.clamp(-1.0, 1.0)).clamp(-100.0, 100.0);
        if step.abs() < 1e-3 {
            break;
        }
    }
    centre.exp()
}
