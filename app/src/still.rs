//! The pages that no click changes. The server draws them, and sends them without the program.

mod about;
mod alike;
mod data;
mod directorates;
mod find;
mod former;
mod measures;
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

fn asked<'a>(release: &'a Release, site: &'a Site, query: &'a str) -> Asked<'a> {
    Asked { catalogue: &release.catalogue, council: &release.council, site, query }
}

/// The page of an area that is no longer, if the path is of one.
pub fn former(release: &Release, site: &Site, path: &str) -> Option<Page> {
    former::page(&asked(release, site, ""), path)
}

/// The page at an address, or that there is none.
pub fn page(release: &Release, site: &Site, path: &str, query: &str) -> Page {
    let asked = asked(release, site, query);
    let drawn = match path.trim_end_matches('/') {
        "/themes" => Ok(themes::page(&asked)),
        "/measures" => measures::page(&asked),
        "/directorates" => Ok(directorates::page(&asked)),
        "/find" => Ok(find::page(&asked)),
        "/data" => Ok(data::page(site)),
        other => match (other.strip_prefix("/about/"), other.strip_prefix("/areas/").and_then(|rest| rest.strip_suffix("/alike"))) {
            (Some(slug), _) => about::page(slug, site),
            (None, Some(code)) => alike::page(release, &asked, &decode(code)),
            (None, None) => Err(nowhere(path)),
        },
    };
    drawn.unwrap_or_else(|error| Page::wrong(&error))
}

fn nowhere(path: &str) -> PageError {
    let nearest = [("Areas", "/areas"), ("Themes", "/themes"), ("Measures", "/measures")];
    let nearest = nearest.map(|(label, href)| (label.to_owned(), href.to_owned())).to_vec();
    PageError::NotFound { what: "page".to_owned(), given: path.chars().take(80).collect(), nearest }
}
