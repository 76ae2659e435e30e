//! How the figure of the whole area stands that is being entered: its rating, and whether it is worse than the one before.

use std::borrow::Cow;

use super::{Figures, Look, Place, commentary, value};
use crate::{
    area::AreaType,
    code::GroupCode,
    measure::{Polarity, Target},
    observation::{Figure, Missing, Observation},
    rating::{Rating, rate},
    target::{adds_up, target_for},
};

/// How a figure stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stand {
    /// The figure of everyone in the whole area; why there is none, where there is none.
    pub figure: Figure,
    /// Its rating, by the rule that public pages follow ([`crate::judged`]).
    pub rating: Rating,
    /// The figure before it, in the measure's unit.
    pub before: Option<f64>,
    /// Whether it is worse than the one before; false where neither way is.
    pub worse: bool,
}

impl Stand {
    /// What commentary on it is held to.
    pub fn for_commentary(&self) -> commentary::Standing {
        let red = self.rating == Rating::OffTarget;
        commentary::Standing { misses: red || self.rating == Rating::NearTarget, red, worse: self.worse }
    }
}

/// How the figure of the whole area stands; of the first area in order where the measure is not reported for it.
pub fn stand(look: &Look<'_>, figures: &Figures) -> Stand {
    let areas = || look.council.areas.iter().filter(|area| look.measure.levels.contains(&area.kind) && area.kind != AreaType::Comparator);
    let place = |area: &crate::area::Area| Place { area: area.code.clone(), group: GroupCode::everyone() };
    let city = areas().find(|area| area.kind == AreaType::City).or(areas().next()).map(place);
    let none = Stand {
        figure: Figure::Missing(Missing::NotAvailable),
        rating: rate(Err(Missing::NotAvailable), None, look.measure.polarity, look.measure.reach),
        before: None,
        worse: false,
    };
    let Some(city) = city else { return none };
    let Some((figure, _)) = figures.get(&city).copied() else { return none };
    let earlier = |one: &&Observation| {
        one.area == city.area && one.group == city.group && one.period.kind() == look.period.kind() && one.period < look.period
    };
    let before = look.known.iter().filter(earlier).max_by_key(|one| one.period).and_then(|one| value(one.figure, look.measure));
    let own = value(figure, look.measure).ok_or(match figure {
        Figure::Missing(why) => why,
        _ => Missing::NotApplicable,
    });
    let target = target_for(&look.council.targets, &look.measure.code, &city.area, look.period);
    let (judged, target) = match target {
        Some(target) if adds_up(look.measure, target, look.period) => so_far(look, &city, own, target),
        target => (own, target.map(Cow::Borrowed)),
    };
    let worse = own.ok().zip(before).is_some_and(|(now, before)| match look.measure.polarity {
        Polarity::High => now < before,
        Polarity::Low => now > before,
        Polarity::Range | Polarity::None => false,
    });
    Stand { figure, rating: rate(judged, target.as_deref(), look.measure.polarity, look.measure.reach), before, worse }
}

/// The figures of the target's period so far together, and the share of the target that goes with them.
fn so_far<'t>(
    look: &Look<'_>,
    city: &Place,
    own: Result<f64, Missing>,
    target: &'t Target,
) -> (Result<f64, Missing>, Option<Cow<'t, Target>>) {
    let (part, whole) = (look.period.months(), target.period.months());
    let until = crate::period::Period::months_between(target.period.start(), look.period.end());
    if part == 0 || whole % part != 0 || until % part != 0 {
        return (own, None);
    }
    let passed = until / part;
    let within = |one: &&Observation| {
        one.area == city.area
            && one.group == city.group
            && one.period.kind() == look.period.kind()
            && one.period < look.period
            && target.period.contains(&one.period)
    };
    let earlier: Vec<Option<f64>> = look.known.iter().filter(within).map(|one| value(one.figure, look.measure)).collect();
    let all = i32::try_from(earlier.len()) == Ok(passed - 1);
    let sum = earlier.into_iter().sum::<Option<f64>>().filter(|_| all).ok_or(Missing::NotAvailable);
    let share = f64::from(until) / f64::from(whole);
    let by_now = Target { value: target.value * share, upper: target.upper.map(|upper| upper * share), ..target.clone() };
    (own.and_then(|own| Ok(own + sum?)), Some(Cow::Owned(by_now)))
}
