//! Outcomes of the whole city, against its comparators.

use domain::{
    change::Change,
    city::{Compared, Place, compare, end_of, label, years},
    format::{joined, ordinal, plural},
    measure::Polarity,
    outcome::City,
    view::{figure::value_text, lead::capital},
};

use super::{Asked, choose};
use crate::{
    components::{
        heads,
        row::{figure, made_up},
        scrolling,
    },
    error::PageError,
    markup::{Element, el, link},
    page::Page,
};

const WHY_RANGES: &str = "This is no league table: places stand in the order of their list. Figures are uncertain, so a rank is a range. Where the 95% intervals of two places overlap, either may come first; a place without an interval is not ranked.";

/// Every outcome of the city, with the newest figures or those of a year.
///
/// # Errors
/// What was asked for is no year with a figure.
pub(super) fn page(asked: &Asked) -> Result<Page, PageError> {
    let words = &asked.council.words;
    let title = format!("{} outcomes", words.city.0);
    let outcomes = asked.council.outcomes.as_ref().map(|all| all.city.as_slice()).unwrap_or_default();
    let years = years(asked.catalogue, outcomes);
    let year = chosen(asked, &years)?;
    let until = year.and_then(end_of);
    let lead = format!(
        "How {} fares as a whole on what it wants to achieve with its partners, beside {}. These outcomes move slowly, and are looked at once a year.",
        asked.council.place,
        compared_with(asked)
    );
    let choices = years.iter().map(|&one| choose::option(&one.to_string(), &label(one), year == Some(one)));
    let form = (!outcomes.is_empty())
        .then(|| choose::form("/city", [choose::field("Figures up to the end of ", "year", "The newest there are", choices)]));
    let shown = year.map(|year| {
        let words = format!("Shown: figures up to the end of {}. ", label(year));
        el("p").class("note").with(words).with(link("/city", "The newest there are"))
    });
    let empty = outcomes.is_empty().then(|| el("p").class("empty").with("No outcome of the whole place is told of here."));
    let why = (!outcomes.is_empty()).then(|| el("p").class("note").with(WHY_RANGES));
    let body = el("div")
        .class("page city")
        .with(el("h1").with(capital(&title)))
        .with(el("p").class("lead").with(lead))
        .with(form)
        .with(shown)
        .with(empty)
        .with(why)
        .all(outcomes.iter().map(|outcome| section(asked, outcome, &compare(asked.release, outcome, until))))
        .with(el("p").class("more").with(link("/thread", "How it all hangs together: the golden thread")));
    Ok(Page::new(capital(&title), body))
}

/// The year that was asked for; none: the newest figures.
fn chosen(asked: &Asked, years: &[i32]) -> Result<Option<i32>, PageError> {
    let given = asked.part("year");
    if given.is_empty() {
        return Ok(None);
    }
    let mut nearest: Vec<(String, String)> = years.iter().take(3).map(|year| (label(*year), format!("/city?year={year}"))).collect();
    nearest.push(("This page without it".to_owned(), "/city".to_owned()));
    let message = format!("No figure is of a year “{given}”. Write the year in which a financial year began, such as 2024");
    let year = given.parse().ok().filter(|year| years.contains(year));
    year.map(Some).ok_or(PageError::BadRequest { message, nearest })
}

fn compared_with(asked: &Asked) -> String {
    let (one, many) = &asked.council.words.comparator;
    let count = asked.catalogue.areas_of(domain::area::AreaType::Comparator).count() as u64;
    if count == 0 { format!("no {one}: none is named") } else { plural(count, (one, many)) }
}

