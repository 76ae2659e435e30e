//! The cells that one measure asks for in a period, and their reading by the rules that figures of files have (`ingest`).

use std::collections::{BTreeMap, BTreeSet};

use super::{Figures, Place};
use crate::{
    area::{Area, AreaType},
    code::{AreaCode, CharacteristicCode, GroupCode},
    council::Council,
    ingest::{
        figure::{self, Numbers},
        issue,
        number::{self, Reading},
    },
    measure::{Kind, Measure},
    observation::{Figure, Flags, Missing, Observation},
    period::Period,
    store::{Slot, Typed},
};

/// The longest text of a cell, in characters.
pub const LONGEST: usize = 60;

/// Areas by groups of one characteristic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The characteristic; none for everyone.
    pub characteristic: Option<CharacteristicCode>,
    /// Its groups, in order; `everyone` alone for the first section.
    pub groups: Vec<GroupCode>,
    /// Areas, in order.
    pub areas: Vec<AreaCode>,
}

impl Section {
    /// Whether it asks for a place.
    pub fn asks(&self, place: &Place) -> bool {
        self.areas.contains(&place.area) && self.groups.contains(&place.group)
    }

    /// Its places, area by area.
    pub fn places(&self) -> impl Iterator<Item = Place> + '_ {
        self.areas.iter().flat_map(|area| self.groups.iter().map(|group| Place { area: area.clone(), group: group.clone() }))
    }
}

/// What one measure asks for in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// The parts that a figure is typed in.
    pub slots: &'static [Slot],
    /// Everyone, then characteristic by characteristic.
    pub sections: Vec<Section>,
}

/// A cell that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Whom it is about.
    pub place: Place,
    /// Which part.
    pub slot: Slot,
    /// What is wrong, without a full stop.
    pub what: String,
    /// How to mend it, as whole sentences.
    pub mend: String,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Read {
    /// Figures of the lines that could be read.
    pub figures: Figures,
    /// Cells that could not.
    pub faults: Vec<Fault>,
}

/// Whether an area was there in a period. One that had other codes before is followed to before the day of its newest (STANDARDS §2).
pub fn there(council: &Council, area: &Area, period: Period) -> bool {
    let followed = council.lineage.formerly.iter().any(|(_, now)| *now == area.code);
    let from = area.valid_from.filter(|_| !followed);
    from.is_none_or(|from| from <= period.end()) && area.valid_to.is_none_or(|to| period.start() <= to)
}

impl Grid {
    /// What a measure asks for in a period: the areas and groups of its newest period of that kind up to this one and those that this one has
    /// already; where it has none, all that it is reported for. Comparators report for themselves, and areas must have been there.
    pub fn of(council: &Council, measure: &Measure, period: Period, known: &[Observation]) -> Self {
        let like = |one: &&Observation| one.period.kind() == period.kind() && one.period <= period;
        let there_is = |one: &&Observation| one.period < period && !matches!(one.figure, Figure::Missing(_));
        let newest = known.iter().filter(like).filter(there_is).map(|one| one.period).max();
        let asked = known.iter().filter(like).filter(|one| one.period == period || Some(one.period) == newest);
        let asked: Vec<&Observation> = asked.collect();
        let pairs: BTreeSet<(&AreaCode, &GroupCode)> = asked.iter().map(|one| (&one.area, &one.group)).collect();
        let areas: Vec<&Area> =
            council.areas.iter().filter(|area| area.kind != AreaType::Comparator && there(council, area, period)).collect();
        let broken = council.characteristics.iter().filter(|known| measure.breakdowns.contains(&known.code));
        let sections = std::iter::once((None, vec![GroupCode::everyone()]))
            .chain(broken.map(|known| (Some(known.code.clone()), known.groups.iter().map(|group| group.code.clone()).collect())));
        let sections = sections.map(|(characteristic, groups): (_, Vec<GroupCode>)| {
            let wanted = |area: &&&Area| {
                let reported = measure.levels.contains(&area.kind);
                reported && (pairs.is_empty() || groups.iter().any(|group| pairs.contains(&(&area.code, group))))
            };
            Section { characteristic, areas: areas.iter().filter(wanted).map(|area| area.code.clone()).collect(), groups }
        });
        Self { slots: slots(measure, &asked), sections: sections.filter(|section| !section.areas.is_empty()).collect() }
    }

    /// The section of a characteristic; the first where there is none of it.
    pub fn section(&self, characteristic: &str) -> Option<&Section> {
        let own = |section: &&Section| section.characteristic.as_ref().is_some_and(|code| code.as_str() == characteristic);
        self.sections.iter().find(own).or(self.sections.first())
    }

    /// Its places, section by section.
    pub fn places(&self) -> impl Iterator<Item = Place> + '_ {
        self.sections.iter().flat_map(Section::places)
    }

    /// Whether it asks for a place.
    pub fn asks(&self, place: &Place) -> bool {
        self.sections.iter().any(|section| section.asks(place))
    }

    /// Reads what was typed, line by line. What is typed at places that are not asked for is left out.
    pub fn read(&self, measure: &Measure, typed: &[Typed]) -> Read {
        let mut lines: BTreeMap<Place, Vec<&Typed>> = BTreeMap::new();
        for one in typed.iter().filter(|one| self.slots.contains(&one.slot)) {
            lines.entry(Place { area: one.area.clone(), group: one.group.clone() }).or_default().push(one);
        }
        let mut read = Read::default();
        for (place, cells) in lines.into_iter().filter(|(place, _)| self.asks(place)) {
            match line(self.slots, measure, &cells) {
                Ok(None) => {}
                Ok(Some(figure)) => drop(read.figures.insert(place, figure)),
                Err(faults) => {
                    read.faults.extend(faults.into_iter().map(|(slot, what, mend)| Fault { place: place.clone(), slot, what, mend }));
                }
            }
        }
        read
    }
}

