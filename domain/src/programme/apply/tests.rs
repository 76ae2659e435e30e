use proptest::prelude::*;

use super::*;
use crate::{
    illustrative::tests::fixture::council,
    programme::{
        Milestone, Status, Withdrawn,
        tests::{action, day, programme},
    },
};

/// A council with one programme of three actions: rounds waits on bins.
fn vale() -> Council {
    let (bins, mut rounds, mut vans) = (action("bins", "2025-06-30"), action("rounds", "2025-12-31"), action("vans", "2026-03-31"));
    rounds.waits_on = vec!["bins".parse().unwrap()];
    vans.milestones = vec![Milestone { title: "Ordered".to_owned(), due: day("2025-05-01"), reached: None }];
    Council { programmes: vec![programme(vec![bins, rounds, vans])], ..council() }
}

fn record(proposal: i64, on: &str, edits: Vec<Edit>) -> Record {
    let (role, approver) = ("Head of Bins".to_owned(), "Board".to_owned());
    Record { proposal, programme: "tidy".parse().unwrap(), role, approver, edits, on: day(on), withdrawn: None }
}

fn code(text: &str) -> ActionCode {
    text.parse().unwrap()
}

fn due(action: &str, from: &str, to: &str) -> Edit {
    Edit::Move { action: code(action), what: Moved::Due(Some(day(from)), day(to)), reason: "The vans came late.".to_owned() }
}

fn told(action: &str, status: Status, evidence: Option<&str>) -> Edit {
    Edit::Update { action: code(action), status, text: "It goes on.".to_owned(), evidence: evidence.map(str::to_owned) }
}

fn set(action: &str, detail: Detail, from: &str, to: &str) -> Edit {
    Edit::Set { action: code(action), detail, from: from.to_owned(), to: to.to_owned() }
}

/// The faults of changes proposed on a day.
fn faults(records: &[Record], edits: &[Edit], on: &str) -> Vec<Fault> {
    let vale = vale();
    let now = apply(&vale, records);
    check(&vale, &now, (&"tidy".parse().unwrap(), edits), day(on)).into_iter().map(|(_, fault)| fault).collect()
}

#[test]
fn nothing_approved_changes_nothing() {
    let vale = vale();
    assert_eq!(apply(&vale, &[]), Now { programmes: vale.programmes.clone(), misfits: vec![] });
}

#[test]
fn a_move_begins_where_the_one_before_ended() {
    let first = record(1, "2025-03-01", vec![due("bins", "2025-06-30", "2025-09-30")]);
    assert_eq!(
        faults(std::slice::from_ref(&first), &[due("bins", "2025-06-30", "2025-10-31")], "2025-03-02"),
        [Fault::DueBefore(Some(day("2025-09-30")))]
    );
    assert_eq!(faults(std::slice::from_ref(&first), &[due("bins", "2025-09-30", "2025-10-31")], "2025-03-02"), []);
    let scope = |from: &str, to: &str| Edit::Move {
        action: code("bins"),
        what: Moved::Scope(from.to_owned(), to.to_owned()),
        reason: "Less.".to_owned(),
    };
    assert_eq!(faults(&[], &[scope("all", "half")], "2025-03-02"), [Fault::ScopeBefore("bins".to_owned())]);
    assert_eq!(faults(&[], &[scope("bins", "half")], "2025-03-02"), []);
    assert_eq!(faults(&[], &[due("bins", "2025-06-30", "2025-03-01")], "2025-03-02"), [Fault::Passed(day("2025-03-01"))]);
}

#[test]
fn nothing_is_made_green_by_a_date_that_moved() {
    let late = vec![told("bins", Status::OnTrack, None), due("bins", "2025-06-30", "2025-12-31")];
    let green = Fault::GreenByDate(code("bins"));
    // Whichever is written first: what moved is looked at before what is told.
    assert_eq!(faults(&[], &late, "2025-07-05"), std::slice::from_ref(&green));
    let doubt = record(1, "2025-05-01", vec![told("bins", Status::AtRisk, None)]);
    assert_eq!(faults(std::slice::from_ref(&doubt), &late, "2025-06-01"), [green]);
    let shown = [due("bins", "2025-06-30", "2025-12-31"), told("bins", Status::OnTrack, Some("The contract."))];
    assert_eq!(faults(&[doubt], &shown, "2025-06-01"), []);
}

#[test]
fn what_is_complete_is_shown_and_waits_on_nothing() {
    let done = |evidence| [told("rounds", Status::Complete, evidence)];
    assert_eq!(faults(&[], &done(None), "2025-03-02"), [Fault::NotShown, Fault::Waits(code("bins"))]);
    let bins = record(1, "2025-03-01", vec![told("bins", Status::Complete, Some("All of them."))]);
    assert_eq!(faults(&[bins], &done(Some("All.")), "2025-03-02"), []);
}

