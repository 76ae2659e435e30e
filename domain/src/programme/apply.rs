//! Programmes as they are now: as the council's folder has them, with what was approved on pages since, in order.

use chrono::NaiveDate;

use super::{
    Action, Move, Moved, Programme, Status, Update, Withdrawn,
    detail::{Detail, waits},
    edit::{Edit, Record},
    rules::{self, Fault},
};
use crate::{
    code::{ActionCode, ProgrammeCode},
    council::Council,
};

/// A change that was approved and does not fit what the folder says now.
#[derive(Debug, Clone, PartialEq)]
pub struct Misfit {
    /// Number of its proposal.
    pub proposal: i64,
    /// Its place among the changes of that.
    pub edit: usize,
    /// Why.
    pub fault: Fault,
}

/// Programmes as they are now.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Now {
    /// The programmes.
    pub programmes: Vec<Programme>,
    /// What of the records does not fit, in order. It is kept, and fits again once the folder does.
    pub misfits: Vec<Misfit>,
}

/// The programmes of a council, which its folder describes, with what was approved since, in the order of approval.
pub fn apply(council: &Council, records: &[Record]) -> Now {
    let mut now = Now { programmes: council.programmes.clone(), misfits: Vec::new() };
    for record in records {
        now.add(council, record);
    }
    now
}

/// Programmes as they would be with changes that somebody proposes today, and what of these does not fit.
pub fn then(council: &Council, now: &Now, (programme, edits): (&ProgrammeCode, &[Edit]), today: NaiveDate) -> Now {
    let mut then = Now { programmes: now.programmes.clone(), misfits: Vec::new() };
    let (role, approver) = (String::new(), String::new());
    then.add(
        council,
        &Record { proposal: 0, programme: programme.clone(), role, approver, edits: edits.to_vec(), on: today, withdrawn: None },
    );
    then
}

/// What stands in the way of changes that somebody would propose today, each with its place among them; none where nothing does. `now`: the
/// programmes that they would change.
pub fn check(council: &Council, now: &Now, (programme, edits): (&ProgrammeCode, &[Edit]), today: NaiveDate) -> Vec<(usize, Fault)> {
    let mut faults: Vec<(usize, Fault)> = edits
        .iter()
        .enumerate()
        .filter_map(|(at, edit)| edit.bounds().and_then(|()| timely(edit, today)).err().map(|fault| (at, fault)))
        .collect();
    let then = then(council, now, (programme, edits), today);
    faults.extend(then.misfits.iter().map(|misfit| (misfit.edit, misfit.fault.clone())));
    for (at, edit) in edits.iter().enumerate() {
        let Edit::Update { action, status: Status::Complete, evidence, .. } = edit else { continue };
        if evidence.is_none() {
            faults.push((at, Fault::NotShown));
        }
        let waits = then.action(action).map_or(&[][..], |action| &action.waits_on);
        let open = waits.iter().find(|other| then.action(other).is_some_and(|other| !other.is_over(today)));
        faults.extend(open.map(|other| (at, Fault::Waits(other.clone()))));
    }
    faults.sort_by_key(|(at, _)| *at);
    faults.dedup();
    faults
}

/// What would not fit any longer if a record were withdrawn.
pub fn without(council: &Council, records: &[Record], proposal: i64, today: NaiveDate) -> Vec<Misfit> {
    let before = apply(council, records).misfits;
    let withdrawn = Some(Withdrawn { on: today, why: String::new() });
    let mut after = records.to_vec();
    for record in after.iter_mut().filter(|record| record.proposal == proposal) {
        record.withdrawn.clone_from(&withdrawn);
    }
    let mut misfits = apply(council, &after).misfits;
    misfits.retain(|misfit| !before.contains(misfit));
    misfits
}

/// Whether the days of a change are on the right side of today.
fn timely(edit: &Edit, today: NaiveDate) -> Result<(), Fault> {
    match edit {
        Edit::Move { what: Moved::Due(_, to), .. } if *to < today => Err(Fault::Passed(*to)),
        Edit::Reached { on, .. } if *on > today => Err(Fault::Future(*on)),
        _ => Ok(()),
    }
}

impl Now {
    /// A programme.
    pub fn programme(&self, code: &str) -> Option<&Programme> {
        self.programmes.iter().find(|programme| programme.code.as_str() == code)
    }

    /// An action, of whichever programme.
    pub fn action(&self, code: &ActionCode) -> Option<&Action> {
        self.programmes.iter().flat_map(|programme| &programme.actions).find(|action| action.code == *code)
    }

    /// Adds a record. What of it does not fit is told, and the rest is done.
    fn add(&mut self, council: &Council, record: &Record) {
        let mut order: Vec<usize> = (0..record.edits.len()).collect();
        order.sort_by_key(|at| record.edits[*at].rank());
        let mut added = Vec::new();
        for at in order {
            let edit = &record.edits[at];
            if let Err(fault) = self.edit(council, record, edit) {
                // What was withdrawn need not fit.
                if record.withdrawn.is_none() {
                    self.misfits.push(Misfit { proposal: record.proposal, edit: at, fault });
                }
            } else if let Edit::Add(action) = edit {
                added.push((at, action.code.clone()));
            }
        }
        // Actions that are new together may wait on each other, so that this is known once all are there.
        for (at, code) in added {
            let all = self.programmes.iter().flat_map(|programme| &programme.actions);
            let Some(action) = all.into_iter().find(|action| action.code == code) else { continue };
            if let Err(fault) = waits(&self.programmes, action) {
                if let Some(action) = self.action_mut(&record.programme, &code) {
                    action.waits_on.clear();
                }
                if record.withdrawn.is_some() {
                    continue;
                }
                self.misfits.push(Misfit { proposal: record.proposal, edit: at, fault });
            }
        }
    }

