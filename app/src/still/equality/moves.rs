//! Gaps over time: narrowing, levelling down, widening.

use std::collections::BTreeMap;

use domain::{
    equality::{Line, Verdict},
    format::plural,
    gap::{Course, Narrowing},
    view::lead::capital,
};

use super::Drawn;
use crate::{
    components::{row::made_up, sign},
    markup::{Element, el, link},
};

/// The shape and the words of what a gap has done.
fn mark(course: Course) -> Element {
    let (class, path) = match course {
        Course::Narrowing(Narrowing::LevellingDown) => ("near-target", "M2 3h12v3H2zM5 10h6v3H5z"),
        Course::Narrowing(_) => ("on-target", "M1 4l5 4-5 4zM15 4l-5 4 5 4z"),
        Course::Widening(_) => ("off-target", "M6 4 1 8l5 4zM10 4l5 4-5 4z"),
        Course::TurnedRound => ("off-target", "M2 3h8V1l5 4-5 4V7H2zM14 11H8v-1l-4 2.5L8 15v-1h6z"),
        Course::NoRealChange => ("cannot-tell", "M1 7h14v2H1z"),
    };
    let shape = sign("0 0 16 16", "16").class(format!("shape {class}")).with(el("path").attr("d", path));
    el("span").class(format!("course {class}")).with(shape).with(" ").with(course.words())
}

/// The gap then and now, in words.
fn from_to(drawn: &Drawn, line: &Line) -> Option<String> {
    let over = line.over.ok()?;
    let catalogue = drawn.choice.catalogue;
    let measure = &catalogue.measures[usize::from(line.measure)];
    let label = |at: u16| catalogue.periods[usize::from(at)].label();
    let before = if (over.then < 0.0) == (line.gap.size < 0.0) || over.then == 0.0 { "" } else { " the other way" };
    Some(format!(
        "from {}{before} in {} to {} in {}",
        measure.amount(over.then),
        label(over.since),
        measure.amount(line.gap.size),
        label(line.gap.period)
    ))
}

/// What a gap has done, or why that cannot be told.
pub(super) fn course(drawn: &Drawn, line: &Line) -> Element {
    match line.over {
        Err(why) => el("div").with("Cannot tell").with(" ").with(el("span").class("note").with(why.to_string())),
        Ok(over) => {
            let text = match over.course {
                Course::NoRealChange => from_to(drawn, line).unwrap_or_default(),
                course => format!("{}: {}", from_to(drawn, line).unwrap_or_default(), course.reason()),
            };
            el("div").with(mark(over.course)).with(" ").with(el("span").class("note").with(text))
        }
    }
}

/// The gaps that do one thing, or that none does.
pub(super) fn section(drawn: &Drawn, heading: &'static str, none: &'static str, fits: impl Fn(Course) -> bool) -> Element {
    let catalogue = drawn.choice.catalogue;
    let found = drawn.lines.iter().filter(|line| line.verdict != Verdict::Withheld && line.over.is_ok_and(|over| fits(over.course)));
    let items: Vec<Element> = found
        .map(|line| {
            let measure = &catalogue.measures[usize::from(line.measure)];
            let group = catalogue.group(line.gap.group).map_or("", |(_, group)| group.phrase.as_str());
            el("li")
                .with(link(drawn.choice.measure(line.measure, line.gap.group), &measure.title).class("title"))
                .with(format!(": {group}. "))
                .with(course(drawn, line))
                .with(line.illustrative.then(made_up))
        })
        .collect();
    let list = if items.is_empty() { el("p").class("empty").with(none) } else { el("ul").class("moves").all(items) };
    el("section").with(el("h2").with(heading)).with(list)
}

/// Of how many gaps the course cannot be told, by reason.
pub(super) fn untold(drawn: &Drawn) -> Element {
    let mut reasons: BTreeMap<String, u64> = BTreeMap::new();
    for line in &drawn.lines {
        match (line.verdict, line.over) {
            (Verdict::Withheld, _) => *reasons.entry("too many records do not say which group they are of".to_owned()).or_default() += 1,
            (_, Err(why)) => *reasons.entry(why.to_string()).or_default() += 1,
            (_, Ok(_)) => {}
        }
    }
    let items = reasons.iter().map(|(why, count)| el("li").with(format!("{}: {why}.", capital(&plural(*count, ("gap", "gaps"))))));
    let list =
        if reasons.is_empty() { el("p").with("Of every gap it can be told what it has done.") } else { el("ul").class("plain").all(items) };
    el("section").with(el("h2").with("Cannot tell how it has moved")).with(list)
}
