//! The strip: every area as a tick, mine among them.

use domain::view::row::{STRIP_WIDTH, Strip};
use leptos::prelude::*;

/// Half the size of a mark.
const R: f64 = 5.5;
/// The height on which marks stand.
const MIDDLE: f64 = 14.0;

/// The path of a mark at a place: 1 square, 2 triangle, 3 diamond, then the same again in other colours.
pub fn mark_path(mark: u8, x: f64, y: f64) -> String {
    match mark % 4 {
        1 => format!("M{} {}h10v10h-10Z", x - 5.0, y - 5.0),
        2 => format!("M{x} {}l6 11h-12Z", y - 6.0),
        3 => format!("M{x} {}l6 6-6 6-6-6Z", y - 6.0),
        _ => format!("M{} {}h10l-5 10Z", x - 5.0, y - 5.0),
    }
}

/// The strip of a row. The row's sentence says what it shows, so it is hidden from screen readers.
pub fn strip(strip: &Strip) -> AnyView {
    let bar = strip.mine.zip(strip.ring).map(|(mine, ring)| (mine.min(ring), (mine - ring).abs()));
    let others = strip.others.iter().map(|&(mark, x)| view! { <path class=format!("other mark-{mark}") d=mark_path(mark, x, MIDDLE) /> });
    view! {
        <svg class="strip" viewBox=format!("0 0 {STRIP_WIDTH} 28") aria-hidden="true" focusable="false">
            <path class="axis" d=format!("M0 {MIDDLE}H{STRIP_WIDTH}") />
            <path class="ticks" d=strip.ticks.clone() />
            {strip.target.map(|x| view! { <path class="target" d=format!("M{x} 1V27") /> })}
            {bar.map(|(x, width)| view! { <rect class="bar" x=x y=MIDDLE - 1.5 width=width height="3" /> })}
            {others.collect_view()}
            {strip.diamond.map(|x| view! { <path class="diamond" d=format!("M{x} {}l5.5 5.5-5.5 5.5-5.5-5.5Z", MIDDLE - R) /> })}
            {strip.ring.map(|x| view! { <circle class="ring" cx=x cy=MIDDLE r=R /> })}
            {strip.mine.map(|x| view! { <circle class="mine" cx=x cy=MIDDLE r=R /> })}
        </svg>
    }
    .into_any()
}
