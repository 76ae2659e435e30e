//! The pages that no click changes. The server draws them, and sends them without the program.

mod about;
mod alike;
mod average;
mod card;
mod choose;
mod cite;
mod city;
mod customer;
mod data;
mod decisions;
mod directorates;
mod equality;
mod find;
mod former;
mod interface;
mod measures;
mod meetings;
mod minute;
mod money;
mod plan;
pub(crate) mod programmes;
mod protection;
mod reports;
mod section;
mod surveys;
mod take;
mod themes;
mod thread;
mod triple_lock;
mod why;

use domain::{
    catalogue::Catalogue,
    council::Council,
    filter::{Filter, Resolved, decode, encode},
    register::Register,
    release::Release,
    report::{
        document::{Document, Picture},
        frozen::{Frozen, Gone},
    },
};

use crate::{
    draw,
    error::PageError,
    markup::{Element, el},
    page::Page,
    site::Site,
};

pub use self::{
    cite::Cited,
    decisions::chosen as decisions_chosen,
    equality::paper,
    interface::{Endpoint, Parameter},
};

/// The longest text typed that is looked at.
const MAX_TYPED: usize = 100;

/// What a page is drawn from.
struct Asked<'a> {
    release: &'a Release,
    catalogue: &'a Catalogue,
    council: &'a Council,
    register: &'a Register,
    site: &'a Site,
    query: &'a str,
}

impl Asked<'_> {
    /// A part of the query; empty where it is not there.
    fn part(&self, name: &str) -> String {
        part(self.query, name)
    }
}

fn asked<'a>((release, register): (&'a Release, &'a Register), site: &'a Site, query: &'a str) -> Asked<'a> {
    Asked { release, catalogue: &release.catalogue, council: &release.council, register, site, query }
}

/// The page of an area that is no longer, if the path is of one.
pub fn former(told: (&Release, &Register), site: &Site, path: &str) -> Option<Page> {
    former::page(&asked(told, site, ""), path)
}

/// A report by the two parts of its address, as it comes out of the release.
///
/// # Errors
/// There is no such report.
pub fn report(told: (&Release, &Register), site: &Site, kind: &str, of: &str) -> Result<Document, PageError> {
    reports::document(&asked(told, site, ""), kind, of)
}

/// A report as a page that needs nothing beside it.
pub fn kept_report(document: &Document) -> String {
    reports::kept(document)
}

/// The sections of a report, as they are read on a page.
pub fn report_sections(document: &Document) -> Vec<Element> {
    reports::sections(document).collect()
}

/// A frozen report, with what was kept of it.
pub fn frozen_report(told: (&Release, &Register), site: &Site, frozen: &Frozen, document: &Document) -> Page {
    reports::frozen(&asked(told, site, ""), frozen, document)
}

/// What two frozen reports say differently.
pub fn since_report(earlier: (&Frozen, &Document), later: (&Frozen, &Document)) -> Page {
    reports::compared(earlier, later)
}

/// A frozen report that is shown no more, and why.
pub fn gone_report(number: u32, why: Gone<'_>) -> Page {
    reports::gone(number, why)
}

/// The drawing of a measure's course as a file of its own.
///
/// # Errors
/// The part of the address that is not right, with the nearest that exists.
pub fn drawing(told: (&Release, &Register), site: &Site, code: &str, query: &str) -> Result<String, PageError> {
    card::drawing(&asked(told, site, query), code)
}

/// The cover of the site, of a measure or of an area: what other sites show where the address of its page is passed on.
///
/// # Errors
/// The part of the address that is not right, with the nearest that exists.
pub fn cover(told: (&Release, &Register), site: &Site, path: &str) -> Result<Picture, PageError> {
    card::cover(&asked(told, site, ""), path)
}

/// What another site shows inside its own: the card at an address below `/embed`, and the page that it is from.
pub fn card(told: (&Release, &Register), site: &Site, path: &str, query: &str) -> (Page, String) {
    let asked = asked(told, site, query);
    let parts: Vec<&str> = path.strip_prefix('/').unwrap_or(path).trim_end_matches('/').split('/').collect();
    let (drawn, from) = match parts[..] {
        ["areas", code] => (minute::card(&asked, &decode(code)), format!("/areas/{code}/minute")),
        ["measures", code] => (card::page(&asked, &decode(code)), domain::filter::address(path, query)),
        _ => (Err(nowhere(path)), "/".to_owned()),
    };
    match drawn {
        Ok(page) => (page, from),
        Err(error) => (Page::wrong(&error), "/".to_owned()),
    }
}

/// The page of what programs can ask.
pub fn interface(told: (&Release, &Register), site: &Site, endpoints: &[Endpoint]) -> Page {
    let path = "/api";
    section::within(path, interface::page(&asked(told, site, ""), endpoints))
}

