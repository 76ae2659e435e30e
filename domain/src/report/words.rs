//! What sections share: figures as facts and cells, and runs of words.

use super::{
    document::{Block, Column, Fact, Run, Table, TableCell, Text},
    write::{Stand, Subject},
};
use crate::{
    cell::{marker, reason},
    change::Change,
    view::figure::value_text,
};

/// A paragraph of runs that rests on figures.
pub(super) fn said(runs: Vec<Run>, from: Vec<Fact>) -> Block {
    Block::Paragraph(Text { runs, from })
}

/// A paragraph that rests on none.
pub(super) fn plain(text: impl Into<String>) -> Block {
    Block::Paragraph(Text::plain(text))
}

/// A column of words.
pub(super) fn words(heading: impl Into<String>) -> Column {
    Column { heading: heading.into(), number: false }
}

/// A column of numbers.
pub(super) fn numbers(heading: impl Into<String>) -> Column {
    Column { heading: heading.into(), number: true }
}

/// A cell that says something, or that there is nothing to say.
pub(super) fn cell(text: impl Into<String>) -> TableCell {
    let text = text.into();
    TableCell::words(if text.trim().is_empty() { "–".to_owned() } else { text })
}

/// A cell that leads somewhere.
pub(super) fn linked(text: impl Into<String>, href: impl Into<String>) -> TableCell {
    TableCell { href: Some(href.into()), ..cell(text) }
}

/// A table as a block; nothing where it has no row.
pub(super) fn table(caption: impl Into<String>, columns: Vec<Column>, rows: Vec<Vec<TableCell>>, notes: Vec<String>) -> Option<Block> {
    (!rows.is_empty()).then(|| Block::Table(Table { caption: caption.into(), columns, rows, notes }))
}

impl Stand {
    /// Its figure in words, or its marker.
    pub(super) fn text(&self) -> String {
        match self.why.value {
            Ok(value) => value_text(value, &self.why.measure),
            Err(why) => marker(why).to_owned(),
        }
    }

    /// Its figure as a cell.
    pub(super) fn figure(&self) -> TableCell {
        match self.why.value {
            Ok(value) => TableCell::number(self.text(), value),
            Err(_) => TableCell::words(self.text()),
        }
    }

    /// The period as it is read; a stroke where there is none.
    pub(super) fn period(&self) -> String {
        self.why.period.map_or_else(|| "–".to_owned(), |period| period.label())
    }

    /// The page of its measure, for the area.
    pub(super) fn href(&self, of: &Subject<'_>) -> String {
        let catalogue = &of.ground.release.catalogue;
        let code = &catalogue.areas[usize::from(of.area)].code;
        if of.area == catalogue.city() {
            format!("/measures/{}", self.why.measure.code)
        } else {
            format!("/measures/{}?area={code}", self.why.measure.code)
        }
    }

    /// The figure that a sentence rests on.
    pub(super) fn fact(&self, of: &Subject<'_>) -> Fact {
        let area = &of.ground.release.catalogue.areas[usize::from(of.area)];
        let value = match self.why.value {
            Ok(_) => self.text(),
            Err(why) => format!("{} {}", marker(why), reason(why)),
        };
        Fact {
            measure: self.why.measure.code.to_string(),
            title: self.why.measure.title.clone(),
            area: area.code.to_string(),
            area_name: area.name.clone(),
            group: "Everyone".to_owned(),
            period: self.why.period.map(|period| period.to_string()).unwrap_or_default(),
            value,
            href: self.href(of),
        }
    }

    /// What it was a year before, and what it is: `80.1% a year before, 83.8% now`.
    pub(super) fn since(&self) -> Option<String> {
        let ((_, before), now) = (self.why.before.as_ref()?, self.why.figure.ok()?);
        let before = before.as_ref().ok()?;
        Some(format!("{} a year before, {} now", value_text(*before, &self.why.measure), value_text(now, &self.why.measure)))
    }

    /// Whether it became better or worse beyond chance.
    pub(super) fn course(&self) -> Option<bool> {
        match self.why.change {
            Change::Improving => Some(true),
            Change::GettingWorse => Some(false),
            _ => None,
        }
    }
}

/// The mark of what is made up, after a text.
pub(super) fn made_up(illustrative: bool) -> &'static str {
    if illustrative { " [illustrative]" } else { "" }
}
