mod table;

use std::collections::BTreeSet;

use chrono::{NaiveDateTime, TimeDelta};
use proptest::prelude::*;

use super::{
    Action, Field, Grant, Hidden, Login, Role, Subject, User, UserId,
    audit::{Broken, Deed, Entry, Head, Recorded, bytes, follow, on_grants},
    password::{self, Weak},
    session,
    throttle::{self, Counted, wait},
};
use crate::{
    code::{AreaCode, DirectorateCode, ServiceCode},
    council::{Directorate, Service},
    store::{Session, Stage},
};

fn code<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn grant() -> impl Strategy<Value = Grant> {
    let name = || prop::sample::select(vec!["a", "b"]);
    prop_oneof![
        Just(Grant::Viewer),
        name().prop_map(|of| Grant::ViewerOf(code(of))),
        name().prop_map(|of| Grant::Contributor(code(of))),
        name().prop_map(|of| Grant::Approver(code(of))),
        name().prop_map(|of| Grant::Unmasked(code(of))),
        Just(Grant::PerformanceTeam),
        Just(Grant::Administrator),
    ]
}

/// Of any length that a code may have.
fn any_grant() -> impl Strategy<Value = Grant> {
    ("[a-z]{1,40}", prop::bool::ANY)
        .prop_map(|(of, approver)| if approver { Grant::Approver(code(&of)) } else { Grant::Contributor(code(&of)) })
}

fn user(grants: impl IntoIterator<Item = Grant>) -> User {
    User { id: UserId(1), login: code("ada@example.org"), name: "Ada".into(), active: true, grants: grants.into_iter().collect() }
}

/// A directorate of one service, repairs or that of its own name.
fn directorate(name: &str) -> Directorate {
    let service = if name == "homes" { "repairs" } else { name };
    let service = Service { code: code(service), name: service.to_owned(), lead: "Head".into() };
    Directorate { code: code(name), name: name.to_owned(), lead: "Head".into(), services: vec![service] }
}

#[derive(Debug)]
struct Place {
    service: ServiceCode,
    directorate: DirectorateCode,
    area: Option<AreaCode>,
}

impl Place {
    fn subject(&self) -> Subject<'_> {
        Subject { service: &self.service, directorate: &self.directorate, area: self.area.as_ref() }
    }
}

fn place() -> impl Strategy<Value = Place> {
    let name = || prop::sample::select(vec!["a", "b"]);
    (name(), name(), prop::option::of(name())).prop_map(|(service, directorate, area)| Place {
        service: code(service),
        directorate: code(directorate),
        area: area.map(code),
    })
}

