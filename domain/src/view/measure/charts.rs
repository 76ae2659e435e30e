//! The large charts of a measure: its trend, its groups, their gap over time, and the comparators.

use super::super::{
    Scene,
    chart::{Chart, Drawing, Role, Series, moved, number},
    figure::value_text,
    lead::{capital, is, lower},
};
use crate::{
    area::AreaType,
    cell::Cell,
    filter::Resolved,
    format,
    frame::Cube,
    gap,
    measure::{Kind, Measure},
    observation::Missing,
    order::sort_by,
    period::Period,
    target, unknown,
};

/// Those of the charts for which there are figures.
pub(super) fn charts(scene: &Scene, at: u16, area: u16, chosen: &Resolved) -> Vec<Chart> {
    let measure = scene.measure(at);
    let cube = scene.frames.get(&area).and_then(|frame| frame.cube(at));
    let charts = [
        cube.and_then(|cube| trend(scene, cube, measure, area, chosen)),
        cube.and_then(|cube| groups(scene, cube, measure, area)),
        cube.and_then(|cube| gap(scene, cube, measure, chosen)),
        comparators(scene, at, measure, chosen),
    ];
    charts.into_iter().flatten().collect()
}

/// Periods of the kind shown, oldest first.
fn held(scene: &Scene, cube: &Cube, until: Period) -> Vec<u16> {
    let periods = &scene.catalogue.periods;
    let upto = |at: &u16| periods[usize::from(*at)].end() <= until.end();
    let Some(&newest) = cube.shape.periods.iter().rfind(|at| upto(at)) else { return Vec::new() };
    let kind = periods[usize::from(newest)].kind();
    cube.shape.periods.iter().copied().filter(|at| upto(at) && periods[usize::from(*at)].kind() == kind).collect()
}

fn series(name: String, role: Role, measure: &Measure, cube: &Cube, group: u16, held: &[u16]) -> Series {
    Series::of(name, role, measure, held.iter().map(|&at| (cube.cell(group, at).0, cube.supplied(group, at))))
}

fn trend(scene: &Scene, cube: &Cube, measure: &Measure, area: u16, chosen: &Resolved) -> Option<Chart> {
    let catalogue = &scene.catalogue;
    let held = held(scene, cube, chosen.until);
    if held.len() < 2 {
        return None;
    }
    let here = scene.area_name(area).to_owned();
    let mine = if chosen.group == 0 { here.clone() } else { scene.group_name(chosen.group).to_owned() };
    let mut all = vec![series(mine.clone(), Role::Mine, measure, cube, chosen.group, &held)];
    if chosen.group != chosen.against {
        all.push(series(scene.group_name(chosen.against).to_owned(), Role::Reference, measure, cube, chosen.against, &held));
    }
    let same_axis =
        |other: &u16| measure.kind != Kind::Count || catalogue.areas[usize::from(*other)].kind == catalogue.areas[usize::from(area)].kind;
    let beside = (1..).zip(&chosen.compare).map(|(mark, &other)| (Role::Other(mark), other));
    let comparator = chosen.comparator_of(catalogue, area).map(|other| (Role::Comparator, other));
    for (role, other) in comparator.into_iter().chain(beside).filter(|(_, other)| same_axis(other)) {
        if let (Some(other_cube), true) = (scene.frames.get(&other).and_then(|frame| frame.cube(cube.measure)), all.len() < 4) {
            let line = series(scene.area_name(other).to_owned(), role, measure, other_cube, chosen.group, &held);
            if line.span().is_some() {
                all.push(line);
            }
        }
    }
    let goal = held.iter().map(|&at| {
        let period = catalogue.periods[usize::from(at)];
        catalogue.target(area, measure, at).and_then(|target| target::level(measure, target, period, chosen.group))
    });
    let target: Vec<Option<f64>> = goal.collect();
    let labels: Vec<String> = held.iter().map(|&at| catalogue.periods[usize::from(at)].label()).collect();
    let sentence = match all[0].span() {
        Some((first, last)) if first < last => {
            let (from, to) = (all[0].values[first].unwrap_or_default(), all[0].values[last].unwrap_or_default());
            let who = if chosen.group == 0 { format!("In {here}") } else { format!("For {}", scene.group_phrase(chosen.group)) };
            format!("{who} it {} between {} and {}.", moved(from, to, measure), labels[first], labels[last])
        }
        _ => "There are too few figures to show a trend.".to_owned(),
    };
    Some(Chart {
        id: "trend".to_owned(),
        headline: sentence.trim_end_matches('.').to_owned(),
        subtitle: format!("{} in {here}, with its 95% interval as a pale band", measure.unit),
        sentence,
        drawing: Drawing::Lines,
        label_head: "Period".to_owned(),
        illustrative: cube.notes.iter().any(|notes| notes.illustrative()),
        number: number(measure),
        series: all,
        labels,
        target,
    })
}

