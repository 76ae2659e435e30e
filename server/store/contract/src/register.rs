//! Promises about what is told, held, planned and withdrawn of releases.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    code::MeasureCode,
    observation::{Figure, Observation},
    people::{
        UserId,
        audit::{Deed, Entry},
    },
    register::{Coming, Correction, Listed, Register},
    store::{
        Accepted, Batch, Brought, Ended, Import, Imports, People, Plan, Planned, Planning, Publication, Published, Releases, Stand, Store,
        Taken,
    },
};

use crate::{
    done,
    people::add,
    sample::{council, entry, observation, parse, parts, publish, time},
};

const WHY: &str = "The figures of the depot were counted twice.";

fn value(measure: &str, area: &str, value: f64) -> Observation {
    observation(measure, area, Figure::Value { value, interval: None })
}

/// Writes a batch in which each of these measures has this value in area `a`.
async fn batch<S: Store>(store: &S, values: &[(&str, f64)]) -> i64 {
    let figures: Vec<_> = values.iter().map(|&(measure, number)| value(measure, "a", number)).collect();
    done(store.load(&council("here"), "d", time(1), figures.into_iter()).await).id
}

/// What is published on a day, as it stands now: which measures are held and of which batch, and what it corrects.
async fn told<S: Releases>(
    store: &S,
    day: u32,
    batch: i64,
    held: &[(&str, Option<i64>)],
    correction: Option<(u32, &str)>,
) -> Result<Published, <S as Store>::Error> {
    let held: BTreeMap<MeasureCode, Option<i64>> = held.iter().map(|&(measure, of)| (parse(measure), of)).collect();
    let correction = correction.map(|(of, wrong)| Correction { of, wrong: wrong.to_owned() });
    let (here, note) = (council("here"), format!("Note of day {day}"));
    let publication = Publication {
        batch,
        council: &here,
        parts: &parts(&["p"]),
        stand: done(store.stand("here").await),
        held: &held,
        note: &note,
        correction: correction.as_ref(),
        plan: None,
    };
    store.publish(&publication, &entry(Deed::Publish, day)).await
}

/// The value that a release has of a measure in area `a`.
async fn figure<S: Releases>(store: &S, release: i64, measure: &str) -> Option<f64> {
    let found = done(store.figures_of(release, &parse(measure)).await);
    found.first().map(|one| match one.figure {
        Figure::Value { value, .. } => value,
        other => panic!("{other:?}"),
    })
}

/// What is told of each release is in the register, with what is planned; and its version is another whenever it is.
pub async fn what_is_told_of_releases_is_registered<S: Releases>(open: impl AsyncFn() -> S) {
    let store = open().await;
    assert_eq!(done(store.register("here").await), Register::default());
    let version = done(store.register_version("here").await);
    let one = batch(&store, &[("m", 1.0)]).await;
    assert_eq!(done(store.register_version("here").await), version, "a batch is not told of");
    assert_eq!(done(publish(&store, one, time(2), &council("here"), &parts(&["p"])).await), 1);
    assert_eq!(done(told(&store, 3, one, &[], Some((1, WHY))).await), Published::Done(2));
    let listed = |number, day, note: &str, correction| Listed {
        number,
        published_at: time(day),
        note: note.to_owned(),
        correction,
        withdrawn: None,
    };
    let correction = Correction { of: 1, wrong: WHY.to_owned() };
    let expected = [listed(2, 3, "Note of day 3", Some(correction)), listed(1, 2, "", None)];
    let register = done(open().await.register("here").await);
    assert_eq!((&register.releases[..], &register.coming), (&expected[..], &None));
    assert_ne!(done(store.register_version("here").await), version);
    assert_eq!(done(store.register("there").await), Register::default());
    // A release corrects one that is there, of its own council, and says what was wrong.
    for wrong in [(2, "short"), (3, WHY), (9, WHY)] {
        assert!(told(&store, 4, one, &[], Some(wrong)).await.is_err(), "{wrong:?}");
    }
    assert_eq!(done(store.stand("here").await), Stand { newest: Some(2), standing: Some(2) });
    let first = done(store.release("here", 1).await).map(|sealed| (sealed.number, sealed.published_at));
    assert_eq!(first, Some((1, time(2))));
    assert_eq!(done(store.release("there", 1).await), None);
    assert_eq!(done(store.release("here", 3).await), None);
}

