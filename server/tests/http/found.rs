//! Being found and cited: heads, what programs read, the map of the site, citations; and that none of them names what may not be named.

use std::collections::BTreeSet;

use serde_json::Value;
use server::{http::router, open::OpenData};

use super::{
    asking::ask,
    calder_vale,
    past::{NEW, ORIGIN, Shelf, register, shelf},
    reading::attributes,
};
use crate::{
    html::{plain, text},
    service::Answer,
};

async fn get(address: &str) -> Answer {
    shelf().service.get(address).await
}

/// What a head says under a name.
fn said(page: &Answer, name: &str) -> String {
    let start = format!("{name}\" content=\"");
    let found = page.body().split_once(&start).map(|(_, rest)| plain(rest.split('"').next().unwrap_or_default()));
    found.unwrap_or_else(|| panic!("{} says nothing of {name}", page.address))
}

fn title(page: &Answer) -> String {
    plain(page.body().split_once("<title>").unwrap().1.split("</title>").next().unwrap())
}

fn canonical(page: &Answer) -> String {
    plain(
        page.body()
            .split_once("<link rel=\"canonical\" href=\"")
            .unwrap_or_else(|| panic!("{}", page.address))
            .1
            .split('"')
            .next()
            .unwrap(),
    )
}

/// What programs read of a page.
fn data(page: &Answer) -> Vec<Value> {
    let blocks = page.body().split("<script type=\"application/ld+json\">").skip(1);
    blocks.map(|block| serde_json::from_str(block.split("</script>").next().unwrap()).unwrap()).collect()
}

/// The addresses of the map, without the host.
async fn map() -> Vec<String> {
    let map = get("/sitemap.xml").await.is(200);
    assert_eq!(map.header("content-type"), "application/xml; charset=utf-8");
    let document = roxmltree::Document::parse(map.body()).unwrap();
    assert_eq!(document.root_element().tag_name().namespace(), Some("http://www.sitemaps.org/schemas/sitemap/0.9"));
    let all = |tag: &str| -> Vec<String> {
        let found = document.descendants().filter(|node| node.tag_name().name() == tag);
        found.filter_map(|node| node.text().map(str::to_owned)).collect()
    };
    assert!(all("lastmod").iter().all(|day| day == "2026-03-18"), "the day of release 2: {:?}", all("lastmod").first());
    all("loc").into_iter().map(|address| address.strip_prefix(ORIGIN).unwrap().to_owned()).collect()
}

