//! What was done: entries in one chain, each with the digest of all before it, so that none can be changed or left out unseen.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;

use super::{Digest, Grant, UserId};

macro_rules! deeds {
    ($($name:ident $code:literal $words:literal,)+) => {
        /// Something that is recorded. A new one is a line here.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Deed {
            $(#[doc = $words] $name,)+
        }

        impl Deed {
            /// Every deed.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Its short name, as it is kept: never changed once used.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// In words.
            pub fn words(self) -> &'static str {
                match self { $(Self::$name => $words,)+ }
            }
        }
    };
}

deeds! {
    Add "user-add" "Added a person",
    Grant "user-grant" "Changed what a person may do",
    Deactivate "user-deactivate" "Deactivated a person",
    Reactivate "user-reactivate" "Let a person sign in again",
    SetPassword "password-set" "Set their own password",
    ResetPassword "password-reset" "Reset a person’s password",
    ResetFactor "factor-reset" "Removed a person’s second factor",
    Enrol "factor-enrol" "Set up a second factor",
    PasswordRight "password-right" "Gave the right password",
    PasswordExpired "password-expired" "Gave a password that had expired",
    PasswordWrong "password-wrong" "Gave a wrong password, or an unknown login",
    NewFactor "factor-set" "Set up another second factor",
    CodeWrong "code-wrong" "Gave a wrong code",
    SignIn "sign-in" "Signed in",
    SignInByRecovery "sign-in-recovery" "Signed in with a recovery code",
    SignInElsewhere "openid-sign-in" "Signed in by another service",
    RefusedElsewhere "openid-refused" "Came from another service, and was not let in",
    GrantElsewhere "openid-grant" "Got what another service says they may do",
    SignOut "sign-out" "Signed out",
    Refused "refused" "Tried what they may not do",
    Import "import" "Brought figures in",
    Withdraw "import-withdraw" "Withdrew figures that were brought in",
    GiveUpImport "import-give-up" "Gave up bringing figures in",
    KeepMapping "mapping-keep" "Kept a mapping of columns",
    ForgetMapping "mapping-forget" "Removed a mapping of columns",
    SaveDraft "entry-save" "Saved a draft of figures",
    HandIn "entry-submit" "Submitted figures",
    SendBack "entry-return" "Returned figures",
    Approve "entry-approve" "Approved figures",
    Publish "release-publish" "Published a release",
    PlanRelease "release-plan" "Planned a release",
    CancelPlanned "release-cancel" "Cancelled a planned release",
    RefusePlanned "release-refuse" "Could not publish a planned release",
    WithdrawRelease "release-withdraw" "Withdrew a release",
    ProposeDecision "decision-propose" "Proposed a decision",
    ApproveDecision "decision-approve" "Approved a decision",
    ReturnDecision "decision-return" "Returned a decision",
    TakeDecisionBack "decision-take-back" "Took a proposed decision back",
    ProposePart "part-propose" "Proposed a text of the council’s folder",
    ApprovePart "part-approve" "Approved a text of the council’s folder",
    ReturnPart "part-return" "Returned a text of the council’s folder",
    TakePartBack "part-take-back" "Took a proposed text back",
    SaveMeeting "meeting-save" "Wrote a meeting or its agenda",
    PublishMeeting "meeting-publish" "Published a meeting",
    CloseMeeting "meeting-close" "Closed a meeting",
    AskAtMeeting "meeting-ask" "Recorded a question at a meeting",
    AnswerAtMeeting "meeting-answer" "Recorded an answer at a meeting",
    CorrectRemark "meeting-correct" "Corrected what was said at a meeting",
    WithdrawRemark "meeting-withdraw" "Withdrew what was said at a meeting",
    BeginReport "report-begin" "Began a report",
    SaveReport "report-save" "Saved a draft of a report",
    GiveReportUp "report-give-up" "Gave a draft of a report up",
    HandReportIn "report-submit" "Handed a report in",
    ReturnReport "report-return" "Returned a report",
    TakeReportBack "report-take-back" "Took a report back",
    FreezeReport "report-freeze" "Froze a report",
    WithdrawReport "report-withdraw" "Withdrew a frozen report",
    Propose "programme-propose" "Proposed changes of a programme",
    TakeBack "programme-take-back" "Took back what they had proposed",
    ReturnProposal "programme-return" "Returned proposed changes of a programme",
    ApproveProposal "programme-approve" "Approved changes of a programme",
    WithdrawProposal "programme-withdraw" "Withdrew changes of a programme",
    SeeUnmasked "unmasked-see" "Saw figures that are hidden from the public",
    AskDigest "digest-ask" "Asked for a digest by e-mail",
    EndDigest "digest-end" "Ended a digest by e-mail",
    Restore "database-restore" "Put a copy of the database back",
    ReadAudit "audit-read" "Read the audit",
    ExportAudit "audit-export" "Exported the audit",
}