fn groups(scene: &Scene, cube: &Cube, measure: &Measure, area: u16) -> Option<Chart> {
    let period = scene.spread.period(cube.measure)?;
    let held: Vec<u16> = cube.shape.groups.iter().copied().filter(|&group| group != 0).collect();
    if held.is_empty() || measure.kind == Kind::Count {
        return None;
    }
    let cells = || held.iter().map(|&group| (cube.cell(group, period).0, cube.supplied(group, period)));
    let line = Series::of(scene.area_name(area), Role::Mine, measure, cells());
    let everyone = cube.cell(0, period).0.value(measure);
    let mut placed: Vec<(f64, u16)> = held
        .iter()
        .zip(&line.values)
        .filter(|(group, _)| !scene.catalogue.group(**group).is_some_and(|(_, group)| group.unknown))
        .filter_map(|(&group, &value)| Some((value?, group)))
        .collect();
    sort_by(&mut placed, |a, b| a.0.total_cmp(&b.0));
    let hidden = line.values.iter().filter(|value| value.is_none()).count();
    let mut sentence = match (placed.first(), placed.last(), everyone) {
        (Some(low), Some(high), Some(everyone)) if low.1 != high.1 => format!(
            "Lowest for {} ({}) and highest for {} ({}); everyone {}.",
            scene.group_phrase(low.1),
            value_text(low.0, measure),
            scene.group_phrase(high.1),
            value_text(high.0, measure),
            value_text(everyone, measure)
        ),
        _ => "No group has a figure here.".to_owned(),
    };
    if hidden > 0 {
        sentence =
            format!("{sentence} {} without a figure; the table says why.", capital(&format::plural(hidden as u64, ("group", "groups"))));
    }
    sentence.push_str(&not_known(scene, cube, measure, period));
    let label = |group: u16| scene.catalogue.group(group).map_or_else(String::new, |(of, group)| format!("{}: {}", of.name, group.name));
    Some(Chart {
        id: "groups".to_owned(),
        headline: match (placed.first(), placed.last()) {
            (Some(low), Some(high)) if low.1 != high.1 => {
                format!("From {} to {} between groups", value_text(low.0, measure), value_text(high.0, measure))
            }
            _ => "Groups".to_owned(),
        },
        subtitle: format!(
            "{} in {}, {}, with 95% intervals; the line is everyone",
            measure.unit,
            scene.area_name(area),
            scene.catalogue.periods[usize::from(period)].label()
        ),
        sentence,
        drawing: Drawing::Points,
        label_head: "Group".to_owned(),
        labels: held.iter().map(|&group| label(group)).collect(),
        target: vec![everyone; held.len()],
        illustrative: cube.notes.iter().any(|notes| notes.illustrative()),
        number: number(measure),
        series: vec![line],
    })
}

/// Of how many records the group is not known, by characteristic; nothing where no figure says.
fn not_known(scene: &Scene, cube: &Cube, measure: &Measure, period: u16) -> String {
    let shares = scene.catalogue.characteristics.iter().enumerate().filter_map(|(known, characteristic)| {
        let share = unknown::beside(&scene.catalogue, cube, measure, known, period)?;
        let verdict = if unknown::too_much(Some(share)) { ", over 20% and so without a verdict," } else { "" };
        let share = share.map_or_else(|why| crate::cell::reason(why).to_owned(), |share| format::value(100.0 * share, "", "%", 1));
        Some(format!("{share}{verdict} by {}", characteristic.name.to_lowercase()))
    });
    let shares: Vec<String> = shares.collect();
    if shares.is_empty() { String::new() } else { format!(" Records whose group is not known: {}.", format::joined(&shares)) }
}

fn gap(scene: &Scene, cube: &Cube, measure: &Measure, chosen: &Resolved) -> Option<Chart> {
    if chosen.group == chosen.against {
        return None;
    }
    let held = held(scene, cube, chosen.until);
    let both = |group: u16| held.iter().map(move |&at| cube.cell(group, at).0).collect::<Vec<_>>();
    let (mine, against) = (both(chosen.group), both(chosen.against));
    let mut line = Series { name: "Gap".to_owned(), role: Role::Mine, values: Vec::new(), limits: Vec::new(), texts: Vec::new() };
    for ((mine, against), &at) in mine.iter().zip(&against).zip(&held) {
        let difference = mine.value(measure).zip(against.value(measure)).map(|(mine, against)| mine - against);
        let limits = gap::estimate((cube, chosen.group), (cube, chosen.against), at, measure);
        let missing = || mine.missing().or(against.missing()).map_or("–", crate::cell::reason).to_owned();
        line.texts.push(difference.map_or_else(missing, |gap| format::signed(gap, &measure.prefix, "", measure.decimals)));
        line.values.push(difference);
        line.limits.push(limits.map(|gap| (gap.lower, gap.upper)));
    }
    line.span()?;
    let labels: Vec<String> = held.iter().map(|&at| scene.catalogue.periods[usize::from(at)].label()).collect();
    let (headline, sentence) = course(scene, cube, measure, (chosen.group, chosen.against), *held.last()?);
    Some(Chart {
        id: "gap".to_owned(),
        headline,
        subtitle: format!("{} minus {}, {}", capital(scene.group_phrase(chosen.group)), scene.group_phrase(chosen.against), measure.unit),
        sentence,
        drawing: Drawing::Lines,
        label_head: "Period".to_owned(),
        target: vec![Some(0.0); labels.len()],
        labels,
        illustrative: cube.notes.iter().any(|notes| notes.illustrative()),
        number: (measure.prefix.clone(), String::new(), measure.decimals),
        series: vec![line],
    })
}

