//! Approving what was handed in, or returning it with a note. Nobody decides on what they had a hand in.

use data_encoding::HEXLOWER;
use domain::{
    council::Council,
    ingest::{
        difference::{Difference, difference},
        tidy,
    },
    measure::Measure,
    people::{Action, Subject, UserId, audit::Deed},
    store::{Brought, Entries, Outline, State, Submission, Written},
};

use super::Work;
use crate::manage::{Asker, Desk, Stop, secret};

/// Nobody has this number: with it, what is asked is whether somebody approves at all.
const NOBODY: UserId = UserId(0);

/// What became of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decided {
    /// It is done.
    Done,
    /// Somebody else has decided or changed it since.
    Stale,
    /// What is in force has changed since it was handed in, so that something about it is implausible now.
    NotYet,
    /// Something else was brought in while this was approved, and nothing was written.
    Overtaken,
}

/// What waits for approval, with what it would change.
#[derive(Debug)]
pub struct Waiting {
    /// The measure, period and figures.
    pub work: Work,
    /// What it would change of what is in force.
    pub difference: Difference,
    /// Whether the reader may decide: not where they had a hand in it.
    pub decides: bool,
}

/// The measure of a submission; none where it is another council's.
fn subject(council: &Council, outline: &Outline) -> Option<Measure> {
    council.measure(&outline.measure).filter(|_| outline.council == council.code).cloned()
}

impl Desk {
    /// What was handed in, of the measures that somebody approves, the oldest first.
    pub async fn approvals(&self, asker: &Asker, council: &Council) -> Result<Vec<Outline>, Stop> {
        self.allow_approving(asker, council).await?;
        let approves = |of| asker.user().may(&Action::Approve { of, submitted_by: NOBODY });
        let mut all = self.store.submissions(&council.code).await?;
        all.retain(|one| {
            one.state == State::Submitted && council.measure(&one.measure).is_some_and(|measure| approves(Subject::of(measure)))
        });
        all.sort_by_key(|one| one.submitted.map(|(_, at)| at));
        Ok(all)
    }

    /// Stops whoever approves nothing at all, whether or not there is what they ask for.
    async fn allow_approving(&self, asker: &Asker, council: &Council) -> Result<(), Stop> {
        let approve = |measure| Action::Approve { of: Subject::of(measure), submitted_by: NOBODY };
        match council.measures.first() {
            Some(measure) if !council.measures.iter().any(|measure| asker.user().may(&approve(measure))) => {
                self.allow(asker, approve(measure)).await
            }
            _ => Ok(()),
        }
    }

    /// One that was handed in. None where there is none.
    pub async fn approval(&self, asker: &Asker, council: &Council, id: i64) -> Result<Option<Waiting>, Stop> {
        self.allow_approving(asker, council).await?;
        let Some(submission) = self.store.submission(id).await? else { return Ok(None) };
        let Some(measure) = subject(council, &submission.outline) else { return Ok(None) };
        self.allow(asker, Action::Approve { of: Subject::of(&measure), submitted_by: NOBODY }).await?;
        let decides = submission.outline.state == State::Submitted
            && authors(&submission).all(|author| asker.user().may(&Action::Approve { of: Subject::of(&measure), submitted_by: author }));
        let period = submission.outline.period;
        let work = self.gather(asker, council, &measure, period, Some(submission)).await?;
        let observations: Vec<_> = work.checked.observations(&work.look(council)).collect();
        let difference = difference(council, &work.known, &observations);
        Ok(Some(Waiting { work, difference, decides }))
    }

    /// Approves a submission: its figures are in force from now on, and go into the next release. None where there is none.
    pub async fn approve_entry(&self, asker: &Asker, council: &Council, id: i64, version: i64) -> Result<Option<Decided>, Stop> {
        let Some(work) = self.to_decide(asker, council, id).await? else { return Ok(None) };
        let acknowledged = work.submission.as_ref().map_or(&[][..], |submission| &submission.acknowledged);
        if work.state() == State::Submitted && work.checked.open(acknowledged).next().is_some() {
            return Ok(Some(Decided::NotYet));
        }
        let observations: Vec<_> = work.checked.observations(&work.look(council)).collect();
        let digest = HEXLOWER.encode(&secret::sha256(tidy::write(&observations).as_bytes()));
        let file = format!("Entry: {} {}", work.measure.code, work.period);
        let brought = Brought { council: &council.code, file: &file, digest: &digest, by: asker.user().login.as_str(), over: work.over };
        let entry = asker.entry(self.now(), Deed::Approve, String::new());
        let (written, _) = self.store.approve(id, version, &brought, &entry, observations.into_iter()).await?;
        Ok(became(written))
    }

    /// Returns a submission with a note. None where there is none.
    pub async fn return_entry(&self, asker: &Asker, council: &Council, id: i64, version: i64, note: &str) -> Result<Option<Decided>, Stop> {
        let Some(_) = self.to_decide(asker, council, id).await? else { return Ok(None) };
        let note = note.trim();
        if note.is_empty() || note.chars().count() > super::LONGEST_REASON {
            return Err(Stop::Wrong("note", format!("Say what is to be changed, in {} characters at most.", super::LONGEST_REASON)));
        }
        let written = self.store.send_back(id, version, note, &asker.entry(self.now(), Deed::SendBack, String::new())).await?;
        Ok(became(written))
    }

    /// A submission that somebody decides on; stops whoever had a hand in it.
    async fn to_decide(&self, asker: &Asker, council: &Council, id: i64) -> Result<Option<Work>, Stop> {
        self.allow_approving(asker, council).await?;
        let Some(submission) = self.store.submission(id).await? else { return Ok(None) };
        let Some(measure) = subject(council, &submission.outline) else { return Ok(None) };
        for author in std::iter::once(NOBODY).chain(authors(&submission)) {
            self.allow(asker, Action::Approve { of: Subject::of(&measure), submitted_by: author }).await?;
        }
        let period = submission.outline.period;
        self.gather(asker, council, &measure, period, Some(submission)).await.map(Some)
    }
}

/// Everybody who had a hand in a submission.
pub(in crate::manage) fn authors(submission: &Submission) -> impl Iterator<Item = UserId> + '_ {
    let handed_in = submission.outline.submitted.map(|(who, _)| who);
    submission.authors.iter().copied().chain(handed_in)
}

fn became(written: Written) -> Option<Decided> {
    match written {
        Written::Done(_) => Some(Decided::Done),
        Written::Stale(_) => Some(Decided::Stale),
        Written::Overtaken => Some(Decided::Overtaken),
        Written::Nowhere => None,
    }
}
