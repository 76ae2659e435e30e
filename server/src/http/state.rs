//! What every request is answered from.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
};

use app::{
    apart::Apart,
    site::{Site, Words},
};
use axum::{extract::FromRef, http::HeaderValue};
use domain::{
    NaiveDate,
    folder::{Files, part},
    part::Told,
    programme::{apply::apply, edit::Record},
    register::Register,
    release::Release,
};
use moka::sync::Cache;
use sha2::{Digest, Sha256};

use super::{
    body::Encoded,
    frozen::Archive,
    past::{Find, Past},
    site::BuiltSite,
};
use crate::{cli::now, open::OpenData};

/// Bytes of drawn pages and frames kept.
const KEPT: u64 = 64 * 1024 * 1024;
/// The same of a release apart.
const KEPT_APART: u64 = 8 * 1024 * 1024;

/// A page or frame that has been drawn.
#[derive(Debug)]
pub struct Kept {
    /// Status.
    pub status: u16,
    /// Kind of content.
    pub kind: HeaderValue,
    /// Content security policy, for pages.
    pub policy: Option<HeaderValue>,
    /// Where more of it is (RFC 8288).
    pub link: Option<HeaderValue>,
    /// Body.
    pub body: Encoded,
}

impl Kept {
    /// An answer that is all of it.
    pub fn whole(kind: HeaderValue, bytes: Vec<u8>) -> Self {
        Self { status: 200, kind, policy: None, link: None, body: Encoded::new(bytes, 4) }
    }
}

/// What has been drawn, up to a number of bytes, and how often something was found in it.
#[derive(Debug)]
pub struct Drawn {
    cache: Cache<String, Arc<Kept>>,
    hits: AtomicU64,
    misses: AtomicU64,
}

impl Drawn {
    /// Nothing yet, and so many bytes at most.
    fn up_to(bytes: u64) -> Self {
        let weigh = |key: &String, kept: &Arc<Kept>| u32::try_from(key.len() + kept.body.weight()).unwrap_or(u32::MAX);
        let cache = Cache::builder().max_capacity(bytes).weigher(weigh).build();
        Self { cache, hits: AtomicU64::new(0), misses: AtomicU64::new(0) }
    }

    /// What was kept under a key.
    pub fn get(&self, key: &str) -> Option<Arc<Kept>> {
        let found = self.cache.get(key);
        let count = if found.is_some() { &self.hits } else { &self.misses };
        count.fetch_add(1, Relaxed);
        found
    }

    /// Keeps something.
    pub fn insert(&self, key: String, kept: Arc<Kept>) {
        self.cache.insert(key, kept);
    }

    /// Under which keys something is kept.
    pub fn keys(&self) -> impl Iterator<Item = String> {
        self.cache.iter().map(|(key, _)| key.to_string())
    }

    /// How often something was found, and how often not.
    pub fn looked(&self) -> (u64, u64) {
        (self.hits.load(Relaxed), self.misses.load(Relaxed))
    }

    /// How many answers are kept, and how many bytes they have.
    pub fn size(&self) -> (u64, u64) {
        self.cache.run_pending_tasks();
        (self.cache.entry_count(), self.cache.weighted_size())
    }
}

/// The state that is served now. Clones share it: when it is swapped for that of a new release, requests under way end on the old one, and
/// all that come after are answered from the new.
#[derive(Debug, Clone)]
pub struct Served {
    now: Arc<RwLock<Arc<State>>>,
    /// Earlier releases.
    pub past: Arc<Past>,
    /// Open data files.
    pub open: Arc<OpenData>,
    /// Frozen reports.
    pub archive: Arc<Archive>,
}

impl Served {
    /// Serves a state, and finds earlier releases where there are any.
    pub fn finding(state: Arc<State>, find: Find) -> Self {
        Self { past: Arc::new(Past::new(Some(find))), ..Self::from(state) }
    }

    /// The same with open data files.
    #[must_use]
    pub fn with_files(self, open: OpenData) -> Self {
        Self { open: Arc::new(open), ..self }
    }

    /// The same with frozen reports.
    #[must_use]
    pub fn with_archive(self, archive: Archive) -> Self {
        Self { archive: Arc::new(archive), ..self }
    }

