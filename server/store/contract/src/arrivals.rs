//! Promises about those who come from another service.

use std::collections::BTreeSet;

use domain::{
    people::{Grant, UserId, audit::Deed},
    store::{Arrival, Arrived, Change, Changed, People, Sought},
};

use crate::{
    done,
    people::{add, entry, hash},
    sample::{parse, time},
};

fn grants(list: &[&str]) -> BTreeSet<Grant> {
    list.iter().map(|text| parse(text)).collect()
}

/// Somebody who comes with what they bring back and the token they get.
fn arrival(subject: &str, state: u8, list: &[&str]) -> Arrival {
    Arrival {
        issuer: "https://login.example.org/tenant/v2.0".into(),
        subject: subject.into(),
        login: Some(parse("ada@example.org")),
        own_login: parse(&format!("elsewhere-{subject}")),
        name: "Ada".into(),
        grants: grants(list),
        state: [state; 32],
        stale: time(1),
        token: [state; 32],
        before: None,
        oldest: time(1),
        at: time(2),
        place: "web 0a1b".into(),
    }
}

async fn last<S: People>(store: &S) -> Vec<(Option<UserId>, Deed, String)> {
    let entries = done(store.audit(&Sought { limit: 99, ..Sought::default() }).await);
    entries.into_iter().map(|recorded| (recorded.entry.who, recorded.entry.deed, recorded.entry.on)).collect()
}

/// Issuer and subject make a user, once, and nothing else does: neither a login nor a name.
pub async fn who_comes_from_elsewhere_is_known_by_issuer_and_subject<S: People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let local = add(&store, "ada@example.org", &["administrator"]).await;
    let Arrived::Done(one) = done(store.arrive(&arrival("s1", 1, &["viewer"])).await) else { panic!("nobody came in") };
    let Arrived::Done(two) = done(store.arrive(&arrival("s2", 2, &["viewer"])).await) else { panic!("nobody came in") };
    let elsewhere =
        Arrival { issuer: "https://other.example.org".into(), own_login: parse("elsewhere-x"), ..arrival("s1", 3, &["viewer"]) };
    let Arrived::Done(three) = done(store.arrive(&elsewhere).await) else { panic!("nobody came in") };
    assert_eq!(BTreeSet::from([local, one, two, three]).len(), 4);
    let again = Arrival { name: "Ada King".into(), login: None, ..arrival("s1", 4, &["viewer"]) };
    assert_eq!(done(store.arrive(&again).await), Arrived::Done(one));
    let Some(account) = done(store.account_of(one).await) else { panic!("the account is not there") };
    assert_eq!((account.user.login, account.user.name.as_str()), (parse("elsewhere-s1"), "Ada King"));
    assert_eq!((account.password, account.elsewhere, account.factor), (None, true, None));
    assert_eq!(done(store.session(&[4; 32]).await).map(|session| session.user), Some(one));
    assert_eq!(done(store.account_of(local).await).map(|account| account.elsewhere), Some(false));
}

/// What was brought back is good once.
pub async fn what_is_brought_back_is_good_once<S: People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    assert!(matches!(done(store.arrive(&arrival("s1", 1, &["viewer"])).await), Arrived::Done(_)));
    let before = last(&store).await;
    let again = Arrival { token: [9; 32], ..arrival("s1", 1, &["viewer"]) };
    assert_eq!(done(store.arrive(&again).await), Arrived::Again);
    assert_eq!(done(store.session(&[9; 32]).await), None);
    assert_eq!(last(&store).await, before, "and nothing is written");
    // It is forgotten once it cannot be good any more.
    assert!(matches!(done(store.arrive(&Arrival { stale: time(3), ..again }).await), Arrived::Done(_)));
}

