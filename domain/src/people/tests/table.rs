//! What each role may do, line by line.

use super::{actions, code, directorate, user};
use crate::{
    council::{Directorate, Service},
    people::{Action, Subject, User, UserId},
};

#[test]
fn each_role_may_what_the_table_says() {
    let (service, directorate, area) = (code("repairs"), code("homes"), code("w1"));
    let of = Subject { service: &service, directorate: &directorate, area: Some(&area) };
    let all = actions(of);
    for (grant, expected) in [
        ("viewer", "m"),
        ("viewer:w1", "mu"),
        ("viewer:w2", "m"),
        ("contributor:repairs", "muxsfc"),
        ("contributor:other", "m"),
        ("approver:homes", "muxa"),
        ("approver:other", "m"),
        ("unmasked:homes", "mx"),
        ("performance-team", "musaipwgvfct"),
        ("administrator", "mPA"),
    ] {
        let user = user([code(grant)]);
        let letters = "muxsaipwgvPAfct".chars();
        let found: String = letters.zip(&all).filter(|(_, action)| user.may(action)).map(|(letter, _)| letter).collect();
        assert_eq!(found, expected, "{grant}");
    }
    assert!(!user([]).may(&Action::Manage));
}

#[test]
fn each_role_may_what_the_table_says_of_programmes() {
    let (homes, parks) = (directorate("homes"), directorate("parks"));
    // Propose, and review what another proposed: of homes, of parks, of all of the council.
    for (grant, expected) in [
        ("viewer", ["", "", ""]),
        ("viewer:w1", ["", "", ""]),
        ("contributor:repairs", ["p", "", ""]),
        ("contributor:parks", ["", "p", ""]),
        ("approver:homes", ["pr", "", ""]),
        ("unmasked:homes", ["", "", ""]),
        ("performance-team", ["pr", "pr", "pr"]),
        ("administrator", ["", "", ""]),
    ] {
        let user = user([code(grant)]);
        let found = [Some(&homes), Some(&parks), None].map(|of| {
            let all = [("p", Action::Propose(of)), ("r", Action::Review { of, proposed_by: UserId(2) })];
            all.iter().filter(|(_, action)| user.may(action)).map(|(letter, _)| *letter).collect::<String>()
        });
        assert_eq!(found, expected, "{grant}");
    }
}

#[test]
fn each_role_may_do_with_decisions_what_the_table_says() {
    let service = Service { code: code("repairs"), name: "Repairs".into(), lead: "Head".into() };
    let homes = Directorate { code: code("homes"), name: "Homes".into(), lead: "Head".into(), services: vec![service] };
    let by = |proposed_by| Action::ApproveDecision { of: &homes, proposed_by };
    let all = [("s", Action::SeeDecisions), ("p", Action::ProposeDecision(&homes)), ("a", by(UserId(2))), ("own", by(UserId(1)))];
    for (grant, expected) in [
        ("viewer", ""),
        ("viewer:w1", ""),
        ("contributor:repairs", "sp"),
        ("contributor:other", "s"),
        ("approver:homes", "spa"),
        ("approver:other", "s"),
        ("unmasked:homes", ""),
        ("performance-team", "spa"),
        ("administrator", ""),
    ] {
        let user = user([code(grant)]);
        let found: String = all.iter().filter(|(_, action)| user.may(action)).map(|(letter, _)| *letter).collect();
        assert_eq!(found, expected, "{grant}");
        let gone = User { active: false, ..user };
        assert!(all.iter().all(|(_, action)| !gone.may(action)), "{grant}");
    }
}

#[test]
fn only_the_performance_team_edits_parts_and_nobody_approves_their_own() {
    for grant in ["viewer", "contributor:repairs", "approver:homes", "unmasked:homes", "performance-team", "administrator"] {
        let user = user([code(grant)]);
        let all = [Action::EditParts, Action::ApprovePart { proposed_by: UserId(2) }, Action::ApprovePart { proposed_by: UserId(1) }];
        let team = grant == "performance-team";
        assert_eq!(all.map(|action| user.may(&action)), [team, team, false], "{grant}");
    }
}

#[test]
fn each_role_may_do_at_meetings_what_the_table_says() {
    let (repairs, homes) = (code("repairs"), code("homes"));
    let of = Subject { service: &repairs, directorate: &homes, area: None };
    // Arrange; see and ask; answer about a measure of the service repairs of homes, and about what is no measure.
    let all = [
        ("m", Action::ArrangeMeetings),
        ("q", Action::AskAtMeetings),
        ("a", Action::AnswerAtMeetings(Some(of))),
        ("w", Action::AnswerAtMeetings(None)),
    ];
    for (grant, expected) in [
        ("viewer", "q"),
        ("viewer:w1", "q"),
        ("contributor:repairs", "qa"),
        ("contributor:other", "q"),
        ("approver:homes", "qa"),
        ("approver:other", "q"),
        ("unmasked:homes", ""),
        ("performance-team", "mqaw"),
        ("administrator", ""),
    ] {
        let user = user([code(grant)]);
        let found: String = all.iter().filter(|(_, action)| user.may(action)).map(|(letter, _)| *letter).collect();
        assert_eq!(found, expected, "{grant}");
        let gone = User { active: false, ..user };
        assert!(all.iter().all(|(_, action)| !gone.may(action)), "{grant}");
    }
}
