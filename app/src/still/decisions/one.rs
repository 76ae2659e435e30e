//! One decision: what was decided, what each lens did to it, and what was corrected since.

use domain::{
    decision::{Decision, Made, register::Listed},
    format::joined,
    measure::Lens,
    period::long_date,
    search::nearest,
    view::{area::Link, lead::capital},
};

use super::{
    super::Asked,
    marks::{effect, made},
};
use crate::{
    components::{crumbs::crumbs, heads, row::made_up, scrolling},
    error::PageError,
    markup::{Element, el, link},
    page::Page,
};

/// The decision with this code.
///
/// # Errors
/// There is no such decision.
pub(in crate::still) fn page(asked: &Asked, code: &str) -> Result<Page, PageError> {
    let listed = asked.decisions();
    let Some(found) = listed.iter().find(|one| one.code.as_str() == code) else {
        let mut known = listed.iter().filter_map(|one| Some((one.code.as_str(), one.decision?.title.as_str())));
        let near = nearest(code, &mut known, 3).into_iter().map(|(code, title)| (title, format!("/decisions/{code}")));
        let nearest = near.chain([("All decisions".to_owned(), "/decisions".to_owned())]).collect();
        return Err(PageError::NotFound { what: "decision".to_owned(), given: code.chars().take(80).collect(), nearest });
    };
    Ok(match found.decision {
        Some(decision) => Page::new(decision.title.clone(), body(asked, decision, found)),
        None => gone(found),
    })
}

fn up() -> [Link; 1] {
    [Link { label: "Decisions".to_owned(), href: "/decisions".to_owned() }]
}

/// Of one that was withdrawn nothing is told but that, and why.
fn gone(found: &Listed) -> Page {
    let heading = "This decision was withdrawn from the register";
    let why = found.later.first().map(|(told, _)| {
        let words = format!("{} was withdrawn on {}. The reason given: {}", found.code, long_date(told.at.date()), told.reason);
        el("p").class("lead").with(words)
    });
    let body = el("div")
        .class("page narrow")
        .with(crumbs(&up(), found.code.as_str()))
        .with(el("h1").with(heading))
        .with(why)
        .with(el("p").with(link("/decisions", "All decisions")));
    Page { status: 410, ..Page::new(heading, body) }
}

fn body(asked: &Asked, decision: &Decision, found: &Listed) -> Element {
    let day = long_date(decision.on);
    let facts = el("p").class("facts").with(format!("{}, {day}", decision.body)).with(" ").with(decision.illustrative.then(made_up));
    el("div")
        .class("page decisions")
        .with(crumbs(&up(), &decision.title))
        .with(el("h1").with(&decision.title))
        .with(facts)
        .with(el("p").class("lead").with(&decision.decided))
        .with(pulled(decision))
        .with(el("h2").with("Through the lenses"))
        .with(scrolling("what each lens did", lenses(decision)))
        .with(el("p").class("note").with(super::super::triple_lock::RULE))
        .with(el("h2").with("About the decision"))
        .with(el("dl").class("about").all(about(asked, decision)))
        .with(later(found))
}

/// That lenses pull apart.
fn pulled(decision: &Decision) -> Option<Element> {
    let conflict = decision.conflict()?;
    let words = |lenses: &[Lens]| joined(&lenses.iter().map(|lens| lens.words()).collect::<Vec<_>>());
    let text = format!("It helps {}, and harms {}.", words(&conflict.helps), words(&conflict.harms));
    Some(el("p").class("summary").with(el("strong").with("The lenses pull apart. ")).with(text))
}

fn lenses(decision: &Decision) -> Element {
    let rows = Lens::ALL.map(|lens| {
        let under = decision.under(lens);
        let told = under.filter(|under| under.considered());
        let none = |text: &str, otherwise: &'static str| if text.is_empty() { otherwise.to_owned() } else { text.to_owned() };
        let changed = match (under, told) {
            (_, Some(under)) => none(&under.changed, "Nothing"),
            (Some(under), None) => format!("Not considered: {}", under.why_not.as_deref().unwrap_or_default()),
            (None, None) => "Nothing is told of this lens".to_owned(),
        };
        let evidence = told.map(|under| none(&under.evidence, if under.made() == Made::NotShown { "None given" } else { "" }));
        el("tr")
            .with(el("th").attr("scope", "row").with(link(format!("/triple-lock/{}", lens.code()), capital(lens.words()))))
            .with(el("td").with(made(decision.made(lens))))
            .with(el("td").with(told.map(|under| effect(under.effect))))
            .with(el("td").with(changed))
            .with(el("td").with(evidence))
    });
    el("table")
        .class("figures words")
        .with(el("caption").class("unseen").with("What each lens of the Triple Lock did to the decision"))
        .with(heads(["Lens", "What it did", "The decision", "What changed because of it", "Evidence"]))
        .with(el("tbody").all(rows))
}

fn about(asked: &Asked, decision: &Decision) -> Vec<Element> {
    let fact = |term: String, text: Element| el("div").with(el("dt").with(term)).with(" ").with(text);
    let areas = decision.areas.iter().filter_map(|code| asked.council.area(code));
    let areas: Vec<Element> = areas.map(|area| el("li").with(link(format!("/areas/{}", area.code), &area.name))).collect();
    let whole = || el("dd").with(format!("All of {}", asked.council.place));
    let themes = decision.themes.iter().filter_map(|code| asked.council.theme(code));
    let themes: Vec<Element> = themes.map(|(_, theme)| el("li").with(link(format!("/themes/{}", theme.code), &theme.title))).collect();
    let directorate = asked.council.directorate(&decision.directorate);
    let mut all = vec![fact("Where".to_owned(), if areas.is_empty() { whole() } else { el("dd").with(el("ul").all(areas)) })];
    if !themes.is_empty() {
        all.push(fact("For".to_owned(), el("dd").with(el("ul").all(themes))));
    }
    if let Some(known) = directorate {
        let name = link(format!("/directorates/{}", known.code), &known.name);
        all.push(fact(capital(&asked.council.words.directorate.0), el("dd").with(name)));
    }
    all.push(fact("Where it can be read".to_owned(), el("dd").with(&decision.source)));
    all.push(fact("Reference".to_owned(), el("dd").with(decision.code.to_string())));
    all
}

/// What was corrected since it was first told.
fn later(found: &Listed) -> Option<[Element; 2]> {
    let items: Vec<Element> = found
        .later
        .iter()
        .map(|(told, changed)| {
            let what = if changed.is_empty() { "nothing that is shown here".to_owned() } else { joined(changed) };
            el("li").with(format!("{}: {} Changed: {what}.", long_date(told.at.date()), told.reason))
        })
        .collect();
    (!items.is_empty()).then(|| [el("h2").with("Corrected since"), el("ul").class("plain").all(items)])
}
