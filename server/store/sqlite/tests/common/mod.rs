//! A council and observations for tests of the file itself.

use chrono::NaiveDateTime;
use domain::{
    council::{Council, Words},
    geometry::hex::Layout,
    observation::{Figure, Flags, Observation, Provenance},
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