    /// The state served now.
    pub fn now(&self) -> Arc<State> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Serves another state from now on.
    pub fn swap(&self, state: State) {
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(state);
    }
}

impl From<Arc<State>> for Served {
    fn from(state: Arc<State>) -> Self {
        Self {
            now: Arc::new(RwLock::new(state)),
            past: Arc::new(Past::new(None)),
            open: Arc::new(OpenData::nowhere()),
            archive: Arc::default(),
        }
    }
}

impl FromRef<Served> for Arc<State> {
    fn from_ref(served: &Served) -> Self {
        served.now()
    }
}

/// What every request is answered from.
#[derive(Debug)]
pub struct State {
    /// The release served, with its programmes and what is edited of its council as they are now.
    pub release: Arc<Release>,
    /// The release as it was published.
    pub published: Arc<Release>,
    /// What was approved of programmes, in order.
    pub records: Arc<[Record]>,
    /// The council's folder, as far as it is edited on pages; empty where there is none to be read.
    pub folder: Arc<Files>,
    /// The texts that hold in place of the folder's, by file.
    pub parts: Arc<BTreeMap<String, String>>,
    /// Number and digest of what is served: the first part of its frames' addresses.
    pub key: String,
    /// The same of the release as it was published.
    published_key: String,
    /// The built site: the same for every release.
    pub built: Arc<BuiltSite>,
    /// What the public is told of releases.
    pub register: Arc<Register>,
    /// Where the pages are of a release that is not the one served, what is said above them, and the day they are drawn for.
    pub apart: Option<(Apart, NaiveDate)>,
    /// What has been drawn. A release never changes, so neither does what is drawn from it, but for the day.
    pub kept: Drawn,
}

impl State {
    /// Everything that is needed to serve a release.
    pub fn new(release: Release, built: impl Into<Arc<BuiltSite>>) -> Self {
        let key = Self::name_of(&release);
        let published_key = key.clone();
        let register = Arc::new(Register::only(release.catalogue.release, release.catalogue.published));
        let release = Arc::new(release);
        let (published, records, folder, parts) = (Arc::clone(&release), Arc::default(), Arc::default(), Arc::default());
        Self {
            release,
            published,
            records,
            folder,
            parts,
            key,
            published_key,
            built: built.into(),
            register,
            apart: None,
            kept: Drawn::up_to(KEPT),
        }
    }

    /// Number and digest of what a release shows: no other has the same.
    pub fn name_of(release: &Release) -> String {
        let mut hash = Sha256::new();
        for at in 0..release.catalogue.areas.len() as u16 {
            hash.update(release.area(at).encode());
        }
        hash.update(app::wire::bytes(&*release.catalogue).unwrap_or_default());
        hash.update(app::wire::bytes(&app::pages::promises::all(&release.council)).unwrap_or_default());
        let digest = format!("{:x}", hash.finalize());
        format!("{}-{}", release.catalogue.release, &digest[..12])
    }

    /// The same of the release that is served, as it was published.
    pub fn published_name(&self) -> &str {
        &self.published_key
    }

    /// The same with what is told of releases. Nothing that was drawn goes with it.
    #[must_use]
    pub fn telling(&self, register: impl Into<Arc<Register>>) -> Self {
        Self {
            release: Arc::clone(&self.release),
            published: Arc::clone(&self.published),
            records: Arc::clone(&self.records),
            folder: Arc::clone(&self.folder),
            parts: Arc::clone(&self.parts),
            key: self.key.clone(),
            published_key: self.published_key.clone(),
            built: Arc::clone(&self.built),
            register: register.into(),
            apart: self.apart.clone(),
            kept: Drawn::up_to(KEPT),
        }
    }

    /// The same with the council's folder.
    #[must_use]
    pub fn from_folder(self, files: impl Into<Arc<Files>>) -> Self {
        Self { folder: files.into(), ..self }
    }