/// What the gap between two groups is in the newest period shown, and what it has done: a headline and a sentence.
fn course(scene: &Scene, cube: &Cube, measure: &Measure, pair: (u16, u16), newest: u16) -> (String, String) {
    let when = |at: u16| scene.catalogue.periods[usize::from(at)].label();
    let between =
        format!("The gap between {} and {} in {}", scene.group_phrase(pair.0), scene.group_phrase(pair.1), scene.area_name(cube.area));
    let now = match gap::gap(cube, measure, pair, newest) {
        Ok(now) => now,
        Err(why) => return ("The gap cannot be told".to_owned(), format!("{between} in {} cannot be told: {why}.", when(newest))),
    };
    let is = measure.amount(now.size);
    match gap::over_time(&scene.catalogue, cube, measure, pair, newest) {
        Ok(over) => {
            let other_way = if over.then * now.size < 0.0 { " the other way" } else { "" };
            let was = format!("{}{other_way}", measure.amount(over.then));
            let course = over.course.words();
            (
                format!("The gap was {was} and is {is}: {}", lower(course)),
                format!("{between} was {was} in {} and is {is} in {}. {course}: {}.", when(over.since), when(newest), over.course.reason()),
            )
        }
        Err(why) => (
            format!("The gap is {is}"),
            format!("{between} is {is} in {}. Whether it narrows or widens cannot be told: {why}.", when(newest)),
        ),
    }
}

/// An area, its cell and the limits supplied with it.
type Held = (u16, Cell, Option<(f64, f64)>);

fn comparators(scene: &Scene, at: u16, measure: &Measure, chosen: &Resolved) -> Option<Chart> {
    let catalogue = &scene.catalogue;
    if measure.kind == Kind::Count {
        return None;
    }
    let period = scene.spread.period(at)?;
    let city = catalogue.city();
    // A city without a figure is a gap that is shown, with its reason.
    let value = |area: u16| {
        let cell = match scene.cell(area, at, chosen.group, period).0 {
            Cell::Missing(Missing::NotCollected) if chosen.group == 0 => Cell::Missing(Missing::NotAvailable),
            cell => cell,
        };
        (area, cell, scene.frames.get(&area).and_then(|frame| frame.cube(at)?.supplied(chosen.group, period)))
    };
    let mut found: Vec<Held> = std::iter::once(city).chain(catalogue.areas_of(AreaType::Comparator)).map(value).collect();
    let with = found.iter().filter(|(_, cell, _)| cell.value(measure).is_some()).count();
    if with < 3 {
        return None;
    }
    let without = found.len() - with;
    sort_by(&mut found, |a, b| {
        let value = |cell: &Cell| cell.value(measure).unwrap_or(f64::NEG_INFINITY);
        value(&b.1).total_cmp(&value(&a.1)).then(a.0.cmp(&b.0))
    });
    let mine = found.iter().find(|(area, ..)| *area == city).and_then(|(_, cell, _)| cell.value(measure));
    let above = found.iter().filter(|(_, cell, _)| cell.value(measure) > mine).count();
    let (one, many) = &catalogue.words.comparator;
    let mut sentence = match mine {
        Some(mine) => format!(
            "{} is at {}; {above} of {} with a figure {} higher.",
            catalogue.place,
            value_text(mine, measure),
            format::plural(with as u64 - 1, (&format!("other {one}"), &format!("other {many}"))),
            is(above)
        ),
        None => format!("{} has no figure; {with} {many} have.", catalogue.place),
    };
    if without > 0 && mine.is_some() {
        sentence = format!("{sentence} {without} without a figure; the table says why.");
    }
    Some(Chart {
        id: "comparators".to_owned(),
        headline: format!("{} among the {many}", catalogue.place),
        subtitle: format!("{}, {}", measure.unit, catalogue.periods[usize::from(period)].label()),
        sentence,
        drawing: Drawing::Points,
        label_head: capital(&catalogue.words.comparator.0),
        labels: found.iter().map(|(area, ..)| scene.area_name(*area).to_owned()).collect(),
        target: vec![mine; found.len()],
        illustrative: scene.frames.get(&city)?.cube(at)?.notes.iter().any(|notes| notes.illustrative()),
        number: number(measure),
        series: vec![Series::of(catalogue.place.clone(), Role::Mine, measure, found.iter().map(|(_, cell, supplied)| (*cell, *supplied)))],
    })
}
