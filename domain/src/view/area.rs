//! The dashboard of an area: the sentence, the map, and every measure as one row, theme by theme.

use super::{
    Scene,
    bar::{Bar, Parts, bar},
    lead::{Lead, capital, is_of, measures},
    like::{Like, like},
    map::{Map, map},
    row::{Reference, Row, carry, draw, heads, judged, link},
};
use crate::{
    area::AreaType,
    catalogue::ThemeOutline,
    filter::{Filter, Only, Resolved, Show},
    format,
    measure::{Kind, Reach},
    order::{sort_by, sort_by_key},
};

/// How many lead measures a theme shows first.
pub const LEADS: usize = 3;

/// A link with a label.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Label.
    pub label: String,
    /// Where to.
    pub href: String,
}

/// One theme's rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Code of the theme, for ids.
    pub code: String,
    /// Title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// `3 of 9 measures`.
    pub count: String,
    /// Rows.
    pub rows: Vec<Row>,
    /// The link that shows the rest, or shows fewer.
    pub more: Option<Link>,
}

/// One of the three highlights.
#[derive(Debug, Clone, PartialEq)]
pub struct Highlight {
    /// `Furthest behind`.
    pub label: String,
    /// The measure.
    pub title: String,
    /// Its page.
    pub href: String,
    /// `23 points below everyone`.
    pub text: String,
}

/// The dashboard of an area.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaView {
    /// Name.
    pub name: String,
    /// Up from here: the areas that hold it.
    pub trail: Vec<Link>,
    /// `Ward · 1 councillor · boundary from May 2023`.
    pub facts: Vec<String>,
    /// Whether its own boundary is made up.
    pub illustrative: bool,
    /// Anything a reader should know of it.
    pub note: Option<String>,
    /// The sentence.
    pub lead: Lead,
    /// What comes first here by the neighbourhood's plan, and whether that is made up.
    pub first: Option<(Vec<Link>, bool)>,
    /// Up to three highlights.
    pub highlights: Vec<Highlight>,
    /// The map.
    pub map: Option<Map>,
    /// The filter bar.
    pub bar: Bar,
    /// The column heads: this group, the reference.
    pub heads: (String, String),
    /// Rows by theme.
    pub sections: Vec<Section>,
    /// What this area is made of: heading and links.
    pub within: Option<(String, Vec<Link>)>,
    /// The wards most like this one.
    pub like: Option<Like>,
    /// Downloads exactly the figures shown.
    pub download: String,
    /// What a screen reader is told when something changes.
    pub announcement: String,
}

/// The dashboard of an area.
pub fn area_view(scene: &Scene, area: u16, filter: &Filter, chosen: &Resolved) -> AreaView {
    let catalogue = &scene.catalogue;
    let place = &catalogue.areas[usize::from(area)];
    let path = format!("/areas/{}", place.code);
    let chosen = &chosen.for_area(area);
    let themes = catalogue.plans.get(chosen.plan).map_or(&[][..], |plan| &plan.themes);
    // Each measure is judged once, whatever number of themes it serves.
    let mut rows: Vec<(u16, Row)> = Vec::new();
    let mut measures: Vec<u16> = themes.iter().flat_map(|theme| theme.measures.iter().copied()).collect();
    measures.sort_unstable();
    measures.dedup();
    for at in measures {
        if scene.measure(at).levels.contains(&place.kind) || place.kind == AreaType::Comparator {
            rows.push((at, judged(scene, at, area, chosen)));
        }
    }
    let drawn = |(at, row): &(u16, Row)| {
        let mut row = row.clone();
        draw(&mut row, scene, *at, area, filter, chosen);
        row
    };
    let sections: Vec<Section> = themes.iter().filter_map(|theme| section(&rows, theme, filter, &path, drawn)).collect();
    let lead = lead(scene, &rows, area, chosen);
    let mapped = chosen.measure.or_else(|| {
        let leads = themes.iter().flat_map(|theme| &theme.measures).copied();
        leads.into_iter().find(|&at| scene.measure(at).levels.contains(&AreaType::Ward) && scene.spread.period(at).is_some())
    });
    let shown = sections.iter().map(|section| section.rows.len()).sum::<usize>();
    let announcement = format!("{} {} shown.", lead.text(), format::plural(shown as u64, ("measure", "measures")));
    let parts = Parts { compare: true, plan: true, rating: true };
    AreaView {
        name: place.name.clone(),
        trail: trail(scene, area, filter),
        facts: facts(scene, area),
        illustrative: place.illustrative,
        note: place.note.clone(),
        first: first(scene, area),
        highlights: highlights(scene, &rows, area, filter),
        map: mapped.and_then(|measure| map(scene, measure, area, filter, chosen)),
        bar: bar(catalogue, &path, area, filter, chosen, parts),
        heads: heads(scene, area, chosen),
        within: within(scene, area, filter),
        like: like(scene, area, filter),
        download: filter.href(&format!("{path}/figures.csv")),
        announcement,
        lead,
        sections,
    }
}