/// The parts that a figure is typed in: those of the measure's kind, or the value where its figures came as values.
fn slots(measure: &Measure, asked: &[&Observation]) -> &'static [Slot] {
    let figures = || asked.iter().map(|one| one.figure).filter(|figure| !matches!(figure, Figure::Missing(_)));
    let as_values = figures().next().is_some() && figures().all(|figure| matches!(figure, Figure::Value { .. }));
    match measure.kind {
        Kind::Count => &[Slot::Numerator],
        kind if kind == Kind::Value || as_values => {
            if measure.survey.is_some() {
                &[Slot::Value, Slot::Lower, Slot::Upper]
            } else {
                &[Slot::Value]
            }
        }
        _ => &[Slot::Numerator, Slot::Denominator],
    }
}

/// Slot, what is wrong, and how to mend it.
type Wrong = (Slot, String, String);

/// Reads the cells of one line; nothing where all are blank.
fn line(slots: &[Slot], measure: &Measure, cells: &[&Typed]) -> Result<Option<(Figure, Flags)>, Vec<Wrong>> {
    let main = slots[0];
    let (mut numbers, mut flags) = (Numbers::default(), Flags::default());
    let (mut why, mut wrong): (Option<Missing>, Vec<Wrong>) = (None, Vec::new());
    let mut say = |slot: Slot, what: String, mend: &str| wrong.push((slot, what, mend.to_owned()));
    for cell in cells {
        let shown = cell.text.trim();
        let (numerator, denominator) = (&mut numbers.numerator, &mut numbers.denominator);
        match number::read(shown) {
            Reading::Blank => {}
            Reading::Missing(reason) => why = why.or(Some(reason)),
            Reading::Fraction(part, whole) if cell.slot == Slot::Numerator && slots.contains(&Slot::Denominator) => {
                (*numerator, *denominator) = (Some(part), denominator.or(Some(whole)));
            }
            Reading::Number { value, flags: notes, .. } => {
                flags = together(flags, notes);
                *match cell.slot {
                    Slot::Numerator => numerator,
                    Slot::Denominator => denominator,
                    Slot::Value => &mut numbers.value,
                    Slot::Lower => &mut numbers.lower,
                    Slot::Upper => &mut numbers.upper,
                } = Some(value);
            }
            Reading::Range => say(
                cell.slot,
                format!("“{shown}” is no single figure"),
                "Write the figure as it was counted: it is hidden where it must be.",
            ),
            Reading::Both => {
                say(cell.slot, format!("“{shown}” is a figure, and beside it a reason why there is none"), "Write one of the two.");
            }
            Reading::Failed => {
                say(cell.slot, format!("“{shown}” is what a failed formula leaves"), "Mend the formula where it came from, or write x.");
            }
            Reading::Text | Reading::Fraction(..) => {
                say(
                    cell.slot,
                    format!("“{shown}” is not a number"),
                    "Write digits, or a marker such as c, x, z or u where there is no figure.",
                );
            }
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let any = [numbers.value, numbers.numerator, numbers.denominator, numbers.lower, numbers.upper].iter().any(Option::is_some);
    let (slot, what, mend) = match (why, any) {
        (None, false) => return Ok(None),
        (Some(why), false) => match figure::missing(why, Some(measure)) {
            Ok(figure) => return Ok(Some((figure, Flags::default()))),
            Err((_, what, mend)) => (main, what, mend),
        },
        (Some(_), true) => (main, "there is a figure, and a marker that says there is none", "Keep one of the two."),
        (None, true) if numbers.nothing() => (main, "a part of this figure is blank", "Write every part, or leave the whole line blank."),
        (None, true) => match figure::figure(numbers, Some(measure)) {
            Ok(made) if made.aside == Some(issue::Kind::LimitsDropped) => {
                (Slot::Lower, "one limit is there and the other is not", "Write both.")
            }
            Ok(made) if measure.survey.is_some() && matches!(made.figure, Figure::Value { interval: None, .. }) => {
                (Slot::Lower, "a survey's figure comes without its margin", "Write both limits.")
            }
            Ok(made) => return Ok(Some((made.figure, flags))),
            Err((_, what, mend)) => {
                let below =
                    numbers.numerator.is_some() && numbers.denominator.is_none_or(|of| of <= 0.0) && slots.contains(&Slot::Denominator);
                (if below { Slot::Denominator } else { main }, what, mend)
            }
        },
    };
    Err(vec![(slot, what.to_owned(), mend.to_owned())])
}

fn together(one: Flags, other: Flags) -> Flags {
    Flags {
        provisional: one.provisional || other.provisional,
        revised: one.revised || other.revised,
        break_in_series: one.break_in_series || other.break_in_series,
        estimated: one.estimated || other.estimated,
    }
}
