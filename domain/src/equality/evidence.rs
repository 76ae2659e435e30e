//! The evidence map: of which measures there are figures by which characteristic, and if not, why not (PRODUCT, equality evidence map).

use crate::{
    catalogue::Catalogue,
    code::CharacteristicCode,
    frame::{Cube, Frame},
    measure::{Disclosure, Measure},
    observation::Missing,
    period::Period,
    unknown,
};

/// What there is of a measure by a characteristic: exactly one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// At least one group has a figure.
    Published,
    /// There are figures, and every one is hidden to protect people.
    TooSmall,
    /// Records say it, or the measure is meant to be broken down by it, and no group has a figure.
    NotAnalysed,
    /// Nobody collects it.
    NotCollected,
    /// It cannot apply: the measure is not about people, or says so itself.
    NotRelevant,
}

impl State {
    /// All of them, in the order of the legend.
    pub const ALL: [Self; 5] = [Self::Published, Self::TooSmall, Self::NotAnalysed, Self::NotCollected, Self::NotRelevant];

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Published => "Published",
            Self::TooSmall => "Too small",
            Self::NotAnalysed => "Not analysed",
            Self::NotCollected => "Not collected",
            Self::NotRelevant => "Not relevant",
        }
    }

    /// What it means, in a sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Published => "At least one group has a figure that everyone can see.",
            Self::TooSmall => "There are figures, but every one is hidden to protect people.",
            Self::NotAnalysed => "It is collected, or meant to be, but no group has a figure here.",
            Self::NotCollected => "Nobody collects it.",
            Self::NotRelevant => "It cannot apply, because the measure is not about people or has nothing to do with this characteristic.",
        }
    }

    /// Its class in a style sheet.
    pub fn code(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::TooSmall => "too-small",
            Self::NotAnalysed => "not-analysed",
            Self::NotCollected => "not-collected",
            Self::NotRelevant => "not-relevant",
        }
    }
}

/// Why a measure has nothing to do with any characteristic, as its folder says; none for one about people.
pub fn not_about_people(measure: &Measure) -> Option<&str> {
    match &measure.disclosure {
        Disclosure::Off { reason } => Some(reason),
        Disclosure::Threshold { .. } | Disclosure::Exempt { .. } => None,
    }
}

/// Why a measure has nothing to do with a characteristic, as its folder says.
pub fn not_relevant<'a>(measure: &'a Measure, characteristic: &CharacteristicCode) -> Option<&'a str> {
    measure.not_relevant.iter().find(|(code, _)| code == characteristic).map(|(_, reason)| reason.as_str())
}

/// What there is of a measure in an area by a characteristic, in all figures up to a period.
///
/// | what is released | state |
/// |---|---|
/// | a value of a group | published |
/// | no value of a group, and one or more hidden | too small |
/// | every group "does not apply" | not relevant |
/// | no group has a figure, and the measure says why this is not relevant | not relevant |
/// | only the unknown group, or groups without a figure for any other reason; or the measure says that it is broken down this way | not analysed |
/// | none of these, and the measure is not about people | not relevant |
/// | none of these | not collected |
pub fn state(catalogue: &Catalogue, cube: Option<&Cube>, measure: &Measure, characteristic: usize, until: Period) -> State {
    let (mut groups, mut hidden, mut some, mut apply) = (false, false, false, false);
    if let Some(cube) = cube {
        let upto = |at: &&u16| catalogue.periods[usize::from(**at)].end() <= until.end();
        for (group, unknown) in unknown::groups(catalogue, cube, characteristic) {
            for &period in cube.shape.periods.iter().filter(upto) {
                let cell = cube.cell(group, period).0;
                match cell.missing() {
                    Some(Missing::NotCollected) => continue,
                    Some(Missing::Suppressed) => hidden |= !unknown,
                    None => some |= !unknown && cell.value(measure).is_some(),
                    Some(_) => {}
                }
                groups = true;
                apply |= cell.missing() != Some(Missing::NotApplicable);
            }
        }
    }
    let code = &catalogue.characteristics[characteristic].code;
    let meant = measure.breakdowns.contains(code);
    match (some, hidden, groups, apply) {
        (true, ..) => State::Published,
        (_, true, ..) => State::TooSmall,
        (_, _, true, false) => State::NotRelevant,
        _ if not_relevant(measure, code).is_some() => State::NotRelevant,
        (_, _, true, true) => State::NotAnalysed,
        _ if meant => State::NotAnalysed,
        _ if not_about_people(measure).is_some() => State::NotRelevant,
        _ => State::NotCollected,
    }
}

/// The evidence map of an area's frame: for each measure a state for each characteristic, both in the order of the catalogue.
pub fn map(catalogue: &Catalogue, frame: &Frame, until: Period) -> Vec<Vec<State>> {
    let known = 0..catalogue.characteristics.len();
    let row = |(at, measure): (u16, &Measure)| {
        let cube = frame.cube(at);
        known.clone().map(|known| state(catalogue, cube, measure, known, until)).collect()
    };
    (0..).zip(&catalogue.measures).map(row).collect()
}

