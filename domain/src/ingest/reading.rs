//! Reads the rows of a table, one after the other.

mod about;
mod after;
mod people;
mod place;
mod row;
mod value;

use self::row::Rows;
use super::{
    choose::{Table, choose},
    import::{Import, Named, Understood},
    issue::{Issues, Kind, Severity, shown},
    mapping::{Layout, Mapping},
    names::{Numbered, Remembered},
    personal::check as about_people,
    place::Places,
    progress::Progress,
    sheet::Sheet,
    survey,
    who::{Groups, Synonym},
};
use crate::{
    code::{GroupCode, MeasureCode},
    council::Council,
    period::Period,
};

/// What an import is told beside the file.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// The measure that every figure is of.
    pub measure: Option<&'a MeasureCode>,
    /// How the file is laid out; found out where it is not said.
    pub mapping: Option<&'a Mapping>,
    /// The council's words for groups, beside those that are known.
    pub synonyms: &'a [Synonym],
    /// Told how far the reading is, and asked whether it should stop.
    pub progress: Option<&'a Progress>,
}

/// What stops a file that looks as if it were about people one by one, in words that tell nothing of them; none where it does not. It is asked before
/// anything of the file is kept or shown.
pub fn personal(sheets: &[Sheet], council: &Council) -> Option<String> {
    let mut issues = Issues::default();
    about_people(sheets, council, None, &mut issues);
    Import { issues: issues.finish().0, ..Import::default() }.personal()
}

/// Reads the sheets of a file for a council. Whatever is in them, something is told: rows that can be imported, and every issue by its place.
pub fn read(sheets: &[Sheet], council: &Council, asked: &Asked<'_>) -> Import {
    if let Some(progress) = asked.progress {
        progress.sheets(sheets);
    }
    let mut all = All {
        council,
        asked: *asked,
        places: Places::new(council),
        groups: Groups::new(council, asked.synonyms, asked.mapping.map_or(&[], |mapping| &mapping.group_is)),
        issues: Issues::default(),
        measures: Numbered::new(),
        linked: Vec::new(),
        literal: Vec::new(),
        areas: Numbered::new(),
        periods: Numbered::new(),
        who: Numbered::new(),
        import: Import::default(),
    };
    if about_people(sheets, council, asked.mapping.and_then(|mapping| mapping.header), &mut all.issues) {
        let (issues, more_issues) = all.issues.finish();
        return Import { issues, more_issues, ..Import::default() };
    }
    for (at, sheet) in sheets.iter().enumerate() {
        all.sheet(u16::try_from(at).unwrap_or(u16::MAX), sheet);
    }
    all.finish(sheets)
}

/// What all sheets share.
struct All<'a> {
    council: &'a Council,
    asked: Asked<'a>,
    places: Places<'a>,
    groups: Groups,
    issues: Issues,
    /// Names of measures in the file.
    measures: Numbered<String>,
    /// The council's measure of each, by index.
    linked: Vec<Option<usize>>,
    /// Whether its figures say themselves what they are of, so that none is a fraction of one.
    literal: Vec<bool>,
    /// Indices of the council's areas.
    areas: Numbered<usize>,
    periods: Numbered<Period>,
    who: Numbered<GroupCode>,
    import: Import,
}

