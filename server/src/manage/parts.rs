//! Parts of the council's folder that are edited here: a new text of a file is proposed by one person, approved by another, and told at once.

use domain::{
    folder::{Issue, part},
    part::{LONGEST, about},
    people::{Action, audit::Deed},
    register,
    store::{
        Parts,
        decisions::{Outcome, Proposed, Settled},
        parts::{Proposal, Proposing},
    },
};

use super::{Asker, Desk, Stop};
use crate::http::state::State;

/// A file that is edited here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path within the folder.
    pub file: String,
    /// What it tells.
    pub about: &'static str,
    /// Its text as it holds; blank where there is none yet.
    pub text: String,
    /// Whether that was approved here.
    pub here: bool,
    /// Number of the newest proposal of it that was approved, as far as is served; 0 for none.
    pub seen: i64,
}

/// A proposal, and what the reader may do with it.
#[derive(Debug)]
pub struct Waiting {
    /// The proposal.
    pub proposal: Proposal,
    /// Whether the reader may approve or return it.
    pub decides: bool,
    /// Whether the reader may take it back.
    pub own: bool,
}

/// What is wrong with a text that was to be proposed.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// Of a field, in words.
    Field(&'static str, String),
    /// Of the text, each with its place.
    Text(Vec<Issue>),
    /// Another text was approved since it was looked at.
    Stale,
}

/// A text that somebody wants to propose.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The file.
    pub file: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Why.
    pub reason: &'a str,
    /// Number of the newest proposal of it that had been approved when it was looked at; 0 for none.
    pub seen: i64,
    /// Whether it is only to be looked at.
    pub only_look: bool,
}

/// The text that holds of a file.
fn text<'a>(state: &'a State, file: &str) -> Option<(&'a str, bool)> {
    let here = state.parts.get(file).map(|text| (text.as_str(), true));
    here.or_else(|| state.folder.0.get(file).map(|text| (text.as_str(), false)))
}

/// A file that is edited here, or could be. What holds and which proposal it is of are read from the same state, so that nobody proposes over a text that
/// they were not shown.
fn file(state: &State, name: &str) -> Option<File> {
    let (text, here) = text(state, name).unwrap_or_default();
    let seen = state.register.parts.iter().find(|told| told.file == name).map_or(0, |told| told.id);
    Some(File { file: name.to_owned(), about: about(name)?, text: text.to_owned(), here, seen })
}

/// A text as a browser sends it, with the ends of lines of a file.
fn lines(text: &str) -> String {
    let plain = text.replace("\r\n", "\n").replace('\r', "\n");
    let trimmed = plain.trim_end();
    if trimmed.is_empty() { String::new() } else { format!("{trimmed}\n") }
}

impl Desk {
    /// The files that are edited here, and what is proposed of them, the newest first.
    pub async fn parts(&self, asker: &Asker, state: &State) -> Result<(Vec<File>, Vec<Proposal>), Stop> {
        self.allow(asker, Action::EditParts).await?;
        let council = &state.release.council.code;
        let names = state.folder.0.keys().chain(state.parts.keys()).map(String::as_str).filter(|file| about(file).is_some());
        let mut names: Vec<&str> = names.collect();
        names.sort_unstable();
        names.dedup();
        let files = names.into_iter().filter_map(|name| file(state, name)).collect();
        Ok((files, self.store.part_proposals(council).await?))
    }

    /// A file that is edited here, or could be; none of any other.
    pub async fn part(&self, asker: &Asker, state: &State, name: &str) -> Result<Option<File>, Stop> {
        self.allow(asker, Action::EditParts).await?;
        // Without its folder nothing could be checked.
        if state.folder.0.is_empty() {
            return Ok(None);
        }
        Ok(file(state, name))
    }

    /// A proposal.
    pub async fn waiting_part(&self, asker: &Asker, state: &State, id: i64) -> Result<Option<Waiting>, Stop> {
        self.allow(asker, Action::EditParts).await?;
        let Some(proposal) = self.store.part_proposal(&state.release.council.code, id).await? else { return Ok(None) };
        let waits = proposal.outcome.is_none();
        let decides = waits && proposal.hands.iter().all(|hand| asker.user().may(&Action::ApprovePart { proposed_by: *hand }));
        let own = waits && proposal.proposed.0 == asker.id();
        Ok(Some(Waiting { proposal, decides, own }))
    }