/// How many cells of a map are in a state.
pub fn total(map: &[Vec<State>], state: State) -> usize {
    map.iter().flatten().filter(|&&cell| cell == state).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        average::tests::{HIDDEN, catalogue, cube, parts},
        cell::Cell,
        measure::{Kind, Polarity},
    };

    const OTHER: [Missing; 4] = [Missing::NotAvailable, Missing::Unreliable, Missing::NotYetDue, Missing::Late];

    /// The state by sex of a proportion whose groups 1, 2 and 3 (which is "not known") have these cells.
    fn of(cells: [Cell; 3], breakdown: bool, off: bool) -> State {
        let mut catalogue = catalogue(Kind::Proportion, Polarity::High, &["2025-01-01/P1Y"]);
        let measure = &mut catalogue.measures[0];
        measure.breakdowns.retain(|_| breakdown);
        if off {
            measure.disclosure = Disclosure::Off { reason: "About lorries.".to_owned() };
        }
        let cells: Vec<(u16, [(Cell, bool); 1])> = (1..).zip(cells.map(|cell| [(cell, false)])).collect();
        let held: Vec<(u16, &[(Cell, bool)])> = cells.iter().map(|(group, cell)| (*group, cell.as_slice())).collect();
        state(&catalogue, Some(&cube(0, &held)), &catalogue.measures[0], 0, catalogue.periods[0])
    }

    #[test]
    fn one_state_for_each_kind_of_evidence() {
        let (none, na) = (Cell::Missing(Missing::NotCollected), Cell::Missing(Missing::NotApplicable));
        assert_eq!(of([HIDDEN, parts(4, 9), none], false, false), State::Published);
        assert_eq!(of([HIDDEN, none, parts(4, 9)], false, false), State::TooSmall);
        assert_eq!(of([none, none, parts(4, 9)], false, false), State::NotAnalysed);
        assert_eq!(of([none, none, HIDDEN], false, false), State::NotAnalysed);
        assert_eq!(of([na, na, none], true, false), State::NotRelevant);
        assert_eq!(of([none; 3], true, false), State::NotAnalysed);
        assert_eq!(of([none; 3], false, false), State::NotCollected);
        assert_eq!(of([none; 3], false, true), State::NotRelevant);
        for why in OTHER {
            assert_eq!(of([Cell::Missing(why), none, none], false, false), State::NotAnalysed, "{why:?}");
        }
    }

    #[test]
    fn a_measure_may_have_nothing_to_do_with_a_characteristic() {
        let mut catalogue = catalogue(Kind::Proportion, Polarity::High, &["2025-01-01/P1Y"]);
        let code = catalogue.characteristics[0].code.clone();
        let measure = &mut catalogue.measures[0];
        measure.breakdowns.clear();
        measure.not_relevant.push((code, "It is about one of them alone.".to_owned()));
        let of = |cell: Cell| state(&catalogue, Some(&cube(0, &[(1, &[(cell, false)])])), &catalogue.measures[0], 0, catalogue.periods[0]);
        assert_eq!(of(Cell::Missing(Missing::NotCollected)), State::NotRelevant);
        assert_eq!(of(Cell::Missing(Missing::Late)), State::NotRelevant);
        // What there is is shown all the same.
        assert_eq!((of(parts(4, 9)), of(HIDDEN)), (State::Published, State::TooSmall));
    }

    #[test]
    fn figures_that_come_later_are_not_there_yet() {
        let catalogue = catalogue(Kind::Proportion, Polarity::High, &["2024-01-01/P1Y", "2025-01-01/P1Y"]);
        let cube = cube(0, &[(1, &[(HIDDEN, false), (parts(4, 9), false)])]);
        let of = |at: usize| state(&catalogue, Some(&cube), &catalogue.measures[0], 0, catalogue.periods[at]);
        assert_eq!((of(0), of(1)), (State::TooSmall, State::Published));
    }

    proptest! {
        #[test]
        fn published_if_and_only_if_a_group_shows(shown in any::<[bool; 3]>(), hidden in any::<[bool; 3]>(), breakdown in any::<bool>(), off in any::<bool>()) {
            let cell = |at: usize| match (shown[at], hidden[at]) {
                (true, _) => parts(4, 9),
                (_, true) => HIDDEN,
                _ => Cell::Missing(Missing::NotAvailable),
            };
            let found = of([cell(0), cell(1), cell(2)], breakdown, off);
            prop_assert_eq!(found == State::Published, shown[0] || shown[1]);
            prop_assert_eq!(found == State::TooSmall, !(shown[0] || shown[1]) && (hidden[0] || hidden[1]));
        }
    }
}
