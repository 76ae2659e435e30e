//! Meetings, questions and answers as their pages say them.

use app::manage::meetings::{
    Line, List,
    one::{Choices, One, Question, Remark as Shown, Row},
    said::{Change, Say},
};
use domain::{
    area::AreaType,
    catalogue::Catalogue,
    format::plural,
    meeting::{
        Held, Item, Pinned, Remark, Stage,
        typed::{Typed, TypedItem},
    },
    people::Grant,
    period::long_date,
    view::lead::capital,
};

use super::super::{call::Call, entry::show::Names};
use crate::manage::{
    Asker,
    meetings::{Spot, answers, arranges},
};

/// When and where.
fn when(held: &Held) -> String {
    let (starts, place) = (held.meeting.starts, &held.meeting.place);
    let place = if place.is_empty() { String::new() } else { format!(", {place}") };
    format!("{}, {}{place}", long_date(starts.date()), starts.format("%H:%M"))
}

/// The list.
pub(super) fn list(asker: &Asker, meetings: &[Held]) -> List {
    let line = |held: &Held| {
        let questions = held.remarks.iter().filter(|remark| remark.answers.is_none()).count();
        Line {
            id: held.id,
            name: held.meeting.name.clone(),
            when: when(held),
            stage: held.stage.words(),
            counts: format!(
                "{}, {}",
                plural(held.meeting.items.len() as u64, ("item", "items")),
                plural(questions as u64, ("question", "questions"))
            ),
        }
    };
    List { meetings: meetings.iter().map(line).collect(), arranges: arranges(asker) }
}

/// What was just done, by its word in the address.
fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "saved" => "It is saved.",
        "added" => "The item is on the agenda.",
        "removed" => "The item is off the agenda.",
        "moved" => "The item is moved.",
        "published" => "It is published. The public sees it within seconds.",
        "closed" => "It is closed.",
        "recorded" => "It is recorded. The public sees it within seconds.",
        "corrected" => "It is corrected, with your reason.",
        "withdrawn" => "It is withdrawn, with your reason.",
        _ => return None,
    })
}

/// A meeting for its page.
pub(super) fn one(call: &Call, asker: &Asker, held: &Held, people: &Names) -> One {
    let (release, arranges) = (&call.state.release, arranges(asker));
    let catalogue = &release.catalogue;
    let row = |item: &Item| {
        let takes = held.is_public() && answers(asker, &release.council, &held.meeting, item.number);
        let shown = |remark: &Remark| self::remark(remark, people, arranges || remark.said.0 == asker.id());
        let question = |question: &Remark| Question {
            asked: shown(question),
            answers: held.answers(question.id).map(shown).collect(),
            takes_answer: takes && question.now().is_some(),
        };
        Row {
            number: item.number,
            title: item.title(catalogue),
            note: note(item, catalogue),
            questions: held.questions(item.number).map(question).collect(),
        }
    };
    One {
        id: held.id,
        version: held.version,
        name: held.meeting.name.clone(),
        when: when(held),
        saved: format!("Version {}, by {}.", held.version, people.act(held.saved)),
        stage: held.stage,
        rows: held.meeting.items.iter().map(row).collect(),
        arranges,
        choices: if arranges && held.stage != Stage::Closed { choices(catalogue) } else { Choices::default() },
        typed: Typed::of(&held.meeting),
        item: TypedItem::default(),
        done: done(call.query.one("done")),
        wrong: Vec::new(),
    }
}

/// What an item shows and what is said of it.
fn note(item: &Item, catalogue: &Catalogue) -> String {
    let about = match &item.pinned {
        Pinned::Measure { .. } => item.about(catalogue).map(|about| capital(&about)),
        Pinned::Report(address) => Some(address.clone()),
        Pinned::Words => None,
    };
    let said = item.note(catalogue);
    about.into_iter().chain((!said.is_empty()).then(|| said.to_owned())).collect::<Vec<_>>().join(". ")
}

fn remark(remark: &Remark, people: &Names, open: bool) -> Shown {
    let mended = remark.changes.last().map(|change| {
        let what = if change.words.is_some() { "Corrected" } else { "Withdrawn" };
        format!(" {what} by {}: {}", people.act(change.made), change.reason)
    });
    Shown {
        id: remark.id,
        by: remark.by.clone(),
        words: remark.now().map(str::to_owned),
        note: format!("Recorded by {}.{}", people.act(remark.said), mended.unwrap_or_default()),
        changes: open && remark.now().is_some(),
    }
}

/// What can be pinned.
fn choices(catalogue: &Catalogue) -> Choices {
    let measures = catalogue.measures.iter().map(|measure| (measure.code.to_string(), measure.title.clone()));
    let areas = [AreaType::Neighbourhood, AreaType::Ward].into_iter().flat_map(|kind| catalogue.areas_of(kind)).map(|at| {
        let area = &catalogue.areas[usize::from(at)];
        (area.code.to_string(), area.name.clone())
    });
    let groups = catalogue
        .groups()
        .filter(|(_, group)| !group.code.is_everyone() && !group.unknown)
        .map(|(characteristic, group)| (group.code.to_string(), format!("{}: {}", characteristic.name, group.name)));
    Choices { measures: measures.collect(), areas: areas.collect(), groups: groups.collect(), place: format!("All of {}", catalogue.place) }
}

/// What somebody is most likely to write as who asks or answers.
pub(super) fn role(asker: &Asker, spot: Spot) -> &'static str {
    let looks = |grant: &Grant| matches!(grant, Grant::Viewer | Grant::ViewerOf(_));
    if spot.answers.is_none() && asker.user().grants.iter().all(looks) { "Councillor" } else { "" }
}

/// The form of a question or an answer, with nothing typed. None where there is no such item.
pub(super) fn say(call: &Call, held: &Held, spot: Spot) -> Option<Say> {
    let catalogue = &call.state.release.catalogue;
    let (_, item) = held.meeting.item(spot.item)?;
    let about = item.about(catalogue).map(|about| format!(": {about}")).unwrap_or_default();
    let answers = match spot.answers {
        Some(id) => Some((id, held.remark(id)?.now()?.to_owned())),
        None => None,
    };
    Some(Say {
        meeting: held.id,
        name: held.meeting.name.clone(),
        item: spot.item,
        title: format!("{}{about}", item.title(catalogue)),
        answers,
        ..Say::default()
    })
}

/// The form on which a question or an answer is corrected or withdrawn. None where there is none.
pub(super) fn change(held: &Held, id: i64, people: &Names) -> Option<Change> {
    let remark = held.remark(id)?;
    let before = std::iter::once(Some(&remark.words)).chain(remark.changes.iter().map(|change| change.words.as_ref()));
    let history = before.zip(&remark.changes).map(|(before, change)| {
        let what = if change.words.is_some() { "Corrected" } else { "Withdrawn" };
        let before = before.map(String::as_str).unwrap_or_default();
        format!("{what} by {}: {} Before it said: {before}", people.act(change.made), change.reason)
    });
    let now = remark.now().map(str::to_owned);
    Some(Change {
        meeting: held.id,
        name: held.meeting.name.clone(),
        remark: id,
        by: remark.by.clone(),
        seen: remark.changes.len(),
        words: now.clone().unwrap_or_default(),
        now,
        history: history.collect(),
        ..Change::default()
    })
}
