//! Promises about sessions and failed sign-ins.

use chrono::TimeDelta;
use domain::{
    people::audit::Deed,
    store::{Begin, People, Proof, Session, Stage},
};

use crate::{
    done,
    people::{add, entry, session},
    proofs::{begin, by_password},
    sample::time,
};

/// A session comes back as it was begun, with when it was last used, until it ends.
pub async fn a_session_is_found_until_it_ends<S: People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let user = add(&store, "ada", &[]).await;
    let half = Session { stage: Stage::Half, ..session(user, 1, time(2)) };
    assert_eq!(done(store.session(&half.token).await), None);
    assert!(done(store.begin(&begin(half.clone(), by_password(), Deed::PasswordRight)).await));
    assert_eq!(done(open().await.session(&half.token).await), Some(half.clone()));
    for (seen, kept) in [(time(4), time(4)), (time(3), time(4))] {
        done(store.seen(&half.token, seen).await);
        assert_eq!(done(store.session(&half.token).await).map(|session| session.seen_at), Some(kept));
    }
    done(store.end(&half.token, &entry(5, Some(user), Deed::SignOut)).await);
    assert_eq!(done(store.session(&half.token).await), None);
    done(store.seen(&half.token, time(6)).await);
    assert_eq!(done(store.session(&half.token).await), None, "to be seen brings none back");
}

/// Where a session takes the place of another, the one before is over.
pub async fn a_session_stands_in_place_of_another<S: People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let user = add(&store, "ada", &[]).await;
    let (before, after, beside) = (session(user, 1, time(2)), session(user, 2, time(2)), session(user, 3, time(2)));
    let Proof::Password { hash, .. } = by_password() else { return };
    for (begun, instead_of) in [(&before, None), (&beside, None), (&after, Some(before.token))] {
        let proof = Proof::Password { hash: hash.clone(), before: instead_of };
        assert!(done(store.begin(&begin(begun.clone(), proof, Deed::SignIn)).await));
    }
    assert_eq!(done(store.session(&before.token).await), None);
    assert_eq!(done(store.session(&after.token).await), Some(after));
    assert_eq!(done(store.session(&beside.token).await), Some(beside));
}

/// Sessions begun before a time are let go when another begins.
pub async fn old_sessions_are_forgotten<S: People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let user = add(&store, "ada", &[]).await;
    for (token, begun, oldest) in [(1, 2, 1), (2, 3, 1), (3, 4, 3)] {
        let begun = begin(session(user, token, time(begun)), by_password(), Deed::SignIn);
        assert!(done(store.begin(&Begin { oldest: time(oldest), ..begun }).await));
    }
    assert_eq!(done(store.session(&[1; 32]).await), None);
    assert!(done(store.session(&[2; 32]).await).is_some(), "begun at that very time");
}

/// Failures are counted under each name for itself, newest first, until they are forgiven or forgotten.
pub async fn failures_are_counted_by_name<S: People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let wrong = |day| entry(day, None, Deed::PasswordWrong);
    done(store.failed(&[[1; 32], [2; 32]], time(1), &wrong(2)).await);
    done(store.failed(&[[1; 32]], time(1), &wrong(4)).await);
    assert_eq!(done(store.failures(&[1; 32], time(1)).await), [time(4), time(2)]);
    assert_eq!(done(store.failures(&[1; 32], time(4)).await), [time(4)], "from that very time on");
    assert_eq!(done(store.failures(&[2; 32], time(1)).await), [time(2)]);
    assert_eq!(done(store.failures(&[3; 32], time(1)).await), []);
    done(store.failed(&[[3; 32]], time(4), &wrong(5)).await);
    assert_eq!(done(store.failures(&[1; 32], time(1)).await), [time(4)], "what is older is forgotten");
    let user = add(&store, "ada", &[]).await;
    let begun = begin(session(user, 1, time(2)), by_password(), Deed::SignIn);
    assert!(done(store.begin(&Begin { forgiven: vec![[1; 32]], ..begun }).await));
    assert_eq!(done(store.failures(&[1; 32], time(1)).await), []);
    assert_eq!(done(store.failures(&[3; 32], time(1)).await), [time(5)]);
    for at in 0..120 {
        done(store.failed(&[[4; 32]], time(4), &domain::people::audit::Entry { at: time(5) + TimeDelta::seconds(at), ..wrong(5) }).await);
    }
    let failures = done(store.failures(&[4; 32], time(1)).await);
    assert_eq!((failures.len(), failures.first().copied()), (100, Some(time(5) + TimeDelta::seconds(119))));
}
