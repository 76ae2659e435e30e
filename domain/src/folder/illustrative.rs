//! `illustrative.toml`: recipes for made-up figures.

use std::{collections::BTreeSet, ops::RangeInclusive};

use toml_edit::Document;

use super::{
    areas::Areas,
    characteristics::Groups,
    issue::{Issues, Mark, Spot, Text},
    measures::Measures,
    toml::{Node, push_new},
    value,
};
use crate::{
    area::AreaType,
    code::{AreaCode, GroupCode, MeasureCode},
    measure::{Kind, Measure},
    period::{Period, PeriodKind},
    recipe::{Illustrative, Recipe},
};

const KEYS: &[&str] = &["seed", "first", "last", "note", "gradient", "population", "shares", "recipe"];
const RECIPE: &[&str] = &[
    "measure",
    "level",
    "base",
    "gradient",
    "spread",
    "drift",
    "season",
    "noise",
    "break_at",
    "break_by",
    "late",
    "unknown",
    "trouble",
    "groups",
    "comparators",
];

/// Largest effect, either way: e²⁰ is a factor of some 500 million.
const LARGEST_EFFECT: f64 = 20.0;
/// Most of a denominator for each resident and period.
const LARGEST_BASE: f64 = 1e4;
/// Largest level.
const LARGEST_LEVEL: f64 = 1e12;

/// What recipes refer to.
pub(super) struct Around<'a> {
    pub(super) areas: &'a Areas,
    pub(super) groups: &'a Groups,
    pub(super) measures: &'a Measures,
}

/// Reads the file.
pub(super) fn read(document: &Document<&str>, text: &Text<'_>, issues: &Issues, around: &Around<'_>) -> Option<Illustrative> {
    let node = Node::root(document, text, issues, KEYS);
    let seed = node.whole("seed", 0, i64::MAX).and_then(|seed| u64::try_from(seed).ok());
    let (first, last) = (node.period("first"), node.period("last"));
    let mut span = first.zip(last);
    if let Some((first, last)) = span {
        if first.kind() != PeriodKind::Quarter || last.kind() != PeriodKind::Quarter {
            span = None;
            node.at("last").raise(
                format_args!("the first and last periods are not both quarters"),
                format_args!("Write both as in 2024-04-01/P3M: made-up figures are quarterly."),
            );
        } else if last < first {
            span = None;
            node.at("last").raise(format_args!("the last period comes before the first"), format_args!("Mend `first` or `last`."));
        }
    }
    let told = node.text("note");
    let gradient = measure(&node, "gradient", around);
    let population = measure(&node, "population", around);
    if let Some((_, Some(about))) = &population
        && about.kind != Kind::Count
    {
        node.at("population")
            .raise(format_args!("`{}` is not a count", about.code), format_args!("Name a measure of kind count: residents."));
    }
    let mut shares = Vec::new();
    for (name, share, mark) in node.numbers("shares") {
        if !(0.0..=1.0).contains(&share) {
            mark.raise(format_args!("a share of {share} is not between 0 and 1"), format_args!("Write 0.505 for 50.5 %."));
        }
        shares.extend(group(&name, &mark, around).map(|(code, _)| (code, share)));
    }
    let mut recipes_of = BTreeSet::new();
    let recipes = node.tables("recipe", RECIPE).iter().filter_map(|node| read_recipe(node, around, span, &mut recipes_of)).collect();
    Some(Illustrative {
        seed: seed?,
        first: first?,
        last: last?,
        note: told?,
        gradient: gradient?.0,
        population: population?.0,
        shares,
        recipes,
    })
}

fn measure<'a>(node: &Node<'_>, key: &str, around: &Around<'a>) -> Option<(MeasureCode, Option<&'a Measure>)> {
    let found = around.measures.find(&node.text(key)?, &node.at(key))?;
    Some((found.code.clone(), found.about.as_ref()))
}

/// Raises a number that is outside its range.
fn within(node: &Node<'_>, key: &str, number: Option<f64>, range: RangeInclusive<f64>) {
    if number.is_some_and(|number| !range.contains(&number)) {
        let (least, most) = (range.start(), range.end());
        node.at(key).raise(format_args!("`{key}` is not from {least} to {most}"), format_args!("Mend the number."));
    }
}

fn check_effect(mark: &Mark<'_>, effect: f64) {
    if effect.abs() > LARGEST_EFFECT {
        mark.raise(
            format_args!("an effect of {effect} is not from -{LARGEST_EFFECT} to {LARGEST_EFFECT}"),
            format_args!("Mend the number."),
        );
    }
}

/// A group other than everyone, with its characteristic.
fn group<'a>(name: &str, mark: &Mark<'_>, around: &Around<'a>) -> Option<(GroupCode, &'a crate::code::CharacteristicCode)> {
    let found = around.groups.find(name, mark)?;
    let Some(characteristic) = &found.about else {
        mark.raise(format_args!("`everyone` is the total of all groups"), format_args!("Name a group of a characteristic."));
        return None;
    };
    Some((found.code.clone(), characteristic))
}

/// An area of a type.
fn area(name: &str, mark: &Mark<'_>, kind: AreaType, wanted: &str, around: &Around<'_>) -> Option<AreaCode> {
    let found = around.areas.find(name, mark)?;
    if found.about.is_some_and(|about| about != kind) {
        mark.raise(format_args!("`{}` is not a {wanted}", found.code), format_args!("Name a {wanted}."));
    }
    Some(found.code.clone())
}

