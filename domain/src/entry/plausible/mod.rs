//! The plausibility gate: what a figure cannot be, and what it hardly is. What cannot be blocks; what hardly is may be acknowledged with a reason,
//! which is kept, and which holds only as long as the check finds the same.

mod alone;
mod before;
mod sums;

use std::collections::BTreeMap;

use super::{Figures, Grid, Look, Place, Read};
use crate::{
    observation::{Figure, Observation},
    store::{Acknowledged, Slot},
};

macro_rules! checks {
    ($($name:ident $code:literal $blocks:literal $heading:literal $rule:literal,)+) => {
        /// A check of the gate, in the order in which they are told.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Check {
            $(#[doc = $rule] $name,)+
        }

        impl Check {
            /// Every check.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Its short name, as acknowledgements are kept by: never changed once used.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// What it found, in a few words.
            pub fn heading(self) -> &'static str {
                match self { $(Self::$name => $heading,)+ }
            }

            /// The rule, in a sentence.
            pub fn rule(self) -> &'static str {
                match self { $(Self::$name => $rule,)+ }
            }

            /// Whether nothing can be handed in while it finds something. Otherwise it can be acknowledged.
            pub fn blocks(self) -> bool {
                match self { $(Self::$name => $blocks,)+ }
            }
        }
    };
}

checks! {
    Empty "empty" true "Nothing has been entered" "At least one figure, or the reason why there is none, is handed in.",
    Figure "figure" true "These cells cannot be figures of this measure" "A figure keeps to the rules of its measure: a share lies within its whole, people are counted in whole numbers, and every part is there.",
    AboveEveryone "above-everyone" true "A part is larger than the whole" "A group is part of everyone, and an area part of the one that it lies in.",
    TenFold "ten-fold" false "Ten times the figure before, or a tenth" "A figure is less than ten times the one before and more than a tenth of it. Figures below 10 are passed over.",
    FarFromTarget "far-from-target" false "Far from the target: another unit?" "A figure is less than twenty times its target and more than a twentieth of it, or one of the two may be in another unit.",
    Groups "groups" false "Groups do not add up to everyone" "The groups of a characteristic together are everyone. Where one is missing, the others are no more than everyone.",
    Areas "areas" false "Areas do not add up" "The areas within another together are that area. Where one is missing, the others are no more than it.",
    CopyOfLast "copy" false "All figures are those of the period before" "Of five figures or more, at least one differs from the period before.",
    Unchanged "unchanged" false "The same figure for the third time" "A figure of 5 or more differs from at least one of the two before.",
    SameEverywhere "same-everywhere" false "The same figure everywhere" "Of four areas or more of one kind, at least two have different figures.",
    Blank "blank" false "Lines are blank that had a figure before" "A line that had a figure in the period before has one, or the reason why there is none: blank lines are not handed in.",
    ZeroTarget "zero-target" false "The target is nought" "A target of nought is met only by nought, or has a tolerance in the measure’s own unit.",
}

/// What a check found at one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// Whom it is about.
    pub place: Place,
    /// The cell of it that is pointed at.
    pub slot: Slot,
    /// What was found, in a sentence.
    pub words: String,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The check.
    pub check: Check,
    /// Where, in the order of the grid.
    pub spots: Vec<Spot>,
}

impl Finding {
    /// A digest of all that was found: another one once anything of it is another. Not a secret, and no proof (FNV-1a, 64 bits).
    pub fn print(&self) -> String {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for spot in &self.spots {
            for byte in spot.words.bytes().chain([0]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        format!("{hash:016x}")
    }

    /// The acknowledgement that covers it. Nothing covers what blocks, or what was acknowledged when other figures stood here.
    pub fn acknowledged<'a>(&self, all: &'a [Acknowledged]) -> Option<&'a Acknowledged> {
        let print = self.print();
        all.iter().find(|one| !self.check.blocks() && one.check == self.check.code() && one.print == print)
    }
}