/// A release has the figures of its own batch, and of each measure that was held those of the batch it was released from, or none.
pub async fn what_is_held_is_as_it_was_released<S: Releases>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let one = batch(&store, &[("m", 1.0), ("other", 1.0)]).await;
    assert_eq!(done(told(&store, 2, one, &[], None).await), Published::Done(1));
    let two = batch(&store, &[("m", 2.0), ("other", 2.0), ("new", 2.0)]).await;
    assert_eq!(done(told(&store, 3, two, &[("m", Some(one)), ("new", None)], None).await), Published::Done(2));
    let three = batch(&store, &[("m", 3.0), ("other", 3.0), ("new", 3.0)]).await;
    assert_eq!(done(told(&store, 4, three, &[("m", Some(one))], None).await), Published::Done(3));
    for _ in 0..3 {
        batch(&store, &[("m", 9.0)]).await;
    }
    let store = open().await;
    for (release, measure, expected) in [
        (1, "m", Some(1.0)),
        (1, "new", None),
        (2, "m", Some(1.0)),
        (2, "other", Some(2.0)),
        (2, "new", None),
        (3, "m", Some(1.0)),
        (3, "new", Some(3.0)),
    ] {
        assert_eq!(figure(&store, release, measure).await, expected, "{measure} in release {release}");
    }
    assert!(store.figures_of(4, &parse("m")).await.is_err(), "there is no release 4");
    let held = done(store.held(2).await);
    assert_eq!(
        held.into_iter().map(|(measure, of)| (measure.to_string(), of)).collect::<Vec<_>>(),
        [("m".to_owned(), Some(one)), ("new".to_owned(), None)]
    );
    // What is held was released.
    assert!(told(&store, 5, three, &[("m", Some(three + 1))], None).await.is_err());
    assert_eq!(done(store.stand("here").await).newest, Some(3));
}

/// Two batches differ in the measures of the parts that only one of them has.
pub async fn measures_between_batches_are_told<S: Releases + Imports>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let folder = batch(&store, &[("m", 1.0), ("other", 1.0)]).await;
    let brought = Brought { council: "here", file: "figures.csv", digest: "1", by: "someone", over: Some(folder) };
    done(store.accept(&brought, &entry(Deed::Import, 2), [value("other", "b", 5.0)].into_iter()).await);
    let newest = done(store.latest_batch("here").await).map_or(0, |batch| batch.id);
    let between = async |one, other| done(store.between(one, other).await).iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(between(folder, newest).await, ["other"]);
    assert_eq!(between(newest, folder).await, ["other"]);
    assert_eq!(between(newest, newest).await, Vec::<String>::new());
    done(publish(&store, newest, time(3), &council("here"), &[]).await);
    let again = batch(&store, &[("m", 1.0)]).await;
    assert_eq!(between(newest, again).await, ["m", "other"]);
    assert_eq!(done(store.periods_of(newest, &parse("other")).await), [parse("2023-04-01/P3M")]);
    assert_eq!(done(store.periods_of(newest, &parse("nothing")).await), []);
}

/// Of two who have seen the same, the second is told; nothing is written of theirs.
pub async fn the_second_of_two_publishers_is_told<S: Releases + People<Error = <S as Store>::Error>>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let (here, held) = (council("here"), BTreeMap::new());
    let batch = batch(&store, &[("m", 1.0)]).await;
    let stand = done(store.stand("here").await);
    assert_eq!(stand, Stand::default());
    let own = parts(&["p"]);
    let publication = Publication { batch, council: &here, parts: &own, stand, held: &held, note: "", correction: None, plan: None };
    assert_eq!(done(store.publish(&publication, &entry(Deed::Publish, 2)).await), Published::Done(1));
    let now = Stand { newest: Some(1), standing: Some(1) };
    assert_eq!(done(store.publish(&publication, &entry(Deed::Publish, 3)).await), Published::Stale(now));
    assert_eq!(done(store.current_number("here").await), Some(1));
    assert_eq!(audited(&store).await, [(Deed::Publish, "release 1".to_owned())]);
}

