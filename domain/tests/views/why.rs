use std::{collections::BTreeMap, sync::Arc};

use domain::{
    catalogue::Catalogue,
    cell::{Cell, Notes},
    filter::Filter,
    frame::{Cube, Shape},
    measure::{Polarity, Target, Tolerance},
    observation::Missing,
    rating::{self, Rating, rate},
    why::{Why, why},
};
use proptest::prelude::*;

use super::help::{book, book_with};

/// The rating that the figures of the panel give, worked out as the rule is written (STANDARDS §6).
fn recomputed(why: &Why) -> Option<Rating> {
    let (value, target) = (why.value.ok()?, why.target.as_ref()?);
    let (low, high) = (target.value, target.upper.unwrap_or(target.value));
    let miss = match why.measure.polarity {
        Polarity::High => low - value,
        Polarity::Low => value - high,
        Polarity::Range => (low - value).max(value - high),
        Polarity::None => return None,
    };
    let limit = if why.measure.polarity == Polarity::Range && value > f64::midpoint(low, high) { high } else { low };
    let allowed = match target.tolerance {
        Tolerance::Relative(share) => share * limit.abs(),
        Tolerance::Absolute(allowed) => allowed,
    };
    let noise = 1e-9 * value.abs().max(allowed);
    Some(match miss - noise {
        miss if miss <= 0.0 => Rating::OnTarget,
        miss if miss <= allowed => Rating::NearTarget,
        _ => Rating::OffTarget,
    })
}

/// What holds of every panel.
fn adds_up(why: &Why) {
    let about = why.about();
    if why.rating == Rating::CannotTell(rating::Why::Unknown) {
        assert!(why.of_group && why.arithmetic.is_none(), "{about}");
        return;
    }
    assert_eq!(rate(why.value, why.target.as_ref(), why.measure.polarity, why.measure.reach), why.rating, "{about}");
    match (why.rating, why.arithmetic) {
        (Rating::CannotTell(_), arithmetic) => assert_eq!((arithmetic, why.steps()), (None, Vec::new()), "{about}"),
        (rating, Some(found)) => {
            assert_eq!(recomputed(why), Some(rating), "{about}: {why:?}");
            let noise = 1e-9 * why.value.unwrap().abs().max(found.allowed);
            let expected = match found.difference {
                difference if difference >= -noise => Rating::OnTarget,
                difference if difference >= -found.allowed - noise => Rating::NearTarget,
                _ => Rating::OffTarget,
            };
            assert_eq!(expected, rating, "{about}: {found:?}");
            assert!(why.steps().last().unwrap().contains(&rating.words().to_lowercase()), "{about}");
            assert!(found.share.is_none_or(|share| (share * found.limit.abs() - found.difference).abs() <= noise + 1e-12), "{about}");
        }
        (rating, None) => panic!("{about}: {rating:?} without arithmetic"),
    }
}

#[test]
fn the_rating_of_the_panel_is_the_rating_of_the_row() {
    let book = book();
    let (mut rated, mut not) = (0, 0);
    for query in ["", "group=female", "group=male", "group=65-and-over", "period=2025-04-01/P3M", "group=female&period=2025-01-01/P3M"] {
        for area in &book.catalogue().areas {
            for row in book.rows(area.code.as_str(), query) {
                let why = book.why(row.code.as_str(), &format!("area={}&{query}", area.code));
                adds_up(&why);
                assert_eq!(
                    (why.rating.code(), why.rating.words()),
                    (row.rating.class.as_str(), row.rating.word.as_str()),
                    "{}",
                    why.about()
                );
                assert_eq!(why.change.words(), row.change.1, "{}", why.about());
                if let Some(words) = row.forecast {
                    assert_eq!(why.forecast.words(), words, "{}", why.about());
                }
                let newest = why.past.first().map(|past| past.rating);
                assert!(newest.is_none_or(|newest| newest == why.rating), "{}: {newest:?}", why.about());
                if why.arithmetic.is_some() { rated += 1 } else { not += 1 }
            }
        }
    }
    assert!(rated > 100 && not > 100, "{rated} rated, {not} not: this test shows little");
}

/// The catalogue of the fictional council with one target, and the cube of one figure of a measure of the city.
fn one(catalogue: &Catalogue, measure: &str, cell: Cell, change: impl FnOnce(&mut Target)) -> Why {
    let mut catalogue = catalogue.clone();
    let at = catalogue.measure_index(&measure.parse().unwrap()).unwrap();
    let mut target = catalogue.targets[0].clone();
    target.measure = measure.parse().unwrap();
    target.area = None;
    target.period = "2025-04-01/P1Y".parse().unwrap();
    change(&mut target);
    catalogue.targets = vec![target];
    let chosen = "period=2025-07-01/P3M".parse::<Filter>().unwrap().resolve(&catalogue).unwrap();
    let period = catalogue.as_of(at, chosen.until).unwrap();
    let shape = Arc::new(Shape::new(vec![0], vec![period]));
    let cube = Cube { area: 0, measure: at, shape, cells: vec![cell], notes: vec![Notes::default()], intervals: BTreeMap::new() };
    why(&catalogue, Some(&cube), (at, catalogue.city()), &chosen)
}

