//! A rating: word, shape and colour, always together.

use domain::view::row::Rated;

use crate::markup::{Element, el};

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

/// A rating with its reason, and the change beside it.
pub fn rating(rated: &Rated, (arrow, words): &(String, String)) -> [Element; 3] {
    [
        el("p")
            .class(format!("rating {}", rated.class))
            .with(rating_shape(&rated.class))
            .with(" ")
            .with(el("span").class("rating-word").with(&rated.word)),
        el("p").class("why").with(&rated.why),
        el("p").class("change").with(el("span").attr("aria-hidden", "true").with(arrow)).with(" ").with(words),
    ]
}
