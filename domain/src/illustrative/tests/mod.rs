//! What illustrative figures must be, whatever the recipes.

pub(crate) mod fixture;

use std::collections::BTreeMap;

use fixture::{council, observations, recipe, recipes};
use proptest::prelude::*;

use super::{RecipeError, generate};
use crate::{
    area::AreaType,
    council::Council,
    group::Characteristic,
    measure::{Frequency, Kind, Polarity},
    observation::{Figure, Missing, Observation, Provenance},
    recipe::{Illustrative, Recipe},
};

fn made(council: &Council, recipes: &Illustrative) -> Vec<Observation> {
    generate(council, &observations(), recipes).unwrap().collect()
}

fn only(one: Recipe) -> Illustrative {
    Illustrative { recipes: vec![one], ..recipes() }
}

/// Figures by measure, area, period and group.
type Table = BTreeMap<(String, String, String, String), Figure>;

fn table(made: &[Observation]) -> Table {
    let key = |one: &Observation| (one.measure.to_string(), one.area.to_string(), one.period.to_string(), one.group.to_string());
    let table: Table = made.iter().map(|one| (key(one), one.figure)).collect();
    assert_eq!(table.len(), made.len(), "one value for each measure, area, period and group");
    table
}

fn parts(figure: Figure) -> Option<(f64, f64)> {
    match figure {
        Figure::Parts { numerator, denominator } => Some((numerator, denominator.unwrap_or(0.0))),
        Figure::Missing(Missing::NotApplicable) => Some((0.0, 0.0)),
        Figure::Value { .. } | Figure::Missing(_) => None,
    }
}

/// The value of everyone in an area and period, up to its multiplier.
fn value(table: &Table, measure: &str, area: &str, period: &str) -> f64 {
    match table[&(measure.to_owned(), area.to_owned(), period.to_owned(), "everyone".to_owned())] {
        Figure::Parts { numerator, denominator } => numerator / denominator.unwrap_or(1.0),
        Figure::Value { value, .. } => value,
        Figure::Missing(why) => panic!("{measure} {area} {period}: {why:?}"),
    }
}

fn sum(mut found: impl Iterator<Item = Option<(f64, f64)>>) -> Option<(f64, f64)> {
    found.try_fold((0.0, 0.0), |sum, one| one.map(|one| (sum.0 + one.0, sum.1 + one.1)))
}

/// Checks every sum that can be seen; returns how many there were.
fn check_sums(council: &Council, table: &Table) -> usize {
    let mut checked = 0;
    let groups = |one: &Characteristic| one.groups.iter().map(|group| group.code.to_string()).collect::<Vec<_>>();
    for ((measure, area, period, group), figure) in table {
        let at = |area: &str, group: &str| table.get(&(measure.clone(), area.to_owned(), period.clone(), group.to_owned())).copied();
        let Some(whole) = parts(*figure) else { continue };
        let children: Vec<String> = council
            .areas
            .iter()
            .filter(|one| one.code.as_str() != "empty" && one.parent.as_ref().is_some_and(|parent| parent.as_str() == area))
            .map(|one| one.code.to_string())
            .collect();
        if !children.is_empty()
            && let Some(sum) = sum(children.iter().map(|child| at(child, group).and_then(parts)))
        {
            assert_eq!(sum, whole, "{measure} {area} {period} {group}");
            checked += 1;
        }
        if group == "everyone" && area != "other" {
            for one in council.characteristics.iter().filter(|one| groups(one).iter().any(|group| at(area, group).is_some())) {
                let sum = sum(groups(one).iter().filter_map(|group| at(area, group)).map(parts));
                assert_eq!(sum, Some(whole), "{measure} {area} {period} {}", one.code);
                checked += 1;
            }
        }
    }
    checked
}

#[test]
fn groups_make_everyone_and_wards_make_larger_areas() {
    let council = council();
    let table = table(&made(&council, &recipes()));
    // 4 measures with parts, 18 quarters: 9 areas by 3 characteristics, and 3 larger areas by 11 columns; a ward left out hides a few.
    let all = 4 * 18 * (9 * 3 + 3 * 11);
    let checked = check_sums(&council, &table);
    assert!(checked > all * 9 / 10 && checked <= all, "{checked} of {all}");
}

#[test]
fn a_numerator_never_exceeds_its_denominator() {
    for level in [0.01, 3.0, 50.0, 98.0, 99.99] {
        for one in made(&council(), &only(recipe("proportion", level))) {
            if let Figure::Parts { numerator, denominator } = one.figure {
                assert!(numerator >= 0.0 && numerator <= denominator.unwrap());
            }
        }
    }
}

