//! The register of formal decisions.

pub(super) mod choice;
pub(super) mod marks;
pub(super) mod one;

use domain::{
    decision::{Decision, register::Listed},
    format::plural,
    measure::Lens,
    period::long_date,
    register::Register,
    release::Release,
    view::lead::capital,
};

use self::{
    choice::{Choice, Field},
    marks::made,
};
use super::{Asked, asked};
use crate::{
    components::{heads, row::made_up, scrolling},
    error::PageError,
    markup::{Element, el, link},
    page::Page,
    site::Site,
};

/// What the register can be narrowed by.
const FIELDS: &[Field] =
    &[Field::Text, Field::Lens, Field::Made, Field::Body, Field::Area, Field::Theme, Field::Directorate, Field::Year, Field::Quarter];

impl Asked<'_> {
    /// Every decision that is told on the day, the newest first.
    pub(super) fn decisions(&self) -> Vec<Listed<'_>> {
        domain::decision::register::listed(&self.council.decisions, &self.register.decisions, self.site.today)
    }
}

/// The decisions among those listed that stand.
pub(super) fn standing<'a>(listed: &[Listed<'a>]) -> Vec<&'a Decision> {
    listed.iter().filter_map(|one| one.decision).collect()
}

/// The decisions that a query asks for, the newest first, for a file.
///
/// # Errors
/// The part of the query that is not right.
pub fn chosen(told: (&Release, &Register), site: &Site, query: &str) -> Result<Vec<Decision>, PageError> {
    let asked = asked(told, site, query);
    let listed = asked.decisions();
    let all = standing(&listed);
    let choice = Choice::read(&asked, "/decisions", &all)?;
    Ok(choice.of(&all).into_iter().cloned().collect())
}

/// The register.
///
/// # Errors
/// The part of the query that is not right.
pub(super) fn page(asked: &Asked) -> Result<Page, PageError> {
    let listed = asked.decisions();
    let all = standing(&listed);
    let choice = Choice::read(asked, "/decisions", &all)?;
    let found = choice.of(&all);
    let count = plural(all.len() as u64, ("decision", "decisions"));
    let lead = match (all.is_empty(), choice.is_nothing()) {
        (true, _) => "No decision has been recorded here yet.".to_owned(),
        (_, true) => format!("{count}, with what each lens of the Triple Lock changed."),
        _ => format!("{} of {count}.", found.len()),
    };
    let table = match (all.is_empty(), found.is_empty()) {
        (true, _) => None,
        (_, true) => Some(el("p").class("empty").with("No decision fits what is chosen. ").with(link("/decisions", "Clear every choice"))),
        _ => Some(scrolling("decisions", table(&found))),
    };
    let file = choice.address("/decisions.csv", |_| ());
    let file = (!all.is_empty()).then(|| {
        let file = link(file, "These as CSV").attr("rel", "external").attr("download", "");
        el("ul").class("tools").with(el("li").with(file)).with(el("li").with(link("/triple-lock", "Triple Lock")))
    });
    let body = el("div")
        .class("page decisions")
        .with(el("h1").with("Decisions"))
        .with(el("p").class("lead").with(lead))
        .with((!all.is_empty()).then(|| choice.form("/decisions", FIELDS)))
        .with(choice.chosen("/decisions"))
        .with(table)
        .with(withdrawn(&listed))
        .with(file);
    Ok(Page::new("Decisions", body))
}

/// Decisions as a table: the day, what was decided, and what each lens did.
pub(super) fn table(decisions: &[&Decision]) -> Element {
    let rows = decisions.iter().map(|decision| {
        let title = link(format!("/decisions/{}", decision.code), &decision.title).class("title");
        el("tr")
            .with(el("td").with(long_date(decision.on)))
            .with(
                el("th")
                    .attr("scope", "row")
                    .with(title)
                    .with(" ")
                    .with(decision.illustrative.then(made_up))
                    .with(" ")
                    .with(el("span").class("note").with(&decision.body)),
            )
            .all(Lens::ALL.map(|lens| el("td").with(made(decision.made(lens)))))
    });
    let lenses = Lens::ALL.map(|lens| capital(lens.words()));
    let columns = ["Day".to_owned(), "Decision".to_owned()].into_iter().chain(lenses);
    el("table")
        .class("figures words")
        .with(el("caption").class("unseen").with("Decisions, the newest first, and what each lens did to them"))
        .with(heads(columns))
        .with(el("tbody").all(rows))
}

/// Those that were withdrawn: of these nothing but that is told.
fn withdrawn(listed: &[Listed]) -> Option<Element> {
    let gone: Vec<Element> = listed
        .iter()
        .filter(|one| one.decision.is_none())
        .filter_map(|one| {
            let (told, _) = one.later.first()?;
            let words = format!("{}, withdrawn on {}: {}", one.code, long_date(told.at.date()), told.reason);
            Some(el("li").with(link(format!("/decisions/{}", one.code), words)))
        })
        .collect();
    (!gone.is_empty()).then(|| el("section").with(el("h2").with("Withdrawn")).with(el("ul").class("plain").all(gone)))
}
