//! Figures belong to boundaries: none is read for a time in which its area was not there (STANDARDS §2).

use std::collections::BTreeMap;

use super::issue::Spot;
use crate::{NaiveDate, area::Area, code::AreaCode, lineage::Lineage, observation::Figure, period::Period};

/// The days on which areas begin and end; those that are not here were always there.
pub(super) type Validity = BTreeMap<AreaCode, (Option<NaiveDate>, Option<NaiveDate>)>;

/// The days of areas. An area that had other codes before is followed to before the day of its newest.
pub(super) fn of(listed: Option<&(Vec<Area>, Lineage)>) -> Validity {
    let Some((areas, lineage)) = listed else { return Validity::new() };
    let followed = |code: &AreaCode| lineage.formerly.iter().any(|(_, now)| now == code);
    let days = |area: &Area| (area.valid_from.filter(|_| !followed(&area.code)), area.valid_to);
    areas.iter().map(|area| (area.code.clone(), days(area))).collect()
}

/// Raises a figure whose period ended before its area began, or began after its area ended. A row that says why there is no figure joins
/// nothing, and a best fit is made for the boundaries in force.
pub(super) fn check(spot: &dyn Spot, validity: &Validity, area: &AreaCode, period: Period, figure: &Figure, best_fit: bool) {
    let Some((from, to)) = validity.get(area).filter(|_| !best_fit && !matches!(figure, Figure::Missing(_))) else { return };
    if let Some(from) = from.filter(|from| period.end() < *from) {
        spot.raise(
            format_args!("this period ended before `{area}` began, on {from}"),
            format_args!("Give the figure to the area that was there then; or, if its source fits it to today's boundaries, write best_fit = true with the source."),
        );
    }
    if let Some(to) = to.filter(|to| period.start() > *to) {
        spot.raise(
            format_args!("this period began after `{area}` ended, on {to}"),
            format_args!("Give the figure to the area that is there now, or mend the period."),
        );
    }
}