#[test]
fn the_same_seed_makes_the_same_figures_and_another_seed_others() {
    let council = council();
    let first = made(&council, &recipes());
    assert_eq!(first, made(&council, &recipes()));
    let other = made(&council, &Illustrative { seed: 1, ..recipes() });
    let same = first.iter().zip(&other).filter(|(one, other)| one.figure == other.figure).count();
    assert!(same < first.len() / 5, "{same} of {}", first.len());
    assert!(first.iter().all(|one| one.provenance == Provenance::Illustrative));
}

#[test]
fn editing_one_recipe_leaves_the_others() {
    let council = council();
    let mut edited = recipes();
    edited.recipes[0].level = 20.0;
    edited.recipes[0].spread = 1.0;
    edited.recipes.swap(1, 3);
    let (before, after) = (table(&made(&council, &recipes())), table(&made(&council, &edited)));
    for (key, figure) in &before {
        if key.0 != "proportion" {
            assert_eq!(*figure, after[key], "{key:?}");
        }
    }
    assert_ne!(before, after);
}

#[test]
fn a_new_area_without_residents_leaves_the_others() {
    let mut larger = council();
    let mut ward = larger.areas[3].clone();
    ward.code = "w9".parse().unwrap();
    larger.areas.insert(3, ward);
    let (before, after) = (table(&made(&council(), &recipes())), table(&made(&larger, &recipes())));
    assert!(before.iter().all(|(key, figure)| after[key] == *figure));
    assert!(after.len() > before.len());
}

#[test]
fn the_city_starts_at_the_level() {
    let mut recipes = recipes();
    for one in &mut recipes.recipes {
        (one.spread, one.season, one.noise) = (0.4, 0.3, 0.2);
        one.trouble = vec!["w1".parse().unwrap()];
    }
    let table = table(&made(&council(), &recipes));
    for (measure, level, within) in
        [("proportion", 0.64, 0.01), ("rate", 0.012, 0.0015), ("count", 900.0, 100.0), ("mean", 23.5, 0.3), ("value", 81.2, 0.06)]
    {
        for area in ["city", "other"] {
            let value = value(&table, measure, area, "2022-04-01/P3M");
            assert!((value - level).abs() < within, "{measure} in {area}: {value} for {level}");
        }
    }
}

#[test]
fn need_pulls_the_way_of_the_gradient() {
    let need: Vec<f64> = vec![12.0, 31.0, 48.0, 22.0, 61.0, 40.0];
    for gradient in [-0.5, 0.5] {
        let table = table(&made(&council(), &only(Recipe { gradient, ..recipe("proportion", 60.0) })));
        let values: Vec<f64> = (0..6).map(|n| value(&table, "proportion", &format!("w{n}"), "2023-01-01/P3M")).collect();
        let mean = |of: &[f64]| of.iter().sum::<f64>() / 6.0;
        let spread = |one: &[f64], other: &[f64]| -> f64 { one.iter().zip(other).map(|(a, b)| (a - mean(one)) * (b - mean(other))).sum() };
        let correlation = spread(&need, &values) / (spread(&need, &need) * spread(&values, &values)).sqrt();
        assert!(correlation * gradient > 0.4, "{correlation} for {gradient}");
    }
}

#[test]
fn a_ward_in_trouble_is_worse_than_the_city_and_worsens() {
    let mut council = council();
    for (polarity, worse) in [(Polarity::High, -1.0), (Polarity::Low, 1.0)] {
        council.measures[0].polarity = polarity;
        // The wards with the least and the most need: one of them would do better than the city. A quarter of the city is in `w4`.
        for ward in ["w0", "w4"] {
            let table = table(&made(&council, &only(Recipe { trouble: vec![ward.parse().unwrap()], ..recipe("proportion", 60.0) })));
            let gap = |period| worse * (value(&table, "proportion", ward, period) - value(&table, "proportion", "city", period));
            let (first, last) = (gap("2022-04-01/P3M"), gap("2026-07-01/P3M"));
            assert!(last > 0.04 && last > first, "{ward}: from {first} to {last}");
        }
    }
}

