use proptest::prelude::*;

use super::*;

#[test]
fn periods_are_said_as_people_say_them() {
    for (iso, label) in [
        ("2023-04-01/P3M", "Q1 2023/24"),
        ("2024-01-01/P3M", "Q4 2023/24"),
        ("2023-04-01/P6M", "H1 2023/24"),
        ("2023-10-01/P6M", "H2 2023/24"),
        ("2023-01-01/P6M", "January to June 2023"),
        ("2023-07-01/P6M", "July to December 2023"),
        ("1999-04-01/P1Y", "1999/00"),
        ("2023-09-01/P1Y", "2023/24 school year"),
        ("2023-01-01/P1Y", "2023"),
        ("2023-04-01/P12M", "year ending March 2024"),
        ("2021-01-01/P3Y", "2021 to 2023"),
        ("2020-04-01/P5Y", "2020/21 to 2024/25"),
        ("2024-03-31", "31 March 2024"),
        ("2021-12-01/P1M", "December 2021"),
    ] {
        let period: Period = iso.parse().unwrap();
        assert_eq!(period.label(), label);
        assert_eq!(period.to_string(), iso);
    }
    assert_eq!("2026-07-01/P3M".parse::<Period>().unwrap().until(), "to Sep 2026");
}

#[test]
fn a_year_before_and_the_year_around() {
    for (iso, before, months, year) in [
        ("2024-01-01/P3M", "2023-01-01/P3M", 3, "2023-04-01/P1Y"),
        ("2023-10-01/P6M", "2022-10-01/P6M", 6, "2023-04-01/P1Y"),
        ("2024-01-01/P6M", "2023-01-01/P6M", 6, "2023-04-01/P1Y"),
        ("2023-04-01/P1Y", "2022-04-01/P1Y", 12, "2023-04-01/P1Y"),
        ("2023-04-01/P1M", "2022-04-01/P1M", 1, "2023-04-01/P1Y"),
        ("2021-01-01/P3Y", "2020-01-01/P3Y", 36, "2020-04-01/P1Y"),
        ("2021-04-01/P2Y", "2020-04-01/P2Y", 24, "2021-04-01/P1Y"),
        ("2024-02-29", "2023-02-28", 0, "2023-04-01/P1Y"),
    ] {
        let period: Period = iso.parse().unwrap();
        assert_eq!(period.year_before().unwrap().to_string(), before);
        assert_eq!((period.months(), period.within().unwrap().to_string()), (months, year.to_owned()));
    }
}

#[test]
fn a_wrong_period_says_how_to_mend_it() {
    for bad in
        ["", "2023", "2023-04-01/P3", "2023-05-01/P3M", "2023-05-01/P6M", "2023-04-02/P1Y", "2023-13-01", "0001-01-01", "２０２３-04-01"]
    {
        let error = bad.parse::<Period>().unwrap_err();
        assert!(!error.why.is_empty());
    }
}

proptest! {
    #[test]
    fn any_text_parses_or_fails_and_what_parses_round_trips(text in "\\PC{0,24}") {
        if let Ok(period) = text.parse::<Period>() {
            prop_assert_eq!(period.to_string().parse::<Period>().unwrap(), period);
        }
    }

    #[test]
    fn printed_periods_round_trip(year in 1850..2150i32, month in 1..=12u32, kind in 0..8usize) {
        let length = ["P1M", "P3M", "P6M", "P1Y", "P12M", "P2Y", "P3Y", "P5Y"][kind];
        if let Ok(period) = format!("{year}-{month:02}-01/{length}").parse::<Period>() {
            prop_assert_eq!(period.to_string().parse::<Period>().unwrap(), period);
            prop_assert!(period.start() <= period.end());
            if let Some(next) = period.next() {
                prop_assert!(next > period && next.kind() == period.kind() && next.months() == period.months());
                prop_assert_eq!(Some(next.start()), period.end().succ_opt());
            }
        }
    }

    #[test]
    fn halves_make_a_year_and_hold_its_quarters(year in 1850..2150i32, calendar in any::<bool>()) {
        let first = Period::half_year(NaiveDate::from_ymd_opt(year, if calendar { 1 } else { 4 }, 1).unwrap()).unwrap();
        let second = first.next().unwrap();
        let whole: Period = format!("{}/P1Y", first.start()).parse().unwrap();
        prop_assert_eq!((first.start(), second.end()), (whole.start(), whole.end()));
        prop_assert!(whole.contains(&first) && whole.contains(&second) && !first.contains(&second));
        prop_assert_eq!(second.year_before().unwrap().next(), Some(first));
        let quarter = Period::quarter(first.start()).unwrap();
        prop_assert!(first.contains(&quarter) && first.contains(&quarter.next().unwrap()) && second.contains(&Period::quarter(second.start()).unwrap()));
    }
}
