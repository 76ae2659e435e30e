//! The strip: every area as a tick, mine among them.

use domain::view::row::{STRIP_WIDTH, Strip};

use crate::markup::{Element, el};

/// Half the size of a mark.
const R: f64 = 5.5;
/// The height on which marks stand.
const MIDDLE: f64 = 14.0;

/// A mark at a place: 1 square, 2 triangle, 3 diamond, 4 triangle upside down, then the same again in other colours.
fn mark(mark: u8, x: f64, y: f64) -> Element {
    let path = match mark % 4 {
        1 => format!("M{} {}h10v10h-10Z", x - 5.0, y - 5.0),
        2 => format!("M{x} {}l6 11h-12Z", y - 6.0),
        3 => format!("M{x} {}l6 6-6 6-6-6Z", y - 6.0),
        _ => format!("M{} {}h10l-5 10Z", x - 5.0, y - 5.0),
    };
    el("path").class(format!("other mark-{mark}")).attr("d", path)
}

/// The mark of an area as a sign beside its name: 0 is mine.
pub fn mark_sign(at: u8) -> Element {
    let shape = match at {
        0 => el("circle").class("mine").attr("cx", "7").attr("cy", "7").attr("r", "5"),
        at => mark(at, 7.0, 7.0),
    };
    super::sign("0 0 14 14", "14").with(shape)
}

/// The strip of a row. The row's sentence says what it shows, so it is hidden from screen readers.
pub fn strip(strip: &Strip) -> Element {
    let path = |class: &'static str, d: String| el("path").class(class).attr("d", d);
    let disc = |class: &'static str, x: f64| el("circle").class(class).num("cx", x).num("cy", MIDDLE).num("r", R);
    let bar = strip.mine.zip(strip.ring).map(|(mine, ring)| {
        el("rect").class("bar").num("x", mine.min(ring)).num("y", MIDDLE - 1.5).num("width", (mine - ring).abs()).attr("height", "3")
    });
    el("svg")
        .class("strip")
        .attr("viewBox", format!("0 0 {STRIP_WIDTH} 28"))
        .attr("aria-hidden", "true")
        .attr("focusable", "false")
        .with(path("axis", format!("M0 {MIDDLE}H{STRIP_WIDTH}")))
        .with(path("ticks", strip.ticks.clone()))
        .with(strip.target.map(|x| path("target", format!("M{x} 1V27"))))
        .with(bar)
        .all(strip.others.iter().map(|&(other, x)| mark(other, x, MIDDLE)))
        .with(strip.diamond.map(|x| path("diamond", format!("M{x} {}l5.5 5.5-5.5 5.5-5.5-5.5Z", MIDDLE - R))))
        .with(strip.ring.map(|x| disc("ring", x)))
        .with(strip.mine.map(|x| disc("mine", x)))
}
