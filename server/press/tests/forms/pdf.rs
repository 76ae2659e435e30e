//! PDF/UA: what a screen reader needs, and that everything the document says is there.

use domain::report::document::{Block, Document, Picture, Text};
use lopdf::{Document as File, Object};
use press::{Fault, Fonts};

use super::{
    read::{FONTS, bookmarks, count, get, links, solid, structure, text, words},
    sample,
};

fn made(document: &Document) -> File {
    File::load_mem(&press::pdf(document, &FONTS, Some("https://measures.example.gov.uk")).unwrap()).unwrap()
}

/// Everything that a document says.
fn said(document: &Document) -> Vec<String> {
    let mut said = vec![document.title.clone(), document.subtitle.clone(), document.council.clone(), document.licence.clone()];
    for section in &document.sections {
        said.push(section.heading.clone());
        for block in &section.blocks {
            match block {
                Block::Heading { text } => said.push(text.clone()),
                Block::Paragraph(text) => said.push(text.words()),
                Block::List { items } => said.extend(items.iter().map(Text::words)),
                Block::Table(table) => {
                    said.push(table.caption.clone());
                    said.extend(table.columns.iter().map(|column| column.heading.clone()));
                    said.extend(table.rows.iter().flatten().map(|cell| cell.text.clone()));
                    said.extend(table.notes.iter().cloned());
                }
                Block::Picture(picture) => said.push(picture.caption.clone()),
            }
        }
    }
    said
}

#[test]
fn a_pdf_says_what_it_is_and_that_it_keeps_to_pdf_ua() {
    let document = sample::report();
    let file = made(&document);
    let catalog = file.catalog().unwrap();
    let marks = get(&file, catalog, "MarkInfo").unwrap().as_dict().unwrap();
    assert!(get(&file, marks, "Marked").unwrap().as_bool().unwrap());
    assert_eq!(words(get(&file, catalog, "Lang").unwrap()), "en-GB");
    let viewer = get(&file, catalog, "ViewerPreferences").unwrap().as_dict().unwrap();
    assert!(get(&file, viewer, "DisplayDocTitle").unwrap().as_bool().unwrap());
    let info = file.dereference(file.trailer.get(b"Info").unwrap()).unwrap().1.as_dict().unwrap();
    assert_eq!(words(get(&file, info, "Title").unwrap()), document.title);
    assert_eq!(words(get(&file, info, "Author").unwrap()), document.council);
    assert_eq!(words(get(&file, info, "CreationDate").unwrap()), "D:20261106000000Z");
    let metadata = get(&file, catalog, "Metadata").unwrap().as_stream().unwrap();
    let metadata = String::from_utf8(metadata.get_plain_content().unwrap()).unwrap();
    assert!(metadata.contains("<pdfuaid:part>1</pdfuaid:part>"), "{metadata}");
    assert!(metadata.contains(&document.title), "{metadata}");
}

#[test]
fn headings_tables_lists_and_pictures_are_what_they_look_like() {
    let file = made(&sample::report());
    let structure = structure(&file);
    // Contents, six sections, and the figures behind the sentences.
    assert_eq!(count(&structure, "H1"), 8);
    assert_eq!(count(&structure, "H2"), 2);
    assert_eq!(count(&structure, "Title"), 1);
    assert_eq!(count(&structure, "TOC"), 1);
    assert_eq!((count(&structure, "L"), count(&structure, "LI")), (1, 3));
    assert_eq!((count(&structure, "Table"), count(&structure, "Caption")), (3, 4));
    let headings = |scope| structure.iter().filter(|element| element.kind == "TH" && element.scope.as_deref() == Some(scope)).count();
    assert_eq!(headings("Column"), 6 + 10 + 6);
    assert_eq!(headings("Row"), 40 + 30 + 5);
    assert_eq!(count(&structure, "TD"), 40 * 5 + 30 * 9 + 5 * 5);
    let figures: Vec<_> = structure.iter().filter(|element| element.kind == "Figure").collect();
    assert_eq!(figures.len(), 1);
    assert_eq!(figures[0].alt, Some(sample::chart().alt));
}

#[test]
fn every_section_has_a_bookmark() {
    let document = sample::report();
    let mut wanted: Vec<String> = Vec::new();
    for section in &document.sections {
        wanted.push(section.heading.clone());
        wanted.extend(section.blocks.iter().filter_map(|block| match block {
            Block::Heading { text } => Some(text.clone()),
            _ => None,
        }));
    }
    wanted.push("The figures behind the sentences".to_owned());
    assert_eq!(bookmarks(&made(&document)), wanted);
}

#[test]
fn all_that_a_document_says_is_in_the_pdf() {
    let document = sample::report();
    let text = text(&made(&document));
    for said in said(&document) {
        assert!(text.contains(&solid(&said)), "{said}\n{text}");
    }
    for said in ["Number 12", "Release 31, 30 October 2026", "6 November 2026", "[1–4]", "Page 1 of ", "Contains illustrative figures"] {
        assert!(text.contains(&solid(said)), "{said}");
    }
    // What a sentence was made from, with the period as it is read.
    for said in ["74.2% (70.1 to 78.0)", "Q2 2026/27", "Calder Vale (E08000099)"] {
        assert!(text.contains(&solid(said)), "{said}");
    }
}

