//! The text document: its headings, tables and properties.

use domain::report::document::{Block, Picture};
use roxmltree::Document as Xml;

use super::{
    parts::{all, names, of, part, raw, text},
    read::FONTS,
    sample,
};

fn made() -> Vec<u8> {
    press::docx(&sample::report(), None, Some("https://measures.example.gov.uk")).unwrap()
}

/// The text of all paragraphs of a style.
fn styled(read: &Xml, style: &str) -> Vec<String> {
    let of_style =
        |node: &roxmltree::Node| node.descendants().any(|child| child.tag_name().name() == "pStyle" && of(child, "val") == Some(style));
    all(read, "p").filter(of_style).map(text).collect()
}

#[test]
fn headings_are_headings() {
    let bytes = made();
    let body = part(&bytes, "word/document.xml");
    let read = Xml::parse(&body).unwrap();
    let document = sample::report();
    let mut wanted: Vec<String> = document.sections.iter().map(|section| section.heading.clone()).collect();
    wanted.push("The figures behind the sentences".to_owned());
    assert_eq!(styled(&read, "Heading1"), wanted);
    assert_eq!(styled(&read, "Heading2"), ["What is being done", "Chance"]);
    assert_eq!(styled(&read, "Title"), [document.title]);
    let styles = part(&bytes, "word/styles.xml");
    let styles = Xml::parse(&styles).unwrap();
    let level = |name: &str| {
        let style = all(&styles, "style").find(|style| of(*style, "styleId") == Some(name)).unwrap();
        style.descendants().find(|node| node.tag_name().name() == "outlineLvl").and_then(|node| of(node, "val")).map(str::to_owned)
    };
    assert_eq!((level("Heading1").as_deref(), level("Heading2").as_deref(), level("Title").as_deref()), (Some("0"), Some("1"), None));
    // Every style that is used is there.
    for used in all(&read, "pStyle").chain(all(&read, "rStyle")).chain(all(&read, "tblStyle")) {
        assert!(all(&styles, "style").any(|style| of(style, "styleId") == of(used, "val")), "{used:?}");
    }
}

#[test]
fn the_first_row_of_a_table_is_repeated_and_no_row_is_divided() {
    let body = part(&made(), "word/document.xml");
    let read = Xml::parse(&body).unwrap();
    let tables: Vec<_> = all(&read, "tbl").collect();
    assert_eq!(tables.len(), 3);
    for table in tables {
        let rows: Vec<_> = table.children().filter(|child| child.tag_name().name() == "tr").collect();
        let heads: Vec<bool> = rows.iter().map(|row| row.descendants().any(|node| node.tag_name().name() == "tblHeader")).collect();
        assert!(heads[0] && heads[1..].iter().all(|head| !head));
        assert!(rows.iter().all(|row| row.descendants().any(|node| node.tag_name().name() == "cantSplit")));
        let columns = table.descendants().filter(|node| node.tag_name().name() == "gridCol").count();
        assert!(rows.iter().all(|row| row.children().filter(|cell| cell.tag_name().name() == "tc").count() == columns));
        assert!(table.descendants().any(|node| node.tag_name().name() == "tblCaption" && !of(node, "val").unwrap().is_empty()));
    }
}

#[test]
fn without_fonts_a_picture_is_there_in_words() {
    let body = part(&made(), "word/document.xml");
    let read = Xml::parse(&body).unwrap();
    let all_text = text(read.root_element());
    assert!(all_text.contains("Figure 1. Complaints answered on time"));
    assert!(all_text.contains(&sample::chart().alt));
}

#[test]
fn a_text_document_has_its_title_and_its_language() {
    let bytes = made();
    let core = part(&bytes, "docProps/core.xml");
    let core = Xml::parse(&core).unwrap();
    let property = |name| all(&core, name).next().map(text).unwrap();
    assert_eq!(property("title"), sample::report().title);
    assert_eq!((property("creator").as_str(), property("language").as_str()), ("Calder Vale Council", "en-GB"));
    assert_eq!(property("created"), "2026-11-06T00:00:00Z");
    assert!(part(&bytes, "word/styles.xml").contains("<w:lang w:val=\"en-GB\"/>"));
    // Every part is of a kind that is named.
    let types = part(&bytes, "[Content_Types].xml");
    for name in names(&bytes).iter().filter(|name| !name.contains("_rels/") && *name != "[Content_Types].xml") {
        assert!(types.contains(&format!("\"/{name}\"")), "{name}");
    }
}

