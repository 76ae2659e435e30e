//! Spreadsheets, put together part by part.

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use zip::{ZipWriter, write::SimpleFileOptions};

/// A cell.
#[derive(Clone, Copy)]
pub(crate) enum Cell {
    Text(&'static str),
    Number(&'static str),
    /// A formula, and what it gave.
    Formula(&'static str, &'static str),
    /// Days since the end of 1899.
    Date(u32),
    Error(&'static str),
    /// A number shown as hundredths.
    Percent(&'static str),
    /// Days since the end of 1899, shown as their month.
    Month(u32),
    /// A number in a cell of that name.
    At(&'static str, &'static str),
    /// A text that many cells share.
    Shared(usize),
}

pub(crate) type Rows<'a> = &'a [&'a [Cell]];

/// An archive of these parts.
pub(crate) fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// An XLSX file of sheets, each with its name and whether it is visible.
pub(crate) fn xlsx(sheets: &[(&str, bool, Rows<'_>)]) -> Vec<u8> {
    xlsx_strings(sheets, &[])
}

/// The same, with texts that cells share.
pub(crate) fn xlsx_strings(sheets: &[(&str, bool, Rows<'_>)], strings: &[&str]) -> Vec<u8> {
    let (mut book, mut relations) = (String::new(), String::new());
    let mut parts: Vec<(String, String)> = Vec::new();
    for (n, (name, visible, rows)) in (1..).zip(sheets) {
        let state = if *visible { "" } else { " state=\"hidden\"" };
        let _ = write!(book, "<sheet name=\"{name}\" sheetId=\"{n}\"{state} r:id=\"r{n}\"/>");
        let _ = write!(relations, "<Relationship Id=\"r{n}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>");
        parts.push((format!("xl/worksheets/sheet{n}.xml"), sheet(rows)));
    }
    let shared = strings.iter().map(|text| format!("<si><t>{}</t></si>", escaped(text))).collect::<Vec<_>>().concat();
    let _ = write!(relations, "<Relationship Id=\"s1\" Type=\"{RELATIONS}/sharedStrings\" Target=\"sharedStrings.xml\"/>");
    let _ = write!(relations, "<Relationship Id=\"s2\" Type=\"{RELATIONS}/styles\" Target=\"styles.xml\"/>");
    parts.push(("xl/sharedStrings.xml".to_owned(), format!("<sst xmlns=\"{MAIN}\">{shared}</sst>")));
    let styles = "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"0.0&quot; of &quot;%\"/></numFmts><cellXfs count=\"4\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/><xf numFmtId=\"164\" applyNumberFormat=\"1\"/><xf numFmtId=\"17\" applyNumberFormat=\"1\"/></cellXfs>";
    parts.push(("xl/styles.xml".to_owned(), format!("<styleSheet xmlns=\"{MAIN}\">{styles}</styleSheet>")));
    parts.push((
        "xl/workbook.xml".to_owned(),
        format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets>{book}</sheets></workbook>"),
    ));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships xmlns=\"{PACKAGE}\">{relations}</Relationships>")));
    let root = format!("<Relationship Id=\"b\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/>");
    parts.push(("_rels/.rels".to_owned(), format!("<Relationships xmlns=\"{PACKAGE}\">{root}</Relationships>")));
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    archive(&parts)
}

fn sheet(rows: Rows<'_>) -> String {
    let mut data = String::new();
    for (row, cells) in (1..).zip(rows) {
        let _ = write!(data, "<row r=\"{row}\">");
        for (column, cell) in ('A'..).zip(*cells) {
            let at = format!("{column}{row}");
            let _ = match cell {
                Cell::Text(text) => write!(data, "<c r=\"{at}\" t=\"inlineStr\"><is><t>{}</t></is></c>", escaped(text)),
                Cell::Number(number) => write!(data, "<c r=\"{at}\"><v>{number}</v></c>"),
                Cell::Formula(formula, gave) => write!(data, "<c r=\"{at}\"><f>{formula}</f>{}</c>", value(gave)),
                Cell::Date(day) => write!(data, "<c r=\"{at}\" s=\"1\"><v>{day}</v></c>"),
                Cell::Percent(number) => write!(data, "<c r=\"{at}\" s=\"2\"><v>{number}</v></c>"),
                Cell::Month(day) => write!(data, "<c r=\"{at}\" s=\"3\"><v>{day}</v></c>"),
                Cell::Error(error) => write!(data, "<c r=\"{at}\" t=\"e\"><v>{error}</v></c>"),
                Cell::At(at, number) => write!(data, "<c r=\"{at}\"><v>{number}</v></c>"),
                Cell::Shared(text) => write!(data, "<c r=\"{at}\" t=\"s\"><v>{text}</v></c>"),
            };
        }
        data.push_str("</row>");
    }
    format!("<worksheet xmlns=\"{MAIN}\"><dimension ref=\"A1:XFD1048576\"/><sheetData>{data}</sheetData></worksheet>")
}

fn value(gave: &str) -> String {
    if gave.is_empty() { String::new() } else { format!("<v>{gave}</v>") }
}

/// An ODS file of sheets.
pub(crate) fn ods(sheets: &[(&str, Rows<'_>)]) -> Vec<u8> {
    let mut tables = String::new();
    for (name, rows) in sheets {
        let _ = write!(tables, "<table:table table:name=\"{name}\">");
        for cells in *rows {
            tables.push_str("<table:table-row>");
            for cell in *cells {
                let _ = match cell {
                    Cell::Text(text) => {
                        write!(tables, "<table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>", escaped(text))
                    }
                    Cell::Formula(formula, gave) => write!(
                        tables,
                        "<table:table-cell table:formula=\"{formula}\" office:value-type=\"float\" office:value=\"{gave}\"><text:p>{gave}</text:p></table:table-cell>"
                    ),
                    Cell::Percent(number) => write!(
                        tables,
                        "<table:table-cell office:value-type=\"percentage\" office:value=\"{number}\"><text:p>shown</text:p></table:table-cell>"
                    ),
                    Cell::Month(_) | Cell::Date(_) => tables.write_str(
                        "<table:table-cell office:value-type=\"date\" office:date-value=\"2024-03-31\"><text:p>31/03/24</text:p></table:table-cell>",
                    ),
                    Cell::Number(number) | Cell::Error(number) | Cell::At(_, number) => {
                        write!(tables, "<table:table-cell office:value-type=\"float\" office:value=\"{number}\"><text:p>{number}</text:p></table:table-cell>")
                    }
                    Cell::Shared(_) => tables.write_str("<table:table-cell/>"),
                };
            }
            tables.push_str("</table:table-row>");
        }
        tables.push_str("</table:table>");
    }
    ods_xml(&tables)
}

/// An ODS file with these tables.
pub(crate) fn ods_xml(tables: &str) -> Vec<u8> {
    let spaces =
        ["office", "table", "text"].map(|name| format!(" xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\"")).concat();
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content{spaces}><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    archive(&[("mimetype", kind), ("META-INF/manifest.xml", manifest.as_bytes()), ("content.xml", content.as_bytes())])
}
