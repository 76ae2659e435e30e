use proptest::prelude::*;

use super::{Course, Narrowing, WhyNot, Widening, gap, over_time};
use crate::{
    average::tests::{HIDDEN, catalogue, cube, parts},
    cell::Cell,
    measure::{Kind, Polarity},
    observation::Missing,
};

const YEARS: [&str; 2] = ["2022-01-01/P1Y", "2025-01-01/P1Y"];

/// The course of the gap between groups 1 and 2 of a proportion where higher is better.
fn course(then: (Cell, Cell), now: (Cell, Cell), broken: bool) -> Result<Course, WhyNot> {
    let catalogue = catalogue(Kind::Proportion, Polarity::High, &YEARS);
    let cube =
        cube(0, &[(0, &[(parts(1, 2), false); 2]), (1, &[(then.0, false), (now.0, broken)]), (2, &[(then.1, false), (now.1, false)])]);
    over_time(&catalogue, &cube, &catalogue.measures[0], (1, 2), 1).map(|over| over.course)
}

/// So many hundredths of a thousand people.
fn share(percent: u32) -> Cell {
    parts(percent * 10, 1_000)
}

#[test]
fn a_gap_that_narrows_because_the_better_off_fell_is_not_progress() {
    let course = course((share(50), share(80)), (share(50), share(65)), false).unwrap();
    assert_eq!(course, Course::Narrowing(Narrowing::LevellingDown));
    assert!(!course.progress());
    assert_eq!(course.words(), "Levelling down");
    assert!(course.reason().contains("not progress"));
}

#[test]
fn who_moved_is_told() {
    let of = |then: (u32, u32), now: (u32, u32)| course((share(then.0), share(then.1)), (share(now.0), share(now.1)), false).unwrap();
    let rose = of((50, 80), (65, 80));
    assert!(rose == Course::Narrowing(Narrowing::WorseOffRose) && rose.progress() && rose.words() == "Narrowing");
    assert_eq!(of((50, 80), (60, 70)), Course::Narrowing(Narrowing::Both));
    // Both fell, the better-off further: nobody is better off.
    assert_eq!(of((50, 80), (40, 50)), Course::Narrowing(Narrowing::LevellingDown));
    assert_eq!(of((50, 60), (40, 60)), Course::Widening(Widening::WorseOffFell));
    assert_eq!(of((50, 60), (50, 70)), Course::Widening(Widening::BetterOffRose));
    assert_eq!(of((50, 60), (40, 70)), Course::Widening(Widening::Both));
    assert_eq!(of((50, 60), (51, 60)), Course::NoRealChange);
    assert_eq!(of((50, 60), (60, 50)), Course::TurnedRound);
    // The sign changed, the size not beyond chance: nobody has made progress, whichever of the two was ahead.
    assert_eq!(of((50, 56), (56, 53)), Course::NoRealChange);
    assert_eq!(of((50, 70), (56, 55)), Course::Narrowing(Narrowing::Both));
    // Each moved by 3.5 points, which chance could do; the gap by 7, which it could not.
    let near = |percent: u32| parts(percent, 1_000);
    assert_eq!(course((near(500), near(700)), (near(535), near(665)), false).unwrap(), Course::Narrowing(Narrowing::Unclear));
}

#[test]
fn lower_can_be_better() {
    let catalogue = catalogue(Kind::Proportion, Polarity::Low, &YEARS);
    let of = |then: (u32, u32), now: (u32, u32)| {
        let cube = cube(0, &[(1, &[(share(then.0), false), (share(now.0), false)]), (2, &[(share(then.1), false), (share(now.1), false)])]);
        let found = gap(&cube, &catalogue.measures[0], (1, 2), 1).unwrap();
        (found.worse_off, over_time(&catalogue, &cube, &catalogue.measures[0], (1, 2), 1).unwrap().course)
    };
    assert_eq!(of((30, 10), (30, 20)), (Some(true), Course::Narrowing(Narrowing::LevellingDown)));
    assert_eq!(of((30, 10), (20, 10)), (Some(true), Course::Narrowing(Narrowing::WorseOffRose)));
}

#[test]
fn a_break_is_never_crossed() {
    let moved = course((share(50), share(80)), (share(65), share(80)), true);
    assert_eq!(moved, Err(WhyNot::Break(YEARS[1].parse().unwrap())));
    assert_eq!(moved.unwrap_err().to_string(), "the series breaks at 2025");
}

#[test]
fn there_is_no_course_while_too_many_do_not_say() {
    let catalogue = catalogue(Kind::Proportion, Polarity::High, &YEARS);
    let of = |unknown: [u32; 2]| {
        let not_known = unknown.map(|of| (parts(of / 2, of), false));
        let men = [(share(80), false), (share(65), false)];
        let cube = cube(0, &[(0, &[(parts(1_500, 2_500), false); 2]), (1, &[(share(50), false); 2]), (2, &men), (3, &not_known)]);
        over_time(&catalogue, &cube, &catalogue.measures[0], (1, 2), 1).map(|over| over.course)
    };
    assert_eq!(of([500, 500]), Ok(Course::Narrowing(Narrowing::LevellingDown)));
    assert_eq!([of([500, 501]), of([501, 500])], [Err(WhyNot::Unknown); 2]);
}

