//! A small council to make figures for.

use crate::{
    area::{Area, AreaType},
    code::GroupCode,
    council::{Council, Word, Words},
    geometry::hex::Layout,
    group::{Characteristic, Group},
    measure::{Aggregation, Disclosure, Frequency, Kind, Measure, Polarity, Reach},
    observation::{Figure, Flags, Observation, Provenance},
    recipe::{Illustrative, Recipe},
};

/// Residents and need of wards `w0` to `w5`; the first three lie in `n0`.
const WARDS: [(f64, f64); 6] = [(9_000.0, 12.0), (12_500.0, 31.0), (15_100.0, 48.0), (8_200.0, 22.0), (17_300.0, 61.0), (11_000.0, 40.0)];

fn area(code: &str, kind: AreaType, parent: Option<&str>) -> Area {
    Area {
        code: code.parse().unwrap(),
        name: code.to_owned(),
        kind,
        parent: parent.map(|code| code.parse().unwrap()),
        boundary_set: "WD2023".to_owned(),
        valid_from: None,
        valid_to: None,
        councillors: None,
        illustrative: false,
        note: None,
    }
}

/// A characteristic whose groups are unknown where their code starts with `unknown`.
fn characteristic(code: &str, groups: &[&str]) -> Characteristic {
    let group = |code: &&str| Group {
        code: code.parse().unwrap(),
        name: (*code).to_owned(),
        phrase: (*code).to_owned(),
        unknown: code.starts_with("unknown"),
    };
    Characteristic {
        code: code.parse().unwrap(),
        name: code.to_owned(),
        note: None,
        source: None,
        off_by_default: false,
        groups: groups.iter().map(group).collect(),
    }
}

/// A quarterly measure for all levels, broken down by everything.
pub(crate) fn measure(code: &str, kind: Kind) -> Measure {
    Measure {
        code: code.parse().unwrap(),
        title: code.to_owned(),
        unit: String::new(),
        prefix: String::new(),
        suffix: String::new(),
        decimals: 1,
        kind,
        per: match kind {
            Kind::Proportion => 100,
            Kind::Rate => 1_000,
            _ => 1,
        },
        polarity: Polarity::High,
        frequency: Frequency::Quarterly,
        aggregation: Aggregation::Ratio,
        owner: "Director".to_owned(),
        directorate: "d".parse().unwrap(),
        service: "s".parse().unwrap(),
        reach: Reach::Control,
        lenses: vec![],
        definition: String::new(),
        method: String::new(),
        source: "source".parse().unwrap(),
        caveats: vec![],
        levels: vec![AreaType::City, AreaType::Neighbourhood, AreaType::Ward],
        breakdowns: if kind == Kind::Value { vec![] } else { ["sex", "age", "pay"].map(|code| code.parse().unwrap()).to_vec() },
        lag_days: 30,
        not_relevant: Vec::new(),
        survey: None,
        disclosure: Disclosure::Threshold { threshold: 5, round_to: None, linked: None },
    }
}

/// Six wards in two neighbourhoods, another without residents, and a comparator; a measure of each kind, named after it.
pub(crate) fn council() -> Council {
    let word = || -> Word { ("one".to_owned(), "many".to_owned()) };
    let mut areas = vec![area("city", AreaType::City, None)];
    areas.extend(["n0", "n1"].map(|code| area(code, AreaType::Neighbourhood, Some("city"))));
    areas.extend((0..6).map(|n| area(&format!("w{n}"), AreaType::Ward, Some(if n < 3 { "n0" } else { "n1" }))));
    areas.push(area("empty", AreaType::Ward, Some("n1")));
    areas.push(area("other", AreaType::Comparator, None));
    let kinds = [Kind::Proportion, Kind::Rate, Kind::Count, Kind::Mean, Kind::Value];
    let mut measures: Vec<Measure> =
        ["proportion", "rate", "count", "mean", "value"].iter().zip(kinds).map(|(code, kind)| measure(code, kind)).collect();
    measures.push(measure("residents", Kind::Count));
    measures.push(measure("deprivation", Kind::Value));
    Council {
        code: "small".to_owned(),
        name: "Small Council".to_owned(),
        place: "Small".to_owned(),
        website: None,
        attribution: String::new(),
        head_colour: "#000000".to_owned(),
        words: Words { city: word(), neighbourhood: word(), ward: word(), comparator: word(), councillor: word(), directorate: word() },
        areas,
        hex_layout: Layout::OddR,
        hexes: vec![],
        boundaries: vec![],
        postcodes: vec![],
        characteristics: vec![
            characteristic("sex", &["female", "male", "unknown-sex"]),
            characteristic("age", &["under-16", "16-to-64", "65-and-over", "unknown-age"]),
            characteristic("pay", &["low", "middle", "high"]),
        ],
        directorates: vec![],
        plans: vec![],
        programmes: Vec::new(),
        priorities: crate::priority::Priorities::default(),
        measures,
        targets: vec![],
        sources: vec![],
        lineage: crate::lineage::Lineage::default(),
        alike: None,
    }
}

fn real(measure: &str, area: &str, period: &str, group: &str, figure: Figure) -> Observation {
    Observation {
        measure: measure.parse().unwrap(),
        area: area.parse().unwrap(),
        period: period.parse().unwrap(),
        group: group.parse().unwrap(),
        figure,
        flags: Flags::default(),
        provenance: Provenance::Published,
        source: None,
    }
}

/// Residents of each ward, in all and by age, and its deprivation.
pub(super) fn observations() -> Vec<Observation> {
    let mut all = Vec::new();
    for (n, (residents, need)) in WARDS.into_iter().enumerate() {
        let ward = format!("w{n}");
        let count = |numerator| Figure::Parts { numerator, denominator: None };
        all.push(real("residents", &ward, "2021-03-21", GroupCode::everyone().as_str(), count(residents)));
        all.push(real("residents", &ward, "2011-03-27", "everyone", count(1.0)));
        all.push(real("residents", &ward, "2021-03-21", "under-16", count(residents * 0.2)));
        all.push(real("residents", &ward, "2021-03-21", "16-to-64", count(residents * 0.5)));
        all.push(real("deprivation", &ward, "2025-01-01/P1Y", "everyone", Figure::Value { value: need, interval: None }));
    }
    all
}

/// A recipe with a little of everything that has a default.
pub(super) fn recipe(measure: &str, level: f64) -> Recipe {
    Recipe {
        measure: measure.parse().unwrap(),
        level,
        base: 0.5,
        gradient: -0.35,
        spread: 0.05,
        drift: 0.03,
        season: 0.04,
        noise: 0.02,
        break_at: None,
        break_by: 0.0,
        late: false,
        unknown: 0.06,
        trouble: vec![],
        groups: vec![("male".parse().unwrap(), -0.9)],
        comparators: vec![("other".parse().unwrap(), level)],
    }
}

/// A recipe for a measure of each kind.
pub(super) fn recipes() -> Illustrative {
    Illustrative {
        seed: 20_220_401,
        first: "2022-04-01/P3M".parse().unwrap(),
        last: "2026-07-01/P3M".parse().unwrap(),
        note: "Made up.".to_owned(),
        gradient: "deprivation".parse().unwrap(),
        population: "residents".parse().unwrap(),
        shares: vec![("female".parse().unwrap(), 0.505), ("low".parse().unwrap(), 0.3)],
        recipes: vec![
            recipe("proportion", 64.0),
            recipe("rate", 12.0),
            recipe("count", 900.0),
            recipe("mean", 23.5),
            recipe("value", 81.2),
        ],
    }
}
