//! How an action stands on a day: what was told of it until then, and what that comes to.
//!
//! Overdue and not complete is never green, and no action turns green because its date was moved.

use chrono::NaiveDate;

use super::{Action, Moved, Programme, Status, Update, stands};
use crate::code::ActionCode;

/// A colour, which is never without its word and its shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rag {
    /// Red.
    Red,
    /// Amber.
    Amber,
    /// Green.
    Green,
    /// None: not begun, paused, cancelled, or nothing told.
    Grey,
}

/// Why an action is shown in another colour than what was told of it would have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// It should have been complete so many days ago.
    Overdue(i64),
    /// It should have begun so many days ago.
    NotBegun(i64),
    /// It was late or in doubt, its date was put off, and nothing was shown since.
    OnlyItsDateMoved,
}

/// How an action stands on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing<'a> {
    /// The action.
    pub action: &'a Action,
    /// How far it is, as its owner tells it; none where nothing was told and it should have begun.
    pub status: Option<Status>,
    /// Its colour.
    pub rag: Rag,
    /// Why that is not the colour of its status.
    pub because: Option<Because>,
    /// The last day on which it is in time.
    pub due: Option<NaiveDate>,
    /// The last day as it was set first.
    pub first_due: Option<NaiveDate>,
    /// Who answers for it.
    pub owner: &'a str,
    /// How often its date was put off.
    pub slips: usize,
    /// What was told of it last.
    pub update: Option<&'a Update>,
    /// Actions that it waits on and that are not complete.
    pub blocked_by: Vec<&'a Action>,
}

impl Action {
    /// Whether it is part of its programme on a day.
    pub fn there(&self, day: NaiveDate) -> bool {
        self.added.is_none_or(|added| added <= day) && stands(self.withdrawn.as_ref(), day)
    }

    /// What was told of it last, until a day.
    pub fn told(&self, day: NaiveDate) -> Option<&Update> {
        self.updates.iter().rev().find(|update| update.holds(day))
    }

    /// How far it is on a day, as its owner tells it. Of what is yet to begin nothing need be told; of anything else that is no status.
    pub fn status(&self, day: NaiveDate) -> Option<Status> {
        let yet_to_begin = self.starts.is_some_and(|starts| starts >= day);
        self.told(day).map(|update| update.status).or(yet_to_begin.then_some(Status::NotStarted))
    }

    /// Whether nothing more is to be done on a day.
    pub fn is_over(&self, day: NaiveDate) -> bool {
        self.status(day).is_some_and(Status::is_over)
    }

    /// The last day on which it is in time, as that stands on a day.
    pub fn due_on(&self, day: NaiveDate) -> Option<NaiveDate> {
        let moved = self.moves.iter().rev().filter(|one| one.holds(day)).find_map(|one| match one.what {
            Moved::Due(_, to) => Some(to),
            _ => None,
        });
        moved.or(self.due)
    }

    /// Who answers for it on a day.
    pub fn owner_on(&self, day: NaiveDate) -> &str {
        let moved = self.moves.iter().rev().filter(|one| one.holds(day)).find_map(|one| match &one.what {
            Moved::Owner(_, to) => Some(to.as_str()),
            _ => None,
        });
        moved.unwrap_or(&self.owner)
    }

    /// How often its date was put off until a day.
    pub fn slips(&self, day: NaiveDate) -> usize {
        self.moves.iter().filter(|one| one.holds(day) && one.is_slip()).count()
    }

    /// Whether an update calls it on track though nothing was shown since its date was put off, when it was late or in doubt: refused where it is
    /// written, and never green.
    pub fn is_green_by_date(&self, update: &Update) -> bool {
        if update.status != Status::OnTrack || update.evidence.is_some() {
            return false;
        }
        // What was withdrawn later neither put anything off nor shows anything.
        let mut slips = self.moves.iter().rev().filter(|one| one.withdrawn.is_none() && one.is_slip());
        let Some(slip) = slips.find(|one| one.on <= update.on) else { return false };
        let others = || self.updates.iter().rev().filter(|told| told.withdrawn.is_none() && told.on <= update.on);
        let shown_since = others().any(|told| told.on >= slip.on && told.evidence.is_some());
        // How it stood before its date was put off.
        let before = others().find(|told| told.on < slip.on && told != &update);
        let doubtful = matches!(before.map(|told| told.status), Some(Status::AtRisk | Status::OffTrack));
        !shown_since && (doubtful || slip.was_late())
    }

    /// Whether it was late, was put off after it was last told of, and nothing was told since.
    fn is_late_but_for_its_date(&self, update: &Update, day: NaiveDate) -> bool {
        let mut since = self.moves.iter().filter(|one| one.holds(day) && one.on > update.on);
        update.status == Status::OnTrack && since.any(|one| one.is_slip() && one.was_late())
    }

