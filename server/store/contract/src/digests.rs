//! Promises about digests by e-mail.

use chrono::TimeDelta;
use domain::{
    people::{
        Hidden, UserId,
        audit::{Deed, Entry},
    },
    store::{Change, Digests, Letter, Seen, Wanted},
};

use crate::{done, people::add, sample::time};

fn entry(deed: Deed) -> Entry {
    Entry { at: time(1), who: None, deed, on: String::new(), place: "a test".to_owned() }
}

fn seen(release: u32, day: u32) -> Seen {
    Seen { release, until: time(0).date() + TimeDelta::days(i64::from(day)) }
}

fn letter(token: u8, tells: Seen, minute: i64) -> Letter {
    let at = time(1) + TimeDelta::minutes(minute);
    Letter { token: [token; 32], tells, items: 2, at, not_before: at + TimeDelta::days(7) }
}

async fn wanted<S: Digests>(store: &S, user: UserId) -> Wanted {
    done(store.digest_of(user).await).unwrap_or_else(|| panic!("there is none"))
}

/// What somebody has seen only grows, and each has their own.
pub async fn what_was_seen_never_becomes_less<S: Digests>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let (ada, eve) = (add(&store, "ada@example.org", &["viewer"]).await, add(&store, "eve@example.org", &["viewer"]).await);
    assert_eq!(done(store.seen_own(ada).await), None);
    for (given, kept) in [(seen(2, 5), seen(2, 5)), (seen(3, 4), seen(3, 5)), (seen(1, 6), seen(3, 6))] {
        done(store.has_seen(ada, given).await);
        assert_eq!(done(open().await.seen_own(ada).await), Some(kept));
    }
    assert_eq!(done(store.seen_own(eve).await), None);
}

/// A digest is wanted until it ends, and its address goes with it; another address takes the place of the first, and what was told stays told.
pub async fn a_digest_is_wanted_until_it_ends<S: Digests>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let ada = add(&store, "ada@example.org", &["viewer"]).await;
    let ask = async |address: &str, told| {
        done(store.want_digest(ada, &Hidden::new(address.to_owned()), told, &entry(Deed::AskDigest)).await);
    };
    assert!(!done(store.end_digest(ada, &entry(Deed::EndDigest)).await));
    ask("ada@example.org", seen(1, 1)).await;
    ask("ada@example.com", seen(2, 2)).await;
    let kept = wanted(&open().await, ada).await;
    assert_eq!((kept.address.reveal().as_str(), kept.told, kept.failures, kept.letter), ("ada@example.com", seen(1, 1), 0, None));
    assert_eq!(done(store.digests(time(1)).await), [kept]);
    assert!(done(store.digests(time(0)).await).is_empty(), "before it was asked for");
    assert!(done(store.end_digest(ada, &entry(Deed::EndDigest)).await));
    assert_eq!((done(store.digest_of(ada).await), done(store.digests(time(1)).await)), (None, vec![]));
    let deeds: Vec<Deed> = done(store.audit_after(0).await).into_iter().map(|one| one.entry.deed).collect();
    assert_eq!(deeds, [Deed::Add, Deed::AskDigest, Deed::AskDigest, Deed::EndDigest]);
}

/// Of two who begin a letter of one digest, one does; what is begun is told, until it is known that it failed; and a token is known whatever becomes
/// of its letter.
pub async fn a_letter_is_begun_once<S: Digests>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let ada = add(&store, "ada@example.org", &["viewer"]).await;
    done(store.want_digest(ada, &Hidden::new("ada@example.org".to_owned()), seen(1, 1), &entry(Deed::AskDigest)).await);
    let before = wanted(&store, ada).await;
    let first = done(store.begin_letter(&before, &letter(1, seen(2, 2), 0)).await).unwrap_or_else(|| panic!("nobody was first"));
    assert_eq!(done(open().await.begin_letter(&before, &letter(2, seen(2, 2), 0)).await), None, "somebody else was first");
    assert_eq!(done(store.letter_for(&[2; 32]).await), None, "nothing was written");
    let begun = wanted(&store, ada).await;
    assert_eq!((begun.told, begun.letter, begun.sent_at), (seen(2, 2), Some(first), None));
    assert!(done(store.digests(time(1)).await).is_empty(), "it may have been sent");
    let again = time(1) + TimeDelta::hours(1);
    done(store.letter_failed(first, &before, time(1), again).await);
    let failed = wanted(&store, ada).await;
    assert_eq!((failed.told, failed.failures, failed.not_before, failed.sent_at), (seen(1, 1), 1, again, None));
    assert_eq!(done(store.begin_letter(&before, &letter(3, seen(2, 2), 60)).await), None, "what was read before it failed");
    let second = done(store.begin_letter(&failed, &letter(4, seen(3, 3), 60)).await).unwrap_or_else(|| panic!("it failed"));
    done(store.letter_sent(second, again).await);
    let sent = wanted(&store, ada).await;
    assert_eq!((sent.told, sent.failures, sent.sent_at), (seen(3, 3), 0, Some(again)));
    assert_eq!(sent.not_before, letter(4, seen(3, 3), 60).not_before);
    assert!(done(store.end_digest(ada, &entry(Deed::EndDigest)).await));
    for token in [1, 4] {
        assert_eq!(done(store.letter_for(&[token; 32]).await), Some(ada), "{token}");
    }
    assert_eq!(done(store.letter_for(&[9; 32]).await), None);
}

/// A digest that is ended or changed while a letter of it is under way stays as it was made.
pub async fn what_comes_of_a_letter_is_told_of_no_other_digest<S: Digests>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let ada = add(&store, "ada@example.org", &["viewer"]).await;
    let ask = async |told| done(store.want_digest(ada, &Hidden::new("a@b.org".to_owned()), told, &entry(Deed::AskDigest)).await);
    ask(seen(1, 1)).await;
    let before = wanted(&store, ada).await;
    let first = done(store.begin_letter(&before, &letter(1, seen(2, 2), 0)).await).unwrap_or_else(|| panic!("nobody was first"));
    done(store.end_digest(ada, &entry(Deed::EndDigest)).await);
    ask(seen(5, 5)).await;
    done(store.letter_failed(first, &before, time(1), time(1)).await);
    let kept = wanted(&store, ada).await;
    assert_eq!((kept.told, kept.failures, kept.letter), (seen(5, 5), 0, None));
}

/// Leavers are sent nothing, their address goes, and it does not come back with them.
pub async fn leavers_want_nothing<S: Digests>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let ada = add(&store, "ada@example.org", &["viewer"]).await;
    done(store.want_digest(ada, &Hidden::new("a@b.org".to_owned()), seen(1, 1), &entry(Deed::AskDigest)).await);
    let before = wanted(&store, ada).await;
    for active in [false, true] {
        done(store.change(&Change::Active(ada, active), &entry(Deed::Deactivate)).await);
        assert_eq!(done(store.digests(time(9)).await), []);
        assert_eq!(done(store.digest_of(ada).await), None);
        assert_eq!(done(store.begin_letter(&before, &letter(1, seen(2, 2), 0)).await), None);
    }
}
