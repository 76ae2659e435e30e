//! Checks of parts against their whole: groups against everyone, and areas against the one that they lie in.

use super::{Sight, Spot, alone::plain, spotted};
use crate::{
    area::Area,
    code::GroupCode,
    entry::{Place, there},
    measure::{Aggregation, Disclosure, Kind},
    observation::Figure,
    store::Slot,
};

/// Numerator and denominator of a place, as far as it has parts.
fn part(sight: &Sight<'_>, place: &Place, slot: Slot) -> Option<f64> {
    match (sight.figures.get(place)?.0, slot) {
        (Figure::Parts { numerator, .. }, Slot::Numerator) => Some(numerator),
        (Figure::Parts { denominator, .. }, Slot::Denominator) => denominator,
        _ => None,
    }
}

/// What may lie between a whole and its parts: nothing where people are counted here, half a per cent where figures were rounded before.
fn allowed(sight: &Sight<'_>, whole: f64) -> f64 {
    match sight.look.measure.disclosure {
        Disclosure::Threshold { .. } => 1e-9 * whole.abs(),
        Disclosure::Exempt { .. } | Disclosure::Off { .. } => 0.005 * whole.abs(),
    }
}

/// Whether parts add up: counts and shares by what was counted, surveys not at all.
fn additive(sight: &Sight<'_>) -> bool {
    sight.look.measure.survey.is_none() && sight.look.measure.kind != Kind::Value
}

/// A whole and the places that it is made of.
struct Whole<'a> {
    place: Place,
    parts: Vec<Place>,
    /// What the parts are called.
    called: String,
    /// The characteristic or the area, for an order.
    of: &'a str,
}

/// Everyone of each area, by characteristic.
fn by_group<'a>(sight: &Sight<'a>) -> Vec<Whole<'a>> {
    let council = sight.look.council;
    let mut wholes = Vec::new();
    for place in sight.figures.keys().filter(|place| place.group.is_everyone()) {
        for known in council.characteristics.iter().filter(|known| sight.look.measure.breakdowns.contains(&known.code)) {
            let parts = known.groups.iter().map(|group| Place { area: place.area.clone(), group: group.code.clone() });
            let parts = parts.filter(|place| sight.grid.asks(place)).collect();
            wholes.push(Whole {
                place: place.clone(),
                parts,
                called: format!("the groups of {}", known.name.to_lowercase()),
                of: known.code.as_str(),
            });
        }
    }
    wholes
}

/// Each area with those directly in it that are reported, by group.
fn by_area<'a>(sight: &Sight<'a>) -> Vec<Whole<'a>> {
    let (council, measure) = (sight.look.council, sight.look.measure);
    let within = |area: &Area| -> Vec<&Area> {
        let children: Vec<&Area> = council.areas.iter().filter(|child| child.parent.as_ref() == Some(&area.code)).collect();
        // Where the layer between is not reported, those below it make the whole.
        let mut list = Vec::new();
        for child in children.into_iter().filter(|child| there(council, child, sight.look.period)) {
            if measure.levels.contains(&child.kind) {
                list.push(child);
            } else {
                list.extend(council.areas.iter().filter(|below| below.parent.as_ref() == Some(&child.code)));
            }
        }
        list.retain(|child| there(council, child, sight.look.period));
        list
    };
    let mut wholes = Vec::new();
    for area in &council.areas {
        let children = within(area);
        if children.is_empty() {
            continue;
        }
        let groups: Vec<&GroupCode> = sight.figures.keys().filter(|place| place.area == area.code).map(|place| &place.group).collect();
        let called = council.words.area(children[0].kind).1.clone();
        for group in groups {
            let at = |code: &crate::code::AreaCode| Place { area: code.clone(), group: group.clone() };
            // An area that never has figures is no part of the sum.
            let parts = children.iter().map(|child| at(&child.code)).filter(|place| sight.grid.asks(place)).collect();
            wholes.push(Whole { place: at(&area.code), parts, called: format!("its {called}"), of: area.code.as_str() });
        }
    }
    wholes
}

fn slots(sight: &Sight<'_>) -> impl Iterator<Item = Slot> + use<> {
    sight.grid.slots.iter().copied().filter(|slot| matches!(slot, Slot::Numerator | Slot::Denominator)).collect::<Vec<_>>().into_iter()
}

fn uneven(sight: &Sight<'_>, wholes: Vec<Whole<'_>>) -> Vec<Spot> {
    if !additive(sight) {
        return Vec::new();
    }
    let mut spots = Vec::new();
    for whole in wholes {
        for slot in slots(sight) {
            let Some(total) = part(sight, &whole.place, slot) else { continue };
            let known: Vec<f64> = whole.parts.iter().filter_map(|place| part(sight, place, slot)).collect();
            if known.is_empty() {
                continue;
            }
            let sum: f64 = known.iter().sum();
            let all = known.len() == whole.parts.len();
            let apart = if all { (sum - total).abs() } else { sum - total };
            if apart > allowed(sight, total) {
                let what = if slot == Slot::Denominator { "the wholes of " } else { "" };
                let some = if all { "" } else { " that are there" };
                let words = format!(
                    "{}: {what}{}{some} add up to {}, and {} is entered.",
                    sight.name(&whole.place),
                    whole.called,
                    plain(sum),
                    plain(total)
                );
                spots.push((whole.of, spotted(&whole.place, slot, words)));
                break;
            }
        }
    }
    spots.sort_by(|one, other| (one.0, &one.1.place).cmp(&(other.0, &other.1.place)));
    spots.into_iter().map(|(_, spot)| spot).collect()
}

/// Groups that do not add up to everyone.
pub(super) fn groups(sight: &Sight<'_>) -> Vec<Spot> {
    uneven(sight, by_group(sight))
}

/// Areas that do not add up to the one that they lie in.
pub(super) fn areas(sight: &Sight<'_>) -> Vec<Spot> {
    let sums = matches!(sight.look.measure.aggregation, Aggregation::Sum | Aggregation::Ratio | Aggregation::Last);
    if sums { uneven(sight, by_area(sight)) } else { Vec::new() }
}

/// A part that is larger than its whole by itself: no reason makes that right. Averages of what may be below nought are passed over, and figures
/// that were rounded before have their half a per cent.
pub(super) fn above(sight: &Sight<'_>) -> Vec<Spot> {
    if !additive(sight) || sight.look.measure.kind == Kind::Mean {
        return Vec::new();
    }
    let mut spots = Vec::new();
    for whole in by_group(sight).into_iter().chain(by_area(sight)) {
        for slot in slots(sight) {
            let Some(total) = part(sight, &whole.place, slot) else { continue };
            for place in &whole.parts {
                let Some(own) = part(sight, place, slot).filter(|own| own - total > allowed(sight, total)) else { continue };
                let (name, all) = (sight.name(place), sight.name(&whole.place));
                let of = if place.area == whole.place.area { "everyone there".to_owned() } else { all };
                spots.push(spotted(place, slot, format!("{name}: {} is more than the {} of {of}.", plain(own), plain(total))));
            }
        }
    }
    spots.sort_by(|one, other| (&one.place, one.slot).cmp(&(&other.place, other.slot)));
    spots.dedup_by(|one, other| one.place == other.place && one.slot == other.slot);
    spots
}
