//! What would go into a release: what has come in since the one that stands.

use std::collections::BTreeSet;

use domain::{
    code::MeasureCode,
    council::Council,
    ingest::difference::difference,
    period::Period,
    store::{Batch, Releases, Store},
};

use crate::{
    manage::{Desk, Stop},
    publish::figures_of,
};

/// What has come in of a measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fresh {
    /// The measure.
    pub measure: MeasureCode,
    /// Periods of which there was nothing.
    pub periods: Vec<Period>,
    /// Figures that were not there, that were others, and that are there no more.
    pub counts: [u64; 3],
    /// The measures it is linked with: they are held with it.
    pub linked: Vec<MeasureCode>,
}

/// What would go into a release.
#[derive(Debug)]
pub struct Material {
    /// The batch.
    pub batch: Batch,
    /// The council as it is described in it.
    pub council: Council,
    /// The release that stands.
    pub standing: Option<i64>,
    /// Measures of which something has come in, and those that are held, in the order of the council's.
    pub fresh: Vec<Fresh>,
    /// Measures that the release that stands holds.
    pub held: BTreeSet<MeasureCode>,
}

impl Desk {
    /// What would go into the next release of a council.
    pub(super) async fn material(&self, council: &str) -> Result<Option<Material>, Stop> {
        let Some(batch) = self.store.latest_batch(council).await? else { return Ok(None) };
        let Some(council) = self.store.council(batch.id).await? else { return Ok(None) };
        let standing = self.store.stand(&council.code).await?.standing;
        let sealed = match standing {
            Some(standing) => self.store.release(&council.code, standing).await?.map(|sealed| (standing, sealed)),
            None => None,
        };
        let mut held = BTreeSet::new();
        let mut fresh = Vec::new();
        if let Some((standing, sealed)) = sealed {
            held = self.store.held(standing).await?.into_keys().collect();
            let mut sought: BTreeSet<MeasureCode> = self.store.between(batch.id, sealed.batch).await?.into_iter().collect();
            sought.extend(held.iter().cloned());
            for measure in council.measures.iter().filter(|measure| sought.contains(&measure.code)) {
                let then = figures_of(&self.store, &sealed.council, standing, &measure.code).await?;
                let now = self.store.observations(batch.id, &measure.code).await?;
                let known: BTreeSet<Period> = then.iter().map(|one| one.period).collect();
                let periods: BTreeSet<Period> = now.iter().map(|one| one.period).filter(|period| !known.contains(period)).collect();
                let found = difference(&council, &then, &now);
                let gone = then.len() as u64 - found.changed.count - found.unchanged;
                let counts = [found.new.count, found.changed.count, gone];
                // What is held is always listed: what is not ticked is let go.
                if counts != [0; 3] || held.contains(&measure.code) {
                    let (measure, periods) = (measure.code.clone(), periods.into_iter().collect());
                    let linked = linked(&council, &measure);
                    fresh.push(Fresh { measure, periods, counts, linked });
                }
            }
        }
        Ok(Some(Material { batch, council, standing, fresh, held }))
    }
}

/// The measures that are linked with one, without it.
fn linked(council: &Council, measure: &MeasureCode) -> Vec<MeasureCode> {
    let code = |at: &u16| council.measures[usize::from(*at)].code.clone();
    let sets = council.together().into_iter().map(|set| set.iter().map(code).collect::<Vec<_>>());
    let own = sets.into_iter().find(|set| set.contains(measure)).unwrap_or_default();
    own.into_iter().filter(|other| other != measure).collect()
}
