//! One import: what it changes of what it stands over, and how it differs from another.

use domain::{
    council::Council,
    ingest::difference::{Difference, difference},
    observation::Observation,
    people::Action,
    store::{Import, Imports, Store},
};

use crate::manage::{Asker, Desk, Stop};

/// An import, and what there is to say about it.
#[derive(Debug)]
pub struct One {
    /// The import.
    pub import: Import,
    /// What it changes of the folder and of the imports before it that are in force.
    pub changes: Difference,
    /// The other imports, the newest first.
    pub others: Vec<Import>,
    /// How it differs from one of them: the number of that one, and what is new, changed or left out here.
    pub against: Option<(i64, Difference)>,
}

impl Desk {
    /// One import; none where there is no such one.
    pub async fn import(&self, asker: &Asker, council: &Council, number: i64, with: Option<i64>) -> Result<Option<One>, Stop> {
        self.allow(asker, Action::Import).await?;
        let mut all = self.store.imports(&council.code).await?;
        let Some(at) = all.iter().position(|import| import.batch.id == number) else { return Ok(None) };
        let import = all.remove(at);
        // The measures of its own time: the folder may have lost one since.
        let own = self.store.council(number).await?.unwrap_or_else(|| council.clone());
        let mut figures = Vec::new();
        let mut beneath = Vec::new();
        for measure in &own.measures {
            let some = self.store.observations(number, &measure.code).await?;
            if !some.is_empty() {
                beneath.extend(self.store.beneath(&council.code, number, &measure.code).await?);
                figures.extend(some);
            }
        }
        let changes = difference(&own, &beneath, &figures);
        let against = match with.filter(|with| all.iter().any(|import| import.batch.id == *with)) {
            None => None,
            Some(with) => Some((with, difference(&own, &self.figures_of(with, &own).await?, &figures))),
        };
        Ok(Some(One { import, changes, others: all, against }))
    }

    async fn figures_of(&self, import: i64, council: &Council) -> Result<Vec<Observation>, Stop> {
        let mut figures = Vec::new();
        for measure in &council.measures {
            figures.extend(self.store.observations(import, &measure.code).await?);
        }
        Ok(figures)
    }
}
