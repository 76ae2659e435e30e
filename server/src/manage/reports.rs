//! Reports: begun of a template, written by one person, frozen by another with a number and forms that never change, corrected and withdrawn in public.

pub mod underway;

use std::sync::Arc;

use domain::{
    people::{Action, audit::Deed},
    register,
    report::{
        self, Ground, Kind, Template,
        document::Document,
        frozen::{Frozen, freeze},
        write,
    },
    store::{
        Releases, Reports,
        decisions::{Outcome, Settled},
        reports::{Draft, Drafted, Freeze, Freezing, Made, Stage},
    },
};
use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;

use self::underway::{Run, Seen};
use super::{Asker, Desk, Stop};
use crate::{http::state::State, reports::Form};

/// One is set at a time: it takes a processor for seconds.
static PRESS: Semaphore = Semaphore::const_new(1);
/// How often a number is tried that somebody else may take meanwhile.
const TRIES: usize = 3;

/// A draft, and what its reader may do with it.
#[derive(Debug)]
pub struct Opened {
    /// The draft.
    pub draft: Draft,
    /// The report as it was handed in, while it waits; none once the release that its figures are from was withdrawn.
    pub document: Option<Document>,
    /// Whether the reader may freeze or return it.
    pub decides: bool,
    /// Whether the reader may take it back.
    pub own: bool,
}

/// What came of deciding on a draft.
#[derive(Debug)]
pub enum Decided {
    /// It is settled, or was before, or there is none.
    Now(Settled),
    /// It is being frozen, which takes seconds.
    Freezing(Arc<Run>),
}

/// Why nothing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// What is wrong with the template.
    Template(Vec<report::Fault>),
    /// Somebody saved another version since it was opened.
    Stale,
    /// It waits, is frozen or was given up.
    Closed,
}

/// A reason, within its bounds.
fn reason<'a>(field: &'static str, text: &'a str) -> Result<&'a str, Stop> {
    let text = text.trim();
    match text.chars().count() {
        ..register::SHORTEST => Err(Stop::Wrong(field, "Say what, in a few words: the public reads this.".to_owned())),
        count if count > register::LONGEST => Err(Stop::Wrong(field, "This is longer than 2,000 characters: shorten it.".to_owned())),
        _ => Ok(text),
    }
}

/// A report as it comes out of the release by a template. It takes a moment: other requests go on beside it.
async fn written(state: &Arc<State>, template: &Template) -> Result<Result<Document, Fault>, Stop> {
    let (state, template) = (Arc::clone(state), template.clone());
    let made = tokio::task::spawn_blocking(move || {
        let ground = Ground { release: &state.release, register: &state.register, today: state.day() };
        write(ground, &template).map_err(Fault::Template)
    });
    made.await.map_err(|_panicked| Stop::Machine("the report could not be written".to_owned()))
}

/// The forms of a report, the document first; and its digest. `run`: is told of each that is made.
async fn forms(state: &Arc<State>, run: &Arc<Run>, kind: Kind, document: Document) -> Result<(String, Vec<Made>), Stop> {
    let failed = |error: String| Stop::Machine(format!("the report could not be set: {error}"));
    let _turn = PRESS.acquire().await.map_err(|closed| failed(closed.to_string()))?;
    let (built, run) = (Arc::clone(&state.built), Arc::clone(run));
    let made = tokio::task::spawn_blocking(move || {
        run.progress.begin(Form::ALL.len() as u64);
        Form::ALL
            .into_iter()
            .map(|form| {
                let bytes = form.of(Some(kind), document.clone(), &built)?;
                run.progress.add(1);
                Ok(Made { name: form.name(), sha256: format!("{:x}", Sha256::digest(&bytes)), bytes })
            })
            .collect::<anyhow::Result<Vec<Made>>>()
    });
    let made = made.await.map_err(|panicked| failed(panicked.to_string()))?.map_err(|error| failed(format!("{error:#}")))?;
    let digest = made.first().map(|first| first.sha256.clone()).unwrap_or_default();
    Ok((digest, made))
}

impl Desk {
    /// Every draft, the newest first.
    pub async fn reports(&self, asker: &Asker, state: &State) -> Result<Vec<Draft>, Stop> {
        self.allow(asker, Action::EditReports).await?;
        Ok(self.store.report_drafts(&state.release.council.code).await?)
    }

    /// Every frozen report, the newest first, as the database tells them now.
    pub async fn frozen_reports(&self, asker: &Asker, state: &State) -> Result<Vec<Frozen>, Stop> {
        self.allow(asker, Action::EditReports).await?;
        Ok(self.store.register(&state.release.council.code).await?.reports)
    }

    /// Begins a report as it comes out of the release by itself: its number.
    pub async fn begin_report(&self, asker: &Asker, state: &State, kind: Kind, of: &str) -> Result<i64, Stop> {
        self.allow(asker, Action::EditReports).await?;
        let unknown = |_| Stop::Wrong("what", "Choose one of the reports of this list.".to_owned());
        let template = Template::usual(kind, of, &state.release).map_err(unknown)?;
        self.begun(asker, state, &template, None).await
    }

