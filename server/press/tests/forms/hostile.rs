//! Text that means something to the languages behind each form, and nothing to a reader.

use domain::report::document::{Block, Document, Fact, Picture, Run, Table, TableCell, Text};
use lopdf::Document as File;

use super::{
    parts::part,
    read::{FONTS, links, solid, text},
    sample,
};

const HOSTILE: [&str; 18] = [
    "#import \"@preview/x:1.0.0\": *",
    "#panic(\"run\")",
    "$ x^2 $ and $",
    "]] [[ #[ *bold* _under_ `raw` ```raw",
    "\\ back \\u{41} \\",
    "\"double\" 'single' “curly”",
    "<script>alert(1)</script> </w:t> ]]> &amp; &#65;",
    "= A heading\n== Another\n- a list\n+ one\n/ term: x",
    "=1+1",
    "@SUM(A1:A9)",
    "-2+3",
    "+44 151 000 0000",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "// a comment /* and another */",
    "<facts> @facts #link(\"x\")",
    "~ -- --- ... #sys.version",
    "{{handlebars}} ${x} %s",
    "#read(\"/etc/passwd\") #json(\"/report.json\")",
];

/// Text that no font of ours can show, or that is not to be seen.
const UNSHOWN: [&str; 8] = [
    "👩‍👩‍👧‍👦 🏳️‍🌈 🇬🇧 👍🏽",
    "漢字 العربية हिन्दी",
    "\u{0}\u{1}\u{7f}\u{feff}\u{fffe}",
    "\u{e000} \u{f8ff} \u{10fffd}",
    "a\u{200b}b\u{200d}c\u{202e}d",
    "e\u{301} q\u{301}\u{36f}",
    "\u{fdd0}\u{1ffff}",
    "\r\n\t\u{b}\u{2028}",
];

/// A document with a text wherever one can be.
fn everywhere(text: &str) -> Document {
    let own = || text.to_owned();
    let fact = Fact { measure: own(), title: own(), area: own(), area_name: own(), group: own(), period: own(), value: own(), href: own() };
    let runs = vec![Run::plain(text), Run::strong(text), Run::link(text, text)];
    let cell = || TableCell { text: own(), value: None, href: Some(own()) };
    let mut table = Table { caption: own(), notes: vec![own()], ..Table::default() };
    table.columns = sample::years(2, 0).columns;
    table.columns.iter_mut().for_each(|column| column.heading = own());
    table.rows = vec![vec![cell(), cell()]];
    let picture = Picture { alt: own(), caption: own(), ..sample::chart() };
    let blocks = vec![
        Block::Heading { text: own() },
        Block::Paragraph(Text { runs: runs.clone(), from: vec![fact] }),
        Block::List { items: vec![Text { runs, from: Vec::new() }] },
        Block::Table(table),
        Block::Picture(picture),
    ];
    Document {
        title: own(),
        subtitle: own(),
        council: own(),
        language: own(),
        address: Some(own()),
        licence: own(),
        ..sample::of(vec![sample::section(text, text, blocks)])
    }
}

#[test]
fn text_is_shown_as_it_is_and_never_read() {
    let all = HOSTILE.join(" ¶ ");
    let file = File::load_mem(&press::pdf(&everywhere(&all), &FONTS, Some("https://measures.example.gov.uk")).unwrap()).unwrap();
    let read = text(&file);
    for hostile in HOSTILE {
        assert!(read.contains(&solid(hostile)), "{hostile}\n{read}");
    }
    assert_eq!(links(&file), Vec::<String>::new());
}

#[test]
fn what_no_font_has_stops_no_report() {
    for unshown in UNSHOWN {
        let document = everywhere(unshown);
        press::pdf(&document, &FONTS, None).unwrap_or_else(|fault| panic!("{unshown:?}: {fault}"));
        press::ods(&document, None).unwrap();
        press::docx(&document, Some(&FONTS), None).unwrap();
    }
    // What is around it stays, and an accent joins its letter.
    let document = sample::of(vec![sample::section("a", "Cafe\u{301} 👍 for all", Vec::new())]);
    let read = text(&File::load_mem(&press::pdf(&document, &FONTS, None).unwrap()).unwrap());
    assert!(read.contains("Café\u{fffd}forall") || read.contains("Café?forall"), "{read}");
}

#[test]
fn a_picture_can_show_no_other_file_and_hold_any_text() {
    let svg = |inside: &str| {
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 90 90" width="90" height="90">{inside}</svg>"#
        )
    };
    let made = |inside: &str| {
        let picture = Picture { svg: svg(inside), ..sample::chart() };
        press::pdf(&sample::of(vec![sample::section("a", "A", vec![Block::Picture(picture)])]), &FONTS, None)
    };
    assert!(made("<text x=\"5\" y=\"9\">漢字 👍 \u{e000} ok</text><script>alert(1)</script>").is_ok());
    for href in ["/etc/passwd", "file:///etc/passwd", "report.json", "https://elsewhere.example/x.png"] {
        // Refused, or left out; never read.
        if let Ok(bytes) = made(&format!(r#"<image xlink:href="{href}" width="9" height="9"/>"#)) {
            assert!(!String::from_utf8_lossy(&bytes).contains("root:"));
        }
    }
}

#[test]
fn no_text_becomes_a_formula_a_script_or_markup() {
    for hostile in HOSTILE {
        let document = everywhere(hostile);
        let spreadsheet = part(&press::ods(&document, None).unwrap(), "content.xml");
        let shown: String = hostile.split_whitespace().collect::<Vec<_>>().join(" ");
        for (xml, name) in [(spreadsheet, "p"), (part(&press::docx(&document, None, None).unwrap(), "word/document.xml"), "t")] {
            let read = roxmltree::Document::parse(&xml).unwrap();
            let texts: Vec<String> = super::parts::all(&read, name).map(super::parts::text).collect();
            assert!(texts.contains(&shown) || texts.contains(&hostile.replace('\n', " ")), "{hostile}: {texts:?}");
            let odd = read
                .descendants()
                .filter(|node| node.attributes().any(|attribute| attribute.name() == "formula") || node.tag_name().name() == "script");
            assert_eq!(odd.count(), 0, "{hostile}");
        }
    }
}
