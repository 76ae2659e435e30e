//! The observations of one measure.

use std::collections::BTreeSet;

use super::{
    draw,
    ground::Ground,
    model::{Model, Purpose},
    tally::{Cell, Tally},
};
use crate::{
    area::{Area, AreaType},
    code::{AreaCode, GroupCode},
    council::Council,
    measure::{Kind, Measure},
    observation::{Figure, Flags, Missing, Observation, Provenance},
    period::Period,
    recipe::Recipe,
};

/// One ward and period in so many is left out.
const ONE_LEFT_OUT_IN: f64 = 400.0;

/// Makes the observations of one measure, ordered by area, group and period.
pub(super) fn observations(
    council: &Council,
    real: &[Observation],
    ground: &Ground,
    measure: &Measure,
    recipe: &Recipe,
) -> Vec<Observation> {
    let model = Model::of(ground, measure, recipe);
    if model.moments.is_empty() {
        return Vec::new();
    }
    let taken = real.iter().filter(|one| one.measure == measure.code).map(|one| (&one.area, one.period, &one.group)).collect();
    let mut writer = Writer { model: &model, taken, written: Vec::new() };
    if measure.kind == Kind::Value {
        write_values(ground, &mut writer);
    } else {
        write_counts(council, ground, &mut writer);
    }
    for (code, level) in &recipe.comparators {
        if let Some(area) = council.area(code) {
            write_comparator(ground, area, *level, &mut writer);
        }
    }
    writer.written
}

/// Observations as they are written.
struct Writer<'a> {
    model: &'a Model<'a>,
    /// What real observations there are of the measure.
    taken: BTreeSet<(&'a AreaCode, Period, &'a GroupCode)>,
    written: Vec<Observation>,
}

impl Writer<'_> {
    /// Writes one series: all periods of an area and group.
    fn series(&mut self, area: &Area, group: &GroupCode, own: bool, figure: impl Fn(usize) -> Figure) {
        let (model, count) = (self.model, self.model.moments.len());
        let late = model.recipe.late.then(|| count - 1);
        let newest = if late.is_some() { count.checked_sub(2) } else { count.checked_sub(1) };
        for (at, moment) in model.moments.iter().enumerate() {
            if !there(area, moment.period) {
                continue;
            }
            if !self.taken.is_empty() && self.taken.contains(&(&area.code, moment.period, group)) {
                continue;
            }
            let figure = if late == Some(at) { Figure::Missing(Missing::Late) } else { figure(at) };
            let flags = match figure {
                Figure::Missing(_) => Flags::default(),
                _ => Flags { provisional: newest == Some(at), break_in_series: own && moment.breaks, ..Flags::default() },
            };
            self.written.push(Observation {
                measure: model.measure.code.clone(),
                area: area.code.clone(),
                period: moment.period,
                group: group.clone(),
                figure,
                flags,
                provenance: Provenance::Illustrative,
                source: None,
            });
        }
    }

    /// Whether the measure is reported for this kind of area.
    fn reports(&self, area: &Area) -> bool {
        self.model.measure.levels.contains(&area.kind)
    }

    /// The periods in which a ward is left out.
    fn left_out(&self, ward: u64) -> Vec<bool> {
        let left_out = |key| self.model.draw(Purpose::Hidden, &[ward, key]).uniform() * ONE_LEFT_OUT_IN < 1.0;
        self.model.moments.iter().map(|moment| left_out(moment.key)).collect()
    }
}

/// Whether an area was there in a period: a ward or neighbourhood has no figures from before its boundaries, and others count all the same.
fn there(area: &Area, period: Period) -> bool {
    area.parent.is_none() || area.valid_from.is_none_or(|from| period.end() >= from)
}

/// The areas in the order of a [`Tally`]: city, neighbourhoods, wards; with a ward's place.
fn areas<'a>(ground: &'a Ground<'a>) -> impl Iterator<Item = (&'a Area, Option<usize>)> {
    let above = std::iter::once(ground.city).chain(ground.neighbourhoods.iter().copied()).map(|area| (area, None));
    above.chain(ground.wards.iter().enumerate().map(|(place, ward)| (ward.area, Some(place))))
}

