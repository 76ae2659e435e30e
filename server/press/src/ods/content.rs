//! The cells of all sheets as OpenDocument XML.

use std::collections::BTreeMap;

use super::{
    FO, OFFICE, STYLE, VERSION,
    book::{Cell, Grid, Sheet},
    format::Format,
};
use crate::xml::Xml;

const TABLE: (&str, &str) = ("xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0");
const TEXT: (&str, &str) = ("xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0");
const NUMBER: (&str, &str) = ("xmlns:number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0");
const XLINK: (&str, &str) = ("xmlns:xlink", "http://www.w3.org/1999/xlink");

/// Widths of columns in millimetres: a character, the narrowest, the widest, and that of a sheet without a table.
const CHARACTER: f64 = 2.5;
const NARROWEST: usize = 25;
const WIDEST: usize = 90;
const COVER: usize = 180;

type Formats = BTreeMap<Format, String>;

/// The part of the file that holds everything that is read.
pub(super) fn content(sheets: &[Sheet]) -> Vec<u8> {
    let formats = formats(sheets);
    Xml::part("office:document-content", &[OFFICE, TABLE, TEXT, STYLE, FO, NUMBER, XLINK, VERSION], |xml| {
        xml.element("office:automatic-styles", &[], |xml| styles(xml, sheets, &formats));
        xml.element("office:body", &[], |xml| {
            xml.element("office:spreadsheet", &[], |xml| {
                for sheet in sheets {
                    table(xml, sheet, &formats);
                }
                xml.element("table:database-ranges", &[], |xml| {
                    for (sheet, grid) in sheets.iter().filter_map(|sheet| Some((sheet, sheet.table.as_ref()?))) {
                        range(xml, sheet, grid);
                    }
                });
            });
        });
    })
}

/// The formats of all numbers, each with the name of its style.
fn formats(sheets: &[Sheet]) -> Formats {
    let cells = sheets.iter().filter_map(|sheet| sheet.table.as_ref()).flat_map(|grid| &grid.rows).flatten();
    let mut formats: Formats = cells.filter_map(format).map(|format| (format, String::new())).collect();
    for (at, name) in (1..).zip(formats.values_mut()) {
        *name = format!("number{at}");
    }
    formats
}

fn format(cell: &Cell) -> Option<Format> {
    Format::of(&cell.text, cell.value?)
}

/// The width of a column in whole millimetres.
fn width(grid: &Grid, column: usize) -> usize {
    let cells = grid.rows.iter().map(|row| row[column].text.chars().count());
    let longest = cells.max().unwrap_or(0).max(grid.headings[column].chars().count());
    ((longest as f64 * CHARACTER) as usize).clamp(NARROWEST, WIDEST)
}

fn widths(sheet: &Sheet) -> Vec<usize> {
    sheet.table.as_ref().map_or_else(|| vec![COVER], |grid| (0..grid.headings.len()).map(|column| width(grid, column)).collect())
}

fn styles(xml: &mut Xml, sheets: &[Sheet], formats: &Formats) {
    xml.element("style:style", &[("style:name", "row"), ("style:family", "table-row")], |xml| {
        xml.empty("style:table-row-properties", &[("style:use-optimal-row-height", "true")]);
    });
    let used: std::collections::BTreeSet<usize> = sheets.iter().flat_map(widths).collect();
    for millimetres in used {
        xml.element("style:style", &[("style:name", &format!("width{millimetres}")), ("style:family", "table-column")], |xml| {
            xml.empty("style:table-column-properties", &[("style:column-width", &format!("{millimetres}mm"))]);
        });
    }
    for (format, name) in formats {
        number(xml, name, format);
    }
    cell_style(xml, "words", None, "start", &[]);
    cell_style(xml, "title", None, "start", &[("fo:font-weight", "bold"), ("fo:font-size", "15pt")]);
    cell_style(xml, "heading", None, "start", &[("fo:font-weight", "bold")]);
    cell_style(xml, "heading-number", None, "end", &[("fo:font-weight", "bold")]);
    cell_style(xml, "figure", None, "end", &[]);
    for name in formats.values() {
        cell_style(xml, &format!("figure-{name}"), Some(name), "end", &[]);
    }
}

fn cell_style(xml: &mut Xml, name: &str, data: Option<&str>, align: &str, text: &[(&str, &str)]) {
    let mut attributes = vec![("style:name", name), ("style:family", "table-cell")];
    attributes.extend(data.map(|data| ("style:data-style-name", data)));
    xml.element("style:style", &attributes, |xml| {
        let lines = [("fo:wrap-option", "wrap"), ("style:vertical-align", "top"), ("style:text-align-source", "fix")];
        xml.empty("style:table-cell-properties", &lines);
        xml.empty("style:paragraph-properties", &[("fo:text-align", align)]);
        if !text.is_empty() {
            xml.empty("style:text-properties", text);
        }
    });
}

