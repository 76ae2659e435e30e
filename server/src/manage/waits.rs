//! What waits for somebody: what they may decide on and had no hand in, and figures that came back to them.

use domain::{
    people::{Action, Subject},
    store::{
        Decisions, Entries, Outline, Parts, Reports, State as Stage,
        reports::{Draft, Stage as Draught},
    },
};

use super::{Asker, Desk, Stop, decisions, entry::decide::authors, programmes};
use crate::http::state::State;

/// What waits for a reader: how many of each they may decide on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waits {
    /// Figures that were handed in, of a measure and a period.
    pub figures: usize,
    /// Changes of programmes.
    pub programmes: usize,
    /// Decisions and their corrections.
    pub decisions: usize,
    /// Texts of the council's folder.
    pub parts: usize,
    /// Reports to be frozen.
    pub reports: usize,
    /// Figures that the reader handed in and that were returned.
    pub returned: Vec<Outline>,
}

impl Desk {
    /// What waits for the reader.
    pub async fn waits(&self, asker: &Asker, state: &State) -> Result<Waits, Stop> {
        self.allow(asker, Action::Manage).await?;
        let (council, user) = (&state.release.council, asker.user());
        let mut waits = Waits::default();
        for outline in self.store.submissions(&council.code).await? {
            let Some(measure) = council.measure(&outline.measure) else { continue };
            let decides = |submitted_by| user.may(&Action::Approve { of: Subject::of(measure), submitted_by });
            let handed_in = outline.submitted.map(|(who, _)| who);
            match outline.state {
                // Whoever typed a part of it does not decide either.
                Stage::Submitted if handed_in.is_some_and(decides) => {
                    let submission = self.store.submission(outline.id).await?;
                    waits.figures += usize::from(submission.is_some_and(|submission| authors(&submission).all(decides)));
                }
                Stage::Returned if handed_in.is_some_and(|who| who == asker.id()) => waits.returned.push(outline),
                _ => {}
            }
        }
        let published = &state.published.council;
        if programmes::works(asker, published) {
            let current = self.programmes(asker, published).await?;
            let proposals = self.proposals(asker, published, None).await?;
            let today = self.today();
            let waiting = proposals.iter().filter(|one| one.decided.is_none());
            let about = |one: &domain::store::Proposal| {
                programmes::reviews(asker, &current.about(published, &one.programme, &one.edits, today), one.proposed.0)
            };
            waits.programmes = waiting.filter(|one| about(one)).count();
        }
        if user.may(&Action::SeeDecisions) {
            let proposals = self.store.decision_proposals(&council.code).await?;
            waits.decisions = proposals.iter().filter(|one| one.outcome.is_none() && decisions::decides(asker, council, one)).count();
        }
        if user.may(&Action::EditParts) {
            let proposals = self.store.part_proposals(&council.code).await?;
            let waiting = proposals.iter().filter(|one| one.outcome.is_none());
            waits.parts = waiting.filter(|one| one.hands.iter().all(|hand| user.may(&Action::ApprovePart { proposed_by: *hand }))).count();
        }
        if user.may(&Action::EditReports) {
            let drafts = self.store.report_drafts(&council.code).await?;
            let decides = |draft: &&Draft| draft.hands.iter().all(|hand| user.may(&Action::FreezeReport { proposed_by: *hand }));
            waits.reports = drafts.iter().filter(|draft| matches!(draft.stage, Draught::Waits { .. })).filter(decides).count();
        }
        Ok(waits)
    }
}