/// Whether anyone is known to live in an area.
fn has_residents(ground: &Ground, area: &Area, ward: Option<usize>) -> bool {
    let lies_in = |place: Option<usize>| place.is_some_and(|place| ground.neighbourhoods[place].code == area.code);
    match ward {
        Some(place) => ground.wards[place].residents.is_some(),
        None => area.kind == AreaType::City || ground.wards.iter().any(|ward| ward.residents.is_some() && lies_in(ward.neighbourhood)),
    }
}

/// Writes figures that come from counts.
fn write_counts(council: &Council, ground: &Ground, writer: &mut Writer) {
    let tally = Tally::of(council, ground, writer.model);
    let kind = writer.model.measure.kind;
    for (at, (area, ward)) in areas(ground).enumerate() {
        if !writer.reports(area) {
            continue;
        }
        if !has_residents(ground, area, ward) {
            writer.series(area, &GroupCode::everyone(), true, |_| Figure::Missing(Missing::NotAvailable));
            continue;
        }
        let left_out = ward.map(|place| writer.left_out(ground.wards[place].key));
        for (column, group) in tally.columns.iter().enumerate() {
            writer.series(area, group, true, |period| match &left_out {
                Some(left_out) if left_out[period] => Figure::Missing(Missing::NotAvailable),
                _ => tally.cell(at, period, column).figure(kind),
            });
        }
    }
}

/// Writes figures that come as they are: a ward's own, or the mean of an area's wards weighted by residents.
fn write_values(ground: &Ground, writer: &mut Writer) {
    let model = writer.model;
    for (area, ward) in areas(ground) {
        if !writer.reports(area) {
            continue;
        }
        let left_out = ward.map(|place| writer.left_out(ground.wards[place].key));
        writer.series(area, &GroupCode::everyone(), true, |at| {
            if left_out.as_ref().is_some_and(|left_out| left_out[at]) {
                return Figure::Missing(Missing::NotAvailable);
            }
            let lies_in = |place: Option<usize>| place.is_some_and(|place| ground.neighbourhoods[place].code == area.code);
            let (mut sum, mut residents) = (0.0, 0.0);
            for (place, one) in ground.wards.iter().enumerate() {
                let inside = ward.map_or_else(|| area.kind == AreaType::City || lies_in(one.neighbourhood), |ward| ward == place);
                if let Some(weight) = one.residents.filter(|_| inside) {
                    sum += weight * model.unlink(model.scale(one, at));
                    residents += weight;
                }
            }
            if residents > 0.0 { rounded(model, sum / residents) } else { Figure::Missing(Missing::NotAvailable) }
        });
    }
}

/// Writes the figures of a comparator: everyone's alone, on the course of the city from a level of its own, without the city's break.
fn write_comparator(ground: &Ground, area: &Area, level: f64, writer: &mut Writer) {
    let model = writer.model;
    let kind = model.measure.kind;
    let key = draw::text_key(area.code.as_str());
    let start = model.link(model.natural(level));
    let exposed = match kind {
        Kind::Count => 1.0,
        _ => ground.residents_of_comparator(&area.code) * model.recipe.base,
    };
    let drift = 0.3 * model.recipe.drift * model.draw(Purpose::Comparator, &[key]).normal();
    writer.series(area, &GroupCode::everyone(), false, |at| {
        let moment = &model.moments[at];
        let mut draw = model.draw(Purpose::Comparator, &[key, moment.key]);
        let own = if at == 0 { 0.0 } else { 0.5 * model.recipe.noise * draw.normal() };
        let moved = (model.common[at] - model.common[0] + drift * moment.years + own).clamp(-40.0, 40.0);
        let value = model.unlink(start + moved);
        if kind == Kind::Value { rounded(model, value) } else { Cell::draw(kind, &mut draw, exposed, value).figure(kind) }
    });
}

/// A value to the decimals that the measure shows.
fn rounded(model: &Model, value: f64) -> Figure {
    let unit = 10_f64.powi(i32::from(model.measure.decimals.min(9)));
    Figure::Value { value: (value * unit).round() / unit, interval: None }
}
