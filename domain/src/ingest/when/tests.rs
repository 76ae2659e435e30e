use proptest::prelude::*;

use super::*;

fn iso_of(text: &str, kind: &str) -> String {
    read(text, kind, Years::default()).map_or_else(|| "none".to_owned(), |when| when.period.to_string())
}

#[test]
fn every_notation_is_read() {
    for (texts, iso) in [
        (
            ["2023/24", "2023-24", "2023–24", "2023/2024", "2023-2024", "202324", "FY 2023/24", "Financial year 2023-24", "2023-04-01/P1Y"]
                .as_slice(),
            "2023-04-01/P1Y",
        ),
        (
            &["http://reference.data.gov.uk/id/government-year/2023-2024", "2023-04-01/2024-03-31", "1 April 2023 to 31 March 2024"],
            "2023-04-01/P1Y",
        ),
        (
            &[
                "Q1 2023/24",
                "2023/24 Q1",
                "2023-24 Q1",
                "Q1 2023-24",
                "Quarter 1 2023/24",
                "Q1 (2023/24)",
                "Apr-Jun 2023",
                "April to June 2023",
                "Apr 2023 - Jun 2023",
            ],
            "2023-04-01/P3M",
        ),
        (&["http://reference.data.gov.uk/id/government-quarter/2023-2024/Q1"], "2023-04-01/P3M"),
        (
            &["Q1 23/24", "23/24 Q1", "Q1 FY2023/24", "Apr-Jun 2023/24", "quarter ending June 2023", "3 months to 30 June 2023"],
            "2023-04-01/P3M",
        ),
        (&["Q4 FY 23/24", "2023/24 Jan - Mar", "http://reference.data.gov.uk/id/quarter/2024-Q1"], "2024-01-01/P3M"),
        (&["23/24", "2023/2024 ", "FY 23/24"], "2023-04-01/P1Y"),
        (&["2023-A1", "http://reference.data.gov.uk/id/year/2023"], "2023-01-01/P1Y"),
        (&["March 2023/24", "2023/24 Mar"], "2024-03-01/P1M"),
        (&["Q4 2023/24", "Jan to Mar 2024", "2024-Q1", "2024 Q1"], "2024-01-01/P3M"),
        (&["2023/24 academic", "Academic year 2023/24", "AY 2023/24", "2023/24 school year"], "2023-09-01/P1Y"),
        (&["2023", "2023-01-01/P1Y", "Calendar year 2023", "Jan 2023 - Dec 2023"], "2023-01-01/P1Y"),
        (&["2021 to 2023", "2021 - 23", "2021-23", "2021 – 2023", "2021-01-01/P3Y"], "2021-01-01/P3Y"),
        (&["2015 - 16", "2015 to 2016"], "2015-01-01/P2Y"),
        (&["2020/21 - 24/25", "2020/21 to 2024/25"], "2020-04-01/P5Y"),
        (&["year ending March 2024", "Year ending 31 March 2024", "12 months to March 2024", "YE Mar 2024"], "2023-04-01/P1Y"),
        (&["year ending June 2024", "July 2023 to June 2024", "2023-07-01/P1Y"], "2023-07-01/P12M"),
        (&["March 2023", "Mar-23", "Mar 23", "2023-03", "2023M03", "202303", "03/2023", "2023 March"], "2023-03-01/P1M"),
        (
            &[
                "31 March 2024",
                "31/03/2024",
                "2024-03-31",
                "31-Mar-24",
                "31.03.2024",
                "March 31, 2024",
                "31st March 2024",
                "as at 31 March 2024",
                "2024-03-31T00:00:00",
            ],
            "2024-03-31",
        ),
        (&["16/05/2022"], "2022-05-16"),
        (&["2015-11-16/P1Y"], "2015-12-01/P12M"),
        (&["2022-08-01/P1Y"], "2022-08-01/P12M"),
    ] {
        for text in texts {
            assert_eq!(iso_of(text, ""), iso, "{text}");
        }
    }
}

#[test]
fn half_years_are_read_in_every_notation() {
    for (texts, iso) in [
        (
            [
                "2023-04-01/P6M",
                "2023-04-01/2023-09-30",
                "2023/24 H1",
                "H1 2023/24",
                "H1 2023-24",
                "H1 FY23/24",
                "FY2023/24 H1",
                "Half 1 2023/24",
                "Half-year 1 2023/24",
                "First half of 2023/24",
                "1st half 2023-24",
                "April to September 2023",
                "Apr-Sep 2023",
                "Apr - Sep 2023/24",
                "1 April 2023 to 30 September 2023",
                "6 months to September 2023",
                "half-year ending 30 September 2023",
                "http://reference.data.gov.uk/id/government-half/2023-2024/H1",
                "http://reference.data.gov.uk/id/gregorian-interval/2023-04-01T00:00:00/P6M",
            ]
            .as_slice(),
            "2023-04-01/P6M",
        ),
        (
            &[
                "H2 2023/24",
                "2023/24 H2",
                "Second half of 2023/24",
                "Oct 2023 - Mar 2024",
                "October to March 2023/24",
                "October to March 2024",
            ],
            "2023-10-01/P6M",
        ),
        (&["H1 2023", "2023-H1", "2023-S1", "Jan-Jun 2023", "January to June 2023", "H1 CY2023", "2023-01-01/P6M"], "2023-01-01/P6M"),
        (&["2023 H2", "July to December 2023", "http://reference.data.gov.uk/id/half/2023-H2"], "2023-07-01/P6M"),
    ] {
        for text in texts {
            assert_eq!(iso_of(text, ""), iso, "{text}");
        }
    }
}