    /// The same with what was approved of programmes, and of parts of the folder. Nothing that was drawn goes with it. What does not fit the folder any
    /// longer is logged.
    #[must_use]
    pub fn following(self, records: Vec<Record>) -> Self {
        let (mut release, mut parts) = (Arc::clone(&self.published), BTreeMap::new());
        if !records.is_empty() {
            let now = apply(&release.council, &records);
            for misfit in &now.misfits {
                tracing::warn!(proposal = misfit.proposal, fault = %misfit.fault, "an approved change of a programme does not fit the council's folder");
            }
            release = Arc::new(release.with_programmes(now.programmes));
        }
        let holding = self.holding();
        if !holding.is_empty() {
            let (council, misfits) = part::apply(&self.folder, &release.council, &holding);
            for misfit in &misfits {
                let fault = misfit.issues.first().map(ToString::to_string).unwrap_or_default();
                tracing::warn!(file = misfit.file, fault, "an approved text does not fit the council's folder");
            }
            let fits = holding.iter().filter(|told| misfits.iter().all(|misfit| misfit.file != told.file));
            parts = fits.map(|told| (told.file.clone(), told.text.clone())).collect();
            release = Arc::new(release.with_council(council));
        }
        let key = self.key_of(&release);
        Self { release, records: records.into(), parts: Arc::new(parts), key, kept: Drawn::up_to(KEPT), ..self }
    }

    /// The key of the release as it became. Its figures are those that were published, its catalogue may be another: a browser must not take one for the other.
    fn key_of(&self, release: &Release) -> String {
        if Arc::ptr_eq(&release.catalogue, &self.published.catalogue) {
            return self.published_key.clone();
        }
        let mut hash = Sha256::new();
        hash.update(&self.published_key);
        hash.update(app::wire::bytes(&*release.catalogue).unwrap_or_default());
        format!("{}-{}", release.catalogue.release, &format!("{:x}", hash.finalize())[..12])
    }

    /// Approved texts whose file the folder has as it was when they were proposed. Of any other the folder's own text is the newer.
    fn holding(&self) -> Vec<&Told> {
        if self.folder.0.is_empty() {
            return Vec::new();
        }
        self.register.parts.iter().filter(|told| told.base == self.base(&told.file)).collect()
    }

    /// SHA-256 of the folder's own text of a file, in hex; blank where it has no such file.
    pub fn base(&self, file: &str) -> String {
        self.folder.0.get(file).map(|text| format!("{:x}", Sha256::digest(text))).unwrap_or_default()
    }

    /// A release apart, whose pages are drawn for a day. It has no frames: its pages are sent without the program.
    pub fn apart(release: Arc<Release>, built: Arc<BuiltSite>, register: Register, apart: Apart, day: NaiveDate) -> Self {
        let (apart, register) = (Some((apart, day)), Arc::new(register));
        let (published, records, folder, parts) = (Arc::clone(&release), Arc::default(), Arc::default(), Arc::default());
        Self {
            release,
            published,
            records,
            folder,
            parts,
            key: String::new(),
            published_key: String::new(),
            built,
            register,
            apart,
            kept: Drawn::up_to(KEPT_APART),
        }
    }

    /// The day it is.
    pub fn today() -> NaiveDate {
        now().date()
    }

    /// The day that pages are drawn for.
    pub fn day(&self) -> NaiveDate {
        self.apart.as_ref().map_or_else(Self::today, |(_, day)| *day)
    }

    /// Where something of the site is: for a release apart, below its path.
    pub fn placed(&self, path: String) -> String {
        match &self.apart {
            Some((apart, _)) => apart.under(&path).unwrap_or(path),
            None => path,
        }
    }

    /// What every page knows.
    pub fn site(&self) -> Site {
        let catalogue = &self.release.catalogue;
        let words = &catalogue.words;
        Site {
            name: catalogue.name.clone(),
            place: catalogue.place.clone(),
            words: Words {
                ward: words.ward.clone(),
                neighbourhood: words.neighbourhood.clone(),
                city: words.city.clone(),
                directorate: words.directorate.clone(),
                comparator: words.comparator.clone(),
            },
            head_colour: catalogue.head_colour.clone(),
            attribution: catalogue.attribution.clone(),
            release: catalogue.release,
            published: catalogue.published,
            today: self.day(),
            frames: format!("/frames/{}", self.key),
            echarts: self.built.assets.echarts.clone(),
            illustrative: catalogue.spans.iter().any(|span| span.illustrative),
            city: catalogue.areas[usize::from(catalogue.city())].code.to_string(),
            origin: self.built.origin.clone(),
        }
    }
}
