//! The filter bar: what is being shown, and every other thing that could be, as links.

use super::lead::capital;
use crate::{
    area::AreaType,
    catalogue::Catalogue,
    code::AreaCode,
    filter::{Filter, MAX_COMPARED, Only, Resolved},
};

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Label.
    pub label: String,
    /// The query that chooses it, without `?`.
    pub query: String,
    /// Whether it is chosen now.
    pub chosen: bool,
}

/// A heading and the choices under it.
#[derive(Debug, Clone, PartialEq)]
pub struct Choices {
    /// Heading; empty for none.
    pub heading: String,
    /// Choices.
    pub choices: Vec<Choice>,
}

/// One control of the bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Control {
    /// Short name for ids: `group`, `period` …
    pub name: String,
    /// What it controls: `Equality group`.
    pub label: String,
    /// What is chosen: `Disabled people`.
    pub current: String,
    /// Whether something else than the default is chosen.
    pub set: bool,
    /// What can be chosen.
    pub sections: Vec<Choices>,
}

/// An area in the bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Chip {
    /// Name.
    pub name: String,
    /// Which colour and shape it has: 0 is mine, 1 to 10 those compared.
    pub mark: u8,
    /// The query without it; none for the page's own.
    pub without: Option<String>,
}

/// The filter bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// The page that the links stay on.
    pub path: String,
    /// The page's own area and those compared.
    pub chips: Vec<Chip>,
    /// What a form that adds an area carries along: names and values.
    pub carried: Vec<(String, String)>,
    /// Areas that can be added, by type: codes and names.
    pub addable: Vec<(String, Vec<(String, String)>)>,
    /// The controls.
    pub controls: Vec<Control>,
    /// The query that clears every choice is empty; whether there is anything to clear.
    pub clearable: bool,
}

/// Which controls a page has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// Areas to compare.
    pub compare: bool,
    /// The plan.
    pub plan: bool,
    /// The rating.
    pub rating: bool,
}

/// The bar of a page about an area.
pub fn bar(catalogue: &Catalogue, path: &str, area: u16, filter: &Filter, chosen: &Resolved, parts: Parts) -> Bar {
    let mut controls = vec![group_control(catalogue, filter, chosen), against_control(catalogue, filter, chosen)];
    controls.push(period_control(catalogue, filter, chosen));
    controls.extend(comparator_control(catalogue, area, filter, chosen));
    if parts.rating {
        controls.push(rating_control(filter));
    }
    if parts.plan && catalogue.plans.len() > 1 {
        controls.push(plan_control(catalogue, filter, chosen));
    }
    let (chips, addable) = if parts.compare { areas(catalogue, area, filter, chosen) } else { (Vec::new(), Vec::new()) };
    Bar {
        path: path.to_owned(),
        chips,
        carried: carried(filter),
        addable,
        controls,
        clearable: *filter != Filter::default().with(|f| f.show = filter.show.clone()),
    }
}

fn choice(label: impl Into<String>, filter: &Filter, chosen: bool, change: impl FnOnce(&mut Filter)) -> Choice {
    Choice { label: label.into(), query: filter.with(change).to_string(), chosen }
}

fn group_control(catalogue: &Catalogue, filter: &Filter, chosen: &Resolved) -> Control {
    let everyone = choice("Everyone", filter, chosen.group == 0, |f| {
        f.group = None;
        f.against = None;
    });
    let mut sections = vec![Choices { heading: String::new(), choices: vec![everyone] }];
    let used = |code| catalogue.measures.iter().any(|m| m.breakdowns.contains(code));
    for (at, characteristic) in catalogue.characteristics.iter().enumerate() {
        let first = catalogue.first_group(at);
        let last = first + characteristic.groups.len() as u16;
        let picked = (first..last).contains(&chosen.group);
        if (characteristic.off_by_default && !picked) || !used(&characteristic.code) {
            continue;
        }
        let against_fits = (first..last).contains(&chosen.against);
        let choices = characteristic.groups.iter().zip(first..).map(|(group, index)| {
            choice(group.name.clone(), filter, index == chosen.group, |f| {
                f.group = Some(group.code.clone());
                if !against_fits || index == chosen.against {
                    f.against = None;
                }
            })
        });
        sections.push(Choices { heading: characteristic.name.clone(), choices: choices.collect() });
    }
    let current = catalogue.group(chosen.group).map_or_else(|| "Everyone".to_owned(), |(_, group)| capital(&group.phrase));
    Control { name: "group".into(), label: "Equality group".into(), current, set: chosen.group != 0, sections }
}

fn against_control(catalogue: &Catalogue, filter: &Filter, chosen: &Resolved) -> Control {
    let mut choices = vec![choice("Everyone", filter, chosen.against == 0, |f| f.against = None)];
    if let Some((mine, _)) = catalogue.group(chosen.group) {
        let at = catalogue.characteristics.iter().position(|c| c.code == mine.code).unwrap_or(0);
        for (group, index) in mine.groups.iter().zip(catalogue.first_group(at)..) {
            if index != chosen.group {
                let set = |f: &mut Filter| f.against = Some(group.code.clone());
                choices.push(choice(group.name.clone(), filter, index == chosen.against, set));
            }
        }
    }
    let current = catalogue.group(chosen.against).map_or_else(|| "Everyone".to_owned(), |(_, group)| capital(&group.phrase));
    let sections = vec![Choices { heading: String::new(), choices }];
    Control { name: "against".into(), label: "Against".into(), current, set: chosen.against != 0, sections }
}

