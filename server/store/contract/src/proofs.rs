//! Promises about what lets a session begin.

use domain::{
    people::{Digest, Hidden, UserId, audit::Deed},
    store::{Begin, Change, Factor, Password, People, Proof, Session, Sought, Spent, Stage},
};

use crate::{
    done,
    people::{add, entry, hash, session},
    sample::time,
};

/// A session that begins because of a proof.
pub(crate) fn begin(session: Session, proof: Proof, deed: Deed) -> Begin {
    let entries = vec![entry(2, Some(session.user), deed)];
    Begin { session, proof, forgiven: vec![], oldest: time(1), entries }
}

/// The proof of the password that [`add`] gives.
pub(crate) fn by_password() -> Proof {
    Proof::Password { hash: hash("one"), before: None }
}

/// A second factor with these recovery codes.
fn factor(step: i64, codes: &[u8]) -> Factor {
    Factor { secret: Hidden::new(vec![7; 20]), codes: codes.iter().map(|code| [*code; 32]).collect::<Vec<Digest>>(), step }
}

/// Begins half a session with a token.
async fn half<S: People>(store: &S, user: UserId, token: u8) -> Digest {
    done(store.end(&[token; 32], &entry(2, Some(user), Deed::SignOut)).await);
    let half = Session { stage: Stage::Half, ..session(user, token, time(2)) };
    assert!(done(store.begin(&begin(half, by_password(), Deed::PasswordRight)).await));
    [token; 32]
}

/// Sets a second factor up, by way of half a session.
pub(crate) async fn enrol<S: People>(store: &S, user: UserId, step: i64, codes: &[u8]) -> bool {
    done(store.end(&[201; 32], &entry(2, Some(user), Deed::SignOut)).await);
    let proof = Proof::Enrolled { half: half(store, user, 200).await, factor: factor(step, codes) };
    done(store.begin(&begin(session(user, 201, time(2)), proof, Deed::Enrol)).await)
}

/// Whether a code begins a session.
async fn spend<S: People>(store: &S, user: UserId, spent: Spent) -> bool {
    let proof = Proof::Code { half: half(store, user, 202).await, spent };
    let begun = done(store.begin(&begin(session(user, 203, time(2)), proof, Deed::SignIn)).await);
    assert_eq!(done(store.session(&[203; 32]).await).is_some(), begun);
    done(store.end(&[202; 32], &entry(2, Some(user), Deed::SignOut)).await);
    done(store.end(&[203; 32], &entry(2, Some(user), Deed::SignOut)).await);
    begun
}

/// No session begins for somebody who was deactivated, has another password, or whose session was ended meanwhile; and nothing is used up by it.
pub async fn a_session_begins_only_while_its_proof_holds<S: People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let (one, two) = (add(&store, "ada", &[]).await, add(&store, "grace", &[]).await);
    assert!(enrol(&store, one, 5, &[1]).await);
    let (own, others) = (half(&store, one, 1).await, half(&store, two, 2).await);
    let code = |half| Proof::Code { half, spent: Spent::Recovery([1; 32]) };
    let whole = |proof| begin(session(one, 50, time(2)), proof, Deed::SignIn);
    let whole_session = session(one, 3, time(2));
    assert!(done(store.begin(&begin(whole_session, by_password(), Deed::SignIn)).await));
    let before = done(store.audit(&Sought { limit: 99, ..Sought::default() }).await);
    for (proof, why) in [
        (code(others), "another's half"),
        (code([3; 32]), "not a half"),
        (code([9; 32]), "no session"),
        (Proof::Enrolled { half: own, factor: factor(9, &[]) }, "there is a second factor"),
        (Proof::NewPassword { session: own, hash: hash("two") }, "half a session"),
        (Proof::NewFactor { session: [3; 32], spent: Spent::Step(5), factor: factor(9, &[]) }, "a step that was used"),
        (Proof::NewFactor { session: own, spent: Spent::Step(6), factor: factor(9, &[]) }, "half a session"),
        (Proof::Password { hash: hash("two"), before: Some(own) }, "not the password"),
    ] {
        assert!(!done(store.begin(&whole(proof)).await), "{why}");
        assert_eq!(done(store.session(&[50; 32]).await), None, "{why}");
    }
    assert_eq!(done(store.audit(&Sought { limit: 99, ..Sought::default() }).await), before);
    assert!(done(store.session(&own).await).is_some(), "nothing was ended");
    // All of a user's sessions end: those on their way in do not come through.
    for change in [Change::Password { user: one, password: hash("one"), temporary: true }, Change::Active(one, false)] {
        let own = half(&store, one, 1).await;
        done(store.change(&change, &entry(3, None, Deed::ResetPassword)).await);
        assert!(!done(store.begin(&whole(code(own))).await), "{change:?}");
    }
    assert!(!done(store.begin(&whole(by_password())).await), "deactivated");
    done(store.change(&Change::Active(one, true), &entry(3, None, Deed::Reactivate)).await);
    let own = half(&store, one, 1).await;
    assert!(done(store.begin(&whole(code(own))).await), "the code was not used up by what was refused");
}

