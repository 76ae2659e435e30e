//! Promises about decisions that are recorded here.

use domain::{
    decision::{Decision, Under},
    lens::Effect,
    measure::Lens,
    people::{
        UserId,
        audit::{Deed, Entry},
    },
    store::{
        Decisions, People, Releases,
        decisions::{Content, Outcome, Proposal, Proposed, Proposing, Settled},
    },
};

use crate::{
    done,
    people::add,
    sample::{parse, time},
};

fn entry(deed: Deed, who: UserId, day: u32) -> Entry {
    Entry { at: time(day), who: Some(who), deed, on: String::new(), place: "a test".to_owned() }
}

fn decision(title: &str) -> Decision {
    let under = Under {
        lens: Lens::Equality,
        why_not: None,
        effect: Effect::Harms,
        changed: "A “ramp” — it's steep.".to_owned(),
        evidence: "Notes;\nwith two lines".to_owned(),
    };
    Decision {
        code: parse("d-1"),
        on: time(3).date(),
        body: "Cabinet".to_owned(),
        title: title.to_owned(),
        decided: "Yes.".to_owned(),
        areas: vec![parse("a")],
        themes: Vec::new(),
        directorate: parse("homes"),
        source: "Minutes".to_owned(),
        lenses: vec![under],
        illustrative: false,
    }
}

struct Two<S> {
    store: S,
    one: UserId,
    other: UserId,
}

impl<S: Decisions + People> Two<S> {
    async fn propose(&self, who: UserId, content: &Content, seen: i64) -> Proposed {
        let known = decision("x");
        let proposing = Proposing { council: "here", code: &known.code, directorate: &known.directorate, content, seen };
        done(self.store.propose_decision(&proposing, &entry(Deed::ProposeDecision, who, 4)).await)
    }

    async fn settle(&self, who: UserId, id: i64, outcome: Outcome, day: u32) -> Result<Settled, <S as domain::store::Store>::Error> {
        let deed = match outcome {
            Outcome::Approved => Deed::ApproveDecision,
            Outcome::Returned(_) => Deed::ReturnDecision,
            Outcome::TakenBack => Deed::TakeDecisionBack,
        };
        self.store.settle_decision("here", id, &outcome, &entry(deed, who, day)).await
    }

    async fn open(&self, id: i64) -> Proposal {
        done(self.store.decision_proposal("here", id).await).unwrap_or_else(|| panic!("there is no proposal {id}"))
    }
}

async fn two<S: Decisions + People>(open: impl AsyncFn() -> S) -> Two<S> {
    let store = open().await;
    let (one, other) =
        (add(&store, "one@example.org", &["performance-team"]).await, add(&store, "other@example.org", &["performance-team"]).await);
    Two { store, one, other }
}

