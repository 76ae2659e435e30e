//! Entering figures: what a measure and period asks for, drafts, handing in.

pub mod decide;
pub mod mine;
pub mod preview;
pub mod unreleased;

use domain::{
    NaiveDate,
    code::MeasureCode,
    council::Council,
    entry::{self, Checked, Grid, Look, Place, Stand},
    measure::Measure,
    observation::{Figure, Observation},
    people::{Action, Field, Subject, audit::Deed},
    period::Period,
    store::{Draft, Entries, Outline, Slot, State, Store, Submission, Typed, Written},
};

use super::{Asker, Desk, Stop};

/// The longest name of a role, in characters.
pub const LONGEST_ROLE: usize = 200;
/// The longest reason or note, in characters.
pub const LONGEST_REASON: usize = 1_000;

/// A measure in a period, with all that is known of it.
#[derive(Debug)]
pub struct Work {
    /// The measure.
    pub measure: Measure,
    /// The period.
    pub period: Period,
    /// What is in force of the measure.
    pub known: Vec<Observation>,
    /// The newest batch, which that is of; none where nothing is loaded.
    pub over: Option<i64>,
    /// What is being written or waits for approval; none where nobody has begun.
    pub submission: Option<Submission>,
    /// What is asked for.
    pub grid: Grid,
    /// What is in the cells.
    pub cells: Vec<Typed>,
    /// The cells read and checked.
    pub checked: Checked,
    /// What was said of the period before.
    pub said_before: Option<String>,
    /// Whether the reader may see figures of before as they are.
    pub unmasked: bool,
}

impl Work {
    /// What figures are held against.
    pub fn look<'a>(&'a self, council: &'a Council) -> Look<'a> {
        Look { council, measure: &self.measure, period: self.period, known: &self.known }
    }

    /// Whether the measure has figures of this kind of period, or none yet: kinds are never mixed in one series.
    fn fits(&self) -> bool {
        self.known.is_empty() || self.known.iter().any(|one| one.period.kind() == self.period.kind())
    }

    /// How the figure of the whole area stands.
    pub fn stand(&self, council: &Council) -> Stand {
        entry::stand(&self.look(council), &self.checked.figures)
    }

    /// How far it has come; a draft where nobody has begun.
    pub fn state(&self) -> State {
        self.submission.as_ref().map_or(State::Draft, |submission| submission.outline.state)
    }

    /// The version that is before the reader.
    pub fn version(&self) -> i64 {
        self.submission.as_ref().map_or(0, |submission| submission.outline.version)
    }

    /// The same with other cells, as somebody has just typed them and nobody has saved them.
    #[must_use]
    pub fn with(mut self, council: &Council, typed: &[Typed]) -> Self {
        merge(&mut self.cells, typed);
        self.checked = entry::check(&self.look(council), &self.grid, &self.cells);
        self
    }
}

/// Puts cells in place of those that were there.
fn merge(cells: &mut Vec<Typed>, typed: &[Typed]) {
    cells.retain(|one| !typed.iter().any(|new| (&new.area, &new.group, new.slot) == (&one.area, &one.group, one.slot)));
    cells.extend(typed.iter().filter(|new| !new.text.trim().is_empty()).cloned());
    cells.sort();
}

/// What somebody filled in.
#[derive(Debug, Clone, Default)]
pub struct Filled {
    /// The version that they had before them.
    pub version: i64,
    /// Cells.
    pub cells: Vec<Typed>,
    /// Role and text of the commentary, where they were asked for.
    pub commentary: Option<(String, String)>,
    /// Check, what it found, and why that is right.
    pub reasons: Vec<(String, String, String)>,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It is kept.
    Done(Outline),
    /// Somebody else was quicker, or it waits for approval. So it stands now.
    Stale(Outline),
    /// There was nothing to keep.
    Nothing,
}

/// What became of handing in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HandedIn {
    /// It waits for approval now.
    Done,
    /// Something blocks, or has not been acknowledged.
    NotYet,
    /// Somebody else has changed it since.
    Stale,
}