/// A new password or second factor of one's own ends all sessions but the one that begins with it.
pub async fn what_is_new_of_one_s_own_ends_the_other_sessions<S: People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let one = add(&store, "ada", &[]).await;
    assert!(enrol(&store, one, 5, &[1]).await);
    assert!(done(store.begin(&begin(session(one, 1, time(2)), by_password(), Deed::SignIn)).await));
    let proof = Proof::NewFactor { session: [1; 32], spent: Spent::Recovery([1; 32]), factor: factor(9, &[2]) };
    assert!(done(store.begin(&begin(session(one, 2, time(2)), proof, Deed::NewFactor)).await));
    let there = async || {
        let mut there = Vec::new();
        for token in [1, 2, 3, 201] {
            there.push(done(store.session(&[token; 32]).await).is_some());
        }
        there
    };
    assert_eq!(there().await, [false, true, false, false]);
    let proof = Proof::NewPassword { session: [2; 32], hash: hash("two") };
    assert!(done(store.begin(&begin(session(one, 3, time(2)), proof, Deed::SetPassword)).await));
    assert_eq!(there().await, [false, false, true, false]);
    let account = done(store.account_of(one).await);
    assert_eq!(account.and_then(|account| account.password), Some(Password { hash: hash("two"), temporary: false, set_at: time(2) }));
}

/// A recovery code is good once, for its user, until there are new ones.
pub async fn a_recovery_code_is_used_once<S: People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let (one, two) = (add(&store, "ada", &[]).await, add(&store, "grace", &[]).await);
    assert!(enrol(&store, one, 5, &[1, 2, 3]).await && enrol(&store, two, 5, &[1]).await);
    let spend = async |user, code| spend(&store, user, Spent::Recovery([code; 32])).await;
    assert!(!spend(two, 2).await, "another’s");
    assert!(spend(one, 1).await);
    assert!(!spend(one, 1).await, "twice");
    assert!(spend(two, 1).await, "the same code of another");
    done(store.change(&Change::NoFactor(one), &entry(3, Some(one), Deed::ResetFactor)).await);
    assert!(!spend(one, 2).await, "removed");
    assert!(enrol(&store, one, 5, &[4]).await);
    assert!(!spend(one, 3).await, "replaced");
    assert!(spend(one, 4).await);
}

/// A code of a step of time is good once, and makes those of earlier steps worthless; so does the one that set the second factor up.
pub async fn a_step_of_time_is_used_once<S: People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let one = add(&store, "ada", &[]).await;
    assert!(!spend(&store, one, Spent::Step(5)).await, "no second factor");
    assert!(enrol(&store, one, 4, &[]).await);
    let mut spent = Vec::new();
    for step in [4, 5, 5, 4, 6, 6, 1 << 40] {
        spent.push(spend(&store, one, Spent::Step(step)).await);
    }
    assert_eq!(spent, [false, true, false, false, true, false, true]);
}
