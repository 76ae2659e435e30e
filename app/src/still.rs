//! The pages that no click changes. The server draws them, and sends them without the program.

mod about;
mod data;
mod directorates;
mod find;
mod measures;
mod protection;
mod themes;

use domain::{catalogue::Catalogue, council::Council, filter::decode, release::Release};

use crate::{error::PageError, page::Page, site::Site};

/// The longest text typed that is looked at.
const MAX_TYPED: usize = 100;

/// What a page is drawn from.
struct Asked<'a> {
    catalogue: &'a Catalogue,
    council: &'a Council,
    site: &'a Site,
    query: &'a str,
}

impl Asked<'_> {
    /// A part of the query; empty where it is not there.
    fn part(&self, name: &str) -> String {
        let mut parts = self.query.trim_start_matches('?').split('&').filter_map(|part| part.split_once('='));
        parts.find(|(key, _)| *key == name).map(|(_, value)| decode(value).chars().take(MAX_TYPED).collect()).unwrap_or_default()
    }
}

/// The page at an address, or that there is none.
pub fn page(release: &Release, site: &Site, path: &str, query: &str) -> Page {
    let asked = Asked { catalogue: &release.catalogue, council: &release.council, site, query };
    let drawn = match path.trim_end_matches('/') {
        "/themes" => Ok(themes::page(&asked)),
        "/measures" => measures::page(&asked),
        "/directorates" => Ok(directorates::page(&asked)),
        "/find" => Ok(find::page(&asked)),
        "/data" => Ok(data::page(site)),
        "/about/protection" => Ok(protection::page(release)),
        other => match other.strip_prefix("/about/") {
            Some(slug) => about::page(slug, site),
            None => Err(nowhere(path)),
        },
    };
    drawn.unwrap_or_else(|error| Page::wrong(&error))
}

fn nowhere(path: &str) -> PageError {
    let nearest = [("Areas", "/areas"), ("Themes", "/themes"), ("Measures", "/measures")];
    let nearest = nearest.map(|(label, href)| (label.to_owned(), href.to_owned())).to_vec();
    PageError::NotFound { what: "page".to_owned(), given: path.chars().take(80).collect(), nearest }
}
