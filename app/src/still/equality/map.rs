//! The evidence map: measures by characteristics, each cell in exactly one state.

use std::collections::BTreeMap;

use domain::{
    equality::evidence::{State, not_about_people, not_relevant, total},
    format::{self, plural},
};

use super::Drawn;
use crate::{
    components::scrolling,
    markup::{Element, el, link},
};

/// How much is published, in one sentence.
pub(super) fn lead(drawn: &Drawn) -> Element {
    let about = drawn.map.iter().flatten().filter(|state| **state != State::NotRelevant).count();
    let pairs = plural(about as u64, ("pair of a measure and a characteristic", "pairs of a measure and a characteristic"));
    el("p")
        .class("lead")
        .with(format!("In {}, ", drawn.choice.area_name()))
        .with(el("strong").with(format!("{} of {pairs}", total(&drawn.map, State::Published))))
        .with(if about == 1 { " has a figure that everyone can see." } else { " have a figure that everyone can see." })
}

/// A state: its shape, by class, and its word.
fn state(state: State) -> Element {
    el("span").class(format!("state {}", state.code())).with(state.words())
}

/// What each state means, and how many cells are in it.
pub(super) fn legend(drawn: &Drawn) -> Element {
    let item = |known: State| {
        let count = total(&drawn.map, known);
        el("div")
            .with(el("dt").with(state(known)).with(format!(" {}", format::count(count as u64))))
            .with(" ")
            .with(el("dd").with(known.meaning()))
    };
    el("dl").class("legend").all(State::ALL.map(item))
}

/// The map as a table.
pub(super) fn table(drawn: &Drawn) -> Element {
    let catalogue = drawn.choice.catalogue;
    let column = |name: &str| el("th").attr("scope", "col").with(name.to_owned());
    let head = el("tr").with(column("Measure")).all(catalogue.characteristics.iter().map(|known| column(&known.name)));
    let rows = (0..).zip(&catalogue.measures).zip(&drawn.map).map(|((at, measure), states)| {
        let why = not_about_people(measure).map(|why| el("span").class("note").with(format!("Not about people: {why}")));
        let name = el("th").attr("scope", "row").with(link(drawn.choice.measure(at, 0), &measure.title)).with(" ").with(why);
        el("tr").with(name).all(states.iter().map(|known| el("td").with(state(*known))))
    });
    let totals = (0..catalogue.characteristics.len()).map(|at| {
        let published = drawn.map.iter().filter(|row| row[at] == State::Published).count();
        el("td").with(format!("{published} of {}", drawn.map.iter().filter(|row| row[at] != State::NotRelevant).count()))
    });
    let foot = el("tfoot").with(el("tr").with(el("th").attr("scope", "row").with("Published, of those that could be")).all(totals));
    let caption = el("caption").with(format!("What there is for {}, figures {}", drawn.choice.area_name(), drawn.choice.until.until()));
    let table = el("table").class("figures evidence").with(caption).with(el("thead").with(head)).with(el("tbody").all(rows)).with(foot);
    scrolling("evidence map", table)
}

/// Why characteristics are not relevant to measures about people, as these say: reason by reason, with the measures. Nothing where none says it.
pub(super) fn reasons(drawn: &Drawn) -> Option<[Element; 2]> {
    let catalogue = drawn.choice.catalogue;
    let mut found: BTreeMap<(usize, &str), Vec<&str>> = BTreeMap::new();
    for measure in &catalogue.measures {
        for (at, known) in catalogue.characteristics.iter().enumerate() {
            if let Some(why) = not_relevant(measure, &known.code) {
                found.entry((at, why)).or_default().push(&measure.title);
            }
        }
    }
    let item = |((at, why), measures): ((usize, &str), Vec<&str>)| {
        let term = format!("{}: {why}", catalogue.characteristics[at].name);
        el("div").with(el("dt").with(term)).with(" ").with(el("dd").with(measures.join("; ")))
    };
    (!found.is_empty()).then(|| [el("h2").with("Why not relevant"), el("dl").class("about").all(found.into_iter().map(item))])
}
