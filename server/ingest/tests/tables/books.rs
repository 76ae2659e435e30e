//! XLSX and ODS, made here: what cells say, and what is refused.

use super::books_made::{Cell, archive, ods, ods_xml, xlsx, xlsx_strings};
use domain::ingest::Sheet;
use ingest::{Limits, Refusal, read};

fn cells(sheet: &Sheet) -> Vec<(u32, Vec<String>)> {
    (0..sheet.len()).map(|row| (sheet.number(row), sheet.cells(row).into_iter().map(str::to_owned).collect())).collect()
}

fn small() -> Limits {
    Limits { unpacked: 1 << 20, rows: 100, columns: 20, cells: 1_000, parts: 50, ..Limits::default() }
}

#[test]
fn cells_are_what_they_showed() {
    let rows: &[&[Cell]] = &[
        &[Cell::Text("area"), Cell::Text("value"), Cell::Text("when")],
        &[],
        &[Cell::Text("=HYPERLINK(\"http://x\")"), Cell::Formula("1+1", "2.5"), Cell::Date(45_382)],
        &[Cell::Text("@SUM(A1)"), Cell::Error("#DIV/0!"), Cell::Number("0.1")],
        &[Cell::Text("+44 & <b>"), Cell::Number("1234567"), Cell::Formula("NOW()", "")],
    ];
    let wanted = [
        (1, vec!["area", "value", "when"]),
        (3, vec!["=HYPERLINK(\"http://x\")", "2.5", "2024-03-31"]),
        (4, vec!["@SUM(A1)", "#DIV/0!", "0.1"]),
        (5, vec!["+44 & <b>", "1234567"]),
    ];
    let wanted: Vec<(u32, Vec<String>)> =
        wanted.into_iter().map(|(row, cells)| (row, cells.into_iter().map(str::to_owned).collect())).collect();
    let sheets = read("k.xlsx", &xlsx(&[("KPIs", true, rows), ("Hidden", false, rows), ("Notes", true, &[])]), &Limits::default()).unwrap();
    assert_eq!((sheets.len(), sheets[0].name()), (1, "KPIs"));
    assert_eq!(cells(&sheets[0]), wanted);
    // A name says nothing: the same bytes under another.
    assert_eq!(read("k.csv", &xlsx(&[("KPIs", true, rows)]), &Limits::default()).unwrap()[0].len(), 4);

    let rows: &[&[Cell]] = &[
        &[Cell::Text("area"), Cell::Text("value")],
        &[],
        &[Cell::Text("=1+1"), Cell::Formula("of:=1+1", "2.5")],
        &[Cell::Text("x"), Cell::Date(45_382)],
    ];
    let sheets = read("k.ods", &ods(&[("KPIs", rows)]), &Limits::default()).unwrap();
    let wanted = [(1, vec!["area", "value"]), (3, vec!["=1+1", "2.5"]), (4, vec!["x", "2024-03-31"])];
    let wanted: Vec<(u32, Vec<String>)> =
        wanted.into_iter().map(|(row, cells)| (row, cells.into_iter().map(str::to_owned).collect())).collect();
    assert_eq!(cells(&sheets[0]), wanted);
}

