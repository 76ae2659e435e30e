//! Earlier releases, each as it was published: opened when somebody asks for one, and a few of them held for those who come after (ADR 0022).

use std::{
    fmt,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError, Weak},
    time::Duration,
};

use app::{apart::Apart, error::PageError, page::Page};
use axum::{
    Router,
    body::Body,
    extract::{Path, Request, State as Extract},
    http::{HeaderMap, Response, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect},
};
use domain::{period::long_date, register::Listed, release::Release, store::Sealed};
use moka::{policy::EvictionPolicy, sync::Cache};

use super::{
    apart, pages,
    state::{Served, State},
};
use crate::publish;

/// How many are held.
const HELD: u64 = 2;
/// How many are remembered that this version cannot read: their numbers only, so that they take nobody's place.
const REMEMBERED: u64 = 1_000;
/// How long one is held that nobody asks for.
const IDLE: Duration = Duration::from_mins(15);
/// How long somebody waits for others to be opened before theirs.
const PATIENCE: Duration = Duration::from_secs(20);
/// How many are named to somebody who asks for one that there is not.
const NAMED: usize = 10;

/// Finds a release by its number, withdrawn or not.
pub type Find = Box<dyn Fn(u32) -> Finding + Send + Sync>;
/// A release that is being looked for.
pub type Finding = Pin<Box<dyn Future<Output = anyhow::Result<Option<Sealed>>> + Send>>;

/// A release that has been opened, and what answers for it while a state is served.
struct Opened {
    release: Arc<Release>,
    answers: Mutex<Option<(Weak<State>, Router)>>,
}

impl Opened {
    fn new(release: Arc<Release>) -> Arc<Self> {
        Arc::new(Self { release, answers: Mutex::new(None) })
    }

    /// What answers for it: made anew where what is said above its pages may be another, for another state is served.
    fn router(&self, now: &Arc<State>) -> Option<Router> {
        let release = &self.release;
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, router)) = &*answers
            && of.upgrade().is_some_and(|of| Arc::ptr_eq(&of, now))
        {
            return Some(router.clone());
        }
        let number = release.catalogue.release;
        let words = Apart::earlier(now.register.release(number)?, &now.register, now.release.catalogue.release);
        let day = release.catalogue.published;
        let state = State::apart(Arc::clone(release), Arc::clone(&now.built), now.register.as_of(number), words, day);
        let router = apart::router(state);
        *answers = Some((Arc::downgrade(now), router.clone()));
        Some(router)
    }
}

/// Earlier releases.
pub struct Past {
    find: Option<Find>,
    opened: Cache<u32, Arc<Opened>>,
    /// Those that this version cannot read.
    unreadable: Cache<u32, ()>,
    /// One is opened at a time.
    turn: Arc<tokio::sync::Mutex<()>>,
}

impl fmt::Debug for Past {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Past").field("held", &self.opened.entry_count()).finish_non_exhaustive()
    }
}

/// Why there is no answer for a release now.
#[derive(Debug)]
pub(super) enum Unready {
    /// It is not there.
    Nowhere,
    /// This version cannot read it.
    Unreadable,
    /// Others are being opened before it.
    Busy,
    /// The database failed.
    Failed,
    /// It was withdrawn, and nothing of it is told.
    Withdrawn,
}

impl Past {
    pub(super) fn new(find: Option<Find>) -> Self {
        let opened = Cache::builder().max_capacity(HELD).eviction_policy(EvictionPolicy::lru()).time_to_idle(IDLE).build();
        let unreadable = Cache::builder().max_capacity(REMEMBERED).time_to_idle(IDLE).build();
        Self { find, opened, unreadable, turn: Arc::default() }
    }

    /// Lets go of those that nobody has asked for in a while.
    pub fn tidy(&self) {
        self.opened.run_pending_tasks();
        self.unreadable.run_pending_tasks();
    }

    /// A release as it was published, where it can be opened.
    pub(crate) async fn release(&self, now: &Arc<State>, number: u32) -> Option<Arc<Release>> {
        if number == now.published.catalogue.release {
            return Some(Arc::clone(&now.published));
        }
        let _turn = self.turn.lock().await;
        self.open(now, number).await.ok().map(|opened| Arc::clone(&opened.release))
    }

    /// How many are held.
    pub fn held(&self) -> u64 {
        self.opened.run_pending_tasks();
        self.opened.entry_count()
    }
}

/// What answers for a release.
async fn answers(served: &Served, now: &Arc<State>, number: u32) -> Result<Router, Unready> {
    opened(served, now, number).await?.router(now).ok_or(Unready::Unreadable)
}

/// A release as it was published, unless it was withdrawn.
pub(super) async fn whole(served: &Served, now: &Arc<State>, number: u32) -> Result<Arc<Release>, Unready> {
    let listed = now.register.release(number).ok_or(Unready::Nowhere)?;
    if listed.withdrawn.is_some() {
        return Err(Unready::Withdrawn);
    }
    Ok(Arc::clone(&opened(served, now, number).await?.release))
}

/// A release that nobody holds is opened, whoever asks for it first and whether or not they stay.
async fn opened(served: &Served, now: &Arc<State>, number: u32) -> Result<Arc<Opened>, Unready> {
    let past = &served.past;
    Ok(if let Some(opened) = past.opened.get(&number) {
        opened
    } else if past.unreadable.contains_key(&number) {
        return Err(Unready::Unreadable);
    } else {
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&past.turn).lock_owned()).await.map_err(|_late| Unready::Busy)?;
        let (past, now) = (Arc::clone(past), Arc::clone(now));
        let opening = tokio::spawn(async move {
            let _turn = turn;
            past.open(&now, number).await
        });
        opening.await.map_err(|error| failed(&error.into()))??
    })
}

