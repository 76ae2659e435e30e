//! Promises about parts of the folder that are edited here.

use domain::{
    people::{
        UserId,
        audit::{Deed, Entry},
    },
    store::{
        Parts, People, Releases,
        decisions::{Outcome, Proposed, Settled},
        parts::Proposing,
    },
};

use crate::{done, people::add, sample::time};

const FILE: &str = "money/one.toml";

fn entry(deed: Deed, who: UserId, day: u32) -> Entry {
    Entry { at: time(day), who: Some(who), deed, on: String::new(), place: "a test".to_owned() }
}

async fn propose<S: Parts>(store: &S, who: UserId, file: &str, text: &str, seen: i64) -> Proposed {
    let (base, reason) = ("0123456789abcdef".repeat(4), "It has changed.");
    let proposing = Proposing { council: "here", file, base: &base, before: "old\n", text, reason, seen };
    done(store.propose_part(&proposing, &entry(Deed::ProposePart, who, 4)).await)
}

async fn settle<S: Parts>(store: &S, who: UserId, id: i64, outcome: &Outcome, day: u32) -> Result<Settled, S::Error> {
    store.settle_part("here", id, outcome, &entry(Deed::ApprovePart, who, day)).await
}

async fn two<S: People>(store: &S) -> (UserId, UserId) {
    (add(store, "one@example.org", &["performance-team"]).await, add(store, "other@example.org", &["performance-team"]).await)
}

/// What is approved of a file is told, the newest text of each, and the version of what is told changes with it; nothing else is told.
pub async fn what_is_approved_of_parts_is_told<S: Parts + People + Releases>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let (one, other) = two(&store).await;
    let version = async || done(store.register_version("here").await);
    let before = version().await;
    assert_eq!(propose(&store, one, FILE, "a = 1\n", 0).await, Proposed::Done(1));
    assert_eq!(propose(&store, other, FILE, "a = 2\n", 0).await, Proposed::Open(1));
    assert_eq!((version().await, done(store.register("here").await).parts), (before, vec![]), "what is proposed is not told");
    assert_eq!(done(settle(&store, other, 1, &Outcome::Approved, 5).await), Settled::Done);
    assert_eq!(done(settle(&store, other, 1, &Outcome::Approved, 5).await), Settled::Already);
    assert_eq!(done(settle(&store, other, 9, &Outcome::Approved, 5).await), Settled::Nowhere);
    let first = version().await;
    assert_ne!(first, before);
    assert_eq!(propose(&store, one, FILE, "a = \"it's\"\n", 0).await, Proposed::Stale);
    assert_eq!(propose(&store, one, FILE, "a = \"it's\"\n", 1).await, Proposed::Done(2));
    assert_eq!(propose(&store, one, "surveys.toml", "b = 1\n", 0).await, Proposed::Done(3));
    assert_eq!(done(settle(&store, other, 3, &Outcome::Approved, 6).await), Settled::Done);
    assert_eq!(done(settle(&store, other, 2, &Outcome::Approved, 7).await), Settled::Done);
    assert_ne!(version().await, first);
    let told = done(store.register("here").await).parts;
    let told: Vec<_> = told.iter().map(|one| (one.at, one.id, one.file.as_str(), one.text.as_str())).collect();
    assert_eq!(told, [(time(6), 3, "surveys.toml", "b = 1\n"), (time(7), 2, FILE, "a = \"it's\"\n")]);
    assert_eq!(done(store.register("there").await).parts, []);
    let all = done(store.part_proposals("here").await);
    assert_eq!(all.iter().map(|one| one.id).collect::<Vec<_>>(), [3, 2, 1]);
    assert_eq!((all[1].before.as_str(), all[1].reason.as_str(), all[1].base.len()), ("old\n", "It has changed.", 64));
    assert_eq!(done(store.part_proposal("there", 1).await), None);
    let deeds = done(People::audit_after(&store, 0).await).into_iter().filter(|one| one.entry.deed.code().starts_with("part-"));
    assert_eq!(deeds.map(|one| one.entry.on).collect::<Vec<_>>().len(), 6);
}

/// Nobody approves or returns what they had a hand in, whoever proposed it last.
pub async fn nobody_approves_a_text_they_had_a_hand_in<S: Parts + People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let (one, other) = two(&store).await;
    propose(&store, one, FILE, "a = 1\n", 0).await;
    let returned = Outcome::Returned("Say more.".to_owned());
    assert!(settle(&store, one, 1, &Outcome::Approved, 5).await.is_err());
    assert!(settle(&store, one, 1, &returned, 5).await.is_err());
    assert!(settle(&store, other, 1, &Outcome::TakenBack, 5).await.is_err());
    assert_eq!(done(settle(&store, other, 1, &returned, 5).await), Settled::Done);
    assert_eq!(done(store.part_proposal("here", 1).await).and_then(|one| one.outcome), Some((returned, other, time(5))));
    // The other takes it on: then neither approves it.
    assert_eq!(propose(&store, other, FILE, "a = 2\n", 0).await, Proposed::Done(2));
    assert_eq!(done(store.part_proposal("here", 2).await).map(|one| one.hands), Some([one, other].into()));
    assert!(settle(&store, one, 2, &Outcome::Approved, 6).await.is_err());
    assert_eq!(done(settle(&store, other, 2, &Outcome::TakenBack, 6).await), Settled::Done);
    let third = add(&store, "third@example.org", &["performance-team"]).await;
    assert_eq!(propose(&store, one, FILE, "a = 1\n", 0).await, Proposed::Done(3));
    assert_eq!(done(settle(&store, third, 3, &Outcome::Approved, 7).await), Settled::Done);
    assert_eq!(propose(&store, third, FILE, "a = 3\n", 3).await, Proposed::Done(4));
    assert_eq!(done(settle(&store, one, 4, &Outcome::Approved, 8).await), Settled::Done, "what was told is done with");
}
