//! What the public is told of releases: which there were, what was wrong and was corrected, what was withdrawn, and what is planned.

use std::cmp::Reverse;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::{decision::register::Told, meeting::Held, order::sort_by_key, part, report::frozen::Frozen};

/// The longest note of a release, and the longest reason, in characters.
pub const LONGEST: usize = 2_000;
/// The shortest reason, in characters.
pub const SHORTEST: usize = 10;

/// A correction: what was wrong in an earlier release and is right from this one on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The release in which it was wrong.
    pub of: u32,
    /// What was wrong, and why, in the council's words.
    pub wrong: String,
}

/// A release as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its number.
    pub number: u32,
    /// When it was published, UTC.
    pub published_at: NaiveDateTime,
    /// What is new in it, in the council's words; blank where nothing was said.
    pub note: String,
    /// What it corrects, where it corrects something.
    pub correction: Option<Correction>,
    /// When it was withdrawn (UTC), and why.
    pub withdrawn: Option<(NaiveDateTime, String)>,
}

/// A release that is to come. Of what will be new in it nothing is told before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// When it is published, UTC.
    pub at: NaiveDateTime,
}

/// Everything that the public is told of a council's releases, and what is told beside them, without one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Register {
    /// Releases, the newest first.
    pub releases: Vec<Listed>,
    /// The release that is planned.
    pub coming: Option<Coming>,
    /// Decisions that were recorded, corrected and withdrawn here, in the order in which that was approved.
    pub decisions: Vec<Told>,
    /// The newest text of each file of the folder that was approved here, in the order of approval.
    pub parts: Vec<part::Told>,
    /// Meetings that are published or closed, the newest first.
    pub meetings: Vec<Held>,
    /// Reports that were frozen, the newest first.
    pub reports: Vec<Frozen>,
}

/// What became of something that was wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mended {
    /// It is right from this release on.
    From(u32),
    /// The release was withdrawn.
    Withdrawn,
}

/// A line of the corrections register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erratum<'a> {
    /// When it was corrected or withdrawn, UTC.
    pub on: NaiveDateTime,
    /// The release in which it was wrong.
    pub of: u32,
    /// What was wrong and why, in the council's words.
    pub words: &'a str,
    /// What became of it.
    pub mended: Mended,
}

impl Register {
    /// The register of one release of which nothing is told but its day.
    pub fn only(number: u32, published: NaiveDate) -> Self {
        let published_at = published.and_time(NaiveTime::MIN);
        let release = Listed { number, published_at, note: String::new(), correction: None, withdrawn: None };
        Self { releases: vec![release], ..Self::default() }
    }

    /// The release that is served: the newest that is not withdrawn.
    pub fn standing(&self) -> Option<&Listed> {
        self.releases.iter().find(|release| release.withdrawn.is_none())
    }

    /// Whether there is a release that was not withdrawn.
    pub fn stands(&self, number: u32) -> bool {
        self.release(number).is_some_and(|release| release.withdrawn.is_none())
    }

    /// The newest release before another that was not withdrawn.
    pub fn standing_before(&self, number: u32) -> Option<u32> {
        let standing = self.releases.iter().filter(|release| release.withdrawn.is_none()).map(|release| release.number);
        standing.filter(|other| *other < number).max()
    }

    /// A release.
    pub fn release(&self, number: u32) -> Option<&Listed> {
        self.releases.iter().find(|release| release.number == number)
    }

    /// The first release in which something that was wrong in this one is right; one that was withdrawn puts nothing right.
    pub fn corrected_in(&self, number: u32) -> Option<u32> {
        let corrects = |release: &&Listed| release.correction.as_ref().is_some_and(|correction| correction.of == number);
        let standing = self.releases.iter().filter(|release| release.withdrawn.is_none());
        standing.filter(corrects).map(|release| release.number).min()
    }

