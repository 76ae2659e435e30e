//! One measure in full: trend, all areas, all groups, the gap over time, comparators, and everything a reader needs to trust it.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;

use super::{
    Scene,
    area::Link,
    bar::{Bar, Parts, bar},
    chart::{Chart, Drawing, Role, Series, moved, number},
    figure::{Figure, value_text},
    lead::{Lead, capital, is},
    map::{Map, map},
    row::{Row, carry, heads, rated_for_everyone, row},
};
use crate::{
    area::AreaType,
    catalogue::Catalogue,
    cell::Cell,
    filter::{Filter, Resolved},
    format,
    frame::{Cube, Frame, Slice, Spread},
    interval,
    measure::{Kind, Measure, Polarity},
    period::Period,
    target,
};

/// An area in the table of all areas.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaLine {
    /// Name.
    pub name: String,
    /// Its dashboard.
    pub href: String,
    /// Its figure.
    pub figure: Figure,
    /// 0 mine, 1 to 10 compared; none otherwise.
    pub mark: Option<u8>,
}

/// One measure in full.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasureView {
    /// Code.
    pub code: String,
    /// Title.
    pub title: String,
    /// The sentence.
    pub lead: Lead,
    /// The measure as one row, for my area.
    pub row: Row,
    /// Column heads of the row.
    pub heads: (String, String),
    /// The filter bar.
    pub bar: Bar,
    /// The map.
    pub map: Option<Map>,
    /// All areas: heading and lines, best first.
    pub areas: Vec<(String, Vec<AreaLine>)>,
    /// The charts: trend, groups, gap, comparators.
    pub charts: Vec<Chart>,
    /// What it is: label and text.
    pub facts: Vec<(String, String)>,
    /// What it cannot tell.
    pub caveats: Vec<String>,
    /// The source: title, publisher, address, licence, note.
    pub source: Option<crate::council::Source>,
    /// Themes that promise it.
    pub themes: Vec<Link>,
    /// Its directorate.
    pub directorate: Option<Link>,
    /// Targets: period, target, tolerance, who set it and when, whether made up.
    pub targets: Vec<[String; 4]>,
    /// Downloads exactly what is shown, and everything.
    pub downloads: Vec<Link>,
    /// What a screen reader is told when something changes.
    pub announcement: String,
    /// Whether any figure shown is made up.
    pub any_illustrative: bool,
}

/// The scene of a measure's page, from the measure's own frame.
pub fn scene(catalogue: Arc<Catalogue>, today: NaiveDate, frame: &Frame, until: Period) -> Scene {
    let Slice::Measure(at) = frame.slice else {
        return Scene {
            spread: Arc::new(Spread::gather(&catalogue, until, |_| Vec::new(), |_, _, _, _| missing())),
            catalogue,
            today,
            frames: BTreeMap::new(),
        };
    };
    let frames: BTreeMap<u16, Arc<Frame>> = frame
        .cubes
        .iter()
        .map(|cube| (cube.area, Arc::new(Frame { slice: Slice::Area(cube.area), cubes: vec![Arc::clone(cube)] })))
        .collect();
    let mut groups: Vec<u16> = frame.cubes.iter().flat_map(|cube| cube.shape.groups.iter().copied()).collect();
    groups.sort_unstable();
    groups.dedup();
    let spread = Spread::gather(
        &catalogue,
        until,
        |measure| if measure == at { groups.clone() } else { Vec::new() },
        |_, area, group, period| frame.cell(area, group, period).0,
    );
    Scene { catalogue, today, frames, spread: Arc::new(spread) }
}

fn missing() -> Cell {
    Cell::Missing(crate::observation::Missing::NotCollected)
}

