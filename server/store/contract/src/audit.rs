//! Promises about the audit.

use domain::{
    people::{
        Digest, UserId,
        audit::{Deed, Entry, Head, follow},
    },
    store::{Change, People, Sought},
};
use sha2::{Digest as _, Sha256};

use crate::{
    done,
    people::{add, entry, session},
    proofs::{begin, by_password},
    sample::time,
};

fn sha256(bytes: &[u8]) -> Digest {
    Sha256::digest(bytes).into()
}

/// The chain from its beginning, which must be whole.
async fn whole(store: &impl People) -> Head {
    let mut head = Head::default();
    loop {
        let entries = done(store.audit_after(head.number).await);
        if entries.is_empty() {
            return head;
        }
        head = follow(head, &entries, sha256).unwrap_or_else(|broken| panic!("{broken}"));
    }
}

/// Every write is in the audit, in order, as it was given, chained by SHA-256.
pub async fn the_audit_is_one_chain<S: People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    assert_eq!(whole(&store).await, Head::default());
    let user = add(&store, "ada", &["administrator"]).await;
    assert!(done(store.begin(&begin(session(user, 1, time(2)), by_password(), Deed::SignIn)).await));
    done(store.failed(&[[1; 32]], time(1), &entry(3, None, Deed::PasswordWrong)).await);
    let more = ["administrator", "viewer:E05015277", "approver:homes"].into_iter().map(crate::sample::parse).collect();
    done(store.change(&Change::Grants(user, more), &entry(4, Some(user), Deed::Grant)).await);
    done(store.change(&Change::NoFactor(user), &entry(4, Some(user), Deed::ResetFactor)).await);
    done(store.end(&[1; 32], &entry(5, Some(user), Deed::SignOut)).await);
    let last = done(store.record(&entry(6, Some(user), Deed::ReadAudit)).await);
    // What only reads, or notes that a session was used, is in no entry.
    done(store.seen(&[1; 32], time(7)).await);
    let entries = done(open().await.audit_after(0).await);
    let added = Entry { on: format!("user {user} +administrator"), ..entry(1, None, Deed::Add) };
    let rest = [
        entry(2, Some(user), Deed::SignIn),
        entry(3, None, Deed::PasswordWrong),
        Entry { on: format!("user {user} +viewer:E05015277 +approver:homes"), ..entry(4, Some(user), Deed::Grant) },
        entry(4, Some(user), Deed::ResetFactor),
        entry(5, Some(user), Deed::SignOut),
        entry(6, Some(user), Deed::ReadAudit),
    ];
    let expected: Vec<Entry> = std::iter::once(added).chain(rest).collect();
    assert_eq!(entries.iter().map(|recorded| recorded.entry.clone()).collect::<Vec<_>>(), expected);
    assert_eq!(entries.last(), Some(&last));
    assert_eq!(whole(&store).await, Head { number: 7, digest: last.digest });
    assert!(store.record(&entry(7, Some(UserId(99)), Deed::SignOut)).await.is_err(), "somebody who is not there");
    assert_eq!(whole(&store).await.number, 7);
}

/// Entries written at the same time follow each other.
pub async fn writes_at_once_make_one_chain<S: People>(open: impl AsyncFn() -> S) {
    let (one, two) = (open().await, open().await);
    let write = async |store: &S, day| {
        for _ in 0..40 {
            done(store.record(&entry(day, None, Deed::Refused)).await);
        }
    };
    // Polled in turn on one task: the second waits wherever the first does.
    let (mut first, mut second) = (std::pin::pin!(write(&one, 1)), std::pin::pin!(write(&two, 2)));
    let (mut ended, mut ended_too) = (false, false);
    std::future::poll_fn(|context| {
        ended = ended || first.as_mut().poll(context).is_ready();
        ended_too = ended_too || second.as_mut().poll(context).is_ready();
        if ended && ended_too { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    assert_eq!(whole(&one).await.number, 80);
}

/// Entries are found by who, what and when, newest first, page by page.
pub async fn the_audit_is_searched<S: People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let user = add(&store, "ada", &[]).await;
    for day in 2..=20 {
        let who = (day % 2 == 0).then_some(user);
        let deed = if day % 5 == 0 { Deed::Refused } else { Deed::SignIn };
        done(store.record(&entry(day, who, deed)).await);
    }
    let all = Sought { limit: 100, ..Sought::default() };
    let find = async |sought: Sought| {
        let found = done(store.audit(&sought).await);
        found.into_iter().map(|recorded| recorded.number).collect::<Vec<_>>()
    };
    assert_eq!(find(all.clone()).await, (1..=20).rev().collect::<Vec<_>>());
    assert_eq!(find(Sought { limit: 3, ..all.clone() }).await, [20, 19, 18]);
    assert_eq!(find(Sought { limit: 3, before: Some(18), ..all.clone() }).await, [17, 16, 15]);
    assert_eq!(find(Sought { deed: Some(Deed::Refused), ..all.clone() }).await, [20, 15, 10, 5]);
    assert_eq!(find(Sought { deed: Some(Deed::Refused), who: Some(user), ..all.clone() }).await, [20, 10]);
    assert_eq!(find(Sought { since: Some(time(19)), ..all.clone() }).await, [20, 19]);
    assert_eq!(find(Sought { until: Some(time(3)), ..all.clone() }).await, [2, 1]);
    assert_eq!(find(Sought { who: Some(UserId(99)), ..all.clone() }).await, [0; 0]);
    let on = |text: &str| Sought { on: Some(text.to_owned()), ..all.clone() };
    done(store.record(&Entry { on: "Submission 7: 100%_b".into(), ..entry(20, None, Deed::HandIn) }).await);
    for (text, found) in
        [("submission 7", 1), ("100%_B", 1), ("7%b", 0), ("_", 1), ("%", 1), ("“ELSE”", 19), ("else\u{201d}\n", 19), ("", 21)]
    {
        assert_eq!(find(on(text)).await.len(), found, "{text}");
    }
    assert_eq!(find(Sought { who: Some(user), limit: 2, ..on("else") }).await, [20, 18]);
}
