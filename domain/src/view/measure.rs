//! One measure in full: trend, all areas, all groups, the gap over time, comparators, and everything a reader needs to trust it.

mod charts;

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;

use super::{
    Scene,
    area::Link,
    bar::{Bar, Parts, bar},
    chart::Chart,
    figure::Figure,
    lead::{Lead, capital},
    map::{Map, map},
    row::{Row, average_href, carry, heads, rated_for_everyone, row},
};
use crate::{
    area::AreaType,
    average,
    catalogue::Catalogue,
    cell::Cell,
    filter::{Filter, Resolved},
    forecast, format,
    frame::{Cube, Frame, Slice, Spread},
    interval,
    measure::{Measure, Polarity},
    order::sort_by,
    period::Period,
    rank,
    said::Said,
    survey,
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
    /// Best and worst rank among its like, counted from 1; none where it is not ranked.
    pub rank: Option<(usize, usize)>,
    /// 0 mine, 1 to 10 compared; none otherwise.
    pub mark: Option<u8>,
}

/// What the service that answers for a measure says about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Commentary {
    /// What was said.
    pub said: Said,
    /// Whether the newest figure is of a later period.
    pub older: bool,
}

impl Commentary {
    /// What is said of a measure in a release.
    pub fn of(catalogue: &Catalogue, at: u16) -> Option<Self> {
        let code = &catalogue.measures[usize::from(at)].code;
        let said = catalogue.said.iter().find(|said| said.measure == *code)?.clone();
        let newest = catalogue.spans[usize::from(at)].periods.last().map(|&last| catalogue.periods[usize::from(last)]);
        Some(Self { older: newest.is_some_and(|newest| newest > said.period), said })
    }
}

