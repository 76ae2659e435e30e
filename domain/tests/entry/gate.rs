//! The plausibility gate.

use domain::{
    entry::Check,
    measure::Tolerance,
    people::UserId,
    store::{Acknowledged, Slot, Typed},
};
use proptest::prelude::*;

use super::help::{Desk, cell, newest, words};

/// The figures of the quarter before, each part larger by a share that is the same for all, so that sums hold.
fn steady(desk: &Desk) -> Vec<Typed> {
    desk.typed_again(|_, _, number| number * 2.0)
}

#[test]
fn figures_that_go_on_as_before_pass() {
    for code in ["repairs-on-time", "recycling"] {
        let desk = Desk::of(code);
        let checked = desk.check(&steady(&desk));
        assert_eq!(checked.findings, [], "{code}");
        assert!(!checked.figures.is_empty());
        assert_eq!(checked.observations(&desk.look()).count(), checked.figures.len());
    }
}

#[test]
fn nothing_at_all_is_not_handed_in() {
    let desk = Desk::of("repairs-on-time");
    let checked = desk.check(&[]);
    assert_eq!(checked.findings.iter().map(|finding| finding.check).collect::<Vec<_>>(), [Check::Empty]);
    assert_eq!(checked.open(&[]).count(), 1);
}

#[test]
fn a_jump_by_ten_is_asked_about_and_one_below_is_not() {
    let desk = Desk::of("evictions");
    let city = |text: &str| desk.found(&[cell("CV-D", "everyone", Slot::Numerator, text)], Check::TenFold);
    let before = desk.typed_again(|_, _, number| number).into_iter().find(|one| one.area.as_str() == "CV-D").unwrap();
    let before: f64 = before.text.parse().unwrap();
    assert!(before > 0.0);
    let ten = (before * 10.0).max(10.0);
    assert_eq!(city(&ten.to_string()).len(), 1);
    assert!(city(&(ten - 1.0).to_string()).is_empty());
    let spots = city("9999");
    // The number that was typed, and nothing that the one before could be worked out from.
    assert!(words(&spots)[0].starts_with("Calder Vale: the figure, 9,999, is ten times that of "), "{spots:?}");
}

#[test]
fn another_unit_than_the_target_is_asked_about() {
    let mut desk = Desk::of("evictions");
    let period = desk.period.within().unwrap();
    for target in &mut desk.council.targets {
        if target.measure == desk.measure.code {
            (target.value, target.period) = (4.0 * 73_390.0, period);
        }
    }
    // The quarter's share of a year of sums.
    let spots = desk.found(&[cell("CV-D", "everyone", Slot::Numerator, "420")], Check::FarFromTarget);
    assert_eq!(words(&spots), ["Calder Vale: 420 against a target of 73,390."]);
    for near in ["3670", "73390", "1467799"] {
        assert!(desk.found(&[cell("CV-D", "everyone", Slot::Numerator, near)], Check::FarFromTarget).is_empty(), "{near}");
    }
    // A ward is not held to what the city is.
    assert!(desk.found(&[cell("CV-P01", "everyone", Slot::Numerator, "420")], Check::FarFromTarget).is_empty());
}

#[test]
fn a_target_of_nought_is_asked_about_where_it_cannot_work() {
    let mut desk = Desk::of("evictions");
    let typed = [cell("CV-D", "everyone", Slot::Numerator, "3")];
    desk.period = "2025-10-01/P3M".parse().unwrap();
    assert!(desk.found(&typed, Check::ZeroTarget).is_empty(), "its tolerance is in households");
    for target in &mut desk.council.targets {
        target.tolerance = Tolerance::Relative(0.05);
    }
    assert_eq!(desk.found(&typed, Check::ZeroTarget).len(), 1);
}

#[test]
fn repeated_figures_are_asked_about() {
    let desk = Desk::of("repairs-on-time");
    let again = desk.typed_again(|_, _, number| number);
    let told = desk.found(&again, Check::CopyOfLast);
    assert_eq!(told.len(), 1);
    assert!(desk.found(&again, Check::Unchanged).is_empty(), "it is told once");
    let mut third = Desk::of("repairs-on-time");
    let newest = newest(&third.known);
    let copies: Vec<_> = third.known.iter().filter(|one| one.period == newest).cloned().collect();
    third.known.extend(copies.into_iter().map(|one| domain::observation::Observation { period: newest.next().unwrap(), ..one }));
    third.period = newest.next().unwrap().next().unwrap();
    let mut typed = again.clone();
    typed.retain(|one| one.group.is_everyone() && ["CV-D", "CV-P04"].contains(&one.area.as_str()));
    let spots = third.found(&typed, Check::Unchanged);
    assert_eq!(spots.len(), 2);
    assert!(words(&spots)[0].contains(": the same as in "), "{spots:?}");
}

#[test]
fn one_figure_for_all_wards_is_asked_about() {
    let desk = Desk::of("recycling");
    let same = desk.typed_again(|one, slot, number| match (one.area.as_str().starts_with("CV-P"), slot) {
        (true, Slot::Numerator) => 40.0,
        (true, _) => 100.0,
        _ => number,
    });
    let spots = desk.found(&same, Check::SameEverywhere);
    assert_eq!(words(&spots), ["Aldershaw and 7 other areas all have the same figure."]);
}

