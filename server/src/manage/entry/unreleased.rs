//! Figures that are in force and not released: as disclosure control would release them today, and, with the permission, as they were entered.

use std::sync::Arc;

use domain::{
    area::{Area, AreaType},
    code::{AreaCode, DirectorateCode},
    observation::Observation,
    people::{Action, Subject, audit::Deed},
    period::Period,
    release::Release,
    store::{People, Store},
};
use store_sqlite::StoreError;

use super::preview::{InForce, Preview, released};
use crate::{
    manage::{Asker, Desk, Stop},
    publish::figures_of,
};

/// The figures of a measure that are not released.
#[derive(Debug)]
pub struct Unreleased {
    /// The newest period that is in force; no figure of it is released.
    pub period: Period,
    /// What a release of today would show of it.
    pub preview: Arc<Release>,
}

/// Figures of a measure as they were entered.
#[derive(Debug, Default)]
pub struct Unmasked {
    /// Those of the newest period, where no figure of it is released.
    pub in_force: Vec<Observation>,
    /// Those that the newest released figures were made of, whatever has been brought in for their period since.
    pub released: Vec<Observation>,
}

/// What a reader sees of a measure beside what the public sees.
#[derive(Debug, Default)]
pub struct Seen {
    /// What is not released; none where all of it is, or where the reader sees nothing before it is released.
    pub unreleased: Option<Unreleased>,
    /// Figures as they were entered, where they asked for them and may see them.
    pub unmasked: Option<Unmasked>,
}

impl Desk {
    /// What a reader sees of a measure. Who sees an area's figures alone before they are released is shown those, by [`sees`]. To see figures as
    /// they were entered is recorded.
    pub async fn seen(&self, asker: &Asker, release: &Release, at: u16, unmasked: bool) -> Result<Seen, Stop> {
        let of = Subject::of(&release.council.measures[usize::from(at)]);
        let any = release.catalogue.areas.iter().any(|area| sees(asker, of, area));
        if !any && !asker.user().may(&Action::SeeUnmasked(of)) {
            self.allow(asker, Action::SeeUnpublished(of)).await?;
        }
        let in_force = self.in_force(&release.council).await?;
        let preview = if any { self.preview(release, &in_force, &[at]).await? } else { Preview::default() };
        self.beside(asker, release, (&in_force, &preview), at, unmasked).await
    }

    /// The measures of a directorate that somebody sees before they are released, by index, and what they see of each. None where there is no such
    /// directorate.
    pub async fn of_directorate(
        &self,
        asker: &Asker,
        release: &Release,
        code: &str,
        unmasked: bool,
    ) -> Result<Option<Vec<(u16, Seen)>>, Stop> {
        let Some(code) = code.parse().ok().filter(|code: &DirectorateCode| release.council.directorate(code).is_some()) else {
            return Ok(None);
        };
        let own = || (0..).zip(&release.council.measures).filter(|(_, measure)| measure.directorate == code);
        let early = |of| asker.user().may(&Action::SeeUnpublished(of));
        let may = |of| early(of) || asker.user().may(&Action::SeeUnmasked(of));
        let shown: Vec<u16> = own().filter(|(_, measure)| may(Subject::of(measure))).map(|(at, _)| at).collect();
        if let (true, Some((_, first))) = (shown.is_empty(), own().next()) {
            self.allow(asker, Action::SeeUnpublished(Subject::of(first))).await?;
        }
        let in_force = self.in_force(&release.council).await?;
        let before: Vec<u16> = own().filter(|(_, measure)| early(Subject::of(measure))).map(|(at, _)| at).collect();
        let preview = self.preview(release, &in_force, &before).await?;
        let mut seen = Vec::with_capacity(shown.len());
        for at in shown {
            seen.push((at, self.beside(asker, release, (&in_force, &preview), at, unmasked).await?));
        }
        Ok(Some(seen))
    }

