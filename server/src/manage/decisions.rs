//! Decisions that are recorded here: proposed by one person, approved by another, and told at once. Nothing that was told is changed.

use domain::{
    council::{Council, Directorate},
    decision::{
        Decision,
        register::{Told, listed},
        typed::{Typed, Wrong, reason},
    },
    people::{Action, audit::Deed},
    store::{
        Decisions, Releases,
        decisions::{Content, Outcome, Proposal, Proposed, Proposing, Settled},
    },
};

use super::{Asker, Desk, Stop};

/// What somebody wants to propose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted<'a> {
    /// A new decision.
    New(&'a Typed),
    /// Another version of one, and why.
    Correction(&'a Typed, &'a str),
    /// That one is withdrawn from the register, and why.
    Withdrawal(&'a str, &'a str),
}

/// What became of a decision on a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decided {
    /// It is done.
    Done,
    /// Somebody else has decided on it since.
    Already,
}

/// A proposal, and what the reader may do with it.
#[derive(Debug)]
pub struct Waiting {
    /// The proposal.
    pub proposal: Proposal,
    /// The decision as it is told now; none where it is not.
    pub before: Option<Decision>,
    /// Whether the reader may approve or return it.
    pub decides: bool,
    /// Whether the reader may take it back.
    pub own: bool,
}

/// All that is known of decisions.
#[derive(Debug)]
pub struct Book {
    /// What was approved here, in that order.
    pub told: Vec<Told>,
    /// Proposals, the newest first.
    pub proposals: Vec<Proposal>,
}

impl Book {
    /// Every decision as it is told now, the newest first. None that was withdrawn.
    pub fn standing<'a>(&'a self, council: &'a Council, today: domain::NaiveDate) -> Vec<&'a Decision> {
        listed(&council.decisions, &self.told, today).into_iter().filter_map(|one| one.decision).collect()
    }

    /// How many versions of a decision were approved here.
    pub fn seen(&self, code: &str) -> i64 {
        i64::try_from(self.told.iter().filter(|told| told.code.as_str() == code).count()).unwrap_or(i64::MAX)
    }

    /// Whether a decision has this code, told or waiting, withdrawn or not.
    fn taken(&self, council: &Council, code: &str) -> bool {
        let waits = |one: &Proposal| one.outcome.is_none() && one.code.as_str() == code;
        council.decisions.iter().any(|known| known.code.as_str() == code) || self.seen(code) > 0 || self.proposals.iter().any(waits)
    }
}

fn wrong(field: &'static str, words: impl Into<String>) -> Wrong {
    vec![(field, words.into())]
}

/// The directorate of a decision; a fault of the folder where there is none any more.
fn carrier<'a>(council: &'a Council, decision: &Decision) -> Option<&'a Directorate> {
    council.directorate(&decision.directorate)
}

impl Desk {
    /// All that is known of decisions.
    pub async fn decision_book(&self, asker: &Asker, council: &Council) -> Result<Book, Stop> {
        self.allow(asker, Action::SeeDecisions).await?;
        let told = self.store.register(&council.code).await?.decisions;
        Ok(Book { told, proposals: self.store.decision_proposals(&council.code).await? })
    }

    /// A proposal.
    pub async fn waiting_decision(&self, asker: &Asker, council: &Council, id: i64) -> Result<Option<Waiting>, Stop> {
        let book = self.decision_book(asker, council).await?;
        let Some(proposal) = self.store.decision_proposal(&council.code, id).await? else { return Ok(None) };
        let before = book.standing(council, self.today()).into_iter().find(|known| known.code == proposal.code).cloned();
        let decides = proposal.outcome.is_none() && decides(asker, council, &proposal);
        let own = proposal.outcome.is_none() && proposal.proposed.0 == asker.id();
        Ok(Some(Waiting { proposal, before, decides, own }))
    }

