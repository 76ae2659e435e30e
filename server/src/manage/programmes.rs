//! Changes of programmes: proposed by one, decided on by another, withdrawn where they were wrong. What is approved is public at once.

pub mod table;

use domain::{
    code::ProgrammeCode,
    council::{Council, Directorate},
    people::{Action, UserId, audit::Deed},
    programme::{
        apply::{Now, apply, check, then, without},
        edit::{Edit, LONGEST_REASON, LONGEST_ROLE, MOST, Record},
        rules::Fault,
    },
    store::{People, Proposal, Proposals, Proposing, Settled, Verdict},
};

use super::{Asker, Desk, Stop};

/// Nobody has this number: with it, what is asked is whether somebody decides at all.
const NOBODY: UserId = UserId(0);

/// A council's programmes at this moment.
#[derive(Debug)]
pub struct Current {
    /// As they are.
    pub now: Now,
    /// What was approved, in order.
    pub records: Vec<Record>,
    /// Which version of that this is.
    pub version: i64,
}

/// What somebody would propose.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// The programme.
    pub programme: &'a ProgrammeCode,
    /// What would change.
    pub edits: &'a [Edit],
    /// Role that tells its updates.
    pub role: &'a str,
    /// Name of the file that it came in; blank where it was typed.
    pub file: &'a str,
}

/// What becomes of proposing: the number of the proposal, or what stands in the way, each with its place among the changes.
pub type Proposed = Result<i64, Vec<(usize, Fault)>>;

/// Directorates of the actions that are changed, as they are and as they would be; none stands for all of the council.
fn about<'a>(council: &'a Council, now: &Now, then: &Now, edits: &[Edit]) -> Vec<Option<&'a Directorate>> {
    let mut all: Vec<Option<&Directorate>> = Vec::new();
    for edit in edits {
        for state in [now, then] {
            let Some(action) = state.action(edit.action()) else { continue };
            let of = action.directorate.as_ref().and_then(|code| council.directorate(code));
            if !all.iter().any(|known| known.map(|one| &one.code) == of.map(|one| &one.code)) {
                all.push(of);
            }
        }
    }
    // What can be found nowhere is nobody's in particular.
    if all.is_empty() { vec![None] } else { all }
}

impl Current {
    /// The directorates that a proposal is about.
    pub fn about<'a>(
        &self,
        council: &'a Council,
        programme: &ProgrammeCode,
        edits: &[Edit],
        asked: domain::NaiveDate,
    ) -> Vec<Option<&'a Directorate>> {
        about(council, &self.now, &then(council, &self.now, (programme, edits), asked), edits)
    }
}

/// Whether somebody may decide on a proposal about these, which another made.
pub fn reviews(asker: &Asker, about: &[Option<&Directorate>], proposed_by: UserId) -> bool {
    about.iter().all(|of| asker.user().may(&Action::Review { of: *of, proposed_by }))
}

/// Whether somebody may propose a change of an action of a directorate.
pub fn proposes(asker: &Asker, of: Option<&Directorate>) -> bool {
    asker.user().may(&Action::Propose(of))
}

/// Whether somebody has to do with programmes at all.
pub fn works(asker: &Asker, council: &Council) -> bool {
    let all = council.directorates.iter().map(Some).chain([None]);
    all.into_iter().any(|of| proposes(asker, of) || asker.user().may(&Action::Review { of, proposed_by: NOBODY }))
}

impl Desk {
    /// A council's programmes at this moment. `council`: as the release that is served was published with it.
    pub async fn programmes(&self, asker: &Asker, council: &Council) -> Result<Current, Stop> {
        if !works(asker, council) {
            self.allow(asker, Action::Propose(council.directorates.first())).await?;
        }
        // The version first: what is approved between the two is then seen to have come between.
        let version = self.store.programmes_version(&council.code).await?;
        let records = self.store.records(&council.code).await?;
        Ok(Current { now: apply(council, &records), records, version })
    }

    /// The proposals of a council, or of one programme of it.
    pub async fn proposals(&self, asker: &Asker, council: &Council, programme: Option<&ProgrammeCode>) -> Result<Vec<Proposal>, Stop> {
        if !works(asker, council) {
            self.allow(asker, Action::Propose(council.directorates.first())).await?;
        }
        Ok(self.store.proposals(&council.code, programme).await?)
    }

    /// A proposal, and programmes as they are.
    pub async fn proposal(&self, asker: &Asker, council: &Council, id: i64) -> Result<Option<(Proposal, Current)>, Stop> {
        let current = self.programmes(asker, council).await?;
        Ok(self.store.proposal(&council.code, id).await?.map(|proposal| (proposal, current)))
    }

