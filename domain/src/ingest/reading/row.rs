//! One row: what it is about, and its figures.

use super::{
    super::{
        choose::Table,
        columns::ValueAt,
        figure::{self, Numbers},
        import::{Row, Understood},
        issue::{Kind, shown},
        mapping::Layout,
        names::Remembered,
        number::{self, Reading},
        place::Found,
        sheet::Sheet,
        when::{self, When},
        who::{Groups, Who},
        word::plain,
    },
    All,
};
use crate::{
    observation::{Figure, Flags, Missing},
    period::Period,
};

/// Most areas of others whose rows are counted by name.
const ELSEWHERE: usize = 1000;

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

/// The group that a text names in a column. Sexes and ages of a Fingertips upload are numbers.
pub(super) fn group(groups: &Groups, of: &str, text: &str) -> Option<Who> {
    let Some(upload) = of.strip_prefix("fingertips ") else { return groups.find(of, text) };
    let text = match (upload, text) {
        ("sex", "1") => "male",
        ("sex", "2") => "female",
        ("sex", "4") | ("age", "1") | (_, "") => "total",
        _ => return None,
    };
    groups.find(upload, text)
}

impl Rows<'_, '_> {
    pub(super) fn read(mut self, sheet: &Sheet) {
        let mut cells = Vec::new();
        let first = self.all.import.rows.len();
        for at in self.table.from..self.table.end {
            sheet.split(at, &mut cells);
            let row = sheet.number(at);
            self.understood.rows += 1;
            let cell = |at: usize| cells.get(at).copied().unwrap_or("");
            if !self.table.columns.only.iter().all(|(at, text)| cell(*at) == text || plain(cell(*at)) == plain(text)) {
                self.understood.left_out += 1;
                continue;
            }
            let before = self.all.import.rows.len();
            let refused = self.one(row, &cells);
            if refused && self.all.import.rows.len() == before {
                self.understood.refused += 1;
            }
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

    /// Reads a row; true if a figure of it was refused.
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
        let columns = &self.table.columns;
        let period = if columns.values.iter().all(|value| value.period.is_some()) { Ok(None) } else { self.period(row, &cell).map(Some) };
        let area = match self.area(row, &cell, period.as_ref().ok().copied().flatten()) {
            Ok(Some(area)) => area,
            Ok(None) => return false,
            Err(Told) => return true,
        };
        // Whatever is wrong with one part of a row, the others are read too, so that all of it is told at once.
        let who = self.group(row, &cell);
        let status = self.status(&cell);
        let mut refused = false;
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

    /// Notes and reasons of the status; one in words that are none of ours says nothing.
    fn status<'c>(&self, cell: &impl Fn(usize) -> &'c str) -> (Flags, Option<Missing>) {
        self.table.columns.status.and_then(|at| number::status(cell(at))).unwrap_or_default()
    }

    fn period<'c>(&mut self, row: u32, cell: &impl Fn(usize) -> &'c str) -> Result<Period, Told> {
        let (mapping, columns) = (&self.table.mapping, &self.table.columns);
        if let Some(period) = mapping.period_is {
            return Ok(period);
        }
        let kind = columns.period_kind.map_or("", cell);
        if let Some((from, to)) = columns.from_to {
            let name = &self.table.head.names[from];
            let (first, last) = (cell(from), cell(to));
            let Some(period) = when::from_to(first, last) else {
                let subject = format!("{first} {last}");
                self.all.issues.raise(Kind::BadPeriod, row, name, &subject, || {
                    (
                        format!("{} to {} is no period", shown(first), shown(last)),
                        "Write days such as 2024-03-31: a month, a quarter or whole years from the first to the last.".to_owned(),
                    )
                });
                return Err(Told);
            };
            if !agrees(kind, period) {
                self.all.issues.raise(Kind::PeriodsDisagree, row, name, kind, || {
                    (format!("{} is no {}", period.label(), shown(kind)), "Mend the days, or the kind of period.".to_owned())
                });
                return Err(Told);
            }
            return Ok(period);
        }
        let Some(column) = columns.period else { return Err(Told) };
        let text = cell(column);
        let years = mapping.years;
        let found = self.periods.get(&[text, kind], || when::read(text, kind, years));
        let name = &self.table.head.names[column];
        match found {
            Some(When { period, taken }) => {
                if let Some(taken) = taken {
                    self.all.issues.raise(Kind::PeriodTaken, row, name, taken, || {
                        (format!("{} {taken}: {}", shown(text), period.label()), "If that is not meant, say so in a mapping.".to_owned())
                    });
                }
                Ok(period)
            }
            None => {
                self.all.issues.raise(Kind::BadPeriod, row, name, text, || {
                    let what = if text.is_empty() { "the period is blank".to_owned() } else { format!("{} is no period", shown(text)) };
                    (what, "Write it as 2023/24, Q1 2023/24, March 2024, 31/03/2024 or 2023-04-01/P3M.".to_owned())
                });
                Err(Told)
            }
        }
    }

