//! What is refused says how to mend it, by what it looks like; and what a mapping says of rows, groups and headers.

use super::layouts::{import, plainly, rows, told};
use domain::{
    folder::mapping,
    ingest::{Asked, Import, issue::Kind},
};

/// What is told of a figure in a table of its own.
fn mend(head: &str, cells: &str) -> String {
    let import = plainly(&format!("area,{head},measure\nCV-D,{cells},recycling\n"));
    let of_it = import.issues.iter().filter(|issue| matches!(issue.kind, Kind::BadNumber | Kind::BadPeriod | Kind::PeriodTaken));
    of_it.map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_figure_that_is_none_says_what_it_may_have_been() {
    for (figure, words) in [
        ("(5)", "below zero, write it as -5"),
        ("\"(1,234.5)\"", "below zero, write it as -5"),
        ("\"40,5\"", "Write decimals with a point"),
        ("\"1.234,5\"", "Write decimals with a point"),
        ("=1+1", "A formula is not worked out"),
        ("@SUM(A1)", "A formula is not worked out"),
        ("not asked", "say in a mapping what it means"),
    ] {
        let told = mend("period,value", &format!("2023/24,{figure}"));
        assert!(told.contains(words), "{figure}: {told}");
    }
}

#[test]
fn a_period_that_is_none_says_what_it_may_have_been() {
    for (period, words) in [
        ("03/31/2024", "seems to write the month first"),
        ("45383", "a day as spreadsheets count them"),
        ("2023/24 YTD", "Write it as 2023/24"),
    ] {
        let told = mend("date,value", &format!("{period},40"));
        assert!(told.contains(words), "{period}: {told}");
    }
    let told = mend("time_period,time_identifier,value", "202324,Tax year,40");
    assert!(told.contains("a tax year, from 6 April") && told.contains("2023/24"), "{told}");
}

#[test]
fn several_kinds_of_period_are_told_in_words() {
    let import = plainly("area,period,measure,value\nCV-D,H1 2023/24,recycling,40\nCV-D,Q3 2023/24,recycling,41\n");
    let told: Vec<String> = import.issues.iter().filter(|issue| issue.kind == Kind::MixedPeriods).map(ToString::to_string).collect();
    assert!(told.len() == 1 && told[0].contains("quarters, halves of financial years"), "{told:?}");
}

fn mapped(table: &str, toml: &str) -> Import {
    let given = mapping("m.toml", toml).unwrap_or_else(|issues| panic!("{issues:?}"));
    import(table, &Asked { mapping: Some(&given), ..Asked::default() })
}

#[test]
fn rows_are_kept_by_one_text_or_by_several() {
    let table = "area,period,stage,value\nCV-D,2023/24,Final,1\nCV-D,2024/25,PROVISIONAL,2\nCV-D,2025/26,Draft,3\nCV-D,2022/23,,4\n";
    let of = |only: &str| {
        let import = mapped(table, &format!("area = \"area\"\nperiod = \"period\"\nvalue = \"value\"\nmeasure_is = \"recycling\"\n{only}"));
        (import.rows.len(), import.sheets[0].left_out)
    };
    assert_eq!(of("[only]\nstage = \"Final\"\n"), (1, 3));
    assert_eq!(of("[only]\nstage = [\"Final\", \"Provisional\"]\n"), (2, 2));
    assert_eq!(of(""), (4, 0));
    let none = mapping("m.toml", "value = \"value\"\n[only]\nstage = []\n").unwrap_err();
    assert!(none[0].to_string().contains("names no text"), "{none:?}");
}

#[test]
fn a_text_is_a_group_in_one_column_and_not_in_another() {
    let table = "area,period,tenant,staff,numerator,denominator\nCV-D,2023/24,W,,10,20\nCV-D,2024/25,,W,10,20\n";
    let head = "area = \"area\"\nperiod = \"period\"\nnumerator = \"numerator\"\ndenominator = \"denominator\"\nmeasure_is = \"repairs-on-time\"\n\
                groups = [\"tenant\", \"staff\"]\n";
    let one = mapped(table, &format!("{head}[[group]]\ncolumn = \"Tenant\"\ntext = \"w\"\nis = \"female\"\n"));
    assert_eq!((one.rows.len(), told(&one, Kind::UnknownGroup)), (1, vec![3]), "{:?}", one.issues);
    let any = mapped(table, &format!("{head}[group_is]\nW = \"female\"\n"));
    assert_eq!((any.rows.len(), any.groups[0].as_str()), (2, "female"));
}

#[test]
fn a_header_of_three_rows_names_its_columns_together() {
    let table = ",2023/24,,,2024/25\n,Women,,Men,Women\nArea,Done,Asked,Done,Done\nCV-D,10,20,11,12\n";
    let toml = "header_rows = 3\narea = \"Area\"\nmeasure_is = \"repairs-on-time\"\n[[figure]]\nnumerator = \"2023/24 Women Done\"\n\
                denominator = \"2023/24 Women Asked\"\nperiod = \"2023-04-01/P1Y\"\ncharacteristic = \"sex\"\ngroup = \"female\"\n";
    let import = mapped(table, toml);
    assert_eq!(rows(&import).len(), 1, "{:?}", import.issues);
    assert_eq!((import.sheets[0].header, import.periods[0].label()), (3, "2023/24".to_owned()));
}
