//! What can only be told when all rows are read.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    super::{
        import::Row,
        issue::{Kind, shown},
        sheet::Sheet,
    },
    All,
};
use crate::{measure::Kind as Sort, observation::Figure};

impl All<'_> {
    /// One measure was named, and the file is of several.
    pub(super) fn several(&mut self) {
        let Some(asked) = self.asked.measure else { return };
        if self.measures.all.len() > 1 {
            let names: Vec<String> = self.measures.all.iter().take(5).map(|name| shown(name)).collect();
            let more = if self.measures.all.len() > 5 { " and others" } else { "" };
            self.issues.raise(Kind::SeveralMeasures, 0, "", "", || {
                (
                    format!("the file is of several measures, and cannot all be `{asked}`: {}{more}", names.join(", ")),
                    "Say in a mapping which is which, under [measures], or which rows are meant, under [only].".to_owned(),
                )
            });
            self.import.rows.clear();
        }
    }

    /// Measures of the file that are none of the council's.
    pub(super) fn unlinked(&mut self) {
        for (name, linked) in self.measures.all.iter().zip(&self.linked) {
            if linked.is_none() {
                self.issues.raise(Kind::Unlinked, 0, "", name, || {
                    (format!("{} is no measure of the council's yet", shown(name)), "Say which it is before it is imported.".to_owned())
                });
            }
        }
    }

    /// A proportion whose figures all lie from 0 to 1 was given as fractions of one.
    pub(super) fn fractions(&mut self) {
        let mut largest: BTreeMap<u32, (f64, u32)> = BTreeMap::new();
        for row in &self.import.rows {
            if let Figure::Value { value, .. } = row.figure {
                let seen = largest.entry(row.measure).or_insert((0.0, 0));
                *seen = (seen.0.max(value), seen.1 + u32::from(value > 0.0 && value < 1.0));
            }
        }
        let proportion = |measure: u32| self.linked[measure as usize].is_some_and(|at| self.council.measures[at].kind == Sort::Proportion);
        let fractions: BTreeSet<u32> = largest
            .iter()
            .filter(|(measure, (most, between))| {
                proportion(**measure) && !self.literal[**measure as usize] && *most <= 1.0 && *between >= 2
            })
            .map(|(measure, _)| *measure)
            .collect();
        for row in &mut self.import.rows {
            if let (Figure::Value { value, interval }, true) = (&mut row.figure, fractions.contains(&row.measure)) {
                *value *= 100.0;
                *interval = interval.map(|(lower, upper)| (100.0 * lower, 100.0 * upper));
                self.issues.raise(Kind::Fractions, row.row, "", "", || {
                    ("every figure lies from 0 to 1".to_owned(), "They were taken as fractions of one, and are shown in %.".to_owned())
                });
            }
        }
    }

    /// Of several rows about the same, the first is kept.
    pub(super) fn duplicates(&mut self, sheets: &[Sheet]) {
        let rows = &self.import.rows;
        // Names that are the same measure of the council's are one.
        let same = |measure: u32| {
            self.linked.get(measure as usize).copied().flatten().map_or((1, measure), |at| (0, u32::try_from(at).unwrap_or(u32::MAX)))
        };
        let key = |row: &Row| (same(row.measure), row.area, row.period, row.group);
        let mut order: Vec<u32> = (0..u32::try_from(rows.len()).unwrap_or(u32::MAX)).collect();
        order.sort_unstable_by_key(|at| (key(&rows[*at as usize]), *at));
        let mut gone = Vec::new();
        let mut first = 0;
        for at in 1..order.len() {
            let (one, other) = (&rows[order[first] as usize], &rows[order[at] as usize]);
            if key(one) == key(other) {
                gone.push((order[at], one.row, one.figure == other.figure));
            } else {
                first = at;
            }
        }
        gone.sort_unstable();
        for (at, before, alike) in &gone {
            let row = self.import.rows[*at as usize];
            let name = sheets.get(usize::from(row.sheet)).map_or("", Sheet::name);
            self.issues.enter(name);
            let (kind, subject) = if *alike { (Kind::Repeated, "the same") } else { (Kind::Duplicate, "another") };
            if let Some(sheet) = self.import.sheets.iter_mut().find(|sheet| sheet.sheet == name).filter(|_| !alike) {
                sheet.refused += 1;
            }
            self.issues.raise(kind, row.row, "", "", || {
                (
                    format!("this measure, area, period and group come a second time, with {subject} figure: first in row {before}"),
                    "Keep one of them. The first was taken.".to_owned(),
                )
            });
        }
        if !gone.is_empty() {
            let mut at = 0;
            let mut next = gone.iter().map(|(at, ..)| *at).peekable();
            self.import.rows.retain(|_| {
                let out = next.next_if_eq(&at).is_some();
                at += 1;
                !out
            });
        }
    }

    /// Every row is about areas of others.
    pub(super) fn nothing_left(&mut self) {
        let elsewhere: u64 = self.import.sheets.iter().map(|sheet| sheet.elsewhere).sum();
        let rows: u64 = self.import.sheets.iter().map(|sheet| sheet.rows - sheet.left_out).sum();
        if rows > 0 && elsewhere == rows {
            let some: Vec<String> = self.import.elsewhere.keys().take(3).map(|name| shown(name)).collect();
            self.issues.raise(Kind::NothingLeft, 0, "", "elsewhere", || {
                (
                    format!("every row is about an area that is none of the council's, such as {}", some.join(", ")),
                    "Add the areas to the council's areas.csv, or put the figures together for its own (best fit) before they are imported.".to_owned(),
                )
            });
        }
    }

    /// Periods of several kinds in one measure: one series cannot hold them.
    pub(super) fn mixed(&mut self) {
        let mut kinds = BTreeMap::new();
        for row in &self.import.rows {
            kinds.entry(row.measure).or_insert_with(BTreeSet::new).insert(self.periods.all[row.period as usize].kind());
        }
        for (measure, kinds) in kinds {
            if kinds.len() > 1 {
                let name = &self.measures.all[measure as usize];
                self.issues.raise(Kind::MixedPeriods, 0, "", name, || {
                    (
                        {
                            let kinds: Vec<&str> = kinds.iter().map(|kind| kind.words()).collect();
                            format!("{} has periods of several kinds: {}", shown(name), kinds.join(", "))
                        },
                        "They are shown as series of their own; see that none was misread.".to_owned(),
                    )
                });
            }
        }
    }
}