proptest! {
    #[test]
    fn any_panel_adds_up(
        x in 0..2000u32, of in 1..2000u32, goal in 0..101u32, wide in 0..40u32, tolerance in 0..20u32, absolute in any::<bool>(), which in 0..3usize
    ) {
        let catalogue = &CATALOGUE;
        let code = ["repairs-on-time", "days-to-decide", "reserves"][which];
        let cell = if which == 2 { Cell::Value(f64::from(x) / 20.0) } else { Cell::Parts { numerator: f64::from(x.min(of)), denominator: f64::from(of) } };
        let found = one(catalogue, code, cell, |target| {
            target.value = f64::from(goal);
            target.upper = (which == 2).then(|| f64::from(goal + wide));
            target.period = "2024-01-01/P3Y".parse().unwrap();
            let tolerance = f64::from(tolerance);
            target.tolerance = if absolute || goal == 0 { Tolerance::Absolute(tolerance / 2.0) } else { Tolerance::Relative(tolerance / 100.0) };
        });
        adds_up(&found);
        prop_assert!(found.arithmetic.is_some());
        for text in found.steps().into_iter().chain([found.lead(), found.rule(), found.interval_says(), found.last_rule_says()]) {
            prop_assert!(!text.is_empty() && !text.contains("NaN") && !text.contains(".."), "{text}");
        }
    }
}

static CATALOGUE: std::sync::LazyLock<Catalogue> = std::sync::LazyLock::new(|| book().catalogue().clone());

/// The panel as it is read.
fn panel(why: &Why) -> String {
    let mut out = vec![format!("{}: {}", why.measure.title, why.about()), why.lead(), String::new(), why.rule()];
    out.extend(why.inputs().into_iter().map(|(label, text)| format!("{label}: {text}")));
    out.extend(why.steps().into_iter().map(|step| format!("- {step}")));
    for (label, text) in [
        ("chance", why.interval_says()),
        ("change", why.change_says()),
        ("year-end", why.forecast_says()),
        ("last year", why.last_rule_says()),
        ("reach", why.reach_says().to_owned()),
    ] {
        out.push(format!("{label}: {text}"));
    }
    let past = why.past_lines().into_iter();
    out.extend(past.map(|(period, value, target, rating)| format!("{period} | {value} | {target} | {}", rating.words())));
    out.join("\n")
}

#[test]
fn panels_as_they_are_read() {
    let book = book_with(&[("targets.csv", "reserves,CV-D,2025-04-01/P1Y", "reserves,CV-D,2024-04-01/P1Y")]);
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (name, measure, query, expected) in [
        ("on_target", "repairs-on-time", "area=CV-P05", "on-target"),
        ("near_target", "repairs-on-time", "", "near-target"),
        ("off_target", "repairs-on-time", "area=CV-P06", "off-target"),
        ("of_a_group", "repairs-on-time", "group=female&period=2025-04-01/P3M", "near-target"),
        ("for_everyone", "recycling", "group=female", "on-target"),
        ("range", "reserves", "", "near-target"),
        ("lower_is_better", "days-to-decide", "", "near-target"),
        ("hidden", "evictions", "", "cannot-tell"),
        ("context", "residents", "", "cannot-tell"),
        ("no_target", "carers-heard", "area=CV-P04", "cannot-tell"),
    ] {
        let why = book.why(measure, query);
        assert_eq!(why.rating.code(), expected, "{name}: {}", panel(&why));
        adds_up(&why);
        settings.bind(|| insta::assert_snapshot!(format!("why_{name}"), panel(&why)));
    }
    let catalogue = book.catalogue();
    let evicted = |numerator| Cell::Parts { numerator, denominator: 0.0 };
    let in_the_quarter = |target: &mut Target| {
        (target.value, target.tolerance) = (0.0, Tolerance::Absolute(2.0));
        target.period = "2025-07-01/P3M".parse().unwrap();
    };
    let no_share = |target: &mut Target| {
        in_the_quarter(target);
        target.tolerance = Tolerance::Relative(0.05);
    };
    for (name, why) in [
        ("not_yet_due", one(catalogue, "reserves", Cell::Missing(Missing::NotYetDue), |target| target.upper = Some(9.0))),
        ("zero_target", one(catalogue, "evictions", evicted(1.0), in_the_quarter)),
        ("no_share_of_zero", one(catalogue, "evictions", evicted(1.0), no_share)),
        ("not_all_there", one(catalogue, "evictions", evicted(9.0), |_| {})),
        ("adds_up", one(catalogue, "evictions", evicted(9.0), |target| target.period = "2025-07-01/P12M".parse().unwrap())),
    ] {
        adds_up(&why);
        settings.bind(|| insta::assert_snapshot!(format!("why_{name}"), panel(&why)));
    }
}
