//! Every programme, and how far it is.

pub(super) mod one;
pub(crate) mod tables;

use domain::{
    format::plural,
    programme::{
        Programme, Status,
        standing::{Because, Rag, Standing, standings},
    },
};

use super::Asked;
use crate::{
    components::rating::rating_shape,
    markup::{Element, el, link},
    page::Page,
};

/// Every programme, with how many of its actions stand how.
pub(super) fn page(asked: &Asked) -> Page {
    let programmes = &asked.council.programmes;
    let cards = programmes.iter().map(|programme| {
        let standings = standings(programme, programmes, asked.site.today);
        el("li")
            .with(link(format!("/programmes/{}", programme.code), &programme.title).class("title"))
            .with(" ")
            .with(el("span").class("note").with(&programme.summary))
            .with(" ")
            .with(el("span").class("note").with(tally(programme, &standings)))
    });
    let body = el("div").class("page").with(el("h1").with("Programmes")).with(el("p").class("lead").with(if programmes.is_empty() {
        "No programme has been published here yet."
    } else {
        "What the council has said it will do, by whom and by when, and every date that was put off."
    }));
    let body = body.with((!programmes.is_empty()).then(|| el("ul").class("cards").all(cards)));
    Page::new("Programmes", body.with(plans(asked)))
}

/// Leads to the plan of each neighbourhood, and to what they learned.
fn plans(asked: &Asked) -> Option<Element> {
    let mut planned: Vec<_> = asked.council.priorities.list.iter().map(|priority| &priority.area).collect();
    planned.dedup();
    let areas = planned.iter().filter_map(|code| asked.council.areas.iter().find(|area| area.code == **code));
    let items = areas.map(|area| el("li").with(link(format!("/areas/{}/plan", area.code), &area.name)));
    let learn = el("p").class("more").with(link("/learning", "What neighbourhoods have learned from each other"));
    let heading = el("h2").with("What comes first where people live");
    (!planned.is_empty()).then(|| el("section").class("within").with(heading).with(el("ul").class("columns").all(items)).with(learn))
}

/// The mark of a colour: its shape and the word of the status, never the colour alone.
pub fn mark(standing: &Standing<'_>) -> Element {
    let class = match standing.rag {
        Rag::Green => "on-target",
        Rag::Amber => "near-target",
        Rag::Red => "off-target",
        Rag::Grey => "cannot-tell",
    };
    let words = match (standing.status, standing.because) {
        (Some(status), Some(Because::Overdue(_))) => format!("{}, overdue", status.words()),
        (status, _) => status.map_or("Not reported", Status::words).to_owned(),
    };
    el("span").class(format!("rating {class}")).with(rating_shape(class)).with(" ").with(words)
}

/// How many actions stand how, in words; of a programme whose actions are not here, how they were counted last.
pub fn tally(programme: &Programme, standings: &[Standing<'_>]) -> String {
    let word = (programme.action_word.0.as_str(), programme.action_word.1.as_str());
    if standings.is_empty() {
        return match programme.counts.last() {
            Some(counted) => format!("{}, of which only counts were published.", plural(u64::from(counted.actions), word)),
            None => format!("No {} yet.", word.1),
        };
    }
    let count = |matches: &dyn Fn(&Standing<'_>) -> bool| standings.iter().filter(|standing| matches(standing)).count();
    let of_status =
        Status::ALL.iter().map(|(_, status)| (count(&|standing| standing.status == Some(*status)), status.words().to_lowercase()));
    let untold = (count(&|standing| standing.status.is_none()), "not reported".to_owned());
    let parts: Vec<String> =
        of_status.chain([untold]).filter(|(number, _)| *number > 0).map(|(number, words)| format!("{number} {words}")).collect();
    let late = count(&tables::is_late);
    let late = if late > 0 { format!(" {late} overdue.") } else { String::new() };
    let slips: usize = standings.iter().map(|standing| standing.slips).sum();
    let slips = match slips {
        0 => String::new(),
        _ => format!(" Dates were put off {}.", plural(slips as u64, ("time", "times"))),
    };
    format!("{}: {}.{late}{slips}", plural(standings.len() as u64, word), parts.join(", "))
}