/// One theme's rows, as many as the filter shows.
fn section(rows: &[(u16, Row)], theme: &ThemeOutline, filter: &Filter, path: &str, drawn: impl Fn(&(u16, Row)) -> Row) -> Option<Section> {
    let of_theme = theme.measures.iter().filter_map(|at| rows.iter().find(|(known, _)| known == at));
    let all: Vec<_> = of_theme.filter(|(_, row)| filter.rating.is_none_or(|only| row.rating.class == only.code())).collect();
    if all.is_empty() {
        return None;
    }
    let open = match &filter.show {
        Show::All => true,
        Show::Theme(code) => *code == theme.code,
        Show::Leads => false,
    } || filter.rating.is_some();
    let shown = if open { all.len() } else { all.len().min(LEADS) };
    let more = if filter.rating.is_some() || all.len() <= LEADS {
        None
    } else if open {
        let href = filter.with(|f| f.show = Show::Leads).href(path);
        Some(Link { label: format!("Show only the {} lead measures", format::count_words(LEADS as u64)), href })
    } else {
        let rest = all.len() - shown;
        let label = format!("Show {} in this theme", format::plural(rest as u64, ("more measure", "more measures")));
        Some(Link { label, href: filter.with(|f| f.show = Show::Theme(theme.code.clone())).href(path) })
    };
    Some(Section {
        code: theme.code.to_string(),
        title: theme.title.clone(),
        href: filter.with(carry).href(&format!("/themes/{}", theme.code)),
        count: format!("{shown} of {}", format::plural(all.len() as u64, ("measure", "measures"))),
        rows: all.into_iter().take(shown).map(drawn).collect(),
        more,
    })
}

fn trail(scene: &Scene, area: u16, filter: &Filter) -> Vec<Link> {
    let catalogue = &scene.catalogue;
    let mut trail = Vec::new();
    let mut parent = catalogue.areas[usize::from(area)].parent.as_ref();
    while let Some(at) = parent.and_then(|code| catalogue.area_index(code)) {
        let above = &catalogue.areas[usize::from(at)];
        trail.push(Link { label: above.name.clone(), href: filter.with(carry).href(&format!("/areas/{}", above.code)) });
        parent = above.parent.as_ref().filter(|_| trail.len() < 8);
    }
    trail.reverse();
    trail
}

/// What comes first in an area, or in the nearest that holds it and has a plan.
fn first(scene: &Scene, area: u16) -> Option<(Vec<Link>, bool)> {
    let catalogue = &scene.catalogue;
    let mut at = Some(area);
    for _ in 0..8 {
        let place = &catalogue.areas[usize::from(at?)];
        if let Some(first) = catalogue.first.iter().find(|first| first.area == place.code) {
            let page = &catalogue.areas[usize::from(area)].code;
            let link = |(code, title): &(String, String)| Link { label: title.clone(), href: format!("/areas/{page}/plan#{code}") };
            return Some((first.priorities.iter().map(link).collect(), first.illustrative));
        }
        at = place.parent.as_ref().and_then(|code| catalogue.area_index(code));
    }
    None
}

