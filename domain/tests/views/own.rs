//! What is somebody's own: late, due soon and changed; the worst first, nothing twice, nothing of others, nothing within chance.

use std::collections::BTreeSet;

use domain::{
    NaiveDate,
    catalogue::Catalogue,
    cell::Cell,
    change::Change,
    own::{
        Own,
        changed::{Moved, Since, Weight, What, changed, moved},
        due::{self, Dated, SOON, due},
        shown::{Shown, Stand},
        words,
    },
    people::Grant,
    programme::{Move, Moved as Put, Programme, Status, Update},
    rating::Rating,
};
use proptest::prelude::*;

use super::help::{Book, book, today};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn own(book: &Book, grants: &[&str]) -> Own {
    let grants: BTreeSet<Grant> = grants.iter().map(|text| text.parse().unwrap()).collect();
    Own::of(&grants, &book.release().council)
}

fn key(what: &What<'_>) -> (String, String) {
    match what {
        What::Figure { measure, area, .. } => (format!("figure {}", measure.code), area.code.to_string()),
        What::Action { programme, standing, .. } => (format!("action {}", programme.code), standing.action.code.to_string()),
    }
}

fn dated_key(dated: &Dated<'_>) -> String {
    match &dated.what {
        due::What::Figure(measure, _) => format!("figure {}", measure.code),
        due::What::Action(programme, standing) => format!("action {} {}", programme.code, standing.action.code),
    }
}

#[test]
fn what_is_granted_makes_what_is_ones_own() {
    let book = book();
    let council = &book.release().council;
    for nothing in
        [&["viewer"][..], &["administrator"], &["viewer:CV-N1"], &["viewer:CV-P90"], &["contributor:nothing"], &["approver:nothing"], &[]]
    {
        assert!(own(&book, nothing).is_nothing(), "{nothing:?}");
    }
    let actions = |grants: &[&str]| {
        let own = own(&book, grants);
        let all = council.programmes.iter().flat_map(|programme| &programme.actions);
        all.filter(|action| own.holds_action(action)).map(|action| action.code.to_string()).collect::<Vec<_>>()
    };
    let all = actions(&["performance-team"]);
    assert_eq!(all, council.programmes.iter().flat_map(|one| &one.actions).map(|one| one.code.to_string()).collect::<Vec<_>>());
    assert_eq!(actions(&["viewer:CV-D"]), all, "who watches the whole place");
    let mends = |grants: &[&str]| actions(grants).contains(&"replace-boilers".to_owned());
    assert!(
        mends(&["viewer:CV-P05"]) && mends(&["viewer:CV-C2"]) && !mends(&["viewer:CV-P01"]),
        "its ward, the neighbourhood of that, another"
    );
    assert_eq!(actions(&["contributor:repairs"]), actions(&["approver:homes"]), "a service's actions are its directorate's");
    let repairs = own(&book, &["contributor:repairs"]);
    let held: Vec<&str> =
        council.measures.iter().filter(|measure| repairs.holds(measure)).map(|measure| measure.service.as_str()).collect();
    assert!(!held.is_empty() && held.iter().all(|service| *service == "repairs"), "{held:?}");
}