    /// What it covers, as set first.
    pub fn scope_first(&self) -> &str {
        if self.text.is_empty() { &self.title } else { &self.text }
    }

    /// What it covers on a day.
    pub fn scope_on(&self, day: NaiveDate) -> &str {
        let moved = self.moves.iter().rev().filter(|one| one.holds(day)).find_map(|one| match &one.what {
            Moved::Scope(_, to) => Some(to.as_str()),
            _ => None,
        });
        moved.unwrap_or(self.scope_first())
    }

    /// What it covers as far as is known: what it means, until that is changed.
    pub fn scope(&self) -> &str {
        let moved = self.moves.iter().rev().filter(|one| one.withdrawn.is_none()).find_map(|one| match &one.what {
            Moved::Scope(_, to) => Some(to.as_str()),
            _ => None,
        });
        moved.unwrap_or(self.scope_first())
    }

    /// How it stands on a day, without what it waits on.
    fn standing(&self, day: NaiveDate) -> Standing<'_> {
        let (status, due, update) = (self.status(day), self.due_on(day), self.told(day));
        // What nobody tells of cannot be said to be late, nor anything else.
        let under_way = status.is_some_and(|status| !status.is_over() && status != Status::Paused);
        let late = due.filter(|due| *due < day && under_way).map(|due| (day - due).num_days());
        let idle = self.starts.filter(|starts| *starts < day && status == Some(Status::NotStarted)).map(|starts| (day - starts).num_days());
        let own = match status {
            Some(Status::OnTrack | Status::Complete) => Rag::Green,
            Some(Status::AtRisk) => Rag::Amber,
            Some(Status::OffTrack) => Rag::Red,
            None | Some(Status::NotStarted | Status::Paused | Status::Cancelled) => Rag::Grey,
        };
        let (rag, because) = match (late, idle) {
            (Some(days), _) => (Rag::Red, Some(Because::Overdue(days))),
            (None, Some(days)) => (Rag::Amber, Some(Because::NotBegun(days))),
            (None, None) if update.is_some_and(|update| self.is_green_by_date(update) || self.is_late_but_for_its_date(update, day)) => {
                (Rag::Amber, Some(Because::OnlyItsDateMoved))
            }
            (None, None) => (own, None),
        };
        let (owner, slips) = (self.owner_on(day), self.slips(day));
        Standing { action: self, status, rag, because, due, first_due: self.due, owner, slips, update, blocked_by: Vec::new() }
    }
}

