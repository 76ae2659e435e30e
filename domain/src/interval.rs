//! The 95 % interval of a released figure (STANDARDS §4).

use crate::{
    cell::Cell,
    measure::{Kind, Measure},
    statistics,
};

/// The 95 % limits of a cell in its measure's unit: those its source supplied, else Wilson for a proportion and exact or Byar for a rate.
/// A count is what it is, and a mean or a value that came without limits has none.
pub fn of(cell: Cell, supplied: Option<(f64, f64)>, measure: &Measure) -> Option<(f64, f64)> {
    if supplied.is_some() {
        return supplied;
    }
    let (x, n) = cell.parts()?;
    let per = f64::from(measure.per);
    let estimate = match measure.kind {
        Kind::Proportion => statistics::wilson(x, n, per).ok()?,
        Kind::Rate => statistics::rate(x, n, per).ok()?,
        Kind::Count | Kind::Mean | Kind::Value => return None,
    };
    Some((estimate.lower, estimate.upper))
}
