//! What else can be said of a file: which rows are meant, what its markers mean, which of the council's groups its texts are, and what each column
//! of figures is about. What is offered stands in the file.

use super::{
    columns::{Mapper, fieldset},
    select,
};
use crate::{
    manage::form::error,
    markup::{Element, el},
};

/// How many columns rows can be kept by.
pub const KEEPS: usize = 3;
/// How many markers can be typed that are not in the list.
pub const OWN_MARKERS: usize = 2;
/// The fields that name the columns by which rows are kept.
pub const KEEP: [&str; KEEPS] = ["keep-0", "keep-1", "keep-2"];

/// A text that stands in a column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tick {
    /// The text.
    pub text: String,
    /// In how many rows, in words; blank where that is not known.
    pub rows: String,
    /// Whether it was ticked.
    pub ticked: bool,
}

/// A column by which rows are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keep {
    /// The column, by its place from 0; blank for none.
    pub column: String,
    /// Its name.
    pub name: String,
    /// The texts that stand in it, the most frequent first.
    pub texts: Vec<Tick>,
    /// Whether there are others.
    pub more: bool,
}

/// A text of the file, what it is read as, and what was said that it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meant {
    /// The column or the characteristic that it stands in; blank for any.
    pub of: String,
    /// The text.
    pub text: String,
    /// In how many rows, in words; blank where that is not known.
    pub rows: String,
    /// What it is read as where nothing is said.
    pub now: String,
    /// What was said.
    pub chosen: String,
}

/// A column of figures, and what they are about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// The column, by its place from 0.
    pub column: usize,
    /// Its name.
    pub name: String,
    /// `value` or `numerator`.
    pub part: String,
    /// The period; blank where the row says it.
    pub period: String,
    /// The group, as characteristic and group; blank where the row says it.
    pub group: String,
    /// What is wrong with the period.
    pub wrong: Option<String>,
}

fn hidden(name: String, value: &str) -> Element {
    el("input").attr("type", "hidden").attr("name", name).attr("value", value.to_owned())
}

/// A line of text whose name is made up.
fn text(name: &str, label: String, hint: &str, value: &str, wrong: Option<&str>) -> Element {
    let (hint_id, error_id) = (format!("{name}-hint"), format!("{name}-error"));
    let described: Vec<&str> =
        [(!hint.is_empty()).then_some(hint_id.as_str()), wrong.map(|_| error_id.as_str())].into_iter().flatten().collect();
    let input = el("input")
        .attr("id", name.to_owned())
        .attr("name", name.to_owned())
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("maxlength", "60")
        .attr("value", value.to_owned())
        .maybe("aria-describedby", (!described.is_empty()).then(|| described.join(" ")))
        .maybe("aria-invalid", wrong.map(|_| "true"));
    let told = wrong.map(|words| {
        el("p").class("asked-error").attr("id", error_id.clone()).with(el("span").class("unseen").with("Error: ")).with(words.to_owned())
    });
    let hint = (!hint.is_empty()).then(|| el("p").class("note").attr("id", hint_id.clone()).with(hint.to_owned()));
    el("div").class("asked").with(el("label").attr("for", name.to_owned()).with(label)).with(hint).with(told).with(input)
}

/// Which rows are meant.
pub(super) fn keeps(mapper: &Mapper) -> Element {
    let columns = || {
        let all = mapper.columns.iter().enumerate().map(|(at, column)| (at.to_string(), column.name.clone()));
        std::iter::once((String::new(), "No column: every row is meant".to_owned())).chain(all)
    };
    let all = mapper.keeps.iter().zip(KEEP).enumerate().map(|(at, (keep, name))| {
        let label = if at == 0 { "Column that says which rows are meant" } else { "Another column" };
        let choice = select(name, label, "“Preview” lists what stands in it.", columns(), &keep.column, error(&mapper.wrong, name));
        let ticks = keep.texts.iter().enumerate().map(|(n, tick)| {
            let id = format!("{name}-text-{n}");
            let input = el("input")
                .attr("type", "checkbox")
                .attr("name", format!("{name}-text"))
                .attr("id", id.clone())
                .attr("value", tick.text.clone())
                .maybe("checked", tick.ticked.then_some(""));
            let rows = if tick.rows.is_empty() { String::new() } else { format!(" ({})", tick.rows) };
            el("div").class("tick").with(input).with(el("label").attr("for", id).with(format!("{}{rows}", tick.text)))
        });
        let list = (!keep.texts.is_empty()).then(|| {
            el("fieldset")
                .with(el("legend").with(format!("Rows in which {} is one of these", keep.name)))
                .with(hidden(format!("{name}-of"), &keep.column))
                .all(ticks)
                .with(
                    keep.more
                        .then(|| text(&format!("{name}-other"), "Another text".to_owned(), "The list is of the most frequent.", "", None)),
                )
        });
        el("div").with(choice).with(list)
    });
    fieldset("keep", "Which rows are meant", None).all(all)
}

