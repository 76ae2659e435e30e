//! Promises about batches.

use std::{future::poll_fn, pin::pin, task::Poll};

use domain::{
    observation::{Figure, Observation},
    store::{Releases, Store},
};

use crate::{
    done,
    sample::{council, many, observation, parse, parts, publish, time},
};

/// A new store holds nothing, and says so without an error.
pub async fn an_empty_store_holds_nothing<S: Store>(open: impl AsyncFn() -> S) {
    let store = open().await;
    assert_eq!(done(store.latest_batch("here").await), None);
    assert_eq!(done(store.council(1).await), None);
    assert_eq!(done(store.current_release("here").await), None);
}

/// A council comes back equal, to the last bit of its numbers.
pub async fn a_council_comes_back_as_it_was<S: Store>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let here = council("here");
    let batch = done(store.load(&here, "d", time(1), many(1, 0)).await);
    assert_eq!(done(store.council(batch.id).await), Some(here));
    assert_eq!(done(store.council(batch.id + 1).await), None);
}

/// A council that would not come back equal is refused, and nothing is written.
pub async fn a_council_that_would_change_is_refused<S: Store>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let mut here = council("here");
    for target in &mut here.targets {
        target.value = f64::NAN;
    }
    assert!(store.load(&here, "d", time(1), many(1, 0)).await.is_err());
    assert_eq!(done(store.latest_batch("here").await), None);
}

/// Batch numbers rise; the newest is the one loaded last, for each council by itself.
pub async fn the_newest_batch_of_each_council_is_found<S: Store>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let first = done(store.load(&council("here"), "one", time(3), many(3, 0)).await);
    let other = done(store.load(&council("there"), "two", time(2), many(2, 0)).await);
    // Earlier by the clock, and yet newer.
    let second = done(store.load(&council("here"), "three", time(1), many(1, 0)).await);
    assert!(first.id < other.id && other.id < second.id);
    assert_eq!((second.council.as_str(), second.digest.as_str(), second.loaded_at, second.observations), ("here", "three", time(1), 1));
    assert_eq!(done(store.latest_batch("here").await), Some(second));
    assert_eq!(done(store.latest_batch("there").await), Some(other));
    assert_eq!(done(store.latest_batch("nowhere").await), None);
}

/// One wrong observation at the end of many, and nothing of the load is there.
pub async fn a_load_with_a_fault_leaves_nothing<S: Store>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let here = council("here");
    let batch = done(store.load(&here, "good", time(1), many(10, 1)).await);
    let figure = |value| Figure::Value { value, interval: None };
    for bad in [
        // There already: among the first, and just before.
        observation("m", "a000003", figure(1.0)),
        observation("m", "a019999", figure(1.0)),
        observation("m", "b", figure(f64::NAN)),
        observation("m", "b", figure(f64::INFINITY)),
        observation("m", "b", Figure::Parts { numerator: 1.0, denominator: Some(f64::NEG_INFINITY) }),
        observation("m", "b", Figure::Value { value: 1.0, interval: Some((0.0, f64::NAN)) }),
    ] {
        let name = bad.area.clone();
        let Err(error) = store.load(&here, "bad", time(2), many(20_000, 2).chain([bad])).await else {
            panic!("a load with a fault at {name} was accepted")
        };
        let text = error.to_string();
        assert!(["m", name.as_str(), "everyone", "2023-04-01/P3M"].iter().all(|part| text.contains(part)), "{text}");
        assert_eq!(done(store.latest_batch("here").await), Some(batch.clone()));
        assert_eq!(done(store.observations(batch.id, &parse("m")).await), many(10, 1).collect::<Vec<_>>());
    }
    let next = done(store.load(&here, "good", time(3), many(20_000, 3)).await);
    assert_eq!((next.id > batch.id, next.observations), (true, 20_000));
}

/// A load whose future is dropped half way leaves nothing, and the store goes on.
pub async fn a_load_that_is_given_up_leaves_nothing<S: Store>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let here = council("here");
    {
        let mut load = pin!(store.load(&here, "given up", time(1), many(usize::MAX, 1)));
        let mut polls = 0;
        poll_fn(|context| {
            polls += 1;
            assert!(load.as_mut().poll(context).is_pending(), "a load without end has ended");
            if polls > 20 { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }
    assert_eq!(done(store.latest_batch("here").await), None);
    let batch = done(store.load(&here, "whole", time(2), many(5, 2)).await);
    assert_eq!(done(store.observations(batch.id, &parse("m")).await).len(), 5);
}

/// Observations are kept for a council's newest two batches and for those with a release; what is let go is never an empty answer.
pub async fn the_newest_two_batches_and_released_ones_are_kept<S: Releases>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let (here, m) = (council("here"), parse("m"));
    let mut ids = Vec::new();
    for seed in 0..5 {
        ids.push(done(store.load(&here, "d", time(1), many(40, seed)).await).id);
        done(store.load(&council(&format!("other{seed}")), "d", time(1), many(2, seed)).await);
        if seed == 1 {
            done(publish(&store, ids[1], time(2), &here, &parts(&["p"])).await);
        }
    }
    for (seed, id) in ids.iter().enumerate() {
        let found = store.observations(*id, &m).await;
        if matches!(seed, 1 | 3 | 4) {
            assert_eq!(done(found), many(40, seed).collect::<Vec<Observation>>(), "batch {id}");
        } else {
            assert!(found.is_err(), "batch {id} was let go, and answers");
            assert!(publish(&store, *id, time(3), &here, &[]).await.is_err());
        }
    }
}

/// A folder may hold no figures yet.
pub async fn a_batch_without_observations_is_a_batch<S: Store>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let batch = done(store.load(&council("here"), "d", time(1), std::iter::empty()).await);
    assert_eq!(batch.observations, 0);
    assert_eq!(done(store.observations(batch.id, &parse("m")).await), []);
    assert_eq!(done(store.latest_batch("here").await), Some(batch));
}
