//! Parquet and SQLite read back: that they hold what the CSV holds, with types.

use std::fs::File;

use ::parquet::{
    basic::Repetition,
    file::reader::{FileReader, SerializedFileReader},
    record::Field,
};
use domain::record::{COLUMNS, number};
use rusqlite::{Connection, OpenFlags, types::ValueRef};

use crate::help::calder_vale;

#[test]
fn the_columns_of_parquet_hold_what_the_lines_hold() {
    let case = calder_vale();
    let reader = SerializedFileReader::new(File::open(case.path("observations.parquet")).unwrap()).unwrap();
    let file = reader.metadata().file_metadata();
    assert_eq!(file.schema().get_fields().iter().map(|field| field.name()).collect::<Vec<_>>(), COLUMNS);
    let said = file.key_value_metadata().unwrap();
    assert!(said.iter().any(|pair| pair.key == "attribution" && pair.value.as_ref() == Some(&case.about.attribution)), "{said:?}");
    let rows = case.rows("observations.csv");
    assert_eq!(file.num_rows().cast_unsigned(), rows.len() as u64);
    for (row, line) in reader.get_row_iter(None).unwrap().zip(&rows) {
        for ((name, field), column) in row.unwrap().get_column_iter().zip(COLUMNS) {
            let text = match field {
                Field::Null => String::new(),
                Field::Double(value) => number(*value),
                Field::Str(text) => text.clone(),
                Field::Int(whole) => whole.to_string(),
                other => panic!("{name}: {other:?}"),
            };
            assert_eq!((name.as_str(), &text), (column, &line[column]), "{line:?}");
        }
    }
}

#[test]
fn numbers_may_be_missing_in_parquet_and_codes_may_not() {
    let reader = SerializedFileReader::new(File::open(calder_vale().path("observations.parquet")).unwrap()).unwrap();
    for field in reader.metadata().file_metadata().schema().get_fields() {
        let optional = field.get_basic_info().repetition() == Repetition::OPTIONAL;
        let may_be_missing =
            ["numerator", "denominator", "value", "lower_95", "upper_95", "interval_method", "obs_status"].contains(&field.name());
        assert_eq!(optional, may_be_missing, "{}", field.name());
    }
}

fn database() -> Connection {
    Connection::open_with_flags(calder_vale().path("release.sqlite"), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
}

#[test]
fn the_view_of_sqlite_holds_what_the_lines_hold() {
    let database = database();
    let mut select = database.prepare(r#"SELECT * FROM figures ORDER BY measure, area_code, "group", time_period"#).unwrap();
    assert_eq!(select.column_names(), COLUMNS);
    let mut rows = calder_vale().rows("observations.csv");
    rows.sort_by_key(|row| ["measure", "area_code", "group", "time_period"].map(|column| row[column].clone()));
    let mut found = select.query([]).unwrap();
    let mut lines = rows.iter();
    while let Some(row) = found.next().unwrap() {
        let line = lines.next().unwrap();
        for (at, column) in COLUMNS.into_iter().enumerate() {
            let text = match row.get_ref(at).unwrap() {
                ValueRef::Null => String::new(),
                ValueRef::Real(value) => number(value),
                ValueRef::Integer(whole) => whole.to_string(),
                ValueRef::Text(text) => String::from_utf8(text.to_vec()).unwrap(),
                other @ ValueRef::Blob(_) => panic!("{column}: {other:?}"),
            };
            assert_eq!(text, line[column], "{column} of {line:?}");
        }
    }
    assert!(lines.next().is_none());
}

#[test]
fn sqlite_is_whole_and_its_keys_hold() {
    let database = database();
    let text = |sql: &str| database.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
    assert_eq!(text("PRAGMA integrity_check"), "ok");
    let astray: i64 = database.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).unwrap();
    assert_eq!(astray, 0);
    for (table, rows) in ["measures", "areas", "groups", "periods"].map(|list| (list, calder_vale().rows(&format!("{list}.csv")).len())) {
        let count: i64 = database.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
        assert_eq!(count.cast_unsigned(), rows as u64, "{table}");
        assert_eq!(text(&format!("SELECT CAST(strict AS TEXT) FROM pragma_table_list WHERE name = '{table}'")), "1");
    }
    assert_eq!(text("SELECT text FROM about WHERE what = 'attribution'"), calder_vale().about.attribution);
    // The tables are as strict as they say: a copy refuses what is no number, and a figure of no area.
    let copy = Connection::open_in_memory().unwrap();
    let tables: Vec<String> = database
        .prepare("SELECT sql FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL AND name NOT LIKE 'sqlite%'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    copy.execute_batch(&tables.join(";")).unwrap();
    copy.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    let insert = |value: &str| {
        copy.execute_batch(&format!("INSERT INTO observations VALUES (0, 0, 0, 0, 1, 2, {value}, NULL, NULL, NULL, NULL, 'council')"))
    };
    assert!(insert("'many'").is_err());
    assert!(insert("50").is_ok());
    copy.execute_batch("DELETE FROM observations; PRAGMA foreign_keys = ON").unwrap();
    assert!(insert("50").is_err());
}