/// Every action about a subject, what another submitted among them.
fn actions(of: Subject<'_>) -> Vec<Action<'_>> {
    let mut all = vec![
        Action::Manage,
        Action::SeeUnpublished(of),
        Action::SeeUnmasked(of),
        Action::Submit(of),
        Action::Approve { of, submitted_by: UserId(2) },
        Action::Import,
        Action::Publish,
        Action::Withdraw,
        Action::Propose(None),
        Action::Review { of: None, proposed_by: UserId(2) },
        Action::ManagePeople,
        Action::ReadAudit,
    ];
    all.extend([Field::Figures, Field::Commentary, Field::Target].map(|field| Action::Enter(of, field)));
    all
}

fn writes(action: &Action) -> bool {
    !matches!(action, Action::Manage | Action::SeeUnpublished(_) | Action::SeeUnmasked(_) | Action::ReadAudit)
}

proptest! {
    #[test]
    fn nobody_approves_their_own(grants in prop::collection::vec(grant(), 0..6), place in place()) {
        let user = user(grants);
        let own = Action::Approve { of: place.subject(), submitted_by: user.id };
        prop_assert!(!user.may(&own));
        let homes = directorate("a");
        for of in [None, Some(&homes)] {
            let own = Action::Review { of, proposed_by: user.id };
            prop_assert!(!user.may(&own));
        }
    }

    #[test]
    fn a_viewer_never_writes_and_sees_only_their_areas(
        grants in prop::collection::vec(grant().prop_filter("viewer", |grant| grant.role() == Some(Role::Viewer)), 0..4),
        place in place(),
    ) {
        let user = user(grants);
        for action in actions(place.subject()) {
            prop_assert!(!writes(&action) || !user.may(&action), "{action:?}");
        }
        let seen = user.may(&Action::SeeUnpublished(place.subject()));
        prop_assert_eq!(seen, place.area.clone().is_some_and(|area| user.grants.contains(&Grant::ViewerOf(area))));
        prop_assert!(!user.may(&Action::SeeUnmasked(place.subject())));
    }

    #[test]
    fn the_deactivated_may_nothing(grants in prop::collection::vec(grant(), 0..6), place in place()) {
        let user = User { active: false, ..user(grants) };
        for action in actions(place.subject()) {
            prop_assert!(!user.may(&action), "{action:?}");
        }
    }

    #[test]
    fn a_further_grant_never_takes_anything_away(grants in prop::collection::vec(grant(), 0..5), more in grant(), place in place()) {
        let (before, after) = (user(grants.clone()), user(grants.into_iter().chain([more])));
        for action in actions(place.subject()) {
            prop_assert!(!before.may(&action) || after.may(&action), "{action:?}");
        }
    }

    #[test]
    fn what_is_of_another_service_and_directorate_stays_closed(grants in prop::collection::vec(grant(), 0..6)) {
        let grants: BTreeSet<Grant> = grants.into_iter().filter(|grant| *grant != Grant::PerformanceTeam).collect();
        let (service, directorate) = (code("c"), code("c"));
        let elsewhere = Subject { service: &service, directorate: &directorate, area: None };
        let user = user(grants);
        for action in actions(elsewhere) {
            let open = matches!(action, Action::Manage | Action::ManagePeople | Action::ReadAudit);
            prop_assert!(open || !user.may(&action), "{action:?}");
        }
    }

    #[test]
    fn a_grant_written_is_read_back(grant in grant()) {
        prop_assert_eq!(grant.to_string().parse::<Grant>().unwrap(), grant);
    }

    #[test]
    fn the_audit_says_each_grant_that_changes_and_no_other(before in prop::collection::btree_set(any_grant(), 0..40), after in prop::collection::btree_set(any_grant(), 0..40)) {
        let texts = on_grants(UserId(7), &before, &after);
        prop_assert!(!texts.is_empty() && texts.iter().all(|text| text.starts_with("user 7") && text.len() <= 400));
        let words: Vec<&str> = texts.iter().flat_map(|text| text.split(' ').skip(2)).collect();
        let mut then = before.clone();
        for word in &words {
            let (sign, grant) = word.split_at(1);
            let grant: Grant = code(grant);
            prop_assert!(if sign == "+" { then.insert(grant) } else { then.remove(&grant) }, "{}", word);
        }
        prop_assert_eq!(then, after);
    }

    #[test]
    fn any_text_is_a_grant_or_refused(text in ".{0,120}") {
        if let Ok(grant) = text.parse::<Grant>() {
            prop_assert_eq!(grant.to_string(), text);
        }
    }

    #[test]
    fn a_wait_is_bounded_and_never_shorter_for_a_further_failure(seconds in prop::collection::vec(0_i64..2_000, 1..80)) {
        let at = |second: i64| NaiveDateTime::default() + TimeDelta::seconds(second);
        let now = at(2_000);
        for counted in [Counted::KnownDevice, Counted::Stranger, Counted::Strangers, Counted::Codes, Counted::Address] {
            let failures: Vec<_> = seconds.iter().copied().map(at).collect();
            let before = wait(counted, &failures[1..], now);
            let after = wait(counted, &failures, now);
            prop_assert!(before <= after);
            prop_assert!(after.is_none_or(|wait| wait > TimeDelta::zero() && wait <= throttle::REMEMBERED));
        }
    }

    #[test]
    fn a_chain_is_broken_by_any_change(count in 1_i64..12, at in 0_i64..12, how in 0..6) {
        let mut chain = chained(count);
        let number = at % count + 1;
        let at = (number - 1) as usize;
        let entry = &mut chain[at].entry;
        match how {
            0 => entry.at += TimeDelta::microseconds(1),
            1 => entry.who = Some(UserId(99)),
            2 => entry.deed = Deed::Refused,
            3 => { let moved = entry.on.pop().unwrap(); entry.place.insert(0, moved); }
            4 => chain[at].digest[31] ^= 1,
            _ => { chain.remove(at); }
        }
        let followed = follow(Head::default(), &chain, digest);
        if how == 5 && number == count {
            // What is cut off at the end is known by the head that somebody has kept.
            prop_assert_eq!(followed.unwrap().number, count - 1);
        } else if how == 5 {
            prop_assert_eq!(followed, Err(Broken::Missing { expected: number }));
        } else {
            prop_assert_eq!(followed, Err(Broken::Changed { number }));
        }
    }
}

/// Not SHA-256, and enough for a test: it depends on every byte and its place.
fn digest(bytes: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    for (lane, byte) in out.iter_mut().enumerate() {
        let mixed = bytes.iter().fold(lane as u64 + 1, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3).rotate_left(9));
        *byte = (mixed >> 32) as u8;
    }
    out
}