/// The measure of a code and the period of a text with `_` in place of `/`. None for what is neither, and for a period that has not begun.
fn find<'a>(council: &'a Council, code: &str, period: &str, today: NaiveDate) -> Option<(&'a Measure, Period)> {
    let code: MeasureCode = code.parse().ok()?;
    let period: Period = period.replace('_', "/").parse().ok()?;
    Some((council.measure(&code)?, period)).filter(|(_, period)| period.start() <= today)
}

impl Desk {
    /// What one measure and period asks for, and what is written of it. None where there is no such measure or period.
    pub async fn entry(&self, asker: &Asker, council: &Council, code: &str, period: &str) -> Result<Option<Work>, Stop> {
        let Some((measure, period)) = find(council, code, period, self.today()) else { return Ok(None) };
        self.allow(asker, Action::Enter(Subject::of(measure), Field::Figures)).await?;
        let submission = self.store.open_submission(&council.code, &measure.code, period).await?;
        Ok(Some(self.gather(asker, council, measure, period, submission).await?).filter(Work::fits))
    }

    async fn gather(
        &self,
        asker: &Asker,
        council: &Council,
        measure: &Measure,
        period: Period,
        submission: Option<Submission>,
    ) -> Result<Work, Stop> {
        let over = self.store.latest_batch(&council.code).await?.map(|batch| batch.id);
        let known = match over {
            Some(batch) => self.store.observations(batch, &measure.code).await?,
            None => Vec::new(),
        };
        let unmasked = asker.user().may(&Action::SeeUnmasked(Subject::of(measure)));
        let grid = Grid::of(council, measure, period, &known);
        let cells = match &submission {
            Some(submission) => submission.cells.clone(),
            // A correction begins with what is in force.
            None if unmasked => in_force(&grid, &known, period),
            None => Vec::new(),
        };
        let look = Look { council, measure, period, known: &known };
        let checked = entry::check(&look, &grid, &cells);
        let said_before = self.said_before(council, measure, period).await?;
        Ok(Work { measure: measure.clone(), period, submission, grid, cells, checked, said_before, unmasked, known, over })
    }

    /// The commentary that was approved last of an earlier period.
    async fn said_before(&self, council: &Council, measure: &Measure, period: Period) -> Result<Option<String>, Stop> {
        let all = self.store.submissions(&council.code).await?;
        let earlier = |one: &&Outline| one.measure == measure.code && one.state == State::Approved && one.period < period;
        let Some(newest) = all.iter().filter(earlier).max_by_key(|one| (one.period, one.id)) else { return Ok(None) };
        Ok(self.store.submission(newest.id).await?.and_then(|submission| submission.commentary).map(|commentary| commentary.text))
    }

    /// Keeps a draft. None where there is no such measure or period.
    pub async fn save_entry(
        &self,
        asker: &Asker,
        council: &Council,
        code: &str,
        period: &str,
        filled: &Filled,
    ) -> Result<Option<Saved>, Stop> {
        let Some((measure, period)) = find(council, code, period, self.today()) else { return Ok(None) };
        let of = Subject::of(measure);
        self.allow(asker, Action::Enter(of, Field::Figures)).await?;
        if filled.commentary.is_some() {
            self.allow(asker, Action::Enter(of, Field::Commentary)).await?;
        }
        bounds(filled)?;
        let mut cells = filled.cells.clone();
        let begun = filled.version > 0 || self.store.open_submission(&council.code, &measure.code, period).await?.is_some();
        if !begun {
            let work = self.gather(asker, council, measure, period, None).await?;
            if !work.fits() {
                return Ok(None);
            }
            // What the other tables of a correction began with is kept with it.
            cells = work.cells;
            cells.retain(|one| !filled.cells.iter().any(|new| (&new.area, &new.group, new.slot) == (&one.area, &one.group, one.slot)));
            cells.extend(filled.cells.iter().cloned());
        }
        let draft = Draft {
            council: &council.code,
            measure: &measure.code,
            period,
            version: filled.version,
            cells: &cells,
            commentary: filled.commentary.as_ref().map(|(role, text)| (role.as_str(), text.as_str())),
            acknowledged: &filled.reasons,
        };
        let written = self.store.save(&draft, &asker.entry(self.now(), Deed::SaveDraft, String::new())).await?;
        Ok(Some(match written {
            Written::Done(outline) => Saved::Done(outline),
            Written::Stale(outline) => Saved::Stale(outline),
            Written::Nowhere | Written::Overtaken => Saved::Nothing,
        }))
    }