/// One measure in full.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasureView {
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
    /// Which end is first, for reading ranks.
    pub first: &'static str,
    /// What the service says about it.
    pub said: Option<Commentary>,
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
    /// The page that lists what its average hides; none for a measure that has neither small areas nor groups.
    pub average: Option<String>,
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
    let mut frames: BTreeMap<u16, Arc<Frame>> = BTreeMap::new();
    frames.extend(
        frame.cubes.iter().map(|cube| (cube.area, Arc::new(Frame { slice: Slice::Area(cube.area), cubes: vec![Arc::clone(cube)] }))),
    );
    let mut groups: Vec<u16> = frame.cubes.iter().flat_map(|cube| cube.shape.groups.iter().copied()).collect();
    groups.sort_unstable();
    groups.dedup();
    let spread = Spread::gather(
        &catalogue,
        until,
        |measure| if measure == at { groups.clone() } else { Vec::new() },
        |_, area, group, period| frame.cell(area, group, period).0,
    )
    .with_hidden(|measure, period| {
        let cubes = frame.cubes.iter().filter(|_| measure == at).map(|cube| &**cube);
        average::hidden(&catalogue, cubes, period)
    });
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
    let chosen = &chosen.for_area(area);
    let path = format!("/measures/{}", measure.code);
    let row = row(scene, at, area, filter, chosen);
    let cube = scene.frames.get(&area).and_then(|frame| frame.cube(at));
    let for_everyone = rated_for_everyone(cube, chosen.group, scene.spread.period(at));
    let lead = lead(scene, &row, area, chosen, for_everyone);
    let judged = if for_everyone { 0 } else { chosen.group };
    let forecast = cube.zip(scene.spread.period(at)).map(|(cube, period)| forecast::of(catalogue, cube, judged, period).line(measure));
    let links = catalogue
        .plans
        .iter()
        .flat_map(|plan| plan.themes.iter().filter(|theme| theme.measures.contains(&at)).map(move |theme| (plan, theme)));
    let mut chips = bar(catalogue, &path, area, filter, chosen, Parts { compare: true, plan: false, rating: false });
    let shown = filter.href(&format!("{path}/figures.csv"));
    chips.path.clone_from(&path);
    MeasureView {
        title: measure.title.clone(),
        heads: heads(scene, area, chosen),
        bar: chips,
        map: measure.levels.contains(&AreaType::Ward).then(|| map(scene, at, area, filter, chosen)).flatten(),
        areas: areas(scene, at, area, filter, chosen),
        first: match measure.polarity {
            Polarity::High | Polarity::Low => "The best comes first.",
            Polarity::Range | Polarity::None => "The highest comes first, though higher is not better here.",
        },
        said: Commentary::of(catalogue, at),
        charts: charts::charts(scene, at, area, chosen),
        facts: facts(scene, measure, cube.zip(scene.spread.period(at)).map(|(cube, period)| (cube, chosen.group, period)), forecast),
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
        average: (measure.levels.len() > 1 || !measure.breakdowns.is_empty()).then(|| average_href(measure, filter)),
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

fn areas(scene: &Scene, at: u16, area: u16, filter: &Filter, chosen: &Resolved) -> Vec<(String, Vec<AreaLine>)> {
    let catalogue = &scene.catalogue;
    let measure = scene.measure(at);
    let Some(period) = scene.spread.period(at) else { return Vec::new() };
    let lines = |kind: AreaType| {
        let low_first = measure.polarity == Polarity::Low;
        let mut limits = Vec::new();
        let mut lines: Vec<(Option<f64>, AreaLine)> = catalogue
            .areas_of(kind)
            .filter(|other| scene.frames.contains_key(other))
            .map(|other| {
                let cube = scene.frames.get(&other).and_then(|frame| frame.cube(at));
                let code = &catalogue.areas[usize::from(other)].code;
                let cell = cube.map(|cube| (cube.cell(chosen.group, period).0, cube.supplied(chosen.group, period)));
                let value = cell.and_then(|(cell, _)| cell.value(measure));
                limits.push(cell.and_then(|(cell, supplied)| interval::of(cell, supplied, measure)));
                let mark = if other == area { Some(0) } else { chosen.compare.iter().position(|&c| c == other).map(|at| at as u8 + 1) };
                let href = filter.with(carry).with(|f| f.area = None).href(&format!("/areas/{code}"));
                (
                    value,
                    AreaLine {
                        name: scene.area_name(other).to_owned(),
                        href,
                        figure: Figure::of(cube, measure, chosen.group, Some(period)),
                        rank: None,
                        mark,
                    },
                )
            })
            .collect();
        // One place alone has no rank.
        if limits.iter().flatten().nth(1).is_some() {
            for ((_, line), rank) in lines.iter_mut().zip(rank::ranges(&limits, low_first)) {
                line.rank = rank;
            }
        }
        sort_by(&mut lines, |a, b| match (a.0, b.0) {
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

/// What a reader needs to know of a measure, and of the figure shown: its cube, group and period, and what will become of it.
fn facts(scene: &Scene, measure: &Measure, shown: Option<(&Cube, u16, u16)>, forecast: Option<String>) -> Vec<(String, String)> {
    let catalogue = &scene.catalogue;
    let reach = match measure.reach {
        crate::measure::Reach::Control => "The council delivers this itself",
        crate::measure::Reach::Influence => "The council shares in this with others",
        crate::measure::Reach::Context => "This describes the place; the council is not rated on it",
    };
    let frequency = match measure.frequency {
        crate::measure::Frequency::Monthly => "Every month",
        crate::measure::Frequency::Quarterly => "Every quarter",
        crate::measure::Frequency::HalfYearly => "Twice a year",
        crate::measure::Frequency::Annual => "Every year",
        crate::measure::Frequency::Occasional => "From time to time",
    };
    let lenses: Vec<&str> = measure.lenses.iter().map(|lens| lens.words()).collect();
    let protection = match &measure.disclosure {
        crate::measure::Disclosure::Threshold { threshold, .. } => {
            let hidden = match threshold.saturating_sub(1) {
                0 | 1 => "Counts of 1".to_owned(),
                most => format!("Counts from 1 to {most}"),
            };
            let rounding = measure.rounding().map(|text| format!(". {text}")).unwrap_or_default();
            format!("{hidden} are hidden, so that nobody can be found in a figure{rounding}")
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
        ("Will it make year-end?", forecast.unwrap_or_default()),
        ("Broken down by", if breakdowns.is_empty() { "nothing: it is not about people".to_owned() } else { format::joined(&breakdowns) }),
        ("Protecting people", protection),
    ];
    if let Some((cube, group, period)) = shown {
        let (cell, supplied) = (cube.cell(group, period).0, cube.supplied(group, period));
        facts.extend(survey::base_and_margin(cell, supplied, measure).map(|text| ("Survey", text)));
        facts.extend(interval::method(cell, supplied, measure).map(|method| ("The 95% range", method.words().to_owned())));
    }
    if !lenses.is_empty() {
        facts.push(("Lenses", format::joined(&lenses)));
    }
    facts.retain(|(_, text)| !text.is_empty());
    facts.into_iter().map(|(label, text)| (label.to_owned(), text)).collect()
}

fn targets(scene: &Scene, measure: &Measure) -> Vec<[String; 4]> {
    let of = scene.catalogue.targets.iter().filter(|target| target.measure == measure.code);
    of.map(|target| {
        let place = target.area.as_ref().and_then(|code| scene.catalogue.area_index(code)).map(|at| format!(", {}", scene.area_name(at)));
        let made_up = if target.provenance == crate::observation::Provenance::Illustrative { " (made up)" } else { "" };
        [
            format!("{}{}", target.period.label(), place.unwrap_or_default()),
            format!("{}{made_up}", target.words(measure)),
            format!("within {}", target.tolerance.words(measure)),
            format!("{}, {}", target.set_by, crate::period::long_date(target.set_on)),
        ]
    })
    .collect()
}