fn read_recipe(node: &Node<'_>, around: &Around<'_>, span: Option<(Period, Period)>, seen: &mut BTreeSet<MeasureCode>) -> Option<Recipe> {
    let measure = measure(node, "measure", around);
    let about = measure.as_ref().and_then(|(_, about)| *about);
    if let Some((code, _)) = &measure
        && !seen.insert(code.clone())
    {
        node.at("measure").raise(format_args!("`{code}` has two recipes"), format_args!("Keep one."));
    }
    let [level, gradient, spread, drift] = ["level", "gradient", "spread", "drift"].map(|key| node.number(key));
    let parts = about.is_none_or(|about| !matches!(about.kind, Kind::Count | Kind::Value));
    let base = if parts { node.number("base") } else { Some(node.number_or_none("base").unwrap_or(1.0)) };
    let [season, noise, unknown] = ["season", "noise", "unknown"].map(|key| node.number_or_none(key).unwrap_or(0.0));
    within(node, "spread", spread, 0.0..=LARGEST_EFFECT);
    within(node, "noise", Some(noise), 0.0..=LARGEST_EFFECT);
    for (key, effect) in [("gradient", gradient), ("drift", drift), ("season", Some(season))] {
        within(node, key, effect, -LARGEST_EFFECT..=LARGEST_EFFECT);
    }
    if base.is_some_and(|base| !(base > 0.0 && base <= LARGEST_BASE)) {
        node.at("base").raise(
            format_args!("`base` is not above 0 and at most {LARGEST_BASE}"),
            format_args!("Write the denominator per resident and period."),
        );
    }
    if !(0.0..1.0).contains(&unknown) {
        node.at("unknown").raise(format_args!("`unknown` is not a share"), format_args!("Write 0.06 for 6 %."));
    }
    if let (Some(about), Some(level)) = (about, level) {
        check_level(node, about.kind, level);
    }
    let (break_at, break_by) = read_break(node, span);
    let mut trouble = Vec::new();
    for (name, mark) in node.texts("trouble") {
        if let Some(code) = area(&name, &mark, AreaType::Ward, "ward", around) {
            push_new(&mut trouble, code, &name, &mark);
        }
    }
    let groups = node.numbers("groups").into_iter().filter_map(|(name, effect, mark)| {
        let (code, characteristic) = group(&name, &mark, around)?;
        if let Some(about) = about.filter(|about| !about.breakdowns.contains(characteristic)) {
            mark.raise(
                format_args!("`{}` is not broken down by `{characteristic}`", about.code),
                format_args!("Add the characteristic to the measure's `breakdowns`, or remove this line."),
            );
        }
        check_effect(&mark, effect);
        Some((code, effect))
    });
    let groups = groups.collect();
    let comparators = node.numbers("comparators").into_iter();
    let comparators = comparators
        .filter_map(|(name, level, mark)| {
            if let Some(about) = about {
                check_level_at(&mark, about.kind, level);
            }
            Some((area(&name, &mark, AreaType::Comparator, "comparator", around)?, level))
        })
        .collect();
    let late = node.flag("late");
    Some(Recipe {
        measure: measure?.0,
        level: level?,
        base: base?,
        gradient: gradient?,
        spread: spread?,
        drift: drift?,
        season,
        noise,
        break_at,
        break_by,
        late,
        unknown,
        trouble,
        groups,
        comparators,
    })
}

fn check_level(node: &Node<'_>, kind: Kind, level: f64) {
    check_level_at(&node.at("level"), kind, level);
}

/// Effects are on the log-odds or the log scale, so a level lies within the scale, not at its ends.
fn check_level_at(spot: &Mark<'_>, kind: Kind, level: f64) {
    if kind == Kind::Proportion && !(level > 0.0 && level < 100.0) {
        spot.raise(format_args!("a proportion of {level} leaves nothing to vary"), format_args!("Write a level above 0 and below 100."));
    } else if !(level > 0.0 && level <= LARGEST_LEVEL) {
        spot.raise(format_args!("a level of {level} leaves nothing to vary"), format_args!("Write a level above 0, and at most 10¹²."));
    }
}

/// A break: where and how large, both or neither.
fn read_break(node: &Node<'_>, span: Option<(Period, Period)>) -> (Option<Period>, f64) {
    if node.has("break_at") != node.has("break_by") {
        let key = if node.has("break_at") { "break_at" } else { "break_by" };
        node.at(key).raise(format_args!("a break needs `break_at` and `break_by`"), format_args!("Write both, or neither."));
    }
    let text = node.text_or_none("break_at");
    let at = text.and_then(|text| value::period(&node.at("break_at"), &text));
    if let (Some(at), Some((first, last))) = (at, span)
        && (at.kind() != first.kind() || at <= first || at > last)
    {
        node.at("break_at").raise(
            format_args!("the break is not within the periods"),
            format_args!("Write a period of the same kind, after `first`, up to `last`."),
        );
    }
    let by = node.number_or_none("break_by").unwrap_or(0.0);
    within(node, "break_by", Some(by), -LARGEST_EFFECT..=LARGEST_EFFECT);
    (at, by)
}
