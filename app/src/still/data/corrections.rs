//! The corrections register: what was wrong, in which release and why, and from which release on it is right.

use domain::{
    format::plural,
    period::long_date,
    register::{Erratum, Mended, Register},
};

use super::{Asked, file, tabs};
use crate::{
    components::crumbs::crumbs,
    markup::{Element, el, link},
    page::Page,
};

/// The register, the newest first.
pub(crate) fn page(asked: &Asked) -> Page {
    let errata = asked.register.errata();
    let lead = match errata.len() {
        0 => "Nothing that was published here has been corrected or withdrawn so far.".to_owned(),
        count => format!("{}, each with what was wrong, and why.", plural(count as u64, ("correction", "corrections"))),
    };
    let list = (!errata.is_empty())
        .then(|| el("ol").class("releases").all(errata.iter().map(|one| item(one, asked.register, asked.site.release))));
    let body = el("div")
        .class("page narrow")
        .with(crumbs(&[super::up()], "Corrections"))
        .with(el("h1").with("Corrections"))
        .with(tabs("/data/corrections"))
        .with(el("p").class("lead").with(lead))
        .with(list)
        .with(el("h2").with("How an error is corrected"))
        .with(el("p").with(
            "What is found to be wrong is right from the next release on, and is listed here. The release in which it was wrong stays as it was published, and says so above each of its pages. One that must not be read any more, because people could be told from it, is withdrawn: it stays in the list with the day and the reason, and its figures are not shown.",
        ))
        .with(el("p").with(
            "A source that revises its own figures has not been wrong: such a figure is marked r in every download, and is not listed here.",
        ))
        .with(file("/data/corrections.csv"));
    Page::new("Corrections", body)
}

/// What became of which release, and when.
pub(crate) fn heading(one: &Erratum) -> String {
    let what = match one.mended {
        Mended::From(_) => "corrected",
        Mended::Withdrawn => "withdrawn",
    };
    format!("{}: release {} {what}", long_date(one.on.date()), one.of)
}

fn item(one: &Erratum, register: &Register, served: u32) -> Element {
    let there = |number: u32, label: String| {
        let open = register.release(number).is_some_and(|release| release.withdrawn.is_none());
        if open { el("span").with(link(format!("/releases/{number}/"), label)) } else { el("span").with(label) }
    };
    let after = match one.mended {
        Mended::From(right) => el("p")
            .class("note")
            .with("Right from ")
            .with(there(right, format!("release {right}")))
            .with(" on. ")
            .with(there(one.of, format!("Release {} as it was published", one.of))),
        Mended::Withdrawn => el("p").class("note").with(format!("Its figures are not shown any more. Release {served} is shown now.")),
    };
    el("li").with(el("h2").with(heading(one))).with(el("p").with(one.words.to_owned())).with(after)
}