fn facts(scene: &Scene, area: u16) -> Vec<String> {
    let catalogue = &scene.catalogue;
    let place = &catalogue.areas[usize::from(area)];
    let (one, many) = &catalogue.words.councillor;
    let mut facts = vec![capital(&catalogue.words.area(place.kind).0)];
    let children = catalogue.children(area).count();
    if let Some(first) = catalogue.children(area).next() {
        let word = catalogue.words.area(catalogue.areas[usize::from(first)].kind);
        facts.push(format::plural(children as u64, (&word.0, &word.1)));
    }
    if let Some(councillors) = place.councillors {
        facts.push(format::plural(u64::from(councillors), (one, many)));
    }
    if let Some(from) = place.valid_from {
        facts.push(format!("boundary from {}", crate::period::month_and_year(from)));
    }
    if let Some(to) = place.valid_to {
        facts.push(format!("boundary ends {}", crate::period::long_date(to)));
    }
    facts
}

fn within(scene: &Scene, area: u16, filter: &Filter) -> Option<(String, Vec<Link>)> {
    let catalogue = &scene.catalogue;
    let children: Vec<u16> = catalogue.children(area).collect();
    let kind = catalogue.areas[usize::from(*children.first()?)].kind;
    let mut links: Vec<Link> = children
        .into_iter()
        .map(|child| {
            let child = &catalogue.areas[usize::from(child)];
            Link { label: child.name.clone(), href: filter.with(carry).href(&format!("/areas/{}", child.code)) }
        })
        .collect();
    sort_by(&mut links, |a, b| a.label.cmp(&b.label));
    Some((capital(&catalogue.words.area(kind).1), links))
}

/// The sentence: how many measures are better, worse, no different, hidden; for the city, how many are on target.
fn lead(scene: &Scene, rows: &[(u16, Row)], area: u16, chosen: &Resolved) -> Lead {
    let name = scene.area_name(area).to_owned();
    let judged: Vec<&Row> = rows.iter().filter(|(at, _)| scene.measure(*at).reach != Reach::Context).map(|(_, row)| row).collect();
    let lead = if chosen.group == 0 {
        Lead::default().plain(format!("In {name}, "))
    } else {
        Lead::default().plain("For ").mine(scene.group_phrase(chosen.group)).plain(format!(" in {name}, "))
    };
    if judged.is_empty() {
        return lead.plain("there are no measures in this plan.");
    }
    let count = |test: &dyn Fn(&Row) -> bool| judged.iter().filter(|row| test(row)).count();
    let hidden = count(&|row| row.figure.note.as_deref() == Some(crate::cell::reason(crate::observation::Missing::Suppressed)));
    let lead = if let Some(reference) = Reference::of(scene, area, chosen) {
        let here = reference.area == area;
        let other = if here { format!("{} here", scene.group_phrase(reference.group)) } else { scene.area_name(reference.area).to_owned() };
        match beside(&judged) {
            Some(counts) => compared(lead, counts, judged.len(), &if here { format!("for {other}") } else { other }),
            None => return lead.plain(nothing_to_compare(&judged, &other)),
        }
    } else {
        let rated = |only: Only| count(&|row| row.rating.class == only.code());
        lead.standing(rated(Only::OnTarget), rated(Only::NearTarget), rated(Only::OffTarget))
    };
    match hidden {
        0 => lead,
        1 => lead.plain(" ").strong("1").plain(" is hidden to protect people."),
        _ => lead.plain(" ").strong(hidden.to_string()).plain(" are hidden to protect people."),
    }
}

/// How many measures are better and worse than their reference beyond chance, and how many no different; none where not one can be told.
fn beside(judged: &[&Row]) -> Option<[usize; 3]> {
    let mut counts = [0; 3];
    for gap in judged.iter().filter_map(|row| row.gap.as_ref()) {
        match gap.beyond_chance {
            Some(true) if gap.good == Some(true) => counts[0] += 1,
            Some(true) if gap.good == Some(false) => counts[1] += 1,
            Some(false) => counts[2] += 1,
            _ => {}
        }
    }
    (counts != [0; 3]).then_some(counts)
}

