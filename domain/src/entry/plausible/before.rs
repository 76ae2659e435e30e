//! Checks of figures against those of the periods before.

use super::{Sight, Spot, alone::plain, nothing, spotted};
use crate::{
    entry::{Place, Read, value},
    observation::{Figure, Observation, Provenance},
    store::Slot,
};

/// A jump by this factor, up or down, is asked about.
const TIMES: f64 = 10.0;
/// Figures below this on both sides are passed over: few things jump easily.
const SMALL: f64 = 10.0;

/// Whether one number is at least ten times the other, and either is not small.
pub(crate) fn jumps(one: f64, other: f64) -> bool {
    let (low, high) = (one.abs().min(other.abs()), one.abs().max(other.abs()));
    low > 0.0 && high >= SMALL && high >= TIMES * low
}

/// The newest figure before.
fn last<'a>(sight: &'a Sight<'_>, place: &Place) -> Option<&'a Observation> {
    sight.before.get(place)?.first().copied()
}

/// Jumps of a value, a count or a whole against the figure before. The figure before is not told: whoever reads this may not be allowed to see it.
pub(super) fn ten_fold(sight: &Sight<'_>) -> Vec<Spot> {
    let measure = sight.look.measure;
    let spot = |(place, (figure, _)): (&Place, &(Figure, _))| {
        let before = last(sight, place)?;
        let of = |figure: Figure| match figure {
            Figure::Parts { denominator, .. } => denominator,
            Figure::Value { .. } | Figure::Missing(_) => None,
        };
        let values = value(*figure, measure).zip(value(before.figure, measure)).map(|pair| (pair, sight.main()));
        let wholes = of(*figure).zip(of(before.figure)).map(|pair| (pair, Slot::Denominator));
        let ((now, then), slot) = [wholes, values].into_iter().flatten().find(|((now, then), _)| jumps(*now, *then))?;
        let times = (now / then).abs();
        let label = before.period.label();
        let made_up = if before.provenance == Provenance::Illustrative { ", which was made up" } else { "" };
        let what = if slot == Slot::Denominator && slot != sight.main() { "the whole" } else { "the figure" };
        let words = if times >= 1.0 {
            format!("{what}, {}, is ten times that of {label}{made_up} or more", plain(now))
        } else {
            format!("{what}, {}, is a tenth of that of {label}{made_up} or less", plain(now))
        };
        Some(spotted(place, slot, format!("{}: {words}.", sight.name(place))))
    };
    sight.figures.iter().filter_map(spot).collect()
}

/// Figures that are the same for the third time. Few things are easily the same, so small counts are passed over.
pub(super) fn unchanged(sight: &Sight<'_>) -> Vec<Spot> {
    let spot = |(place, (figure, _)): (&Place, &(Figure, _))| {
        let [one, two] = sight.before.get(place)?.get(..2)? else { return None };
        let small = match figure {
            Figure::Parts { numerator, .. } => *numerator < 5.0,
            other => nothing(*other),
        };
        (!small && one.figure == *figure && two.figure == *figure).then(|| {
            let words = format!("{}: the same as in {} and {}.", sight.name(place), two.period.label(), one.period.label());
            spotted(place, sight.main(), words)
        })
    };
    sight.figures.iter().filter_map(spot).collect()
}

/// Whether every figure is that of the period before.
pub(super) fn copy(sight: &Sight<'_>) -> Vec<Spot> {
    let there = sight.figures.iter().filter(|(_, (figure, _))| !matches!(figure, Figure::Missing(_)));
    let mut same = 0_u64;
    let mut first = None;
    for (place, (figure, _)) in there {
        match sight.before.get(place).and_then(|list| list.first()) {
            Some(before) if before.figure == *figure => {
                same += 1;
                first = first.or(Some((place, before.period)));
            }
            _ => return Vec::new(),
        }
    }
    let first = first.filter(|_| same >= 5);
    let words = |label: String| format!("All {} are those of {label}.", crate::format::plural(same, ("figure", "figures")));
    first.map(|(place, period)| spotted(place, sight.main(), words(period.label()))).into_iter().collect()
}

/// Lines that had a figure in the period before and have nothing now.
pub(super) fn blank(sight: &Sight<'_>, read: &Read) -> Vec<Spot> {
    let newest = sight.before.values().filter_map(|list| list.first()).map(|one| one.period).max();
    let had = |place: &Place| {
        let before = sight.before.get(place).and_then(|list| list.first());
        before.is_some_and(|one| Some(one.period) == newest)
    };
    let empty = |place: &Place| !read.figures.contains_key(place) && !read.faults.iter().any(|fault| fault.place == *place);
    let lines = sight.grid.places().filter(|place| empty(place) && had(place));
    lines.map(|place| spotted(&place, sight.main(), format!("{} is blank.", sight.name(&place)))).collect()
}