#[test]
fn group_effects_unknown_records_and_given_shares_show() {
    let table = table(&made(&council(), &only(recipe("proportion", 60.0))));
    let at = |group: &str| {
        let key = ("proportion".to_owned(), "city".to_owned(), "2024-01-01/P3M".to_owned(), group.to_owned());
        parts(table[&key]).unwrap()
    };
    let everyone = at("everyone").1;
    let share = |group| at(group).1 / everyone;
    assert!(at("male").0 / at("male").1 < at("female").0 / at("female").1 - 0.1);
    for (group, expected) in [
        ("unknown-sex", 0.06),
        ("female", 0.505 * 0.94),
        ("under-16", 0.2 * 0.94),
        ("65-and-over", 0.3 * 0.94),
        ("low", 0.3),
        ("high", 0.35),
    ] {
        assert!((share(group) - expected).abs() < 0.01, "{group}: {} for {expected}", share(group));
    }
    let none = made(&council(), &only(Recipe { unknown: 0.0, ..recipe("proportion", 60.0) }));
    assert!(none.iter().all(|one| !one.group.as_str().starts_with("unknown")));
}

#[test]
fn a_group_effect_is_the_same_at_any_level() {
    for level in [5.0, 45.0, 49.5, 50.5, 55.0, 95.0] {
        let mut recipe = Recipe { base: 5.0, gradient: 0.0, spread: 0.0, noise: 0.0, ..recipe("proportion", level) };
        recipe.groups =
            [("male", -0.9), ("under-16", -2.0), ("high", 1.0)].map(|(group, effect)| (group.parse().unwrap(), effect)).to_vec();
        let table = table(&made(&council(), &only(recipe)));
        let log_odds = |group: &str| {
            let key = ("proportion".to_owned(), "city".to_owned(), "2022-04-01/P3M".to_owned(), group.to_owned());
            let (numerator, denominator) = parts(table[&key]).unwrap();
            (numerator / (denominator - numerator)).ln()
        };
        for (group, usual, effect) in [("male", "female", -0.9), ("under-16", "16-to-64", -2.0), ("high", "low", 1.0)] {
            let found = log_odds(group) - log_odds(usual);
            assert!((found - effect).abs() < 0.1, "{group} at {level}: {found}");
        }
    }
}

#[test]
fn a_break_and_the_newest_period_are_flagged_and_the_last_may_be_late() {
    let council = council();
    let break_at = Some("2024-04-01/P3M".parse().unwrap());
    let broken = made(&council, &only(Recipe { break_at, break_by: 1.5, late: true, ..recipe("rate", 12.0) }));
    for one in &broken {
        let there = !matches!(one.figure, Figure::Missing(_));
        let period = one.period.to_string();
        assert_eq!(one.flags.break_in_series, there && period == "2024-04-01/P3M" && one.area.as_str() != "other");
        assert_eq!(one.flags.provisional, there && period == "2026-04-01/P3M");
        assert_eq!(one.figure == Figure::Missing(Missing::Late), period == "2026-07-01/P3M");
    }
    let table = table(&broken);
    assert!(value(&table, "rate", "city", "2024-04-01/P3M") > 3.0 * value(&table, "rate", "city", "2024-01-01/P3M"));
}

#[test]
fn a_ward_left_out_keeps_its_counts_in_larger_areas() {
    let all = made(&council(), &recipes());
    let left_out: Vec<&Observation> =
        all.iter().filter(|one| one.figure == Figure::Missing(Missing::NotAvailable) && one.area.as_str() != "empty").collect();
    let everyone = left_out.iter().filter(|one| one.group.is_everyone()).count();
    assert!(everyone > 0 && everyone < 10, "{everyone} of 540");
    for one in &left_out {
        let groups = left_out.iter().filter(|other| (&other.measure, &other.area, other.period) == (&one.measure, &one.area, one.period));
        assert_eq!(groups.count(), if one.measure.as_str() == "value" { 1 } else { 11 });
    }
    let city = all.iter().filter(|one| one.area.as_str() == "city" && one.group.is_everyone());
    assert!(city.clone().all(|one| !matches!(one.figure, Figure::Missing(_))) && city.count() == 5 * 18);
    let empty = all.iter().filter(|one| one.area.as_str() == "empty");
    assert!(empty.clone().all(|one| one.group.is_everyone()) && empty.count() == 5 * 18);
}

#[test]
fn periods_follow_the_frequency_and_areas_the_levels() {
    let mut council = council();
    for (frequency, count, first) in [
        (Frequency::Monthly, 54, "2022-04-01/P1M"),
        (Frequency::Quarterly, 18, "2022-04-01/P3M"),
        (Frequency::HalfYearly, 9, "2022-04-01/P6M"),
        (Frequency::Annual, 4, "2022-04-01/P1Y"),
        (Frequency::Occasional, 2, "2023-04-01/P1Y"),
    ] {
        (council.measures[0].frequency, council.measures[0].levels) = (frequency, vec![AreaType::City]);
        let made = made(&council, &only(Recipe { comparators: vec![], ..recipe("proportion", 60.0) }));
        assert!(made.iter().all(|one| one.area.as_str() == "city"));
        assert_eq!(made.len(), count * 11);
        assert_eq!(made[0].period.to_string(), first);
    }
}

