//! The spreadsheet by the field's rules.

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Data, Ods, Reader};
use domain::report::document::Block;
use roxmltree::Document as Xml;

use super::{
    parts::{all, names, of, part, text},
    sample,
};

const BASE: Option<&str> = Some("https://measures.example.gov.uk");

fn made() -> Vec<u8> {
    press::ods(&sample::report(), BASE).unwrap()
}

#[test]
fn a_cover_contents_and_notes_come_before_one_table_a_sheet() {
    let mut book: Ods<_> = Ods::new(Cursor::new(made())).unwrap();
    let sheets = book.sheet_names().clone();
    assert_eq!(sheets, ["Cover", "Contents", "Notes", "Table 1", "Table 2", "Table 3", "Text"]);
    assert!(sheets.iter().all(|name| name.chars().count() <= 31));
    assert_eq!(sheets.iter().collect::<BTreeSet<_>>().len(), sheets.len());
    let cover = book.worksheet_range("Cover").unwrap();
    let lines: Vec<String> = cover.rows().map(|row| row[0].to_string()).collect();
    for wanted in [
        "Council Plan 2023–27: quarter 2 of 2026/27",
        "Calder Vale Council",
        "Date: 6 November 2026",
        "Figures from: Release 31, 30 October 2026",
    ] {
        assert!(lines.contains(&wanted.to_owned()), "{lines:?}");
    }
    assert!(lines.iter().any(|line| line.contains("illustrative")) && lines.iter().any(|line| line.contains("Open Government Licence")));
    let contents = book.worksheet_range("Contents").unwrap();
    let listed: Vec<String> = contents.rows().skip(3).map(|row| row[0].to_string()).collect();
    assert_eq!(listed, sheets[2..]);
}

#[test]
fn numbers_are_numbers_and_markers_are_text() {
    let mut book: Ods<_> = Ods::new(Cursor::new(made())).unwrap();
    let range = book.worksheet_range("Table 1").unwrap();
    let rows: Vec<&[Data]> = range.rows().collect();
    // A heading, what the sheet has, the headings of the columns, and forty measures.
    assert_eq!(rows.len(), 3 + 40);
    assert_eq!(rows[0][0].to_string(), "Table 1: All measures of the plan, as they stood at the end of September 2026 [note 1] [note 2]");
    let table = sample::measures();
    for (row, wanted) in rows[3..].iter().zip(&table.rows) {
        for (cell, wanted) in row.iter().zip(wanted) {
            match wanted.value {
                Some(value) => assert_eq!(*cell, Data::Float(value)),
                None => assert_eq!(*cell, Data::String(wanted.text.clone())),
            }
        }
    }
}

#[test]
fn a_number_is_shown_as_in_the_report() {
    let content = part(&made(), "content.xml");
    let read = Xml::parse(&content).unwrap();
    let cell = all(&read, "table-cell").find(|cell| of(*cell, "value") == Some("31.25")).unwrap();
    assert_eq!(text(cell), "31.2%");
    let style = all(&read, "style").find(|style| of(*style, "name") == of(cell, "style-name")).unwrap();
    let number = all(&read, "number-style").find(|number| of(*number, "name") == of(style, "data-style-name")).unwrap();
    assert_eq!(text(number), "%");
    assert!(number.children().any(|child| of(child, "decimal-places") == Some("1")));
}

#[test]
fn tables_are_marked_up_named_and_without_gaps() {
    let content = part(&made(), "content.xml");
    let read = Xml::parse(&content).unwrap();
    for forbidden in ["covered-table-cell", "scripts", "event-listeners", "shapes", "annotation"] {
        assert_eq!(all(&read, forbidden).count(), 0, "{forbidden}");
    }
    for forbidden in [
        "number-columns-spanned",
        "number-rows-spanned",
        "number-rows-repeated",
        "number-columns-repeated",
        "visibility",
        "formula",
        "display",
    ] {
        assert!(read.descendants().all(|node| of(node, forbidden).is_none()), "{forbidden}");
    }
    let mut ranges = BTreeSet::new();
    for range in all(&read, "database-range") {
        assert_eq!(of(range, "contains-header"), Some("true"));
        ranges.insert((of(range, "name").unwrap(), of(range, "target-range-address").unwrap()));
    }
    let wanted = [
        ("Contents", "'Contents'.A3:'Contents'.B8"),
        ("Notes", "'Notes'.A3:'Notes'.B7"),
        ("Table_1", "'Table 1'.A3:'Table 1'.F43"),
        ("Table_2", "'Table 2'.A3:'Table 2'.J33"),
        ("Table_3", "'Table 3'.A3:'Table 3'.F8"),
    ];
    assert!(wanted.iter().all(|range| ranges.contains(range)), "{ranges:?}");
    assert_eq!(ranges.len(), 6);
    for sheet in all(&read, "table") {
        let width = sheet.children().filter(|child| child.tag_name().name() == "table-column").count();
        for row in all(&read, "table-row").filter(|row| row.ancestors().any(|ancestor| ancestor == sheet)) {
            let cells: Vec<String> = row.children().map(text).collect();
            assert!(cells.len() == width || cells.len() == 1, "{cells:?}");
            assert!(cells.iter().all(|cell| !cell.trim().is_empty()), "{cells:?}");
        }
        if of(sheet, "name") == Some("Cover") {
            continue;
        }
        let headings: Vec<_> = sheet.children().filter(|child| child.tag_name().name() == "table-header-rows").collect();
        assert_eq!(headings.len(), 1);
        let headings: Vec<String> = headings[0].children().flat_map(|row| row.children().map(text)).collect();
        assert_eq!(headings.iter().collect::<BTreeSet<_>>().len(), width, "{headings:?}");
    }
    // Text wraps, in whatever style.
    for style in all(&read, "style").filter(|style| of(*style, "family") == Some("table-cell")) {
        assert!(style.children().any(|child| of(child, "wrap-option") == Some("wrap")), "{:?}", of(style, "name"));
        assert!(style.descendants().all(|node| of(node, "background-color").is_none() && of(node, "color").is_none()));
    }
}