fn section(asked: &Asked, outcome: &City, all: &[Compared]) -> Element {
    let text = (!outcome.text.is_empty()).then(|| el("p").with(outcome.text.clone()));
    let national = asked.council.outcomes.iter().flat_map(|all| &all.national).filter(|one| outcome.serves.contains(&one.code));
    let serves = national.map(|one| el("li").with(link(format!("/thread?at=national:{}", one.code), one.title.clone())));
    let serves: Vec<Element> = serves.collect();
    let serves = (!serves.is_empty()).then(|| {
        el("div").class("serves").with(el("p").class("note").with("It serves the nation’s:")).with(el("ul").class("inline").all(serves))
    });
    el("section")
        .attr("id", outcome.code.to_string())
        .with(el("h2").with(outcome.title.clone()))
        .with(text)
        .with(serves)
        .all(all.iter().map(|one| measure(asked, one)))
}

/// A measure: the city's figure in words, a drawing of all places, and the table that says it.
fn measure(asked: &Asked, compared: &Compared) -> Element {
    let catalogue = asked.catalogue;
    let rules = &catalogue.measures[usize::from(compared.measure)];
    let heading =
        el("h3").with(link(format!("/measures/{}", rules.code), rules.title.clone())).with(" ").with(compared.illustrative.then(made_up));
    let Some((period, own)) = compared.period.zip(compared.own()) else {
        return el("section").class("city-measure").with(heading).with(el("p").class("empty").with("No figure is so early."));
    };
    let when = catalogue.periods[usize::from(period)].label();
    let change = compared.change.filter(|_| own.value.is_some());
    let change = change.map(|change| {
        // Where it cannot be told, the reason says so by itself.
        match change {
            Change::TooFewPoints | Change::Unknown => el("p").class("note").with(change.reason(rules.kind)),
            _ => el("p").with(el("strong").with(change.words())).with(". ").with(el("span").class("note").with(change.reason(rules.kind))),
        }
    });
    let first = match rules.polarity {
        Polarity::Low => "The lowest is best, and comes first.",
        Polarity::High => "The highest is best, and comes first.",
        Polarity::Range | Polarity::None => "The highest comes first; neither way is better.",
    };
    let rows = compared.places.iter().map(|place| row(asked, place));
    let table = el("table")
        .class("figures")
        .with(el("caption").class("unseen").with(format!("{}, {when}: every place", rules.title)))
        .with(heads(["Place", "Figure", "Rank: between", "If there is none for the period"]))
        .with(el("tbody").all(rows));
    let many = asked.council.words.comparator.1.as_str();
    el("section")
        .class("city-measure")
        .with(heading)
        .with(el("p").class("note").with(format!("{}, {when}", rules.unit)))
        .with(el("p").class("own").with(figure(&own.figure)))
        .with(change)
        .with(el("p").with(position(asked, compared)).with(" ").with(el("span").class("note").with(first)))
        .with(drawing(asked, compared))
        .with(ends(asked, compared))
        .with(el("p").class("note").with(coverage(asked, compared)))
        .with(el("details").with(el("summary").with(format!("Every figure of the {many}"))).with(scrolling(&rules.title, table)))
}

/// Where the city can stand, and what the others come to.
fn position(asked: &Asked, compared: &Compared) -> String {
    let rules = &asked.catalogue.measures[usize::from(compared.measure)];
    let (one, many) = &asked.council.words.comparator;
    let rank = match (compared.own().and_then(|own| own.rank), compared.ranked()) {
        (Some((best, worst)), of) if best == worst => format!("{} of {of}.", capital(&ordinal(best))),
        (Some((best, worst)), of) => format!("Somewhere from {} to {} of {of}.", ordinal(best), ordinal(worst)),
        (None, 0) => "No rank: the source gives no intervals, so places cannot be told apart.".to_owned(),
        (None, of) => format!("No rank: {} has no interval; {of} others have.", asked.council.place),
    };
    match compared.spread() {
        Some((count, low, high)) => {
            let (low, high) = (value_text(low, rules), value_text(high, rules));
            format!("{rank} {} have from {low} to {high}.", capital(&plural(count as u64, (one, many))))
        }
        None => format!("{rank} No {one} has a figure for the period."),
    }
}

