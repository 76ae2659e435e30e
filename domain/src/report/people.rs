//! Sections on what people said: surveys and what was done, and what a neighbourhood puts first.

use super::{
    document::{Block, Run, TableCell, Text},
    words::{cell, linked, made_up, numbers, plain, table, words},
    write::Subject,
};
use crate::{
    amount::signed,
    priority::{Priority, moved::moved},
    view::figure::value_text,
};

/// What was said, and what was done about it, survey by survey.
pub(super) fn surveys(of: &Subject<'_>) -> Vec<Block> {
    let Some(surveys) = &of.ground.release.council.surveys else { return vec![plain("No survey is told of.")] };
    let mut blocks = Vec::new();
    for survey in &surveys.surveys {
        let items: Vec<Text> = surveys
            .found(survey)
            .map(|(wave, finding)| Text {
                runs: vec![
                    Run::strong(format!("{}{}: ", wave.period.label(), made_up(finding.illustrative))),
                    Run::plain(format!("you said: {} We did: {}", finding.said, finding.did)),
                ],
                from: Vec::new(),
            })
            .collect();
        if !items.is_empty() {
            blocks.push(Block::Heading { text: survey.title.clone() });
            blocks.push(Block::List { items });
        }
    }
    if blocks.is_empty() {
        blocks.push(plain("Nothing that was said is told of."));
    }
    blocks
}

/// What comes first in an area: why, what its measures did since, and what is done.
pub(super) fn priorities(of: &Subject<'_>) -> Vec<Block> {
    let council = &of.ground.release.council;
    let own: Vec<&Priority> = council.priorities.list.iter().filter(|priority| priority.area.as_str() == of.of).collect();
    if own.is_empty() {
        return vec![plain(format!("{} has no plan of its own here yet.", of.place))];
    }
    own.into_iter().flat_map(|priority| one(of, priority)).collect()
}

fn one(of: &Subject<'_>, priority: &Priority) -> Vec<Block> {
    let release = of.ground.release;
    let catalogue = &*release.catalogue;
    let mut blocks = vec![Block::Heading { text: format!("{}{}", priority.title, made_up(priority.illustrative)) }, plain(&priority.why)];
    let like = catalogue.alike.as_ref().and_then(|likes| likes.lists.get(usize::from(of.area))).cloned().unwrap_or_default();
    let rows = priority.measures.iter().filter_map(|code| catalogue.measure_index(code)).map(|at| {
        let measure = &catalogue.measures[usize::from(at)];
        let name = |made: bool| {
            linked(format!("{}{}", measure.title, made_up(made)), format!("/measures/{}?area={}", measure.code, priority.area))
        };
        match moved(release, at, of.area, &like, priority.since) {
            Ok(moved) => {
                let number = |(period, value): (crate::period::Period, f64)| {
                    TableCell::number(format!("{} ({})", value_text(value, measure), period.label()), value)
                };
                let by = signed(measure, moved.now.1 - moved.before.1);
                vec![name(moved.made_up), number(moved.before), number(moved.now), cell(format!("{by}: {}", moved.change.words()))]
            }
            Err(why) => vec![name(false), cell(""), cell(""), cell(format!("It cannot be told: {why}."))],
        }
    });
    let columns = vec![words("Measure"), numbers("Before"), numbers("Newest"), words("What it did")];
    blocks.extend(table(format!("What moved: {}", priority.title), columns, rows.collect(), Vec::new()));
    let actions = release.council.programmes.iter().flat_map(|programme| &programme.actions);
    let actions = actions.filter(|action| priority.actions.contains(&action.code));
    let items: Vec<Text> = actions
        .map(|action| {
            let status = action.status(of.ground.today).map_or("Not reported", crate::programme::Status::words);
            Text::plain(format!("{}{}: {status}.", action.title, made_up(action.illustrative)))
        })
        .collect();
    blocks.extend((!items.is_empty()).then_some(Block::List { items }));
    blocks
}
