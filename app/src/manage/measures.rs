//! The measures of a reader: what is late, due, waiting or returned, reds first.

use domain::rating::Rating;

use super::{
    beside::{self, Beside},
    done,
    form::{Field, error, field, problems, submit, title},
};
use crate::{
    components::rating::rating_mark,
    markup::{Element, el, link},
    page::Page,
};

/// A measure in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Title.
    pub title: String,
    /// Its page for those who are signed in.
    pub href: String,
    /// Its public page.
    pub public: String,
    /// Rating of its newest released figure.
    pub rating: Rating,
    /// The period of that figure; blank where there is none.
    pub released: String,
    /// What is in force and not released; blank where nothing is.
    pub in_force: String,
    /// How the next figure stands: a word for its colour, and in words.
    pub next: (&'static str, String),
    /// What can be done: address and label.
    pub acts: Vec<(String, String)>,
}

/// A service and its measures.
#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    /// Name.
    pub name: String,
    /// Its directorate, and that one's dashboard.
    pub directorate: (String, String),
    /// Its measures.
    pub lines: Vec<Line>,
}

/// All measures of a reader. `summary`: how many are late and so on, in a sentence.
pub fn measures(summary: &str, done: Option<&'static str>, services: &[Service]) -> Page {
    let heading = "My measures";
    let sections = services.iter().map(|service| {
        let id = format!("service-{}", service.name.to_lowercase().replace(' ', "-"));
        el("section")
            .attr("aria-labelledby", id.clone())
            .with(el("h2").attr("id", id).with(&service.name))
            .with(el("p").class("note").with(link(service.directorate.1.clone(), &service.directorate.0)))
            .with(of_service(service))
    });
    let body = el("div")
        .class("page")
        .with(done::done(done))
        .with(el("h1").with(heading))
        .with(el("p").class("lead").with(summary.to_owned()))
        .all(sections);
    Page::new(heading, body)
}

fn of_service(service: &Service) -> Element {
    let head = ["Measure", "Rating", "Released", "Next figure", "Do"].map(|label| el("th").attr("scope", "col").with(label));
    let rows = service.lines.iter().map(|line| {
        let (class, words) = &line.next;
        let waiting = (!line.in_force.is_empty())
            .then(|| el("p").class("note unreleased").with(format!("{} is in, and not released", line.in_force)));
        let acts = line.acts.iter().map(|(href, label)| el("li").with(link(href.clone(), label)));
        el("tr")
            .with(el("th").attr("scope", "row").with(link(line.href.clone(), &line.title)))
            .with(el("td").with(rating_mark(line.rating)))
            .with(
                el("td")
                    .with(link(line.public.clone(), if line.released.is_empty() { "No figure yet" } else { &line.released }.to_owned()))
                    .with(waiting),
            )
            .with(el("td").class(format!("stand {class}")).with(words))
            .with(el("td").with(el("ul").class("doings").all(acts)))
    });
    let table = el("table")
        .class("figures")
        .with(el("caption").class("unseen").with(format!("Measures of {}", service.name)))
        .with(el("thead").with(el("tr").all(head)))
        .with(el("tbody").all(rows));
    el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", format!("Measures of {}", service.name))
        .with(table)
}

/// One measure, as those who work with it see it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct One {
    /// Title.
    pub title: String,
    /// Its page for those who are signed in.
    pub href: String,
    /// Its public page.
    pub public: String,
    /// How the next figure stands: a class and words; none where the reader neither enters nor approves.
    pub next: Option<(&'static str, String)>,
    /// What can be done: address and label.
    pub acts: Vec<(String, String)>,
    /// Whether the reader enters figures.
    pub enters: bool,
    /// The period as it was typed.
    pub typed: String,
    /// What is wrong with it; blank for nothing.
    pub wrong: String,
    /// The groups that can be chosen: address, name, and whether it is the one shown.
    pub groups: Vec<(String, String, bool)>,
    /// Area by area, reds first.
    pub rows: Vec<Beside>,
    /// The way to figures as they were entered.
    pub way: Option<Element>,
}

/// The page of one measure: what is to be done, its figures by area and group, and another period to enter.
pub fn one(view: &One) -> Page {
    let acts = view.acts.iter().map(|(href, label)| el("li").with(link(href.clone(), label).class("title")));
    let acts = (!view.acts.is_empty()).then(|| el("ul").class("cards").all(acts));
    let wrong: Vec<(&'static str, String)> = (!view.wrong.is_empty()).then(|| ("period", view.wrong.clone())).into_iter().collect();
    let period = Field {
        name: "period",
        label: "Period",
        kind: "text",
        autocomplete: "off",
        hint: "Such as Q3 2025/26, 2025/26 or June 2025.",
        value: &view.typed,
        error: error(&wrong, "period"),
        longest: 40,
    };
    let other = view.enters.then(|| {
        let form = el("form")
            .class("finder")
            .attr("action", view.href.clone())
            .attr("method", "get")
            .with(field(period))
            .with(submit("Enter figures"));
        el("section").with(el("h2").with("Another period, or a correction")).with(form)
    });
    let groups = view
        .groups
        .iter()
        .map(|(href, name, shown)| el("li").with(link(href.clone(), name).maybe("aria-current", shown.then_some("true"))));
    let groups = (view.groups.len() > 1).then(|| el("nav").attr("aria-label", "Groups").with(el("ul").class("tabs").all(groups)));
    let next = view.next.as_ref().map(|(class, words)| el("p").class("lead").with(el("span").class(format!("stand {class}")).with(words)));
    let body = el("div")
        .class("page")
        .with(problems(&wrong))
        .with(el("p").with(link("/manage/measures", "My measures")))
        .with(el("h1").with(&view.title))
        .with(next)
        .with(el("p").with(link(view.public.clone(), "Public page")))
        .with(acts)
        .with(el("section").with(el("h2").with("By area")).with(view.way.clone()).with(groups).with(table(&view.rows)))
        .with(other);
    let status = if wrong.is_empty() { 200 } else { 422 };
    Page { status, ..Page::new(title(&view.title, !wrong.is_empty()), body) }
}

fn table(rows: &[Beside]) -> Element {
    beside::table("Figures by area, reds first", "Area", rows)
}