/// One measure in full, for the area that the filter calls mine, or the city.
pub fn measure_view(scene: &Scene, at: u16, filter: &Filter, chosen: &Resolved) -> MeasureView {
    let catalogue = &scene.catalogue;
    let measure = scene.measure(at);
    let area = chosen.area.unwrap_or_else(|| catalogue.city());
    let path = format!("/measures/{}", measure.code);
    let row = row(scene, at, area, filter, chosen);
    let cube = scene.frames.get(&area).and_then(|frame| frame.cube(at));
    let for_everyone = rated_for_everyone(cube, chosen.group, scene.spread.period(at));
    let lead = lead(scene, &row, area, chosen, for_everyone);
    let charts = [
        cube.and_then(|cube| trend(scene, cube, measure, area, chosen)),
        cube.and_then(|cube| groups(scene, cube, measure, area)),
        cube.and_then(|cube| gap(scene, cube, measure, area, chosen)),
        comparators(scene, at, measure, chosen),
    ];
    let links = catalogue
        .plans
        .iter()
        .flat_map(|plan| plan.themes.iter().filter(|theme| theme.measures.contains(&at)).map(move |theme| (plan, theme)));
    let mut chips = bar(catalogue, &path, area, filter, chosen, Parts { compare: true, plan: false, rating: false });
    let shown = filter.href(&format!("{path}/figures.csv"));
    chips.path.clone_from(&path);
    MeasureView {
        code: measure.code.to_string(),
        title: measure.title.clone(),
        heads: heads(scene, area, chosen),
        bar: chips,
        map: measure.levels.contains(&AreaType::Ward).then(|| map(scene, at, area, filter, chosen)).flatten(),
        areas: areas(scene, at, area, filter, chosen),
        charts: charts.into_iter().flatten().collect(),
        facts: facts(scene, measure),
        caveats: measure.caveats.clone(),
        source: catalogue.sources.iter().find(|source| source.code == measure.source).cloned(),
        themes: links
            .map(|(plan, theme)| Link {
                label: format!("{} ({})", theme.title, plan.title),
                href: filter.with(carry).with(|f| f.area = None).href(&format!("/themes/{}", theme.code)),
            })
            .collect(),
        directorate: catalogue
            .directorate(&measure.directorate)
            .map(|directorate| Link { label: directorate.name.clone(), href: format!("/directorates/{}", directorate.code) }),
        targets: targets(scene, measure),
        downloads: vec![
            Link { label: "The figures shown (CSV)".to_owned(), href: shown },
            Link { label: "Every figure of this measure (CSV)".to_owned(), href: format!("{path}/data.csv") },
        ],
        announcement: row.sentence.clone(),
        any_illustrative: row.illustrative,
        lead,
        row,
    }
}