/// What the audit holds, oldest first.
async fn audited<S: People>(store: &S) -> Vec<(Deed, String)> {
    done(People::audit_after(store, 0).await).into_iter().map(|one| (one.entry.deed, one.entry.on)).collect()
}

/// Without a release that is withdrawn, the one before it stands; what it told stays told, and the only one that stands stays.
pub async fn a_release_is_withdrawn_and_the_one_before_stands<S: Releases + People<Error = <S as Store>::Error>>(
    open: impl AsyncFn() -> S,
) {
    let store = open().await;
    let (here, one) = (council("here"), batch(&store, &[("m", 1.0)]).await);
    for day in 2..=4 {
        done(publish(&store, one, time(day), &here, &parts(&["p"])).await);
    }
    let other = done(store.load(&council("there"), "d", time(1), std::iter::empty()).await).id;
    done(publish(&store, other, time(5), &council("there"), &[]).await);
    let take = async |council: &str, number| done(store.withdraw_release(council, number, WHY, &entry(Deed::WithdrawRelease, 6)).await);
    let version = done(store.register_version("here").await);
    assert_eq!(take("there", 3).await, Taken::Nowhere);
    assert_eq!(take("here", 9).await, Taken::Nowhere);
    assert_eq!(take("there", 4).await, Taken::Only);
    assert_eq!(take("here", 3).await, Taken::Done);
    assert_eq!(take("here", 3).await, Taken::Already);
    assert_ne!(done(store.register_version("here").await), version);
    assert_eq!(done(store.stand("here").await), Stand { newest: Some(3), standing: Some(2) });
    assert_eq!(done(store.current_number("here").await), Some(2));
    assert_eq!(done(store.current_release("here").await).map(|sealed| sealed.number), Some(2));
    assert_eq!(done(store.release("here", 3).await).map(|sealed| sealed.number), Some(3), "it is kept");
    assert_eq!(take("here", 1).await, Taken::Done);
    assert_eq!(take("here", 2).await, Taken::Only);
    let register = done(open().await.register("here").await);
    let withdrawn: Vec<_> = register.releases.iter().map(|release| release.withdrawn.clone()).collect();
    assert_eq!(withdrawn, [Some((time(6), WHY.to_owned())), None, Some((time(6), WHY.to_owned()))]);
    assert_eq!(register.standing().map(|release| release.number), Some(2));
    // The next number is the next, and what is worked out before a withdrawal is not published after it.
    assert_eq!(done(publish(&store, one, time(7), &here, &parts(&["p"])).await), 5);
    let deeds = audited(&store).await;
    let taken: Vec<&str> = deeds.iter().filter(|(deed, _)| *deed == Deed::WithdrawRelease).map(|(_, on)| on.as_str()).collect();
    assert_eq!(taken, ["release 3", "release 1"]);
    let short = store.withdraw_release("here", 2, "why", &entry(Deed::WithdrawRelease, 6)).await;
    assert!(short.is_err(), "the reason is a sentence");
}

/// A plan of measure `m` held, as it is written.
fn planning(by: UserId, batch: i64, stand: Stand, held: &BTreeSet<MeasureCode>) -> Planning<'_> {
    Planning { council: "here", batch, stand, at: time(20), held, note: "Soon", correction: None, by }
}

