//! A rating: word, shape and colour, always together.

use domain::{filter::address, rating::Rating, view::row::Row};

use crate::markup::{Content, Element, el, link};

/// The shape of a rating: disc with a tick, triangle, diamond with a cross, dashed ring.
pub fn rating_shape(class: &str) -> Element {
    let cut = |path: &'static str| Some(el("path").class("cut").attr("d", path));
    let (shape, cut) = match class {
        "on-target" => (el("circle").attr("cx", "8").attr("cy", "8").attr("r", "7"), cut("M4.6 8.2 7 10.6l4.4-5")),
        "near-target" => (el("path").attr("d", "M8 1.2 15.2 14H.8Z"), cut("M8 5.8v4M8 11.4v1")),
        "off-target" => (el("path").attr("d", "M8 .6 15.4 8 8 15.4.6 8Z"), cut("m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4")),
        _ => (el("circle").class("ring").attr("cx", "8").attr("cy", "8").attr("r", "6.2"), None),
    };
    super::sign("0 0 16 16", "16").class(format!("shape {class}")).with(shape).with(cut)
}

/// A rating by itself: its shape and its word.
pub fn rating_mark(rating: Rating) -> Element {
    let class = rating.code();
    el("span").class(format!("rating {class}")).with(rating_shape(class)).with(" ").with(rating.words())
}

/// A rating with its reason and a link to how it came about, then the change and the forecast.
pub fn rating(row: &Row) -> impl Content + use<> {
    let (rated, (arrow, words)) = (&row.rating, &row.change);
    let (path, query) = row.href.split_once('?').unwrap_or((&row.href, ""));
    let why = link(address(&format!("{path}/why"), query), "why?").class("to-why").attr("aria-label", format!("Why: {}", row.title));
    let sign = |sign: String| el("span").attr("aria-hidden", "true").with(sign);
    let forecast = row.forecast.map(|words| el("p").class("change").with(sign("◇".to_owned())).with(" ").with(words));
    let rating = el("p")
        .class(format!("rating {}", rated.class))
        .with(rating_shape(&rated.class))
        .with(" ")
        .with(el("span").class("rating-word").with(&rated.word));
    let change = el("p").class("change").with(sign(arrow.clone())).with(" ").with(words);
    ([rating, el("p").class("why").with(&rated.why).with(" ").with(why), change], forecast)
}
