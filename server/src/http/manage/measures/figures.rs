//! What is not released beside what is, as the pages say it.

use app::manage::beside::Beside;
use domain::{judged::Judged, observation::Observation, period::Period, rating::Rating, release::Release, view::figure::Figure};

use super::super::entry::show;
use crate::manage::entry::unreleased::Seen;

/// A figure of a release and its rating.
fn of(release: &Release, at: u16, area: u16, group: u16, period: Option<u16>) -> (String, Rating) {
    let catalogue = &release.catalogue;
    let measure = &catalogue.measures[usize::from(at)];
    let frame = release.area(area);
    let cube = frame.cube(at);
    let target = period.and_then(|period| catalogue.target(area, measure, period));
    let figure = Figure::of(cube, measure, group, period);
    (figure.text, Judged::in_release(catalogue, measure, cube, group, period, target).rate(measure))
}

/// One row: the figures of a measure in an area, of a group. `shown`: whether the reader sees this area before it is released.
pub(super) fn beside(release: &Release, at: u16, seen: &Seen, (area, group): (u16, u16), shown: bool) -> Beside {
    let catalogue = &release.catalogue;
    let newest = catalogue.spans[usize::from(at)].periods.last().copied();
    let (figure, rating) = of(release, at, area, group, newest);
    let label = |period: Period| period.label();
    let released = newest.map(|newest| catalogue.periods[usize::from(newest)]);
    let code = &catalogue.areas[usize::from(area)].code;
    let unreleased = seen.unreleased.as_ref().filter(|_| shown).and_then(|unreleased| {
        let preview = &unreleased.preview;
        let area = preview.catalogue.area_index(code)?;
        let period = preview.catalogue.periods.binary_search(&unreleased.period).ok()? as u16;
        let (figure, rating) = of(preview, at, area, group, Some(period));
        Some((figure, label(unreleased.period), rating))
    });
    // As entered is what the newest figure of the row was made of: whoever sees nothing before it is released sees what was released.
    let unmasked = seen.unmasked.as_ref().map(|all| {
        let of = if shown && seen.unreleased.is_some() { &all.in_force } else { &all.released };
        raw(release, at, of, (area, group))
    });
    Beside {
        name: String::new(),
        href: String::new(),
        released: (figure, released.map(label).unwrap_or_default()),
        rating,
        unreleased,
        unmasked,
        next: String::new(),
    }
}

/// A figure as it was entered, of those of one period.
fn raw(release: &Release, at: u16, all: &[Observation], (area, group): (u16, u16)) -> String {
    let catalogue = &release.catalogue;
    let code = &catalogue.areas[usize::from(area)].code;
    let group = catalogue.group(group).map(|(_, group)| &group.code);
    let own = |one: &&Observation| one.area == *code && group.map_or(one.group.is_everyone(), |group| one.group == *group);
    all.iter().find(own).map(|one| show::figure(one.figure, &catalogue.measures[usize::from(at)])).unwrap_or_default()
}
