//! One row: what it is about, and its figures.

use super::{
    super::{
        choose::Table,
        figure::{self, Numbers},
        import::{Row, Understood},
        issue::Kind,
        mapping::Layout,
        names::Remembered,
        place::Found,
        sheet::Sheet,
        when::When,
        who::Who,
        word::plain,
    },
    All,
};
use crate::{
    observation::{Figure, Flags, Missing},
    period::Period,
};

/// Rows that room is made for at once.
const ROOM: usize = 2_000_000;
/// Rows after which it is told how far the reading is.
const TOLD: usize = 1_000;

/// The rows of one table.
pub(super) struct Rows<'r, 'a> {
    pub(super) all: &'r mut All<'a>,
    pub(super) table: &'r Table,
    pub(super) understood: &'r mut Understood,
    pub(super) number: u16,
    pub(super) areas: Remembered<Found>,
    pub(super) groups: Remembered<Option<Who>>,
    pub(super) periods: Remembered<Option<When>>,
    pub(super) names: Remembered<String>,
    /// Whether a row names one of the council's areas.
    pub(super) own: bool,
}

/// What stands in the way of a row: it has been told already.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told;

impl Rows<'_, '_> {
    pub(super) fn read(mut self, sheet: &Sheet) {
        let mut cells = Vec::new();
        let first = self.all.import.rows.len();
        self.all.import.rows.reserve_exact((self.table.end - self.table.from).min(ROOM));
        for at in self.table.from..self.table.end {
            if let Some(progress) = self.all.asked.progress.filter(|_| at % TOLD == 0) {
                if progress.stopped() {
                    return;
                }
                progress.add(TOLD as u64);
            }
            sheet.split(at, &mut cells);
            let row = sheet.number(at);
            self.understood.rows += 1;
            if !self.table.columns.wanted(&cells) {
                self.understood.left_out += 1;
                continue;
            }
            self.understood.refused += u64::from(self.one(row, &cells));
        }
        if self.table.mapping.whole_area && self.understood.elsewhere > 0 && !self.own {
            self.all.import.rows.truncate(first);
            self.all.issues.raise(Kind::NothingLeft, self.table.header, "", "", || {
                (
                    "every area that is named is another council's".to_owned(),
                    "So rows that name none are taken to be about that council as well, and none is imported.".to_owned(),
                )
            });
        }
    }

    /// Reads a row; true if something of it was refused.
    fn one(&mut self, row: u32, cells: &[&str]) -> bool {
        let cell = |at: usize| cells.get(at).copied().unwrap_or("");
        let width = self.table.head.width();
        if cells.len() > width {
            self.all.issues.raise(Kind::Width, row, "", "", || {
                (
                    format!("this row has more cells than the header, which has {width}"),
                    "Put a text that holds the separator in double quotes, or name the column.".to_owned(),
                )
            });
            return true;
        }
        if self.elsewhere(row, &cell) {
            return false;
        }
        let columns = &self.table.columns;
        if columns.provenance.is_some_and(|at| plain(cell(at)) == "illustrative") {
            self.all.issues.raise(Kind::MadeUp, row, "provenance", "", || {
                (
                    "this figure was made up".to_owned(),
                    "Made-up figures are never imported: bring the council's own, or leave the row out.".to_owned(),
                )
            });
            return true;
        }
        let period = if columns.values.iter().all(|value| value.period.is_some()) { Ok(None) } else { self.period(row, &cell).map(Some) };
        let area = match self.area(row, &cell, period.as_ref().ok().copied().flatten()) {
            Ok(Some(area)) => area,
            Ok(None) => return false,
            Err(Told) => return true,
        };
        // Whatever is wrong with one part of a row, the others are read too, so that all of it is told at once.
        let who = self.group(row, &cell);
        let status = self.status(&cell);
        let mut refused = period.is_err() || who.is_err();
        for at in 0..columns.values.len() {
            let value = &self.table.columns.values[at];
            let Some(numbers) = self.numbers(row, value, &cell, status.1).transpose() else { continue };
            let about = numbers.and_then(|found| {
                let period = value.period.or(period?).ok_or(Told)?;
                let who = self.with_column(row, value, who.clone()?)?;
                let measure = self.measure(row, value, &cell)?;
                self.put(row, (measure, area, period, who), found, status.0)
            });
            refused |= about.is_err();
        }
        refused
    }

    /// Keeps a figure, once it is one of its measure.
    fn put(
        &mut self,
        row: u32,
        about: (u32, usize, Period, Who),
        found: Result<(Numbers, Flags), Missing>,
        flags: Flags,
    ) -> Result<(), Told> {
        let (measure, area, period, who) = about;
        let known = self.all.linked.get(measure as usize).copied().flatten();
        self.check_about(row, known, area, period, &who, found.is_err())?;
        let definition = known.map(|at| &self.all.council.measures[at]);
        // In our own layout, and beside a % sign, a number is what it says.
        let literal = self.tidy() || found.is_ok_and(|(numbers, _)| numbers.percent);
        let made = match found {
            Err(why) => figure::missing(why, definition).map(|figure| (figure, Flags::default(), None)),
            Ok((numbers, notes)) => figure::figure(numbers, definition).map(|made| (made.figure, together(flags, notes), made.aside)),
        };
        let (figure, flags, aside) = made.map_err(|(kind, what, mend)| {
            self.all.issues.raise(kind, row, "", what, || (what.to_owned(), mend.to_owned()));
            Told
        })?;
        if let Some(kind) = aside {
            self.all.issues.raise(kind, row, "", "", || aside_words(kind));
        }
        let flags = if matches!(figure, Figure::Missing(_)) { Flags::default() } else { flags };
        let all = &mut *self.all;
        all.literal[measure as usize] |= literal;
        let (area, period, group) = (all.areas.number(&area), all.periods.number(&period), all.who.number(&who.0));
        all.import.rows.push(Row { measure, area, period, group, sheet: self.number, row, figure, flags });
        Ok(())
    }

    /// Whether the layout is our own, whose measures are codes.
    pub(super) fn tidy(&self) -> bool {
        self.table.mapping.layout == Layout::Tidy
    }
}

pub(super) fn together(one: Flags, other: Flags) -> Flags {
    Flags {
        provisional: one.provisional || other.provisional,
        revised: one.revised || other.revised,
        break_in_series: one.break_in_series || other.break_in_series,
        estimated: one.estimated || other.estimated,
    }
}

fn aside_words(kind: Kind) -> (String, String) {
    let (what, mend) = match kind {
        Kind::Blank => ("the figure is blank, and is taken as not available", "Write why there is none: c, x, z, n, u, d or l."),
        Kind::LimitsDropped => ("one limit is there and the other is not", "Both were left out."),
        _ => ("the value is not what its parts make", "The parts were taken; see which of the two is right."),
    };
    (what.to_owned(), mend.to_owned())
}
