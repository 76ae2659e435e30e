//! Figures of a release as lines of one table: the same columns, in the same texts, in every file that is written (tidy; STANDARDS §7).

use std::borrow::Cow;

use crate::{
    area::AreaType,
    catalogue::Catalogue,
    cell::{Cell, Notes, status},
    frame::{Cube, Frame, Slice},
    interval::{self, Method},
    observation::{Flags, Missing, Provenance},
};

/// The columns.
pub const COLUMNS: [&str; 22] = [
    "measure",
    "measure_title",
    "unit",
    "geographic_level",
    "area_code",
    "area_name",
    "boundary_set",
    "time_period",
    "time_label",
    "characteristic",
    "group",
    "group_name",
    "numerator",
    "denominator",
    "value",
    "lower_95",
    "upper_95",
    "interval_method",
    "obs_status",
    "provenance",
    "source",
    "release",
];

/// What the first columns of a line say: what a figure is of.
pub const NAMES: usize = 12;
/// What the columns after them say: numbers.
pub const NUMBERS: usize = 5;

/// The code that stands for everyone.
pub const EVERYONE: &str = "everyone";

/// One figure of a release: measure, area, group and period by index. Files are in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Measure.
    pub measure: u16,
    /// Area.
    pub area: u16,
    /// Group; 0 is everyone.
    pub group: u16,
    /// Period.
    pub period: u16,
}

/// What the lines of a release have in common: the texts of everything that indices count.
#[derive(Debug)]
pub struct Table<'a> {
    catalogue: &'a Catalogue,
    /// Code, title, unit, and the source's code.
    measures: Vec<[String; 4]>,
    /// Level, code, name, set of boundaries.
    areas: Vec<[String; 4]>,
    /// In ISO 8601, and as people say it.
    periods: Vec<[String; 2]>,
    /// Characteristic, code, name; everyone comes first.
    groups: Vec<[String; 3]>,
    /// The marks of each set of notes, by their bits.
    marks: Vec<String>,
    release: String,
}

/// A line: one figure. Its numbers are as written, to six decimals.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    table: &'a Table<'a>,
    /// What it is of.
    pub place: Place,
    /// Numerator, denominator, value, and its lower and upper 95 % limits. What is hidden has none of them.
    pub numbers: [Option<f64>; NUMBERS],
    /// Where the limits come from.
    pub method: Option<Method>,
    /// Why there is no value, or the notes on one; may be empty.
    pub status: &'a str,
    /// Where the figure comes from.
    pub provenance: Provenance,
}

impl<'a> Table<'a> {
    /// Of a release.
    pub fn new(catalogue: &'a Catalogue) -> Self {
        let everyone = ["Total".to_owned(), EVERYONE.to_owned(), "Everyone".to_owned()];
        let groups =
            catalogue.groups().map(|(characteristic, group)| [plain(&characteristic.name), group.code.to_string(), plain(&group.name)]);
        Self {
            catalogue,
            measures: catalogue
                .measures
                .iter()
                .map(|m| [m.code.to_string(), plain(&m.title), plain(&m.unit), m.source.to_string()])
                .collect(),
            areas: catalogue
                .areas
                .iter()
                .map(|area| [level(area.kind).to_owned(), area.code.to_string(), plain(&area.name), plain(&area.boundary_set)])
                .collect(),
            periods: catalogue.periods.iter().map(|period| [period.to_string(), period.label()]).collect(),
            groups: std::iter::once(everyone).chain(groups).collect(),
            marks: (0..32).map(marks).collect(),
            release: catalogue.release.to_string(),
        }
    }