#[test]
fn a_real_figure_stands_in_place_of_the_made_up_one() {
    let (council, recipes) = (council(), recipes());
    let before = made(&council, &recipes);
    let mut real = observations();
    real.push(Observation { provenance: Provenance::Published, ..before[3].clone() });
    let after: Vec<Observation> = generate(&council, &real, &recipes).unwrap().collect();
    assert_eq!(after.len(), before.len() - 1);
    assert!(!after.contains(&before[3]));
}

#[test]
fn a_wrong_recipe_says_what_is_wrong() {
    let fault = |change: &dyn Fn(&mut Illustrative)| {
        let mut recipes = recipes();
        change(&mut recipes);
        generate(&council(), &observations(), &recipes).map(Iterator::count).unwrap_err().to_string()
    };
    for (message, part) in [
        (fault(&|it| it.recipes[0].level = 100.0), "`level`"),
        (fault(&|it| it.recipes[0].level = f64::NAN), "`level`"),
        (fault(&|it| it.recipes[1].base = 0.0), "`base`"),
        (fault(&|it| it.recipes[1].noise = -0.1), "`noise`"),
        (fault(&|it| it.recipes[1].drift = f64::INFINITY), "`drift`"),
        (fault(&|it| it.recipes[1].unknown = 1.1), "`unknown`"),
        (fault(&|it| it.recipes[1].measure = it.recipes[0].measure.clone()), "two recipes"),
        (fault(&|it| it.recipes[1].measure = "nothing".parse().unwrap()), "measure `nothing`"),
        (fault(&|it| it.recipes[1].trouble = vec!["nowhere".parse().unwrap()]), "area `nowhere`"),
        (fault(&|it| it.recipes[1].groups = vec![("nobody".parse().unwrap(), 0.1)]), "group `nobody`"),
        (fault(&|it| it.shares[0].1 = -0.5), "share of `female`"),
        (fault(&|it| it.last = "2021-07-01/P3M".parse().unwrap()), "quarters"),
        (fault(&|it| it.first = "2021-04-01/P1Y".parse().unwrap()), "quarters"),
        (fault(&|it| it.population = "count".parse().unwrap()), "any residents"),
    ] {
        assert!(message.contains(part), "{message}");
    }
    let mut nowhere = council();
    nowhere.areas.remove(0);
    assert!(matches!(generate(&nowhere, &observations(), &recipes()).map(Iterator::count), Err(RecipeError::NoCity)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_recipe_in_range_makes_finite_additive_figures(
        kind in 0..5_usize,
        level in prop_oneof![1e-6..99.999_f64, 1e3..1e12_f64],
        base in prop_oneof![1e-6..1e-2_f64, 0.1..1e4_f64],
        effects in prop::array::uniform5(prop_oneof![-20.0..=20.0_f64, -0.5..0.5_f64, Just(0.0)]),
        spreads in prop::array::uniform2(prop_oneof![0.0..=20.0_f64, 0.0..0.3_f64]),
        unknown in prop_oneof![0.0..=1.0_f64, Just(0.0), Just(1.0)],
        trouble in 0..6_usize,
        late: bool,
        seed: u64,
    ) {
        let council = council();
        let kinds = ["proportion", "rate", "count", "mean", "value"];
        let level = if kind == 0 { level.min(99.99) } else { level };
        let [gradient, drift, season, break_by, male] = effects;
        let one = Recipe {
            base, gradient, spread: spreads[0], drift, season, noise: spreads[1], break_by, late, unknown,
            break_at: Some("2023-04-01/P3M".parse().unwrap()),
            trouble: vec![format!("w{trouble}").parse().unwrap()],
            groups: vec![("male".parse().unwrap(), male)],
            ..recipe(kinds[kind], level)
        };
        let made = made(&council, &Illustrative { seed, ..only(one) });
        for one in &made {
            match one.figure {
                Figure::Parts { numerator, denominator } => {
                    prop_assert!((0.0..1e15).contains(&numerator) && numerator.fract() == 0.0);
                    prop_assert!(denominator.is_none_or(|whole| whole > 0.0 && whole < 1e15 && whole.fract() == 0.0));
                    prop_assert!(kind != 0 || denominator.is_some_and(|whole| numerator <= whole));
                    prop_assert_eq!(denominator.is_none(), council.measures[kind].kind == Kind::Count);
                }
                Figure::Value { value, .. } => prop_assert!(value.is_finite()),
                Figure::Missing(_) => (),
            }
        }
        check_sums(&council, &table(&made));
    }
}
