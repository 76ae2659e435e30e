//! Promises about releases.

use domain::store::{Part, Releases, Sealed};

use crate::{
    done,
    sample::{council, many, parts, publish, time},
};

/// A release comes back as it was: its own council, the time, and every byte of its parts, which are ordered by key.
pub async fn a_release_comes_back_as_it_was<S: Releases>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let mut here = council("here");
    let batch = done(store.load(&here, "d", time(1), many(1, 0)).await).id;
    here.name = "As it was called on the day".into();
    let mut given: Vec<Part> = parts(&["measure/m", "area/b", "area/B", "area/a-1", "area/a/1"]);
    given.push(Part { key: "empty".into(), bytes: vec![] });
    given.push(Part { key: "every byte".into(), bytes: (0..=255).cycle().take(100_000).collect() });
    let number = done(publish(&store, batch, time(2), &here, &given).await);
    given.sort_by(|a, b| a.key.cmp(&b.key));
    let sealed = Sealed { number, batch, published_at: time(2), council: here, parts: given };
    assert_eq!(done(store.current_release("here").await), Some(sealed));
}

/// The first release is 1, the next one more.
pub async fn releases_are_numbered_without_gaps<S: Releases>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let here = council("here");
    let batch = done(store.load(&here, "d", time(1), many(1, 0)).await).id;
    for number in 1..=5 {
        assert_eq!(done(publish(&store, batch, time(9), &here, &parts(&["p"])).await), number);
        assert_eq!(done(store.current_release("here").await).map(|release| release.number), Some(number));
        assert_eq!(done(store.current_number("here").await), Some(number));
    }
}

/// A release that is refused writes nothing, and uses up no number.
pub async fn a_release_that_fails_leaves_no_gap<S: Releases>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let here = council("here");
    let batch = done(store.load(&here, "d", time(1), many(1, 0)).await).id;
    assert_eq!(done(publish(&store, batch, time(2), &here, &[]).await), 1);
    let first = done(store.current_release("here").await);
    let twice = parts(&["p", "q", "p"]);
    assert!(publish(&store, batch, time(3), &here, &twice).await.is_err(), "two parts under one key");
    assert!(publish(&store, batch, time(3), &here, &parts(&["p", ""])).await.is_err(), "a part without a key");
    assert!(publish(&store, batch + 1, time(3), &here, &[]).await.is_err(), "a batch that is not there");
    assert!(publish(&store, batch, time(3), &council("there"), &[]).await.is_err(), "a batch of another council");
    assert_eq!(done(store.current_release("here").await), first);
    assert_eq!(done(store.current_release("there").await), None);
    assert_eq!(done(store.current_number("here").await), Some(1));
    assert_eq!(done(store.current_number("there").await), None);
    assert_eq!(done(publish(&store, batch, time(4), &here, &[]).await), 2);
}

/// The newest release of a council is not that of another.
pub async fn each_council_has_its_own_release<S: Releases>(open: impl AsyncFn() -> S) {
    let store = open().await;
    for (code, expected) in [("here", 1), ("there", 2)] {
        let batch = done(store.load(&council(code), "d", time(1), many(1, 0)).await).id;
        assert_eq!(done(publish(&store, batch, time(2), &council(code), &parts(&[code])).await), expected);
    }
    for (code, expected) in [("here", 1), ("there", 2)] {
        let release = done(store.current_release(code).await);
        assert_eq!(release.map(|release| (release.number, release.parts)), Some((expected, parts(&[code]))));
        assert_eq!(done(store.current_number(code).await), Some(expected));
    }
}
