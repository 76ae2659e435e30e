//! Promises about reports that are drafted, frozen and kept.

use domain::{
    people::{
        UserId,
        audit::{Deed, Entry},
    },
    report::{Kind, Template, frozen::Gone},
    store::{
        People, Releases, Reports,
        decisions::{Outcome, Settled},
        reports::{Drafted, Freeze, Freezing, Made, Stage},
    },
};

use crate::{done, people::add, sample::time};

fn entry(deed: Deed, who: UserId, day: u32) -> Entry {
    Entry { at: time(day), who: Some(who), deed, on: String::new(), place: "a test".to_owned() }
}

fn template(title: &str) -> Template {
    Template::new(Kind::Annual, "", title.to_owned())
}

async fn begin<S: Reports>(store: &S, who: UserId, title: &str) -> i64 {
    done(store.begin_report("here", &template(title), None, &entry(Deed::BeginReport, who, 3)).await)
}

async fn hand_in<S: Reports>(store: &S, who: UserId, draft: (i64, i64)) -> Drafted {
    done(store.hand_report_in("here", draft, (1, b"{\"as\":\"handed in\"}"), &entry(Deed::HandReportIn, who, 4)).await)
}

fn made(text: &str) -> Vec<Made> {
    let one = |name| Made { name, sha256: "0123456789abcdef".repeat(4), bytes: format!("{text} {name}").into_bytes() };
    vec![one("report.json"), one("report.pdf")]
}

async fn freeze<S: Reports>(store: &S, who: UserId, submission: i64, number: u32) -> Result<Freeze, S::Error> {
    let digest = format!("{number:064}");
    let forms = made("first");
    let freezing = Freezing { council: "here", submission, number, digest: &digest, forms: &forms };
    store.freeze_report(&freezing, &entry(Deed::FreezeReport, who, 5)).await
}

async fn settle<S: Reports>(store: &S, who: UserId, submission: i64, outcome: &Outcome) -> Result<Settled, S::Error> {
    store.settle_report("here", submission, outcome, &entry(Deed::ReturnReport, who, 5)).await
}

async fn stage<S: Reports>(store: &S, id: i64) -> Option<Stage> {
    done(store.report_draft("here", id).await).map(|draft| draft.stage)
}

async fn two<S: People>(store: &S) -> (UserId, UserId) {
    (add(store, "one@example.org", &["performance-team"]).await, add(store, "other@example.org", &["performance-team"]).await)
}

/// A draft keeps its newest version, is handed in with a document, and is frozen once with a number of its own and forms that come back byte for byte; then it
/// is told, and the version of what is told changes with it.
pub async fn a_report_goes_from_a_draft_to_a_frozen_one<S: Reports + People + Releases>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let (one, other) = two(&store).await;
    let version = async || done(store.register_version("here").await);
    let before = version().await;
    let id = begin(&store, one, "First").await;
    let saved = template("Better");
    let save = async |seen| done(store.save_report("here", (id, seen), &saved, &entry(Deed::SaveReport, one, 3)).await);
    assert_eq!((save(1).await, save(1).await), (Drafted::Done, Drafted::Stale));
    let draft = done(store.report_draft("here", id).await).unwrap_or_else(|| panic!("there is no draft {id}"));
    assert_eq!((draft.version, &draft.template, draft.stage, draft.hands), (2, &saved, Stage::Draft(None), [one].into()));
    assert_eq!(done(store.report_draft("there", id).await), None);
    assert_eq!((hand_in(&store, one, (id, 1)).await, hand_in(&store, one, (id, 2)).await), (Drafted::Stale, Drafted::Done));
    assert_eq!((hand_in(&store, one, (id, 2)).await, save(2).await), (Drafted::Closed, Drafted::Closed));
    assert_eq!(stage(&store, id).await, Some(Stage::Waits { submission: 1, release: 1, by: (one, time(4)) }));
    assert_eq!(done(store.handed_in("here", 1).await).as_deref(), Some(b"{\"as\":\"handed in\"}".as_slice()));
    assert_eq!(done(store.handed_in("there", 1).await), None);
    assert_eq!((version().await, done(store.register("here").await).reports), (before, vec![]), "what waits is not told");

    assert_eq!(done(freeze(&store, other, 1, 2).await), Freeze::Number);
    assert_eq!(done(freeze(&store, other, 9, 1).await), Freeze::Nowhere);
    assert!(matches!(stage(&store, id).await, Some(Stage::Waits { .. })), "what could not be frozen still waits");
    assert_eq!(done(freeze(&store, other, 1, 1).await), Freeze::Done);
    assert_eq!(done(freeze(&store, other, 1, 2).await), Freeze::Already);
    assert_eq!(stage(&store, id).await, Some(Stage::Frozen(1)));
    assert_eq!((hand_in(&store, one, (id, 2)).await, save(2).await), (Drafted::Closed, Drafted::Closed));
    let frozen = version().await;
    assert_ne!(frozen, before);
    let register = done(store.register("here").await);
    let told = register.reports.first().unwrap_or_else(|| panic!("nothing is told"));
    assert_eq!((told.number, told.title.as_str(), told.kind, told.release, told.at), (1, "Better", Kind::Annual, 1, time(5)));
    let forms: Vec<_> = told.forms.iter().map(|form| (form.name.as_str(), form.bytes)).collect();
    assert_eq!((forms, told.corrects.as_ref()), (vec![("report.json", 17), ("report.pdf", 16)], None));
    let bytes = async |council, digest, name| done(store.report_form(council, digest, name).await);
    assert_eq!(bytes("here", &told.digest, "report.pdf").await.as_deref(), Some(b"first report.pdf".as_slice()));
    assert_eq!(bytes("there", &told.digest, "report.pdf").await, None);
    assert_eq!(bytes("here", "0", "report.pdf").await, None);
    assert_eq!(done(store.register("there").await).reports, []);

    // Another corrects it, and it is withdrawn.
    let wrong = Some((1, "A figure was wrong."));
    let second = done(store.begin_report("here", &saved, wrong, &entry(Deed::BeginReport, one, 6)).await);
    hand_in(&store, one, (second, 1)).await;
    assert_eq!(done(freeze(&store, other, 2, 2).await), Freeze::Done);
    let withdraw =
        async |number| done(store.withdraw_report("here", number, "A person was named.", &entry(Deed::WithdrawReport, one, 7)).await);
    assert_eq!((withdraw(1).await, withdraw(1).await, withdraw(3).await), (Settled::Done, Settled::Already, Settled::Nowhere));
    assert_eq!(version().await, frozen + 2);
    let register = done(store.register("here").await);
    let [newer, older] = register.reports.as_slice() else { panic!("{:?}", register.reports) };
    assert_eq!(newer.corrects, Some((1, "A figure was wrong.".to_owned())));
    assert_eq!(older.withdrawn, Some((time(7), "A person was named.".to_owned())));
    assert_eq!(older.gone(&register), Some(Gone::Itself("A person was named.")));
    assert_eq!(done(store.report_drafts("here").await).iter().map(|draft| draft.id).collect::<Vec<_>>(), [second, id]);
    let deeds = done(People::audit_after(&store, 0).await).into_iter().filter(|one| one.entry.deed.code().starts_with("report-"));
    assert_eq!(deeds.count(), 8);
}

