//! The ground that figures are spread over: areas, residents and need.

use std::collections::BTreeMap;

use super::{check::RecipeError, draw};
use crate::{
    area::{Area, AreaType},
    code::{AreaCode, GroupCode, MeasureCode},
    council::Council,
    group::Characteristic,
    observation::{Figure, Observation},
    period::Period,
    recipe::Illustrative,
};

/// Residents of a comparator that the population measure does not give: about those of a core city.
const RESIDENTS_OF_A_COMPARATOR: f64 = 400_000.0;

/// A ward.
pub(super) struct Ward<'a> {
    /// The area.
    pub(super) area: &'a Area,
    /// The key of its draws.
    pub(super) key: u64,
    /// Its neighbourhood, by place in [`Ground::neighbourhoods`].
    pub(super) neighbourhood: Option<usize>,
    /// Residents, where they are known.
    pub(super) residents: Option<f64>,
    /// Need, in standard deviations above the mean of wards.
    pub(super) need: f64,
}

/// All that recipes share.
pub(super) struct Ground<'a> {
    /// The recipes.
    pub(super) recipes: &'a Illustrative,
    /// The city.
    pub(super) city: &'a Area,
    /// Neighbourhoods.
    pub(super) neighbourhoods: Vec<&'a Area>,
    /// Need of the city: that of its wards, weighted by residents.
    pub(super) need: f64,
    /// Wards.
    pub(super) wards: Vec<Ward<'a>>,
    /// Latest residents by area and group.
    residents: BTreeMap<(&'a AreaCode, &'a GroupCode), f64>,
}

impl<'a> Ground<'a> {
    /// Reads residents and need from real observations.
    pub(super) fn survey(council: &'a Council, real: &'a [Observation], recipes: &'a Illustrative) -> Result<Self, RecipeError> {
        let city = council.city().ok_or(RecipeError::NoCity)?;
        let in_force = |kind: AreaType| {
            let last = recipes.last.end();
            council.areas.iter().filter(move |area| area.kind == kind && area.valid_to.is_none_or(|end| end >= last))
        };
        let neighbourhoods: Vec<&Area> = in_force(AreaType::Neighbourhood).collect();
        let residents = latest(real, &recipes.population, counted);
        let needs = latest(real, &recipes.gradient, valued);
        let everyone = GroupCode::everyone();
        let mut wards: Vec<Ward> = in_force(AreaType::Ward)
            .map(|area| Ward {
                area,
                key: draw::text_key(area.code.as_str()),
                neighbourhood: neighbourhoods.iter().position(|one| Some(&one.code) == area.parent.as_ref()),
                residents: residents.get(&(&area.code, &everyone)).copied().filter(|number| *number > 0.0),
                need: 0.0,
            })
            .collect();
        if wards.iter().all(|ward| ward.residents.is_none()) {
            return Err(RecipeError::NoResidents { measure: recipes.population.clone() });
        }
        let known: Vec<f64> = wards.iter().filter_map(|ward| needs.get(&(&ward.area.code, &everyone)).copied()).collect();
        let mean = known.iter().sum::<f64>() / known.len() as f64;
        let deviation = (known.iter().map(|need| (need - mean).powi(2)).sum::<f64>() / known.len() as f64).sqrt();
        if deviation > 0.0 && deviation.is_finite() {
            for ward in &mut wards {
                ward.need = needs.get(&(&ward.area.code, &everyone)).map_or(0.0, |need| (need - mean) / deviation);
            }
        }
        let (weighted, people) = wards
            .iter()
            .filter_map(|ward| ward.residents.map(|people| (people * ward.need, people)))
            .fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        Ok(Self { recipes, city, neighbourhoods, need: weighted / people, wards, residents })
    }

    /// Residents of a comparator.
    pub(super) fn residents_of_comparator(&self, area: &AreaCode) -> f64 {
        let given = self.residents.get(&(area, &GroupCode::everyone())).copied();
        given.filter(|number| *number > 0.0).unwrap_or(RESIDENTS_OF_A_COMPARATOR)
    }

    /// The share of a ward's records in each group of a characteristic, adding up to 1: the population measure's where it gives the group in
    /// the ward, else the recipes' share, else an equal part of what those leave. Unknown groups have `unknown` between them.
    pub(super) fn shares(&self, ward: &Ward, characteristic: &Characteristic, unknown: f64) -> Vec<f64> {
        let groups = &characteristic.groups;
        let given: Vec<Option<f64>> = groups
            .iter()
            .map(|group| {
                let counted = self.residents.get(&(&ward.area.code, &group.code)).copied().zip(ward.residents);
                let share = self.recipes.shares.iter().find(|(code, _)| code == &group.code);
                counted.map(|(part, whole)| part / whole).or(share.map(|(_, share)| *share))
            })
            .collect();
        let known = || groups.iter().zip(&given).filter(|(group, _)| !group.unknown).map(|(_, given)| *given);
        let sum: f64 = known().flatten().sum();
        let without = known().filter(Option::is_none).count();
        let rest = if without == 0 { 0.0 } else { (1.0 - sum).max(0.0) / without as f64 };
        let whole = sum + rest * without as f64;
        let all_known = groups.iter().filter(|group| !group.unknown).count();
        let all_unknown = groups.len() - all_known;
        let unknown = match (all_known, all_unknown) {
            (_, 0) => 0.0,
            (0, _) => 1.0,
            _ => unknown,
        };
        groups
            .iter()
            .zip(&given)
            .map(|(group, given)| match group.unknown {
                true => unknown / all_unknown as f64,
                false if whole > 0.0 => (1.0 - unknown) * given.unwrap_or(rest) / whole,
                false => (1.0 - unknown) / all_known as f64,
            })
            .collect()
    }
}

/// The latest number of a measure by area and group, within a thousand million either way.
fn latest<'a>(
    real: &'a [Observation],
    measure: &MeasureCode,
    number: impl Fn(&Figure) -> Option<f64>,
) -> BTreeMap<(&'a AreaCode, &'a GroupCode), f64> {
    let mut found: BTreeMap<(&AreaCode, &GroupCode), (Period, f64)> = BTreeMap::new();
    for one in real.iter().filter(|one| &one.measure == measure) {
        let Some(number) = number(&one.figure).filter(|number| number.is_finite()) else { continue };
        let entry = found.entry((&one.area, &one.group)).or_insert((one.period, number));
        if one.period >= entry.0 {
            *entry = (one.period, number);
        }
    }
    found.into_iter().map(|(key, (_, number))| (key, number.clamp(-1e9, 1e9))).collect()
}

/// A number of residents: whatever it is out of does not matter.
fn counted(figure: &Figure) -> Option<f64> {
    match *figure {
        Figure::Parts { numerator: number, .. } | Figure::Value { value: number, .. } => Some(number.max(0.0)),
        Figure::Missing(_) => None,
    }
}

/// A value up to its multiplier, which standard deviations take out again.
fn valued(figure: &Figure) -> Option<f64> {
    match *figure {
        Figure::Value { value, .. } => Some(value),
        Figure::Parts { numerator, denominator } => Some(numerator / denominator.unwrap_or(1.0)),
        Figure::Missing(_) => None,
    }
}