/// What they may do is what the service says each time, with an entry of what changed; who may nothing is signed out everywhere.
pub async fn what_the_service_says_is_followed<S: People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    assert_eq!(done(store.arrive(&arrival("s1", 1, &[])).await), Arrived::NoGrant);
    assert_eq!(done(store.users().await), [], "nobody is made who may nothing");
    assert_eq!(last(&store).await, [(None, Deed::RefusedElsewhere, String::new())]);
    let Arrived::Done(user) = done(store.arrive(&arrival("s1", 2, &["viewer"])).await) else { panic!("nobody came in") };
    assert_eq!(done(store.arrive(&arrival("s1", 3, &["viewer"])).await), Arrived::Done(user));
    assert!(done(store.session(&[2; 32]).await).is_some(), "nothing changed, and nothing ended");
    assert_eq!(done(store.arrive(&arrival("s1", 4, &["approver:homes"])).await), Arrived::Done(user));
    assert_eq!([done(store.session(&[2; 32]).await), done(store.session(&[3; 32]).await)], [None, None]);
    assert_eq!(last(&store).await[1], (Some(user), Deed::GrantElsewhere, format!("user {user} +approver:homes -viewer")));
    assert_eq!(done(store.arrive(&arrival("s1", 5, &[])).await), Arrived::NoGrant);
    assert_eq!(done(store.session(&[4; 32]).await), None);
    assert_eq!(done(store.account_of(user).await).map(|account| account.user.grants), Some(grants(&[])));
    assert_eq!(last(&store).await[0], (Some(user), Deed::RefusedElsewhere, String::new()));
}

/// Here it is said whether they may sign in, and nothing else of them.
pub async fn who_comes_from_elsewhere_can_be_kept_out<S: People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let Arrived::Done(user) = done(store.arrive(&arrival("s1", 1, &["viewer"])).await) else { panic!("nobody came in") };
    let change = async |change| done(store.change(&change, &entry(2, None, Deed::Grant)).await);
    for other in [
        Change::Grants(user, grants(&["administrator"])),
        Change::Password { user, password: hash("one"), temporary: true },
        Change::NoFactor(user),
    ] {
        assert_eq!(change(other).await, Changed::Elsewhere);
    }
    assert_eq!(change(Change::Active(user, false)).await, Changed::Done(user));
    assert_eq!(done(store.session(&[1; 32]).await), None);
    assert_eq!(done(store.arrive(&arrival("s1", 2, &["administrator"])).await), Arrived::Deactivated);
    assert_eq!(done(store.session(&[2; 32]).await), None);
    assert_eq!(last(&store).await[0], (Some(user), Deed::RefusedElsewhere, String::new()));
    assert_eq!(change(Change::Active(user, true)).await, Changed::Done(user));
    assert_eq!(done(store.arrive(&arrival("s1", 3, &["viewer"])).await), Arrived::Done(user));
}

/// An administrator with a password of ours stays, whoever comes from elsewhere; where there was none, any administrator will do, and what the service
/// says is followed all the same.
pub async fn the_last_administrator_with_a_password_stays<S: People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let change = async |change| done(store.change(&change, &entry(2, None, Deed::Grant)).await);
    // Nobody has a password here.
    let Arrived::Done(one) = done(store.arrive(&arrival("s1", 1, &["administrator"])).await) else { panic!("nobody came in") };
    assert_eq!(change(Change::Active(one, false)).await, Changed::LastAdministrator);
    let Arrived::Done(two) = done(store.arrive(&arrival("s2", 2, &["administrator"])).await) else { panic!("nobody came in") };
    assert_eq!(change(Change::Active(two, false)).await, Changed::Done(two));
    assert_eq!(change(Change::Active(two, true)).await, Changed::Done(two));
    // Somebody has.
    let local = add(&store, "grace", &["administrator"]).await;
    let before = last(&store).await;
    assert_eq!(change(Change::Active(local, false)).await, Changed::LastAdministrator);
    assert_eq!(change(Change::Grants(local, grants(&["viewer"]))).await, Changed::LastAdministrator);
    assert_eq!(last(&store).await, before, "a refusal records nothing");
    assert_eq!(change(Change::Active(one, false)).await, Changed::Done(one));
    assert_eq!(done(store.arrive(&arrival("s2", 3, &[])).await), Arrived::NoGrant);
    assert_eq!(done(store.account_of(local).await).map(|account| account.user.administers()), Some(true));
    let other = add(&store, "eve", &["administrator"]).await;
    assert_eq!(change(Change::Active(local, false)).await, Changed::Done(local));
    assert_eq!(change(Change::Active(other, false)).await, Changed::LastAdministrator);
}