    /// Begins a report that puts right what was wrong in a frozen one; none where there is none.
    pub async fn begin_correction(&self, asker: &Asker, state: &State, number: u32, wrong: &str) -> Result<Option<i64>, Stop> {
        let drafts = self.reports(asker, state).await?;
        let all = self.frozen_reports(asker, state).await?;
        let Some(frozen) = all.iter().find(|report| report.number == number) else { return Ok(None) };
        let wrong = reason("wrong", wrong)?;
        let own = drafts.into_iter().find(|draft| draft.stage == Stage::Frozen(number)).map(|draft| draft.template);
        let gone = |_| Stop::Wrong("wrong", "What this report is of is not in the release any more: withdraw it instead.".to_owned());
        let template = match own {
            Some(own) => own,
            None => Template::usual(frozen.kind, &frozen.of, &state.release).map_err(gone)?,
        };
        self.begun(asker, state, &template, Some((number, wrong))).await.map(Some)
    }

    async fn begun(&self, asker: &Asker, state: &State, template: &Template, corrects: Option<(u32, &str)>) -> Result<i64, Stop> {
        let entry = asker.entry(self.now(), Deed::BeginReport, String::new());
        Ok(self.store.begin_report(&state.release.council.code, template, corrects, &entry).await?)
    }

    /// A draft.
    pub async fn report(&self, asker: &Asker, state: &State, id: i64) -> Result<Option<Opened>, Stop> {
        self.allow(asker, Action::EditReports).await?;
        let council = &state.release.council.code;
        let Some(draft) = self.store.report_draft(council, id).await? else { return Ok(None) };
        let Stage::Waits { submission, release, by } = draft.stage else {
            return Ok(Some(Opened { draft, document: None, decides: false, own: false }));
        };
        let document = if self.store.register(council).await?.stands(release) {
            let unreadable = |error: String| Stop::Machine(format!("what was handed in cannot be read: {error}"));
            let bytes = self.store.handed_in(council, submission).await?.ok_or_else(|| unreadable("it is not there".to_owned()))?;
            Some(serde_json::from_slice(&bytes).map_err(|error| unreadable(error.to_string()))?)
        } else {
            None
        };
        let decides = draft.hands.iter().all(|hand| asker.user().may(&Action::FreezeReport { proposed_by: *hand }));
        let own = by.0 == asker.id();
        Ok(Some(Opened { draft, document, decides, own }))
    }

    /// Saves a template over a version of a draft, where it is another: the number of the version that holds then. None where there is no such draft.
    pub async fn save_report(
        &self,
        asker: &Asker,
        state: &State,
        (id, seen): (i64, i64),
        template: &Template,
    ) -> Result<Option<Result<i64, Fault>>, Stop> {
        let Some(Opened { draft, .. }) = self.report(asker, state, id).await? else { return Ok(None) };
        let faults = template.faults(&state.release);
        if !faults.is_empty() {
            return Ok(Some(Err(Fault::Template(faults))));
        }
        if draft.version == seen && draft.template == *template {
            return Ok(Some(Ok(seen)));
        }
        let entry = asker.entry(self.now(), Deed::SaveReport, String::new());
        let saved = self.store.save_report(&state.release.council.code, (id, seen), template, &entry).await?;
        Ok(drafted(saved).map(|saved| saved.map(|()| seen + 1)))
    }

    /// A draft as it would be handed in now; none where there is none.
    pub async fn look_at_report(&self, asker: &Asker, state: &Arc<State>, id: i64) -> Result<Option<Result<Document, Fault>>, Stop> {
        let Some(Opened { draft, .. }) = self.report(asker, state, id).await? else { return Ok(None) };
        written(state, &draft.template).await.map(Some)
    }

    /// Hands the version of a draft in, as it comes out of the release that is served; none where there is no such draft.
    pub async fn hand_report_in(
        &self,
        asker: &Asker,
        state: &Arc<State>,
        (id, version): (i64, i64),
    ) -> Result<Option<Result<(), Fault>>, Stop> {
        let document = match self.look_at_report(asker, state, id).await? {
            Some(Ok(document)) => document,
            Some(Err(fault)) => return Ok(Some(Err(fault))),
            None => return Ok(None),
        };
        let bytes = Form::Json.of(None, document, &state.built).map_err(|error| Stop::Machine(error.to_string()))?;
        let entry = asker.entry(self.now(), Deed::HandReportIn, String::new());
        let release = state.release.catalogue.release;
        let handed = self.store.hand_report_in(&state.release.council.code, (id, version), (release, &bytes), &entry).await?;
        Ok(drafted(handed))
    }

    /// Gives a draft up; none where there is no such draft.
    pub async fn give_report_up(&self, asker: &Asker, state: &State, id: i64) -> Result<Option<Result<(), Fault>>, Stop> {
        self.allow(asker, Action::EditReports).await?;
        let entry = asker.entry(self.now(), Deed::GiveReportUp, String::new());
        Ok(drafted(self.store.give_report_up(&state.release.council.code, id, &entry).await?))
    }

