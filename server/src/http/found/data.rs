//! What programs read of a page (schema.org, as JSON-LD): whose the site is, the way up, and the data of a measure. Made of what the page and the open
//! data files say, and of nothing else.

use app::{head::trail, page::Page, site::Site};
use domain::code::MeasureCode;
use open_data::{About, Download, dataset_of_measure};
use serde_json::{Value, json};

use crate::http::state::State;

const CONTEXT: &str = "https://schema.org";

/// An address as it is told: whole where the site knows its own.
fn whole(site: &Site, path: &str) -> String {
    format!("{}{path}", site.origin.as_deref().unwrap_or_default())
}

/// Who publishes the release, where, and on what terms: as in the open data files.
pub(super) fn about(state: &State, site: &Site) -> About {
    About { address: Some(whole(site, "/data/open")), ..About::of(&state.release) }
}

/// What is read of a page.
pub(super) fn of_page(state: &State, site: &Site, page: &Page, path: &str) -> Vec<Value> {
    let own = match path.trim_end_matches('/') {
        "" => Some(council(state, site)),
        path => path.strip_prefix("/measures/").and_then(|code| measure(state, site, code)),
    };
    let way = trail(page);
    let up = (way.len() > 1).then(|| crumbs(site, &way));
    own.into_iter().chain(up).collect()
}

/// The site, whose it is, and how it is searched.
fn council(state: &State, site: &Site) -> Value {
    let (council, home) = (whole(site, "/#council"), whole(site, "/"));
    let mut owner = json!({ "@type": "GovernmentOrganization", "@id": council, "name": site.name, "areaServed": site.place });
    if let (Some(url), Some(owner)) = (&state.release.catalogue.website, owner.as_object_mut()) {
        owner.insert("url".to_owned(), json!(url));
    }
    json!({
        "@context": CONTEXT,
        "@graph": [
            owner,
            {
                "@type": "WebSite",
                "@id": whole(site, "/#site"),
                "url": home,
                "name": format!("Measure Up · {}", site.name),
                "inLanguage": "en-GB",
                "publisher": { "@id": council },
                "potentialAction": {
                    "@type": "SearchAction",
                    "target": { "@type": "EntryPoint", "urlTemplate": whole(site, "/find?q={search_term_string}") },
                    "query-input": "required name=search_term_string",
                },
            },
        ],
    })
}

/// The way up to a page. The page itself, which comes last, needs no address.
fn crumbs(site: &Site, way: &[(String, Option<String>)]) -> Value {
    let item = |(position, (name, href)): (usize, &(String, Option<String>))| {
        let mut item = json!({ "@type": "ListItem", "position": position, "name": name });
        if let (Some(href), Some(item)) = (href, item.as_object_mut()) {
            item.insert("item".to_owned(), json!(whole(site, href)));
        }
        item
    };
    let items: Vec<Value> = (1..).zip(way).map(item).collect();
    json!({ "@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items })
}

/// A measure as a data set, and what it can be taken as.
fn measure(state: &State, site: &Site, code: &str) -> Option<Value> {
    let code: MeasureCode = code.parse().ok()?;
    let at = state.release.catalogue.measure_index(&code)?;
    let page = format!("/measures/{code}");
    let taken = [
        ("Every figure (CSV)", "text/csv", format!("{page}/data.csv")),
        ("The newest figures (ODS)", "application/vnd.oasis.opendocument.spreadsheet", format!("{page}/figures.ods")),
        ("For a program (JSON)", "application/json", format!("/api/v1/observations?measure={code}")),
    ];
    let taken = taken.map(|(name, media, path)| Download { name: name.to_owned(), media, address: whole(site, &path) });
    dataset_of_measure(&about(state, site), &state.release, at, &whole(site, &page), &taken)
}
