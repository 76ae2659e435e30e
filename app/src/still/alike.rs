//! The wards most like one: how they were found, their figures side by side, and what one would expect of this one.

use domain::{
    alike::{AlikeView, ExpectedRow, InputRow, Standing, alike_view},
    code::AreaCode,
    format::{count_words, plural},
    view::lead::capital,
};

use super::Asked;
use crate::{
    components::{
        crumbs::crumbs,
        heads,
        row::{figure, made_up},
        scrolling,
    },
    draw,
    error::PageError,
    markup::{Element, el, link},
    page::Page,
};

/// The page of an area by its code.
///
/// # Errors
/// There is no such area, it is not a ward, or the council has no recipe.
pub(super) fn page(asked: &Asked, code: &str) -> Result<Page, PageError> {
    let area = draw::find_area(asked.catalogue, code)?;
    let (one, many) = &asked.site.words.ward;
    let view = alike_view(asked.release, area).ok_or_else(|| PageError::NotFound {
        what: format!("list of {many} like"),
        given: code.parse::<AreaCode>().map_or_else(|_| String::new(), |code| code.to_string()),
        nearest: vec![("The area itself".to_owned(), format!("/areas/{code}"))],
    })?;
    let title = format!("{} most like {}", capital(many), view.ward.label);
    let body = el("div")
        .class("page alike-page")
        .with(crumbs(std::slice::from_ref(&view.ward), "Like for like"))
        .with(el("h1").with(&title))
        .with(el("p").class("lead").with(lead(&view, many)).with(" ").with(view.made_up.then(made_up)))
        .with(list(&view, one))
        .with(inputs(&view, one, many))
        .with(expected(&view, many));
    Ok(Page::new(title, body))
}

fn lead(view: &AlikeView, many: &str) -> String {
    let name = &view.ward.label;
    if let Some(why) = view.alone {
        return format!("There is no list for {name}: {why}.");
    }
    let count = |wanted: Standing| view.expected.iter().filter(|row| row.standing == wanted).count();
    let number = |count: usize| if count == 0 { "none".to_owned() } else { count_words(count as u64) };
    let told = view.expected.len() - count(Standing::CannotTell);
    let neither = count(Standing::Higher) + count(Standing::Lower);
    let neither = if neither == 0 {
        String::new()
    } else {
        format!(" On {} it is higher or lower than expected, and neither way is better.", count_words(neither as u64))
    };
    format!(
        "{} {many} have much the same need and population as {name}. Beside them it is as expected on {} of {}, better on {} and worse on {}.{neither}",
        capital(&count_words(view.like.len() as u64)),
        number(count(Standing::Within)),
        plural(told as u64, ("measure", "measures")),
        number(count(Standing::Better)),
        number(count(Standing::Worse)),
    )
}

/// The list, nearest first.
fn list(view: &AlikeView, one: &str) -> Option<Element> {
    let item = |(ward, distance): &(domain::view::area::Link, String)| {
        el("tr").with(el("th").attr("scope", "row").with(link(ward.href.clone(), &ward.label))).with(el("td").with(distance))
    };
    let table = el("table")
        .class("figures alike-list")
        .with(el("caption").class("unseen").with("Nearest first"))
        .with(heads([capital(one), "Distance".to_owned()]))
        .with(el("tbody").all(view.like.iter().map(item)));
    (!view.like.is_empty()).then(|| {
        el("section")
            .with(el("h2").with("Nearest first"))
            .with(el("p").class("more").with(link(view.compare.clone(), "Compare with them on the dashboard")))
            .with(scrolling("distances", table))
            .with(
                el("p")
                    .class("note")
                    .with("Distance 0 would be the same in everything; 1 is about as far apart as a place commonly is from the middle."),
            )
    })
}

/// The recipe, and what it reads of each.
fn inputs(view: &AlikeView, one: &str, many: &str) -> Element {
    let rows = view.inputs.iter().map(input);
    let columns =
        std::iter::once("Recipe".to_owned()).chain([view.ward.label.clone()]).chain(view.like.iter().map(|(ward, _)| ward.label.clone()));
    let table = el("table")
        .class("figures alike")
        .with(el("caption").class("unseen").with("What the recipe reads, side by side"))
        .with(heads(columns))
        .with(el("tbody").all(rows));
    let how = format!(
        "Each figure is put on one scale: how far a {one} lies from the middle of all {many}, in standard deviations. The distance between two {many} is the weighted average of their differences on that scale (squared, averaged by weight, and the root taken). A figure that is hidden or not there is left out, and the others count for more; two {many} are compared only where they share at least two thirds of the recipe’s weight."
    );
    el("section")
        .with(el("h2").with("The recipe"))
        .with(el("p").with(&view.note))
        .with(el("p").with(how))
        .with(scrolling("the recipe", table))
}

fn input(row: &InputRow) -> Element {
    let name = el("th")
        .attr("scope", "row")
        .with(link(row.input.href.clone(), &row.input.label))
        .with(" ")
        .with(el("span").class("note").with(&row.note))
        .with(" ")
        .with(row.made_up.then(made_up));
    el("tr").with(name).all(row.figures.iter().map(|figure| el("td").with(figure)))
}

/// What one would expect, measure by measure.
fn expected(view: &AlikeView, many: &str) -> Option<Element> {
    let table = el("table")
        .class("figures alike expected")
        .with(el("caption").class("unseen").with("What one would expect"))
        .with(heads(["Measure", "How it stands", "Here", "Expected: lowest to highest", "Middle"]))
        .with(el("tbody").all(view.expected.iter().map(against)));
    let how = format!(
        "Expected is the range from the lowest to the highest figure among the {many} above. {} is outside it only if its whole 95% interval lies beyond: a difference that chance could make is not called one. These {many} are alike in the recipe’s figures, not in everything.",
        view.ward.label
    );
    (!view.expected.is_empty()).then(|| {
        el("section")
            .with(el("h2").with("What one would expect here"))
            .with(el("p").with(how))
            .with(scrolling("what one would expect", table))
    })
}

fn against(row: &ExpectedRow) -> Element {
    let name = el("th")
        .attr("scope", "row")
        .with(link(row.measure.href.clone(), &row.measure.label))
        .with(" ")
        .with(el("span").class("note").with(&row.unit))
        .with(" ")
        .with(row.made_up.then(made_up));
    let (sign, word) = standing(row.standing);
    let stands = el("td")
        .with(el("span").class("standing-sign").attr("aria-hidden", "true").with(sign))
        .with(" ")
        .with(el("span").class("standing").with(word))
        .with(" ")
        .with(el("span").class("note").with(row.why));
    el("tr")
        .with(name)
        .with(stands)
        .with(el("td").with(figure(&row.figure)))
        .with(el("td").with(row.range.clone().unwrap_or_else(|| "–".to_owned())))
        .with(el("td").with(if row.middle.is_empty() { "–".to_owned() } else { row.middle.clone() }))
}

/// A sign and the words of a standing.
fn standing(standing: Standing) -> (&'static str, &'static str) {
    match standing {
        Standing::Worse => ("▼", "Worse than expected"),
        Standing::Better => ("▲", "Better than expected"),
        Standing::Higher => ("△", "Higher than expected"),
        Standing::Lower => ("▽", "Lower than expected"),
        Standing::Within => ("=", "As expected"),
        Standing::CannotTell => ("?", "Cannot tell"),
    }
}
