//! The columns `formerly` and `successors`: what became of codes and of areas that are no longer.

use super::{
    super::{
        issue::{Mark, Spot},
        table::Row,
        value,
    },
    Areas, FORMERLY, SUCCESSORS,
};
use crate::{area::Area, code::AreaCode, lineage::Lineage};

/// Codes as they were told, each with the area of its row and its place in the file.
#[derive(Default)]
pub(super) struct Told {
    formerly: Vec<(AreaCode, AreaCode, usize)>,
    successors: Vec<(AreaCode, Vec<AreaCode>, usize)>,
}

impl Told {
    /// Reads the columns of a row.
    pub(super) fn read(&mut self, row: &Row<'_>, area: &Area) {
        let codes = |column: usize| -> Vec<AreaCode> {
            let cell = row.cell(column);
            cell.value.split_whitespace().filter_map(|text| value::code(&cell, text)).collect()
        };
        let at = |column: usize| row.cell(column).mark().offset;
        self.formerly.extend(codes(FORMERLY).into_iter().map(|old| (old, area.code.clone(), at(FORMERLY))));
        let successors = codes(SUCCESSORS);
        if successors.is_empty() {
            return;
        }
        if area.valid_to.is_none() {
            row.cell(SUCCESSORS).raise(
                format_args!("only an area that is no longer has successors"),
                format_args!("Write the last day of its boundaries in `valid_to`, or leave `successors` blank."),
            );
        }
        self.successors.push((area.code.clone(), successors, at(SUCCESSORS)));
    }

    /// Makes old codes known, and checks that successors are areas of the same type.
    pub(super) fn check<'t>(self, listed: &[Area], areas: &mut Areas, mark: &impl Fn(usize) -> Mark<'t>) -> Lineage {
        for (old, now, at) in &self.formerly {
            areas.alias(old, now, &mark(*at));
        }
        let of = |code: &AreaCode| listed.iter().find(|area| area.code == *code);
        for (area, successors, at) in &self.successors {
            for successor in successors {
                let Some(found) = areas.find(successor.as_str(), &mark(*at)) else { continue };
                if *successor == *area || of(area).map(|area| area.kind) != of(&found.code).map(|area| area.kind) {
                    mark(*at).raise(
                        format_args!("`{successor}` cannot be a successor of `{area}`"),
                        format_args!("Name areas of the same type that lie in its place now."),
                    );
                }
            }
        }
        Lineage {
            formerly: self.formerly.into_iter().map(|(old, now, _)| (old, now)).collect(),
            successors: self.successors.into_iter().map(|(area, successors, _)| (area, successors)).collect(),
        }
    }
}