fn chained(count: i64) -> Vec<Recorded> {
    let mut head = Head::default();
    (1..=count)
        .map(|number| {
            let at = NaiveDateTime::default() + TimeDelta::seconds(number);
            let entry = Entry { at, who: Some(UserId(number)), deed: Deed::SignIn, on: format!("user {number}"), place: "web".into() };
            head = Head { number, digest: digest(&bytes(&head.digest, number, &entry)) };
            Recorded { number, entry, digest: head.digest }
        })
        .collect()
}

#[test]
fn a_whole_chain_is_followed_to_its_head_in_pieces_too() {
    let chain = chained(9);
    let whole = follow(Head::default(), &chain, digest).unwrap();
    let half = follow(Head::default(), &chain[..4], digest).unwrap();
    assert_eq!(follow(half, &chain[4..], digest), Ok(whole));
    assert_eq!(whole, Head { number: 9, digest: chain[8].digest });
}

#[test]
fn deeds_have_names_of_their_own() {
    let codes: BTreeSet<_> = Deed::ALL.iter().map(|deed| deed.code()).collect();
    assert_eq!(codes.len(), Deed::ALL.len());
    assert!(Deed::ALL.iter().all(|deed| Deed::read(deed.code()) == Some(*deed)));
    assert_eq!(Deed::read("nothing"), None);
}

#[test]
fn a_login_is_told_from_what_is_none() {
    assert_eq!(" Ada.Lovelace@Example.ORG ".parse::<Login>().unwrap().as_str(), "ada.lovelace@example.org");
    for wrong in ["", "ab", "a b c", "ada\n", "ada’s", &"a".repeat(101)] {
        assert_eq!(wrong.parse::<Login>().is_ok(), wrong == "ada\n", "{wrong}");
    }
}

#[test]
fn passwords_are_judged_by_length_and_by_being_known() {
    let login: Login = code("ada@example.org");
    let check = |text: &str| password::check(text, &login);
    assert_eq!(check("eleven char"), Err(Weak::Short));
    assert_eq!(check("twelve chars"), Ok(()));
    assert_eq!(check(&"ab cd ef gh ".repeat(10)), Ok(()));
    assert_eq!(check(&"ab cd ef gh ".repeat(11)), Err(Weak::Long));
    assert_eq!(check("abababababab"), Err(Weak::Plain));
    assert_eq!(check("Password123456"), Err(Weak::Known));
    assert_eq!(check("Liverpool-Council-2026"), Err(Weak::Known));
    assert_eq!(check("123456789012"), Err(Weak::Known));
    assert_eq!(check("пароль и ещё"), Ok(()));
    assert_eq!(password::check("my-lovelace-password", &code("lovelace@example.org")), Err(Weak::Login));
}

#[test]
fn a_session_ends_on_time() {
    let at = |minutes: i64| NaiveDateTime::default() + TimeDelta::minutes(minutes);
    let session = |stage, seen| Session { token: [0; 32], user: UserId(1), stage, begun_at: at(0), seen_at: at(seen) };
    for (stage, seen, now, over) in [
        (Stage::Full, 0, 29, false),
        (Stage::Full, 0, 30, true),
        (Stage::Full, 719, 719, false),
        (Stage::Full, 719, 720, true),
        (Stage::Half, 0, 9, false),
        (Stage::Half, 9, 10, true),
        (Stage::Full, 0, -2, true),
    ] {
        assert_eq!(session::over(&session(stage, seen), at(now)), over, "{stage:?} seen at {seen}, now {now}");
    }
}

#[test]
fn failures_cost_nothing_then_double() {
    let now = NaiveDateTime::default();
    let failures = |count| vec![now; count];
    assert_eq!(wait(Counted::Stranger, &failures(4), now), None);
    assert_eq!(wait(Counted::Stranger, &failures(5), now), Some(TimeDelta::seconds(1)));
    assert_eq!(wait(Counted::Stranger, &failures(6), now), Some(TimeDelta::seconds(2)));
    assert_eq!(wait(Counted::Stranger, &failures(60), now), Some(throttle::REMEMBERED));
    assert_eq!(wait(Counted::Stranger, &failures(60), now + throttle::REMEMBERED), None);
}

#[test]
fn what_is_hidden_is_not_printed() {
    assert_eq!(format!("{:?}", Hidden::new("secret")), "…");
}
