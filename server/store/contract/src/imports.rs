//! Promises about imports.

use domain::{
    observation::{Figure, Observation},
    people::audit::Deed,
    store::{Accepted, Brought, Import, Imports, People, Releases},
};

use crate::{
    done,
    sample::{council, entry, many, observation, parse, parts, publish, time},
};

/// A file that was compared with the newest batch.
async fn brought<'a, S: Imports>(store: &S, digest: &'a str) -> Brought<'a> {
    let over = done(store.latest_batch("here").await).map(|batch| batch.id);
    Brought { council: "here", file: "figures.csv", digest, by: "someone", over }
}

/// Brings figures in on a day.
async fn accept<S: Imports>(store: &S, digest: &str, day: u32, figures: impl Iterator<Item = Observation> + Send) -> Import {
    match done(store.accept(&brought(store, digest).await, &entry(Deed::Import, day), figures).await) {
        Accepted::Done(import) => import,
        Accepted::Overtaken => panic!("nothing came between, and nothing was written"),
    }
}

fn count(area: &str, number: f64) -> Observation {
    observation("m", area, Figure::Parts { numerator: number, denominator: None })
}

/// The figures of the newest batch: area and number.
async fn newest<S: Imports>(store: &S) -> (i64, Vec<(String, f64)>) {
    let Some(batch) = done(store.latest_batch("here").await) else { panic!("nothing is loaded") };
    let figures = of(store, batch.id).await;
    assert_eq!(usize::try_from(batch.observations), Ok(figures.len()), "the batch says how many it holds");
    (batch.id, figures)
}

async fn of<S: Imports>(store: &S, batch: i64) -> Vec<(String, f64)> {
    let number = |one: Observation| match one.figure {
        Figure::Parts { numerator, .. } => (one.area.to_string(), numerator),
        other => panic!("{other:?}"),
    };
    done(store.observations(batch, &parse("m")).await).into_iter().map(number).collect()
}

fn figures(list: &[(&str, f64)]) -> Vec<(String, f64)> {
    list.iter().map(|(area, number)| ((*area).to_owned(), *number)).collect()
}

/// What is brought in stands over the folder, the later over the earlier; without it, what was under it is there again.
pub async fn an_import_stands_over_the_folder<S: Imports>(open: impl AsyncFn() -> S) {
    let store = open().await;
    assert!(
        store.accept(&brought(&store, "1").await, &entry(Deed::Import, 1), std::iter::empty()).await.is_err(),
        "there is no folder to stand over"
    );
    let folder = done(store.load(&council("here"), "d", time(1), [count("a", 1.0), count("b", 2.0)].into_iter()).await);
    let first = accept(&store, "1", 2, [count("b", 20.0), count("c", 30.0)].into_iter()).await;
    let (one, there) = newest(&store).await;
    assert_eq!(there, figures(&[("a", 1.0), ("b", 20.0), ("c", 30.0)]));
    let second = accept(&store, "2", 3, [count("c", 300.0)].into_iter()).await;
    let (two, there) = newest(&store).await;
    assert_eq!(there, figures(&[("a", 1.0), ("b", 20.0), ("c", 300.0)]));
    assert!(folder.id < one && one < two);
    assert_eq!((first.batch.observations, second.batch.observations), (2, 1));
    assert_eq!(done(store.batch(first.batch.id).await), Some(first.batch.clone()));
    assert_eq!(done(store.batch(two + 1).await), None);
    // The folder's digest is still the newest batch's: the same folder is not loaded again.
    assert_eq!(done(store.latest_batch("here").await).map(|batch| batch.digest), Some("d".to_owned()));
    assert!(done(store.withdraw("here", second.batch.id, "another", &entry(Deed::Withdraw, 4)).await));
    assert_eq!(newest(&store).await.1, figures(&[("a", 1.0), ("b", 20.0), ("c", 30.0)]));
    assert!(done(store.withdraw("here", first.batch.id, "another", &entry(Deed::Withdraw, 5)).await));
    assert_eq!(newest(&store).await.1, figures(&[("a", 1.0), ("b", 2.0)]));
    assert_eq!(done(store.periods(newest(&store).await.0).await).len(), 1);
}

/// A folder that is loaded anew stands below what was brought in.
pub async fn imports_outlive_the_folder<S: Imports>(open: impl AsyncFn() -> S) {
    let store = open().await;
    done(store.load(&council("here"), "one", time(1), [count("a", 1.0)].into_iter()).await);
    accept(&store, "1", 2, [count("b", 20.0)].into_iter()).await;
    for seed in 0..4 {
        let batch = done(store.load(&council("here"), "two", time(3), [count("a", f64::from(seed)), count("b", 2.0)].into_iter()).await);
        assert_eq!((batch.observations, newest(&store).await), (2, (batch.id, figures(&[("a", f64::from(seed)), ("b", 20.0)]))));
    }
    let reopened = open().await;
    assert_eq!(newest(&reopened).await.1, figures(&[("a", 3.0), ("b", 20.0)]));
}

/// What a release was made from stays, whatever is brought in, withdrawn or loaded after it.
pub async fn what_was_released_stays<S: Imports + Releases>(open: impl AsyncFn() -> S) {
    let store = open().await;
    done(store.load(&council("here"), "d", time(1), [count("a", 1.0)].into_iter()).await);
    let import = accept(&store, "1", 2, [count("a", 10.0)].into_iter()).await;
    let (released, _) = newest(&store).await;
    done(publish(&store, released, time(3), &council("here"), &parts(&["p"])).await);
    done(store.withdraw("here", import.batch.id, "another", &entry(Deed::Withdraw, 4)).await);
    for seed in 0..4 {
        done(store.load(&council("here"), "more", time(5), many(3, seed)).await);
        accept(&store, "2", 6, [count("a", 100.0)].into_iter()).await;
    }
    assert_eq!(of(&store, released).await, figures(&[("a", 10.0)]));
}

