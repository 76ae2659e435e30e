//! What the city's figure of a measure hides: every ward, neighbourhood and group that is off target beyond chance.

use domain::{
    average::{self, Look, Seen, look},
    cell::reason,
    filter::Filter,
    format::{self, plural},
    frame::Cube,
    measure::{Measure, Polarity},
    period::Period,
    rating::Rating,
    statistics::Level,
    unknown::MOST_UNKNOWN,
    view::{
        area::Link,
        figure::{Figure, value_text},
        lead::{capital, lower},
    },
};

use super::Asked;
use crate::{
    components::{
        crumbs::crumbs,
        heads,
        rating::rating_mark,
        row::{figure, made_up},
        scrolling,
    },
    draw,
    error::PageError,
    markup::{Element, el, link},
    page::Page,
};

/// What is looked at: a measure of the release, in a period.
struct Subject<'a> {
    asked: &'a Asked<'a>,
    at: u16,
    measure: &'a Measure,
    chosen: Filter,
}

/// What the figure of the whole hides.
///
/// # Errors
/// There is no such measure or period.
pub(super) fn page(asked: &Asked, code: &str) -> Result<Page, PageError> {
    let catalogue = asked.catalogue;
    let at = draw::find_measure(catalogue, code)?;
    let measure = &catalogue.measures[usize::from(at)];
    let path = format!("/measures/{}/average", measure.code);
    let (chosen, resolved) = super::filter(catalogue, &path, asked.query, &["period"])?;
    let subject = Subject { asked, at, measure, chosen };
    let frame = asked.release.measure(at);
    let body = match catalogue.as_of(at, resolved.until) {
        Some(period) => {
            let cubes = frame.cubes.iter().map(|cube| &**cube);
            found(&subject, frame.cube(catalogue.city()), &look(catalogue, cubes, period), period)
        }
        None => vec![el("p").class("lead").with("This measure has no figure up to the period chosen.")],
    };
    let up = [Link { label: "Measures".to_owned(), href: "/measures".to_owned() }];
    let up = up.into_iter().chain([Link { label: measure.title.clone(), href: subject.href(|_| ()) }]).collect::<Vec<_>>();
    let title = format!("What the average hides: {}", measure.title);
    let page = el("div").class("page averages").with(crumbs(&up, "What the average hides")).with(el("h1").with(&title)).with(body);
    Ok(Page::new(title, page))
}

impl Subject<'_> {
    /// The measure's page with something chosen.
    fn href(&self, choose: impl FnOnce(&mut Filter)) -> String {
        self.chosen.with(choose).href(&format!("/measures/{}", self.measure.code))
    }

    fn period(&self, at: u16) -> Period {
        self.asked.catalogue.periods[usize::from(at)]
    }
}

fn found(subject: &Subject, city: Option<&Cube>, look: &Look, period: u16) -> Vec<Element> {
    let mut parts = vec![lead(subject, city, look, period)];
    if subject.asked.catalogue.spans[usize::from(subject.at)].illustrative {
        parts.push(el("p").with(made_up()));
    }
    let rated = city.is_some_and(|cube| !matches!(average::whole(subject.asked.catalogue, cube, period), Rating::CannotTell(_)));
    let off = rated || !look.off.is_empty();
    if off {
        parts.push(el("h2").with("Off target beyond chance"));
        parts.push(table(subject, "off target beyond chance", &look.off, period, "None is off target beyond chance."));
    }
    let name = &subject.asked.catalogue.areas[usize::from(subject.asked.catalogue.city())].name;
    if matches!(subject.measure.polarity, Polarity::High | Polarity::Low) {
        let others = if off { "Not among these, and worse" } else { "Worse" };
        parts.push(el("h2").with(format!("{others} than {name} beyond chance")));
        parts.push(table(subject, "worse than the average beyond chance", &look.worse, period, "None."));
    }
    parts.push(el("h2").with("What was looked at"));
    parts.push(untold(look));
    parts.push(el("h2").with("How this is worked out"));
    parts.extend(rule());
    parts
}