#[test]
fn what_waits_on_itself_is_refused() {
    let round = [set("bins", Detail::WaitsOn, "", "rounds")];
    assert_eq!(faults(&[], &round, "2025-03-02"), [Fault::Round("bins waits on rounds waits on bins".to_owned())]);
    let new = |name: &str, on: &str| {
        Edit::Add(Box::new(Action { waits_on: vec![code(on)], ..Action::new(code(name), name.to_owned(), "Head".to_owned()) }))
    };
    assert_eq!(faults(&[], &[new("one", "two"), new("two", "rounds")], "2025-03-02"), [], "they may wait on each other in a line");
    let round = faults(&[], &[new("one", "two"), new("two", "one")], "2025-03-02");
    assert!(matches!(round[..], [Fault::Round(_)]), "{round:?}");
    assert_eq!(faults(&[], &[new("bins", "vans")], "2025-03-02"), [Fault::Exists(code("bins"))]);
    assert_eq!(faults(&[], &[new("one", "nothing")], "2025-03-02"), [Fault::Unknown { what: "action", given: "nothing".to_owned() }]);
}

#[test]
fn a_step_is_reached_once_and_not_tomorrow() {
    let reached = |on: &str| Edit::Reached { action: code("vans"), milestone: "Ordered".to_owned(), on: day(on) };
    assert_eq!(faults(&[], &[reached("2025-04-03")], "2025-04-02"), [Fault::Future(day("2025-04-03"))]);
    let first = record(1, "2025-04-02", vec![reached("2025-04-01")]);
    assert_eq!(faults(&[first], &[reached("2025-04-02")], "2025-04-02"), [Fault::Reached(day("2025-04-01"))]);
    let none = Edit::Reached { action: code("bins"), milestone: "Ordered".to_owned(), on: day("2025-04-01") };
    assert_eq!(faults(&[], &[none], "2025-04-02"), [Fault::NoStep("Ordered".to_owned())]);
}

#[test]
fn what_the_folder_no_longer_has_is_told_and_the_rest_is_done() {
    let mut vale = vale();
    let records = [record(1, "2025-03-01", vec![due("bins", "2025-06-30", "2025-09-30"), told("vans", Status::AtRisk, None)])];
    vale.programmes[0].actions.remove(0);
    vale.programmes[0].actions[0].waits_on.clear();
    let now = apply(&vale, &records);
    assert_eq!(now.misfits, [Misfit { proposal: 1, edit: 0, fault: Fault::NoAction(code("bins")) }]);
    assert_eq!(now.action(&code("vans")).unwrap().status(day("2025-03-01")), Some(Status::AtRisk));
    vale.programmes.clear();
    assert_eq!(apply(&vale, &records).misfits.len(), 2);
}

#[test]
fn what_is_withdrawn_stays_in_the_ledger_and_holds_no_longer() {
    let vale = vale();
    let mut records = vec![record(1, "2025-03-01", vec![due("bins", "2025-06-30", "2025-09-30"), told("bins", Status::AtRisk, None)])];
    records.push(record(2, "2025-03-10", vec![due("bins", "2025-09-30", "2025-10-31")]));
    let rests = without(&vale, &records, 1, day("2025-03-20"));
    assert_eq!(rests.iter().map(|misfit| misfit.proposal).collect::<Vec<_>>(), [2], "the second move begins where the first ended");
    assert_eq!(without(&vale, &records, 2, day("2025-03-20")), []);
    records[1].withdrawn = Some(Withdrawn { on: day("2025-03-20"), why: "Wrong action.".to_owned() });
    assert_eq!(without(&vale, &records, 1, day("2025-03-21")), []);
    let now = apply(&vale, &records);
    let bins = now.action(&code("bins")).unwrap();
    assert_eq!((bins.moves.len(), bins.slips(day("2025-03-19")), bins.slips(day("2025-03-20"))), (2, 2, 1));
    assert_eq!((bins.due_on(day("2025-03-19")), bins.due_on(day("2025-03-20"))), (Some(day("2025-10-31")), Some(day("2025-09-30"))));
}

/// Any change, sound or not.
fn edit() -> impl Strategy<Value = Edit> {
    let name = || prop::sample::select(vec!["bins", "rounds", "vans", "new", "other", "gone"]);
    let date = || prop::sample::select(vec!["2025-01-31", "2025-06-30", "2025-09-30", "2025-12-31", "2026-03-31"]).prop_map(day);
    let status = prop::sample::select(Status::ALL.map(|(_, status)| status).to_vec());
    let reason = || "Because.".to_owned();
    prop_oneof![
        (name(), prop::option::of(date()), date()).prop_map(move |(action, from, to)| Edit::Move {
            action: code(action),
            what: Moved::Due(from, to),
            reason: reason()
        }),
        (name(), name(), name()).prop_map(|(action, from, to)| Edit::Move {
            action: code(action),
            what: Moved::Owner(from.to_owned(), to.to_owned()),
            reason: "Because.".to_owned()
        }),
        (name(), status, prop::option::of(Just("A report.".to_owned()))).prop_map(|(action, status, evidence)| Edit::Update {
            action: code(action),
            status,
            text: "So.".to_owned(),
            evidence
        }),
        (name(), name(), name()).prop_map(|(action, from, to)| set(action, Detail::WaitsOn, from, to)),
        (name(), name()).prop_map(|(action, to)| set(action, Detail::WaitsOn, "", to)),
        (name(), date()).prop_map(|(action, on)| Edit::Reached { action: code(action), milestone: "Ordered".to_owned(), on }),
        (name(), name()).prop_map(|(action, on)| Edit::Add(Box::new(Action {
            waits_on: vec![code(on)],
            ..Action::new(code(action), action.to_owned(), "Head".to_owned())
        }))),
    ]
}

