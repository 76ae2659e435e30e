//! What a figure measures, and whether it may be of its area, period and group.

use super::{
    super::{
        columns::ValueAt,
        issue::{Kind, shown},
        who::Who,
        word::plain,
    },
    row::{Rows, Told},
};
use crate::{area::AreaType, period::Period};

/// Longest name of a measure, in characters.
const LONGEST: usize = 300;
/// Most measures of one file: what tells more apart is no name of a measure.
const MOST: usize = 2_000;

impl Rows<'_, '_> {
    /// The number of the measure of a figure, by its name in the file.
    pub(super) fn measure<'c>(&mut self, row: u32, value: &ValueAt, cell: &impl Fn(usize) -> &'c str) -> Result<u32, Told> {
        let mapping = &self.table.mapping;
        let own = value.measure.as_deref().unwrap_or("");
        let fixed = mapping.measure_is.as_deref().unwrap_or("");
        let mut texts: Vec<&str> = vec![fixed];
        texts.extend(self.table.columns.measure.iter().map(|at| cell(*at)));
        texts.push(own);
        let sheet = &self.understood.sheet;
        let name = self.names.get(&texts, || {
            let filled: Vec<&str> = texts.iter().copied().filter(|text| !text.is_empty()).collect();
            let joined = if filled.is_empty() { sheet.clone() } else { filled.join(" · ") };
            joined.chars().take(LONGEST).collect()
        });
        if self.tidy() && self.table.columns.measure.iter().all(|at| cell(*at).is_empty()) {
            self.all
                .issues
                .raise(Kind::NoMeasure, row, "measure", "", || ("no measure is named".to_owned(), "Write the measure's code.".to_owned()));
            return Err(Told);
        }
        if !self.all.measures.has_room(&name, MOST) {
            self.all.issues.raise(Kind::ManyMeasures, row, "", "", || {
                (
                    format!("there are more than {MOST} measures in this file, as far as their names tell"),
                    "Say in a mapping which columns name the measure.".to_owned(),
                )
            });
            return Err(Told);
        }
        let number = self.all.measures.number(&name);
        if number as usize >= self.all.linked.len() {
            let linked = self.link(&name);
            self.all.linked.push(linked);
            self.all.literal.push(false);
        }
        Ok(number)
    }

    /// The council's measure of a name: as the mapping says, by its code, or by its title.
    fn link(&self, name: &str) -> Option<usize> {
        let measures = &self.all.council.measures;
        let by_code = |code: &str| measures.iter().position(|measure| measure.code.as_str() == code);
        if let Some(asked) = self.all.asked.measure {
            return by_code(asked.as_str());
        }
        let wanted = plain(name);
        let mapped = self.table.mapping.measures.iter().find(|(known, _)| *known == name || plain(known) == wanted);
        if let Some((_, code)) = mapped {
            return by_code(code.as_str());
        }
        by_code(name).or_else(|| measures.iter().position(|measure| plain(&measure.title) == wanted))
    }

    /// Whether the measure is one for this area, this group and this time; those of an unknown measure may be of any.
    pub(super) fn check_about(
        &mut self,
        row: u32,
        measure: Option<usize>,
        area: usize,
        period: Period,
        who: &Who,
        missing: bool,
    ) -> Result<(), Told> {
        let council = self.all.council;
        let Some(measure) = measure.map(|at| &council.measures[at]) else { return Ok(()) };
        let area = &council.areas[area];
        let issues = &mut self.all.issues;
        if !measure.levels.contains(&area.kind) {
            let level = match area.kind {
                AreaType::City => "city",
                AreaType::Neighbourhood => "neighbourhood",
                AreaType::Ward => "ward",
                AreaType::Comparator => "comparator",
            };
            issues.raise(Kind::WrongLevel, row, "", &format!("{} {level}", measure.code), || {
                (
                    format!("{} is not reported for areas of the type {level}", shown(measure.code.as_str())),
                    "Add the type to the measure's `levels`, or leave these rows out.".to_owned(),
                )
            });
            return Err(Told);
        }
        if let Some(of) = who.1.as_ref().filter(|of| !measure.breakdowns.contains(of)) {
            issues.raise(Kind::WrongBreakdown, row, "", &format!("{} {of}", measure.code), || {
                (
                    format!("{} is not broken down by {}", shown(measure.code.as_str()), shown(of.as_str())),
                    "Add the characteristic to the measure's `breakdowns`, or leave these rows out.".to_owned(),
                )
            });
            return Err(Told);
        }
        // An area that had other codes before is followed to before the day of its newest (STANDARDS §2).
        let followed = council.lineage.formerly.iter().any(|(_, now)| *now == area.code);
        let early = area.valid_from.is_some_and(|from| !followed && period.end() < from);
        let late = area.valid_to.is_some_and(|to| period.start() > to);
        let best_fit = council.sources.iter().any(|source| source.code == measure.source && source.best_fit);
        if (early || late) && !best_fit && !missing {
            let side = if early { "ended before the area began" } else { "began after the area ended" };
            issues.raise(Kind::OutOfTime, row, "", &format!("{side} {}", measure.code), || {
                (
                    format!("the period {side}, as that of {} ({})", area.name, area.code),
                    "Give the figure to the area that was there then; or, if its source fits it to these boundaries, write best_fit = true with the source.".to_owned(),
                )
            });
            return Err(Told);
        }
        Ok(())
    }
}