/// Which others have no figure for the period, and what they have instead.
fn coverage(asked: &Asked, compared: &Compared) -> String {
    let (one, many) = &asked.council.words.comparator;
    let missing: Vec<&Place> = compared.others().iter().filter(|place| place.value.is_none()).collect();
    let total = compared.others().len();
    if missing.is_empty() {
        return if total == 0 { String::new() } else { format!("All {many} have a figure for the period.") };
    }
    let name = |place: &&Place| asked.catalogue.areas[usize::from(place.area)].name.clone();
    let (older, none): (Vec<&Place>, Vec<&Place>) = missing.iter().partition(|place| place.older.is_some());
    let mut parts = vec![format!("{} of {} have a figure for the period.", total - missing.len(), plural(total as u64, (one, many)))];
    let without: Vec<String> = none.iter().map(name).collect();
    if !without.is_empty() {
        parts.push(format!("None from {}.", joined(&without)));
    }
    let old: Vec<String> = older
        .iter()
        .filter_map(|place| Some(format!("{} ({})", name(place), asked.catalogue.periods[usize::from(place.older.as_ref()?.1)].label())))
        .collect();
    if !old.is_empty() {
        parts.push(format!("Older only: {}.", joined(&old)));
    }
    parts.join(" ")
}

fn row(asked: &Asked, place: &Place) -> Element {
    let area = &asked.catalogue.areas[usize::from(place.area)];
    let rank = match place.rank {
        None => "–".to_owned(),
        Some((best, worst)) if best == worst => ordinal(best),
        Some((best, worst)) => format!("{} to {}", ordinal(best), ordinal(worst)),
    };
    let older =
        place.older.as_ref().map(|(older, period)| format!("{}, {}", older.text, asked.catalogue.periods[usize::from(*period)].label()));
    el("tr")
        .with(el("th").attr("scope", "row").with(link(format!("/areas/{}", area.code), area.name.clone())))
        .with(el("td").with(figure(&place.figure)))
        .with(el("td").with(rank))
        .with(el("td").with(older.unwrap_or_else(|| if place.value.is_some() { String::new() } else { "No older one either".to_owned() })))
}

/// Every place on the measure's axis: the city a disc, the others hollow diamonds. The table says the same.
fn drawing(asked: &Asked, compared: &Compared) -> Element {
    let (low, high) = asked.catalogue.spans[usize::from(compared.measure)].axis;
    let wide = (high - low).max(f64::EPSILON);
    let x = |value: f64| 8.0 + 384.0 * ((value - low) / wide).clamp(0.0, 1.0);
    let others = compared.others().iter().filter_map(|place| place.value).map(|value| {
        let [left, middle, right] = [x(value) - 5.0, x(value), x(value) + 5.0].map(domain::geometry::text);
        el("path").class("other").attr("d", format!("M{left} 12 {middle} 7 {right} 12 {middle} 17Z"))
    });
    let own =
        compared.own().and_then(|own| own.value).map(|value| el("circle").class("own").num("cx", x(value)).attr("cy", "12").attr("r", "6"));
    el("svg")
        .class("city-drawing")
        .attr("viewBox", "0 0 400 24")
        .attr("aria-hidden", "true")
        .attr("focusable", "false")
        .with(el("path").class("axis").attr("d", "M8 12H392"))
        .all(others)
        .with(own)
}

/// What the drawing's ends and marks are. The table says the same.
fn ends(asked: &Asked, compared: &Compared) -> Element {
    let rules = &asked.catalogue.measures[usize::from(compared.measure)];
    let (low, high) = asked.catalogue.spans[usize::from(compared.measure)].axis;
    let key = format!("● {} ◇ {}", asked.council.place, asked.council.words.comparator.1);
    el("p")
        .class("city-ends note")
        .attr("aria-hidden", "true")
        .with(el("span").with(value_text(low, rules)))
        .with(el("span").with(key))
        .with(el("span").with(value_text(high, rules)))
}