impl All<'_> {
    fn sheet(&mut self, number: u16, sheet: &Sheet) {
        self.issues.enter(sheet.name());
        let mapping = self.asked.mapping;
        if mapping.and_then(|mapping| mapping.sheet.as_deref()).is_some_and(|wanted| wanted != sheet.name()) {
            self.issues
                .raise(Kind::SheetLeft, 0, "", "", || ("this sheet was passed over".to_owned(), "The mapping names another.".to_owned()));
            return;
        }
        let Some(mut table) = choose(sheet, mapping, &mut self.issues) else {
            self.import.sheets.push(Understood { sheet: sheet.name().to_owned(), ..Understood::default() });
            return;
        };
        self.around(sheet, &table);
        self.usual(&table);
        self.unused(&table);
        self.constants(sheet, &mut table);
        let mut understood = Understood {
            sheet: sheet.name().to_owned(),
            layout: table.mapping.layout,
            header: table.header,
            columns: table.mapping.uses(),
            ..Understood::default()
        };
        Rows {
            all: self,
            table: &table,
            understood: &mut understood,
            number,
            areas: Remembered::new(),
            groups: Remembered::new(),
            periods: Remembered::new(),
            names: Remembered::new(),
            own: false,
        }
        .read(sheet);
        self.import.sheets.push(understood);
    }

    /// Columns of a table of no known layout that nothing is read from.
    fn unused(&mut self, table: &Table) {
        let used = table.columns.used();
        let left: Vec<&str> = (0..table.head.width()).filter(|at| !used.contains(at)).map(|at| table.head.names[at].as_str()).collect();
        if !left.is_empty() && matches!(table.mapping.layout, Layout::Guessed | Layout::Mapped) {
            self.issues.raise(Kind::Unused, table.header, "", "", || {
                let names: String = left.join(", ").chars().take(300).collect();
                (
                    format!("nothing is read from these columns: {names}"),
                    "Name them in a mapping where they say what a figure is about.".to_owned(),
                )
            });
        }
    }

    /// Columns that an upload to Fingertips should have and that make no difference here.
    fn usual(&mut self, table: &Table) {
        if table.mapping.layout != Layout::FingertipsUpload {
            return;
        }
        for name in ["CategoryTypeId", "CategoryId", "ValueNoteId", "SexId", "AgeId"] {
            if table.head.plain.iter().all(|known| known.replace(' ', "") != name.to_lowercase()) {
                self.issues.raise(Kind::UsualColumn, table.header, name, "", || {
                    (format!("column {} is missing", shown(name)), "The figures are taken as everyone's; see that they are.".to_owned())
                });
            }
        }
    }

    /// Rows above the header and below the table.
    fn around(&mut self, sheet: &Sheet, table: &Table) {
        let above = (0..table.from - 1).filter(|row| sheet.number(*row) < table.header);
        let outside: Vec<usize> = above.chain(table.end..sheet.len()).collect();
        for row in outside {
            self.issues.raise(Kind::Around, sheet.number(row), "", "", || {
                ("rows above the header or below the table were passed over".to_owned(), "See that none of them is a figure.".to_owned())
            });
        }
    }

    /// Parts of a measure's name that never change are left out of it, but for the first; and a group that is the same throughout and is none of
    /// the council's is a part of what is measured.
    fn constants(&mut self, sheet: &Sheet, table: &mut Table) {
        let groups: Vec<usize> = table.columns.groups.iter().map(|(at, _)| *at).collect();
        let parts: Vec<usize> = table.columns.measure.iter().skip(1).copied().collect();
        if groups.is_empty() && parts.is_empty() {
            return;
        }
        let texts = survey::texts(sheet, table, &[&groups[..], &parts[..]].concat());
        let (of_groups, of_parts) = texts.split_at(groups.len());
        let fixed: Vec<usize> = parts.iter().zip(of_parts).filter(|(_, texts)| texts.len() < 2).map(|(at, _)| *at).collect();
        table.columns.measure.retain(|at| !fixed.contains(at));
        let all_the_same = table.end - table.from > 1;
        for (at, texts) in groups.iter().zip(of_groups) {
            let Some(text) = texts.first().filter(|_| texts.len() == 1 && all_the_same && table.columns.dimension.is_none()) else {
                continue;
            };
            let of = table.columns.groups.iter().find(|(other, _)| other == at).map_or("", |(_, of)| of.as_str());
            if table.mapping.blank.iter().any(|blank| blank == text) || people::group(&self.groups, of, text).is_some() {
                continue;
            }
            let name = &table.head.names[*at];
            self.issues.raise(Kind::Constant, table.header, name, text, || {
                (
                    format!("every row says {}, which is no group of the council's", shown(text)),
                    "It is taken as part of what is measured, and the figures as everyone's.".to_owned(),
                )
            });
            table.columns.groups.retain(|(other, _)| other != at);
        }
    }

    fn finish(mut self, sheets: &[Sheet]) -> Import {
        self.several();
        self.unlinked();
        self.fractions();
        self.duplicates(sheets);
        self.mixed();
        self.nothing_left();
        let mut import = self.import;
        import.measures = self
            .measures
            .all
            .iter()
            .zip(&self.linked)
            .map(|(name, at)| Named { name: name.clone(), code: at.map(|at| self.council.measures[at].code.clone()) })
            .collect();
        import.areas = self.areas.all.iter().map(|at| self.council.areas[*at].code.clone()).collect();
        import.periods = self.periods.all;
        import.groups = self.who.all;
        let readable: Vec<String> = import.sheets.iter().filter(|sheet| sheet.header > 0).map(|sheet| sheet.sheet.clone()).collect();
        let (mut issues, more) = self.issues.finish();
        for issue in &mut issues {
            // Beside a sheet that can be read, one of notes is no fault.
            if issue.severity() == Severity::Stopped && !readable.is_empty() && !readable.contains(&issue.sheet) && sheets.len() > 1 {
                issue.kind = Kind::SheetLeft;
            }
        }
        issues.sort_by_key(super::issue::Issue::severity);
        import.issues = issues;
        import.more_issues = more;
        import
    }
}
