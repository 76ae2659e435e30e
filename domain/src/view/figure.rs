//! One figure as it is shown: the value, its interval, or the reason there is none.

use crate::{
    cell::{Cell, marker, reason},
    format,
    frame::Cube,
    interval,
    measure::Measure,
    observation::Missing,
};

/// Why an area has no figure of a measure, for everyone or any group.
pub const NOT_REPORTED: &str = "not reported for this area";

/// What is said of a figure that is kept from an earlier release.
const HELD: &str = "as published before: a later change is held back to protect people";

/// One figure as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The value, or the marker of a missing one.
    pub text: String,
    /// The 95 % interval, or the reason why there is no value.
    pub note: Option<String>,
    /// Whether there is a value.
    pub present: bool,
}

impl Figure {
    /// The figure of a group and period of a cube; there may be none up to the one chosen.
    pub fn of(cube: Option<&Cube>, measure: &Measure, group: u16, period: Option<u16>) -> Self {
        let Some(period) = period else { return Self::missing("–", "no figure up to this period") };
        let Some(cube) = cube else { return Self::missing("–", NOT_REPORTED) };
        let (cell, notes) = cube.cell(group, period);
        let not_collected = |cell: Cell| cell.missing() == Some(Missing::NotCollected);
        if not_collected(cell) && not_collected(cube.cell(0, period).0) {
            return Self::missing("–", NOT_REPORTED);
        }
        let mut figure = Self::of_cell(cell, cube.supplied(group, period), measure);
        if notes.held() {
            figure.note = Some(figure.note.map_or_else(|| HELD.to_owned(), |note| note + "; " + HELD));
        }
        figure
    }

    /// The figure of a cell.
    pub fn of_cell(cell: Cell, supplied: Option<(f64, f64)>, measure: &Measure) -> Self {
        match cell.value(measure) {
            Some(value) => Self {
                text: value_text(value, measure),
                note: interval::of(cell, supplied, measure).map(|(low, high)| format::interval(low, high, measure.decimals)),
                present: true,
            },
            None => match cell.missing() {
                Some(why) => Self::missing(marker(why), reason(why)),
                None => Self::missing("–", "nobody to count"),
            },
        }
    }

    /// A figure that is not there.
    pub fn missing(marker: &str, why: &str) -> Self {
        Self { text: marker.to_owned(), note: Some(why.to_owned()), present: false }
    }

    /// Nothing at all: a place where no figure belongs.
    pub fn none() -> Self {
        Self { text: String::new(), note: None, present: false }
    }

    /// As it is read out.
    pub fn spoken(&self) -> String {
        match (&self.note, self.present) {
            (Some(note), true) => format!("{} (between {})", self.text, note.replace(" – ", " and ")),
            (None, true) => self.text.clone(),
            (note, false) => note.clone().unwrap_or_default(),
        }
    }
}

/// A value of a measure in words and signs.
pub fn value_text(value: f64, measure: &Measure) -> String {
    format::value(value, &measure.prefix, &measure.suffix, measure.decimals)
}