impl Deed {
    /// The deed of a short name.
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|deed| deed.code() == code)
    }
}

/// One thing that was done. It holds no secret, and of people their numbers only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When, UTC.
    pub at: NaiveDateTime,
    /// Who; none where nobody is known, as on the command line.
    pub who: Option<UserId>,
    /// What.
    pub deed: Deed,
    /// On what, such as `user 3`; empty where the deed says it all.
    pub on: String,
    /// From where: `command line`, or `web` and a digest of the address that tells whether two entries came from one place, not which.
    pub place: String,
}

/// The longest text of [`Entry::on`], in bytes.
const ON: usize = 400;

/// What an entry is on where grants of a user change: `user 3 +contributor:repairs -viewer`. As many texts as it takes, one at least.
pub fn on_grants(user: UserId, before: &BTreeSet<Grant>, after: &BTreeSet<Grant>) -> Vec<String> {
    let mut all = vec![format!("user {user}")];
    let gained = after.difference(before).map(|grant| format!(" +{grant}"));
    for part in gained.chain(before.difference(after).map(|grant| format!(" -{grant}"))) {
        match all.last_mut().filter(|last| last.len() + part.len() <= ON) {
            Some(last) => last.push_str(&part),
            None => all.push(format!("user {user}{part}")),
        }
    }
    all
}

/// An entry as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Number, from 1, without gaps.
    pub number: i64,
    /// What was done.
    pub entry: Entry,
    /// Digest of this entry and, by that of the one before, of all before it.
    pub digest: Digest,
}

/// The bytes whose digest an entry gets: the digest before it (zeros for the first), its number, and each part with its length.
pub fn bytes(previous: &Digest, number: i64, entry: &Entry) -> Vec<u8> {
    let mut out = previous.to_vec();
    out.extend(number.to_be_bytes());
    out.extend(entry.at.and_utc().timestamp_micros().to_be_bytes());
    out.extend(entry.who.map_or(0, |who| who.0).to_be_bytes());
    for part in [entry.deed.code(), &entry.on, &entry.place] {
        out.extend((part.len() as u64).to_be_bytes());
        out.extend(part.as_bytes());
    }
    out
}

/// The end of a chain: how many entries, and the digest of the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Head {
    /// Number of the last entry; 0 for none.
    pub number: i64,
    /// Its digest.
    pub digest: Digest,
}

/// Why a chain is not whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// Numbers are missing.
    #[error("entry {expected} is missing from the audit")]
    Missing {
        /// The number that should follow.
        expected: i64,
    },
    /// An entry is not as it was written.
    #[error("entry {number} of the audit, or one before it, is not as it was written")]
    Changed {
        /// Its number.
        number: i64,
    },
}

/// Follows a chain on from its end, entry by entry. `digest` is SHA-256.
pub fn follow(head: Head, entries: &[Recorded], digest: impl Fn(&[u8]) -> Digest) -> Result<Head, Broken> {
    entries.iter().try_fold(head, |head, recorded| {
        let number = head.number + 1;
        if recorded.number != number {
            return Err(Broken::Missing { expected: number });
        }
        if digest(&bytes(&head.digest, number, &recorded.entry)) != recorded.digest {
            return Err(Broken::Changed { number });
        }
        Ok(Head { number, digest: recorded.digest })
    })
}