    /// Proposes something: its number, or what is wrong with it, field by field. `seen`: how many versions of it the proposer knew to be approved.
    pub async fn propose_decision(
        &self,
        asker: &Asker,
        council: &Council,
        wanted: &Wanted<'_>,
        seen: i64,
    ) -> Result<Result<i64, Wrong>, Stop> {
        let book = self.decision_book(asker, council).await?;
        let today = self.today();
        let standing = |code: &str| book.standing(council, today).into_iter().find(|known| known.code.as_str() == code).cloned();
        let (content, of) = match wanted {
            Wanted::New(typed) => match typed.read(council, today, &|code| book.taken(council, code)) {
                Ok(decision) => (Content::New(decision.clone()), decision),
                Err(wrong) => return Ok(Err(wrong)),
            },
            Wanted::Correction(typed, why) => {
                let Some(before) = standing(typed.code.trim()) else {
                    return Ok(Err(wrong("code", "There is no such decision to correct.")));
                };
                let read = typed.read(council, today, &|_| false);
                match (read, reason(why)) {
                    (Ok(decision), Ok(why)) => {
                        // That it is made up stays said of it.
                        let decision = Decision { illustrative: before.illustrative, ..decision };
                        if decision == before {
                            return Ok(Err(wrong("reason", "Nothing has been changed.")));
                        }
                        if let Some(directorate) = carrier(council, &before) {
                            self.allow(asker, Action::ProposeDecision(directorate)).await?;
                        }
                        (Content::Correction(decision.clone(), why), decision)
                    }
                    (read, why) => {
                        let mut all = read.err().unwrap_or_default();
                        all.extend(why.err().map(|words| ("reason", words)));
                        return Ok(Err(all));
                    }
                }
            }
            Wanted::Withdrawal(code, why) => {
                let Some(before) = standing(code) else { return Ok(Err(wrong("code", "There is no such decision to withdraw."))) };
                match reason(why) {
                    Ok(why) => (Content::Withdrawal(why), before),
                    Err(words) => return Ok(Err(wrong("reason", words))),
                }
            }
        };
        match carrier(council, &of) {
            Some(directorate) => self.allow(asker, Action::ProposeDecision(directorate)).await?,
            None => return Ok(Err(wrong("directorate", "This directorate is not there any more: correct the decision first."))),
        }
        let proposing = Proposing { council: &council.code, code: &of.code, directorate: &of.directorate, content: &content, seen };
        let entry = asker.entry(self.now(), Deed::ProposeDecision, String::new());
        Ok(match self.store.propose_decision(&proposing, &entry).await? {
            Proposed::Done(id) => Ok(id),
            Proposed::Open(_) => Err(wrong("code", "Something is proposed of this decision already: that comes first.")),
            Proposed::Stale => Err(wrong("code", "Another version was approved since you opened this. Look at it, and propose again.")),
        })
    }

    /// Approves a proposal, returns it with a note, or takes it back. None where there is none.
    pub async fn settle_decision(&self, asker: &Asker, council: &Council, id: i64, outcome: Outcome) -> Result<Option<Decided>, Stop> {
        self.allow(asker, Action::SeeDecisions).await?;
        let Some(proposal) = self.store.decision_proposal(&council.code, id).await? else { return Ok(None) };
        let (outcome, deed) = match outcome {
            Outcome::TakenBack if proposal.proposed.0 == asker.id() => (Outcome::TakenBack, Deed::TakeDecisionBack),
            Outcome::TakenBack => return Err(Stop::Wrong("note", "Only whoever proposed it takes it back.".to_owned())),
            other => {
                if let Some(directorate) = council.directorate(&proposal.directorate) {
                    for hand in &proposal.hands {
                        self.allow(asker, Action::ApproveDecision { of: directorate, proposed_by: *hand }).await?;
                    }
                } else {
                    let gone = "The directorate of this decision is not there any more: whoever proposed it takes it back.";
                    return Err(Stop::Wrong("note", gone.to_owned()));
                }
                match other {
                    Outcome::Returned(note) => {
                        (Outcome::Returned(reason(&note).map_err(|words| Stop::Wrong("note", words))?), Deed::ReturnDecision)
                    }
                    other => (other, Deed::ApproveDecision),
                }
            }
        };
        let entry = asker.entry(self.now(), deed, String::new());
        Ok(match self.store.settle_decision(&council.code, id, &outcome, &entry).await? {
            Settled::Done => Some(Decided::Done),
            Settled::Already => Some(Decided::Already),
            Settled::Nowhere => None,
        })
    }
}

/// Whether somebody may approve or return a proposal: nobody who had a hand in it.
pub(super) fn decides(asker: &Asker, council: &Council, proposal: &Proposal) -> bool {
    council
        .directorate(&proposal.directorate)
        .is_some_and(|of| proposal.hands.iter().all(|hand| asker.user().may(&Action::ApproveDecision { of, proposed_by: *hand })))
}