fn failed(error: &anyhow::Error) -> Unready {
    tracing::error!(error = &**error as &dyn std::error::Error, "an earlier release could not be opened");
    Unready::Failed
}

impl Past {
    async fn open(&self, now: &Arc<State>, number: u32) -> Result<Arc<Opened>, Unready> {
        if let Some(opened) = self.opened.get(&number) {
            return Ok(opened);
        }
        if self.unreadable.contains_key(&number) {
            return Err(Unready::Unreadable);
        }
        if number == now.release.catalogue.release {
            let opened = Opened::new(Arc::clone(&now.published));
            self.opened.insert(number, Arc::clone(&opened));
            return Ok(opened);
        }
        let Some(find) = &self.find else { return Err(Unready::Nowhere) };
        let sealed = find(number).await.map_err(|error| failed(&error))?.ok_or(Unready::Nowhere)?;
        // Decoding takes a while: requests go on beside it.
        let release = tokio::task::spawn_blocking(move || publish::open(sealed)).await.map_err(|error| failed(&error.into()))?;
        let Ok(release) = release.map_err(|error| failed(&error)) else {
            self.unreadable.insert(number, ());
            return Err(Unready::Unreadable);
        };
        let opened = Opened::new(Arc::new(release));
        self.opened.insert(number, Arc::clone(&opened));
        Ok(opened)
    }
}

/// The list of releases.
pub(super) async fn list() -> Redirect {
    Redirect::permanent("/data/releases")
}

/// The first page of a release, where the last stroke is missing.
pub(super) async fn first(Path(number): Path<String>) -> Response<Body> {
    match number.parse::<u32>() {
        Ok(number) => Redirect::permanent(&format!("/releases/{number}/")).into_response(),
        Err(_) => Redirect::permanent("/data/releases").into_response(),
    }
}

/// A page or file of a release.
pub(super) async fn page(Extract(served): Extract<Served>, request: Request) -> Response<Body> {
    let (now, headers) = (served.now(), request.headers());
    let address = request.uri().path_and_query().map_or("", |address| address.as_str());
    let (given, _) = address.strip_prefix("/releases/").and_then(|rest| rest.split_once('/')).unwrap_or_default();
    let rest = &address["/releases/".len() + given.len()..];
    let number = given.parse::<u32>().ok().filter(|number| number.to_string() == given);
    let Some(listed) = number.and_then(|number| now.register.release(number)) else { return nowhere(&now, given, headers) };
    let path = rest.split('?').next().unwrap_or_default();
    if listed.withdrawn.is_some() {
        return gone(&now, listed, path, headers);
    }
    if path.starts_with("/data/") && !app::apart::inside(path) {
        // What is told of all releases is told at one place.
        return Redirect::permanent(path).into_response();
    }
    match answers(&served, &now, listed.number).await {
        Ok(router) => apart::ask(router, request.method().clone(), rest, headers).await,
        Err(why) => not_ready(&now, listed.number, why, headers),
    }
}

/// Says why there is no answer for a release.
pub(super) fn not_ready(now: &State, number: u32, why: Unready, headers: &HeaderMap) -> Response<Body> {
    match (why, now.register.release(number)) {
        (Unready::Busy, _) => {
            let words = "Many releases are being opened. Try again in a minute.\n";
            (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "60")], words).into_response()
        }
        (Unready::Unreadable, Some(listed)) => pages::said(now, &app::apart::unreadable(listed), headers),
        (Unready::Withdrawn, Some(listed)) => gone(now, listed, "/", headers),
        (Unready::Failed, _) => pages::said(now, &Page::wrong(&PageError::Internal), headers),
        (Unready::Nowhere | Unready::Unreadable | Unready::Withdrawn, _) => nowhere(now, &number.to_string(), headers),
    }
}

/// Whether a path is of a file and not of a page.
fn is_file(path: &str) -> bool {
    path.starts_with("/api/")
        || [".csv", ".txt", ".pdf", ".ods", ".docx", ".svg", ".json", ".xml", ".bib", ".ris"].iter().any(|ending| path.ends_with(ending))
}

/// A page or file of a release that was withdrawn: that it was, and why.
fn gone(now: &State, release: &Listed, path: &str, headers: &HeaderMap) -> Response<Body> {
    let served = now.release.catalogue.release;
    let page = app::apart::withdrawn(release, (release.number != served).then_some(served));
    if is_file(path) {
        return (StatusCode::GONE, format!("{}: see /data/corrections.\n", page.title)).into_response();
    }
    pages::said(now, &page, headers)
}

/// Shows nothing of the release that is served once it was withdrawn, as where no other can be opened. What is told of releases is told all the same.
pub(super) async fn standing(Extract(now): Extract<Arc<State>>, request: Request, next: Next) -> Response<Body> {
    let served = now.register.release(now.release.catalogue.release);
    match served.filter(|release| release.withdrawn.is_some() && !request.uri().path().starts_with("/data")) {
        Some(release) => gone(&now, release, request.uri().path(), request.headers()),
        None => next.run(request).await,
    }
}

fn every() -> Vec<(String, String)> {
    vec![("Every release".to_owned(), "/data/releases".to_owned())]
}

/// There is no such release: the newest are named.
fn nowhere(now: &State, given: &str, headers: &HeaderMap) -> Response<Body> {
    let stand = now.register.releases.iter().filter(|release| release.withdrawn.is_none()).take(NAMED);
    let named = stand.map(|release| {
        let label = format!("Release {} of {}", release.number, long_date(release.published_at.date()));
        (label, format!("/releases/{}/", release.number))
    });
    let nearest = named.chain(every()).collect();
    let error = PageError::NotFound { what: "release".to_owned(), given: given.chars().take(20).collect(), nearest };
    pages::said(now, &Page::wrong(&error), headers)
}