fn records() -> impl Strategy<Value = Vec<Record>> {
    let days = prop::sample::select(vec!["2025-02-01", "2025-05-01", "2025-07-01", "2025-10-01"]);
    let one = (prop::collection::vec(edit(), 1..4), days, prop::option::weighted(0.2, Just(())));
    prop::collection::vec(one, 0..8).prop_map(|mut all| {
        all.sort_by_key(|(_, on, _)| *on);
        let record = |(at, (edits, on, gone)): (usize, (Vec<Edit>, &str, Option<()>))| {
            let withdrawn = gone.map(|()| Withdrawn { on: day("2025-11-01"), why: "Wrong.".to_owned() });
            Record { withdrawn, ..record(i64::try_from(at).unwrap() + 1, on, edits) }
        };
        all.into_iter().enumerate().map(record).collect()
    })
}

proptest! {
    /// Whatever is approved, in whatever order: every rule holds of the outcome, and every change is done or told.
    #[test]
    fn the_rules_hold_of_whatever_was_approved(records in records()) {
        let vale = vale();
        let now = apply(&vale, &records);
        let actions = &now.programmes[0].actions;
        for action in actions {
            prop_assert_eq!(rules::moves(action), vec![]);
            prop_assert_eq!(rules::updates(action), vec![]);
            prop_assert!(waits(&now.programmes, action).is_ok(), "{:?}", action.waits_on);
            prop_assert!(action.moves.is_sorted_by_key(|one| one.on) && action.updates.is_sorted_by_key(|update| update.on));
        }
        let standing = records.iter().filter(|record| record.withdrawn.is_none());
        let added = standing.clone().flat_map(|record| &record.edits).filter(|edit| matches!(edit, Edit::Add(_))).count();
        let refused = |misfit: &&Misfit| matches!(misfit.fault, Fault::Exists(_));
        prop_assert!(actions.len() <= 3 + records.iter().flat_map(|record| &record.edits).filter(|edit| matches!(edit, Edit::Add(_))).count());
        prop_assert!(actions.iter().filter(|action| action.withdrawn.is_none()).count() + now.misfits.iter().filter(refused).count() >= 3.max(added));
        let moves = standing.flat_map(|record| &record.edits).filter(|edit| matches!(edit, Edit::Move { .. } | Edit::Update { .. })).count();
        let done: usize = actions.iter().map(|action| {
            action.moves.iter().filter(|one| one.withdrawn.is_none()).count() + action.updates.iter().filter(|update| update.withdrawn.is_none()).count()
        }).sum();
        let told = now.misfits.iter().filter(|misfit| {
            let record = records.iter().find(|record| record.proposal == misfit.proposal).unwrap();
            matches!(record.edits[misfit.edit], Edit::Move { .. } | Edit::Update { .. })
        }).count();
        prop_assert_eq!(done + told, moves, "none is lost");
    }

    /// What was approved earlier is still there, word for word, after anything that is approved later.
    #[test]
    fn what_is_in_the_ledger_stays(records in records(), more in records()) {
        let vale = vale();
        let before = apply(&vale, &records);
        let later = more.into_iter().map(|record| Record { on: day("2025-12-01"), proposal: record.proposal + 100, ..record });
        let after = apply(&vale, &records.into_iter().chain(later).collect::<Vec<_>>());
        for action in &before.programmes[0].actions {
            let now = after.action(&action.code).unwrap();
            prop_assert_eq!(&now.moves[..action.moves.len()], &action.moves[..]);
            prop_assert_eq!(&now.updates[..action.updates.len()], &action.updates[..]);
        }
        prop_assert_eq!(&after.misfits[..before.misfits.len()], &before.misfits[..]);
    }

    /// What may be proposed fits once it is approved that day.
    #[test]
    fn what_may_be_proposed_fits(records in records(), edits in prop::collection::vec(edit(), 1..3)) {
        let vale = vale();
        let now = apply(&vale, &records);
        let today = day("2025-12-01");
        // Most of what is made up may not be proposed, and then nothing is asked.
        if !check(&vale, &now, (&"tidy".parse().unwrap(), &edits), today).is_empty() {
            return Ok(());
        }
        let with: Vec<Record> = records.into_iter().chain([record(99, "2025-12-01", edits)]).collect();
        prop_assert_eq!(apply(&vale, &with).misfits.len(), now.misfits.len());
    }
}
