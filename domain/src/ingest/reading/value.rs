//! What the cells of a figure hold.

use super::{
    super::{
        columns::ValueAt,
        figure::Numbers,
        issue::{Kind, shown},
        number::{self, Reading},
    },
    row::{Rows, Told, together},
};
use crate::observation::{Flags, Missing};

/// The numbers of a figure and the notes beside them, or why there are none.
pub(super) type Found = Result<(Numbers, Flags), Missing>;

impl Rows<'_, '_> {
    /// Notes and reasons of the status; one in words that are none of ours says nothing.
    pub(super) fn status<'c>(&self, cell: &impl Fn(usize) -> &'c str) -> (Flags, Option<Missing>) {
        self.table.columns.status.and_then(|at| number::status(cell(at))).unwrap_or_default()
    }

    /// The numbers of a figure: none where a wide table has nothing there.
    pub(super) fn numbers<'c>(
        &mut self,
        row: u32,
        value: &ValueAt,
        cell: &impl Fn(usize) -> &'c str,
        status: Option<Missing>,
    ) -> Result<Option<Found>, Told> {
        let mut numbers = Numbers::default();
        let mut notes = Flags::default();
        let mut why = status;
        let slots = [value.value, value.numerator, value.denominator, value.lower, value.upper];
        for (slot, column) in slots.into_iter().enumerate() {
            let Some(column) = column else { continue };
            let text = cell(column);
            let main = slot < 2;
            match self.reading(text) {
                // Beside a figure, a marker only says that this part of it is not there.
                Reading::Blank => {}
                Reading::Missing(reason) => {
                    numbers.hidden |= slot < 3 && matches!(reason, Missing::Suppressed | Missing::Unreliable);
                    why = if main { why.or(Some(reason)) } else { why };
                }
                Reading::Both => return self.bad(Kind::FigureAndReason, row, column, text),
                Reading::Number { value, dressed, percent, flags } => {
                    self.dressed(row, column, text, dressed);
                    notes = together(notes, flags);
                    numbers.percent |= slot == 0 && percent;
                    *[&mut numbers.value, &mut numbers.numerator, &mut numbers.denominator, &mut numbers.lower, &mut numbers.upper][slot] =
                        Some(value);
                }
                Reading::Fraction(x, n) if main => {
                    (numbers.numerator, numbers.denominator, numbers.fraction) = (Some(x), Some(n), true);
                }
                Reading::Range if main => {
                    numbers.hidden = true;
                    why = why.or(Some(Missing::Suppressed));
                    self.all.issues.raise(Kind::Range, row, &self.table.head.names[column], "", || {
                        (
                            format!("{} is no single figure, and is taken as hidden", shown(text)),
                            "Bring the figure itself where you can.".to_owned(),
                        )
                    });
                }
                Reading::Failed => return self.bad(Kind::FailedFormula, row, column, text),
                Reading::Text | Reading::Fraction(..) | Reading::Range => return self.bad(Kind::BadNumber, row, column, text),
            }
        }
        if numbers.nothing() && why.is_none() && self.table.mapping.blanks_skipped {
            self.understood.blank += 1;
            return Ok(None);
        }
        if let (Some(_), false, Some(at)) = (status, numbers.nothing(), self.table.columns.status) {
            return self.bad(Kind::FigureAndReason, row, at, cell(at));
        }
        // A count that is hidden leaves the share that is there.
        let only_part = numbers.value.is_some();
        let why = why.filter(|_| !only_part);
        if why.is_none() && !numbers.nothing() {
            self.multiply(row, &mut numbers, cell)?;
        }
        Ok(Some(why.map_or(Ok((numbers, notes)), Err)))
    }

    /// Figures that are given in thousands or millions are multiplied.
    fn multiply<'c>(&mut self, row: u32, numbers: &mut Numbers, cell: &impl Fn(usize) -> &'c str) -> Result<(), Told> {
        let Some(column) = self.table.columns.multiplier else { return Ok(()) };
        let text = cell(column);
        let Some(by) = number::multiplier(text) else { return self.bad(Kind::BadMultiplier, row, column, text) };
        if by > 1.0 {
            for part in [&mut numbers.value, &mut numbers.numerator, &mut numbers.denominator, &mut numbers.lower, &mut numbers.upper] {
                *part = part.map(|number| number * by);
            }
            self.all.issues.raise(Kind::Multiplied, row, &self.table.head.names[column], text, || {
                (format!("figures are given in {}", shown(text)), format!("They were multiplied by {by}."))
            });
        }
        Ok(())
    }

    pub(super) fn reading(&self, text: &str) -> Reading {
        let mapping = &self.table.mapping;
        if mapping.blank.iter().any(|blank| blank == text) {
            return Reading::Blank;
        }
        match mapping.missing.iter().find(|(known, _)| known == text) {
            Some((_, why)) => Reading::Missing(*why),
            None => number::read(text),
        }
    }

    pub(super) fn dressed(&mut self, row: u32, column: usize, text: &str, dressed: bool) {
        if dressed {
            self.all.issues.raise(Kind::NumberForm, row, &self.table.head.names[column], "", || {
                (
                    format!("numbers here are written for people, such as {}", shown(text)),
                    "They were read as numbers; see that they are right.".to_owned(),
                )
            });
        }
    }

    pub(super) fn bad<T>(&mut self, kind: Kind, row: u32, column: usize, text: &str) -> Result<T, Told> {
        self.all.issues.raise(kind, row, &self.table.head.names[column], text, || {
            let (what, mend) = match kind {
                Kind::FailedFormula => (
                    "is what a failed formula leaves",
                    "A formula had failed when the file was saved: mend it there, or leave the cell blank and say why.",
                ),
                Kind::FigureAndReason => {
                    ("says that there is no figure, and there is one", "Keep the figure, or the reason why there is none.")
                }
                Kind::BadMultiplier => {
                    ("does not say what the figure is to be multiplied by", "Write units, thousands or millions, or leave it blank.")
                }
                _ => ("is not a number", how_to_write(text)),
            };
            (format!("{} {what}", shown(text)), mend.to_owned())
        });
        Err(Told)
    }
}

/// How to mend a figure that is no number.
fn how_to_write(text: &str) -> &'static str {
    let bare = text.trim();
    let figure = |text: &str| matches!(number::read(text), Reading::Number { .. });
    if bare.strip_prefix('(').and_then(|text| text.strip_suffix(')')).is_some_and(figure) {
        return "Where a number in brackets is one below zero, write it as -5; where it is a note, write the number alone.";
    }
    if bare.matches(',').count() == 1 && figure(&bare.replace(['.', ' '], "").replace(',', ".")) {
        return "Write decimals with a point, as 40.5, and thousands with commas or not at all.";
    }
    if bare.starts_with(['=', '@']) {
        return "A formula is not worked out here: save the sheet with its values, and bring those.";
    }
    "Write digits, or a marker such as c, x, z or u where there is no figure; or say in a mapping what it means."
}