#[test]
fn lines_that_had_a_figure_and_are_blank_now_are_named() {
    let desk = Desk::of("repairs-on-time");
    let mut typed = steady(&desk);
    typed.retain(|one| !(one.area.as_str() == "CV-P01" && one.group.as_str() == "male"));
    let spots = desk.found(&typed, Check::Blank);
    assert_eq!(words(&spots), ["Aldershaw, men and boys is blank."]);
    // A reason is not blank.
    typed.push(cell("CV-P01", "male", Slot::Numerator, "x"));
    assert!(desk.found(&typed, Check::Blank).is_empty());
}

#[test]
fn what_is_acknowledged_holds_until_something_else_is_found() {
    let desk = Desk::of("repairs-on-time");
    let mut typed = steady(&desk);
    let find = |typed: &[Typed]| desk.check(typed).findings;
    let at = typed.iter().position(|one| one.area.as_str() == "CV-P01" && one.group.as_str() == "male").unwrap();
    typed[at].text = (typed[at].text.parse::<f64>().unwrap() - 1.0).to_string();
    let findings = find(&typed);
    let groups = findings.iter().find(|finding| finding.check == Check::Groups).unwrap();
    let acknowledged = |print: String| {
        let at = chrono::NaiveDateTime::default();
        [Acknowledged { check: "groups".into(), print, reason: "One did not say.".into(), by: UserId(1), at }]
    };
    let kept = acknowledged(groups.print());
    assert!(groups.acknowledged(&kept).is_some());
    typed[at].text = (typed[at].text.parse::<f64>().unwrap() - 1.0).to_string();
    let later = find(&typed);
    assert!(later.iter().find(|finding| finding.check == Check::Groups).unwrap().acknowledged(&kept).is_none());
    // What blocks is never acknowledged.
    typed[at].text = "999999".into();
    let blocked = find(&typed);
    let blocking = blocked.iter().find(|finding| finding.check == Check::Figure).unwrap();
    let tried = Acknowledged { check: "figure".into(), ..acknowledged(blocking.print())[0].clone() };
    assert!(blocking.acknowledged(&[tried]).is_none());
}

#[test]
fn a_part_above_its_whole_blocks() {
    let desk = Desk::of("repairs-on-time");
    let typed = [
        cell("CV-P01", "everyone", Slot::Numerator, "100"),
        cell("CV-P01", "everyone", Slot::Denominator, "200"),
        cell("CV-P01", "male", Slot::Numerator, "101"),
        cell("CV-P01", "male", Slot::Denominator, "150"),
    ];
    let spots = desk.found(&typed, Check::AboveEveryone);
    assert_eq!(words(&spots), ["Aldershaw, men and boys: 101 is more than the 100 of everyone there."]);
    assert!(Check::AboveEveryone.blocks());
}

proptest! {
    /// Parts that add up are never asked about; one person more or less in any of them always is. Where one less leaves nobody, that there is
    /// nothing to divide by blocks, and the sum of the others is not asked about.
    #[test]
    fn a_sum_that_is_out_by_one_is_found(parts in prop::collection::vec(1..500_u32, 3), at in 0..3_usize, more in any::<bool>()) {
        let desk = Desk::of("repairs-on-time");
        let groups = ["female", "male", "sex-unknown"];
        let whole: u32 = parts.iter().sum();
        let lines = |parts: &[u32]| -> Vec<Typed> {
            let each = groups.iter().zip(parts).map(|(group, count)| (*group, *count));
            std::iter::once(("everyone", whole)).chain(each).flat_map(|(group, count)| {
                [(Slot::Numerator, count), (Slot::Denominator, 2 * count)].map(|(slot, count)| cell("CV-P01", group, slot, &count.to_string()))
            }).collect()
        };
        prop_assert!(desk.found(&lines(&parts), Check::Groups).is_empty());
        let mut wrong = parts.clone();
        wrong[at] = if more { wrong[at] + 1 } else { wrong[at] - 1 };
        let check = if wrong[at] == 0 { Check::Figure } else { Check::Groups };
        prop_assert_eq!(desk.found(&lines(&wrong), check).len(), 1);
    }

    /// Ten times as much and a tenth are the same jump, and what is within the two is none.
    #[test]
    fn a_jump_has_no_direction(count in 100..1_000_u32, times in 2..40_u32) {
        let jump = |before: u32, now: u32| {
            let mut desk = Desk::of("evictions");
            desk.known.retain(|one| one.area.as_str() == "CV-D");
            for one in &mut desk.known { one.figure = domain::observation::Figure::Parts { numerator: f64::from(before), denominator: None }; }
            !desk.found(&[cell("CV-D", "everyone", Slot::Numerator, &now.to_string())], Check::TenFold).is_empty()
        };
        prop_assert_eq!(jump(count, count * times), times >= 10);
        prop_assert_eq!(jump(count * times, count), times >= 10);
    }
}
