//! Figures that are in force and not released: as disclosure control would release them today, and, with the permission, as they were entered.

use domain::{
    area::{Area, AreaType},
    code::DirectorateCode,
    disclosure::Earlier,
    observation::Observation,
    people::{Action, Subject, audit::Deed},
    period::Period,
    release::{Publisher, Release},
    store::{Entries, People, Store},
};

use crate::manage::{Asker, Desk, Stop};

/// The figures of a measure that are not released.
#[derive(Debug)]
pub struct Unreleased {
    /// The newest period that is in force; no figure of it is released.
    pub period: Period,
    /// What a release of today would show of it.
    pub preview: Release,
}

/// What a reader sees of a measure beside what the public sees.
#[derive(Debug, Default)]
pub struct Seen {
    /// What is not released; none where all of it is, or where the reader sees nothing before it is released.
    pub unreleased: Option<Unreleased>,
    /// Figures as they were entered, where they asked for them and may see them.
    pub unmasked: Option<Vec<Observation>>,
}

impl Desk {
    /// What a reader sees of a measure. Who sees an area's figures alone before they are released is shown those, by [`sees`]. To see figures as
    /// they were entered is recorded.
    pub async fn seen(&self, asker: &Asker, release: &Release, at: u16, unmasked: bool) -> Result<Seen, Stop> {
        let measure = &release.council.measures[usize::from(at)];
        let of = Subject::of(measure);
        let any = release.catalogue.areas.iter().any(|area| sees(asker, of, area));
        let may_unmask = asker.user().may(&Action::SeeUnmasked(of));
        let unmasked = unmasked && may_unmask;
        if !any && !may_unmask {
            self.allow(asker, Action::SeeUnpublished(of)).await?;
        }
        let Some(batch) = self.store.latest_batch(&release.council.code).await? else { return Ok(Seen::default()) };
        let unreleased = if any { self.unreleased(release, at, batch.id).await? } else { None };
        let raw = if unmasked {
            self.store.record(&asker.entry(self.now(), Deed::SeeUnmasked, format!("measure {}", measure.code))).await?;
            Some(self.store.observations(batch.id, &measure.code).await?)
        } else {
            None
        };
        Ok(Seen { unreleased, unmasked: raw })
    }

    /// The newest period of a measure that is in force and of which nothing is released, put through disclosure control with those that it is linked
    /// with. What was released before is not compared with it: of a period that the public knows, nothing is shown here.
    async fn unreleased(&self, release: &Release, at: u16, batch: i64) -> Result<Option<Unreleased>, Stop> {
        let (council, catalogue) = (&release.council, &release.catalogue);
        let measure = &council.measures[usize::from(at)];
        let brought = self.store.brought_in(&council.code).await?;
        let newest = brought.into_iter().filter(|(code, _)| *code == measure.code).map(|(_, period)| period).max();
        let released = catalogue.spans[usize::from(at)].periods.last().map(|&last| catalogue.periods[usize::from(last)]);
        let Some(period) = newest.filter(|newest| released.is_none_or(|released| *newest > released)) else { return Ok(None) };
        let set = council.together().into_iter().find(|set| set.contains(&at)).unwrap_or_default();
        let mut linked = Vec::new();
        for at in set {
            linked.push((at, self.store.observations(batch, &council.measures[usize::from(at)].code).await?));
        }
        let periods = self.store.periods(batch).await?;
        let (council, today) = (council.clone(), self.today());
        let preview = tokio::task::spawn_blocking(move || {
            let mut publisher = Publisher::new(council, 0, today, periods);
            let nothing = Earlier::default();
            let all: Vec<_> = linked.iter().map(|(at, observations)| (*at, &observations[..], &nothing)).collect();
            let exposed = publisher.add_linked(&all).into_iter().any(|(_, exposed)| !exposed.is_empty());
            (!exposed).then(|| publisher.finish())
        });
        let preview = preview.await.map_err(|error| Stop::Machine(format!("the figures could not be worked out: {error}")))?;
        // What could not be published is shown to nobody either.
        Ok(preview.map(|preview| Unreleased { period, preview }))
    }

    /// The measures of a directorate that somebody sees before they are released, by index. None where there is no such directorate.
    pub async fn of_directorate(&self, asker: &Asker, release: &Release, code: &str) -> Result<Option<Vec<u16>>, Stop> {
        let Some(code) = code.parse().ok().filter(|code: &DirectorateCode| release.council.directorate(code).is_some()) else {
            return Ok(None);
        };
        let own = || (0..).zip(&release.council.measures).filter(|(_, measure)| measure.directorate == code);
        let may = |of| asker.user().may(&Action::SeeUnpublished(of)) || asker.user().may(&Action::SeeUnmasked(of));
        let seen: Vec<u16> = own().filter(|(_, measure)| may(Subject::of(measure))).map(|(at, _)| at).collect();
        if let (true, Some((_, first))) = (seen.is_empty(), own().next()) {
            self.allow(asker, Action::SeeUnpublished(Subject::of(first))).await?;
        }
        Ok(Some(seen))
    }
}

/// Whether somebody sees figures of an area before they are released. Comparators publish their own.
pub fn sees(asker: &Asker, of: Subject<'_>, area: &Area) -> bool {
    let user = asker.user();
    area.kind != AreaType::Comparator && (user.may(&Action::SeeUnpublished(of)) || user.may(&Action::SeeUnpublished(of.within(&area.code))))
}
