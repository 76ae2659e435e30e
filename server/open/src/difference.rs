//! What changed from one release to another, figure by figure.
//!
//! Indices of areas, groups, measures and periods are a release's own: what is the same figure is told by codes, and a code that was replaced is followed.

use std::{collections::BTreeMap, io::Write};

use domain::{
    catalogue::Catalogue,
    frame::{Cube, Frame},
    record::{NUMBERS, Record, Table, number},
    release::Release,
};

use crate::{
    fault::{Fault, Of},
    observations::writer,
};

/// How many figures changed, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Difference {
    /// Figures that only the new release has.
    pub new: u64,
    /// Figures that only the old release has.
    pub gone: u64,
    /// Figures with a value in both, of which a number is another.
    pub value: u64,
    /// Figures whose numbers are the same, or that have a value in one release only, and whose status is another.
    pub status: u64,
    /// Figures that are the same in both.
    pub same: u64,
}

impl Difference {
    /// How many figures are not as they were.
    pub fn changed(&self) -> u64 {
        self.new + self.gone + self.value + self.status
    }
}

/// What names a line, and what it says in either release.
const HEAD: [&str; 26] = [
    "change",
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
    "old_numerator",
    "old_denominator",
    "old_value",
    "old_lower_95",
    "old_upper_95",
    "old_obs_status",
    "new_numerator",
    "new_denominator",
    "new_value",
    "new_lower_95",
    "new_upper_95",
    "new_obs_status",
    "releases",
];
/// What faults call the file.
const NAME: &str = "the file of what changed";

/// Writes what changed from one release to another as CSV, one line a figure: by measure, area, group and period, as the new release has them, those that
/// are gone after the others. What is the same is left out.
///
/// # Errors
/// [`Fault::File`], where it could not be written.
pub fn difference(old: &Release, new: &Release, to: impl Write) -> Result<Difference, Fault> {
    let mut lines = Lines {
        to: writer(to),
        releases: format!("{} to {}", old.catalogue.release, new.catalogue.release),
        counts: Difference::default(),
    };
    lines.to.write_record(HEAD).of(NAME)?;
    let tables = (Table::new(&old.catalogue), Table::new(&new.catalogue));
    let shared = Shared::of(old, new);
    for &(before, after) in &shared.measures {
        let frames = (before.map(|at| old.measure(at)), after.map(|at| new.measure(at)));
        for &(before, after) in &shared.areas {
            let cubes = (cube(frames.0.as_ref(), before), cube(frames.1.as_ref(), after));
            if cubes.0.is_none() && cubes.1.is_none() {
                continue;
            }
            for &(old_group, new_group) in &shared.groups {
                for &(old_period, new_period) in &shared.periods {
                    let then = line(&tables.0, cubes.0, old_group, old_period);
                    let now = line(&tables.1, cubes.1, new_group, new_period);
                    lines.compare(then, now).of(NAME)?;
                }
            }
        }
    }
    lines.to.flush().of(NAME)?;
    Ok(lines.counts)
}

/// The indices of the same thing in the old and the new release, where it is there.
type Pair = (Option<u16>, Option<u16>);

/// What both releases know, and what only one of them does.
struct Shared {
    measures: Vec<Pair>,
    areas: Vec<Pair>,
    groups: Vec<Pair>,
    periods: Vec<Pair>,
}

impl Shared {
    fn of(old: &Release, new: &Release) -> Self {
        fn groups(catalogue: &Catalogue) -> impl Iterator<Item = Option<&str>> {
            std::iter::once(None).chain(catalogue.groups().map(|(_, group)| Some(group.code.as_str())))
        }
        // An area whose code was replaced is the same area.
        let lineage = &new.council.lineage;
        let (old, new) = (&*old.catalogue, &*new.catalogue);
        let mut periods = pairs(old.periods.iter(), new.periods.iter());
        // Periods are in the order of time, whichever release has them.
        periods
            .sort_by_key(|&(before, after)| after.map(|at| new.periods[usize::from(at)]).or(before.map(|at| old.periods[usize::from(at)])));
        Self {
            measures: pairs(old.measures.iter().map(|measure| &measure.code), new.measures.iter().map(|measure| &measure.code)),
            areas: pairs(
                old.areas.iter().map(|area| lineage.now(area.code.as_str()).unwrap_or(&area.code)),
                new.areas.iter().map(|area| &area.code),
            ),
            groups: pairs(groups(old), groups(new)),
            periods,
        }
    }
}

/// What is the same in two lists: all of the new one in its order, then what only the old one has.
fn pairs<T: Ord>(old: impl Iterator<Item = T>, new: impl Iterator<Item = T>) -> Vec<Pair> {
    let mut left: BTreeMap<T, u16> = old.zip(0..).collect();
    let mut pairs: Vec<Pair> = new.zip(0..).map(|(code, at)| (left.remove(&code), Some(at))).collect();
    let mut gone: Vec<u16> = left.into_values().collect();
    gone.sort_unstable();
    pairs.extend(gone.into_iter().map(|at| (Some(at), None)));
    pairs
}

fn cube(frame: Option<&Frame>, area: Option<u16>) -> Option<&Cube> {
    frame?.cube(area?)
}

fn line<'a>(table: &'a Table<'a>, cube: Option<&Cube>, group: Option<u16>, period: Option<u16>) -> Option<Record<'a>> {
    let cube = cube?;
    let (group, period) = (group?, period?);
    Some(table.line_at(cube, cube.shape.at(group, period)?, group, period))
}

/// The file in the making.
struct Lines<W: Write> {
    to: csv::Writer<W>,
    releases: String,
    counts: Difference,
}

impl<W: Write> Lines<W> {
    /// Counts what a figure was and is, and writes it where that is not the same.
    fn compare(&mut self, then: Option<Record<'_>>, now: Option<Record<'_>>) -> Result<(), csv::Error> {
        let counts = &mut self.counts;
        let (what, count) = match (&then, &now) {
            (None, None) => return Ok(()),
            (None, Some(_)) => ("new", &mut counts.new),
            (Some(_), None) => ("gone", &mut counts.gone),
            (Some(then), Some(now)) => {
                let same = same(then, now);
                let both = then.value().is_some() && now.value().is_some();
                match (same, then.status == now.status) {
                    (true, true) => {
                        counts.same += 1;
                        return Ok(());
                    }
                    (false, _) if both => ("value", &mut counts.value),
                    (false, true) => ("value", &mut counts.value),
                    (_, false) => ("status", &mut counts.status),
                }
            }
        };
        *count += 1;
        let Some(named) = now.or(then) else { return Ok(()) };
        self.to.write_field(what)?;
        for name in named.names() {
            self.to.write_field(name)?;
        }
        for side in [then, now] {
            let numbers = side.map_or([None; NUMBERS], |line| line.numbers);
            for known in numbers {
                self.to.write_field(known.map(number).unwrap_or_default())?;
            }
            self.to.write_field(side.map_or("", |line| line.status))?;
        }
        self.to.write_field(&self.releases)?;
        self.to.write_record(None::<&[u8]>)
    }
}

/// Whether the numbers of two lines are written the same.
fn same(then: &Record<'_>, now: &Record<'_>) -> bool {
    then.numbers.iter().zip(now.numbers).all(|(then, now)| then.map(f64::to_bits) == now.map(f64::to_bits))
}