/// A planned release is told, is one at a time, keeps its figures, and ends once: cancelled, refused or published.
pub async fn a_plan_keeps_its_figures_and_ends_once<S: Releases + Imports + People<Error = <S as Store>::Error>>(
    open: impl AsyncFn() -> S,
) {
    let store = open().await;
    let (here, ada) = (council("here"), add(&store, "ada", &[]).await);
    let by = |deed, day| Entry { who: Some(ada), ..entry(deed, day) };
    let one = batch(&store, &[("m", 1.0)]).await;
    done(publish(&store, one, time(2), &here, &parts(&["p"])).await);
    let (stand, held) = (done(store.stand("here").await), BTreeSet::from([parse("m")]));
    let two = batch(&store, &[("m", 2.0)]).await;
    let plan = async |batch, stand| {
        let planned = store.plan(&planning(ada, batch, stand, &held), &by(Deed::PlanRelease, 3)).await;
        done(planned)
    };
    assert_eq!(plan(two, Stand::default()).await, Planned::Stale(stand));
    let Planned::Done(first) = plan(two, stand).await else { panic!("it is not planned") };
    assert_eq!(plan(two, stand).await, Planned::Already);
    let coming = done(store.register("here").await).coming;
    assert_eq!(coming, Some(Coming { at: time(20) }));
    let expected = Plan {
        id: first,
        batch: two,
        stand,
        at: time(20),
        held: held.clone(),
        note: "Soon".to_owned(),
        correction: None,
        planned: (ada, time(3)),
        ended: None,
    };
    assert_eq!(done(store.plans("here").await), [expected]);
    for seed in 0..4 {
        batch(&store, &[("m", f64::from(seed))]).await;
    }
    assert_eq!(done(store.observations(two, &parse("m")).await).len(), 1, "what is planned was let go");
    assert!(done(store.cancel_plan("here", first, WHY, &by(Deed::CancelPlanned, 4)).await));
    assert!(!done(store.cancel_plan("here", first, WHY, &by(Deed::CancelPlanned, 4)).await));
    assert!(!done(store.refuse_plan("here", first, WHY, &by(Deed::RefusePlanned, 4)).await));
    batch(&store, &[("m", 9.0)]).await;
    assert!(store.observations(two, &parse("m")).await.is_err(), "what was planned is kept for ever");

    let three = done(store.latest_batch("here").await).map_or(0, |batch| batch.id);
    let Planned::Done(second) = plan(three, stand).await else { panic!("it is not planned") };
    let fulfil = async |plan| {
        let held = held.iter().map(|measure| (measure.clone(), Some(one))).collect();
        let own = parts(&["p"]);
        let stand = done(store.stand("here").await);
        let publication =
            Publication { batch: three, council: &here, parts: &own, stand, held: &held, note: "Soon", correction: None, plan: Some(plan) };
        done(store.publish(&publication, &entry(Deed::Publish, 20)).await)
    };
    assert_eq!(fulfil(first).await, Published::Ended, "it was cancelled");
    assert_eq!(done(store.stand("here").await), stand, "nothing was written");
    assert_eq!(fulfil(second).await, Published::Done(2));
    assert_eq!(fulfil(second).await, Published::Ended);
    let ended: Vec<_> = done(store.plans("here").await).into_iter().map(|plan| plan.ended).collect();
    assert_eq!(ended, [Some((time(20), Ended::Published(2))), Some((time(4), Ended::Cancelled(WHY.to_owned())))]);
    assert_eq!(done(store.register("here").await).coming, None);
    assert_eq!(figure(&store, 2, "m").await, Some(1.0));
}

/// What an import that was withdrawn since is part of is neither planned nor published.
pub async fn what_is_withdrawn_is_not_published<S: Releases + Imports + People<Error = <S as Store>::Error>>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let (here, ada) = (council("here"), add(&store, "ada", &[]).await);
    let over = Some(batch(&store, &[("m", 1.0)]).await);
    let brought = Brought { council: "here", file: "figures.csv", digest: "1", by: "someone", over };
    let accepted = done(store.accept(&brought, &entry(Deed::Import, 2), [value("m", "b", 5.0)].into_iter()).await);
    let Accepted::Done(Import { batch: Batch { id: import, .. }, .. }) = accepted else { panic!("nothing came between") };
    let newest = done(store.latest_batch("here").await).map_or(0, |batch| batch.id);
    assert!(done(store.withdraw("here", import, "another", &entry(Deed::Withdraw, 3)).await));
    assert_eq!(done(told(&store, 4, newest, &[], None).await), Published::Withdrawn(vec![import]));
    let held = BTreeSet::new();
    let planned = store.plan(&planning(ada, newest, Stand::default(), &held), &entry(Deed::PlanRelease, 4)).await;
    assert_eq!(done(planned), Planned::Withdrawn(vec![import]));
    let now = done(store.latest_batch("here").await).map_or(0, |batch| batch.id);
    assert_eq!(done(publish(&store, now, time(5), &here, &parts(&["p"])).await), 1);
}