    /// Proposes a text: its number, or what is wrong with it; of one that is only looked at, none. None at all for a file that is not edited here.
    pub async fn propose_part(
        &self,
        asker: &Asker,
        state: &State,
        wanted: &Wanted<'_>,
    ) -> Result<Option<Result<Option<i64>, Fault>>, Stop> {
        let Some(known) = self.part(asker, state, wanted.file).await? else { return Ok(None) };
        let field = |field, words: &str| Ok(Some(Err(Fault::Field(field, words.to_owned()))));
        let text = lines(wanted.text);
        if text.is_empty() {
            return field("text", "Write the text of the file, or leave it as it is.");
        }
        if text.chars().count() > LONGEST {
            return field("text", "This is longer than 300,000 characters: split it into several files.");
        }
        if text == known.text {
            return field("text", "Nothing has been changed.");
        }
        if let Err(issues) = self.checked(state, wanted.file, &text).await? {
            return Ok(Some(Err(Fault::Text(issues))));
        }
        if wanted.only_look {
            return Ok(Some(Ok(None)));
        }
        let reason = wanted.reason.trim();
        match reason.chars().count() {
            ..register::SHORTEST => return field("reason", "Say why, in a few words: whoever approves it reads this."),
            count if count > register::LONGEST => return field("reason", "This is longer than 2,000 characters: shorten it."),
            _ => {}
        }
        let base = state.base(wanted.file);
        let proposing = Proposing {
            council: &state.release.council.code,
            file: wanted.file,
            base: &base,
            before: &known.text,
            text: &text,
            reason,
            seen: wanted.seen,
        };
        let entry = asker.entry(self.now(), Deed::ProposePart, String::new());
        match self.store.propose_part(&proposing, &entry).await? {
            Proposed::Done(id) => Ok(Some(Ok(Some(id)))),
            Proposed::Open(id) => field("text", &format!("Proposal {id} of this file waits for approval: that comes first.")),
            Proposed::Stale => Ok(Some(Err(Fault::Stale))),
        }
    }

    /// Reads the folder with a text in place of a file. It takes a moment: other requests go on beside it.
    async fn checked(&self, state: &State, file: &str, text: &str) -> Result<Result<(), Vec<Issue>>, Stop> {
        let mut files = (*state.folder).clone();
        files.0.extend(state.parts.iter().map(|(file, text)| (file.clone(), text.clone())));
        let (file, text) = (file.to_owned(), text.to_owned());
        let checked = tokio::task::spawn_blocking(move || part::with(&files, &file, &text).map(|_| ())).await;
        checked.map_err(|_panicked| Stop::Machine("the text could not be checked".to_owned()))
    }

    /// Approves a proposal, returns it with a note, or takes it back: whether it was done, or had been decided before. None where there is none.
    pub async fn settle_part(&self, asker: &Asker, state: &State, id: i64, outcome: Outcome) -> Result<Option<bool>, Stop> {
        let council = &state.release.council.code;
        let Some(waiting) = self.waiting_part(asker, state, id).await? else { return Ok(None) };
        let proposal = waiting.proposal;
        let deed = match &outcome {
            Outcome::TakenBack if proposal.proposed.0 == asker.id() => Deed::TakePartBack,
            Outcome::TakenBack => return Err(Stop::Wrong("note", "Only whoever proposed it takes it back.".to_owned())),
            Outcome::Approved | Outcome::Returned(_) => {
                for hand in &proposal.hands {
                    self.allow(asker, Action::ApprovePart { proposed_by: *hand }).await?;
                }
                match &outcome {
                    Outcome::Returned(note) if note.trim().chars().count() < register::SHORTEST => {
                        return Err(Stop::Wrong("note", "Say what is to be changed: whoever proposed it reads this.".to_owned()));
                    }
                    Outcome::Returned(note) if note.chars().count() > register::LONGEST => {
                        return Err(Stop::Wrong("note", "This is longer than 2,000 characters: shorten it.".to_owned()));
                    }
                    Outcome::Returned(_) => Deed::ReturnPart,
                    _ => {
                        if proposal.base != state.base(&proposal.file) {
                            let words = "The folder’s own text of this file is another now, so this would not hold: return it, to be proposed anew.";
                            return Err(Stop::Wrong("note", words.to_owned()));
                        }
                        if proposal.outcome.is_none()
                            && let Err(issues) = self.checked(state, &proposal.file, &proposal.text).await?
                        {
                            let first = issues.first().map(ToString::to_string).unwrap_or_default();
                            return Err(Stop::Wrong("note", format!("It does not fit the folder any longer ({first}): return it.")));
                        }
                        Deed::ApprovePart
                    }
                }
            }
        };
        let entry = asker.entry(self.now(), deed, String::new());
        Ok(match self.store.settle_part(council, id, &outcome, &entry).await? {
            Settled::Done => Some(true),
            Settled::Already => Some(false),
            Settled::Nowhere => None,
        })
    }
}
