//! Promises about observations.

use domain::{
    observation::{Figure, Flags, Missing, Observation, Provenance},
    period::Period,
    store::Store,
};

use crate::{
    done,
    sample::{ODD, council, many, observation, parse, time},
};

/// Every figure, flag, provenance, reason and source comes back, to the last bit.
pub async fn every_figure_comes_back_exactly<S: Store>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let mut figures = Vec::new();
    for (at, odd) in ODD.into_iter().enumerate() {
        let next = ODD[(at + 1) % ODD.len()];
        figures.extend([
            Figure::Parts { numerator: odd, denominator: None },
            Figure::Parts { numerator: odd, denominator: Some(next) },
            Figure::Value { value: odd, interval: None },
            Figure::Value { value: odd, interval: Some((next, -odd - 1.0)) },
        ]);
    }
    // A thousand numbers of every size, from a fixed recipe.
    let mut bits = 1_u64;
    figures.extend(
        std::iter::repeat_with(|| {
            bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            f64::from_bits(bits ^ (bits >> 29))
        })
        .filter(|number| number.is_finite())
        .take(1000)
        .map(|value| Figure::Value { value, interval: None }),
    );
    figures.extend(Missing::ALL.map(Figure::Missing));
    let provenances = [Provenance::Published, Provenance::Council, Provenance::Illustrative];
    let all: Vec<Observation> = figures
        .into_iter()
        .enumerate()
        .map(|(at, figure)| Observation {
            flags: Flags { provisional: at & 1 > 0, revised: at & 2 > 0, break_in_series: at & 4 > 0, estimated: at & 8 > 0 },
            provenance: provenances[at % 3],
            source: (at % 2 == 0).then(|| parse(&format!("s{}", at % 5))),
            ..observation("m", &format!("a{at:06}"), figure)
        })
        .collect();
    let batch = done(store.load(&council("here"), "d", time(1), all.clone().into_iter()).await);
    assert_eq!(usize::try_from(batch.observations), Ok(all.len()));
    let found = done(store.observations(batch.id, &parse("m")).await);
    assert_eq!(found.len(), all.len());
    for (found, given) in found.iter().zip(&all) {
        assert_eq!(found, given);
    }
}

/// Another measure, another batch and another council have their own.
pub async fn observations_are_of_one_measure_and_batch<S: Store>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let value = |value| Figure::Value { value, interval: None };
    let mine = |measure: &str, number| vec![observation(measure, "a", value(number))];
    let load = async |code: &str, number: f64| {
        let all = [mine("m", number), mine("n", number + 1.0)].concat();
        done(store.load(&council(code), "d", time(1), all.into_iter()).await).id
    };
    for (id, number) in [(load("here", 1.0).await, 1.0), (load("there", 3.0).await, 3.0), (load("here", 5.0).await, 5.0)] {
        assert_eq!(done(store.observations(id, &parse("m")).await), mine("m", number));
        assert_eq!(done(store.observations(id, &parse("n")).await), mine("n", number + 1.0));
        assert_eq!(done(store.observations(id, &parse("never-loaded")).await), []);
    }
}

/// Ordered by area, group and period, in whatever order they came.
pub async fn observations_are_ordered<S: Store>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let mut all = Vec::new();
    for area in ["Z1", "a", "E05000002", "E05000010", "a-1"] {
        for group in ["everyone", "disabled", "B", "b"] {
            // Some end on the same day; two are the same days and differ in kind.
            for period in ["2024-03-31", "2023-04-01/P12M", "2023-04-01/P1Y", "2024-01-01/P3M", "2021-12-01/P1M", "2021-01-01/P3Y"] {
                let figure = Figure::Value { value: all.len() as f64, interval: None };
                all.push(Observation { group: parse(group), period: parse(period), ..observation("m", area, figure) });
            }
        }
    }
    let mut sorted = all.clone();
    sorted.sort_by(|a, b| (&a.area, &a.group, a.period).cmp(&(&b.area, &b.group, b.period)));
    assert_ne!(all, sorted);
    for backwards in [false, true] {
        if backwards {
            all.reverse();
        }
        let batch = done(store.load(&council("here"), "d", time(1), all.clone().into_iter()).await);
        assert_eq!(done(store.observations(batch.id, &parse("m")).await), sorted);
    }
}

/// The periods of all measures, areas and groups of a batch, each once and in order; not those of another batch or council.
pub async fn the_periods_of_a_batch_are_each_told_once<S: Store>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let load = async |code: &str, periods: &[&str]| {
        let mut all = Vec::new();
        for (at, period) in periods.iter().enumerate() {
            for measure in ["m", "n"] {
                let figure = Figure::Missing(Missing::NotAvailable);
                let area = format!("a{}", at % 3);
                // Groups tell apart what else would be the same observation twice.
                let group = format!("g{at}");
                all.push(Observation { period: parse(period), group: parse(&group), ..observation(measure, &area, figure) });
            }
        }
        done(store.load(&council(code), "d", time(1), all.into_iter()).await).id
    };
    let expected = |periods: &[&str]| {
        let mut periods: Vec<Period> = periods.iter().map(|period| parse(period)).collect();
        periods.sort_unstable();
        periods.dedup();
        periods
    };
    // Some end on the same day; two are the same days and differ in kind.
    let mixed = ["2024-03-31", "2023-04-01/P12M", "2024-01-01/P3M", "2023-04-01/P1Y", "2024-03-31", "2021-12-01/P1M", "2023-04-01/P12M"];
    let first = load("here", &mixed).await;
    assert_eq!(done(store.periods(first).await), expected(&mixed));
    let other = load("there", &["2019-01-01/P1Y", "2024-03-31"]).await;
    let second = load("here", &["2025-01-01/P3M"]).await;
    let none = load("here", &[]).await;
    for (batch, periods) in [(other, &["2019-01-01/P1Y", "2024-03-31"][..]), (second, &["2025-01-01/P3M"]), (none, &[])] {
        assert_eq!(done(store.periods(batch).await), expected(periods));
    }
}

/// Asking for a batch that was never loaded is an error: an empty answer would read as "no figures".
pub async fn what_is_not_there_is_not_an_empty_answer<S: Store>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let batch = done(store.load(&council("here"), "d", time(1), many(1, 0)).await);
    assert!(store.observations(batch.id + 1, &parse("m")).await.is_err());
    assert!(store.periods(batch.id + 1).await.is_err());
}