    /// How far freezing a draft is, where it goes on; what came of it is told once.
    pub async fn freezing(&self, asker: &Asker, id: i64) -> Result<Option<Seen>, Stop> {
        self.allow(asker, Action::EditReports).await?;
        Ok(self.underway.see(id))
    }

    /// Begins to freeze what waits, returns it with a note, or takes it back.
    pub async fn settle_report(self: &Arc<Self>, asker: &Asker, state: &Arc<State>, id: i64, outcome: &Outcome) -> Result<Decided, Stop> {
        let Some(opened) = self.report(asker, state, id).await? else { return Ok(Decided::Now(Settled::Nowhere)) };
        let Stage::Waits { submission, release, by } = opened.draft.stage else { return Ok(Decided::Now(Settled::Already)) };
        if *outcome != Outcome::TakenBack {
            for hand in &opened.draft.hands {
                self.allow(asker, Action::FreezeReport { proposed_by: *hand }).await?;
            }
        }
        let council = &state.release.council.code;
        let deed = match outcome {
            Outcome::Approved => {
                let document = opened.document.ok_or_else(|| withdrawn(release))?;
                let what = (opened.draft.template.kind, document);
                return Ok(Decided::Freezing(self.begin_freezing(asker, state, id, (submission, release), what)));
            }
            Outcome::Returned(note) => {
                let few = "Say what is to be changed: whoever wrote it reads this.";
                reason("note", note).map_err(|_short| Stop::Wrong("note", few.to_owned()))?;
                Deed::ReturnReport
            }
            Outcome::TakenBack if by.0 == asker.id() => Deed::TakeReportBack,
            Outcome::TakenBack => return Err(Stop::Wrong("note", "Only whoever handed it in takes it back.".to_owned())),
        };
        let entry = asker.entry(self.now(), deed, String::new());
        Ok(Decided::Now(self.store.settle_report(council, submission, outcome, &entry).await?))
    }

    /// Freezes beside other requests; one that goes on is not begun again. If the program is stopped meanwhile, the draft still waits.
    fn begin_freezing(self: &Arc<Self>, asker: &Asker, state: &Arc<State>, id: i64, which: (i64, u32), what: (Kind, Document)) -> Arc<Run> {
        let (run, new) = self.underway.begin(id);
        if new {
            let (desk, asker, state) = (Arc::clone(self), asker.clone(), Arc::clone(state));
            let (own, ends) = (Arc::clone(&run), Arc::clone(&run));
            let work = tokio::spawn(async move { desk.freeze(&asker, &state, &own, which, what).await });
            tokio::spawn(async move {
                let panicked = |error: tokio::task::JoinError| Err(Stop::Machine(format!("the report could not be frozen: {error}")));
                ends.end(work.await.unwrap_or_else(panicked));
            });
        }
        run
    }

    async fn freeze(
        &self,
        asker: &Asker,
        state: &Arc<State>,
        run: &Arc<Run>,
        (submission, release): (i64, u32),
        (kind, document): (Kind, Document),
    ) -> Result<Settled, Stop> {
        let council = &state.release.council.code;
        for _ in 0..TRIES {
            // As it is told now, and not when this page was drawn.
            let register = self.store.register(council).await?;
            if !register.stands(release) {
                return Err(withdrawn(release));
            }
            let number = register.reports.first().map_or(0, |newest: &Frozen| newest.number) + 1;
            let now = self.now();
            let (digest, made) = forms(state, run, kind, freeze(document.clone(), number, now)).await?;
            let freezing = Freezing { council, submission, number, digest: &digest, forms: &made };
            let entry = asker.entry(now, Deed::FreezeReport, String::new());
            match self.store.freeze_report(&freezing, &entry).await? {
                Freeze::Done => return Ok(Settled::Done),
                Freeze::Already => return Ok(Settled::Already),
                Freeze::Nowhere => return Ok(Settled::Nowhere),
                Freeze::Number => {}
            }
        }
        Err(Stop::Wrong("note", "Others are freezing reports at this moment. Try again in a minute.".to_owned()))
    }

    /// Withdraws a frozen report: whether it was done, or had been before. None where there is none.
    pub async fn withdraw_report(&self, asker: &Asker, state: &State, number: u32, why: &str) -> Result<Option<bool>, Stop> {
        self.allow(asker, Action::EditReports).await?;
        let why = reason("why", why)?;
        let entry = asker.entry(self.now(), Deed::WithdrawReport, String::new());
        Ok(match self.store.withdraw_report(&state.release.council.code, number, why, &entry).await? {
            Settled::Done => Some(true),
            Settled::Already => Some(false),
            Settled::Nowhere => None,
        })
    }
}

fn withdrawn(release: u32) -> Stop {
    Stop::Wrong("note", format!("Release {release}, which its figures are from, was withdrawn: return it, to be made of another."))
}

fn drafted(drafted: Drafted) -> Option<Result<(), Fault>> {
    match drafted {
        Drafted::Done => Some(Ok(())),
        Drafted::Stale => Some(Err(Fault::Stale)),
        Drafted::Closed => Some(Err(Fault::Closed)),
        Drafted::Nowhere => None,
    }
}
