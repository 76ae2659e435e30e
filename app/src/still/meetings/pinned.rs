//! What an item of an agenda shows: the card of a measure as it stands in the release that is served, or the way to a report.

use domain::{
    catalogue::Catalogue,
    filter::{Filter, encode},
    meeting::{Item, Pinned},
    view::{lead::capital, row::unit},
    why::Why,
};

use super::{
    super::{Asked, card},
    questions,
};
use crate::{
    components::{
        rating::rating_mark,
        row::{figure, made_up},
    },
    markup::{Element, el, link},
};

/// How much room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    /// One of many on a page.
    Small,
    /// A page of its own, as on a wall: with its drawing.
    Large,
}

/// What an item shows; nothing where it is words alone.
pub(super) fn pinned(asked: &Asked, item: &Item, size: Size) -> Option<Element> {
    match &item.pinned {
        Pinned::Measure { measure, area, group } => {
            let filter = Filter { area: area.clone(), group: group.clone(), ..Filter::default() };
            Some(measured(asked, measure.as_str(), &filter, size))
        }
        Pinned::Report(address) => Some(
            el("p").class("pinned").with(link(address.clone(), "Read the report")).with(" ").with(el("span").class("note").with(address)),
        ),
        Pinned::Words => None,
    }
}

/// The card of a measure. Everything on it is read from released cells: of a figure that is hidden it says that it is.
fn measured(asked: &Asked, code: &str, filter: &Filter, size: Size) -> Element {
    let address = filter.href("");
    let query = address.split_once('?').map_or("", |(_, query)| query);
    let Ok(card::Shown { why, figure: now, picture, .. }) = card::shown(asked.release, code, query) else {
        // It was pinned on an earlier release, or is shown on one that never had it.
        let words = format!("Release {} has no figures of this measure for this area and group.", asked.site.release);
        return el("p").class("pinned empty").with(words);
    };
    let drawn = picture.filter(|_| size == Size::Large).map(|picture| {
        let image = el("img")
            .attr("src", format!("data:image/svg+xml,{}", encode(&picture.svg)))
            .attr("alt", picture.alt)
            .attr("width", picture.size.0.to_string())
            .attr("height", picture.size.1.to_string());
        el("figure").class("drawn").with(image).with(el("figcaption").class("note").with(picture.caption))
    });
    let path = format!("/measures/{code}");
    let links = [
        (filter.href(&path), "The measure"),
        (filter.href(&format!("{path}/why")), "Why this rating?"),
        (questions(code), "Asked at meetings"),
    ];
    let links = links.map(|(href, label)| {
        let named = format!("{label}: {}", why.measure.title);
        el("li").with(link(href, label).attr("aria-label", named))
    });
    el("div")
        .class("pinned")
        .with(el("p").class("note").with(format!("{}. {}", capital(&why.about()), capital(&unit(&why.measure)))))
        .with(
            el("p")
                .class("pinned-figure")
                .with(figure(&now))
                .with(" ")
                .with(rating_mark(why.rating))
                .with(" ")
                .with(why.illustrative.then(made_up)),
        )
        .with(el("p").with(why.lead()))
        .with(facts(asked.catalogue, &why))
        .with(drawn)
        .with(el("ul").class("tools").all(links))
}

/// Change, target and period.
fn facts(catalogue: &Catalogue, why: &Why) -> Element {
    let target = match &why.set {
        Some(set) => format!("{}, for {}", set.words(&why.measure), set.period.label()),
        None => "None is set for this period".to_owned(),
    };
    let period = why.period.map_or_else(|| "None yet".to_owned(), |period| period.label());
    let change = format!("{}. {}", why.change.words(), why.change.reason(why.measure.kind));
    let source = catalogue.sources.iter().find(|source| source.code == why.measure.source).map(|source| source.title.clone());
    let all = [("Change", change), ("Target", target), ("Period", period)];
    let all = all.into_iter().chain(source.map(|source| ("Source", source)));
    el("dl").class("about").all(all.map(|(term, text)| el("div").with(el("dt").with(term)).with(" ").with(el("dd").with(text))))
}
