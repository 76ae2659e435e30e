use std::collections::BTreeSet;

use domain::{
    NaiveDate,
    area::AreaType,
    register::Register,
    release::Release,
    report::{
        Chosen, Fault, Ground, Kind, LONGEST_INTRO, Part, Template,
        document::{Block, Document, Fact, Table, Text},
        minute, write,
    },
    view::figure::value_text,
};

use super::help::book;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 10).unwrap()
}

/// Every report that can be written of the fictional council, each with every section that fits it.
fn all() -> Vec<Document> {
    let book = book();
    let release = book.release();
    let register = Register::only(release.catalogue.release, release.catalogue.published);
    let mut all = Vec::new();
    for (code, kind) in Kind::ALL {
        for (of, _) in kind.subjects(release) {
            let mut template = Template::usual(kind, &of, release).unwrap();
            assert!(template.faults(release).is_empty() && template.title.starts_with(kind.words()), "{template:?}");
            template.parts = Part::ALL
                .into_iter()
                .filter(|(_, part)| part.fits(kind.of()))
                .map(|(_, part)| Chosen { part, intro: String::new() })
                .collect();
            let ground = Ground { release, register: &register, today: today() };
            all.push(write(ground, &template).unwrap_or_else(|faults| panic!("{code} {of}: {faults:?}")));
        }
    }
    all
}

fn blocks(document: &Document) -> impl Iterator<Item = &Block> {
    document.sections.iter().flat_map(|section| &section.blocks)
}

fn texts(document: &Document) -> Vec<&Text> {
    blocks(document)
        .flat_map(|block| match block {
            Block::Paragraph(text) => std::slice::from_ref(text),
            Block::List { items } => items,
            _ => &[],
        })
        .collect()
}

fn tables(document: &Document) -> impl Iterator<Item = &Table> {
    blocks(document).filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None })
}

#[test]
fn every_report_can_be_written_and_is_well_made() {
    let all = all();
    assert!(all.len() > 20);
    for document in &all {
        let title = &document.title;
        let keys: BTreeSet<&str> = document.sections.iter().map(|section| section.key.as_str()).collect();
        assert_eq!(keys.len(), document.sections.len(), "{title}");
        for section in &document.sections {
            assert!(!section.blocks.is_empty() && !section.heading.is_empty(), "{title}: {} says nothing", section.key);
        }
        for table in tables(document) {
            assert!(!table.caption.is_empty() && table.columns.len() > 1 && !table.rows.is_empty(), "{title}: {}", table.caption);
            for row in &table.rows {
                assert_eq!(row.len(), table.columns.len(), "{title}: {}", table.caption);
                assert!(row.iter().all(|cell| !cell.text.trim().is_empty()), "{title}: {}: {row:?}", table.caption);
            }
        }
        assert!(texts(document).iter().all(|text| !text.words().trim().is_empty()), "{title}");
        let kept = serde_json::to_string(document).unwrap();
        assert_eq!(&serde_json::from_str::<Document>(&kept).unwrap(), document, "{title}");
    }
}

/// What a fact must say, from the released cell and nothing else; nothing where there is no figure.
fn shown(release: &Release, fact: &Fact) -> Option<String> {
    let catalogue = &release.catalogue;
    let at = catalogue.measure_index(&fact.measure.parse().unwrap()).unwrap();
    let area = catalogue.area_index(&fact.area.parse().unwrap()).unwrap();
    let group = catalogue.groups().position(|(_, group)| group.name == fact.group).map_or(0, |at| at as u16 + 1);
    let period = catalogue.periods.iter().position(|period| period.to_string() == fact.period)? as u16;
    let measure = &catalogue.measures[usize::from(at)];
    let frame = release.area(area);
    let (cell, _) = frame.cell(at, group, period);
    Some(match cell.value(measure) {
        Some(value) => value_text(value, measure),
        None => String::new(),
    })
}