#[test]
fn what_is_hidden_gives_no_gap_and_says_why() {
    let (some, hidden) = (share(50), WhyNot::Missing(Missing::Suppressed));
    assert_eq!(course((some, some), (HIDDEN, some), false), Err(hidden));
    assert_eq!(course((some, some), (some, HIDDEN), false), Err(hidden));
    assert_eq!(course((some, HIDDEN), (some, some), false), Err(hidden));
    assert_eq!(hidden.to_string(), "hidden to protect people");
}

#[test]
fn only_the_same_time_of_year_is_compared() {
    let quarters = ["2024-04-01/P3M", "2024-07-01/P3M", "2025-04-01/P3M"];
    let catalogue = catalogue(Kind::Proportion, Polarity::High, &quarters);
    let cube = cube(0, &[(1, &[(share(50), false), (share(10), false), (share(50), false)]), (2, &[(share(60), false); 3])]);
    let measure = &catalogue.measures[0];
    assert_eq!(over_time(&catalogue, &cube, measure, (1, 2), 2).unwrap().since, 0);
    assert_eq!(over_time(&catalogue, &cube, measure, (1, 2), 1), Err(WhyNot::NoEarlier));
}

#[test]
fn without_intervals_there_is_a_size_but_no_verdict() {
    let catalogue = catalogue(Kind::Value, Polarity::High, &YEARS);
    let cube = cube(0, &[(1, &[(Cell::Value(60.0), false); 2]), (2, &[(Cell::Value(80.0), false); 2])]);
    let found = gap(&cube, &catalogue.measures[0], (1, 2), 1).unwrap();
    assert_eq!((found.size, found.ratio, found.beyond_chance(), found.worse_off), (-20.0, Some(0.75), None, Some(true)));
    assert_eq!(over_time(&catalogue, &cube, &catalogue.measures[0], (1, 2), 1), Err(WhyNot::NoInterval));
}

#[test]
fn against_everyone_the_group_is_held_against_all_others() {
    // 45 of 120 against 30 of 130 is the worked example of STANDARDS' vectors: 14.423 (3.038, 25.408). Everyone is 75 of 250, and the gap
    // to everyone 130/250 of that.
    let catalogue = catalogue(Kind::Proportion, Polarity::High, &YEARS[..1]);
    let cube = cube(0, &[(0, &[(parts(75, 250), false)]), (1, &[(parts(45, 120), false)])]);
    let found = gap(&cube, &catalogue.measures[0], (1, 0), 0).unwrap();
    let (lower, upper) = found.limits.unwrap();
    assert_eq!(format!("{:.3} {lower:.3} {upper:.3}", found.size), format!("{:.3} {:.3} {:.3}", 7.5, 3.038_46 * 0.52, 25.407_7 * 0.52));
}

proptest! {
    #[test]
    fn a_gap_turned_round_has_the_other_sign(a in 0..500u32, b in 0..500u32, n in 500..900u32, m in 500..900u32) {
        let catalogue = catalogue(Kind::Proportion, Polarity::High, &YEARS[..1]);
        let cube = cube(0, &[(1, &[(parts(a, n), false)]), (2, &[(parts(b, m), false)])]);
        let of = |pair| gap(&cube, &catalogue.measures[0], pair, 0).unwrap();
        let (there, back) = (of((1, 2)), of((2, 1)));
        prop_assert!((there.size + back.size).abs() < 1e-9 && there.beyond_chance() == back.beyond_chance());
        prop_assert_eq!(there.worse_off, back.worse_off.map(|worse| !worse));
        let (lower, upper) = there.limits.unwrap();
        prop_assert!(lower <= there.size && there.size <= upper);
        if there.beyond_chance() == Some(true) { prop_assert!(there.worse_off.is_some()); }
    }

    #[test]
    fn the_gap_to_everyone_lies_within_its_limits_and_is_smaller_than_to_the_others(x in 0..200u32, n in 200..400u32, more in 0..300u32, of in 300..900u32) {
        let catalogue = catalogue(Kind::Proportion, Polarity::High, &YEARS[..1]);
        let cube = cube(0, &[(0, &[(parts(x + more, n + of), false)]), (1, &[(parts(x, n), false)]), (2, &[(parts(more, of), false)])]);
        let to = |against| gap(&cube, &catalogue.measures[0], (1, against), 0).unwrap();
        let (all, others) = (to(0), to(2));
        let (lower, upper) = all.limits.unwrap();
        prop_assert!(lower - 1e-9 <= all.size && all.size <= upper + 1e-9);
        prop_assert!(all.size.abs() <= others.size.abs() + 1e-9 && all.beyond_chance() == others.beyond_chance());
    }

    #[test]
    fn a_gap_that_narrowed_without_the_worse_off_rising_is_never_progress(
        a in 0..900u32, b in 0..900u32, c in 0..900u32, d in 0..900u32
    ) {
        let of = |x: u32| parts(x, 900);
        if let Ok(found) = course((of(a), of(b)), (of(c), of(d)), false) {
            let (worse_then, worse_now) = if a < b { (a, c) } else { (b, d) };
            prop_assert!(!found.progress() || worse_now > worse_then, "{found:?}");
            let (then, now) = (a.abs_diff(b), c.abs_diff(d));
            match found {
                Course::Narrowing(_) => prop_assert!(now < then),
                Course::Widening(_) => prop_assert!(now > then),
                Course::TurnedRound => prop_assert_ne!(a < b, c < d),
                Course::NoRealChange => {}
            }
        }
    }
}