#[test]
fn hundredths_and_months_are_what_they_showed() {
    let rows: &[&[Cell]] = &[
        &[Cell::Text("month"), Cell::Text("value"), Cell::Text("plain")],
        &[Cell::Month(45_352), Cell::Percent("0.29"), Cell::Number("0.29")],
        &[Cell::Month(45_383), Cell::Percent("1"), Cell::Percent("0.123456789")],
    ];
    let texts = |sheet: &Sheet| cells(sheet).into_iter().skip(1).flat_map(|(_, cells)| cells).collect::<Vec<_>>();
    let book = read("k.xlsx", &xlsx(&[("S", true, rows)]), &Limits::default()).unwrap();
    assert_eq!(texts(&book[0]), ["2024-03", "29%", "0.29", "2024-04", "100%", "12.3456789%"]);
    let open = read("k.ods", &ods(&[("Before", &[&[Cell::Number("0.5")]]), ("S", rows)]), &Limits::default()).unwrap();
    assert_eq!(cells(&open[0])[0].1, ["0.5"]);
    assert_eq!(texts(&open[1]), ["2024-03-31", "29%", "0.29", "2024-03-31", "100%", "12.3456789%"]);
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    let most = small().unpacked;
    let zeros = vec![0; 3 << 20];
    let bomb = archive(&[("xl/workbook.xml", b"<workbook/>"), ("xl/media/a.bin", &zeros)]);
    assert!(bomb.len() < 10_000);
    assert_eq!(read("b.xlsx", &bomb, &small()), Err(Refusal::Unpacked { most }));
    // The same, with a small size written in the archive's list of contents.
    let mut lying = bomb.clone();
    let size = (3_u32 << 20).to_le_bytes();
    let places: Vec<usize> = lying.windows(4).enumerate().filter(|(_, bytes)| *bytes == size).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for at in places {
        lying[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    assert!(matches!(read("b.xlsx", &lying, &small()), Err(Refusal::Unpacked { .. } | Refusal::Damaged)));
    let many: Vec<(String, Vec<u8>)> = (0..60).map(|n| (format!("part{n}"), vec![b'x'])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    assert_eq!(read("b.xlsx", &archive(&many), &small()), Err(Refusal::Unpacked { most }));
    // One long text in many cells.
    let long = "x".repeat(20_000);
    let many = vec![vec![Cell::Shared(0); 10]; 20];
    let rows: Vec<&[Cell]> = many.iter().map(Vec::as_slice).collect();
    assert_eq!(read("b.xlsx", &xlsx_strings(&[("S", true, &rows)], &[&long]), &small()), Err(Refusal::Unpacked { most }));
}

#[test]
fn sheets_that_spread_too_far_are_refused() {
    let far = xlsx(&[("S", true, &[&[Cell::At("XFD1048576", "1")]])]);
    assert!(matches!(read("f.xlsx", &far, &small()), Err(Refusal::Columns { row: 1_048_576, .. })));
    // A cell at the far end of a sheet does not make a million rows of blanks.
    let deep = xlsx(&[("S", true, &[&[Cell::At("A1048576", "1")]])]);
    assert_eq!(cells(&read("f.xlsx", &deep, &small()).unwrap()[0]), [(1_048_576, vec!["1".to_owned()])]);
    // One cell far to the right in each of many rows: the blanks before it count.
    let names: Vec<&'static str> = (1..=200).map(|row| &*Box::leak(format!("ALL{row}").into_boxed_str())).collect();
    let far: Vec<Vec<Cell>> = names.iter().map(|name| vec![Cell::At(name, "1")]).collect();
    let far: Vec<&[Cell]> = far.iter().map(Vec::as_slice).collect();
    let limits = Limits { unpacked: 100_000, ..Limits::default() };
    assert_eq!(read("f.xlsx", &xlsx(&[("S", true, &far)]), &limits), Err(Refusal::Unpacked { most: 100_000 }));
    assert_eq!(read("f.xlsx", &xlsx(&[("S", true, &far[..50])]), &limits).unwrap()[0].len(), 50);
    let many = vec![vec![Cell::Number("1")]; 101];
    let rows: Vec<&[Cell]> = many.iter().map(Vec::as_slice).collect();
    assert_eq!(read("f.xlsx", &xlsx(&[("S", true, &rows)]), &small()), Err(Refusal::Rows { sheet: "S".to_owned(), most: 100 }));
    let repeated = |row: &str, cell: &str| {
        ods_xml(&format!(
            "<table:table table:name=\"S\"><table:table-row{row}><table:table-cell office:value-type=\"float\" office:value=\"1\"{cell}><text:p>1</text:p></table:table-cell></table:table-row></table:table>"
        ))
    };
    let rows = repeated(" table:number-rows-repeated=\"1048576\"", "");
    assert!(matches!(read("f.ods", &rows, &small()), Err(Refusal::Rows { .. })));
    let columns = repeated("", " table:number-columns-repeated=\"16384\"");
    assert!(matches!(read("f.ods", &columns, &small()), Err(Refusal::Columns { .. })));
    let both = repeated(" table:number-rows-repeated=\"90\"", " table:number-columns-repeated=\"19\"");
    assert!(matches!(read("f.ods", &both, &small()), Err(Refusal::Cells { .. })));
    let few = repeated(" table:number-rows-repeated=\"3\"", " table:number-columns-repeated=\"2\"");
    assert_eq!(read("f.ods", &few, &small()).unwrap()[0].len(), 3);
}

#[test]
fn what_is_no_table_says_what_it_is() {
    let document = archive(&[("word/document.xml", b"<w/>")]);
    let binary = archive(&[("xl/workbook.bin", b"x")]);
    for (bytes, words) in [
        (b"%PDF-1.7 ...".as_slice(), "a PDF"),
        (b"\x89PNG\r\n\x1a\n....", "a picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "XLS"),
        (b"{\"a\": 1}", "JSON"),
        (b"<!doctype html><table>", "a web page"),
        (b"\x1f\x8b\x08....", "compressed"),
        (&document, "no spreadsheet"),
        (&binary, "XLSB"),
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"a,b\n1,\0\0\0\n", "neither text nor a spreadsheet"),
        (b"PK\x03\x04 and nothing more", "damaged"),
    ] {
        let refusal = read("figures.csv", bytes, &Limits::default()).unwrap_err().to_string();
        assert!(refusal.contains(words), "{refusal}");
    }
    let limits = Limits { file: 10, ..Limits::default() };
    assert_eq!(read("t.csv", b"area,value\n", &limits), Err(Refusal::TooLarge { most: 10 }));
}
