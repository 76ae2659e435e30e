//! Promises about changes of programmes.

use domain::{
    people::{
        UserId,
        audit::{Deed, Entry},
    },
    programme::{Moved, Status, Withdrawn, edit::Edit},
    store::{People, Proposal, Proposals, Proposing, Settled, Verdict},
};

use crate::{
    done,
    people::add,
    sample::{parse, time},
};

fn entry(deed: Deed, day: u32, who: UserId) -> Entry {
    Entry { at: time(day), who: Some(who), deed, on: String::new(), place: "web 0a1b".to_owned() }
}

fn edits() -> Vec<Edit> {
    let (from, to) = (None, time(20).date());
    vec![
        Edit::Move { action: parse("bins"), what: Moved::Due(from, to), reason: "A “day” was\nset.".to_owned() },
        Edit::Update { action: parse("bins"), status: Status::AtRisk, text: "It is \u{1f3db}.".to_owned(), evidence: None },
    ]
}

async fn propose<S: Proposals>(store: &S, who: UserId, day: u32, programme: &str) -> i64 {
    let (programme, edits) = (parse(programme), edits());
    let proposing = Proposing { council: "here", programme: &programme, edits: &edits, role: "Head of Bins", file: "" };
    done(store.propose(&proposing, &entry(Deed::Propose, day, who)).await)
}

async fn found<S: Proposals>(store: &S, id: i64) -> Proposal {
    done(store.proposal("here", id).await).unwrap_or_else(|| panic!("the proposal is gone"))
}

/// Proposed, decided on once, withdrawn once: and each comes back as it was, in the order of approval.
pub async fn a_proposal_is_decided_once_and_withdrawn_once<S: Proposals + People<Error = <S as domain::store::Store>::Error>>(
    open: impl AsyncFn() -> S,
) {
    let store = open().await;
    let (ada, grace) = (add(&store, "ada", &[]).await, add(&store, "grace", &[]).await);
    let version = async || done(store.programmes_version("here").await);
    let begun = version().await;
    let (one, two) = (propose(&store, ada, 1, "tidy").await, propose(&store, ada, 2, "other").await);
    let waits = found(&open().await, one).await;
    assert_eq!((waits.edits, waits.role.as_str(), waits.proposed), (edits(), "Head of Bins", (ada, time(1))));
    assert_eq!((waits.decided, waits.withdrawn, version().await), (None, None, begun));
    assert_eq!(done(store.proposal("there", one).await), None);
    assert_eq!(done(store.records("here").await), [], "nothing is approved");

    let approved = Verdict::Approved("Board".to_owned());
    let decide = async |id, verdict: &Verdict, seen, day, who| {
        store.decide("here", id, verdict, seen, &entry(Deed::ApproveProposal, day, who)).await
    };
    assert!(decide(one, &approved, None, 3, ada).await.is_err(), "nobody approves their own");
    assert!(decide(one, &Verdict::TakenBack, None, 3, grace).await.is_err(), "who proposed it takes it back");
    assert_eq!(done(decide(99, &approved, None, 3, grace).await), Settled::Nowhere);
    assert_eq!(done(decide(one, &approved, Some(begun + 1), 3, grace).await), Settled::Overtaken);
    assert_eq!(done(decide(two, &approved, Some(begun), 3, grace).await), Settled::Done);
    assert_eq!(done(decide(two, &approved, None, 4, grace).await), Settled::Already);
    assert_eq!(done(decide(one, &approved, Some(begun), 4, grace).await), Settled::Overtaken, "another was approved since");
    let then = version().await;
    assert_ne!(then, begun);
    assert_eq!(done(decide(one, &approved, Some(then), 5, grace).await), Settled::Done);
    let records = done(store.records("here").await);
    assert_eq!(records.iter().map(|record| record.proposal).collect::<Vec<_>>(), [two, one], "in the order of approval");
    assert_eq!((records[1].on, records[1].approver.as_str(), &records[1].edits), (time(5).date(), "Board", &edits()));
    assert_eq!(done(store.records("there").await), []);

    let withdraw =
        async |id, seen, day| done(store.withdraw_proposal("here", id, "Wrong.", seen, &entry(Deed::WithdrawProposal, day, ada)).await);
    assert_eq!(withdraw(one, begun, 6).await, Settled::Overtaken);
    assert_eq!(withdraw(one, version().await, 6).await, Settled::Done);
    assert_eq!(withdraw(one, version().await, 7).await, Settled::Already);
    assert_eq!(withdraw(99, version().await, 7).await, Settled::Nowhere);
    let records = done(store.records("here").await);
    assert_eq!(records[1].withdrawn, Some(Withdrawn { on: time(6).date(), why: "Wrong.".to_owned() }));
    assert_eq!(found(&store, one).await.withdrawn, Some((ada, time(6), "Wrong.".to_owned())));

    let three = propose(&store, grace, 8, "tidy").await;
    let four = propose(&store, grace, 8, "tidy").await;
    assert_eq!(done(decide(three, &Verdict::TakenBack, None, 9, grace).await), Settled::Done);
    assert_eq!(withdraw(three, version().await, 9).await, Settled::Already, "it was never approved");
    let all = async |programme: Option<&str>| {
        let programme = programme.map(parse);
        let all = done(store.proposals("here", programme.as_ref()).await);
        all.into_iter().map(|one| one.id).collect::<Vec<_>>()
    };
    assert_eq!((all(None).await, all(Some("tidy")).await), (vec![four, three, two, one], vec![four, three, one]));
    assert_eq!(done(decide(four, &Verdict::Returned("Why?".to_owned()), None, 10, ada).await), Settled::Done);
    assert_eq!(found(&store, four).await.decided, Some((ada, time(10), Verdict::Returned("Why?".to_owned()))));
    let audited = done(store.audit_after(0).await);
    let own = audited.iter().filter(|one| one.entry.on == format!("proposal {three}: tidy")).count();
    assert_eq!(own, 2, "proposed, and taken back");
}
