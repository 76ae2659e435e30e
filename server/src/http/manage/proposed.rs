//! What became of something that one person proposed and another decided on, in words.

use chrono::NaiveDateTime;
use domain::{people::UserId, store::decisions::Outcome};

use super::entry::show::Names;

/// What became of it; blank while it waits.
pub(super) fn became(outcome: Option<&(Outcome, UserId, NaiveDateTime)>, people: &Names) -> String {
    let Some((outcome, by, at)) = outcome else { return String::new() };
    let act = people.act((*by, *at));
    match outcome {
        Outcome::Approved => format!("Approved by {act}."),
        Outcome::Returned(note) => format!("Returned by {act}: {note}"),
        Outcome::TakenBack => format!("Taken back by {act}."),
    }
}

/// What was just done, by its word in the address.
pub(super) fn done(word: &str) -> Option<&'static str> {
    match word {
        "proposed" => Some("It is proposed. Somebody else approves it now."),
        "approved" => Some("It is approved. The public sees it within seconds."),
        "returned" => Some("It is returned with your note."),
        "taken-back" => Some("It is taken back."),
        _ => None,
    }
}

/// What a form asks to be done, and its word in the address.
pub(super) fn asked(act: &str, note: &str) -> (Outcome, &'static str) {
    match act {
        "approve" => (Outcome::Approved, "approved"),
        "take-back" => (Outcome::TakenBack, "taken-back"),
        _ => (Outcome::Returned(note.to_owned()), "returned"),
    }
}
