//! What changed in a programme between two days.

use chrono::NaiveDate;

use super::{Action, Move, Programme, Status, Update, Withdrawn};

/// What changed of an action.
#[derive(Debug, Clone, PartialEq)]
pub struct Change<'a> {
    /// The action.
    pub action: &'a Action,
    /// Whether it was added.
    pub added: bool,
    /// Its status before and after, where that is another.
    pub status: Option<(Option<Status>, Status)>,
    /// Dates, scope and owner that were changed.
    pub moves: Vec<&'a Move>,
    /// What was told of it.
    pub updates: Vec<&'a Update>,
}

/// What changed after the first day and until the second, action by action.
pub fn between<'a>(programme: &'a Programme, after: NaiveDate, until: NaiveDate) -> Vec<Change<'a>> {
    let within = |day: NaiveDate| after < day && day <= until;
    let ended = |withdrawn: Option<&Withdrawn>| withdrawn.is_some_and(|withdrawn| within(withdrawn.on));
    let change = |action: &'a Action| {
        let Action { added, updates, moves, .. } = action;
        let (before, now) = (action.status(after), action.status(until));
        Change {
            action,
            added: added.is_some_and(within),
            status: now.filter(|_| before != now).map(|now| (before, now)),
            moves: moves.iter().filter(|one| within(one.on) || ended(one.withdrawn.as_ref())).collect(),
            updates: updates.iter().filter(|one| within(one.on) || ended(one.withdrawn.as_ref())).collect(),
        }
    };
    let there = programme.actions.iter().filter(|action| action.there(until));
    there.map(change).filter(|change| change.added || !change.moves.is_empty() || !change.updates.is_empty()).collect()
}

/// The ledger: every change of date, scope or owner until a day, the newest first.
pub fn ledger(programme: &Programme, until: NaiveDate) -> Vec<(&Action, &Move)> {
    let mut all: Vec<(&Action, &Move)> =
        programme.actions.iter().flat_map(|action| action.moves.iter().map(move |one| (action, one))).collect();
    all.retain(|(_, one)| one.on <= until);
    all.sort_by_key(|(_, one)| std::cmp::Reverse(one.on));
    all
}

/// Something that was approved on a page and withdrawn later.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Former<'a> {
    /// An action.
    Action,
    /// A change of date, scope or owner.
    Move(&'a Move),
    /// What was told.
    Update(&'a Update),
}

/// What was withdrawn until a day, the newest first.
pub fn withdrawn(programme: &Programme, until: NaiveDate) -> Vec<(&Action, Former<'_>, &Withdrawn)> {
    let mut all: Vec<_> = programme.actions.iter().flat_map(former).filter(|(.., withdrawn)| withdrawn.on <= until).collect();
    all.sort_by_key(|(.., withdrawn)| std::cmp::Reverse(withdrawn.on));
    all
}

fn former(action: &Action) -> Vec<(&Action, Former<'_>, &Withdrawn)> {
    let own = action.withdrawn.as_ref().map(|withdrawn| (action, Former::Action, withdrawn));
    let moves = action.moves.iter().filter_map(|one| Some((action, Former::Move(one), one.withdrawn.as_ref()?)));
    let updates = action.updates.iter().filter_map(|update| Some((action, Former::Update(update), update.withdrawn.as_ref()?)));
    own.into_iter().chain(moves).chain(updates).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::{
        Moved,
        tests::{action, day, programme},
    };

    #[test]
    fn what_changed_is_told_from_the_day_after_to_the_day_itself() {
        let mut bins = action("bins", "2025-06-30");
        let told = |on: &str, status| Update {
            on: day(on),
            by: "Head".to_owned(),
            status,
            text: "It goes on.".to_owned(),
            evidence: None,
            withdrawn: None,
        };
        bins.updates = vec![told("2025-01-31", Status::OnTrack), told("2025-02-28", Status::AtRisk)];
        let what = Moved::Owner("Head of Bins".to_owned(), "Head of Streets".to_owned());
        bins.moves =
            vec![Move { on: day("2025-02-10"), what, reason: "A new service.".to_owned(), approver: "Board".to_owned(), withdrawn: None }];
        let programme = programme(vec![bins, action("rounds", "2025-12-31")]);
        let changed = |after, until| {
            between(&programme, day(after), day(until))
                .iter()
                .map(|change| (change.status, change.moves.len(), change.updates.len()))
                .collect::<Vec<_>>()
        };
        assert_eq!(changed("2025-01-31", "2025-02-28"), [(Some((Some(Status::OnTrack), Status::AtRisk)), 1, 1)]);
        assert_eq!(changed("2025-01-30", "2025-01-31"), [(Some((None, Status::OnTrack)), 0, 1)]);
        assert_eq!(changed("2025-02-28", "2026-02-28"), []);
        assert_eq!(ledger(&programme, day("2025-02-09")).len(), 0);
        assert_eq!(ledger(&programme, day("2025-02-10")).len(), 1);
        assert_eq!(programme.actions[0].owner_on(day("2025-02-10")), "Head of Streets");
        assert!(!programme.actions[0].moves[0].is_slip());
    }
}
