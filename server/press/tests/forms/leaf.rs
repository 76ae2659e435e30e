//! A short report is one page, whatever its sentences are; one that has no room there is set as any other.

use domain::report::document::{Block, Document, Run, Text};
use lopdf::Document as File;

use super::{
    read::{FONTS, count, solid, structure, text},
    sample,
};

/// A ward as it is told: so many lists of so many sentences, each with figures behind it.
fn ward(lists: usize, each: usize, words: usize) -> Document {
    let sentence = |at: usize| {
        let head = Run::strong(format!("Measure {at} (% of people aged 16 to 64) [illustrative]"));
        let words = Run::plain(format!(": {}.", "13.4% here and 6.3% there ".repeat(words).trim()));
        sample::sentence(vec![head, words], vec![sample::fact(at, "13.4%"), sample::fact(at + 1, "6.3%")])
    };
    let mut blocks = vec![sample::paragraph("Elderbeck is a ward in Upper Vale with 3 councillors.")];
    for list in 0..lists {
        blocks.push(Block::Heading { text: format!("List {list}") });
        blocks.push(Block::List { items: (0..each).map(|at| sentence(list * each + at)).collect() });
    }
    Document {
        title: "Ward profile: Elderbeck".to_owned(),
        number: None,
        address: None,
        ..sample::of(vec![sample::section("minute", "In one minute", blocks)])
    }
}

fn made(document: &Document) -> File {
    File::load_mem(&press::pdf(document, &FONTS, Some("https://measures.example.gov.uk")).unwrap()).unwrap()
}

fn says_all(file: &File, document: &Document) {
    let shown = text(file);
    for block in &document.sections[0].blocks {
        let texts: Vec<String> = match block {
            Block::Heading { text } => vec![text.clone()],
            Block::Paragraph(text) => vec![text.words()],
            Block::List { items } => items.iter().map(Text::words).collect(),
            Block::Table(_) | Block::Picture(_) => Vec::new(),
        };
        for text in texts {
            assert!(shown.contains(&solid(&text)), "{text}");
        }
    }
    for words in [&document.title, &document.subtitle, &document.council, &document.licence] {
        assert!(shown.contains(&solid(words)), "{words}");
    }
    assert!(shown.contains(&solid("They say nothing about any real place.")));
}

#[test]
fn a_short_report_is_one_page_in_type_that_has_room_there() {
    // Few sentences, as many as a ward has, and as many as have room in the smallest type.
    for (lists, each, words) in [(0, 0, 0), (1, 1, 1), (3, 3, 3), (4, 3, 5), (4, 5, 6)] {
        let document = ward(lists, each, words);
        let file = made(&document);
        assert_eq!(file.get_pages().len(), 1, "{lists} lists of {each}");
        says_all(&file, &document);
        let structure = structure(&file);
        let counts = ["Title", "H1", "H2", "L", "LI", "Table"].map(|kind| count(&structure, kind));
        assert_eq!(counts, [1, 1, lists, lists, lists * each, 0], "{lists} lists of {each}");
    }
}

#[test]
fn what_has_no_room_on_one_page_has_several_and_its_figures() {
    // Too much for the smallest type, and more than is tried.
    for document in [ward(6, 4, 8), ward(2, 60, 1)] {
        let file = made(&document);
        assert!(file.get_pages().len() > 1);
        let shown = text(&file);
        for item in document.sections[0].blocks.iter().flat_map(|block| if let Block::List { items } = block { &items[..] } else { &[] }) {
            assert!(shown.contains(&solid(&item.runs[0].text)), "{}", item.runs[0].text);
        }
        assert_eq!(count(&structure(&file), "Table"), 1);
    }
}

#[test]
fn a_report_with_a_table_or_a_second_section_is_set_as_any_other() {
    let short = ward(4, 3, 3);
    let mut table = short.clone();
    table.sections[0].blocks.push(Block::Table(sample::measures()));
    let mut second = short.clone();
    second.sections.push(sample::section("notes", "How to read this", vec![sample::paragraph("Words.")]));
    for document in [table, second] {
        assert!(count(&structure(&made(&document)), "Table") > 0, "its figures are not there");
    }
}

#[test]
fn the_same_short_report_is_the_same_file() {
    let bytes = || press::pdf(&ward(4, 3, 3), &FONTS, None).unwrap();
    assert!(bytes() == bytes());
}
