//! A rating: word, shape and colour, always together.

use domain::{filter::address, geometry::sign, rating::Rating, view::row::Row};

use crate::markup::{Content, Element, el, link};

/// The shape of a rating: disc with a tick, triangle, diamond with a cross, dashed ring.
pub fn rating_shape(class: &str) -> Element {
    let cut = |path: &'static str| Some(el("path").class("cut").attr("d", path));
    let (shape, cut) = match class {
        "on-target" => (el("circle").attr("cx", "8").attr("cy", "8").attr("r", "7"), cut(sign::TICK)),
        "near-target" => (el("path").attr("d", sign::TRIANGLE), cut(sign::CALL)),
        "off-target" => (el("path").attr("d", sign::DIAMOND), cut(sign::CROSS)),
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
