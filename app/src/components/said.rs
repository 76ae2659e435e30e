//! What the service that answers for a measure says about it.

use domain::{period::long_date, view::measure::Commentary};

use crate::markup::{Element, el};

/// What the service says: its words, who signs them, and about when.
pub fn said(commentary: &Commentary) -> Element {
    let Commentary { said, older } = commentary;
    let when = if *older { ", an earlier period than that of the newest figure" } else { "" };
    let signed = format!("{}, about {}{when}. Written on {}.", said.role, said.period.label(), long_date(said.on));
    el("section")
        .class("said")
        .attr("aria-labelledby", "said")
        .with(el("h2").attr("id", "said").with("What the service says"))
        .with(el("blockquote").all(said.paragraphs().map(|paragraph| el("p").with(paragraph.to_owned()))))
        .with(el("p").class("note").with(signed))
}