fn lead(scene: &Scene, row: &Row, area: u16, chosen: &Resolved, for_everyone: bool) -> Lead {
    let name = scene.area_name(area).to_owned();
    let start = match chosen.group {
        0 => Lead::default().plain(format!("In {name}: ")),
        group => Lead::default().plain("For ").mine(scene.group_phrase(group)).plain(format!(" in {name}: ")),
    };
    let start = if row.figure.present {
        start.strong(row.figure.text.clone())
    } else {
        start.plain(format!("no figure, {}", row.figure.note.clone().unwrap_or_default()))
    };
    let start = match &row.gap {
        Some(gap) if gap.text == "the same" => start.plain(format!(", the same as {}", row.reference_name)),
        Some(gap) => {
            let note = gap.note.as_ref().map(|note| format!(", {note}")).unwrap_or_default();
            start.plain(", ").strong(gap.text.clone()).plain(format!(" than {}{note}", row.reference_name))
        }
        None => start,
    };
    if for_everyone {
        start.plain(format!(". Rated for everyone, {}.", row.rating.word.to_lowercase()))
    } else {
        start.plain(format!(". {}.", row.rating.word))
    }
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
    let code = &catalogue.areas[usize::from(area)].code;
    let goal = held.iter().map(|&at| {
        target::target_for(&catalogue.targets, &measure.code, code, catalogue.periods[usize::from(at)]).map(|target| target.value)
    });
    let target: Vec<Option<f64>> = goal.collect();
    let labels: Vec<String> = held.iter().map(|&at| catalogue.periods[usize::from(at)].label()).collect();
    let sentence = match all[0].span() {
        Some((first, last)) if first < last => {
            let (from, to) = (all[0].values[first].unwrap_or_default(), all[0].values[last].unwrap_or_default());
            {
                let who = if chosen.group == 0 { format!("In {here}") } else { format!("For {}", scene.group_phrase(chosen.group)) };
                format!("{who} it {} between {} and {}.", moved(from, to, measure), labels[first], labels[last])
            }
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
    placed.sort_by(|a, b| a.0.total_cmp(&b.0));
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

fn gap(scene: &Scene, cube: &Cube, measure: &Measure, area: u16, chosen: &Resolved) -> Option<Chart> {
    if chosen.group == chosen.against {
        return None;
    }
    let held = held(scene, cube, chosen.until);
    let both = |group: u16| held.iter().map(move |&at| cube.cell(group, at).0).collect::<Vec<_>>();
    let (mine, against) = (both(chosen.group), both(chosen.against));
    let mut line = Series { name: "Gap".to_owned(), role: Role::Mine, values: Vec::new(), limits: Vec::new(), texts: Vec::new() };
    for (mine, against) in mine.iter().zip(&against) {
        let difference = mine.value(measure).zip(against.value(measure)).map(|(mine, against)| mine - against);
        let limits = interval::difference(interval::estimate(*mine, None, measure), interval::estimate(*against, None, measure));
        let missing = || mine.missing().or(against.missing()).map_or("–", crate::cell::reason).to_owned();
        line.texts.push(difference.map_or_else(missing, |gap| format::signed(gap, &measure.prefix, "", measure.decimals)));
        line.values.push(difference);
        line.limits.push(limits.map(|gap| (gap.lower, gap.upper)));
    }
    let (first, last) = line.span()?;
    let labels: Vec<String> = held.iter().map(|&at| scene.catalogue.periods[usize::from(at)].label()).collect();
    let size = |at: usize| line.values[at].unwrap_or_default();
    let unit = if measure.kind == Kind::Proportion { ("point", "points") } else { ("", "") };
    let words = |gap: f64| format::difference(gap, measure.decimals, unit);
    let way = if size(last).abs() > size(first).abs() { "wider" } else { "narrower" };
    let sentence = format!(
        "The gap between {} and {} in {} was {} in {} and {} in {}: {way}.",
        scene.group_phrase(chosen.group),
        scene.group_phrase(chosen.against),
        scene.area_name(area),
        words(size(first)),
        labels[first],
        words(size(last)),
        labels[last],
    );
    Some(Chart {
        id: "gap".to_owned(),
        headline: format!("The gap was {} and is {}", words(size(first)), words(size(last))),
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

/// An area, its cell and the limits supplied with it.
type Held = (u16, Cell, Option<(f64, f64)>);

fn comparators(scene: &Scene, at: u16, measure: &Measure, chosen: &Resolved) -> Option<Chart> {
    let catalogue = &scene.catalogue;
    if measure.kind == Kind::Count {
        return None;
    }
    let period = scene.spread.period(at)?;
    let city = catalogue.city();
    let value = |area: u16| {
        let cube = scene.frames.get(&area)?.cube(at)?;
        Some((area, cube.cell(chosen.group, period).0, cube.supplied(chosen.group, period)))
    };
    let mut found: Vec<Held> = std::iter::once(city).chain(catalogue.areas_of(AreaType::Comparator)).filter_map(value).collect();
    if found.iter().filter(|(_, cell, _)| cell.value(measure).is_some()).count() < 3 {
        return None;
    }
    found.sort_by(|a, b| {
        let value = |cell: &Cell| cell.value(measure).unwrap_or(f64::NEG_INFINITY);
        value(&b.1).total_cmp(&value(&a.1)).then(a.0.cmp(&b.0))
    });
    let mine = found.iter().find(|(area, ..)| *area == city).and_then(|(_, cell, _)| cell.value(measure));
    let with = found.iter().filter(|(_, cell, _)| cell.value(measure).is_some()).count();
    let above = found.iter().filter(|(_, cell, _)| cell.value(measure) > mine).count();
    let (one, many) = &catalogue.words.comparator;
    let sentence = match mine {
        Some(mine) => format!(
            "{} is at {}; {above} of {} with a figure {} higher.",
            catalogue.place,
            value_text(mine, measure),
            format::plural(with as u64 - 1, (&format!("other {one}"), &format!("other {many}"))),
            is(above)
        ),
        None => format!("{} has no figure; {with} {many} have.", catalogue.place),
    };
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

fn areas(scene: &Scene, at: u16, area: u16, filter: &Filter, chosen: &Resolved) -> Vec<(String, Vec<AreaLine>)> {
    let catalogue = &scene.catalogue;
    let measure = scene.measure(at);
    let Some(period) = scene.spread.period(at) else { return Vec::new() };
    let lines = |kind: AreaType| {
        let mut lines: Vec<(Option<f64>, AreaLine)> = catalogue
            .areas_of(kind)
            .filter(|other| scene.frames.contains_key(other))
            .map(|other| {
                let cube = scene.frames.get(&other).and_then(|frame| frame.cube(at));
                let code = &catalogue.areas[usize::from(other)].code;
                let value = cube.and_then(|cube| cube.cell(chosen.group, period).0.value(measure));
                let mark = if other == area { Some(0) } else { chosen.compare.iter().position(|&c| c == other).map(|at| at as u8 + 1) };
                let href = filter.with(carry).with(|f| f.area = None).href(&format!("/areas/{code}"));
                (
                    value,
                    AreaLine {
                        name: scene.area_name(other).to_owned(),
                        href,
                        figure: Figure::of(cube, measure, chosen.group, period),
                        mark,
                    },
                )
            })
            .collect();
        let low_first = measure.polarity == Polarity::Low;
        lines.sort_by(|a, b| match (a.0, b.0) {
            (Some(a), Some(b)) if low_first => a.total_cmp(&b),
            (Some(a), Some(b)) => b.total_cmp(&a),
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
        lines.into_iter().map(|(_, line)| line).collect::<Vec<_>>()
    };
    [AreaType::City, AreaType::Neighbourhood, AreaType::Ward]
        .map(|kind| (capital(&catalogue.words.area(kind).1), lines(kind)))
        .into_iter()
        .filter(|(_, lines)| !lines.is_empty())
        .collect()
}

fn facts(scene: &Scene, measure: &Measure) -> Vec<(String, String)> {
    let catalogue = &scene.catalogue;
    let reach = match measure.reach {
        crate::measure::Reach::Control => "The council delivers this itself",
        crate::measure::Reach::Influence => "The council shares in this with others",
        crate::measure::Reach::Context => "This describes the place; the council is not rated on it",
    };
    let frequency = match measure.frequency {
        crate::measure::Frequency::Monthly => "Every month",
        crate::measure::Frequency::Quarterly => "Every quarter",
        crate::measure::Frequency::Annual => "Every year",
        crate::measure::Frequency::Occasional => "From time to time",
    };
    let lenses: Vec<&str> = measure
        .lenses
        .iter()
        .map(|lens| match lens {
            crate::measure::Lens::SocialValue => "social value",
            crate::measure::Lens::Environment => "environment",
            crate::measure::Lens::Equality => "equality and inclusion",
        })
        .collect();
    let protection = match &measure.disclosure {
        crate::measure::Disclosure::Threshold { threshold } => {
            let hidden = match threshold.saturating_sub(1) {
                0 | 1 => "Counts of 1".to_owned(),
                most => format!("Counts from 1 to {most}"),
            };
            format!("{hidden} are hidden, so that nobody can be found in a figure")
        }
        crate::measure::Disclosure::Exempt { reason } | crate::measure::Disclosure::Off { reason } => {
            format!("Nothing is hidden: {reason}")
        }
    };
    let breakdowns: Vec<String> = catalogue
        .characteristics
        .iter()
        .filter(|characteristic| measure.breakdowns.contains(&characteristic.code))
        .map(|characteristic| characteristic.name.to_lowercase())
        .collect();
    let mut facts = vec![
        ("What it counts", measure.definition.clone()),
        ("How it is worked out", measure.method.clone()),
        ("How often", format!("{frequency}, due {} after the period ends", format::plural(u64::from(measure.lag_days), ("day", "days")))),
        ("Who answers for it", measure.owner.clone()),
        ("Service", catalogue.service_name(&measure.service).to_owned()),
        ("The council's part", reach.to_owned()),
        ("Broken down by", if breakdowns.is_empty() { "nothing: it is not about people".to_owned() } else { format::joined(&breakdowns) }),
        ("Protecting people", protection),
    ];
    if !lenses.is_empty() {
        facts.push(("Lenses", format::joined(&lenses)));
    }
    facts.retain(|(_, text)| !text.is_empty());
    facts.into_iter().map(|(label, text)| (label.to_owned(), text)).collect()
}

fn targets(scene: &Scene, measure: &Measure) -> Vec<[String; 4]> {
    let of = scene.catalogue.targets.iter().filter(|target| target.measure == measure.code);
    of.map(|target| {
        let level = match target.upper {
            Some(upper) => format!("{} to {}", value_text(target.value, measure), value_text(upper, measure)),
            None => value_text(target.value, measure),
        };
        let near = match target.tolerance {
            crate::measure::Tolerance::Relative(share) => format!("within {} of it", format::value(share * 100.0, "", "%", 0)),
            crate::measure::Tolerance::Absolute(size) => format!("within {}", value_text(size, measure)),
        };
        let place = target.area.as_ref().and_then(|code| scene.catalogue.area_index(code)).map(|at| format!(", {}", scene.area_name(at)));
        let made_up = if target.provenance == crate::observation::Provenance::Illustrative { " (made up)" } else { "" };
        [
            format!("{}{}", target.period.label(), place.unwrap_or_default()),
            format!("{level}{made_up}"),
            near,
            format!("{}, {}", target.set_by, crate::period::long_date(target.set_on)),
        ]
    })
    .collect()
}
