//! What the files say of themselves.

use domain::{NaiveDate, release::Release};

/// Who publishes a release, where, and on what terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Full name of the council.
    pub council: String,
    /// The place.
    pub place: String,
    /// Its website.
    pub website: Option<String>,
    /// The address below which each release has a folder by its number, as in `https://…/open-data` for `https://…/open-data/3/observations.csv`.
    /// Without one, files name each other relative to themselves.
    pub address: Option<String>,
    /// On what terms anybody may use the files.
    pub licence: Licence,
    /// What is to be said where they are used.
    pub attribution: String,
    /// Day of publication.
    pub published: NaiveDate,
    /// Language of the texts, such as `en-GB`.
    pub language: String,
    /// The number of the release before, if there is one that can be had.
    pub previous: Option<u32>,
}

/// A licence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Licence {
    /// Its name.
    pub name: String,
    /// Where it can be read.
    pub url: String,
}

impl Licence {
    /// The Open Government Licence 3.0: what public bodies publish under (STANDARDS §7).
    pub fn open_government() -> Self {
        Self {
            name: "Open Government Licence v3.0".to_owned(),
            url: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/".to_owned(),
        }
    }
}

impl About {
    /// What a release knows itself: its council, attribution and day; under the Open Government Licence, in British English, without an address.
    pub fn of(release: &Release) -> Self {
        let catalogue = &release.catalogue;
        Self {
            council: catalogue.name.clone(),
            place: catalogue.place.clone(),
            website: catalogue.website.clone(),
            address: None,
            licence: Licence::open_government(),
            attribution: catalogue.attribution.clone(),
            published: catalogue.published,
            language: "en-GB".to_owned(),
            previous: None,
        }
    }

    /// Where a file of a release is.
    pub(crate) fn at(&self, release: u32, file: &str) -> String {
        self.address.as_ref().map_or_else(|| file.to_owned(), |address| format!("{}/{release}/{file}", address.trim_end_matches('/')))
    }

    /// What a release is called by other files: the address of its folder.
    pub(crate) fn of_release(&self, release: u32, other: u32) -> String {
        match &self.address {
            Some(address) => format!("{}/{other}/", address.trim_end_matches('/')),
            None if release == other => "./".to_owned(),
            None => format!("../{other}/"),
        }
    }

    /// What is the same in all releases: where their folders are.
    pub(crate) fn of_all(&self) -> String {
        self.address.as_ref().map_or_else(|| "../".to_owned(), |address| format!("{}/", address.trim_end_matches('/')))
    }

    /// What the files of a release are called together.
    pub(crate) fn title(&self, release: u32) -> String {
        format!("{}: performance measures, release {release}", self.council)
    }
}