#[test]
fn late_and_soon_are_by_the_rules_of_the_public_pages() {
    let book = book();
    let release = book.release();
    let programmes = &release.council.programmes;
    // The boilers were put off to the last day of 2025, and told of in August.
    let on = |grants: &[&str], today: &str| {
        let own = own(&book, grants);
        let (late, soon) = due(&own, release, programmes, day(today));
        let keys = |all: &[Dated<'_>]| all.iter().map(dated_key).filter(|key| key.starts_with("action warm")).collect::<Vec<_>>();
        (keys(&late), keys(&soon))
    };
    let boilers = || vec!["action warm-homes replace-boilers".to_owned()];
    assert_eq!(on(&["approver:homes"], "2025-11-30"), (vec![], vec![]), "31 days ahead");
    assert_eq!(on(&["approver:homes"], "2025-12-01"), (vec![], boilers()), "30 days ahead");
    assert_eq!(on(&["approver:homes"], "2025-12-31"), (vec![], boilers()));
    assert_eq!(on(&["viewer:CV-P05"], "2026-01-01"), (boilers(), vec![]));
    assert_eq!(on(&["approver:people"], "2026-01-01"), (vec![], vec![]));
    // What is listed as late on the public page is what is late here.
    let own = own(&book, &["performance-team"]);
    let february = day("2026-02-06");
    let (late, soon) = due(&own, release, programmes, february);
    let listed = domain::view::due::expected(book.catalogue(), february);
    let listed = listed.iter().filter(|one| one.late(february).is_some());
    let public: BTreeSet<String> =
        listed.map(|one| format!("figure {}", book.catalogue().measures[usize::from(one.measure)].code)).collect();
    let mine: BTreeSet<String> = late.iter().map(dated_key).filter(|key| key.starts_with("figure")).collect();
    assert_eq!(mine, public);
    assert!(!mine.is_empty() && soon.iter().all(|one| (0..=SOON).contains(&(one.by - february).num_days())));
}

#[test]
fn a_slip_is_told_once_and_what_passed_as_well() {
    let book = book();
    let release = book.release();
    let shown = Shown::of(release);
    let own = own(&book, &["viewer:CV-P05"]);
    let told = |after: &str, until: &str| {
        let since = Since { before: Some(&shown), after: day(after), until: day(until) };
        let all = changed(&own, (book.catalogue(), &shown), &release.council.programmes, &since);
        let mine = all.iter().filter(|what| key(what).1 == "replace-boilers");
        mine.map(|what| (what.weight(), what.is_loud(), words::changed(what).words)).collect::<Vec<_>>()
    };
    let put_off = told("2025-11-09", "2025-11-10");
    assert_eq!(
        put_off,
        [(
            Weight::PutOff,
            true,
            "Warm homes by winter. Put off from 30 November 2025 to 31 December 2025: The supplier was late.".to_owned()
        )]
    );
    assert_eq!(told("2025-11-10", "2025-12-31"), []);
    let passed = told("2025-12-31", "2026-01-01");
    assert_eq!((passed[0].0, passed[0].1), (Weight::Passed, true));
    assert_eq!(passed[0].2, "Warm homes by winter. It was due 31 December 2025, and is not done.");
    assert_eq!(told("2026-01-01", "2026-03-01"), [], "it has been told");
    let owner = told("2025-09-30", "2025-10-01");
    assert!(!owner[0].1 && owner[0].2.contains("answers for it in place of Repairs Manager"), "{owner:?}");
}

fn stand(period: &str, count: u32, change: Change, rating: Rating, target: f64) -> Stand {
    let cell = Cell::Value(f64::from(count));
    let text = count.to_string();
    Stand { period: period.parse().unwrap(), cell, text, change, rating, target: Some((target, None)), illustrative: false }
}

#[test]
fn a_figure_is_told_by_the_test_of_chance_alone() {
    use Change::{GettingWorse, Improving, NoRealChange};
    use Rating::{NearTarget, OffTarget, OnTarget};
    let before = stand("2025-07-01/P3M", 70, NoRealChange, OnTarget, 60.0);
    let newer = |change, rating| stand("2025-10-01/P3M", 50, change, rating, 60.0);
    assert_eq!(moved(Some(&before), &newer(GettingWorse, OffTarget)), Some(Moved::Beyond));
    assert_eq!(moved(None, &newer(Improving, OnTarget)), Some(Moved::Beyond));
    assert_eq!(moved(Some(&before), &newer(NoRealChange, OffTarget)), None, "off target by chance");
    assert_eq!(moved(None, &newer(NoRealChange, OffTarget)), None);
    assert_eq!(moved(Some(&newer(GettingWorse, OffTarget)), &before), None, "the later figure was taken away");
    // Revised: told where it makes another verdict.
    let revised = |change| stand("2025-07-01/P3M", 69, change, OnTarget, 60.0);
    assert_eq!(moved(Some(&before), &revised(GettingWorse)), Some(Moved::Beyond));
    assert_eq!(moved(Some(&revised(GettingWorse)), &stand("2025-07-01/P3M", 68, GettingWorse, OnTarget, 60.0)), None);
    // Another target for the same figure.
    let higher = stand("2025-07-01/P3M", 70, NoRealChange, NearTarget, 72.0);
    assert_eq!(moved(Some(&before), &higher), Some(Moved::Rated(OnTarget)));
    assert_eq!(moved(Some(&higher), &higher), None);
}

/// A release's figures changed at random: each by a verdict, a rating, whether it is of the next period, whether it is another figure.
fn at_random(shown: &Shown, chance: &[(u8, u8, bool, bool)]) -> Shown {
    let verdicts = [Change::Improving, Change::GettingWorse, Change::NoRealChange, Change::Higher, Change::TooFewPoints, Change::Unknown];
    let ratings = [Rating::OnTarget, Rating::NearTarget, Rating::OffTarget];
    let mut out = shown.clone();
    let stands = out.stands.values_mut().flat_map(|areas| areas.values_mut());
    for (stand, (verdict, rating, next, other)) in stands.zip(chance.iter().cycle()) {
        stand.change = verdicts[usize::from(*verdict) % verdicts.len()];
        stand.rating = ratings[usize::from(*rating) % ratings.len()];
        if *next {
            stand.period = stand.period.next().unwrap_or(stand.period);
        }
        if *other {
            stand.cell = Cell::Value(-1.0);
        }
    }
    out
}

/// Programmes with a few updates and moves more, at random, between the first of December 2025 and the tenth of January 2026.
fn moved_at_random(programmes: &[Programme], chance: &[(u8, u8, bool)]) -> Vec<Programme> {
    let mut out = programmes.to_vec();
    let actions = out.iter_mut().flat_map(|programme| &mut programme.actions);
    for (action, (status, days, put_off)) in actions.zip(chance.iter().cycle()) {
        let on = day("2025-12-01") + chrono::TimeDelta::days(i64::from(*days % 40));
        let (_, status) = Status::ALL[usize::from(*status) % Status::ALL.len()];
        action.updates.push(Update { on, by: "Head".to_owned(), status, text: "It goes on.".to_owned(), evidence: None, withdrawn: None });
        if let (true, Some(due)) = (*put_off, action.due) {
            let what = Put::Due(Some(due), due + chrono::TimeDelta::days(i64::from(*days)));
            action.moves.push(Move { on, what, reason: "Rain.".to_owned(), approver: "Board".to_owned(), withdrawn: None });
        }
    }
    out
}

const GRANTS: [&str; 9] = [
    "viewer",
    "viewer:CV-P05",
    "viewer:CV-C2",
    "viewer:CV-D",
    "contributor:repairs",
    "contributor:care",
    "approver:homes",
    "unmasked:people",
    "performance-team",
];

/// What does not depend on chance: a release, what it shows, and what is to hold of what is found.
struct Ground {
    book: Book,
    shown: Shown,
}

fn ground() -> &'static Ground {
    static GROUND: std::sync::OnceLock<Ground> = std::sync::OnceLock::new();
    GROUND.get_or_init(|| {
        let book = book();
        let shown = Shown::of(book.release());
        Ground { book, shown }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_has_changed_is_ones_own_beyond_chance_once_and_the_worst_first(
        grants in proptest::sample::subsequence(&GRANTS[..], 0..=GRANTS.len()),
        figures in prop::collection::vec(any::<(u8, u8, bool, bool)>(), 1..40),
        actions in prop::collection::vec(any::<(u8, u8, bool)>(), 1..20),
        after in 0..60i64,
    ) {
        let Ground { book, shown } = ground();
        let catalogue: &Catalogue = book.catalogue();
        let own = own(book, &grants);
        let now = at_random(shown, &figures);
        let programmes = moved_at_random(&book.release().council.programmes, &actions);
        let since = Since { before: Some(shown), after: today() - chrono::TimeDelta::days(after), until: today() };
        let all = changed(&own, (catalogue, &now), &programmes, &since);
        // Once, and in one order whatever order things come in.
        let keys: Vec<_> = all.iter().map(key).collect();
        prop_assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len());
        let weights: Vec<Weight> = all.iter().map(What::weight).collect();
        prop_assert!(weights.is_sorted(), "{:?}", weights);
        let mut turned = programmes.clone();
        turned.reverse();
        for programme in &mut turned {
            programme.actions.reverse();
        }
        let again: Vec<_> = changed(&own, (catalogue, &now), &turned, &since).iter().map(key).collect();
        prop_assert_eq!(&again, &keys);
        for what in &all {
            match what {
                What::Figure { measure, area, whole, now, moved } => {
                    prop_assert!(own.holds_in(measure, &area.code, *whole));
                    let beyond = matches!(now.change, Change::Improving | Change::GettingWorse | Change::Higher | Change::Lower);
                    prop_assert!(beyond || *moved != Moved::Beyond, "within chance: {:?}", now);
                    let before = shown.stand(&measure.code, &area.code);
                    prop_assert!(before != Some(*now), "nothing is new");
                }
                What::Action { standing, change, passed, .. } => {
                    prop_assert!(own.holds_action(standing.action));
                    prop_assert!(*passed || change.is_some());
                }
            }
            prop_assert!(!words::changed(what).words.is_empty());
        }
        if own.is_nothing() {
            prop_assert!(all.is_empty());
        }
        // What is the same is not told.
        let same = changed(&own, (catalogue, shown), &programmes, &Since { after: today(), ..since });
        prop_assert!(same.is_empty(), "{:?}", same.iter().map(key).collect::<Vec<_>>());
    }

    #[test]
    fn what_has_a_day_is_ones_own_and_late_or_soon_but_not_both(
        grants in proptest::sample::subsequence(&GRANTS[..], 0..=GRANTS.len()),
        actions in prop::collection::vec(any::<(u8, u8, bool)>(), 1..20),
        ahead in -200..400i64,
    ) {
        let Ground { book, .. } = ground();
        let own = own(book, &grants);
        let programmes = moved_at_random(&book.release().council.programmes, &actions);
        let today = today() + chrono::TimeDelta::days(ahead);
        let (late, soon) = due(&own, book.release(), &programmes, today);
        let keys: Vec<String> = late.iter().chain(&soon).map(dated_key).collect();
        prop_assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len());
        prop_assert!(late.iter().all(|one| one.by < today) && late.is_sorted_by_key(|one| one.by));
        prop_assert!(soon.iter().all(|one| one.by >= today && (one.by - today).num_days() <= SOON) && soon.is_sorted_by_key(|one| one.by));
        for one in late.iter().chain(&soon) {
            match &one.what {
                due::What::Figure(measure, _) => prop_assert!(own.holds(measure) || !own.areas.is_empty()),
                due::What::Action(_, standing) => {
                    prop_assert!(own.holds_action(standing.action));
                    prop_assert!(!standing.status.is_some_and(Status::is_over));
                }
            }
        }
        if own.is_nothing() {
            prop_assert!(keys.is_empty());
        }
    }
}
