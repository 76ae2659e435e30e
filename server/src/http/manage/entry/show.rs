//! From what is written of a measure and period to its page.

use std::collections::{BTreeMap, BTreeSet};

use app::manage::entry::{Cell, Commentary, Entry, Finding, Row, Table};
use chrono::NaiveDateTime;
use domain::{
    council::Council,
    entry::{Place, Section, commentary},
    measure::{Kind, Measure},
    observation::{Figure, Observation},
    people::UserId,
    store::{Outline, People, Slot, State},
    view::figure::value_text,
};

use super::{super::call::Call, form::name};
use crate::manage::{Stop, entry::Work};

/// What the page shows beside what is written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Show {
    /// The characteristic.
    pub(crate) by: String,
    /// Whether findings are shown.
    pub(crate) checked: bool,
    /// Why something was not done.
    pub(crate) problem: String,
    /// Pasted rows that are left.
    pub(crate) left: Vec<String>,
    /// What was pasted.
    pub(crate) pasted: String,
}

/// Names of people.
pub(crate) struct Names(BTreeMap<UserId, String>);

impl Names {
    /// Of everybody.
    pub(crate) async fn read(call: &Call) -> Result<Self, Stop> {
        Ok(Self(call.desk.store.users().await?.into_iter().map(|user| (user.id, user.name)).collect()))
    }

    /// One's name.
    pub(crate) fn of(&self, who: UserId) -> String {
        self.0.get(&who).cloned().unwrap_or_else(|| format!("user {who}"))
    }

    /// Who and when.
    pub(crate) fn act(&self, (who, at): (UserId, NaiveDateTime)) -> String {
        format!("{}, {} UTC", self.of(who), at.format("%-d %B %Y %H:%M"))
    }
}

/// What is said to whoever saves what somebody else has changed.
pub(super) async fn stale(call: &Call, now: &Outline) -> Result<String, Stop> {
    let who = Names::read(call).await?.act(now.changed);
    Ok(match now.state {
        State::Submitted => format!("It was submitted meanwhile ({who}) and waits for approval, so nothing of what you typed was kept."),
        _ => format!(
            "Somebody else has saved it since you opened it ({who}), so nothing of what you typed is kept yet. What you typed is below. Look at \
             it, and save again to put your cells of this table over theirs."
        ),
    })
}

/// The page's plain data.
pub(crate) async fn entry(call: &Call, work: &Work, show: Show) -> Result<Entry, Stop> {
    let council = &call.state.release.council;
    let names = Names::read(call).await?;
    let state = state(work, &names);
    let section = work.grid.section(&show.by);
    let by = section.and_then(|section| section.characteristic.as_ref()).map(ToString::to_string).unwrap_or_default();
    let submission = work.submission.as_ref();
    let code = &work.measure.code;
    let action = format!("/manage/measures/{code}/{}", work.period.to_string().replace('/', "_"));
    let findings = findings(work, &action, &by, &names);
    let checked = show.checked
        || submission.is_some_and(|submission| submission.outline.state != State::Draft || !submission.acknowledged.is_empty());
    let table = section.map(|section| table(council, work, section, checked)).unwrap_or_default();
    Ok(Entry {
        title: work.measure.title.clone(),
        unit: work.measure.unit.clone(),
        period: work.period.label(),
        public: format!("/measures/{code}"),
        state,
        note: submission.map(|submission| submission.outline.note.clone()).filter(|_| work.state() != State::Submitted).unwrap_or_default(),
        version: work.version(),
        locked: work.state() == State::Submitted,
        problem: show.problem,
        checked,
        findings,
        tabs: work.grid.sections.iter().map(|section| tab(council, section, work)).collect(),
        table,
        commentary: said(council, work, checked),
        left: show.left,
        pasted: show.pasted,
        action,
        by,
    })
}

fn state(work: &Work, names: &Names) -> String {
    let Some(outline) = work.submission.as_ref().map(|submission| &submission.outline) else {
        return "Nothing has been entered yet.".to_owned();
    };
    let act = |act: Option<(UserId, NaiveDateTime)>| act.map(|act| names.act(act)).unwrap_or_default();
    match outline.state {
        State::Draft => format!("A draft, saved last by {}.", names.act(outline.changed)),
        State::Submitted => format!("Submitted by {}. It waits for approval.", act(outline.submitted)),
        State::Returned => format!("Returned by {}.", act(outline.decided)),
        State::Approved => format!("Approved by {}.", act(outline.decided)),
    }
}

/// A table's characteristic and name, and how many of its lines are filled.
fn tab(council: &Council, section: &Section, work: &Work) -> (String, String, usize, usize) {
    let filled: BTreeSet<Place> = work
        .cells
        .iter()
        .map(|cell| Place { area: cell.area.clone(), group: cell.group.clone() })
        .filter(|place| section.asks(place))
        .collect();
    let code = section.characteristic.as_ref().map(ToString::to_string).unwrap_or_default();
    (code, section_name(council, section), filled.len(), section.places().count())
}

fn section_name(council: &Council, section: &Section) -> String {
    let named = council.characteristics.iter().find(|known| Some(&known.code) == section.characteristic.as_ref());
    named.map_or_else(|| "Everyone".to_owned(), |known| known.name.clone())
}

/// What a part of a figure is called.
fn slot_name(slot: Slot, measure: &Measure) -> &'static str {
    match slot {
        Slot::Numerator if measure.kind == Kind::Count => "Count",
        Slot::Numerator if measure.kind == Kind::Mean => "Sum",
        Slot::Numerator => "Numerator",
        Slot::Denominator => "Denominator",
        Slot::Value => "Value",
        Slot::Lower => "Lower limit",
        Slot::Upper => "Upper limit",
    }
}

