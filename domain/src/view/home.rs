//! The city at a glance: how each theme of the plan stands, what is new and what is due.

use super::{
    Scene,
    area::Link,
    lead::{Lead, is},
    map::{Map, map},
    row::{Row, carry, row},
};
use crate::{
    area::AreaType,
    due,
    filter::{Filter, Only, Resolved},
    format,
    order::sort_by_key,
};

/// One theme at a glance.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeGlance {
    /// Its page.
    pub link: Link,
    /// How many of its measures are off, near and on target, and cannot tell.
    pub counts: [usize; 4],
    /// In words.
    pub words: String,
    /// Its lead measure as a row.
    pub lead: Option<Row>,
}

/// The city at a glance.
#[derive(Debug, Clone, PartialEq)]
pub struct HomeView {
    /// The sentence.
    pub lead: Lead,
    /// The plan shown, and what its themes are called.
    pub plan: (String, String),
    /// Themes.
    pub themes: Vec<ThemeGlance>,
    /// The map.
    pub map: Option<Map>,
    /// What is new: label, page and when.
    pub new: Vec<(Link, String)>,
    /// What is due next, soonest first; late first of all.
    pub due: Vec<(Link, String)>,
    /// Where a neighbourhood or ward search goes, with what can be typed.
    pub example: String,
}

/// How many lines the lists of new and due figures have.
const LISTED: usize = 5;

/// The city at a glance.
pub fn home_view(scene: &Scene, filter: &Filter, chosen: &Resolved) -> HomeView {
    let catalogue = &scene.catalogue;
    let city = catalogue.city();
    let plan = catalogue.plans.get(chosen.plan);
    // A measure of several themes is counted once.
    let (mut seen, mut whole) = (vec![false; catalogue.measures.len()], [0; 4]);
    let themes: Vec<ThemeGlance> = plan
        .iter()
        .flat_map(|plan| &plan.themes)
        .map(|theme| {
            let rows: Vec<Row> = theme.measures.iter().map(|&at| row(scene, at, city, filter, chosen)).collect();
            for (row, &at) in rows.iter().zip(&theme.measures) {
                if !std::mem::replace(&mut seen[usize::from(at)], true) {
                    Only::ALL.iter().zip(&mut whole).for_each(|(only, count)| *count += usize::from(row.rating.class == only.code()));
                }
            }
            let counts = Only::ALL.map(|only| rows.iter().filter(|row| row.rating.class == only.code()).count());
            let words = Only::ALL.iter().zip(counts).filter(|(_, count)| *count > 0);
            let words: Vec<String> = words.map(|(only, count)| format!("{count} {}", only.words().to_lowercase())).collect();
            let href = filter.with(carry).href(&format!("/themes/{}", theme.code));
            let lead = rows.into_iter().find(|row| row.figure.present);
            ThemeGlance { link: Link { label: theme.title.clone(), href }, counts, words: format::joined(&words), lead }
        })
        .collect();
    let small = |at: u16| scene.measure(at).levels.contains(&AreaType::Ward) && scene.spread.period(at).is_some();
    let lead_measures = plan.into_iter().flat_map(|plan| &plan.themes).flat_map(|theme| &theme.measures).copied();
    let mapped = chosen.measure.or_else(|| lead_measures.into_iter().find(|&at| small(at)));
    let lead = lead(&catalogue.name, whole);
    let (new, due) = news(scene, filter);
    let ward = catalogue.areas_of(AreaType::Ward).nth(2).map(|at| scene.area_name(at).to_owned());
    HomeView {
        lead,
        plan: plan.map(|plan| (plan.title.clone(), plan.theme_word.1.clone())).unwrap_or_default(),
        map: mapped.and_then(|measure| map(scene, measure, city, filter, chosen)),
        example: ward.unwrap_or_default(),
        themes,
        new,
        due,
    }
}

/// How many measures are off, near and on target, and of how many it cannot be told.
fn lead(name: &str, [off, near, on, unknown]: [usize; 4]) -> Lead {
    let lead = Lead::default().plain(format!("Of what {name} promises to measure, "));
    if on + near + off == 0 {
        return lead.plain("nothing can be held against a target yet.");
    }
    let lead = lead
        .strong(on.to_string())
        .plain(format!(" {} {} on target, ", format::agreeing(on as u64, ("measure", "measures")), is(on)))
        .strong(near.to_string())
        .plain(format!(" {} near and ", is(near)))
        .strong(off.to_string())
        .plain(format!(" {} off", is(off)));
    if unknown == 0 { lead.plain(".") } else { lead.plain(format!("; of {unknown} it cannot be told yet.")) }
}

type News = Vec<(Link, String)>;

/// The newest figures, and those that come next.
fn news(scene: &Scene, filter: &Filter) -> (News, News) {
    let catalogue = &scene.catalogue;
    let link = |at: u16| {
        let measure = scene.measure(at);
        Link { label: measure.title.clone(), href: filter.with(carry).href(&format!("/measures/{}", measure.code)) }
    };
    let mut new = Vec::new();
    let mut coming = Vec::new();
    for at in 0..catalogue.measures.len() as u16 {
        let measure = scene.measure(at);
        let Some(&newest) = catalogue.spans[usize::from(at)].periods.last() else { continue };
        let newest = catalogue.periods[usize::from(newest)];
        new.push((std::cmp::Reverse(newest.end()), at, newest));
        if let Some(next) = due::next(measure, newest) {
            coming.push((next.by, at, next.period));
        }
    }
    sort_by_key(&mut new, |&(end, at, _)| (end, at));
    sort_by_key(&mut coming, |&(day, at, _)| (day, at));
    let said = |day: crate::NaiveDate| {
        let late = if day < scene.today { "late: was due" } else { "due" };
        format!("{late} {}", crate::period::long_date(day))
    };
    (
        new.into_iter().take(LISTED).map(|(_, at, period)| (link(at), period.until())).collect(),
        coming.into_iter().take(LISTED).map(|(day, at, next)| (link(at), format!("{}, {}", next.label(), said(day)))).collect(),
    )
}