    /// An area, by index, and the measures with figures of it that are in force and not released, as far as somebody sees them. None where the
    /// council has no such area.
    pub async fn of_area(&self, asker: &Asker, release: &Release, code: &str) -> Result<Option<(u16, Vec<(u16, Seen)>)>, Stop> {
        let index = code.parse().ok().and_then(|code: AreaCode| release.catalogue.area_index(&code));
        let Some((index, area)) = index.map(|index| (index, &release.catalogue.areas[usize::from(index)])) else { return Ok(None) };
        if area.kind == AreaType::Comparator {
            return Ok(None);
        }
        let own = || (0..).zip(&release.council.measures).filter(|(_, measure)| measure.levels.contains(&area.kind));
        let shown: Vec<u16> = own().filter(|(_, measure)| sees(asker, Subject::of(measure), area)).map(|(at, _)| at).collect();
        if let (true, Some(first)) = (shown.is_empty(), release.council.measures.first()) {
            self.allow(asker, Action::SeeUnpublished(Subject::of(first).within(&area.code))).await?;
        }
        let in_force = self.in_force(&release.council).await?;
        let preview = self.preview(release, &in_force, &shown).await?;
        let waits = shown.into_iter().filter_map(|at| {
            let (period, preview) = preview.of(at)?;
            let unreleased = Unreleased { period, preview: Arc::clone(preview) };
            unreleased.tells(at, &area.code).then_some((at, Seen { unreleased: Some(unreleased), unmasked: None }))
        });
        Ok(Some((index, waits.collect())))
    }

    /// What a reader sees of a measure, of what is in force and of what a release would show of it.
    async fn beside(
        &self,
        asker: &Asker,
        release: &Release,
        (in_force, preview): (&InForce, &Preview),
        at: u16,
        unmasked: bool,
    ) -> Result<Seen, Stop> {
        let measure = &release.council.measures[usize::from(at)];
        let unreleased = preview.of(at).map(|(period, preview)| Unreleased { period, preview: Arc::clone(preview) });
        if !(unmasked && asker.user().may(&Action::SeeUnmasked(Subject::of(measure)))) {
            return Ok(Seen { unreleased, unmasked: None });
        }
        self.store.record(&asker.entry(self.now(), Deed::SeeUnmasked, format!("measure {}", measure.code))).await?;
        let mut raw = Unmasked::default();
        if let (Some(batch), Some(one)) = (in_force.batch, &unreleased) {
            raw.in_force = self.store.observations(batch, &measure.code).await?;
            raw.in_force.retain(|figure| figure.period == one.period);
        }
        if let Some(period) = released(release, at) {
            // A release that is not of this database was made of nothing that is known here.
            raw.released = match figures_of(&self.store, &release.council, i64::from(release.catalogue.release), &measure.code).await {
                Err(StoreError::NoRelease { .. }) => Vec::new(),
                found => found?,
            };
            raw.released.retain(|figure| figure.period == period);
        }
        Ok(Seen { unreleased, unmasked: Some(raw) })
    }
}

impl Unreleased {
    /// Whether it has anything to say of a measure, by index, in an area: a figure, or that one is hidden.
    fn tells(&self, at: u16, area: &AreaCode) -> bool {
        use domain::observation::Missing;
        let catalogue = &self.preview.catalogue;
        let (Some(area), Ok(period)) = (catalogue.area_index(area), catalogue.periods.binary_search(&self.period)) else { return false };
        let frame = self.preview.area(area);
        let why = frame.cube(at).map(|cube| cube.cell(0, period as u16).0.missing());
        why.is_some_and(|why| !matches!(why, Some(Missing::NotAvailable | Missing::NotCollected)))
    }
}

/// Whether somebody sees figures of an area before they are released. Comparators publish their own.
pub fn sees(asker: &Asker, of: Subject<'_>, area: &Area) -> bool {
    let user = asker.user();
    area.kind != AreaType::Comparator && (user.may(&Action::SeeUnpublished(of)) || user.may(&Action::SeeUnpublished(of.within(&area.code))))
}
