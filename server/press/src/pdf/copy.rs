//! What the template is given: the report as data, in characters that the fonts have and in measures of the page.

use domain::report::document::{Picture, Run, Table};
use serde::Serialize;

use crate::{
    Fonts,
    columns::{self, Fit, ON_ITS_SIDE, UPRIGHT, fit},
    glyphs::{drawn, shown},
    links::Links,
    plan::{Item, Part, Plan, Words},
    png::on_page,
    words,
};

/// A row with a longer text may go on over the page.
const LONG: usize = 900;
/// A report of one section with sentences alone, and no more bytes of them than these, is set on one page if it has room there.
const SHORT: usize = 5_000;
/// With more sections than these, the first page has a list of them.
const FEW_SECTIONS: usize = 4;

/// The report.
#[derive(Serialize)]
pub(super) struct Copy {
    title: String,
    subtitle: String,
    council: String,
    lang: String,
    region: Option<String>,
    day: (i32, u32, u32),
    about: Vec<(&'static str, String, Option<String>)>,
    licence: String,
    notice: Option<&'static str>,
    mark: Option<&'static str>,
    running: String,
    contents: bool,
    /// What stands on the one page of a short report, without the numbers of facts: its sentences hold their figures, and there is no room for a table.
    leaf: Option<Section>,
    sheets: Vec<Sheet>,
}

/// Sections that stand on pages of one direction.
#[derive(Serialize)]
struct Sheet {
    wide: bool,
    sections: Vec<Section>,
}

#[derive(Serialize)]
struct Section {
    heading: String,
    facts: bool,
    blocks: Vec<Block>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Block {
    Heading { text: String },
    Paragraph(Text),
    List { items: Vec<Text> },
    Table(Set),
    Picture { number: usize, svg: String, alt: String, caption: String, width: f64 },
}

#[derive(Serialize)]
struct Text {
    runs: Vec<Piece>,
    facts: String,
}

#[derive(Serialize)]
struct Piece {
    text: String,
    strong: bool,
    href: Option<String>,
}

/// A table, or those of its columns that have room on a page.
#[derive(Serialize)]
struct Set {
    number: usize,
    caption: String,
    size: f64,
    columns: Vec<Column>,
    rows: Vec<Row>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Column {
    heading: String,
    number: bool,
    width: f64,
}

#[derive(Serialize)]
struct Row {
    long: bool,
    cells: Vec<(String, Option<String>)>,
}

/// How the parts of a report are copied.
struct Copier<'a> {
    links: &'a Links<'a>,
    fonts: &'a Fonts,
}

impl Copy {
    pub(super) fn new(plan: &Plan, links: &Links, fonts: &Fonts) -> Self {
        use chrono::Datelike as _;

        let document = plan.document;
        let copier = Copier { links, fonts };
        let show = |text: &str| copier.shown(text);
        let (lang, region) = words::language(&document.language);
        let mut about: Vec<_> = words::about(document).into_iter().map(|(label, text)| (label, show(&text), None)).collect();
        about.extend(document.address.as_deref().and_then(|address| {
            let whole = links.whole(address)?;
            let short = whole.split_once("://").map_or(whole.as_str(), |(_, rest)| rest);
            Some(("Read online", show(short), Some(whole.clone())))
        }));
        let title = copier.heading(words::title(document)).unwrap_or_else(|| "Report".to_owned());
        let council = show(&document.council);
        let number = document.number.map(|number| format!("Report {number}"));
        let running = [Some(council.clone()), Some(title.clone()), number, Some(format!("Release {}", document.release))];
        Self {
            subtitle: show(&document.subtitle),
            lang,
            region,
            day: (document.dated.year(), document.dated.month(), document.dated.day()),
            about,
            licence: show(&document.licence),
            notice: document.illustrative.then_some(words::ILLUSTRATIVE),
            mark: document.illustrative.then_some(words::ILLUSTRATIVE_SHORT),
            running: running.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
            contents: plan.parts.len() > FEW_SECTIONS,
            leaf: leaf(plan).map(|part| copier.leaf(part)),
            sheets: copier.sheets(&plan.parts),
            title,
            council,
        }
    }
}

/// The one section of a report that is a page of sentences.
fn leaf<'a>(plan: &'a Plan) -> Option<&'a Part<'a>> {
    let part = match &plan.parts[..] {
        [part] => part,
        [part, rest] if rest.facts => part,
        _ => return None,
    };
    let length = |words: &Words| words.runs.iter().map(|run| run.text.len()).sum::<usize>();
    let item = |item: &Item| match item {
        Item::Heading(text) => Some(text.len()),
        Item::Paragraph(words) => Some(length(words)),
        Item::List(items) => Some(items.iter().map(length).sum()),
        Item::Table(..) | Item::Picture(..) => None,
    };
    part.items.iter().map(item).sum::<Option<usize>>().filter(|all| (1..=SHORT).contains(all)).map(|_| part)
}

impl Copier<'_> {
    fn shown(&self, text: &str) -> String {
        shown(text, self.fonts)
    }

