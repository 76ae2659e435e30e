//! Checks of figures by themselves: against their target, and against each other.

use std::collections::BTreeMap;

use super::{Sight, Spot, nothing, spotted};
use crate::{
    area::AreaType,
    code::GroupCode,
    entry::{Place, value},
    measure::{Polarity, Target, Tolerance},
    observation::Figure,
    target::{adds_up, level, target_for},
};

/// From so many times its target on, or so small a part of it, a figure may be in another unit.
const FAR: f64 = 20.0;

fn target<'a>(sight: &Sight<'a>, place: &Place) -> Option<&'a Target> {
    let look = sight.look;
    target_for(&look.council.targets, &look.measure.code, &place.area, look.period)
}

/// What a figure of this period is compared with: the level that it is held to, or its share of a sum.
fn aim(sight: &Sight<'_>, place: &Place, target: &Target) -> Option<f64> {
    let look = sight.look;
    let group = u16::from(!place.group.is_everyone());
    if adds_up(look.measure, target, look.period) {
        let share = f64::from(look.period.months()) / f64::from(target.period.months());
        return (group == 0).then_some(target.value * share);
    }
    level(look.measure, target, look.period, group)
}

/// Figures of another size than their target: 420 against 73,390.
pub(super) fn far_from_target(sight: &Sight<'_>) -> Vec<Spot> {
    let measure = sight.look.measure;
    let spot = |(place, (figure, _)): (&Place, &(Figure, _))| {
        let (value, target) = (value(*figure, measure)?, target(sight, place)?);
        // A city's count is not what a ward's is held to, unless the target is the ward's own.
        let own = target.area.is_some() || is_city(sight, place) || measure.kind != crate::measure::Kind::Count;
        let aim = aim(sight, place, target).filter(|_| own)?;
        if value == 0.0 || aim == 0.0 || value.abs().max(aim.abs()) < 10.0 {
            return None;
        }
        let times = (value / aim).abs();
        (times >= FAR || times <= 1.0 / FAR).then(|| {
            let (shown, wanted) = (plain(value), plain(aim));
            spotted(place, sight.main(), format!("{}: {shown} against a target of {wanted}.", sight.name(place)))
        })
    };
    sight.figures.iter().filter_map(spot).collect()
}

fn is_city(sight: &Sight<'_>, place: &Place) -> bool {
    sight.look.council.area(&place.area).is_some_and(|area| area.kind == AreaType::City)
}

/// A number with thousands separators, to two decimals at most.
pub(super) fn plain(number: f64) -> String {
    let hundredths = (number * 100.0).round();
    let decimals = if hundredths % 100.0 == 0.0 { 0 } else { 2 };
    crate::format::value(number, "", "", decimals)
}

/// The same figure in four areas or more of one kind, and no other.
pub(super) fn same_everywhere(sight: &Sight<'_>) -> Vec<Spot> {
    let mut kinds: BTreeMap<(&GroupCode, AreaType), Vec<(&Place, Figure)>> = BTreeMap::new();
    for (place, (figure, _)) in sight.figures {
        let Some(area) = sight.look.council.area(&place.area) else { continue };
        if !matches!(figure, Figure::Missing(_)) {
            kinds.entry((&place.group, area.kind)).or_default().push((place, *figure));
        }
    }
    let same = |list: Vec<(&Place, Figure)>| {
        let &(place, figure) = list.first()?;
        (list.len() >= 4 && !nothing(figure) && list.iter().all(|(_, other)| *other == figure)).then(|| {
            let words = format!("{} and {} other areas all have the same figure.", sight.name(place), list.len() - 1);
            spotted(place, sight.main(), words)
        })
    };
    kinds.into_values().filter_map(same).collect()
}

/// A target of nought that no tolerance can be taken of, or that any figure meets.
pub(super) fn zero_target(sight: &Sight<'_>) -> Vec<Spot> {
    let idle = |target: &Target| match sight.look.measure.polarity {
        Polarity::Low => target.value == 0.0 && matches!(target.tolerance, Tolerance::Relative(_)),
        Polarity::High => target.value == 0.0,
        Polarity::Range | Polarity::None => target.value == 0.0 && target.upper == Some(0.0),
    };
    let first = sight.figures.keys().find(|place| place.group.is_everyone() && target(sight, place).is_some_and(idle));
    let words = |place: &Place| format!("{}: a target of nought cannot be what is meant: ask who set it.", sight.name(place));
    first.map(|place| spotted(place, sight.main(), words(place))).into_iter().collect()
}
