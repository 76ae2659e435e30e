//! Where and when: the area and the period of a row.

use super::{
    super::{
        issue::{Kind, shown},
        place::Found,
        when::{self, When},
        word::plain,
    },
    row::{Rows, Told},
};
use crate::period::Period;

/// Most areas of others whose rows are counted by name.
const ELSEWHERE: usize = 1000;

impl Rows<'_, '_> {
    pub(super) fn period<'c>(&mut self, row: u32, cell: &impl Fn(usize) -> &'c str) -> Result<Period, Told> {
        let (mapping, columns) = (&self.table.mapping, &self.table.columns);
        if let Some(period) = mapping.period_is {
            return Ok(period);
        }
        let kinds: Vec<&str> = columns.period_kind.iter().map(|(at, _)| cell(*at)).collect();
        let nothing = |text: &str| text.is_empty() || mapping.blank.iter().any(|blank| blank == text);
        let kind = kinds.iter().copied().find(|text| !nothing(text)).unwrap_or("");
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
        let name = &self.table.head.names[column];
        let mut key = vec![text];
        key.extend(&kinds);
        let found = self.periods.get(&key, || {
            let said = columns.period_kind.iter().zip(&kinds).filter(|(_, text)| !nothing(text));
            let said: Vec<String> = said.map(|((_, word), text)| format!("{word} {text}")).collect();
            // The name of the column says what kind of year its cells are of.
            let kind = format!("{} {}", when::kind_of_column(name), said.join(" "));
            when::read(text, &kind, years).filter(|when| said.iter().all(|said| agrees(said, when.period)))
        });
        let Some(When { period, taken }) = found else {
            self.all.issues.raise(Kind::BadPeriod, row, name, &format!("{text} {kind}"), || {
                let what = match (text, kind) {
                    ("", _) => "the period is blank".to_owned(),
                    (_, "") => format!("{} is no period", shown(text)),
                    _ => format!("{} is no period with {}", shown(text), shown(kind)),
                };
                (what, how_to_write(text).to_owned())
            });
            return Err(Told);
        };
        if let Some(taken) = taken {
            self.all.issues.raise(Kind::PeriodTaken, row, name, taken, || {
                (format!("{} {taken}: {}", shown(text), period.label()), "If that is not meant, say so in a mapping.".to_owned())
            });
        }
        Ok(period)
    }

    /// Whether the row is of an area that is not the council's: it is counted, and nothing else of it is looked at.
    pub(super) fn elsewhere<'c>(&mut self, row: u32, cell: &impl Fn(usize) -> &'c str) -> bool {
        let columns = &self.table.columns;
        let texts: Vec<&str> = columns.area.iter().map(|at| cell(*at)).collect();
        let places = &self.all.places;
        let found = self.areas.get(&texts, || places.find(&texts, None));
        if !matches!(found, Found::Elsewhere | Found::Unknown) {
            return false;
        }
        if found == Found::Unknown {
            let name = columns.area.first().map_or("", |at| self.table.head.names[*at].as_str());
            let said = texts.iter().find(|text| !text.is_empty()).copied().unwrap_or("");
            self.all.issues.raise(Kind::OtherNames, row, name, "", || {
                (
                    format!("places are told by names that are none of the council's areas, such as {}", shown(said)),
                    "Their rows are not imported. Where one of the council's is meant, write its code.".to_owned(),
                )
            });
        }
        self.understood.elsewhere += 1;
        let said: String = texts.iter().find(|text| !text.is_empty()).map_or("", |text| *text).chars().take(80).collect();
        let seen = &mut self.all.import.elsewhere;
        if seen.len() < ELSEWHERE || seen.contains_key(&said) {
            *seen.entry(said).or_default() += 1;
        }
        true
    }

    /// The index of the row's area; none where it is another council's.
    pub(super) fn area<'c>(&mut self, row: u32, cell: &impl Fn(usize) -> &'c str, period: Option<Period>) -> Result<Option<usize>, Told> {
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
            Found::Elsewhere | Found::Unknown => Ok(None),
            Found::Near(at) => {
                let area = places.area(at);
                issues.raise(Kind::NearName, row, name, said, || {
                    (
                        format!("{} is none of the council's areas, and nearly {} ({})", shown(said), area.name, area.code),
                        "If that one is meant, write its code; if another council's, leave the row out.".to_owned(),
                    )
                });
                Err(Told)
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
    pub(super) fn no_area(&mut self, row: u32, name: &str) -> Result<Option<usize>, Told> {
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
}

/// How to mend a period that is none.
fn how_to_write(text: &str) -> &'static str {
    let numbers: Vec<u32> = text.split(['/', '-', '.']).map_while(|part| part.trim().parse().ok()).collect();
    match numbers[..] {
        [1..=12, 13..=31, _] => {
            "The day comes first here, and this file seems to write the month first: other days of it may be read as other days than are meant. Write \
             days as 2024-03-31 throughout."
        }
        [20_000..=70_000] => "It may be a day as spreadsheets count them: show the column as dates, and save the file again.",
        _ => "Write it as 2023/24, Q1 2023/24, H1 2023/24, March 2024, 31/03/2024 or 2023-04-01/P3M.",
    }
}

/// Whether a kind of period, in words, is what its days are.
fn agrees(kind: &str, period: Period) -> bool {
    let kind = plain(kind);
    let months = period.months();
    let april = chrono::Datelike::month(&period.start()) == 4;
    match kind.as_str() {
        "calendar year" | "calendar" => months == 12 && chrono::Datelike::month(&period.start()) == 1,
        "financial year" | "financial" => months == 12 && april,
        "quarter" | "financial quarter" | "calendar quarter" => months == 3,
        "half year" | "half" | "6 month" | "6 months" => months == 6,
        "month" => months == 1,
        "year" | "academic year" => months == 12,
        "two year" | "2 year" => months == 24,
        "three year" | "3 year" => months == 36,
        "five year" | "5 year" => months == 60,
        _ => true,
    }
}