fn compared(lead: Lead, [better, worse, same]: [usize; 3], all: usize, than: &str) -> Lead {
    let noun = format::agreeing(all as u64, ("measure", "measures"));
    lead.strong(format!("{better} of {all}"))
        .plain(format!(" {noun} {} better than {than}, ", is_of(better, all)))
        .strong(worse.to_string())
        .plain(" worse, and ")
        .strong(same.to_string())
        .plain(" no different beyond chance.")
}

/// Says that no measure can be compared, and why: the reasons, each with how many measures it holds for where there are several.
fn nothing_to_compare(judged: &[&Row], with: &str) -> String {
    let mut reasons: Vec<(String, usize)> = Vec::new();
    for row in judged {
        let reason = match (&row.gap, row.figure.present, row.reference.present) {
            (_, false, _) => row.figure.note.clone().unwrap_or_default(),
            (_, true, false) => format!("no figure for {}", row.reference_name),
            (None, true, true) => "a count, which grows with the size of a place".to_owned(),
            (Some(gap), true, true) if gap.beyond_chance.is_none() => "a difference cannot be told from chance".to_owned(),
            (Some(_), true, true) => "neither higher nor lower is better".to_owned(),
        };
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, count)) => *count += 1,
            None => reasons.push((reason, 1)),
        }
    }
    sort_by_key(&mut reasons, |(_, count)| std::cmp::Reverse(*count));
    let why = match &reasons[..] {
        [(only, _)] => only.clone(),
        several => several.iter().map(|(reason, count)| format!("{reason} ({count})")).collect::<Vec<_>>().join("; "),
    };
    match judged.len() {
        1 => format!("the one measure there is cannot be compared with {with}: {why}."),
        all => format!("none of the {} can be compared with {with}: {why}.", measures(all)),
    }
}

/// What stands out: furthest behind, furthest ahead, and off target while improving or getting worse.
fn highlights(scene: &Scene, rows: &[(u16, Row)], area: u16, filter: &Filter) -> Vec<Highlight> {
    let real = |(_, row): &&(u16, Row)| row.gap.as_ref().is_some_and(|gap| gap.beyond_chance == Some(true));
    let scale = |row: &Row| row.gap.as_ref().map_or(0.0, |gap| gap.size);
    let points = |(at, _): &&(u16, Row)| scene.measure(*at).kind == Kind::Proportion;
    let against = |row: &Row| format!("{} than {}", row.gap.as_ref().map_or("", |gap| gap.text.as_str()), row.reference_name);
    let by_gap = || rows.iter().filter(real).filter(points);
    let is = |row: &Row, better| row.gap.as_ref().is_some_and(|gap| gap.good == Some(better));
    let behind = by_gap().filter(|(_, row)| is(row, false)).min_by(|a, b| scale(&a.1).total_cmp(&scale(&b.1)));
    let ahead = by_gap().filter(|(_, row)| is(row, true)).max_by(|a, b| scale(&a.1).total_cmp(&scale(&b.1)));
    let shown = || rows.iter().filter(|(_, row)| row.figure.present);
    let worse = shown().find(|(_, row)| row.change.1 == "Getting worse" && row.rating.class == Only::OffTarget.code());
    let improving = shown().find(|(_, row)| row.change.1 == "Improving");
    let standing = |row: &Row| format!("{}, {}", row.figure.text, row.rating.why.trim_end_matches('.').to_lowercase());
    let highlight = |label: &str, (at, row): &(u16, Row), text: &dyn Fn(&Row) -> String| Highlight {
        label: label.to_owned(),
        title: row.title.clone(),
        href: link(scene, scene.measure(*at), area, filter),
        text: text(row),
    };
    let mut out = Vec::new();
    out.extend(behind.map(|row| highlight("Furthest behind", row, &against)));
    out.extend(ahead.map(|row| highlight("Furthest ahead", row, &against)));
    out.extend(worse.map(|row| highlight("Off target and getting worse", row, &standing)));
    out.extend(improving.map(|row| highlight("Improving on a year before", row, &standing)));
    out.truncate(3);
    out
}
