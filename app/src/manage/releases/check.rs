//! The release as it would be published: what is hidden, what is new, and the button.

use super::above;
use crate::{
    manage::{
        far::far,
        form::{post, submit, title},
        imports::{row, table},
    },
    markup::{Element, el, link},
    page::Page,
};

const CHECK: &str = "/manage/releases/check";

/// What disclosure control did to a measure, and what is new of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Its title.
    pub title: String,
    /// Shown, hidden as too few, hidden to protect those, kept as an earlier release shows them, hidden though already public, without a value.
    pub report: [String; 6],
    /// Its new periods; new figures, changed ones, and those shown no more.
    pub news: [String; 4],
    /// Whether anything is new of it.
    pub fresh: bool,
}

/// A release that can be looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Check {
    /// What tells it from any other.
    pub print: String,
    /// When it is published, UTC; none for now.
    pub at: Option<String>,
    /// What it says of itself, and what is to be known of it: term and description.
    pub said: Vec<(&'static str, String)>,
    /// What services say, as it is published with it: the measure, who signs and when, and the paragraphs.
    pub commentary: Vec<(String, String, Vec<String>)>,
    /// What should be looked at twice.
    pub warnings: Vec<String>,
    /// Measure by measure.
    pub lines: Vec<Line>,
    /// What is wrong with what was sent.
    pub wrong: Vec<(&'static str, String)>,
}

fn away(token: &str, label: &'static str) -> Element {
    post("/manage/releases/give-up", token).with(el("button").attr("type", "submit").with(label))
}

/// While it is worked out: how many measures are done, of how many.
pub fn working(token: &str, (done, all): (u64, u64)) -> Page {
    let heading = "The release is being worked out";
    let body = el("div")
        .class("page narrow")
        .with(above(&[]).1)
        .with(el("h1").with(heading))
        .with(el("p").class("lead").attr("role", "status").with(format!("{done} of {all} measures are done.")))
        .with(far("Measures", (done, all)))
        .with(el("p").with(link(CHECK, "See how far it is")).with(". The page also asks by itself."))
        .with(away(token, "Cancel"));
    Page::new(heading, body)
}

/// Where it may not be published: why.
pub fn refused(token: &str, why: &[String]) -> Page {
    let heading = "This release may not be published";
    let body = el("div")
        .class("page narrow")
        .with(above(&[]).1)
        .with(el("h1").with(heading))
        .with(el("div").attr("role", "alert").with(el("ul").all(why.iter().map(|words| el("li").with(words)))))
        .with(el("p").with("Hold the measures that are named, or mend them, and prepare it again."))
        .with(away(token, "Prepare another"));
    Page { status: 422, ..Page::new(heading, body) }
}

/// The release as it would be published.
pub fn check(token: &str, check: &Check) -> Page {
    let heading = "Look at this release";
    let (problems, back) = above(&check.wrong);
    let said = check.said.iter().map(|(term, words)| el("div").with(el("dt").with(*term)).with(" ").with(el("dd").with(words)));
    let warnings = check.warnings.iter().map(|words| el("li").with(words));
    let warnings = (!check.warnings.is_empty())
        .then(|| el("section").class("advice").with(el("h2").with("Look at this twice")).with(el("ul").all(warnings)));
    let fresh = check.lines.iter().filter(|line| line.fresh).map(|line| row(line.title.clone(), line.news.clone()));
    let news = if check.lines.iter().any(|line| line.fresh) {
        table("What changes for the public", &["Measure", "New periods", "New figures", "Changed", "Shown no more"], fresh)
    } else {
        el("p").with("No figure that the public sees changes.")
    };
    let report = check.lines.iter().map(|line| row(line.title.clone(), line.report.clone()));
    let head = ["Measure", "Shown", "Too few", "Beside those", "Kept as before", "Hidden, already public", "Without a value"];
    let body = el("div")
        .class("page")
        .with(problems)
        .with(back)
        .with(el("h1").attr("id", "release").with(heading))
        .with(el("dl").class("about").all(said))
        .with(el("p").with(link("/manage/preview/", "See its pages as the public will")))
        .with(warnings)
        .with(el("section").with(el("h2").with("What changes for the public")).with(news))
        .with(
            el("section")
                .with(el("h2").with("What is hidden"))
                .with(el("p").with(
                    "Figures about too few people are hidden, and others beside them from which they could be worked out. A figure stays as an \
                     earlier release shows it where the difference would be about too few people.",
                ))
                .with(table("What disclosure control did, by measure", &head, report)),
        )
        .with(commentary(&check.commentary))
        .with(send(token, check));
    let status = if check.wrong.is_empty() { 200 } else { 422 };
    Page { status, ..Page::new(title(heading, !check.wrong.is_empty()), body) }
}

/// What services say, to be read by somebody: what a text gives away no rule finds.
fn commentary(all: &[(String, String, Vec<String>)]) -> Option<Element> {
    let items = all.iter().map(|(title, signed, paragraphs)| {
        el("li")
            .with(el("h3").with(title))
            .with(el("blockquote").all(paragraphs.iter().map(|paragraph| el("p").with(paragraph))))
            .with(el("p").class("note").with(signed))
    });
    let words = "These are published with the figures. Read them: a text can tell of somebody whom the figures do not.";
    (!all.is_empty()).then(|| {
        el("section").with(el("h2").with("What services say")).with(el("p").with(words)).with(el("ul").class("commentary").all(items))
    })
}

fn send(token: &str, check: &Check) -> Element {
    let (words, label) = match &check.at {
        Some(at) => (format!("It is published at {at} UTC, as it is here. What comes in until then waits."), "Plan it"),
        None => ("The public sees it within seconds, and its number and date stay on record for ever.".to_owned(), "Publish it now"),
    };
    el("section")
        .with(el("h2").with("Publish"))
        .with(el("p").with(words))
        .with(
            post(CHECK, token)
                .class("stack")
                .with(el("input").attr("type", "hidden").attr("name", "print").attr("value", check.print.clone()))
                .with(submit(label)),
        )
        .with(away(token, "Put it away"))
}