    /// A heading that says something, without which PDF/UA has none.
    fn heading(&self, text: &str) -> Option<String> {
        Some(self.shown(text).trim().to_owned()).filter(|text| !text.is_empty())
    }

    fn section(&self, part: &Part) -> Section {
        let heading = self.heading(part.heading).unwrap_or_else(|| "Section".to_owned());
        Section { heading, facts: part.facts, blocks: part.items.iter().flat_map(|item| self.blocks(item, part.wide())).collect() }
    }

    fn leaf(&self, part: &Part) -> Section {
        let mut section = self.section(part);
        for block in &mut section.blocks {
            match block {
                Block::Paragraph(text) => text.facts.clear(),
                Block::List { items } => items.iter_mut().for_each(|item| item.facts.clear()),
                Block::Heading { .. } | Block::Table(_) | Block::Picture { .. } => {}
            }
        }
        section
    }

    /// Neighbouring sections with the same direction share pages.
    fn sheets(&self, parts: &[Part]) -> Vec<Sheet> {
        let mut sheets: Vec<Sheet> = Vec::new();
        for part in parts {
            let wide = part.wide();
            let section = self.section(part);
            match sheets.last_mut() {
                Some(sheet) if sheet.wide == wide => sheet.sections.push(section),
                _ => sheets.push(Sheet { wide, sections: vec![section] }),
            }
        }
        sheets
    }

    fn blocks(&self, item: &Item, wide: bool) -> Vec<Block> {
        match item {
            Item::Heading(text) => self.heading(text).map(|text| Block::Heading { text }).into_iter().collect(),
            Item::Paragraph(text) => vec![Block::Paragraph(self.text(text))],
            Item::List(items) => vec![Block::List { items: items.iter().map(|text| self.text(text)).collect() }],
            Item::Table(number, table) => self.table(*number, table, if wide { ON_ITS_SIDE } else { UPRIGHT }),
            Item::Picture(number, picture) => vec![self.picture(*number, picture)],
        }
    }

    fn text(&self, words: &Words) -> Text {
        let piece = |run: &Run| Piece {
            text: self.shown(&run.text),
            strong: run.strong,
            href: run.href.as_deref().and_then(|href| self.links.whole(href)),
        };
        Text { runs: words.runs.iter().map(piece).collect(), facts: words.facts.clone() }
    }

    fn table(&self, number: usize, table: &Table, width: f64) -> Vec<Block> {
        let fits = fit(table, width);
        let last = fits.len() - 1;
        let all = table.columns.len();
        let one = |(at, fit): (usize, Fit)| {
            let mut caption = self.shown(&table.caption);
            if let (true, Some(first), Some(end)) = (last > 0, fit.columns.get(1), fit.columns.last()) {
                caption = format!("{caption} (columns {} to {} of {all})", first + 1, end + 1);
            }
            let column = |(&column, &width): (&usize, &f64)| {
                let of = &table.columns[column];
                Column { heading: self.shown(&of.heading), number: of.number, width }
            };
            let rows = table.rows.iter().map(|row| {
                let cells = fit.columns.iter().map(|&column| {
                    let cell = &row[column];
                    (self.shown(&cell.text), cell.href.as_deref().and_then(|href| self.links.whole(href)))
                });
                Row { long: row.iter().any(|cell| cell.text.len() > LONG), cells: cells.collect() }
            });
            Block::Table(Set {
                number,
                caption,
                size: columns::size(table),
                columns: fit.columns.iter().zip(&fit.widths).map(column).collect(),
                rows: rows.collect(),
                notes: if at == last { table.notes.iter().map(|note| self.shown(note)).collect() } else { Vec::new() },
            })
        };
        fits.into_iter().enumerate().map(one).collect()
    }

    fn picture(&self, number: usize, picture: &Picture) -> Block {
        let (width, _) = on_page(picture);
        let caption = self.shown(&picture.caption);
        let alt = self.heading(&picture.alt).or_else(|| self.heading(&picture.caption)).unwrap_or_else(|| format!("Figure {number}"));
        Block::Picture { number, svg: drawn(&picture.svg, self.fonts), alt, caption, width }
    }
}
