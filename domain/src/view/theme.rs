//! A theme's measures, city-wide: the same rows, where each is best and worst, and which groups are furthest from everyone.

use super::{
    Scene,
    area::Link,
    bar::{Bar, Parts, bar},
    figure::value_text,
    lead::Lead,
    row::{Row, carry, heads, row},
};
use crate::{
    area::AreaType,
    code::ThemeCode,
    filter::{Filter, Only, Resolved},
    format, interval,
    measure::{Kind, Polarity},
    order::sort_by,
};

/// A name, where it leads, and a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// Name.
    pub name: String,
    /// Where it leads.
    pub href: String,
    /// Figure in words.
    pub text: String,
}

/// One measure of a theme.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeMeasure {
    /// City-wide.
    pub row: Row,
    /// Heading of the better end: `Best`, or `Highest` where neither end is better.
    pub ends: (String, String),
    /// The three best areas.
    pub best: Vec<Placed>,
    /// The three worst.
    pub worst: Vec<Placed>,
    /// The three groups furthest from everyone beyond chance.
    pub groups: Vec<Placed>,
}

/// The live part of a theme's page.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeView {
    /// Title.
    pub title: String,
    /// The plan's title and its page of themes.
    pub plan: Link,
    /// The other themes of the plan, this one marked.
    pub siblings: Vec<(Link, bool)>,
    /// Themes of other plans that share measures with this one.
    pub shared: Vec<Link>,
    /// The sentence.
    pub lead: Lead,
    /// The filter bar.
    pub bar: Bar,
    /// Column heads.
    pub heads: (String, String),
    /// Measures.
    pub measures: Vec<ThemeMeasure>,
    /// What a screen reader is told when something changes.
    pub announcement: String,
}

/// How many areas and groups are named at each end.
const NAMED: usize = 3;

/// The live part of a theme's page. None when there is no such theme.
pub fn theme_view(scene: &Scene, code: &ThemeCode, filter: &Filter, chosen: &Resolved) -> Option<ThemeView> {
    let catalogue = &scene.catalogue;
    let (plan, theme) = catalogue.theme(code)?;
    let city = catalogue.city();
    let rows = theme.measures.iter().map(|&at| (at, row(scene, at, city, filter, chosen)));
    let wanted = |row: &Row| filter.rating.is_none_or(|only| row.rating.class == only.code());
    let measures: Vec<ThemeMeasure> = rows.filter(|(_, row)| wanted(row)).map(|(at, row)| ends(scene, at, row, filter, chosen)).collect();
    let lead = lead(scene, &measures, chosen);
    let link = |other: &crate::catalogue::ThemeOutline| Link {
        label: other.title.clone(),
        href: filter.with(carry).href(&format!("/themes/{}", other.code)),
    };
    let shared = catalogue.plans.iter().filter(|other| other.code != plan.code).flat_map(|other| &other.themes);
    let shared = shared.filter(|other| other.measures.iter().any(|at| theme.measures.contains(at)));
    Some(ThemeView {
        title: theme.title.clone(),
        plan: Link { label: plan.title.clone(), href: format!("/themes#{}", plan.code) },
        siblings: plan.themes.iter().map(|other| (Link { label: other.short.clone(), ..link(other) }, other.code == theme.code)).collect(),
        shared: shared.map(link).collect(),
        bar: bar(catalogue, &format!("/themes/{code}"), city, filter, chosen, Parts { compare: false, plan: false, rating: true }),
        heads: heads(scene, city, chosen),
        announcement: lead.text(),
        lead,
        measures,
    })
}

fn ends(scene: &Scene, at: u16, row: Row, filter: &Filter, chosen: &Resolved) -> ThemeMeasure {
    let catalogue = &scene.catalogue;
    let measure = scene.measure(at);
    let mut placed: Vec<(f64, u16)> = catalogue
        .areas_of(AreaType::Ward)
        .filter_map(|area| Some((scene.spread.value(catalogue, at, chosen.group, area).ok()?, area)))
        .collect();
    sort_by(&mut placed, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    if measure.polarity != Polarity::Low {
        placed.reverse();
    }
    let name = |&(value, area): &(f64, u16)| {
        let place = &catalogue.areas[usize::from(area)];
        Placed {
            name: place.name.clone(),
            href: filter.with(carry).href(&format!("/areas/{}", place.code)),
            text: value_text(value, measure),
        }
    };
    let words = match measure.polarity {
        Polarity::High | Polarity::Low => ("Best", "Worst"),
        Polarity::Range | Polarity::None => ("Highest", "Lowest"),
    };
    let enough = placed.len() >= 2 * NAMED;
    ThemeMeasure {
        ends: (words.0.to_owned(), words.1.to_owned()),
        best: if enough { placed.iter().take(NAMED).map(name).collect() } else { Vec::new() },
        worst: if enough { placed.iter().rev().take(NAMED).map(name).collect() } else { Vec::new() },
        groups: furthest(scene, at, filter),
        row,
    }
}

/// The groups whose city-wide figure differs most from everyone's, beyond chance; unknown groups are never named.
fn furthest(scene: &Scene, at: u16, filter: &Filter) -> Vec<Placed> {
    let catalogue = &scene.catalogue;
    let measure = scene.measure(at);
    let (Some(period), Kind::Proportion) = (scene.spread.period(at), measure.kind) else { return Vec::new() };
    let city = catalogue.city();
    let everyone = interval::estimate(scene.cell(city, at, 0, period).0, None, measure);
    let mut found: Vec<(f64, f64, &crate::group::Group)> = (1..)
        .zip(catalogue.groups())
        .filter(|(_, (_, group))| !group.unknown)
        .filter_map(|(index, (_, group))| {
            let mine = interval::estimate(scene.cell(city, at, index, period).0, None, measure);
            let gap = interval::difference(mine, everyone)?;
            interval::beyond_chance(gap).then_some((gap.value.abs(), gap.value, group))
        })
        .collect();
    sort_by(&mut found, |a, b| b.0.total_cmp(&a.0));
    let named = found.into_iter().take(NAMED).map(|(size, signed, group)| {
        let words = match (measure.polarity, signed > 0.0) {
            (Polarity::High, true) | (Polarity::Low, false) => "better",
            (Polarity::High, false) | (Polarity::Low, true) => "worse",
            (_, true) => "higher",
            (_, false) => "lower",
        };
        Placed {
            name: super::lead::capital(&group.phrase),
            href: filter.with(|f| f.group = Some(group.code.clone())).href(&format!("/measures/{}", measure.code)),
            text: format!("{} {words}", format::difference(size, measure.decimals, ("point", "points"))),
        }
    });
    named.collect()
}

fn lead(scene: &Scene, measures: &[ThemeMeasure], chosen: &Resolved) -> Lead {
    let rated = |only: Only| measures.iter().filter(|m| m.row.rating.class == only.code()).count();
    let [off, near, on] = [Only::OffTarget, Only::NearTarget, Only::OnTarget].map(rated);
    let place = scene.catalogue.place.clone();
    let start = match chosen.group {
        0 => Lead::default().plain(format!("Across {place}, ")),
        group => Lead::default().plain("For ").mine(scene.group_phrase(group)).plain(format!(" across {place}, ")),
    };
    if on + near + off == 0 {
        return start.plain("no measure of this theme can be held against a target yet.");
    }
    start.standing(on, near, off)
}