/// The city's figure and rating, and what it hides, in one sentence.
fn lead(subject: &Subject, city: Option<&Cube>, look: &Look, period: u16) -> Element {
    let catalogue = subject.asked.catalogue;
    let name = &catalogue.areas[usize::from(catalogue.city())].name;
    let when = subject.period(period).label();
    let figure = Figure::of(city, subject.measure, 0, Some(period));
    let Some(cube) = city.filter(|_| figure.present) else {
        let why = figure.note.unwrap_or_default();
        return el("p").class("lead").with(format!("{name} has no figure for {when}: {why}."));
    };
    let held = average::rated(catalogue, cube, 0, period);
    let rating = held.rate(subject.measure);
    let text = match (held.so_far, held.value) {
        (Some(_), Ok(sum)) => format!("{} so far", value_text(sum, subject.measure)),
        _ => figure.text,
    };
    let counted = average::counted(catalogue, &look.counted());
    let stands = match rating {
        Rating::CannotTell(_) => "without a rating".to_owned(),
        rating => lower(rating.words()),
    };
    let after = match (rating, counted) {
        (Rating::CannotTell(why), _) => format!(": {}", lower(why.sentence())),
        (Rating::OnTarget | Rating::NearTarget, Some(parts)) => format!(". Hidden by that average: {parts}, off target beyond chance."),
        (_, Some(parts)) => format!(". The average hides nothing: {parts}, off target beyond chance, as it is itself."),
        (_, None) if look.judged() == 0 => ". No part of it could be judged, so what the average hides cannot be told.".to_owned(),
        (_, None) => format!(". Of {} judged within it, none is off target beyond chance.", parts(look.judged())),
    };
    el("p").class("lead").with(format!("{name}, {when}: ")).with(el("strong").with(text)).with(format!(", {stands}{after}"))
}

/// `1 part`, `3 parts`.
fn parts(count: usize) -> String {
    plural(count as u64, ("part", "parts"))
}

fn table(subject: &Subject, label: &'static str, seen: &[Seen], period: u16, none: &'static str) -> Element {
    if seen.is_empty() {
        return el("p").class("empty").with(none);
    }
    let rows = seen.iter().map(|seen| row(subject, seen, period));
    let columns = ["Where or who", "Figure, and its 95% range", "Rating", "Target", "Range it is judged by"];
    scrolling(label, el("table").class("figures parts").with(heads(columns)).with(el("tbody").all(rows)))
}

fn row(subject: &Subject, seen: &Seen, period: u16) -> Element {
    let (catalogue, measure) = (subject.asked.catalogue, subject.measure);
    let area = &catalogue.areas[usize::from(seen.part.area)];
    let (name, kind, href) = match catalogue.group(seen.part.group) {
        Some((characteristic, group)) => {
            (capital(&group.phrase), characteristic.name.clone(), subject.href(|choice| choice.group = Some(group.code.clone())))
        }
        None => {
            (area.name.clone(), capital(&catalogue.words.area(area.kind).0), subject.href(|choice| choice.area = Some(area.code.clone())))
        }
    };
    let target = catalogue.target(seen.part.area, measure, period).map(|target| target.words(measure));
    let (low, high) = seen.limits;
    let level = match seen.level {
        Level::P998 => "99.8%, from its parts",
        Level::P95 => "95%, as its source gives it",
    };
    el("tr")
        .with(el("th").attr("scope", "row").with(link(href, name)).with(" ").with(el("span").class("note").with(kind)))
        .with(el("td").with(figure(&Figure::of_cell(seen.cell, seen.supplied, measure))))
        .with(el("td").with(rating_mark(seen.rating)))
        .with(el("td").with(target.unwrap_or_else(|| "none".to_owned())))
        .with(el("td").with(format::interval(low, high, measure.decimals)).with(" ").with(el("span").class("note").with(level)))
}

/// What was not judged, and why.
fn untold(look: &Look) -> Element {
    let lines = [
        (look.hidden, format!("{} {}.", parts(look.hidden), reason(domain::observation::Missing::Suppressed))),
        (look.missing, format!("{} without a figure.", parts(look.missing))),
        (look.bare, format!("{} with a figure that has no range, so that chance cannot be told.", parts(look.bare))),
        (
            look.withheld,
            format!(
                "{} of a characteristic for which more than {:.0}% of the records do not say.",
                plural(look.withheld as u64, ("group", "groups")),
                100.0 * MOST_UNKNOWN
            ),
        ),
    ];
    let judged = match look.judged() {
        0 => "No part could be judged.".to_owned(),
        judged => format!("{} judged, of which {} within chance or better.", parts(judged), look.others),
    };
    let judged = el("li").with(judged);
    let lines = lines.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| el("li").with(text));
    el("ul").class("plain").with(judged).all(lines)
}

fn rule() -> [Element; 2] {
    [
        el("p").with(
            "A place or a group is off target beyond chance when the whole of its range is off target, on the bad side, by the \
             target and the tolerance that hold for it. So many parts are looked at that chance alone would put a few there: so the range is the \
             one that holds the true figure 998 times in 1,000, wherever it can be worked out. A figure that came with its source’s own range \
             is judged by that one, which holds it 19 times in 20.",
        ),
        el("p")
            .with("Figures that are hidden to protect people are never listed, and neither are people whose group is not known. ")
            .with(link("/about/methods", "How figures are made")),
    ]
}