#[test]
fn headings_that_are_alike_are_told_apart() {
    let mut table = sample::years(4, 2);
    table.columns[2].heading = table.columns[1].heading.clone();
    table.columns[3].heading = String::new();
    let bytes = press::ods(&sample::of(vec![sample::section("a", "A", vec![Block::Table(table)])]), None).unwrap();
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).unwrap();
    let headings: Vec<String> = book.worksheet_range("Table 1").unwrap().rows().nth(2).unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(headings, ["Ward", "Quarter 2 of 2016/17", "Quarter 2 of 2016/17 (column 3)", "Column 4"]);
}

#[test]
fn notes_and_markers_are_in_words() {
    let mut book: Ods<_> = Ods::new(Cursor::new(made())).unwrap();
    let notes: Vec<(String, String)> =
        book.worksheet_range("Notes").unwrap().rows().skip(3).map(|row| (row[0].to_string(), row[1].to_string())).collect();
    let wanted = [
        ("[note 1]", "[c]: hidden to protect people."),
        ("[note 2]", "A measure is near its target where it is within 5 per cent of it."),
        ("[c]", "Hidden to protect people."),
        ("–", "Not broken down this way."),
    ];
    assert_eq!(notes, wanted.map(|(name, says)| (name.to_owned(), says.to_owned())));
}

#[test]
fn what_the_report_says_in_words_is_in_the_last_sheet() {
    let mut book: Ods<_> = Ods::new(Cursor::new(made())).unwrap();
    let range = book.worksheet_range("Text").unwrap();
    let said: Vec<String> = range.rows().map(|row| row.last().unwrap().to_string()).collect();
    for wanted in [
        "Of 40 measures, 14 are on target, 9 are near it, 11 are off it, and 6 have none. How ratings are made. [1–4]",
        "Figure 1: Complaints answered on time, by quarter, 2022 to 2026",
        &sample::chart().alt,
    ] {
        assert!(said.contains(&wanted.to_owned()), "{wanted}: {said:?}");
    }
}

#[test]
fn a_spreadsheet_says_what_it_is_and_opens_at_its_beginning() {
    let bytes = made();
    let parts = names(&bytes);
    assert_eq!(parts[0], "mimetype");
    assert_eq!(part(&bytes, "mimetype"), "application/vnd.oasis.opendocument.spreadsheet");
    // The kind of the file can be read without unpacking it.
    assert_eq!(&bytes[30..38], b"mimetype");
    assert_eq!(&bytes[38..84], b"application/vnd.oasis.opendocument.spreadsheet");
    let meta = part(&bytes, "meta.xml");
    let meta = Xml::parse(&meta).unwrap();
    let property = |name| all(&meta, name).next().map(text).unwrap();
    assert_eq!(property("title"), "Council Plan 2023–27: quarter 2 of 2026/27");
    assert_eq!((property("creator").as_str(), property("language").as_str()), ("Calder Vale Council", "en-GB"));
    assert!(!property("subject").is_empty());
    let settings = part(&bytes, "settings.xml");
    let settings = Xml::parse(&settings).unwrap();
    let set = |name| all(&settings, "config-item").filter(move |item| of(*item, "name") == Some(name)).map(text).collect::<Vec<_>>();
    assert_eq!(set("ActiveTable"), ["Cover"]);
    assert!(set("CursorPositionX").iter().chain(&set("CursorPositionY")).all(|at| at == "0"));
    assert!(!part(&bytes, "settings.xml").contains("Split"));
    for name in ["content.xml", "styles.xml", "meta.xml", "settings.xml"] {
        assert_eq!(of(Xml::parse(&part(&bytes, name)).unwrap().root_element(), "version"), Some("1.2"), "{name}");
        assert!(part(&bytes, "META-INF/manifest.xml").contains(&format!("\"{name}\"")));
    }
}

#[test]
fn the_same_report_is_the_same_spreadsheet() {
    assert!(made() == made());
}