    fn action_mut(&mut self, programme: &ProgrammeCode, code: &ActionCode) -> Option<&mut Action> {
        let programme = self.programmes.iter_mut().find(|one| one.code == *programme)?;
        programme.actions.iter_mut().find(|action| action.code == *code)
    }

    fn edit(&mut self, council: &Council, record: &Record, edit: &Edit) -> Result<(), Fault> {
        let home = self.programmes.iter().position(|one| one.code == record.programme).ok_or(Fault::NoProgramme)?;
        if let Edit::Add(action) = edit {
            if self.programmes.iter().flat_map(|programme| &programme.actions).any(|known| known.code == action.code) {
                return Err(Fault::Exists(action.code.clone()));
            }
            let action = added(council, &self.programmes[home], record, action)?;
            self.programmes[home].actions.push(action);
            return Ok(());
        }
        let gone = || Fault::NoAction(edit.action().clone());
        let at = self.programmes[home].actions.iter().position(|action| action.code == *edit.action()).ok_or_else(gone)?;
        let before = self.programmes[home].actions[at].clone();
        if before.withdrawn.is_some() && record.withdrawn.is_none() {
            return Err(gone());
        }
        let after = changed(council, &before, record, edit)?;
        let faults = |action: &Action| {
            let all = rules::dates(action).into_iter().chain(rules::moves(action).into_iter().map(|(_, fault)| fault));
            all.chain(rules::updates(action).into_iter().map(|(_, fault)| fault)).collect::<Vec<_>>()
        };
        // A fault that was there before is not this change's.
        let known = faults(&before);
        let mut new = faults(&after);
        for fault in &known {
            if let Some(at) = new.iter().position(|other| other == fault) {
                new.remove(at);
            }
        }
        // Nor does what was withdrawn have to keep any rule.
        if let Some(fault) = new.into_iter().next().filter(|_| record.withdrawn.is_none()) {
            return Err(fault);
        }
        let waits_on = before.waits_on != after.waits_on;
        self.programmes[home].actions[at] = after;
        if waits_on {
            let sound = waits(&self.programmes, &self.programmes[home].actions[at]);
            if sound.is_err() {
                self.programmes[home].actions[at] = before;
            }
            return sound;
        }
        Ok(())
    }
}

/// An action that is new, as the programme has it.
fn added(council: &Council, programme: &Programme, record: &Record, action: &Action) -> Result<Action, Fault> {
    let mut new =
        Action { added: Some(record.on), withdrawn: record.withdrawn.clone(), updates: Vec::new(), moves: Vec::new(), ..action.clone() };
    for (_, detail) in Detail::ALL {
        let text = detail.of(action);
        detail.set(&mut new, &text, council)?;
    }
    if let Some(part) = action.part.as_ref().filter(|part| programme.part(part).is_none()) {
        return Err(Fault::Unknown { what: "part", given: part.to_string() });
    }
    rules::dates(&new).map_or(Ok(new), Err)
}

/// An action with one change.
fn changed(council: &Council, before: &Action, record: &Record, edit: &Edit) -> Result<Action, Fault> {
    let mut action = before.clone();
    let (on, withdrawn) = (record.on, record.withdrawn.clone());
    match edit {
        Edit::Add(_) => {}
        Edit::Set { .. } | Edit::Reached { .. } if withdrawn.is_some() => {}
        Edit::Set { detail, from, to, .. } => {
            let was = detail.of(&action);
            if was != *from {
                return Err(Fault::DetailBefore(detail.name(), was));
            }
            detail.set(&mut action, to, council)?;
        }
        Edit::Move { what, reason, .. } => {
            if withdrawn.is_none() {
                begins(&action, what)?;
            }
            let at = action.moves.partition_point(|one| one.on <= on);
            let (what, reason, approver) = (what.clone(), reason.clone(), record.approver.clone());
            action.moves.insert(at, Move { on, what, reason, approver, withdrawn });
        }
        Edit::Reached { milestone, on, .. } => {
            let step = action.milestones.iter_mut().find(|step| step.title == *milestone);
            let step = step.ok_or_else(|| Fault::NoStep(milestone.clone()))?;
            if let Some(reached) = step.reached {
                return Err(Fault::Reached(reached));
            }
            step.reached = Some(*on);
        }
        Edit::Update { status, text, evidence, .. } => {
            let at = action.updates.partition_point(|one| one.on <= on);
            let (text, evidence, by) = (text.clone(), evidence.clone(), record.role.clone());
            action.updates.insert(at, Update { on, by, status: *status, text, evidence, withdrawn });
        }
    }
    Ok(action)
}

/// Whether a move begins where the action is: its date and owner are seen to by [`rules::moves`], which knows what it covers only from an earlier move.
fn begins(action: &Action, what: &Moved) -> Result<(), Fault> {
    match what {
        Moved::Due(_, to) if action.starts.is_some_and(|starts| *to < starts) => Err(Fault::DueBeforeStart),
        Moved::Scope(from, _) if from != action.scope() => Err(Fault::ScopeBefore(action.scope().to_owned())),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
