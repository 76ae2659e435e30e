//! One measure as a card on another page: its figure, how it stands and why, its course, and where it is from.

use domain::{
    filter::{decode, encode},
    measure::Measure,
    release::Release,
    report::{cover, document::Picture, licence, picture},
    view::{figure::Figure, lead::capital},
    why::{Why, why},
};

use super::{Asked, filter, nowhere};
use crate::{
    components::{
        rating::rating_mark,
        row::{figure, made_up},
    },
    draw,
    error::PageError,
    markup::{el, link},
    page::Page,
};

/// A measure as it stands in an area and for a group.
pub(super) struct Shown {
    /// How it stands, and why.
    pub(super) why: Why,
    /// The figure.
    pub(super) figure: Figure,
    /// Its course, where there is enough to draw.
    pub(super) picture: Option<Picture>,
    /// The area that it is locked to, if one was chosen.
    pub(super) locked: Option<u16>,
}

/// What is chosen by an address of a measure: the area, the group and the period.
pub(super) fn shown(release: &Release, code: &str, query: &str) -> Result<Shown, PageError> {
    let catalogue = &release.catalogue;
    let at = draw::find_measure(catalogue, code)?;
    let (_, chosen) = filter(catalogue, &format!("/measures/{code}"), query, &["area", "group", "period"])?;
    let area = chosen.area.unwrap_or_else(|| catalogue.city());
    let frame = release.area(area);
    let why = why(catalogue, frame.cube(at), (at, area), &chosen);
    let group = if why.for_everyone { 0 } else { chosen.group };
    Ok(Shown {
        figure: Figure::of(frame.cube(at), &why.measure, group, catalogue.as_of(at, chosen.until)),
        picture: picture::trend(release, (at, area), &chosen, &why),
        locked: chosen.area,
        why,
    })
}

/// Where the figures are from, in a sentence with a space after it; blank where nothing says so.
fn source(asked: &Asked, measure: &Measure) -> String {
    let source = asked.catalogue.sources.iter().find(|source| source.code == measure.source);
    source.map(|source| format!("Source: {}. ", source.title)).unwrap_or_default()
}

/// The card.
///
/// # Errors
/// The part of the address that is not right, with the nearest that exists.
pub(super) fn page(asked: &Asked, code: &str) -> Result<Page, PageError> {
    let Shown { why, figure: now, picture, locked } = shown(asked.release, code, asked.query)?;
    let place = locked.map(|area| &asked.catalogue.areas[usize::from(area)]);
    let measure = &why.measure;
    let source = source(asked, measure);
    let drawn = picture.map(|picture| {
        let image = el("img")
            .attr("src", format!("data:image/svg+xml,{}", encode(&picture.svg)))
            .attr("alt", picture.alt)
            .attr("width", picture.size.0.to_string())
            .attr("height", picture.size.1.to_string());
        el("figure").with(image).with(el("figcaption").with(picture.caption))
    });
    let body = el("div")
        .class("card")
        .with(el("h1").with(&measure.title))
        .with(el("p").class("note").with(format!("{}, {}", capital(&why.about()), measure.unit)))
        .with(place.map(|place| el("p").class("note").with(link(format!("/areas/{}", place.code), format!("More about {}", place.name)))))
        .with(el("p").with(figure(&now)).with(" ").with(rating_mark(why.rating)).with(" ").with(why.illustrative.then(made_up)))
        .with(el("p").with(why.lead()))
        .with(drawn)
        .with(el("p").class("note").with(format!(
            "{}Release {} of {}. {}",
            source,
            asked.site.release,
            asked.site.name,
            licence(&asked.site.attribution)
        )));
    Ok(Page::new(measure.title.clone(), body))
}

/// The drawing of a measure's course as a file of its own: with its title, its source and the licence in it.
///
/// # Errors
/// The part of the address that is not right, with the nearest that exists.
pub(super) fn drawing(asked: &Asked, code: &str) -> Result<String, PageError> {
    let Shown { why, picture, .. } = shown(asked.release, code, asked.query)?;
    let picture = picture.unwrap_or_else(|| picture::nothing("There are too few figures to draw."));
    let (release, name) = (asked.site.release, &asked.site.name);
    let title = format!("{}: {}", why.measure.title, capital(&why.about()));
    let made_up = if why.illustrative { "Illustrative: made-up figures. " } else { "" };
    let source = source(asked, &why.measure);
    let foot = format!("{made_up}{source}{name}, Measure Up release {release}. {}", licence(&asked.site.attribution));
    Ok(picture.framed(&title, &foot))
}

/// The cover of the page at a path: of the site, of a measure or of an area.
///
/// # Errors
/// The part of the address that is not right, with the nearest that exists.
pub(super) fn cover(asked: &Asked, path: &str) -> Result<Picture, PageError> {
    let (release, catalogue) = (asked.release, asked.catalogue);
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    let drawn = match parts[..] {
        [""] => cover::site(release),
        ["measures", code] => cover::measure(release, draw::find_measure(catalogue, &decode(code))?),
        ["areas", code] => cover::area(release, draw::find_area(catalogue, &decode(code))?),
        _ => return Err(nowhere(path)),
    };
    drawn.ok_or(PageError::Internal)
}
