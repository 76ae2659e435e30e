//! The table of the largest gaps.

use domain::{
    cell::reason,
    equality::{Line, Verdict},
    format::{self, plural},
    observation::Missing,
    view::{figure::value_text, lead::capital},
};

use super::{Drawn, moves};
use crate::{
    components::{heads, row::made_up},
    markup::{Element, el, link},
};

/// The columns.
const COLUMNS: [&str; 7] = ["Measure", "Worst-off group", "Their figure", "Everyone", "Gap", "Over time", "Group not known"];

/// Gaps as a table. On a narrow screen each becomes a card, in which every figure says what it is.
pub(super) fn gaps(drawn: &Drawn, lines: &[Line]) -> Element {
    let caption = el("caption").class("unseen").with("The worst-off group of each measure and characteristic against everyone");
    el("table").class("figures gaps").with(caption).with(heads(COLUMNS)).with(el("tbody").all(lines.iter().map(|line| row(drawn, line))))
}

fn note(text: impl Into<String>) -> Element {
    el("span").class("note").with(text.into())
}

fn cell(column: usize) -> Element {
    el("td").attr("data-head", COLUMNS[column])
}

fn row(drawn: &Drawn, line: &Line) -> Element {
    let catalogue = drawn.choice.catalogue;
    let measure = &catalogue.measures[usize::from(line.measure)];
    let period = catalogue.periods[usize::from(line.gap.period)].label();
    let (group, everyone) = line.gap.figures;
    let name = catalogue.group(line.gap.group).map_or_else(String::new, |(_, group)| capital(&group.phrase));
    let hidden = plural(line.hidden as u64, ("other group", "other groups"));
    let hidden = (line.hidden > 0).then(|| note(format!("{hidden} {}", reason(Missing::Suppressed))));
    let title = link(drawn.choice.measure(line.measure, line.gap.group), &measure.title).class("title");
    let head = el("th").attr("scope", "row").with(title).with(" ").with(note(format!("{}, {period}", measure.unit)));
    el("tr")
        .attr("data-verdict", code(line.verdict))
        .with(head.with(" ").with(line.illustrative.then(made_up)))
        .with(cell(1).with(name).with(" ").with(note(catalogue.characteristics[line.characteristic].name.clone())).with(" ").with(hidden))
        .with(cell(2).with(el("span").class("value").with(value_text(group, measure))))
        .with(cell(3).with(el("span").class("value").with(value_text(everyone, measure))))
        .with(gap(line, measure))
        .with(cell(5).with(moves::course(drawn, line)))
        .with(unknown(line, measure))
}

fn code(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::BeyondChance => "beyond",
        Verdict::WithinChance => "within",
        Verdict::NoInterval | Verdict::Withheld => "cannot-tell",
    }
}

/// Size, interval, ratio and verdict.
fn gap(line: &Line, measure: &domain::measure::Measure) -> Element {
    let ratio = line.gap.ratio.map(|ratio| format!("{} times everyone’s", format::value(ratio, "", "", 2)));
    let notes: Vec<String> = [line.limits(measure), ratio].into_iter().flatten().collect();
    let verdict = el("span").class(format!("verdict {}", code(line.verdict))).with(line.verdict.words());
    cell(4).with(el("span").class("value").with(line.size(measure))).with(" ").with(note(notes.join("; "))).with(" ").with(verdict)
}

/// How many records do not say, and what that could do to the group's figure.
fn unknown(line: &Line, measure: &domain::measure::Measure) -> Element {
    let share = match line.unknown {
        None => "not counted".to_owned(),
        Some(Ok(share)) => format::value(100.0 * share, "", "%", 1),
        Some(Err(why)) => reason(why).to_owned(),
    };
    let all_in = line.all_in.map(|value| note(format!("were they all in this group, it would be at {}", value_text(value, measure))));
    cell(6).with(share).with(" ").with(all_in)
}