#[test]
fn every_font_is_in_the_file() {
    let file = made(&sample::report());
    let descriptors: Vec<_> = file
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|dictionary| dictionary.get(b"Type").is_ok_and(|kind| matches!(kind, Object::Name(name) if name == b"FontDescriptor")))
        .collect();
    assert!(!descriptors.is_empty());
    for descriptor in descriptors {
        assert!(descriptor.get(b"FontFile2").or(descriptor.get(b"FontFile3")).is_ok(), "{descriptor:?}");
    }
}

#[test]
fn links_lead_to_the_host_and_nowhere_without_one() {
    let document = sample::report();
    let found = links(&made(&document));
    for wanted in ["/reports/12", "/methods#ratings", "/measures/litter"] {
        assert!(found.contains(&format!("https://measures.example.gov.uk{wanted}")), "{found:?}");
    }
    assert!(found.contains(&"https://www.ons.gov.uk/methodology".to_owned()));
    let alone = File::load_mem(&press::pdf(&document, &FONTS, None).unwrap()).unwrap();
    assert_eq!(links(&alone), ["https://www.ons.gov.uk/methodology"]);
}

#[test]
fn the_same_report_is_the_same_bytes() {
    let document = sample::report();
    let pdf = || press::pdf(&document, &FONTS, None).unwrap();
    let first = pdf();
    let again = std::thread::scope(|scope| scope.spawn(pdf).join().unwrap());
    assert!(first == again);
    let later = Document { dated: sample::day(2027, 2, 5), ..document.clone() };
    assert!(first != press::pdf(&later, &FONTS, None).unwrap());
}

#[test]
fn a_wide_table_is_on_its_side_and_one_with_forty_columns_is_divided() {
    let document = sample::of(vec![
        sample::section("words", "Words", vec![sample::paragraph("Upright.")]),
        sample::section("wide", "Wide", vec![Block::Table(sample::years(40, 3))]),
    ]);
    let file = made(&document);
    let boxes: Vec<(f32, f32)> = file
        .get_pages()
        .into_values()
        .map(|page| {
            let size = get(&file, file.get_dictionary(page).unwrap(), "MediaBox").unwrap().as_array().unwrap();
            (size[2].as_float().unwrap().round(), size[3].as_float().unwrap().round())
        })
        .collect();
    assert_eq!(boxes[0], (595.0, 842.0));
    assert!(boxes.len() > 1 && boxes[1..].iter().all(|size| *size == (842.0, 595.0)), "{boxes:?}");
    let structure = structure(&file);
    assert!(count(&structure, "Table") > 1);
    // Every figure is there once, and each part has the wards again.
    assert_eq!(count(&structure, "TD"), 39 * 3);
    assert_eq!(count(&structure, "TH"), 39 + 4 * count(&structure, "Table"));
    assert!(text(&file).contains("columns2to"));
}

#[test]
fn the_headings_of_a_long_table_are_on_every_page() {
    let document = sample::of(vec![sample::section("long", "Long", vec![Block::Table(sample::years(6, 120))])]);
    let file = made(&document);
    let pages = file.get_pages().len();
    assert!(pages >= 3, "{pages}");
    for page in 1..=u32::try_from(pages).unwrap() {
        assert!(solid(&file.extract_text(&[page]).unwrap()).contains("Quarter2of2016/17"), "{page}");
    }
    // They are read out once.
    assert_eq!(count(&structure(&file), "TH"), 6 + 120);
}

#[test]
fn a_row_for_each_ward_and_measure_is_set() {
    // All 64 take a minute and a half without optimisation.
    let wards = if cfg!(debug_assertions) { 10 } else { 64 };
    let document = sample::long(wards);
    let file = made(&document);
    let structure = structure(&file);
    assert_eq!(count(&structure, "TR"), 1 + wards * 40);
    assert_eq!(count(&structure, "TH"), 7 + wards * 40);
    assert!(text(&file).contains(&format!("Ward{wards}")));
}

#[test]
fn a_short_report_has_no_contents_and_one_without_facts_no_last_section() {
    let document =
        sample::of((0..4).map(|at| sample::section(&format!("s{at}"), "A section", vec![sample::paragraph("Words.")])).collect());
    let structure = structure(&made(&document));
    assert_eq!((count(&structure, "TOC"), count(&structure, "H1")), (0, 4));
}

#[test]
fn a_report_with_nothing_in_it_is_still_one() {
    let document = Document { title: " ".to_owned(), subtitle: String::new(), address: None, number: None, ..sample::of(Vec::new()) };
    let file = made(&document);
    assert!(text(&file).contains("Report"));
}

#[test]
fn what_cannot_be_set_is_told() {
    assert!(matches!(Fonts::new(vec![b"no font".to_vec()]), Err(Fault::NoFont)));
    let picture = Picture { svg: "<svg".to_owned(), ..sample::chart() };
    let document = sample::of(vec![sample::section("a", "A", vec![Block::Picture(picture)])]);
    let fault = press::pdf(&document, &FONTS, None).unwrap_err().to_string();
    assert!(fault.contains("SVG"), "{fault}");
    let mut table = sample::measures();
    table.rows[4].pop();
    let document = sample::of(vec![sample::section("a", "A", vec![Block::Table(table)])]);
    for fault in [press::pdf(&document, &FONTS, None), press::ods(&document, None), press::docx(&document, None, None)] {
        assert!(matches!(fault, Err(Fault::Ragged { row: 5, cells: 5, columns: 6, .. })), "{fault:?}");
    }
}
