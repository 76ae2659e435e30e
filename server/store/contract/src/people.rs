//! Promises about users, and what proves that they are who they say.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use domain::{
    people::{
        Grant, Hidden, User, UserId,
        audit::{Deed, Entry},
    },
    store::{Change, Changed, Password, People, Session, Sought, Stage},
};

use crate::{
    done,
    proofs::{begin, by_password, enrol},
    sample::{parse, time},
};

/// An entry of a day.
pub(crate) fn entry(day: u32, who: Option<UserId>, deed: Deed) -> Entry {
    Entry { at: time(day), who, deed, on: "something “else”\n".into(), place: "web 0a1b".into() }
}

fn grants(list: &[&str]) -> BTreeSet<Grant> {
    list.iter().map(|text| parse(text)).collect()
}

pub(crate) fn hash(password: &str) -> Hidden<String> {
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
    let password = |word, temporary, day| Some(Password { hash: hash(word), temporary, set_at: time(day) });
    assert_eq!((account.password, account.factor), (password("one", true, 1), None));
    assert!(enrol(&store, one, 5, &[]).await);
    let keeps = add(&store, "keeps", &["administrator"]).await;
    for change in [
        Change::Grants(one, grants(&["performance-team"])),
        Change::Active(one, false),
        Change::Password { user: one, password: hash("two"), temporary: false },
    ] {
        assert_eq!(done(store.change(&change, &entry(2, Some(two), Deed::Grant)).await), Changed::Done(one));
    }
    let Some(account) = done(open().await.account_of(one).await) else { panic!("the account is not there") };
    assert_eq!((account.user.active, &account.user.grants), (false, &grants(&["performance-team"])));
    assert_eq!(account.password, password("two", false, 2));
    assert_eq!(account.factor, Some(Hidden::new(vec![7; 20])));
    done(store.change(&Change::NoFactor(one), &entry(3, None, Deed::ResetFactor)).await);
    assert_eq!(done(store.account_of(one).await).and_then(|account| account.factor), None);
    let users = done(store.users().await);
    assert_eq!(users.iter().map(|user| user.id).collect::<Vec<_>>(), [one, two, keeps], "by login");
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

/// Somebody who can manage people always remains, whatever is done at once.
pub async fn the_last_administrator_stays<S: People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let (one, two) = (add(&store, "ada", &["administrator"]).await, add(&store, "grace", &["administrator", "viewer"]).await);
    let other = add(&store, "eve", &["viewer"]).await;
    let change = async |change| done(store.change(&change, &entry(2, None, Deed::Grant)).await);
    assert_eq!(change(Change::Active(one, false)).await, Changed::Done(one));
    let before = done(store.audit(&Sought { limit: 99, ..Sought::default() }).await);
    assert_eq!(change(Change::Active(two, false)).await, Changed::LastAdministrator);
    assert_eq!(change(Change::Grants(two, grants(&["viewer"]))).await, Changed::LastAdministrator);
    assert_eq!(done(store.audit(&Sought { limit: 99, ..Sought::default() }).await), before, "a refusal records nothing");
    assert_eq!(done(store.account_of(two).await).map(|account| account.user.administers()), Some(true));
    assert_eq!(change(Change::Active(other, false)).await, Changed::Done(other));
    assert_eq!(change(Change::Grants(two, grants(&["administrator"]))).await, Changed::Done(two));
}

/// Whoever loses or gains a right, or gets a new password, is signed out everywhere, at once; nobody else is.
pub async fn a_change_ends_the_sessions_of_its_user<S: People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let (one, two) = (add(&store, "ada", &[]).await, add(&store, "grace", &[]).await);
    assert!(done(store.begin(&begin(session(two, 99, time(2)), by_password(), Deed::SignIn)).await));
    for (token, change) in [
        (1, Change::Grants(one, grants(&["administrator"]))),
        (2, Change::NoFactor(one)),
        (3, Change::Grants(one, grants(&[]))),
        (4, Change::Password { user: one, password: hash("one"), temporary: false }),
        (5, Change::Active(one, false)),
    ] {
        assert!(done(store.begin(&begin(session(one, token, time(2)), by_password(), Deed::SignIn)).await));
        if token == 3 {
            add(&store, "keeps", &["administrator"]).await;
        }
        done(store.change(&change, &entry(2, None, Deed::Grant)).await);
        assert!(done(store.session(&[token; 32]).await).is_none(), "{change:?}");
        assert!(done(store.session(&[99; 32]).await).is_some(), "{change:?} ended another's session");
    }
}