    /// Hands a draft in, if nothing stands in the way. None where there is none.
    pub async fn hand_in_entry(
        &self,
        asker: &Asker,
        council: &Council,
        code: &str,
        period: &str,
        version: i64,
    ) -> Result<Option<HandedIn>, Stop> {
        let Some((measure, period)) = find(council, code, period, self.today()) else { return Ok(None) };
        self.allow(asker, Action::Submit(Subject::of(measure))).await?;
        let Some(submission) = self.store.open_submission(&council.code, &measure.code, period).await? else { return Ok(None) };
        let id = submission.outline.id;
        let work = self.gather(asker, council, measure, period, Some(submission)).await?;
        let acknowledged = work.submission.as_ref().map_or(&[][..], |submission| &submission.acknowledged);
        if work.checked.open(acknowledged).next().is_some() {
            return Ok(Some(HandedIn::NotYet));
        }
        let written = self.store.hand_in(id, version, &asker.entry(self.now(), Deed::HandIn, String::new())).await?;
        Ok(match written {
            Written::Done(_) => Some(HandedIn::Done),
            Written::Stale(_) => Some(HandedIn::Stale),
            Written::Nowhere | Written::Overtaken => None,
        })
    }

    /// The day, UTC.
    pub fn today(&self) -> NaiveDate {
        self.now().date()
    }
}

/// Stops what is longer than it may be. What is in a cell is cut by nobody: too long a text is no figure.
fn bounds(filled: &Filled) -> Result<(), Stop> {
    let long = |text: &str, most: usize| text.chars().count() > most;
    if let Some(cell) = filled.cells.iter().find(|cell| long(cell.text.trim(), entry::LONGEST)) {
        let begins: String = cell.text.trim().chars().take(20).collect();
        return Err(Stop::Wrong("cell", format!("The cell that begins with “{begins}” is longer than {} characters.", entry::LONGEST)));
    }
    if let Some((role, text)) = &filled.commentary {
        if long(text, entry::commentary::LONGEST) {
            return Err(Stop::Wrong("commentary", format!("The commentary is longer than {} characters.", entry::commentary::LONGEST)));
        }
        if !text.is_empty() && (role.is_empty() || long(role, LONGEST_ROLE)) {
            return Err(Stop::Wrong("role", "Say which role signs the commentary, in 200 characters at most.".to_owned()));
        }
    }
    if filled.reasons.iter().any(|(.., reason)| long(reason, LONGEST_REASON)) {
        return Err(Stop::Wrong("reason", format!("A reason is longer than {LONGEST_REASON} characters.")));
    }
    Ok(())
}

/// What is in force of a period, as one would type it.
fn in_force(grid: &Grid, known: &[Observation], period: Period) -> Vec<Typed> {
    let own = known.iter().filter(|one| one.period == period && one.provenance != domain::observation::Provenance::Illustrative);
    let mut cells = Vec::new();
    for one in own.filter(|one| grid.asks(&Place { area: one.area.clone(), group: one.group.clone() })) {
        let texts = match one.figure {
            Figure::Parts { numerator, denominator } => vec![(Slot::Numerator, Some(numerator)), (Slot::Denominator, denominator)],
            Figure::Value { value, interval } => vec![
                (Slot::Value, Some(value)),
                (Slot::Lower, interval.map(|(lower, _)| lower)),
                (Slot::Upper, interval.map(|(_, upper)| upper)),
            ],
            Figure::Missing(why) => {
                let text = domain::cell::status(why).to_owned();
                cells.push(Typed { area: one.area.clone(), group: one.group.clone(), slot: grid.slots[0], text });
                continue;
            }
        };
        let texts = texts.into_iter().filter(|(slot, _)| grid.slots.contains(slot));
        cells.extend(texts.filter_map(|(slot, number)| {
            Some(Typed { area: one.area.clone(), group: one.group.clone(), slot, text: number?.to_string() })
        }));
    }
    cells.sort();
    cells
}
