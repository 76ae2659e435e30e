//! A document with its tables, pictures and facts numbered, the same in every form of it.

use std::{borrow::Cow, collections::BTreeMap};

use domain::{
    period::Period,
    report::document::{Block, Column, Document, Fact, Picture, Run, Table, TableCell, Text},
};

use crate::{Fault, columns::MOST_UPRIGHT, words};

/// A document, numbered.
pub(crate) struct Plan<'a> {
    pub(crate) document: &'a Document,
    pub(crate) parts: Vec<Part<'a>>,
}

/// A section, or the facts at the end.
pub(crate) struct Part<'a> {
    pub(crate) heading: &'a str,
    pub(crate) items: Vec<Item<'a>>,
    /// Whether it holds the facts.
    pub(crate) facts: bool,
}

impl Part<'_> {
    /// Whether it has a table that is set on its side, and so stands on such pages.
    pub(crate) fn wide(&self) -> bool {
        self.items.iter().any(|item| matches!(item, Item::Table(_, table) if table.columns.len() > MOST_UPRIGHT))
    }
}

/// What stands in a section.
pub(crate) enum Item<'a> {
    Heading(&'a str),
    Paragraph(Words<'a>),
    List(Vec<Words<'a>>),
    Table(usize, Cow<'a, Table>),
    Picture(usize, &'a Picture),
}

/// Text, and the numbers of its facts in brackets.
pub(crate) struct Words<'a> {
    pub(crate) runs: Cow<'a, [Run]>,
    pub(crate) facts: String,
}

impl<'a> Plan<'a> {
    /// Numbers what a document has, and refuses a table that is none.
    pub(crate) fn new(document: &'a Document) -> Result<Self, Fault> {
        let mut count = Count::default();
        let mut parts = Vec::new();
        for section in &document.sections {
            let items = section.blocks.iter().map(|block| count.item(block)).collect::<Result<_, _>>()?;
            let heading = if section.heading.trim().is_empty() { "Section" } else { &section.heading };
            parts.push(Part { heading, items, facts: false });
        }
        if !count.facts.is_empty() {
            let why = Words { runs: Cow::Owned(vec![Run::plain(words::FACTS_WHY)]), facts: String::new() };
            let table = Item::Table(count.tables + 1, Cow::Owned(facts(&count.facts)));
            parts.push(Part { heading: words::FACTS, items: vec![Item::Paragraph(why), table], facts: true });
        }
        Ok(Self { document, parts })
    }

    /// Its tables, with their numbers.
    pub(crate) fn tables(&self) -> impl Iterator<Item = (usize, &Table)> {
        self.parts.iter().flat_map(|part| &part.items).filter_map(|item| match item {
            Item::Table(number, table) => Some((*number, table.as_ref())),
            _ => None,
        })
    }
}

/// How many there were so far.
#[derive(Default)]
struct Count<'a> {
    tables: usize,
    pictures: usize,
    facts: Vec<&'a Fact>,
    /// Where each fact stands, by all that it says.
    known: BTreeMap<[&'a str; 8], usize>,
}

impl<'a> Count<'a> {
    fn item(&mut self, block: &'a Block) -> Result<Item<'a>, Fault> {
        Ok(match block {
            Block::Heading { text } => Item::Heading(text),
            Block::Paragraph(text) => Item::Paragraph(self.words(text)),
            Block::List { items } => Item::List(items.iter().map(|text| self.words(text)).collect()),
            Block::Table(table) => {
                even(table)?;
                self.tables += 1;
                Item::Table(self.tables, Cow::Borrowed(table))
            }
            Block::Picture(picture) => {
                self.pictures += 1;
                Item::Picture(self.pictures, picture)
            }
        })
    }

    fn words(&mut self, text: &'a Text) -> Words<'a> {
        let mut numbers: Vec<usize> = text.from.iter().map(|fact| self.number(fact)).collect();
        numbers.sort_unstable();
        Words { runs: Cow::Borrowed(&text.runs), facts: words::brackets(&numbers) }
    }

    /// The number of a fact: the one it has already, if another sentence rests on it too.
    fn number(&mut self, fact: &'a Fact) -> usize {
        let Fact { measure, title, area, area_name, group, period, value, href } = fact;
        let key = [measure, title, area, area_name, group, period, value, href].map(String::as_str);
        *self.known.entry(key).or_insert_with(|| {
            self.facts.push(fact);
            self.facts.len()
        })
    }
}

/// Each row has one cell a column.
fn even(table: &Table) -> Result<(), Fault> {
    let columns = table.columns.len();
    let ragged = |row, cells| Fault::Ragged { caption: table.caption.clone(), columns, row, cells };
    if columns == 0 {
        return Err(ragged(0, 0));
    }
    match table.rows.iter().position(|row| row.len() != columns) {
        Some(at) => Err(ragged(at + 1, table.rows[at].len())),
        None => Ok(()),
    }
}

/// The facts as a table.
fn facts(facts: &[&Fact]) -> Table {
    let headings = ["Number", "Measure", "Area", "Group", "Period", "Figure"];
    let columns = headings.map(|heading| Column { heading: heading.to_owned(), number: false }).to_vec();
    let row = |(at, fact): (usize, &&Fact)| {
        let measure = format!("{} ({})", fact.title, fact.measure);
        let area = format!("{} ({})", fact.area_name, fact.area);
        let measure = TableCell { href: Some(fact.href.clone()), ..TableCell::words(measure) };
        let number = TableCell::number((at + 1).to_string(), (at + 1) as f64);
        let period = fact.period.parse::<Period>().map_or_else(|_| fact.period.clone(), |period| period.label());
        let rest = [&area, &fact.group, &period, &fact.value].map(TableCell::words);
        [number, measure].into_iter().chain(rest).collect()
    };
    let caption = "Figures that generated sentences rest on".to_owned();
    Table { caption, columns, rows: facts.iter().enumerate().map(row).collect(), notes: Vec::new() }
}
