//! The one function that decides what a user may do.

use super::{Grant, User, UserId};
use crate::{
    code::{AreaCode, DirectorateCode, ServiceCode},
    council::Directorate,
    measure::Measure,
};

/// What an action is about: a measure's service and directorate, and the area where it is about one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject<'a> {
    /// The service that answers for the measure.
    pub service: &'a ServiceCode,
    /// The directorate of that service.
    pub directorate: &'a DirectorateCode,
    /// The area; none where all areas of the measure are meant.
    pub area: Option<&'a AreaCode>,
}

impl<'a> Subject<'a> {
    /// A measure, of all areas.
    pub fn of(measure: &'a Measure) -> Self {
        Self { service: &measure.service, directorate: &measure.directorate, area: None }
    }

    /// The measure in one area.
    #[must_use]
    pub fn within(self, area: &'a AreaCode) -> Self {
        Self { area: Some(area), ..self }
    }
}

/// A part of a measure that can be changed by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Numerators, denominators and values.
    Figures,
    /// What the service says about them.
    Commentary,
    /// What they are held to. A service does not set its own target.
    Target,
}

/// Something that a user wants to do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Action<'a> {
    /// Open the first of the signed-in pages.
    Manage,
    /// See figures that are not released yet, as disclosure control will release them.
    SeeUnpublished(Subject<'a>),
    /// See figures as they were entered, small ones too.
    SeeUnmasked(Subject<'a>),
    /// Write a part of a measure.
    Enter(Subject<'a>, Field),
    /// Hand in what was entered, for approval.
    Submit(Subject<'a>),
    /// Approve what was handed in, or return it with a note.
    Approve {
        /// The measure.
        of: Subject<'a>,
        /// Who handed it in.
        submitted_by: UserId,
    },
    /// Import a file, and withdraw what was imported.
    Import,
    /// Publish a release, now or at a set time.
    Publish,
    /// Withdraw a release, or correct one in public.
    Withdraw,
    /// See decisions that are proposed.
    SeeDecisions,
    /// Propose a decision, its correction, or that it is withdrawn from the register.
    ProposeDecision(&'a Directorate),
    /// Approve what was proposed of a decision, or return it with a note.
    ApproveDecision {
        /// Who carries it out.
        of: &'a Directorate,
        /// Who proposed it.
        proposed_by: UserId,
    },
    /// See and propose texts of the folder's parts that are edited here.
    EditParts,
    /// Approve such a text, or return it with a note.
    ApprovePart {
        /// Who proposed it.
        proposed_by: UserId,
    },
    /// Make, change, publish and close meetings, and correct or withdraw whatever was said at one.
    ArrangeMeetings,
    /// See meetings that are published from within, and record a question.
    AskAtMeetings,
    /// Record an answer about a measure, or about what is none.
    AnswerAtMeetings(Option<Subject<'a>>),
    /// See, begin, write and hand in reports, and withdraw frozen ones.
    EditReports,
    /// Freeze a report, or return it with a note.
    FreezeReport {
        /// Who had a hand in it.
        proposed_by: UserId,
    },
    /// Propose changes of a programme's actions: those of a directorate, or those of none, which are all of the council's.
    Propose(Option<&'a Directorate>),
    /// Approve such changes, return them with a note, or withdraw them later.
    Review {
        /// The directorate of the actions.
        of: Option<&'a Directorate>,
        /// Who proposed them.
        proposed_by: UserId,
    },
    /// Say who may do what.
    ManagePeople,
    /// Read what was done, by whom.
    ReadAudit,
}

impl Action<'_> {
    /// The action in words, as in "you may not …".
    pub fn words(&self) -> &'static str {
        match self {
            Self::Manage => "open these pages",
            Self::SeeUnpublished(_) => "see these figures before they are released",
            Self::SeeUnmasked(_) => "see figures that are hidden to protect people",
            Self::Enter(_, Field::Figures) => "enter figures of this measure",
            Self::Enter(_, Field::Commentary) => "write commentary on this measure",
            Self::Enter(_, Field::Target) => "set the target of this measure",
            Self::Submit(_) => "submit figures of this measure",
            Self::Approve { .. } => "approve these figures",
            Self::Import => "import files",
            Self::Publish => "publish a release",
            Self::Withdraw => "withdraw or correct a release",
            Self::SeeDecisions => "see decisions before they are public",
            Self::ProposeDecision(_) => "propose a decision of this directorate",
            Self::ApproveDecision { .. } => "approve this decision",
            Self::EditParts => "edit money, surveys and outcomes",
            Self::ApprovePart { .. } => "approve this text",
            Self::ArrangeMeetings => "arrange meetings",
            Self::AskAtMeetings => "see meetings here, or ask at them",
            Self::AnswerAtMeetings(_) => "answer this question",
            Self::EditReports => "write reports",
            Self::FreezeReport { .. } => "freeze this report",
            Self::Propose(_) => "propose changes of these actions",
            Self::Review { .. } => "approve or withdraw changes of these actions",
            Self::ManagePeople => "manage people",
            Self::ReadAudit => "read the audit",
        }
    }
}

impl User {
    /// Whether they may do it. Nobody may do anything once they are deactivated, and nobody approves what they submitted or proposed themselves.
    ///
    /// Who enters or approves figures sees them as they are; anybody else only with the permission, whatever their role. An administrator
    /// says who may do what and can do none of it.
    pub fn may(&self, action: &Action) -> bool {
        self.active && self.grants.iter().any(|grant| allows(grant, self.id, action))
    }
}

fn allows(grant: &Grant, user: UserId, action: &Action) -> bool {
    match (grant, action) {
        (
            _,
            Action::Approve { submitted_by: by, .. }
            | Action::ApproveDecision { proposed_by: by, .. }
            | Action::ApprovePart { proposed_by: by }
            | Action::FreezeReport { proposed_by: by }
            | Action::Review { proposed_by: by, .. },
        ) if *by == user => false,
        (Grant::ViewerOf(area), Action::SeeUnpublished(of)) => of.area == Some(area),
        (
            Grant::Contributor(service),
            Action::SeeUnpublished(of)
            | Action::SeeUnmasked(of)
            | Action::Enter(of, Field::Figures | Field::Commentary)
            | Action::Submit(of)
            | Action::AnswerAtMeetings(Some(of)),
        ) => of.service == service,
        (
            Grant::Approver(directorate),
            Action::SeeUnpublished(of) | Action::SeeUnmasked(of) | Action::Approve { of, .. } | Action::AnswerAtMeetings(Some(of)),
        )
        | (Grant::Unmasked(directorate), Action::SeeUnmasked(of)) => of.directorate == directorate,
        (Grant::Contributor(service), Action::ProposeDecision(of) | Action::Propose(Some(of))) => {
            of.services.iter().any(|one| one.code == *service)
        }
        (
            Grant::Approver(directorate),
            Action::ProposeDecision(of)
            | Action::ApproveDecision { of, .. }
            | Action::Propose(Some(of))
            | Action::Review { of: Some(of), .. },
        ) => of.code == *directorate,
        (
            Grant::PerformanceTeam,
            Action::SeeUnpublished(_)
            | Action::Enter(..)
            | Action::Submit(_)
            | Action::Approve { .. }
            | Action::Import
            | Action::Publish
            | Action::Withdraw
            | Action::SeeDecisions
            | Action::ProposeDecision(_)
            | Action::ApproveDecision { .. }
            | Action::EditParts
            | Action::ApprovePart { .. }
            | Action::ArrangeMeetings
            | Action::AskAtMeetings
            | Action::AnswerAtMeetings(_)
            | Action::EditReports
            | Action::FreezeReport { .. }
            | Action::Propose(_)
            | Action::Review { .. },
        )
        | (Grant::Contributor(_) | Grant::Approver(_), Action::SeeDecisions)
        | (Grant::Viewer | Grant::ViewerOf(_) | Grant::Contributor(_) | Grant::Approver(_), Action::AskAtMeetings)
        | (Grant::Administrator, Action::ManagePeople | Action::ReadAudit)
        | (_, Action::Manage) => true,
        _ => false,
    }
}