    /// The index of the row's area; none where it is another council's.
    fn area<'c>(&mut self, row: u32, cell: &impl Fn(usize) -> &'c str, period: Option<Period>) -> Result<Option<usize>, Told> {
        let columns = &self.table.columns;
        let texts: Vec<&str> = columns.area.iter().map(|at| cell(*at)).collect();
        let places = &self.all.places;
        let mut found = self.areas.get(&texts, || places.find(&texts, None));
        if found == Found::Ambiguous {
            found = places.find(&texts, period);
        }
        self.own |= matches!(found, Found::Area(_) | Found::Old(_) | Found::Named(_) | Found::Otherwise(_));
        let name = columns.area.first().map_or("", |at| self.table.head.names[*at].as_str());
        let said = texts.iter().find(|text| !text.is_empty()).copied().unwrap_or("");
        let issues = &mut self.all.issues;
        match found {
            Found::Area(at) => Ok(Some(at)),
            Found::Old(at) => {
                let area = places.area(at);
                issues.raise(Kind::OldCode, row, name, said, || {
                    (
                        format!("{} was replaced by {} ({})", shown(said), area.code, area.name),
                        "The figures are read as that area's.".to_owned(),
                    )
                });
                Ok(Some(at))
            }
            Found::Named(at) => {
                let area = places.area(at);
                issues.raise(Kind::ByName, row, name, said, || {
                    (
                        format!("{} is told by its name alone: {} ({})", shown(said), area.name, area.code),
                        "See that it is the one.".to_owned(),
                    )
                });
                Ok(Some(at))
            }
            Found::Otherwise(at) => {
                let area = places.area(at);
                issues.raise(Kind::NameDiffers, row, name, said, || {
                    (
                        format!("{} is the code of {}, and the name beside it is another's", shown(said), area.name),
                        "The code was followed.".to_owned(),
                    )
                });
                Ok(Some(at))
            }
            Found::Elsewhere => {
                self.understood.elsewhere += 1;
                let seen = &mut self.all.import.elsewhere;
                if let Some(count) = seen.get_mut(said) {
                    *count += 1;
                } else if seen.len() < ELSEWHERE {
                    seen.insert(said.chars().take(80).collect(), 1);
                }
                Ok(None)
            }
            Found::Ambiguous => {
                issues.raise(Kind::AmbiguousArea, row, name, said, || {
                    (format!("several areas are called {}", shown(said)), "Write the code of the one that is meant.".to_owned())
                });
                Err(Told)
            }
            Found::Nothing => self.no_area(row, name),
        }
    }

    /// A row that names no area: the mapping's, or the whole area where that is what a blank means.
    fn no_area(&mut self, row: u32, name: &str) -> Result<Option<usize>, Told> {
        let mapping = &self.table.mapping;
        let areas = &self.all.council.areas;
        if let Some(code) = &mapping.area_is {
            let found = areas.iter().position(|area| area.code == *code);
            if found.is_none() {
                self.all.issues.raise(Kind::Mapping, 0, "", code.as_str(), || {
                    (format!("the council has no area {}", shown(code.as_str())), "Mend `area_is` in the mapping.".to_owned())
                });
            }
            return found.map(Some).ok_or(Told);
        }
        let city = self.all.council.city().and_then(|city| areas.iter().position(|area| area.code == city.code));
        if let Some(at) = city.filter(|_| mapping.whole_area) {
            self.all.issues.raise(Kind::WholeArea, row, name, "", || {
                (
                    format!("no area is named, and {} as a whole is taken", areas[at].name),
                    "Name the area where another is meant.".to_owned(),
                )
            });
            return Ok(Some(at));
        }
        self.all.issues.raise(Kind::NoArea, row, name, "", || ("no area is named".to_owned(), "Write the area's code.".to_owned()));
        Err(Told)
    }

    /// The group of a row by its columns: at most one of them may name anything but everyone.
    fn group<'c>(&mut self, row: u32, cell: &impl Fn(usize) -> &'c str) -> Result<Who, Told> {
        let columns = &self.table.columns;
        let mut who = Groups::everyone();
        let mut first = "";
        let dimension = columns.dimension.map_or("", cell);
        for (at, of) in &columns.groups {
            let text = cell(*at);
            if text.is_empty() || self.table.mapping.blank.iter().any(|blank| blank == text) {
                continue;
            }
            let of = if dimension.is_empty() { of.as_str() } else { dimension };
            let groups = &self.all.groups;
            let found = self.groups.get(&[of, text], || group(groups, of, text));
            let name = self.table.head.names[*at].as_str();
            let Some(found) = found else { return self.unknown_group(row, name, of, text) };
            if found.1.is_some() {
                if who.1.is_some() {
                    self.all.issues.raise(Kind::TwoGroups, row, name, first, || {
                        (
                            format!("this row is of two groups at once, by {} and by {}", shown(first), shown(name)),
                            "Figures are kept for one characteristic at a time: bring its totals over the other.".to_owned(),
                        )
                    });
                    return Err(Told);
                }
                (who, first) = (found, name);
            }
        }
        Ok(who)
    }

    fn unknown_group<T>(&mut self, row: u32, name: &str, of: &str, text: &str) -> Result<T, Told> {
        let subject = format!("{of} {text}");
        self.all.issues.raise(Kind::UnknownGroup, row, name, &subject, || {
            (
                format!("the council has no group {} ({of})", shown(text)),
                "Add a line to the council's groups.csv that says which of its groups this is, or leave these rows out.".to_owned(),
            )
        });
        Err(Told)
    }

    /// The group of a figure whose column is of one.
    fn with_column(&mut self, row: u32, value: &ValueAt, who: Who) -> Result<Who, Told> {
        let Some((of, text)) = &value.group else { return Ok(who) };
        let groups = &self.all.groups;
        let found = self.groups.get(&[of, text], || group(groups, of, text));
        let name = value.says().next().map_or("", |at| self.table.head.names[at].as_str());
        match found {
            None => self.unknown_group(row, name, of, text),
            Some(found) if found.1.is_some() && who.1.is_some() => {
                self.all.issues.raise(Kind::TwoGroups, row, name, text, || {
                    (
                        "this figure is of two groups at once, by its row and by its column".to_owned(),
                        "Bring totals over one of them.".to_owned(),
                    )
                });
                Err(Told)
            }
            Some(found) => Ok(if found.1.is_some() { found } else { who }),
        }
    }

    /// The numbers of a figure: none where a wide table has nothing there.
    fn numbers<'c>(
        &mut self,
        row: u32,
        value: &ValueAt,
        cell: &impl Fn(usize) -> &'c str,
        status: Option<Missing>,
    ) -> Result<Option<Result<(Numbers, Flags), Missing>>, Told> {
        let mut numbers = Numbers::default();
        let mut notes = Flags::default();
        let mut why = status;
        let slots = [value.value, value.numerator, value.denominator, value.lower, value.upper];
        for (slot, column) in slots.into_iter().enumerate() {
            let Some(column) = column else { continue };
            let text = cell(column);
            let main = slot < 2;
            match self.reading(text) {
                Reading::Blank => {}
                Reading::Number { value, dressed, flags } => {
                    self.dressed(row, column, text, dressed);
                    notes = together(notes, flags);
                    *[&mut numbers.value, &mut numbers.numerator, &mut numbers.denominator, &mut numbers.lower, &mut numbers.upper][slot] =
                        Some(value);
                }
                Reading::Fraction(x, n) if main => (numbers.numerator, numbers.denominator) = (Some(x), Some(n)),
                Reading::Missing(reason) if main => why = why.or(Some(reason)),
                Reading::Range if main => {
                    why = why.or(Some(Missing::Suppressed));
                    self.all.issues.raise(Kind::Range, row, &self.table.head.names[column], "", || {
                        (
                            format!("{} is no single figure, and is taken as hidden", shown(text)),
                            "Bring the figure itself where you can.".to_owned(),
                        )
                    });
                }
                Reading::Failed => return self.bad(Kind::FailedFormula, row, column, text),
                // Beside a figure, a marker only says that this part of it is not there.
                Reading::Missing(_) => {}
                Reading::Text | Reading::Fraction(..) | Reading::Range => return self.bad(Kind::BadNumber, row, column, text),
            }
        }
        if numbers.nothing() && why.is_none() && self.table.mapping.blanks_skipped {
            self.understood.blank += 1;
            return Ok(None);
        }
        // A count that is hidden leaves the share that is there.
        let only_part = status.is_none() && numbers.value.is_some();
        Ok(Some(match why.filter(|_| !only_part) {
            Some(why) => Err(why),
            None => Ok((numbers, notes)),
        }))
    }

    fn reading(&self, text: &str) -> Reading {
        let mapping = &self.table.mapping;
        if mapping.blank.iter().any(|blank| blank == text) {
            return Reading::Blank;
        }
        match mapping.missing.iter().find(|(known, _)| known == text) {
            Some((_, why)) => Reading::Missing(*why),
            None => number::read(text),
        }
    }

    fn dressed(&mut self, row: u32, column: usize, text: &str, dressed: bool) {
        if dressed {
            self.all.issues.raise(Kind::NumberForm, row, &self.table.head.names[column], "", || {
                (
                    format!("numbers here are written for people, such as {}", shown(text)),
                    "They were read as numbers; see that they are right.".to_owned(),
                )
            });
        }
    }

    fn bad<T>(&mut self, kind: Kind, row: u32, column: usize, text: &str) -> Result<T, Told> {
        self.all.issues.raise(kind, row, &self.table.head.names[column], text, || {
            let mend = if kind == Kind::FailedFormula {
                "A formula had failed when the file was saved: mend it there, or leave the cell blank and say why."
            } else {
                "Write digits, or a marker such as c, x, z or u where there is no figure."
            };
            let what = if kind == Kind::FailedFormula { "is what a failed formula leaves" } else { "is not a number" };
            (format!("{} {what}", shown(text)), mend.to_owned())
        });
        Err(Told)
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
        self.check_about(row, known, area, period, &who, matches!(found, Err(_)))?;
        let definition = known.map(|at| &self.all.council.measures[at]);
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
        let (area, period, group) = (all.areas.number(&area), all.periods.number(&period), all.who.number(&who.0));
        all.import.rows.push(Row { measure, area, period, group, sheet: self.number, row, figure, flags });
        Ok(())
    }

    /// Whether the layout is our own, whose measures are codes.
    pub(super) fn tidy(&self) -> bool {
        self.table.mapping.layout == Layout::Tidy
    }
}

fn together(one: Flags, other: Flags) -> Flags {
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

/// Whether a kind of period, in words, is what its days are.
fn agrees(kind: &str, period: Period) -> bool {
    let kind = plain(kind);
    let months = period.months();
    let april = chrono::Datelike::month(&period.start()) == 4;
    match kind.as_str() {
        "calendar year" | "calendar" => months == 12 && chrono::Datelike::month(&period.start()) == 1,
        "financial year" | "financial" => months == 12 && april,
        "academic year" => months == 12,
        "quarter" | "financial quarter" | "calendar quarter" => months == 3,
        "month" => months == 1,
        "year" => months == 12,
        "two year" | "2 year" => months == 24,
        "three year" | "3 year" => months == 36,
        "five year" | "5 year" => months == 60,
        _ => true,
    }
}