    /// The catalogue that it is of.
    pub fn catalogue(&self) -> &'a Catalogue {
        self.catalogue
    }

    /// The line of a place; `frame` is that of its area or of its measure. What the frame does not hold was not collected.
    pub fn line(&'a self, frame: &Frame, place: Place) -> Record<'a> {
        let other = match frame.slice {
            Slice::Area(_) => place.measure,
            Slice::Measure(_) => place.area,
        };
        let supplied = frame.cube(other).and_then(|cube| cube.supplied(place.group, place.period));
        self.record(place, frame.cell(other, place.group, place.period), supplied)
    }

    /// Every line of a cube, in order.
    pub fn lines<'c>(&'a self, cube: &'c Cube) -> impl Iterator<Item = Record<'a>> + use<'a, 'c> {
        let places = cube.shape.groups.iter().flat_map(|&group| cube.shape.periods.iter().map(move |&period| (group, period)));
        (0..).zip(places).map(|(at, (group, period))| self.line_at(cube, at, group, period))
    }

    /// The line of a group and period whose place in its cube is known ([`crate::frame::Shape::at`]).
    pub fn line_at(&'a self, cube: &Cube, at: usize, group: u16, period: u16) -> Record<'a> {
        let place = Place { measure: cube.measure, area: cube.area, group, period };
        self.record(place, (cube.cells[at], cube.notes[at]), cube.intervals.get(&(at as u32)).copied())
    }

    fn record(&'a self, place: Place, (cell, notes): (Cell, Notes), supplied: Option<(f64, f64)>) -> Record<'a> {
        let measure = &self.catalogue.measures[usize::from(place.measure)];
        let (numerator, denominator) = match cell {
            Cell::Parts { numerator, denominator } => (Some(numerator), (denominator > 0.0).then_some(denominator)),
            Cell::Value(_) | Cell::Missing(_) => (None, None),
        };
        let limits = interval::of(cell, supplied, measure);
        let numbers = [numerator, denominator, cell.value(measure), limits.map(|(lower, _)| lower), limits.map(|(_, upper)| upper)];
        Record {
            table: self,
            place,
            numbers: numbers.map(|number| number.map(rounded)),
            method: limits.and_then(|_| interval::method(cell, supplied, measure)),
            status: match cell.missing() {
                Some(why) => status(why),
                None => &self.marks[mark_bits(notes)],
            },
            provenance: notes.provenance(),
        }
    }
}

impl<'a> Record<'a> {
    /// What the figure is of: the first columns.
    pub fn names(&self) -> [&'a str; NAMES] {
        let table = self.table;
        let [measure, title, unit, _] = &table.measures[usize::from(self.place.measure)];
        let [level, area, area_name, boundaries] = &table.areas[usize::from(self.place.area)];
        let [period, label] = &table.periods[usize::from(self.place.period)];
        let [characteristic, group, group_name] = &table.groups[usize::from(self.place.group)];
        [measure, title, unit, level, area, area_name, boundaries, period, label, characteristic, group, group_name].map(String::as_str)
    }

    /// The code of the measure's source.
    pub fn source(&self) -> &'a str {
        &self.table.measures[usize::from(self.place.measure)][3]
    }

    /// Number of the release.
    pub fn release(&self) -> u32 {
        self.table.catalogue.release
    }

    /// Where the limits come from, as a word; empty where there are none.
    pub fn method(&self) -> &'static str {
        self.method.map_or("", Method::code)
    }

    /// Where the figure comes from, as a word.
    pub fn provenance(&self) -> &'static str {
        provenance(self.provenance)
    }

    /// Whether it is hidden to protect people.
    pub fn hidden(&self) -> bool {
        self.status == status(Missing::Suppressed)
    }

    /// The value in the measure's unit.
    pub fn value(&self) -> Option<f64> {
        self.numbers[2]
    }

    /// The cells of all columns.
    pub fn texts(&self) -> [Cow<'a, str>; COLUMNS.len()] {
        let numbers = self.numbers.map(|known| known.map_or(Cow::Borrowed(""), |known| Cow::Owned(number(known))));
        let rest = [self.method(), self.status, self.provenance(), self.source(), &self.table.release];
        let cells = self.names().into_iter().map(Cow::Borrowed).chain(numbers).chain(rest.map(Cow::Borrowed));
        let mut texts = [const { Cow::Borrowed("") }; COLUMNS.len()];
        for (text, cell) in texts.iter_mut().zip(cells) {
            *text = cell;
        }
        texts
    }
}

/// To six decimals: what is written.
pub fn rounded(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}

/// A number as it is: no more digits than it has, up to six decimals for what is worked out.
pub fn number(number: f64) -> String {
    format!("{}", rounded(number))
}

/// Keeps a text from being read as a formula by a spreadsheet.
pub fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// The word of a type of area.
pub fn level(kind: AreaType) -> &'static str {
    match kind {
        AreaType::City => "city",
        AreaType::Neighbourhood => "neighbourhood",
        AreaType::Ward => "ward",
        AreaType::Comparator => "comparator",
    }
}

/// Where a figure comes from, as a word.
pub fn provenance(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Published => "published",
        Provenance::Council => "council",
        Provenance::Illustrative => "illustrative",
    }
}

/// Which marks notes have: one bit each, in the order that they are written.
fn mark_bits(notes: Notes) -> usize {
    let Flags { provisional, revised, break_in_series, estimated } = notes.flags();
    [provisional, revised, break_in_series, estimated, notes.held()].into_iter().zip(0..).map(|(set, bit)| usize::from(set) << bit).sum()
}

/// The marks of a set of bits.
fn marks(bits: usize) -> String {
    ["p", "r", "b", "e", "h"]
        .into_iter()
        .zip(0..)
        .filter(|(_, bit)| bits >> bit & 1 == 1)
        .map(|(mark, _)| mark)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_marked_in_the_order_of_the_markers() {
        let all = Flags { provisional: true, revised: true, break_in_series: true, estimated: true };
        let text = |flags, held| marks(mark_bits(Notes::new(flags, Provenance::Council).kept(held)));
        assert_eq!(text(all, true), "p r b e h");
        assert_eq!(text(Flags::default(), false), "");
        assert_eq!(text(Flags { revised: true, estimated: true, ..Flags::default() }, false), "r e");
        assert_eq!(text(Flags::default(), true), "h");
    }

    #[test]
    fn a_number_has_no_more_digits_than_it_needs() {
        for (given, written) in
            [(0.0, "0"), (12.0, "12"), (2.0 / 3.0, "0.666667"), (-1.5, "-1.5"), (1e12, "1000000000000"), (0.1 + 0.2, "0.3")]
        {
            assert_eq!(number(given), written);
            assert!((written.parse::<f64>().unwrap() - rounded(given)).abs() < f64::EPSILON);
        }
    }

    #[test]
    fn what_a_spreadsheet_would_work_out_is_kept_a_text() {
        for formula in ["=1+1", "+44", "-2", "@sum", "\tx", "\rx"] {
            assert_eq!(plain(formula), format!("'{formula}"));
        }
        assert_eq!(plain("Homes = let"), "Homes = let");
    }
}
