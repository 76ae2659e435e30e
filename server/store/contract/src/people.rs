//! Promises about users, and what proves that they are who they say.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use domain::{
    people::{
        Digest, Grant, Hidden, User, UserId,
        audit::{Deed, Entry},
    },
    store::{Change, Changed, People, Session, Sought, Stage},
};

use crate::{
    done,
    sample::{parse, time},
};

/// An entry of a day.
pub(crate) fn entry(day: u32, who: Option<UserId>, deed: Deed) -> Entry {
    Entry { at: time(day), who, deed, on: "something “else”\n".into(), place: "web 0a1b".into() }
}

fn grants(list: &[&str]) -> BTreeSet<Grant> {
    list.iter().map(|text| parse(text)).collect()
}

fn hash(password: &str) -> Hidden<String> {
    Hidden::new(format!("$argon2id$v=19$m=1,t=1,p=1$c2FsdA${password}"))
}

/// Adds a user with this login.
pub(crate) async fn add<S: People>(store: &S, login: &str, list: &[&str]) -> UserId {
    let (login, grants) = (parse(login), grants(list));
    let change = Change::Add { login, name: "Ada Lövelace".into(), grants, password: hash("one"), temporary: true };
    match done(store.change(&change, &entry(1, None, Deed::Add)).await) {
        Changed::Done(user) => user,
        refused => panic!("the store added nobody: {refused:?}"),
    }
}

/// A session that begins on a day.
pub(crate) fn session(user: UserId, token: u8, at: NaiveDateTime) -> Session {
    Session { token: [token; 32], user, stage: Stage::Full, begun_at: at, seen_at: at }
}

/// The key is the first that was given, for ever.
pub async fn the_key_is_made_once<S: People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    assert_eq!(done(store.key(&Hidden::new([1; 32])).await).reveal(), &[1; 32]);
    assert_eq!(done(store.key(&Hidden::new([2; 32])).await).reveal(), &[1; 32]);
    assert_eq!(done(open().await.key(&Hidden::new([3; 32])).await).reveal(), &[1; 32]);
}

/// Users and accounts are as the last change left them.
pub async fn users_come_back_as_they_are<S: People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    assert_eq!(done(store.users().await), []);
    assert_eq!(done(store.account(&parse("ada")).await), None);
    let two = add(&store, "grace@example.org", &[]).await;
    let one = add(&store, "ada", &["viewer:E05015277", "administrator"]).await;
    let account = done(store.account(&parse("ada")).await);
    let Some(account) = account else { panic!("the account is not there") };
    assert_eq!(
        account.user,
        User {
            id: one,
            login: parse("ada"),
            name: "Ada Lövelace".into(),
            active: true,
            grants: grants(&["administrator", "viewer:E05015277"])
        }
    );
    assert_eq!((account.password, account.temporary, account.password_at, account.factor), (hash("one"), true, time(1), None));
    for change in [
        Change::Grants(one, grants(&["performance-team"])),
        Change::Active(one, false),
        Change::Password { user: one, password: hash("two"), temporary: false },
        Change::Factor { user: one, secret: Hidden::new(vec![7; 20]), codes: vec![] },
    ] {
        assert_eq!(done(store.change(&change, &entry(2, Some(two), Deed::Grant)).await), Changed::Done(one));
    }
    let Some(account) = done(open().await.account_of(one).await) else { panic!("the account is not there") };
    assert_eq!((account.user.active, &account.user.grants), (false, &grants(&["performance-team"])));
    assert_eq!((account.password, account.temporary, account.password_at), (hash("two"), false, time(2)));
    assert_eq!(account.factor, Some(Hidden::new(vec![7; 20])));
    done(store.change(&Change::NoFactor(one), &entry(3, None, Deed::ResetFactor)).await);
    assert_eq!(done(store.account_of(one).await).and_then(|account| account.factor), None);
    let users = done(store.users().await);
    assert_eq!(users.iter().map(|user| user.id).collect::<Vec<_>>(), [one, two], "by login");
}

