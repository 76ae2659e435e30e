//! Promises about time: reopening, and doing several things at once.

use std::{
    future::poll_fn,
    pin::pin,
    task::{Context, Poll},
};

use domain::store::{Releases, Store};

use crate::{
    done,
    sample::{council, many, parse, parts, publish, time},
};

/// What one opening wrote, the next one finds.
pub async fn what_was_written_is_there_after_reopening<S: Releases>(open: impl AsyncFn() -> S) {
    let here = council("here");
    let (batch, release) = {
        let store = open().await;
        let batch = done(store.load(&here, "d", time(1), many(50, 1)).await);
        done(publish(&store, batch.id, time(2), &here, &parts(&["p"])).await);
        (batch, done(store.current_release("here").await))
    };
    let store = open().await;
    assert_eq!(done(store.latest_batch("here").await), Some(batch.clone()));
    assert_eq!(done(store.council(batch.id).await), Some(here.clone()));
    assert_eq!(done(store.observations(batch.id, &parse("m")).await), many(50, 1).collect::<Vec<_>>());
    assert_eq!(done(store.current_release("here").await), release);
    // Numbers go on from where they were, and new words find their place among the old.
    assert!(done(store.load(&here, "d", time(3), many(60, 2)).await).id > batch.id);
    assert_eq!(done(publish(&store, batch.id, time(4), &here, &[]).await), 2);
}

/// While a batch is being loaded, a reader finds the one before it, whole; then the new one, whole.
pub async fn a_reader_sees_whole_batches_only<S: Store>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let here = council("here");
    let read = async || {
        let batch = done(store.latest_batch("here").await);
        let batch = batch.unwrap_or_else(|| panic!("the newest batch is gone"));
        let found = done(store.observations(batch.id, &parse("m")).await);
        assert_eq!(Ok(batch.observations), i64::try_from(found.len()));
        batch.id
    };
    let old = done(store.load(&here, "d", time(1), many(1000, 0)).await).id;
    let mut load = pin!(store.load(&here, "d", time(1), many(60_000, 1)));
    let (mut new, mut seen) = (None, Vec::new());
    while new.is_none() {
        let id = both(pin!(read()), &mut |context| {
            if new.is_none()
                && let Poll::Ready(batch) = load.as_mut().poll(context)
            {
                new = Some(done(batch).id);
            }
        })
        .await;
        seen.push(id);
    }
    assert_eq!(seen.first(), Some(&old), "no reader was let in while the batch was loaded");
    assert!(seen.is_sorted() && seen.iter().all(|id| *id == old || Some(*id) == new), "{seen:?} while {old} became {new:?}");
    assert_eq!(Some(read().await), new);
}

/// Two openings publish at once: every release has its own number, and none is left out.
pub async fn releases_published_at_once_have_their_own_numbers<S: Releases>(open: impl AsyncFn() -> S) {
    let (one, two) = (open().await, open().await);
    let here = council("here");
    let batch = done(one.load(&here, "d", time(1), many(1, 0)).await).id;
    let ten = async |store: &S| {
        let mut numbers = Vec::new();
        for _ in 0..10 {
            numbers.push(done(publish(store, batch, time(2), &here, &parts(&["p", "q"])).await));
        }
        numbers
    };
    let mut second = pin!(ten(&two));
    let mut done_second = None;
    let mut numbers = both(pin!(ten(&one)), &mut |context| {
        if done_second.is_none()
            && let Poll::Ready(numbers) = second.as_mut().poll(context)
        {
            done_second = Some(numbers);
        }
    })
    .await;
    numbers.extend(match done_second {
        Some(numbers) => numbers,
        None => second.await,
    });
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=20).collect::<Vec<i64>>());
}

/// Waits for a future, and polls something else whenever it is polled.
async fn both<T>(mut first: std::pin::Pin<&mut impl Future<Output = T>>, other: &mut impl FnMut(&mut Context<'_>)) -> T {
    poll_fn(|context| {
        other(context);
        first.as_mut().poll(context)
    })
    .await
}
