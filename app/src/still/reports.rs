//! Reports: what the plan promises to report, each as it comes out of the release that is shown.

mod frozen;
mod kept;
mod one;

use domain::{
    report::{
        Ground, Kind, Of, Template,
        document::{Document, Fact},
        write,
    },
    view::lead::capital,
};

pub(super) use self::{
    frozen::{compared, gone, page as frozen},
    kept::document as kept,
    one::{page as one, sections},
};
use super::Asked;
use crate::{
    error::PageError,
    markup::{Element, el, link},
    page::Page,
};

/// What stands in an address in place of a code where a report is of the whole council.
const COUNCIL: &str = "council";
/// Of so many subjects each is listed; of more they can be unfolded.
const LISTED: usize = 14;

/// The address of a report.
fn address(kind: Kind, of: &str) -> String {
    format!("/reports/{}/{}", kind.code(), if of.is_empty() { COUNCIL } else { of })
}

/// A report by the two parts of its address, as it comes out of the release.
///
/// # Errors
/// There is no such report, with those that there are.
pub(super) fn document(asked: &Asked, kind: &str, of: &str) -> Result<Document, PageError> {
    let every = || vec![("Every report".to_owned(), "/reports".to_owned())];
    let known = Kind::read(kind);
    let kind =
        known.ok_or_else(|| PageError::NotFound { what: "report".to_owned(), given: kind.chars().take(40).collect(), nearest: every() })?;
    let of = if kind.of() == Of::Council && of == COUNCIL { "" } else { of };
    let absent = |_| PageError::NotFound {
        what: format!("{} of", kind.words().to_lowercase()),
        given: of.chars().take(40).collect(),
        nearest: every(),
    };
    if kind.of() == Of::Council && !of.is_empty() {
        return Err(PageError::NotFound { what: kind.words().to_lowercase(), given: of.chars().take(40).collect(), nearest: every() });
    }
    let template = Template::usual(kind, of, asked.release).map_err(absent)?;
    let ground = Ground { release: asked.release, register: asked.register, today: asked.site.today };
    let document = write(ground, &template).map_err(|_faults| PageError::Internal)?;
    let stays = asked.site.is_served().then(|| format!("/releases/{}{}", asked.site.release, address(kind, of)));
    Ok(Document { address: stays, ..document })
}

/// Every report that there is.
pub(super) fn page(asked: &Asked) -> Page {
    let lead = "What the plan promises to report, made of the figures that are published: to read, to print and to work on.";
    let sections = Kind::ALL.map(|(_, kind)| section(asked, kind));
    let body = el("div")
        .class("page narrow reports")
        .with(el("h1").with("Reports"))
        .with(el("p").class("lead").with(lead))
        .with(el("p").class("note").with(format!(
            "Each is of release {}, the newest. The same reports of an earlier release are below its own address.",
            asked.site.release
        )))
        .with(frozen::list(asked))
        .all(sections.into_iter().flatten())
        .with(meetings());
    Page::new("Reports", body)
}

/// The way to meetings, which show figures beside what was asked about them.
fn meetings() -> Element {
    let words = "What committees look at, with the newest figures, and what was asked and answered.";
    let more = el("p").class("more").with(link("/meetings", "Every meeting"));
    el("section").with(el("h2").with("Meetings")).with(el("p").with(words)).with(more)
}

/// The reports of a kind.
fn section(asked: &Asked, kind: Kind) -> Option<Element> {
    let subjects = kind.subjects(asked.release);
    if subjects.is_empty() {
        return None;
    }
    let top = el("section").with(el("h2").with(kind.words())).with(el("p").with(format!("{}.", kind.about())));
    if kind.of() == Of::Council {
        return Some(top.with(el("p").class("more").with(link(address(kind, ""), "Read it"))));
    }
    let count = subjects.len();
    let items = subjects.into_iter().map(|(of, name)| el("li").with(link(address(kind, &of), name)));
    let list = el("ul").class("columns").all(items);
    if count <= LISTED {
        return Some(top.with(list));
    }
    let (_, many) = match kind.of() {
        Of::Area(kind) => asked.catalogue.words.area(kind),
        _ => &asked.catalogue.words.city,
    };
    let fold = el("details").with(el("summary").with(format!("{count} {many}"))).with(list);
    Some(top.with(fold))
}

/// The figures that a sentence is made from.
pub(super) fn trace(facts: &[Fact]) -> Element {
    let items = facts.iter().map(|fact| {
        let words = format!("{}, {}, {}, {}: {}", fact.title, fact.area_name, capital(&fact.group), fact.period, fact.value);
        el("li").with(link(fact.href.clone(), words))
    });
    el("details").class("traced").with(el("summary").with("The figures behind this")).with(el("ul").all(items))
}
