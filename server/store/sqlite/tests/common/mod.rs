//! A council and observations for tests of the file itself.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use domain::{
    council::{Council, Words},
    geometry::hex::Layout,
    observation::{Figure, Flags, Observation, Provenance},
    people::audit::{Deed, Entry},
    store::{Part, Publication, Published, Releases, Store},
};

pub(crate) fn time() -> NaiveDateTime {
    NaiveDateTime::default()
}

pub(crate) fn council() -> Council {
    let word = || ("word".to_owned(), "words".to_owned());
    Council {
        code: "here".into(),
        name: "Here".into(),
        place: "Here".into(),
        website: None,
        attribution: String::new(),
        head_colour: "#000000".into(),
        words: Words { city: word(), neighbourhood: word(), ward: word(), comparator: word(), councillor: word(), directorate: word() },
        areas: vec![],
        hex_layout: Layout::OddR,
        hexes: vec![],
        boundaries: vec![],
        postcodes: vec![],
        characteristics: vec![],
        directorates: vec![],
        plans: vec![],
        programmes: vec![],
        priorities: domain::priority::Priorities::default(),
        measures: vec![],
        targets: vec![],
        sources: vec![],
        lineage: domain::lineage::Lineage::default(),
        alike: None,
    }
}

/// So many observations of ten measures.
pub(crate) fn observations(count: usize) -> impl Iterator<Item = Observation> + Send {
    (0..count).map(|at| Observation {
        measure: format!("m{}", at % 10).parse().unwrap(),
        area: format!("a{}", at / 10).parse().unwrap(),
        period: "2023-04-01/P3M".parse().unwrap(),
        group: "everyone".parse().unwrap(),
        figure: Figure::Parts { numerator: at as f64, denominator: Some(0.1) },
        flags: Flags::default(),
        provenance: Provenance::Council,
        source: None,
    })
}

/// Publishes a batch as it stands.
pub(crate) async fn publish<S: Releases>(store: &S, batch: i64, parts: &[Part]) -> Result<Published, <S as Store>::Error> {
    let (council, held, stand) = (council(), BTreeMap::new(), store.stand("here").await?);
    let publication = Publication { batch, council: &council, parts, stand, held: &held, note: "", correction: None, plan: None };
    let entry = Entry { at: time(), who: None, deed: Deed::Publish, on: String::new(), place: "a test".to_owned() };
    store.publish(&publication, &entry).await
}