    /// Proposes changes, if nothing stands in the way.
    pub async fn propose(&self, asker: &Asker, council: &Council, current: &Current, draft: &Draft<'_>) -> Result<Proposed, Stop> {
        let Draft { programme, edits, role, file } = *draft;
        if edits.is_empty() || edits.len() > MOST {
            return Err(Stop::Wrong("status", format!("Nothing is proposed yet: fill in what changes, {MOST} changes at most.")));
        }
        for of in current.about(council, programme, edits, self.today()) {
            self.allow(asker, Action::Propose(of)).await?;
        }
        let faults = check(council, &current.now, (programme, edits), self.today());
        if !faults.is_empty() {
            return Ok(Err(faults));
        }
        let role = role.trim();
        let tells = edits.iter().any(|edit| matches!(edit, Edit::Update { .. }));
        if (tells && role.is_empty()) || role.chars().count() > LONGEST_ROLE || role.chars().any(char::is_control) {
            return Err(Stop::Wrong("role", format!("Say which role tells it, in {LONGEST_ROLE} characters at most.")));
        }
        let role = if tells { role } else { "" };
        let proposing = Proposing { council: &council.code, programme, edits, role, file };
        Ok(Ok(self.store.propose(&proposing, &asker.entry(self.now(), Deed::Propose, String::new())).await?))
    }

    /// What stands in the way of approving a proposal now.
    pub fn in_the_way(&self, council: &Council, current: &Current, proposal: &Proposal) -> Vec<(usize, Fault)> {
        let mut faults = check(council, &current.now, (&proposal.programme, &proposal.edits), self.today());
        // A day that was to come when it was proposed may have passed while it waited.
        faults.retain(|(_, fault)| !matches!(fault, Fault::Passed(_)));
        faults
    }

    /// Approves a proposal, or returns it with a note, or takes it back. None where there is none.
    pub async fn decide_proposal(&self, asker: &Asker, council: &Council, id: i64, verdict: Verdict) -> Result<Option<Settled>, Stop> {
        let Some((proposal, current)) = self.proposal(asker, council, id).await? else { return Ok(None) };
        let (by, _) = proposal.proposed;
        let (verdict, seen, deed) = match verdict {
            Verdict::TakenBack => {
                if by != asker.id() {
                    let words = "take back what somebody else proposed";
                    self.store.record(&asker.entry(self.now(), Deed::Refused, words.to_owned())).await?;
                    return Err(Stop::Forbidden(words));
                }
                (Verdict::TakenBack, None, Deed::TakeBack)
            }
            Verdict::Approved(approver) => {
                self.allow_review(asker, council, &current, &proposal, by).await?;
                if proposal.decided.is_none() && !self.in_the_way(council, &current, &proposal).is_empty() {
                    let words = "It does not fit what there is any longer: what stands in its way is told below. Return it.";
                    return Err(Stop::Wrong("approver", words.to_owned()));
                }
                let approver = said("approver", "Say as whom, or which body, approves it", &approver, LONGEST_ROLE)?;
                (Verdict::Approved(approver), Some(current.version), Deed::ApproveProposal)
            }
            Verdict::Returned(note) => {
                self.allow_review(asker, council, &current, &proposal, by).await?;
                (Verdict::Returned(said("note", "Say what is to be changed", &note, LONGEST_REASON)?), None, Deed::ReturnProposal)
            }
        };
        let entry = asker.entry(self.now(), deed, String::new());
        Ok(Some(self.store.decide(&council.code, id, &verdict, seen, &entry).await?))
    }

    async fn allow_review(&self, asker: &Asker, council: &Council, current: &Current, proposal: &Proposal, by: UserId) -> Result<(), Stop> {
        for of in current.about(council, &proposal.programme, &proposal.edits, self.today()) {
            self.allow(asker, Action::Review { of, proposed_by: by }).await?;
        }
        Ok(())
    }

    /// Withdraws what was approved, if nothing that was approved later rests on it. None where there is none.
    pub async fn withdraw_proposal(&self, asker: &Asker, council: &Council, id: i64, reason: &str) -> Result<Option<Settled>, Stop> {
        let Some((proposal, current)) = self.proposal(asker, council, id).await? else { return Ok(None) };
        self.allow_review(asker, council, &current, &proposal, NOBODY).await?;
        let reason = said("reason", "Say why it is withdrawn", reason, LONGEST_REASON)?;
        if let Some(first) = without(council, &current.records, id, self.today()).first() {
            let words = format!("Proposal {} was approved later and rests on it: withdraw that one first.", first.proposal);
            return Err(Stop::Wrong("reason", words));
        }
        let entry = asker.entry(self.now(), Deed::WithdrawProposal, String::new());
        Ok(Some(self.store.withdraw_proposal(&council.code, id, &reason, current.version, &entry).await?))
    }
}

/// A text that must be there, and not be too long.
fn said(field: &'static str, ask: &str, text: &str, longest: usize) -> Result<String, Stop> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > longest {
        return Err(Stop::Wrong(field, format!("{ask}, in {longest} characters at most.")));
    }
    Ok(text.to_owned())
}