#[test]
fn every_generated_sentence_rests_on_released_figures() {
    let book = book();
    let (mut facts, mut hidden) = (0, 0);
    for document in all() {
        for text in texts(&document) {
            for fact in &text.from {
                let Some(shown) = shown(book.release(), fact) else { continue };
                facts += 1;
                if shown.is_empty() {
                    hidden += 1;
                    assert!(!fact.value.contains(|letter: char| letter.is_ascii_digit()), "{}: {fact:?}", document.title);
                } else if !text.words().contains("so far") {
                    // What is added up since the start of the year is no figure of one period.
                    assert!(fact.value == shown || sums(book.release(), fact), "{}: {fact:?} is {shown}", document.title);
                }
            }
        }
    }
    assert!(facts > 500 && hidden > 10, "{facts} facts, {hidden} hidden");
}

/// Whether what is judged of a measure is a sum over the year.
fn sums(release: &Release, fact: &Fact) -> bool {
    let measure = release.catalogue.measures.iter().find(|measure| measure.code.as_str() == fact.measure).unwrap();
    measure.aggregation == domain::measure::Aggregation::Sum
}

#[test]
fn a_minute_is_short_and_says_what_chance_could_make() {
    let book = book();
    let release = book.release();
    let mut told = 0;
    for area in release.catalogue.areas_of(AreaType::Ward) {
        let minute = minute::minute(release, area, today()).unwrap();
        for list in [&minute.better, &minute.worse, &minute.unlike] {
            assert!(list.len() <= 3);
            for sentence in list {
                told += 1;
                assert!(sentence.words.contains("chance") && !sentence.from.is_empty(), "{sentence:?}");
                for fact in &sentence.from {
                    assert!(sentence.words.contains(&fact.value), "{sentence:?}");
                }
            }
        }
        let heads: BTreeSet<&str> = minute.better.iter().chain(&minute.worse).map(|sentence| sentence.head.as_str()).collect();
        assert_eq!(heads.len(), minute.better.len() + minute.worse.len());
        assert!(minute.about.contains(&minute.name));
    }
    assert!(told > 5, "{told}");
    assert_eq!(minute::minute(release, release.catalogue.city(), today()), None);
    let with: Vec<_> =
        release.catalogue.areas_of(AreaType::Ward).filter_map(|area| minute::minute(release, area, today())?.first).collect();
    assert!(!with.is_empty());
}

#[test]
fn a_template_that_is_not_right_says_everything_that_is_wrong() {
    let book = book();
    let release = book.release();
    let mut template = Template::new(Kind::Ward, "CV-D", "x".repeat(161));
    let same = template.parts[0].clone();
    template.parts.extend([same, Chosen { part: Part::City, intro: "y".repeat(LONGEST_INTRO + 1) }]);
    template.until = Some("1999-01-01/P1Y".parse().unwrap());
    let faults: Vec<String> = template.faults(release).iter().map(ToString::to_string).collect();
    assert_eq!(
        faults,
        [
            "the title has more than 160 characters",
            "there is no area “CV-D” in this release",
            "there is no period “1999-01-01/P1Y” in this release",
            "“In one minute” is there twice",
            "“The city beside others” is no section of such a report",
            "the introduction of “The city beside others” has more than 6000 characters",
        ]
    );
    assert_eq!(Template::new(Kind::Directorate, "", "A".to_owned()).faults(release), [Fault::NoSubject]);
    let empty = Template { parts: Vec::new(), ..Template::new(Kind::Annual, "", " ".to_owned()) };
    assert_eq!(empty.faults(release), [Fault::NoTitle, Fault::Empty]);
}

#[test]
fn what_somebody_wrote_comes_before_what_is_generated() {
    let book = book();
    let release = book.release();
    let register = Register::only(release.catalogue.release, release.catalogue.published);
    let mut template = Template::new(Kind::Quarterly, "", "Quarter 3".to_owned());
    template.parts[0].intro = "First.\n\n  Second. ".to_owned();
    let document = write(Ground { release, register: &register, today: today() }, &template).unwrap();
    let Block::Paragraph(text) = &document.sections[0].blocks[1] else { panic!("no paragraph") };
    assert_eq!((text.words().as_str(), text.from.len()), ("Second.", 0));
    let Block::Paragraph(text) = &document.sections[0].blocks[2] else { panic!("no paragraph") };
    assert!(text.words().starts_with("Of ") && !text.from.is_empty());
}