/// What is approved is told, in order, and the version of what is told changes with it; nothing else is told.
pub async fn what_is_approved_of_decisions_is_told<S: Decisions + People + Releases>(open: impl AsyncFn() -> S) {
    let two = two(open).await;
    let (store, new) = (&two.store, Content::New(decision("First")));
    let version = async || done(store.register_version("here").await);
    let before = version().await;
    assert_eq!(two.propose(two.one, &new, 0).await, Proposed::Done(1));
    assert_eq!(two.propose(two.other, &new, 0).await, Proposed::Open(1));
    assert_eq!((version().await, done(store.register("here").await).decisions), (before, vec![]), "what is proposed is not told");
    assert_eq!(done(two.settle(two.other, 1, Outcome::Approved, 5).await), Settled::Done);
    assert_eq!(done(two.settle(two.other, 1, Outcome::Approved, 5).await), Settled::Already);
    let first = version().await;
    assert_ne!(first, before);
    let mended = Content::Correction(decision("Second"), "It was misspelt.".to_owned());
    assert_eq!(two.propose(two.one, &mended, 0).await, Proposed::Stale);
    assert_eq!(two.propose(two.one, &mended, 1).await, Proposed::Done(2));
    assert_eq!(done(two.settle(two.other, 2, Outcome::Approved, 6).await), Settled::Done);
    assert_eq!(two.propose(two.one, &Content::Withdrawal("Not a decision.".to_owned()), 2).await, Proposed::Done(3));
    assert_eq!(done(two.settle(two.other, 3, Outcome::Approved, 7).await), Settled::Done);
    assert_ne!(version().await, first);
    let told = done(store.register("here").await).decisions;
    let told: Vec<_> = told.into_iter().map(|one| (one.at, one.decision, one.reason)).collect();
    let expected = [
        (time(5), Some(decision("First")), String::new()),
        (time(6), Some(decision("Second")), "It was misspelt.".to_owned()),
        (time(7), None, "Not a decision.".to_owned()),
    ];
    assert_eq!(told, expected);
    assert_eq!(done(store.register("there").await).decisions, []);
    assert_eq!(done(store.decision_proposals("here").await).iter().map(|one| one.id).collect::<Vec<_>>(), [3, 2, 1]);
    assert_eq!(done(store.decision_proposal("there", 1).await), None);
    assert_eq!(
        done(store.settle_decision("there", 1, &Outcome::Approved, &entry(Deed::ApproveDecision, two.other, 8)).await),
        Settled::Nowhere
    );
    let deeds: Vec<_> =
        done(People::audit_after(store, 0).await).into_iter().filter(|one| one.entry.deed.code().starts_with("decision-")).collect();
    assert_eq!(deeds.len(), 6);
    assert!(deeds.iter().all(|one| one.entry.on.starts_with("decision d-1, proposal ")), "{deeds:?}");
}

/// Nobody approves or returns what they had a hand in, whoever proposed it last; what came to nothing can be proposed again.
pub async fn nobody_decides_on_what_they_proposed<S: Decisions + People>(open: impl AsyncFn() -> S) {
    let two = two(open).await;
    let new = Content::New(decision("First"));
    two.propose(two.one, &new, 0).await;
    assert!(two.settle(two.one, 1, Outcome::Approved, 5).await.is_err());
    assert!(two.settle(two.one, 1, Outcome::Returned("Say more.".to_owned()), 5).await.is_err());
    assert!(two.settle(two.other, 1, Outcome::TakenBack, 5).await.is_err());
    assert_eq!(two.open(1).await.outcome, None, "what is refused leaves nothing");
    assert_eq!(done(two.settle(two.other, 1, Outcome::Returned("Say more.".to_owned()), 5).await), Settled::Done);
    assert_eq!(two.open(1).await.outcome, Some((Outcome::Returned("Say more.".to_owned()), two.other, time(5))));
    // The other takes it on: then neither approves it.
    assert_eq!(two.propose(two.other, &new, 0).await, Proposed::Done(2));
    assert_eq!(two.open(2).await.hands, [two.one, two.other].into());
    assert!(two.settle(two.one, 2, Outcome::Approved, 6).await.is_err());
    assert_eq!(done(two.settle(two.other, 2, Outcome::TakenBack, 6).await), Settled::Done);
    let third = add(&two.store, "third@example.org", &["performance-team"]).await;
    assert_eq!(two.propose(two.one, &new, 0).await, Proposed::Done(3));
    assert_eq!(done(two.settle(third, 3, Outcome::Approved, 7).await), Settled::Done);
    // What was told is done with: a correction is another matter.
    let mended = Content::Correction(decision("Second"), "It was misspelt.".to_owned());
    assert_eq!(two.propose(third, &mended, 1).await, Proposed::Done(4));
    assert_eq!(two.open(4).await.hands, [third].into());
    assert_eq!(done(two.settle(two.one, 4, Outcome::Approved, 8).await), Settled::Done);
    assert_eq!(two.open(3).await.hands, [two.one, two.other].into(), "what was known then stays");
}