/// The page of everything as files: names and bytes of what there is, or nothing while it is being written.
pub fn files(told: (&Release, &Register), site: &Site, files: Option<&[(String, u64)]>) -> Page {
    data::files::page(&asked(told, site, ""), files)
}

/// How a page is cited; where none is given, the page that asks for one.
pub fn cite(told: (&Release, &Register), site: &Site, cited: Option<&Cited>) -> Page {
    let asked = asked(told, site, "");
    cited.map_or_else(|| cite::ask(&asked), |cited| cite::page(&asked, cited))
}

/// A text to select and copy. What it is, its label says.
fn copied(key: &'static str, text: String) -> Element {
    let rows = text.lines().count().clamp(3, 14).to_string();
    el("textarea").class("copied").attr("id", key).attr("readonly", "").attr("rows", rows).attr("spellcheck", "false").with(text)
}

/// A part of a query; empty where it is not there.
fn part(query: &str, name: &str) -> String {
    let mut parts = query.trim_start_matches('?').split('&').filter_map(|part| part.split_once('='));
    parts.find(|(key, _)| *key == name).map(|(_, value)| decode(value).chars().take(MAX_TYPED).collect()).unwrap_or_default()
}

/// The filter that some parts of a query make; the others are the page's own.
fn filter(catalogue: &Catalogue, path: &str, query: &str, names: &[&str]) -> Result<(Filter, Resolved), PageError> {
    let parts = names.iter().map(|name| (name, part(query, name))).filter(|(_, value)| !value.is_empty());
    let parts: Vec<String> = parts.map(|(name, value)| format!("{name}={}", encode(&value))).collect();
    draw::read_filter(catalogue, path, &parts.join("&"))
}

/// The page at an address, or that there is none.
pub fn page(told: (&Release, &Register), site: &Site, path: &str, query: &str) -> Page {
    let asked = asked(told, site, query);
    let parts: Vec<&str> = path.strip_prefix('/').unwrap_or(path).trim_end_matches('/').split('/').collect();
    let drawn = match parts[..] {
        ["themes"] => Ok(themes::page(&asked)),
        ["measures"] => measures::page(&asked),
        ["measures", code, "why"] => why::page(&asked, &decode(code)),
        ["measures", code, "take"] => take::measure(&asked, &decode(code)),
        ["measures", code, "questions"] => meetings::asked::page(&asked, &decode(code)),
        ["measures", code, "average"] => average::page(&asked, &decode(code)),
        ["equality"] => equality::page(&asked),
        ["equality", "evidence"] => equality::evidence(&asked),
        ["areas", code, "alike"] => alike::page(&asked, &decode(code)),
        ["areas", code, "plan"] => plan::page(&asked, &decode(code)),
        ["areas", code, "take"] => take::area(&asked, &decode(code)),
        ["areas", code, "minute"] => minute::page(&asked, &decode(code)),
        ["learning"] => plan::learning::page(&asked),
        ["directorates"] => Ok(directorates::page(&asked)),
        ["programmes"] => Ok(programmes::page(&asked)),
        ["programmes", code] => programmes::one::page(&asked, &decode(code)),
        ["city"] => city::page(&asked),
        ["surveys"] => surveys::page(&asked),
        ["thread"] => thread::page(&asked),
        ["thread", "orphans"] => thread::orphans::page(&asked),
        ["money"] => money::page(&asked),
        ["money", code] => money::gateway::page(&asked, &decode(code)),
        ["customer"] => customer::page(&asked),
        ["triple-lock"] => triple_lock::page(&asked),
        ["triple-lock", lens] => triple_lock::lens::page(&asked, &decode(lens)),
        ["decisions"] => decisions::page(&asked),
        ["decisions", code] => decisions::one::page(&asked, &decode(code)),
        ["meetings"] => meetings::page(&asked),
        ["meetings", id] => meetings::one::page(&asked, &decode(id)),
        ["meetings", id, item] => meetings::one::item(&asked, &decode(id), &decode(item)),
        ["find"] => Ok(find::page(&asked)),
        ["reports"] => Ok(reports::page(&asked)),
        ["reports", kind, of] => reports::one(&asked, &decode(kind), &decode(of)),
        ["data"] => Ok(data::page(&asked)),
        ["data", "releases"] => Ok(data::releases::page(&asked)),
        ["data", "corrections"] => Ok(data::corrections::page(&asked)),
        ["data", "due"] => Ok(data::due::page(&asked)),
        ["about", slug] => about::page(slug, &asked),
        _ => Err(nowhere(path)),
    };
    section::within(path, drawn.unwrap_or_else(|error| Page::wrong(&error)))
}

fn nowhere(path: &str) -> PageError {
    let nearest = [("Areas", "/areas"), ("Themes", "/themes"), ("Measures", "/measures")];
    let nearest = nearest.map(|(label, href)| (label.to_owned(), href.to_owned())).to_vec();
    PageError::NotFound { what: "page".to_owned(), given: path.chars().take(80).collect(), nearest }
}