fn period_control(catalogue: &Catalogue, filter: &Filter, chosen: &Resolved) -> Control {
    let latest = catalogue.latest();
    let choices = catalogue.quarters().rev().map(|&period| {
        let newest = Some(period) == latest;
        choice(period.label(), filter, period == chosen.until, |f| f.period = (!newest).then_some(period))
    });
    let sections = vec![Choices { heading: "Figures up to".to_owned(), choices: choices.collect() }];
    Control { name: "period".into(), label: "Period".into(), current: chosen.until.label(), set: Some(chosen.until) != latest, sections }
}

fn comparator_control(catalogue: &Catalogue, area: u16, filter: &Filter, chosen: &Resolved) -> Option<Control> {
    let current = chosen.comparator_of(catalogue, area);
    let city = catalogue.city();
    let mut choices = Vec::new();
    let own = if area == city { ("None", None) } else { (catalogue.place.as_str(), Some(city)) };
    choices.push(choice(own.0, filter, current == own.1, |f| f.comparator = None));
    for at in catalogue.areas_of(AreaType::Comparator).filter(|&at| at != area) {
        let other = &catalogue.areas[usize::from(at)];
        choices.push(choice(other.name.clone(), filter, current == Some(at), |f| f.comparator = Some(other.code.clone())));
    }
    let name = current.map_or("None", |at| catalogue.areas[usize::from(at)].name.as_str());
    (choices.len() > 1).then(|| Control {
        name: "comparator".into(),
        label: "Comparator".into(),
        current: name.to_owned(),
        set: chosen.comparator.is_some(),
        sections: vec![Choices { heading: String::new(), choices }],
    })
}

fn rating_control(filter: &Filter) -> Control {
    let mut choices = vec![choice("All", filter, filter.rating.is_none(), |f| f.rating = None)];
    choices.extend(Only::ALL.map(|only| choice(only.words(), filter, filter.rating == Some(only), |f| f.rating = Some(only))));
    Control {
        name: "rating".into(),
        label: "Rating".into(),
        current: filter.rating.map_or("All", Only::words).to_owned(),
        set: filter.rating.is_some(),
        sections: vec![Choices { heading: String::new(), choices }],
    }
}

fn plan_control(catalogue: &Catalogue, filter: &Filter, chosen: &Resolved) -> Control {
    let choices = catalogue.plans.iter().enumerate().map(|(at, plan)| {
        choice(plan.title.clone(), filter, at == chosen.plan, |f| {
            f.plan = (!plan.current).then(|| plan.code.clone());
            f.show = crate::filter::Show::Leads;
        })
    });
    Control {
        name: "plan".into(),
        label: "Plan".into(),
        current: catalogue.plans.get(chosen.plan).map(|plan| plan.title.clone()).unwrap_or_default(),
        set: filter.plan.is_some(),
        sections: vec![Choices { heading: String::new(), choices: choices.collect() }],
    }
}

type Addable = Vec<(String, Vec<(String, String)>)>;

fn areas(catalogue: &Catalogue, area: u16, filter: &Filter, chosen: &Resolved) -> (Vec<Chip>, Addable) {
    let name = |at: u16| catalogue.areas[usize::from(at)].name.clone();
    let mut chips = vec![Chip { name: name(area), mark: 0, without: None }];
    for (mark, &other) in (1..).zip(&chosen.compare) {
        let code: &AreaCode = &catalogue.areas[usize::from(other)].code;
        let without = filter.with(|f| f.compare.retain(|kept| kept != code)).to_string();
        chips.push(Chip { name: name(other), mark, without: Some(without) });
    }
    if chosen.compare.len() >= MAX_COMPARED {
        return (chips, Vec::new());
    }
    let addable = [AreaType::City, AreaType::Neighbourhood, AreaType::Ward, AreaType::Comparator].map(|kind| {
        let areas = catalogue
            .areas_of(kind)
            .filter(|at| *at != area && !chosen.compare.contains(at))
            .map(|at| (catalogue.areas[usize::from(at)].code.to_string(), name(at)));
        (capital(&catalogue.words.area(kind).1), areas.collect::<Vec<_>>())
    });
    (chips, addable.into_iter().filter(|(_, areas)| !areas.is_empty()).collect())
}

/// What a form carries along, so that adding an area loses no other choice.
fn carried(filter: &Filter) -> Vec<(String, String)> {
    let query = filter.to_string();
    let parts = query.split('&').filter_map(|part| part.split_once('='));
    parts.map(|(name, value)| (name.to_owned(), crate::filter::decode(value))).collect()
}