/// How the actions of a programme stand on a day, in their order. `all`: every programme of the council, for actions wait on those of others.
pub fn standings<'a>(programme: &'a Programme, all: &'a [Programme], day: NaiveDate) -> Vec<Standing<'a>> {
    let find = |code: &ActionCode| all.iter().flat_map(|programme| &programme.actions).find(|action| action.code == *code);
    let there = programme.actions.iter().filter(|action| action.there(day));
    let standing = |action: &'a Action| {
        let standing = action.standing(day);
        let waits = if action.is_over(day) { &[][..] } else { &action.waits_on[..] };
        let blocked_by = waits.iter().filter_map(find).filter(|other| !other.is_over(day)).collect();
        Standing { blocked_by, ..standing }
    };
    there.map(standing).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::{
        Move, Withdrawn,
        tests::{action, day},
    };

    fn told(on: &str, status: Status, evidence: Option<&str>) -> Update {
        Update {
            on: day(on),
            by: "Head of Bins".to_owned(),
            status,
            text: "It goes on.".to_owned(),
            evidence: evidence.map(str::to_owned),
            withdrawn: None,
        }
    }

    fn put_off(on: &str, from: &str, to: &str) -> Move {
        let what = Moved::Due(Some(day(from)), day(to));
        Move { on: day(on), what, reason: "The vans came late.".to_owned(), approver: "Board".to_owned(), withdrawn: None }
    }

    fn rag(action: &Action, on: &str) -> (Rag, Option<Because>) {
        let standing = action.standing(day(on));
        (standing.rag, standing.because)
    }

    #[test]
    fn overdue_is_never_green_unless_it_is_complete() {
        let mut bins = action("bins", "2025-06-30");
        bins.updates = vec![told("2025-03-01", Status::OnTrack, None)];
        assert_eq!(rag(&bins, "2025-06-30"), (Rag::Green, None));
        assert_eq!(rag(&bins, "2025-07-10"), (Rag::Red, Some(Because::Overdue(10))));
        bins.updates.push(told("2025-07-12", Status::Complete, None));
        assert_eq!(rag(&bins, "2025-08-01"), (Rag::Green, None));
        assert_eq!(rag(&bins, "2025-07-11"), (Rag::Red, Some(Because::Overdue(11))), "as it stood then");
    }

    #[test]
    fn a_date_put_off_makes_nothing_green() {
        let mut bins = action("bins", "2025-06-30");
        bins.updates = vec![told("2025-05-01", Status::AtRisk, None), told("2025-06-21", Status::OnTrack, None)];
        bins.moves = vec![put_off("2025-06-20", "2025-06-30", "2025-12-31")];
        assert_eq!(rag(&bins, "2025-06-19"), (Rag::Amber, None));
        assert_eq!(rag(&bins, "2025-07-01"), (Rag::Amber, Some(Because::OnlyItsDateMoved)));
        assert_eq!(bins.standing(day("2025-07-01")).slips, 1);
        assert_eq!(bins.due_on(day("2025-06-19")), Some(day("2025-06-30")));
        // Something that shows it lets it be green, and so does an action that was well before.
        bins.updates.push(told("2025-08-01", Status::OnTrack, Some("The contract is signed.")));
        assert_eq!(rag(&bins, "2025-08-02"), (Rag::Green, None));
        bins.updates = vec![told("2025-05-01", Status::OnTrack, None), told("2025-06-21", Status::OnTrack, None)];
        assert_eq!(rag(&bins, "2025-07-01"), (Rag::Green, None));
        // Put off when it was late already.
        bins.moves = vec![put_off("2025-07-05", "2025-06-30", "2025-12-31")];
        bins.updates.push(told("2025-07-06", Status::OnTrack, None));
        assert_eq!(rag(&bins, "2025-07-07"), (Rag::Amber, Some(Because::OnlyItsDateMoved)));
        // Nor does it turn green before anything is told after.
        bins.updates.pop();
        assert_eq!(rag(&bins, "2025-07-04"), (Rag::Red, Some(Because::Overdue(4))));
        assert_eq!(rag(&bins, "2025-07-05"), (Rag::Amber, Some(Because::OnlyItsDateMoved)));
        // One that was put off in time stays as it was.
        bins.moves = vec![put_off("2025-06-30", "2025-06-30", "2025-12-31")];
        assert_eq!(rag(&bins, "2025-07-05"), (Rag::Green, None));
    }

    #[test]
    fn what_was_withdrawn_holds_until_that_day_and_no_longer() {
        let mut bins = action("bins", "2025-06-30");
        let gone = || Some(Withdrawn { on: day("2025-06-10"), why: "It was another action’s.".to_owned() });
        bins.updates =
            vec![told("2025-05-01", Status::AtRisk, None), Update { withdrawn: gone(), ..told("2025-06-01", Status::Complete, None) }];
        bins.moves = vec![Move { withdrawn: gone(), ..put_off("2025-06-02", "2025-06-30", "2025-12-31") }];
        let on = |on| (bins.status(day(on)), bins.due_on(day(on)), bins.slips(day(on)));
        assert_eq!(on("2025-06-09"), (Some(Status::Complete), Some(day("2025-12-31")), 1));
        assert_eq!(on("2025-06-10"), (Some(Status::AtRisk), Some(day("2025-06-30")), 0));
        bins.withdrawn = gone();
        assert_eq!((bins.there(day("2025-06-09")), bins.there(day("2025-06-10"))), (true, false));
    }

    #[test]
    fn what_should_have_begun_says_so() {
        let mut bins = action("bins", "2025-12-31");
        bins.starts = Some(day("2025-04-01"));
        assert_eq!((bins.status(day("2025-04-01")), rag(&bins, "2025-04-01")), (Some(Status::NotStarted), (Rag::Grey, None)));
        assert_eq!((bins.status(day("2025-04-02")), rag(&bins, "2026-04-02")), (None, (Rag::Grey, None)), "nothing was told");
        bins.updates = vec![told("2025-04-02", Status::NotStarted, None)];
        assert_eq!(rag(&bins, "2025-04-11"), (Rag::Amber, Some(Because::NotBegun(10))));
        bins.updates = vec![told("2025-04-05", Status::Paused, None)];
        assert_eq!(rag(&bins, "2026-04-11"), (Rag::Grey, None), "what is paused is neither late nor well");
    }

    #[test]
    fn a_blocked_action_says_by_what_until_that_is_complete() {
        let mut rounds = action("rounds", "2025-12-31");
        rounds.waits_on = vec!["bins".parse().unwrap()];
        let mut bins = action("bins", "2025-06-30");
        bins.updates = vec![told("2025-05-01", Status::Complete, None)];
        let programme = crate::programme::tests::programme(vec![rounds, bins]);
        let all = [programme.clone()];
        let blocked = |on| standings(&programme, &all, day(on))[0].blocked_by.iter().map(|by| by.code.to_string()).collect::<Vec<_>>();
        assert_eq!(blocked("2025-04-30"), ["bins"]);
        assert!(blocked("2025-05-01").is_empty());
    }
}
