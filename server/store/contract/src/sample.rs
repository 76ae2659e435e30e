//! A small council and its observations.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use domain::{
    area::{Area, AreaType, Boundary},
    council::{Council, Postcode, Words},
    geometry::hex::Layout,
    measure::{Target, Tolerance},
    observation::{Figure, Flags, Observation, Provenance},
    people::audit::{Deed, Entry},
    store::{Part, Publication, Published, Releases},
};

/// A code or a period. The texts in this suite are all well formed.
pub(crate) fn parse<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> T {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

/// Midday and a half, on a day of March 2024.
pub(crate) fn time(day: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2024, 3, day).and_then(|day| day.and_hms_micro_opt(12, 30, 0, 500_001)).unwrap_or_default()
}

/// A council with numbers and letters that a careless encoding would change.
pub(crate) fn council(code: &str) -> Council {
    let word = |one: &str| (one.to_owned(), format!("{one}s"));
    Council {
        code: code.into(),
        name: format!("{code} “Cïty” Council"),
        place: "Ellan Vannin \u{1f3db}".into(),
        website: None,
        attribution: String::new(),
        head_colour: "#0E2F4E".into(),
        words: Words {
            city: word("city"),
            neighbourhood: word("neighbourhood"),
            ward: word("ward"),
            comparator: word("core city"),
            councillor: word("councillor"),
            directorate: word("directorate"),
        },
        areas: vec![Area {
            code: parse("E08000012"),
            name: "A \\ \"place\"\n".into(),
            kind: AreaType::City,
            parent: None,
            boundary_set: "LAD2023".into(),
            valid_from: NaiveDate::from_ymd_opt(1974, 4, 1),
            valid_to: None,
            councillors: Some(85),
            illustrative: true,
            note: None,
        }],
        hex_layout: Layout::EvenQ,
        hexes: vec![],
        boundaries: vec![Boundary { area: parse("E08000012"), rings: vec![ODD.chunks(2).map(|pair| (pair[0], pair[1])).collect()] }],
        postcodes: vec![Postcode { postcode: "L1".into(), area: parse("E08000012") }],
        characteristics: vec![],
        directorates: vec![],
        plans: vec![],
        programmes: vec![],
        priorities: domain::priority::Priorities::default(),
        measures: vec![],
        targets: vec![Target {
            measure: parse("m"),
            area: None,
            period: parse("2023-04-01/P1Y"),
            value: ODD[0],
            upper: Some(ODD[1]),
            tolerance: Tolerance::Relative(0.1 + 0.2),
            set_by: "Director".into(),
            set_on: NaiveDate::default(),
            provenance: Provenance::Council,
            note: Some("note".into()),
        }],
        sources: vec![],
        lineage: domain::lineage::Lineage::default(),
        alike: None,
    }
}

/// Numbers that come back changed when they are written in too few digits or read without care.
pub(crate) const ODD: [f64; 12] = [
    0.1 + 0.2,
    1.0 / 3.0,
    -2.2,
    0.0,
    9_007_199_254_740_993.0,
    f64::MAX,
    f64::MIN_POSITIVE,
    5e-324,
    1.797_693_134_862_315_6e308,
    123_456_789.123_456_79,
    2.225_073_858_507_201e-308,
    8.41e21,
];

/// An observation of everyone in `2023-04-01/P3M` with this figure.
pub(crate) fn observation(measure: &str, area: &str, figure: Figure) -> Observation {
    Observation {
        measure: parse(measure),
        area: parse(area),
        period: parse("2023-04-01/P3M"),
        group: parse("everyone"),
        figure,
        flags: Flags::default(),
        provenance: Provenance::Published,
        source: None,
    }
}

/// `count` observations of measure `m`, each with its own area and a figure from `seed`.
pub(crate) fn many(count: usize, seed: usize) -> impl Iterator<Item = Observation> + Send + Clone {
    (0..count).map(move |at| {
        let figure = Figure::Parts { numerator: (seed * 1_000_000 + at) as f64, denominator: None };
        observation("m", &format!("a{at:06}"), figure)
    })
}

/// Parts of a release.
pub(crate) fn parts(keys: &[&str]) -> Vec<Part> {
    keys.iter().map(|key| Part { key: (*key).into(), bytes: key.bytes().rev().collect() }).collect()
}

/// An entry of the audit, at a day's midday.
pub(crate) fn entry(deed: Deed, day: u32) -> Entry {
    Entry { at: time(day), who: None, deed, on: String::new(), place: "a test".to_owned() }
}

/// Publishes a batch as it stands, with nothing held and nothing told of it. Its number.
pub(crate) async fn publish<S: Releases>(
    store: &S,
    batch: i64,
    at: NaiveDateTime,
    council: &Council,
    parts: &[Part],
) -> Result<i64, S::Error> {
    loop {
        let (stand, held) = (store.stand(&council.code).await?, BTreeMap::new());
        let publication = Publication { batch, council, parts, stand, held: &held, note: "", correction: None, plan: None };
        match store.publish(&publication, &Entry { at, ..entry(Deed::Publish, 1) }).await? {
            Published::Done(number) => return Ok(number),
            // Somebody else was faster.
            Published::Stale(_) => {}
            refused => panic!("{refused:?}"),
        }
    }
}