#[test]
fn every_link_has_its_address() {
    let bytes = made();
    let body = part(&bytes, "word/document.xml");
    let relations = part(&bytes, "word/_rels/document.xml.rels");
    let (read, relations) = (Xml::parse(&body).unwrap(), Xml::parse(&relations).unwrap());
    let mut leads = Vec::new();
    for link in all(&read, "hyperlink").filter_map(|link| of(link, "id")) {
        let relation = all(&relations, "Relationship").find(|relation| of(*relation, "Id") == Some(link)).unwrap();
        assert_eq!(of(relation, "TargetMode"), Some("External"));
        leads.push(of(relation, "Target").unwrap());
    }
    assert!(leads.contains(&"https://measures.example.gov.uk/methods#ratings") && leads.contains(&"https://www.ons.gov.uk/methodology"));
    let bookmark = all(&read, "bookmarkStart").next().and_then(|mark| of(mark, "name"));
    assert!(all(&read, "hyperlink").filter_map(|link| of(link, "anchor")).all(|anchor| Some(anchor) == bookmark));
}

#[test]
fn a_wide_table_is_on_its_side() {
    let body = part(&made(), "word/document.xml");
    let read = Xml::parse(&body).unwrap();
    let sides: Vec<Option<&str>> = all(&read, "pgSz").map(|size| of(size, "orient")).collect();
    assert_eq!(sides, [None, Some("landscape"), None]);
}

#[test]
fn the_same_report_is_the_same_text_document() {
    assert!(made() == made());
    assert!(
        made() != press::docx(&sample::of(vec![sample::section("a", "A", vec![Block::Table(sample::measures())])]), None, None).unwrap()
    );
}

#[test]
fn a_picture_is_drawn_where_there_are_fonts_and_told_to_those_who_do_not_see_it() {
    let bytes = press::docx(&sample::report(), Some(&FONTS), None).unwrap();
    let body = part(&bytes, "word/document.xml");
    let relations = part(&bytes, "word/_rels/document.xml.rels");
    let types = part(&bytes, "[Content_Types].xml");
    let (read, relations) = (Xml::parse(&body).unwrap(), Xml::parse(&relations).unwrap());
    let chart = sample::chart();
    let drawn: Vec<_> = all(&read, "inline").collect();
    assert_eq!(drawn.len(), 1);
    for name in ["docPr", "cNvPr"] {
        let called = drawn[0].descendants().find(|node| node.tag_name().name() == name).unwrap();
        assert_eq!((of(called, "descr"), of(called, "name")), (Some(chart.alt.as_str()), Some("Figure 1")));
    }
    let embedded = drawn[0].descendants().find(|node| node.tag_name().name() == "blip").and_then(|node| of(node, "embed")).unwrap();
    let relation = all(&relations, "Relationship").find(|relation| of(*relation, "Id") == Some(embedded)).unwrap();
    assert!(of(relation, "Type").unwrap().ends_with("/image") && of(relation, "TargetMode").is_none());
    let dots = raw(&bytes, &format!("word/{}", of(relation, "Target").unwrap()));
    assert!(types.contains("Extension=\"png\""));
    let picture = resvg::tiny_skia::Pixmap::decode_png(&dots).unwrap();
    // Neither squeezed nor stretched: the dots, the page and the drawing have one shape.
    let extent = drawn[0].descendants().find(|node| node.tag_name().name() == "extent").unwrap();
    let [cx, cy] = ["cx", "cy"].map(|side| of(extent, side).unwrap().parse::<f64>().unwrap());
    for shape in [cx / cy, f64::from(picture.width()) / f64::from(picture.height())] {
        assert!((shape - chart.size.0 / chart.size.1).abs() < 0.01, "{shape}");
    }
    assert!(cx / 12_700.0 <= 470.0 + 1e-9, "wider than the page: {cx}");
    // It is not told in words again.
    assert!(!text(read.root_element()).contains(&chart.alt));
    // One that is no drawing is.
    let broken = Picture { svg: "<svg".to_owned(), ..chart };
    let document = sample::of(vec![sample::section("a", "A", vec![Block::Picture(broken.clone())])]);
    let told = part(&press::docx(&document, Some(&FONTS), None).unwrap(), "word/document.xml");
    assert!(text(Xml::parse(&told).unwrap().root_element()).contains(&broken.alt));
}
