//! The share of decisions in which a lens made a difference: small bars, each with its counts.

use domain::{
    decision::{
        Decision,
        share::{Share, months},
    },
    measure::Lens,
    period::Period,
    view::lead::capital,
};

use crate::{
    components::{heads, scrolling},
    markup::{Element, el},
};

/// A lens by quarter.
pub(super) fn by_lens(quarters: &[(Period, Vec<&Decision>)], lens: Lens) -> Element {
    let name = capital(lens.words());
    let rows = quarters.iter().map(|(quarter, own)| {
        let share = Share::of(own.iter().copied(), lens);
        let considered = if share.told == 0 { "–".to_owned() } else { format!("{} of {}", share.considered, share.told) };
        el("tr")
            .with(el("th").attr("scope", "row").with(months(quarter)))
            .with(el("td").with(share.decisions.to_string()))
            .with(el("td").with(considered).with(share.untold().map(|untold| el("span").class("note").with(untold))))
            .with(el("td").with(bar(&share)).with(el("span").class("value").with(share.words())))
    });
    let caption = format!("{name}: decisions taken, those in which it was considered, and those in which it made a difference");
    let table = el("table")
        .class("figures shares")
        .with(el("caption").class("unseen").with(caption))
        .with(heads(["Quarter", "Decisions", "Considered in", "Made a difference in"]))
        .with(el("tbody").all(rows));
    el("div").with(el("h3").with(&name)).with(scrolling(lens.words(), table))
}

/// A share as a bar; where it cannot be told there is none.
fn bar(share: &Share) -> Option<Element> {
    let percent = share.percent()?;
    Some(el("span").class("share-bar").attr("aria-hidden", "true").attr("style", format!("--share: {percent:.0}%;")))
}
