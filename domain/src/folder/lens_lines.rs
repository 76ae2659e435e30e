//! `lens_lines.csv`: what themes, measures and actions do under each lens of the Triple Lock.

use super::{
    issue::{Issues, Spot, Text},
    measures::{LENSES, Measures},
    names::Names,
    plans::Themes,
    table::{self, Column, Row},
    value,
};
use crate::{
    code::ActionCode,
    lens::{Effect, Kind, Line, Subject},
};

const COLUMNS: &[Column] =
    &[("subject", true), ("code", true), ("lens", true), ("effect", true), ("line", true), ("evidence", false), ("illustrative", false)];
const SUBJECTS: &[(&str, Kind)] = &[("theme", Kind::Theme), ("measure", Kind::Measure), ("action", Kind::Action)];

/// What lines refer to.
pub(super) struct Around<'a> {
    pub(super) themes: &'a Themes,
    pub(super) measures: &'a Measures,
    pub(super) actions: &'a Names<ActionCode, ()>,
}

/// Reads the file.
pub(super) fn read(text: &Text<'_>, issues: &Issues, around: &Around<'_>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    table::read(text, issues, COLUMNS, |row| {
        let Some(line) = read_row(row, around) else { return };
        if lines.iter().any(|known| known.subject == line.subject && known.lens == line.lens) {
            row.cell(2).raise(
                format_args!("`{}` has a line for this lens already", row.cell(1).value),
                format_args!("Keep one of the two, and say both things in it."),
            );
            return;
        }
        lines.push(line);
    });
    lines
}

fn read_row(row: &Row<'_>, around: &Around<'_>) -> Option<Line> {
    let [subject, code, lens, effect, text, evidence, made_up] = [0, 1, 2, 3, 4, 5, 6].map(|column| row.cell(column));
    let kind = subject.needed().and_then(|text| value::choice(&subject, "subject", text, SUBJECTS));
    let found = code.needed().zip(kind).and_then(|(text, kind)| {
        Some(match kind {
            Kind::Theme => Subject::Theme(around.themes.find(text, &code)?.code.clone()),
            Kind::Measure => Subject::Measure(around.measures.find(text, &code)?.code.clone()),
            Kind::Action => Subject::Action(around.actions.find(text, &code)?.code.clone()),
        })
    });
    let lens = lens.needed().and_then(|text| value::choice(&lens, "lens", text, LENSES));
    let effect = effect.needed().and_then(|text| value::choice(&effect, "effect", text, &Effect::ALL));
    let text = text.needed();
    let illustrative = match made_up.given() {
        Some(text) => value::choice(&made_up, "answer", text, &[("yes", true), ("no", false)]),
        None => Some(false),
    };
    Some(Line {
        subject: found?,
        lens: lens?,
        effect: effect?,
        text: text?.to_owned(),
        evidence: evidence.given().map(str::to_owned),
        illustrative: illustrative?,
    })
}