/// What texts in place of figures mean.
pub(super) fn markers(mapper: &Mapper) -> Element {
    let reasons = |now: &str| {
        let now = if now.is_empty() { "As it is".to_owned() } else { format!("As it is read: {now}") };
        std::iter::once((String::new(), now)).chain(mapper.reasons.clone())
    };
    let listed = mapper.markers.iter().enumerate().map(|(at, meant)| {
        let choice = select(&format!("marker-is-{at}"), &meant.text, &meant.rows, reasons(&meant.now), &meant.chosen, None);
        el("div").with(hidden(format!("marker-{at}"), &meant.text)).with(choice)
    });
    let first = mapper.markers.len();
    let own =
        (first..first + OWN_MARKERS).map(|at| {
            let label = "Another text in place of a figure";
            el("div")
                .with(text(&format!("marker-{at}"), label.to_owned(), "Such as -1 or 0, where it is no figure.", "", None))
                .with(select(&format!("marker-is-{at}"), "What it means", "", reasons(""), "", None))
        });
    fieldset("markers", "What stands in place of figures", error(&mapper.wrong, "markers")).all(listed).all(own)
}

/// Which of the council's groups each text is.
pub(super) fn groups(mapper: &Mapper) -> Option<Element> {
    let all = mapper.groups_asked.iter().enumerate().map(|(at, meant)| {
        let now = if meant.now.is_empty() { "Not known: its rows are refused".to_owned() } else { format!("As it is read: {}", meant.now) };
        let options = std::iter::once((String::new(), now)).chain(mapper.groups.clone());
        let label = if meant.of.is_empty() { meant.text.clone() } else { format!("{}: {}", meant.of, meant.text) };
        let choice = select(&format!("group-is-{at}"), &label, &meant.rows, options, &meant.chosen, None);
        el("div").with(hidden(format!("group-of-{at}"), &meant.of)).with(hidden(format!("group-{at}"), &meant.text)).with(choice)
    });
    (!mapper.groups_asked.is_empty())
        .then(|| fieldset("groups", "Which of the council's groups each text is", error(&mapper.wrong, "groups")).all(all))
}

/// What each column of figures is about.
pub(super) fn figures(mapper: &Mapper) -> Option<Element> {
    let parts = || [("value", "A value"), ("numerator", "How many: a numerator")].map(|(code, label)| (code.to_owned(), label.to_owned()));
    let groups = || std::iter::once((String::new(), "As the row says".to_owned())).chain(mapper.figure_groups.clone());
    let all = mapper.figures.iter().map(|about| {
        let at = about.column;
        el("fieldset")
            .with(el("legend").with(about.name.clone()))
            .with(select(&format!("figure-part-{at}"), "Its figures are", "", parts().into_iter(), &about.part, None))
            .with(text(
                &format!("figure-period-{at}"),
                "Period".to_owned(),
                "Only if the row does not say it, such as 2023/24 or H1 2023/24.",
                &about.period,
                about.wrong.as_deref(),
            ))
            .with(select(&format!("figure-group-{at}"), "Group", "", groups(), &about.group, None))
    });
    (!mapper.figures.is_empty())
        .then(|| fieldset("figures", "What each column of figures is about", error(&mapper.wrong, "figures")).all(all))
}