/// No two users have one login, and a refusal changes and records nothing.
pub async fn a_login_is_one_persons<S: People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let one = add(&store, "ada", &[]).await;
    let again = Change::Add { login: parse("ADA"), name: "Another".into(), grants: grants(&[]), password: hash("two"), temporary: false };
    assert_eq!(done(store.change(&again, &entry(2, None, Deed::Add)).await), Changed::Taken);
    assert_eq!(done(store.users().await).iter().map(|user| (user.id, user.name.as_str())).collect::<Vec<_>>(), [(one, "Ada Lövelace")]);
    assert_eq!(done(store.audit(&Sought { limit: 9, ..Sought::default() }).await).len(), 1);
}

/// A change of a user who is not there changes and records nothing.
pub async fn a_change_of_nobody_is_told<S: People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    for change in [Change::Active(UserId(9), false), Change::Grants(UserId(9), grants(&["administrator"])), Change::NoFactor(UserId(9))] {
        assert_eq!(done(store.change(&change, &entry(1, None, Deed::Grant)).await), Changed::Nobody);
    }
    assert_eq!(done(store.users().await), []);
    assert_eq!(done(store.audit(&Sought { limit: 9, ..Sought::default() }).await), []);
}

/// Whoever loses or gains a right, or gets a new password, is signed out everywhere, at once; nobody else is.
pub async fn a_change_ends_the_sessions_of_its_user<S: People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let (one, two) = (add(&store, "ada", &[]).await, add(&store, "grace", &[]).await);
    let oldest = time(1);
    done(store.begin(&session(two, 99, time(2)), None, oldest, &entry(2, Some(two), Deed::SignIn)).await);
    for (token, change, ends) in [
        (1, Change::Active(one, false), true),
        (2, Change::Grants(one, grants(&["administrator"])), true),
        (3, Change::Password { user: one, password: hash("two"), temporary: false }, true),
        (4, Change::NoFactor(one), true),
        (5, Change::Factor { user: one, secret: Hidden::new(vec![7; 20]), codes: vec![] }, false),
    ] {
        done(store.begin(&session(one, token, time(2)), None, oldest, &entry(2, Some(one), Deed::SignIn)).await);
        done(store.change(&change, &entry(2, None, Deed::Grant)).await);
        assert_eq!(done(store.session(&[token; 32]).await).is_none(), ends, "{change:?}");
        assert!(done(store.session(&[99; 32]).await).is_some(), "{change:?} ended another's session");
    }
}

/// A recovery code is good once, for its user, until there are new ones.
pub async fn a_recovery_code_is_used_once<S: People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let (one, two) = (add(&store, "ada", &[]).await, add(&store, "grace", &[]).await);
    let codes = |list: &[u8]| list.iter().map(|code| [*code; 32]).collect::<Vec<Digest>>();
    let factor = |user, list: &[u8]| Change::Factor { user, secret: Hidden::new(vec![7; 20]), codes: codes(list) };
    done(store.change(&factor(one, &[1, 2, 3]), &entry(2, Some(one), Deed::Enrol)).await);
    done(store.change(&factor(two, &[1]), &entry(2, Some(two), Deed::Enrol)).await);
    assert!(!done(store.spend_code(two, &[2; 32]).await), "another’s");
    assert!(done(store.spend_code(one, &[1; 32]).await));
    assert!(!done(store.spend_code(one, &[1; 32]).await), "twice");
    assert!(done(store.spend_code(two, &[1; 32]).await), "the same code of another");
    done(store.change(&factor(one, &[4]), &entry(3, Some(one), Deed::Enrol)).await);
    assert!(!done(store.spend_code(one, &[2; 32]).await), "replaced");
    done(store.change(&Change::NoFactor(one), &entry(3, Some(one), Deed::ResetFactor)).await);
    assert!(!done(store.spend_code(one, &[4; 32]).await), "removed");
}

/// A code of a step of time is good once, and makes those of earlier steps worthless.
pub async fn a_step_of_time_is_used_once<S: People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let one = add(&store, "ada", &[]).await;
    assert!(!done(store.spend_step(one, 5).await), "no second factor");
    let factor = Change::Factor { user: one, secret: Hidden::new(vec![7; 20]), codes: vec![] };
    done(store.change(&factor, &entry(2, Some(one), Deed::Enrol)).await);
    let mut spent = Vec::new();
    for step in [5, 5, 4, 6, 6, 1 << 40] {
        spent.push(done(store.spend_step(one, step).await));
    }
    assert_eq!(spent, [true, false, false, true, false, true]);
}