    /// Everything that was corrected, by a release that stands, or withdrawn; the newest first.
    pub fn errata(&self) -> Vec<Erratum<'_>> {
        let standing = self.releases.iter().filter(|release| release.withdrawn.is_none());
        let corrected = standing.filter_map(|release| {
            let Correction { of, wrong } = release.correction.as_ref()?;
            Some(Erratum { on: release.published_at, of: *of, words: wrong, mended: Mended::From(release.number) })
        });
        let withdrawn = self.releases.iter().filter_map(|release| {
            let (on, why) = release.withdrawn.as_ref()?;
            Some(Erratum { on: *on, of: release.number, words: why, mended: Mended::Withdrawn })
        });
        let mut all: Vec<Erratum<'_>> = corrected.chain(withdrawn).collect();
        sort_by_key(&mut all, |one| (Reverse(one.on), Reverse(one.of)));
        all
    }

    /// The register as it was when a release was published: nothing of what came after, and no plan, for plans change.
    #[must_use]
    pub fn as_of(&self, number: u32) -> Self {
        let then = self.release(number).map(|release| release.published_at);
        let known = self.releases.iter().filter(|release| release.number <= number).cloned();
        let before = |(on, _): &(NaiveDateTime, String)| then.is_none_or(|then| *on <= then);
        let releases = known.map(|release| Listed { withdrawn: release.withdrawn.clone().filter(before), ..release });
        let decisions = self.decisions.iter().filter(|told| then.is_none_or(|then| told.at <= then)).cloned();
        // A release shows its own council; frozen reports are not of one release alone, and meetings are held on the one that is served.
        Self { releases: releases.collect(), decisions: decisions.collect(), ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    /// Three releases: the second was withdrawn after the third had corrected the first.
    fn register() -> Register {
        let release = |number: u32, day: &str| Listed {
            number,
            published_at: at(&format!("{day}T09:30:00")),
            note: String::new(),
            correction: None,
            withdrawn: None,
        };
        let wrong = Correction { of: 1, wrong: "Counted twice.".to_owned() };
        let gone = (at("2026-04-02T08:00:00"), "Names could be read.".to_owned());
        Register {
            releases: vec![
                Listed { correction: Some(wrong), ..release(3, "2026-03-01") },
                Listed { withdrawn: Some(gone), ..release(2, "2026-02-01") },
                release(1, "2026-01-01"),
            ],
            coming: Some(Coming { at: at("2026-05-01T09:30:00") }),
            ..Register::default()
        }
    }

    #[test]
    fn what_was_wrong_is_listed_newest_first() {
        let register = register();
        let errata = register.errata();
        let told: Vec<_> = errata.iter().map(|one| (one.of, one.words, one.mended)).collect();
        assert_eq!(told, [(2, "Names could be read.", Mended::Withdrawn), (1, "Counted twice.", Mended::From(3))]);
        assert_eq!((register.corrected_in(1), register.corrected_in(2)), (Some(3), None));
        assert_eq!(Register::only(1, at("2026-01-01T00:00:00").date()).errata(), []);
    }

    #[test]
    fn a_release_knows_nothing_of_what_came_after_it() {
        let then = register().as_of(2);
        assert_eq!(then.releases.iter().map(|release| release.number).collect::<Vec<_>>(), [2, 1]);
        assert_eq!((then.coming.clone(), then.errata()), (None, vec![]));
        assert_eq!(then.standing().map(|release| release.number), Some(2));
        // The third is older than the withdrawal as well.
        assert_eq!(register().as_of(3).errata().len(), 1);
    }

    #[test]
    fn the_newest_that_is_not_withdrawn_is_served() {
        let mut register = register();
        assert_eq!(register.standing().map(|release| release.number), Some(3));
        register.releases[0].withdrawn = Some((at("2026-04-03T08:00:00"), "Wrong.".to_owned()));
        assert_eq!(register.standing().map(|release| release.number), Some(1));
        // What it corrected is wrong again.
        assert_eq!(register.corrected_in(1), None);
        assert!(register.errata().iter().all(|one| one.mended == Mended::Withdrawn));
    }
}