#[tokio::test]
async fn every_page_of_the_map_can_be_found_and_says_what_it_is() {
    let paths = map().await;
    assert!(paths.len() > 100 && paths.len() == paths.iter().collect::<BTreeSet<_>>().len(), "{}", paths.len());
    let mut told = BTreeSet::new();
    for path in &paths {
        let page = get(path).await.is(200);
        assert_eq!(canonical(&page), format!("{ORIGIN}{path}"));
        assert!(!page.body().contains("noindex") && page.header("x-robots-tag").is_empty(), "{path}");
        assert_eq!(said(&page, "property=\"og:url"), format!("{ORIGIN}{path}"));
        let described = said(&page, "name=\"description");
        assert!((40..=400).contains(&described.chars().count()), "{path}: {described}");
        assert_eq!(said(&page, "property=\"og:description"), described, "{path}");
        assert!(title(&page).contains("Measure Up · Calder Vale"), "{path}: {}", title(&page));
        assert!(title(&page).contains(&said(&page, "property=\"og:title")), "{path}: {}", title(&page));
        let marked = page.body().contains("made-up-tag");
        assert_eq!(described.contains("Some figures are illustrative"), marked, "{path}: {described}");
        assert!(told.insert((title(&page), described.clone())), "{path} says what another page says: {described}");
        let image = said(&page, "property=\"og:image");
        let parts: Vec<&str> = path.split('/').collect();
        let own = matches!(parts[..], ["", "areas" | "measures", _, ..]);
        let card = if own { format!("{ORIGIN}/{}/{}/card.png", parts[1], parts[2]) } else { format!("{ORIGIN}/card.png") };
        assert_eq!((image, said(&page, "name=\"twitter:card")), (card, "summary_large_image".to_owned()), "{path}");
        for one in data(&page) {
            assert_eq!(one["@context"].as_str().unwrap().trim_end_matches('/'), "https://schema.org", "{path}");
        }
    }
    for path in
        ["/api", "/data/files", "/areas/CV-P05/minute", "/areas/CV-C2/plan", "/reports/quarterly/council", "/decisions/boilers-first"]
    {
        assert!(paths.iter().any(|known| known == path), "{path} is not on the map");
    }
    // What leads nowhere, or is not for everybody, is not on it.
    for path in &paths {
        assert!(
            !["/manage", "/sign-in", "/releases", "/cite", "/find", "/embed", "/frames"].iter().any(|no| path.starts_with(no)),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_page_is_known_by_one_address() {
    for (address, known) in [
        ("/areas/CV-P05?show=all&group=female", "/areas/CV-P05?group=female"),
        ("/areas/CV-P05/?map=hexagons", "/areas/CV-P05"),
        ("/measures?q=repairs", "/measures"),
        ("/measures/falls?area=CV-P05&utm_source=letter", "/measures/falls?area=CV-P05"),
        ("/find?q=elder", "/find"),
        ("/releases/1/areas/CV-P05?group=female", "/areas/CV-P05?group=female"),
    ] {
        assert_eq!(canonical(&get(address).await.is(200)), format!("{ORIGIN}{known}"), "{address}");
    }
    // Of what is not there nothing is said.
    for address in ["/nowhere", "/areas/CV-P05?group=nobody", "/releases/9/", "/releases/3/areas/CV-P05"] {
        let page = get(address).await;
        assert!(!page.status.is_success() && !page.body().contains("canonical") && !page.body().contains("og:"), "{address}");
    }
    // Without a public address what must be whole is left out, and what may be a path is one.
    let page = calder_vale().get("/areas/CV-P05?show=all").await.is(200);
    assert_eq!(canonical(&page), "/areas/CV-P05");
    assert!(!page.body().contains("og:image") && !page.body().contains("og:url") && page.body().contains("og:title"));
}

#[tokio::test]
async fn machines_are_told_what_there_is_and_what_to_leave_alone() {
    let robots = get("/robots.txt").await.is(200);
    assert_eq!(robots.header("content-type"), "text/plain; charset=utf-8");
    let lines: Vec<&str> = robots.body().lines().collect();
    assert_eq!(lines.last(), Some(&"Sitemap: https://vale.example/sitemap.xml"));
    // As RFC 9309 reads it: * stands for anything.
    let rules: Vec<Vec<&str>> =
        lines.iter().filter_map(|line| line.strip_prefix("Disallow: ")).map(|rule| rule.split('*').collect()).collect();
    let kept_out = |address: &str| {
        rules.iter().any(|rule| {
            let Some(mut rest) = address.strip_prefix(rule[0]) else { return false };
            rule[1..].iter().all(|part| match rest.find(*part) {
                Some(at) => {
                    rest = &rest[at + part.len()..];
                    true
                }
                None => false,
            })
        })
    };
    for path in map().await {
        assert!(!kept_out(&path), "{path}");
    }
    for path in
        ["/measures/falls/data.csv", "/data/open/2/observations.csv", "/measures/falls?area=CV-P05", "/feeds/releases.atom", "/pkg/x.css"]
    {
        assert!(!kept_out(path), "{path}");
    }
    for path in
        ["/manage", "/manage/audit", "/sign-in", "/areas/CV-P05?group=a&compare=b", "/find?q=x", "/cite?page=/", "/releases/1/areas"]
    {
        assert!(kept_out(path), "{path}");
    }
    let unknown = calder_vale().get("/sitemap.xml").await.is(404);
    assert!(unknown.body().contains("PUBLIC_URL"), "{}", unknown.body());
    assert!(!calder_vale().get("/robots.txt").await.is(200).body().contains("Sitemap"));
}

#[tokio::test]
async fn programs_read_the_same_as_people() {
    let home = data(&get("/").await.is(200));
    let graph = home[0]["@graph"].as_array().unwrap();
    assert_eq!((graph[0]["@type"].as_str(), graph[1]["@type"].as_str()), (Some("GovernmentOrganization"), Some("WebSite")));
    assert_eq!(graph[1]["url"], format!("{ORIGIN}/"));
    let search = graph[1]["potentialAction"]["target"]["urlTemplate"].as_str().unwrap().replace("{search_term_string}", "elder");
    get(search.strip_prefix(ORIGIN).unwrap()).await.is(200);

    let page = get("/measures/repairs-on-time/why?area=CV-P05").await.is(200);
    let way = data(&page).into_iter().find(|one| one["@type"] == "BreadcrumbList").unwrap();
    let items = way["itemListElement"].as_array().unwrap();
    let here = items.last().unwrap();
    assert!(items.len() > 2 && here["item"].is_null() && items[0]["item"] == format!("{ORIGIN}/measures"), "{way}");
    for (position, item) in (1..).zip(items) {
        assert_eq!(item["position"], position);
        assert!(text(page.body()).contains(item["name"].as_str().unwrap()), "{item}");
    }
    // Below the address of a release nothing is told to programs: the living page is.
    assert!(data(&get("/releases/2/measures/repairs-on-time").await.is(200)).is_empty());
    assert!(data(&get("/measures/nothing").await.is(404)).is_empty());
}

#[tokio::test]
async fn data_sets_are_told_as_the_open_data_files_tell_them() {
    let home = tempfile::tempdir().unwrap();
    let served = Shelf::new().served.clone().with_files(OpenData::in_folder(home.path().join("open"), Some(ORIGIN.to_owned())));
    let router = router(served.clone());
    assert!(data(&ask(&router, "/data/files", &[]).await.is(200)).iter().all(|one| one["@type"] != "Dataset"), "nothing is written yet");
    served.open.lay_out(&served).await.unwrap();
    let file = ask(&router, "/data/open/2/dataset.jsonld", &[]).await.is(200).json();
    let page = ask(&router, "/data/files", &[]).await.is(200);
    assert!(!page.body().contains("noindex"));
    let whole = data(&page).into_iter().find(|one| one["@type"] == "Dataset").unwrap();
    assert_eq!(whole, file);
    for download in whole["distribution"].as_array().unwrap() {
        let path = download["contentUrl"].as_str().unwrap().strip_prefix(ORIGIN).unwrap();
        let got = ask(&router, path, &[]).await.is(200);
        assert_eq!(format!("{} B", got.bytes.len()), download["contentSize"], "{path}");
    }
    // A measure says the same of whose it is, and on what terms.
    let catalogue = &served.now().release.catalogue;
    for measure in &catalogue.measures {
        let page = ask(&router, &format!("/measures/{}", measure.code), &[]).await.is(200);
        let own = data(&page).into_iter().find(|one| one["@type"] == "Dataset").unwrap();
        for fact in [
            "creator",
            "publisher",
            "license",
            "creditText",
            "version",
            "datePublished",
            "inLanguage",
            "spatialCoverage",
            "isAccessibleForFree",
        ] {
            assert_eq!(own[fact], file[fact], "{}: {fact}", measure.code);
        }
        assert!(file["variableMeasured"].as_array().unwrap().contains(&own["variableMeasured"]), "{}", measure.code);
        assert_eq!(own["isPartOf"]["@id"], file["@id"]);
        let described = own["description"].as_str().unwrap();
        assert!((50..5_000).contains(&described.len()), "{}: {described}", measure.code);
        for download in own["distribution"].as_array().unwrap() {
            ask(&router, download["contentUrl"].as_str().unwrap().strip_prefix(ORIGIN).unwrap(), &[]).await.is(200);
        }
    }
}

/// A form of a citation, as it stands on its page.
fn form(page: &Answer, key: &str) -> String {
    let (_, field) = page.body().split_once(&format!("id=\"{key}\"")).unwrap();
    // Not by the reader of words: line ends count here.
    let text = field.split_once('>').unwrap().1.split("</textarea>").next().unwrap();
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[tokio::test]
async fn every_page_of_figures_leads_to_its_citation_which_leads_to_what_stays() {
    for (address, title) in [
        ("/", "Calder Vale at a glance"),
        ("/measures/repairs-on-time?area=CV-P05&group=female", NEW[0]),
        ("/areas/CV-P06?compare=CV-P05", NEW[1]),
        ("/themes/sound-homes", ""),
        ("/equality?area=CV-P05", "Equality"),
        ("/programmes/warm-homes", ""),
        ("/reports/quarterly/council", ""),
        ("/releases/1/areas/CV-P06", "Fellgate"),
    ] {
        let page = get(address).await.is(200);
        let links = attributes(page.body(), "href");
        let cite = links.iter().find(|link| link.starts_with("/cite?")).unwrap_or_else(|| panic!("{address} cannot be cited"));
        let cited = get(cite).await.is(200);
        assert!(cited.body().contains("noindex") && !cited.body().contains("/cite?page=/cite"), "{address}");
        let (number, day, below) =
            if address.starts_with("/releases/1/") { (1, "6 February 2026", "") } else { (2, "18 March 2026", "/releases/2") };
        let words = form(&cited, "text");
        let stays = format!("{ORIGIN}{below}{address}");
        for part in [title, &stays, &format!("release {number}, published {day}"), "Calder Vale", "Open Government Licence", "read on "] {
            assert!(words.contains(part), "{address}: {part} is not in {words}");
        }
        get(stays.strip_prefix(ORIGIN).unwrap()).await.is(200);
        let csl: Value = serde_json::from_str(&form(&cited, "csl")).unwrap();
        assert_eq!((csl[0]["URL"].as_str(), csl[0]["version"].as_str()), (Some(&*stays), Some(&*number.to_string())), "{address}");
        assert!(csl[0]["issued"]["date-parts"][0][0] == 2026 && csl[0]["title"].as_str().unwrap().contains(title), "{csl}");
        for (ending, key, start) in [("bib", "bibtex", "@misc{"), ("ris", "ris", "TY  - DATA"), ("json", "csl", "[{")] {
            let href =
                attributes(cited.body(), "href").into_iter().find(|link| link.starts_with(&format!("/cite/citation.{ending}?"))).unwrap();
            let file = get(&href).await.is(200);
            assert!(file.body().starts_with(start) && file.header("content-disposition").contains("attachment"), "{href}: {}", file.body());
            let squeezed = |text: &str| text.split_whitespace().collect::<String>();
            assert!(squeezed(&form(&cited, key)) == squeezed(file.body()), "{href}");
        }
    }
    // What is told of all releases has no address that stays: the day says which state of it was read.
    let files = get("/cite?page=/data/files").await.is(200);
    assert!(form(&files, "text").contains("https://vale.example/data/files (read on"), "{}", form(&files, "text"));
    let made_up = get("/cite?page=/measures/library-visits").await.is(200);
    assert!(form(&made_up, "text").contains("illustrative figures"));
    assert!(text(get("/cite").await.is(200).body()).contains("Cite a page"));
}

#[tokio::test]
async fn nothing_is_cited_but_pages_that_are_there() {
    for page in [
        "//example.org",
        "https://example.org/areas",
        "/\\example.org",
        "javascript:alert(1)",
        "/manage",
        "/embed/measures/falls",
        "/measures/falls/data.csv",
        "/measures/nothing",
        "/measures/falls?group=nobody",
        "/releases/9/areas",
        "/releases/1/releases/2/",
        "/nowhere",
    ] {
        let address = format!("/cite?page={}", domain::filter::encode(page));
        let answer = get(&address).await.is(404);
        let links = attributes(answer.body(), "href");
        assert!(
            links
                .iter()
                .all(|link| link.starts_with('/') && !link.starts_with("//") || link.starts_with("https://vale") || link.starts_with('#')),
            "{page}: {links:?}"
        );
        assert!(answer.header("location").is_empty(), "{page}");
        get(&address.replace("/cite?", "/cite/citation.bib?")).await.is(404);
    }
    let long = format!("/cite?page=/areas%3Fgroup%3D{}", "x".repeat(3_000));
    assert_eq!(get(&long).await.code(), 404);
    let marked = get("/cite?page=/%3Cscript%3E").await.is(404);
    assert!(!marked.body().contains("<script>"));
    assert_eq!(get("/cite/citation.exe?page=/areas").await.code(), 404);
    assert_eq!(get("/cite?page=/releases/4/areas").await.code(), 503);
}

/// Where a release was withdrawn, nothing of it is told, by whatever way.
#[tokio::test]
async fn of_what_was_withdrawn_nothing_is_found_or_cited() {
    for address in ["/cite?page=/releases/3/measures/repairs-on-time", "/cite/citation.ris?page=/releases/3/areas/CV-P06"] {
        let answer = get(address).await.is(410);
        assert!(
            !answer.body().contains("Fellgate") && !answer.body().contains("Repairs done") && answer.body().contains("withdrawn"),
            "{address}"
        );
    }
    let shelf = Shelf::new();
    assert!(shelf.service.get("/sitemap.xml").await.is(200).body().contains("/measures/repairs-on-time"));
    let mut register = register();
    register.releases[2].withdrawn = Some((register.releases[1].published_at, "Wrong all over.".to_owned()));
    shelf.served.swap(shelf.served.now().telling(register));
    for address in [
        "/sitemap.xml",
        "/cite?page=/measures/repairs-on-time",
        "/cite/citation.json?page=/areas/CV-P06",
        "/cite?page=/releases/2/areas/CV-P06",
        "/measures/repairs-on-time/take",
        "/measures/repairs-on-time/figures.ods",
        "/measures/repairs-on-time/figures.json",
        "/areas/CV-P06/take",
        "/areas/CV-P06/figures.ods",
        "/areas/CV-P06/figures.json",
        "/embed/measures/repairs-on-time?area=CV-P06",
    ] {
        let answer = shelf.service.get(address).await.is(410);
        for words in ["Newgate", NEW[0], "repairs-on-time", "CV-P06"] {
            assert!(!answer.body().contains(words), "{address} tells {words}: {}", answer.body());
        }
    }
}

/// What only a later release has is in no head, map or citation of an earlier one; and what only an earlier one has is in none of today.
#[tokio::test]
async fn what_another_release_has_is_not_told() {
    for address in [
        "/releases/1/measures/repairs-on-time",
        "/releases/1/areas/CV-P06",
        "/cite?page=/releases/1/areas/CV-P06",
        "/cite/citation.bib?page=/releases/1/measures/repairs-on-time",
    ] {
        let body = get(address).await.is(200).bytes;
        let body = String::from_utf8(body).unwrap();
        assert!(NEW.iter().all(|words| !body.contains(words)), "{address}");
    }
    for address in ["/measures/repairs-on-time", "/areas/CV-P06", "/cite?page=/areas/CV-P06"] {
        let page = get(address).await.is(200);
        assert!(!page.body().contains("Repairs done on time") && !page.body().contains("Fellgate"), "{address}");
    }
}