fn number(xml: &mut Xml, name: &str, format: &Format) {
    xml.element("number:number-style", &[("style:name", name)], |xml| {
        if !format.before.is_empty() {
            xml.words("number:text", &[], &format.before);
        }
        let decimals = format.decimals.to_string();
        let thousands = if format.thousands { "true" } else { "false" };
        let attributes = [("number:decimal-places", decimals.as_str()), ("number:min-integer-digits", "1"), ("number:grouping", thousands)];
        xml.empty("number:number", &attributes);
        if !format.after.is_empty() {
            xml.words("number:text", &[], &format.after);
        }
    });
}

fn table(xml: &mut Xml, sheet: &Sheet, formats: &Formats) {
    xml.element("table:table", &[("table:name", &sheet.name)], |xml| {
        for millimetres in widths(sheet) {
            xml.empty(
                "table:table-column",
                &[("table:style-name", &format!("width{millimetres}")), ("table:default-cell-style-name", "words")],
            );
        }
        for (at, line) in sheet.lines.iter().enumerate() {
            row(xml, |xml| words(xml, line, if at == 0 { "title" } else { "words" }));
        }
        let Some(grid) = &sheet.table else { return };
        xml.element("table:table-header-rows", &[], |xml| {
            row(xml, |xml| {
                for (heading, number) in grid.headings.iter().zip(&grid.numbers) {
                    let cell = Cell { text: heading.clone(), value: None, href: None };
                    words(xml, &cell, if *number { "heading-number" } else { "heading" });
                }
            });
        });
        for cells in &grid.rows {
            row(xml, |xml| {
                for (cell, number) in cells.iter().zip(&grid.numbers) {
                    match cell.value {
                        Some(value) => figure(xml, cell, value, formats),
                        None => words(xml, cell, if *number { "figure" } else { "words" }),
                    }
                }
            });
        }
    });
}

fn row(xml: &mut Xml, inside: impl FnOnce(&mut Xml)) {
    xml.element("table:table-row", &[("table:style-name", "row")], inside);
}

/// A cell of text. It is of the kind `string` and has no formula, so that `=1+1` is these four characters.
fn words(xml: &mut Xml, cell: &Cell, style: &str) {
    xml.element("table:table-cell", &[("office:value-type", "string"), ("table:style-name", style)], |xml| {
        xml.element("text:p", &[], |xml| match &cell.href {
            Some(href) => xml.element("text:a", &[("xlink:href", href), ("xlink:type", "simple")], |xml| spaced(xml, &cell.text)),
            None => spaced(xml, &cell.text),
        });
    });
}

fn figure(xml: &mut Xml, cell: &Cell, value: f64, formats: &Formats) {
    let style = format(cell).and_then(|format| formats.get(&format)).map_or_else(|| "figure".to_owned(), |name| format!("figure-{name}"));
    let value = value.to_string();
    let attributes = [("office:value-type", "float"), ("office:value", value.as_str()), ("table:style-name", style.as_str())];
    xml.element("table:table-cell", &attributes, |xml| xml.element("text:p", &[], |xml| spaced(xml, &cell.text)));
}

/// Text with all of its spaces: OpenDocument reads several as one, and none at the beginning.
fn spaced(xml: &mut Xml, text: &str) {
    let mut after_space = true;
    for piece in text.split_inclusive(' ') {
        let (word, space) = piece.strip_suffix(' ').map_or((piece, false), |word| (word, true));
        if !word.is_empty() {
            xml.text(word);
            after_space = false;
        }
        match (space, after_space) {
            (true, true) => xml.empty("text:s", &[]),
            (true, false) => xml.text(" "),
            (false, _) => {}
        }
        after_space |= space;
    }
}

/// The name of a table, and the cells that it has from its headings on.
fn range(xml: &mut Xml, sheet: &Sheet, grid: &Grid) {
    let first = sheet.lines.len() + 1;
    let address = format!("'{0}'.A{first}:'{0}'.{1}{2}", sheet.name, letters(grid.headings.len()), first + grid.rows.len());
    let attributes = [("table:name", grid.name.as_str()), ("table:target-range-address", &address), ("table:contains-header", "true")];
    xml.empty("table:database-range", &attributes);
}

/// A column's letters: 1 is A, 27 is AA.
fn letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        letters.push(b'A' + ((column - 1) % 26) as u8);
        column = (column - 1) / 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_are_counted_in_letters() {
        assert_eq!([1, 26, 27, 52, 53, 702, 703].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