/// Nobody freezes or returns a report they had a hand in; what is returned is open again, and what was given up is not.
pub async fn nobody_freezes_a_report_they_had_a_hand_in<S: Reports + People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let (one, other) = two(&store).await;
    let id = begin(&store, one, "First").await;
    hand_in(&store, one, (id, 1)).await;
    let returned = Outcome::Returned("Say more of it.".to_owned());
    assert!(freeze(&store, one, 1, 1).await.is_err());
    assert!(settle(&store, one, 1, &returned).await.is_err());
    assert!(settle(&store, other, 1, &Outcome::TakenBack).await.is_err());
    assert!(settle(&store, other, 1, &Outcome::Approved).await.is_err(), "nothing is approved without being frozen");
    assert_eq!(done(settle(&store, other, 1, &returned).await), Settled::Done);
    assert_eq!(done(settle(&store, other, 1, &returned).await), Settled::Already);
    assert_eq!(done(settle(&store, other, 7, &returned).await), Settled::Nowhere);
    assert_eq!(stage(&store, id).await, Some(Stage::Draft(Some("Say more of it.".to_owned()))));
    // The other writes on: then neither freezes it.
    let saved = done(store.save_report("here", (id, 1), &template("More"), &entry(Deed::SaveReport, other, 6)).await);
    assert_eq!((saved, hand_in(&store, one, (id, 2)).await), (Drafted::Done, Drafted::Done));
    assert!(freeze(&store, other, 2, 1).await.is_err());
    assert_eq!(done(settle(&store, one, 2, &Outcome::TakenBack).await), Settled::Done);
    assert_eq!(stage(&store, id).await, Some(Stage::Draft(None)));
    let third = add(&store, "third@example.org", &["performance-team"]).await;
    assert_eq!(hand_in(&store, one, (id, 2)).await, Drafted::Done);
    assert_eq!(done(freeze(&store, third, 3, 1).await), Freeze::Done);

    let idle = begin(&store, one, "Idle").await;
    let give_up = async || done(store.give_report_up("here", idle, &entry(Deed::GiveReportUp, one, 7)).await);
    assert_eq!((give_up().await, give_up().await), (Drafted::Done, Drafted::Closed));
    assert_eq!(stage(&store, idle).await, Some(Stage::GivenUp));
    assert_eq!(hand_in(&store, one, (idle, 1)).await, Drafted::Closed);
    assert_eq!(done(store.give_report_up("there", id, &entry(Deed::GiveReportUp, one, 7)).await), Drafted::Nowhere);
}