/// What the checks share.
struct Sight<'a> {
    look: &'a Look<'a>,
    grid: &'a Grid,
    figures: &'a Figures,
    /// The figures in force of earlier periods of the same kind, the newest first.
    before: BTreeMap<Place, Vec<&'a Observation>>,
}

impl Sight<'_> {
    fn main(&self) -> Slot {
        self.grid.slots[0]
    }

    /// Area and group in words.
    fn name(&self, place: &Place) -> String {
        let council = self.look.council;
        let area = council.area(&place.area).map_or_else(|| place.area.to_string(), |area| area.name.clone());
        let mut groups = council.characteristics.iter().flat_map(|known| &known.groups);
        match groups.find(|group| group.code == place.group) {
            Some(group) => format!("{area}, {}", group.phrase),
            None => area,
        }
    }
}

/// What was found at a cell.
fn spotted(place: &Place, slot: Slot, words: String) -> Spot {
    Spot { place: place.clone(), slot, words }
}

/// Runs the checks of parts against their whole alone.
pub(super) fn sums(look: &Look<'_>, grid: &Grid, read: &Read) -> Vec<Finding> {
    let sight = Sight { look, grid, figures: &read.figures, before: BTreeMap::new() };
    findings(vec![(Check::AboveEveryone, sums::above(&sight)), (Check::Groups, sums::groups(&sight)), (Check::Areas, sums::areas(&sight))])
}

/// Runs every check.
pub(super) fn find(look: &Look<'_>, grid: &Grid, read: &Read) -> Vec<Finding> {
    let mut before: BTreeMap<Place, Vec<&Observation>> = BTreeMap::new();
    let earlier = |one: &&Observation| one.period.kind() == look.period.kind() && one.period < look.period;
    for one in look.known.iter().filter(earlier).filter(|one| !matches!(one.figure, Figure::Missing(_))) {
        before.entry(Place { area: one.area.clone(), group: one.group.clone() }).or_default().push(one);
    }
    for list in before.values_mut() {
        list.sort_by_key(|one| std::cmp::Reverse(one.period));
    }
    let sight = Sight { look, grid, figures: &read.figures, before };
    let faults = read
        .faults
        .iter()
        .map(|fault| spotted(&fault.place, fault.slot, format!("{}: {}. {}", sight.name(&fault.place), fault.what, fault.mend)));
    let mut found: Vec<(Check, Vec<Spot>)> = vec![(Check::Figure, faults.collect())];
    if read.figures.is_empty() && read.faults.is_empty() {
        let first = grid.places().next();
        let empty = first.map(|place| spotted(&place, sight.main(), "No figure has been entered yet.".to_owned()));
        found.push((Check::Empty, empty.into_iter().collect()));
    } else {
        found.push((Check::AboveEveryone, sums::above(&sight)));
        found.push((Check::TenFold, before::ten_fold(&sight)));
        found.push((Check::FarFromTarget, alone::far_from_target(&sight)));
        found.push((Check::Groups, sums::groups(&sight)));
        found.push((Check::Areas, sums::areas(&sight)));
        let copy = before::copy(&sight);
        if copy.is_empty() {
            found.push((Check::Unchanged, before::unchanged(&sight)));
        }
        found.push((Check::CopyOfLast, copy));
        found.push((Check::SameEverywhere, alone::same_everywhere(&sight)));
        found.push((Check::Blank, before::blank(&sight, read)));
        found.push((Check::ZeroTarget, alone::zero_target(&sight)));
    }
    findings(found)
}

/// What was found, in the order of the checks.
fn findings(found: Vec<(Check, Vec<Spot>)>) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        found.into_iter().filter(|(_, spots)| !spots.is_empty()).map(|(check, spots)| Finding { check, spots }).collect();
    findings.sort_by_key(|finding| finding.check);
    findings
}

/// Whether a figure counts nothing, or is none.
fn nothing(figure: Figure) -> bool {
    match figure {
        Figure::Parts { numerator, .. } => numerator == 0.0,
        Figure::Value { value, .. } => value == 0.0,
        Figure::Missing(_) => true,
    }
}