#[test]
fn a_second_column_says_what_kind_it_is() {
    for (text, kind, iso) in [
        ("202122", "Academic year", "2021-09-01/P1Y"),
        ("202122", "Financial year", "2021-04-01/P1Y"),
        ("202122", "Financial year Q4", "2022-01-01/P3M"),
        ("2021", "Calendar year", "2021-01-01/P1Y"),
        ("2024", "Reporting year", "2023-04-01/P1Y"),
        ("2024", "March", "2024-03-01/P1M"),
        ("202112", "Month", "2021-12-01/P1M"),
        ("202112", "Academic year", "none"),
        ("202122", "Financial year H2", "2021-10-01/P6M"),
        ("202122", "Part 2 (October to March)", "2021-10-01/P6M"),
        ("2021/22", "half 1", "2021-04-01/P6M"),
        // A column called Quarter, or Half, whose cells say so too.
        ("2021/22", "quarter Q1", "2021-04-01/P3M"),
        ("2021/22", "quarter quarter 1", "2021-04-01/P3M"),
        ("2021/22", "half H2", "2021-10-01/P6M"),
        ("2021/22", "First half", "2021-04-01/P6M"),
        ("2021", "Calendar year H2", "2021-07-01/P6M"),
        ("30/09/2023", "half", "2023-04-01/P6M"),
        ("September 2023", "half-year ending", "2023-04-01/P6M"),
        // What is said to be a part is never read as the whole.
        ("2021/22", "half", "none"),
        ("2021/22", "half 3", "none"),
        ("2021/22", "Academic year H1", "none"),
        ("202122", "Autumn term", "none"),
        ("2021", "Week 12", "none"),
    ] {
        assert_eq!(iso_of(text, kind), iso, "{text} {kind}");
    }
}

#[test]
fn what_can_be_read_in_two_ways_says_so() {
    for (text, taken) in [
        ("23/24", true),
        ("FY 23/24", false),
        ("H1 2023", true),
        ("H1 CY2023", false),
        ("H1 2023/24", false),
        ("2011-12", true),
        ("201112", true),
        ("2011/12", false),
        ("2023-24", false),
        ("2024-Q1", true),
        ("2015-11-16/P1Y", true),
    ] {
        assert_eq!(read(text, "", Years::default()).unwrap().taken.is_some(), taken, "{text}");
    }
    assert_eq!(read("2014/15", "", Years::Academic).unwrap().period.to_string(), "2014-09-01/P1Y");
}

#[test]
fn what_is_no_period_is_not_guessed() {
    for text in [
        "",
        "2024-01-AB",
        "Q5 2023/24",
        "H3 2023/24",
        "Mar-Aug 2023",
        "11/12",
        "24/23",
        "March 1 of 2023/25",
        "23/24/25/26",
        "2023/25/27",
        "13/2023",
        "2023-13",
        "31/02/2024",
        "spring",
        "2023/22",
        "1700",
        "202399",
        "2010 to 2023",
        "Apr-May 2023",
        "٢٠٢٣",
    ] {
        assert_eq!(iso_of(text, ""), "none", "{text}");
    }
    assert_eq!(from_to("2024-01-01", "2024-12-AB"), None);
    assert_eq!(from_to("2024-01-01", "2024-12-31").unwrap().to_string(), "2024-01-01/P1Y");
    assert_eq!(from_to("2024-01-01", "2024-12-30"), None);
}

proptest! {
    #[test]
    fn any_text_is_read_or_not(text in "\\PC{0,30}", other in "[0-9/QMP to-]{0,14}", kind in "\\PC{0,12}") {
        let _ = read(&text, &kind, Years::default());
        let _ = read(&other, &kind, Years::Academic);
        let _ = from_to(&text, &other);
    }

    #[test]
    fn what_the_program_writes_it_reads(year in 1980..2060i32, month in 1..=12u32, length in 0..8usize) {
        let length = ["P1M", "P3M", "P6M", "P1Y", "P12M", "P2Y", "P3Y", "P5Y"][length];
        if let Ok(period) = format!("{year}-{month:02}-01/{length}").parse::<Period>() {
            prop_assert_eq!(iso_of(&period.to_string(), ""), period.to_string());
            // A year of twelve months that has a name is read by its name.
            let named = between(period.start(), period.end()).unwrap();
            prop_assert_eq!(iso_of(&period.label(), ""), named.to_string(), "{}", period.label());
        }
    }
}
