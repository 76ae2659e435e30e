//! Every release: when it was published, what is new in it, and what became of it.

use domain::{
    format::plural,
    period::long_date,
    register::{Listed, Register},
};

use super::{Asked, file, tabs};
use crate::{
    components::crumbs::crumbs,
    markup::{Element, el, link},
    page::Page,
};

/// Every release, the newest first.
pub(crate) fn page(asked: &Asked) -> Page {
    let register = asked.register;
    let count = plural(register.releases.len() as u64, ("release", "releases"));
    let since = register.releases.last().map_or_else(String::new, |first| format!(" since {}", long_date(first.published_at.date())));
    let lead = format!("{count}{since}. A release never changes: each stays as it was published, at an address of its own.");
    let coming = register.coming.as_ref().map(|coming| {
        el("li")
            .with(el("h2").with("The next release"))
            .with(el("p").class("facts").with(format!("planned for {}", long_date(coming.at.date()))))
            .with(el("p").with(link("/data/due", "What is due when")))
    });
    let list =
        el("ol").class("releases").with(coming).all(register.releases.iter().map(|release| item(release, register, asked.site.release)));
    let body = el("div")
        .class("page narrow")
        .with(crumbs(&[super::up()], "Releases"))
        .with(el("h1").with("Releases"))
        .with(tabs("/data/releases"))
        .with(el("p").class("lead").with(lead))
        .with(list)
        .with(file("/data/releases.csv"));
    Page::new("Releases", body)
}

fn item(release: &Listed, register: &Register, served: u32) -> Element {
    let number = release.number;
    let name = format!("Release {number}");
    let heading = match release.withdrawn {
        Some(_) => el("h2").with(name),
        None => el("h2").with(link(format!("/releases/{number}/"), name)),
    };
    let shown = if number == served { " · shown now" } else { "" };
    let corrects = release.correction.as_ref().map(|correction| {
        let words = format!(" {}", correction.wrong);
        el("p").with(link("/data/corrections", format!("Corrects release {}", correction.of))).with(":").with(words)
    });
    let corrected = register.corrected_in(number).filter(|_| release.withdrawn.is_none()).map(|right| {
        el("p")
            .with("Something in it was wrong, and is right from ")
            .with(link(format!("/releases/{right}/"), format!("release {right}")))
            .with(" on.")
    });
    let withdrawn = release
        .withdrawn
        .as_ref()
        .map(|(on, why)| el("p").with(el("strong").with(format!("Withdrawn on {}", long_date(on.date())))).with(format!(": {why}")));
    el("li")
        .with(heading)
        .with(el("p").class("facts").with(format!("published {}{shown}", long_date(release.published_at.date()))))
        .with((!release.note.is_empty() && release.withdrawn.is_none()).then(|| el("p").with(&release.note)))
        .with(corrects)
        .with(corrected)
        .with(withdrawn)
}