/// One wrong figure, and nothing of the import is there.
pub async fn an_import_with_a_fault_leaves_nothing<S: Imports + People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    done(store.load(&council("here"), "d", time(1), [count("a", 1.0)].into_iter()).await);
    let before = newest(&store).await;
    let wrong = [count("b", 1.0), count("b", 2.0)];
    assert!(store.accept(&brought(&store, "1").await, &entry(Deed::Import, 2), wrong.into_iter()).await.is_err());
    assert!(store.accept(&brought(&store, "1").await, &entry(Deed::Import, 2), [count("b", f64::NAN)].into_iter()).await.is_err());
    assert_eq!(newest(&store).await, before);
    assert_eq!(done(store.imports("here").await), []);
    assert_eq!(audited(&store).await, []);
}

/// What the audit holds, oldest first.
async fn audited<S: People>(store: &S) -> Vec<(Deed, String)> {
    done(People::audit_after(store, 0).await).into_iter().map(|one| (one.entry.deed, one.entry.on)).collect()
}

/// Imports are listed, the newest first, with who brought them in and who took them out.
pub async fn imports_are_listed<S: Imports + People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    done(store.load(&council("here"), "d", time(1), std::iter::empty()).await);
    let first = accept(&store, "1", 2, many(3, 1)).await;
    let second = accept(&store, "2", 3, many(2, 2)).await;
    assert_eq!(done(store.imports("here").await), [second.clone(), first.clone()]);
    assert!(!done(store.withdraw("there", first.batch.id, "another", &entry(Deed::Withdraw, 4)).await), "it is another council's");
    assert!(done(store.withdraw("here", first.batch.id, "another", &entry(Deed::Withdraw, 4)).await));
    assert!(!done(store.withdraw("here", first.batch.id, "a third", &entry(Deed::Withdraw, 5)).await), "it is withdrawn already");
    let withdrawn = Import { withdrawn: Some((time(4), "another".to_owned())), ..first };
    assert_eq!(done(store.imports("here").await), [second.clone(), withdrawn.clone()]);
    assert_eq!(done(store.imports("there").await), []);
    let on = |deed, import: &Import| (deed, format!("import {}", import.batch.id));
    assert_eq!(audited(&store).await, [on(Deed::Import, &withdrawn), on(Deed::Import, &second), on(Deed::Withdraw, &withdrawn)]);
}

/// Beneath an import is what would be in force without it and those after it.
pub async fn what_an_import_stands_over_is_told<S: Imports>(open: impl AsyncFn() -> S) {
    let store = open().await;
    done(store.load(&council("here"), "d", time(1), [count("a", 1.0), count("b", 2.0)].into_iter()).await);
    let first = accept(&store, "1", 2, [count("b", 20.0)].into_iter()).await.batch.id;
    let second = accept(&store, "2", 3, [count("a", 10.0), count("c", 30.0)].into_iter()).await.batch.id;
    let beneath = async |batch| {
        let numbers = done(store.beneath("here", batch, &parse("m")).await).into_iter().map(|one| match one.figure {
            Figure::Parts { numerator, .. } => (one.area.to_string(), numerator),
            other => panic!("{other:?}"),
        });
        numbers.collect::<Vec<_>>()
    };
    assert_eq!(beneath(first).await, figures(&[("a", 1.0), ("b", 2.0)]));
    assert_eq!(beneath(second).await, figures(&[("a", 1.0), ("b", 20.0)]));
    done(store.withdraw("here", first, "another", &entry(Deed::Withdraw, 4)).await);
    assert_eq!(beneath(second).await, figures(&[("a", 1.0), ("b", 2.0)]));
}

/// Of two who compared their figures with the same batch, the second is told, and nothing of theirs is written; whatever came between.
pub async fn the_second_of_two_imports_is_told<S: Imports + People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    done(store.load(&council("here"), "d", time(1), [count("a", 1.0)].into_iter()).await);
    let (one, two) = (brought(&store, "1").await, brought(&store, "2").await);
    let write =
        async |brought: Brought<'_>, number| done(store.accept(&brought, &entry(Deed::Import, 2), [count("a", number)].into_iter()).await);
    let Accepted::Done(first) = write(one, 10.0).await else { panic!("nothing came before it") };
    let before = (newest(&store).await, audited(&store).await);
    assert_eq!(write(two, 20.0).await, Accepted::Overtaken);
    assert_eq!(write(Brought { over: None, ..two }, 20.0).await, Accepted::Overtaken, "compared with nothing");
    assert_eq!(write(Brought { over: Some(first.batch.id), ..two }, 20.0).await, Accepted::Overtaken, "compared with an import alone");
    assert_eq!((newest(&store).await, audited(&store).await), before);
    assert_eq!(done(store.imports("here").await), std::slice::from_ref(&first));
    // What is withdrawn or loaded comes between as well.
    let again = brought(&store, "2").await;
    assert!(done(store.withdraw("here", first.batch.id, "another", &entry(Deed::Withdraw, 3)).await));
    assert_eq!(write(again, 20.0).await, Accepted::Overtaken);
    let again = brought(&store, "2").await;
    done(store.load(&council("here"), "e", time(4), [count("a", 2.0)].into_iter()).await);
    assert_eq!(write(again, 20.0).await, Accepted::Overtaken);
    // Another council's figures are none of theirs.
    let again = brought(&store, "2").await;
    done(store.load(&council("there"), "e", time(5), [count("a", 2.0)].into_iter()).await);
    assert!(matches!(write(again, 20.0).await, Accepted::Done(_)));
}