fn table(council: &Council, work: &Work, section: &Section, checked: bool) -> Table {
    let measure = &work.measure;
    let groups: Vec<_> = council.characteristics.iter().flat_map(|known| &known.groups).collect();
    let group = |code: &domain::code::GroupCode| groups.iter().find(|group| group.code == *code).copied();
    let mut found: BTreeMap<(&Place, Slot), Vec<(&'static str, bool)>> = BTreeMap::new();
    for finding in work.checked.findings.iter().filter(|_| checked) {
        for spot in &finding.spots {
            found.entry((&spot.place, spot.slot)).or_default().push((finding.check.code(), finding.check.blocks()));
        }
    }
    let everyone = section.characteristic.is_none();
    let earlier = |one: &&Observation| one.period.kind() == work.period.kind() && one.period < work.period;
    let there = work.known.iter().filter(earlier).filter(|one| !matches!(one.figure, Figure::Missing(_)));
    let before = there.map(|one| one.period).max();
    let before = before.filter(|_| everyone && work.unmasked);
    let rows = section.areas.iter().map(|area| {
        let area_name = council.area(area).map_or_else(|| area.to_string(), |known| known.name.clone());
        let cells = section.groups.iter().flat_map(|code| work.grid.slots.iter().map(move |slot| (code, *slot)));
        let cells = cells.map(|(code, slot)| {
            let place = Place { area: area.clone(), group: code.clone() };
            let typed = work.cells.iter().find(|one| one.area == place.area && one.group == place.group && one.slot == slot);
            let of = group(code).map_or_else(String::new, |group| format!(", {}", group.name));
            let list = found.get(&(&place, slot)).map(Vec::as_slice).unwrap_or_default();
            Cell {
                label: format!("{area_name}{of}: {}", slot_name(slot, measure).to_lowercase()),
                value: typed.map(|one| one.text.clone()).unwrap_or_default(),
                found: list.iter().map(|(check, _)| (*check).to_owned()).collect(),
                wrong: list.iter().any(|(_, blocks)| *blocks),
                name: name(&place, slot),
            }
        });
        let last = before.and_then(|before| {
            let own = |one: &&Observation| one.period == before && one.area == *area && one.group.is_everyone();
            work.known.iter().find(own).map(|one| figure(one.figure, measure))
        });
        Row { cells: cells.collect(), before: before.map(|_| last.unwrap_or_default()), area: area_name }
    });
    Table {
        caption: format!("{}: {}, {}", section_name(council, section), measure.title, work.period.label()),
        rows_are: "Area".to_owned(),
        slots: work.grid.slots.iter().map(|slot| slot_name(*slot, measure).to_owned()).collect(),
        groups: section.groups.iter().filter_map(group).map(|group| group.name.clone()).collect(),
        before: before.map(|before| format!("Before: {}", before.label())),
        rows: rows.collect(),
    }
}

/// A figure as it was entered: parts and what they make.
pub(crate) fn figure(figure: Figure, measure: &Measure) -> String {
    let value = domain::entry::value(figure, measure).map(|value| value_text(value, measure));
    match figure {
        Figure::Missing(why) => domain::cell::marker(why).to_owned(),
        Figure::Parts { numerator, denominator: Some(denominator) } => {
            format!("{numerator} of {denominator} ({})", value.unwrap_or_default())
        }
        Figure::Parts { .. } | Figure::Value { .. } => value.unwrap_or_default(),
    }
}

fn findings(work: &Work, action: &str, by: &str, names: &Names) -> Vec<Finding> {
    let acknowledged = work.submission.as_ref().map_or(&[][..], |submission| &submission.acknowledged);
    let spot = |spot: &domain::entry::Spot| {
        let section = work.grid.sections.iter().find(|section| section.asks(&spot.place));
        let own = section.and_then(|section| section.characteristic.as_ref()).map(ToString::to_string).unwrap_or_default();
        let cell = name(&spot.place, spot.slot);
        let href = if own == by { format!("#{cell}") } else { format!("{action}?by={own}&checked=yes#{cell}") };
        (href, spot.words.clone())
    };
    let finding = |finding: &domain::entry::Finding| {
        let kept = finding.acknowledged(acknowledged);
        // A reason that was given for other figures is there to be looked at again, and does not count.
        let earlier = acknowledged.iter().find(|one| one.check == finding.check.code()).filter(|_| kept.is_none());
        let given = match (kept, earlier) {
            (Some(kept), _) => names.act((kept.by, kept.at)),
            (None, Some(earlier)) => {
                format!("Of other figures it was said: “{}” ({}).", earlier.reason, names.act((earlier.by, earlier.at)))
            }
            (None, None) => String::new(),
        };
        Finding {
            check: finding.check.code().to_owned(),
            heading: finding.check.heading().to_owned(),
            rule: finding.check.rule().to_owned(),
            blocks: finding.check.blocks(),
            spots: finding.spots.iter().map(spot).collect(),
            print: finding.print(),
            reason: kept.map(|kept| kept.reason.clone()).unwrap_or_default(),
            given,
        }
    };
    work.checked.findings.iter().map(finding).collect()
}

fn said(council: &Council, work: &Work, checked: bool) -> Commentary {
    let said = work.submission.as_ref().and_then(|submission| submission.commentary.as_ref());
    let text = said.map(|said| said.text.clone()).unwrap_or_default();
    let remarks = commentary::remarks(&text, work.said_before.as_deref(), work.stand(council).for_commentary());
    Commentary {
        role: said.map_or_else(|| work.measure.owner.clone(), |said| said.role.clone()),
        remarks: remarks.into_iter().filter(|_| checked).map(|remark| (remark.words().to_owned(), remark.rule())).collect(),
        before: work.said_before.clone(),
        text,
    }
}
