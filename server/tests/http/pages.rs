//! Every public page.

use std::collections::{BTreeSet, VecDeque};

use axum::http::Method;

use super::{
    calder_vale,
    reading::{ageless, attributes},
};
use crate::{html::text, service::Answer};

/// Every page, one of each subject.
fn addresses() -> Vec<String> {
    let catalogue = &calder_vale().state.release.catalogue;
    let fixed = [
        "/",
        "/areas",
        "/themes",
        "/measures",
        "/programmes",
        "/programmes/warm-homes",
        "/money",
        "/money?directorate=homes&year=2025-04-01/P1Y",
        "/money/autumn-2025",
        "/money/winter-2025",
        "/money/one-day",
        "/customer",
        "/customer?area=CV-P05&service=repairs",
        "/learning",
        "/triple-lock",
        "/triple-lock/social-value",
        "/triple-lock/environment?year=2025&theme=sound-homes",
        "/triple-lock/equality",
        "/decisions",
        "/decisions?made=difference&area=CV-P05",
        "/decisions?q=nothing-like-it",
        "/decisions/rubbish-every-fortnight",
        "/decisions/mill-road-depot",
        "/directorates",
        "/find",
        "/find?q=ZV1+1AA",
        "/find?q=repairs",
        "/data",
        "/data/releases",
        "/data/corrections",
        "/data/due",
        "/equality",
        "/equality/evidence",
        "/city",
        "/city?year=2024",
        "/meetings",
        "/surveys",
        "/surveys?area=CV-P05",
        "/thread",
        "/thread?theme=sound-homes",
        "/thread?at=measure:repairs-on-time",
        "/thread/orphans",
        "/cite",
        "/cite?page=/areas/CV-P05%3Fgroup%3Dfemale",
        "/measures/repairs-on-time/take?area=CV-P05",
        "/areas/CV-P05/take?group=female",
    ];
    let about = ["methods", "protection", "illustrative", "accessibility", "cookies"].map(|slug| format!("/about/{slug}"));
    let themes = catalogue.plans.iter().flat_map(|plan| &plan.themes);
    let mut all: Vec<String> = fixed.map(str::to_owned).into();
    all.extend(about);
    all.extend(catalogue.areas.iter().map(|area| format!("/areas/{}", area.code)));
    all.extend(["/areas/CV-P90".to_owned(), "/areas/CV-P05/alike".to_owned(), "/areas/CV-C2/plan".to_owned()]);
    all.extend(themes.map(|theme| format!("/themes/{}", theme.code)));
    all.extend(catalogue.measures.iter().map(|measure| format!("/measures/{}", measure.code)));
    all.extend(catalogue.measures.iter().map(|measure| format!("/measures/{}/why", measure.code)));
    all.extend(catalogue.measures.iter().map(|measure| format!("/measures/{}/average", measure.code)));
    all.extend(catalogue.measures.iter().map(|measure| format!("/measures/{}/questions", measure.code)));
    all.extend(catalogue.directorates.iter().map(|directorate| format!("/directorates/{}", directorate.code)));
    all
}

/// What holds for every page, whatever is on it.
fn is_whole_page(page: &Answer) {
    let (at, html) = (&page.address, page.body());
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{at}");
    assert_eq!(page.header("cache-control"), "no-cache", "{at}");
    assert_eq!(page.header("x-content-type-options"), "nosniff", "{at}");
    assert_eq!(page.header("x-frame-options"), "DENY", "{at}");
    assert_eq!(page.header("referrer-policy"), "strict-origin-when-cross-origin", "{at}");
    assert_eq!(page.header("cross-origin-opener-policy"), "same-origin", "{at}");
    let policy = page.header("content-security-policy");
    for part in ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"] {
        assert!(policy.contains(part), "{at}: {part} is not in {policy}");
    }
    let scripts = policy.split(';').find(|part| part.trim_start().starts_with("script-src")).unwrap();
    assert!(!scripts.contains("unsafe-inline") && !scripts.contains("'unsafe-eval'") && !scripts.contains('*'), "{at}: {scripts}");
    assert_eq!(html.matches("<h1").count(), 1, "{at}: one heading of the first level");
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("<html lang=\"en-GB\""), "{at}");
    let title = html.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>")).map(|(title, _)| title.trim());
    assert!(title.is_some_and(|title| title.contains("Measure Up") && !title.contains('<')), "{at}: {title:?}");
    for handler in ["javascript:", " onclick=", " onload=", " onerror=", " onsubmit=", " onchange=", " oninput=", " onfocus="] {
        assert!(!html.contains(handler), "{at}: {handler}");
    }
    assert!(html.contains("Skip to the page"), "{at}");
}

#[tokio::test]
async fn every_page_answers_whole_and_with_safe_headers() {
    for address in addresses() {
        is_whole_page(&calder_vale().get(&address).await.is(200));
    }
}

#[tokio::test]
async fn every_inline_script_is_named_by_the_policy() {
    use base64::{Engine, prelude::BASE64_STANDARD};
    use sha2::{Digest, Sha256};

    let page = calder_vale().get("/areas/CV-P04").await.is(200);
    let mut scripts = 0;
    for (at, _) in page.body().match_indices("<script") {
        let rest = &page.body()[at..];
        let script = &rest[rest.find('>').unwrap() + 1..rest.find("</script>").unwrap()];
        if !script.is_empty() && !rest.starts_with("<script type=\"application/ld+json\"") {
            scripts += 1;
            let hash = format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(script)));
            assert!(page.header("content-security-policy").contains(&hash), "{script}");
        }
    }
    assert!(scripts > 0, "the page has no inline script, so this test shows nothing");
}

/// Follows every link from the first page. Pages are followed by path; of each path a few choices are, not all.
#[tokio::test]
async fn every_link_leads_somewhere() {
    let service = calder_vale();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut choices = std::collections::BTreeMap::<String, usize>::new();
    let mut waiting = VecDeque::from(["/".to_owned()]);
    while let Some(address) = waiting.pop_front() {
        let answer = service.get(&address).await;
        assert_eq!(answer.status, 200, "{address}");
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        for attribute in ["href", "src", "action"] {
            for link in attributes(answer.body(), attribute) {
                let link = link.split('#').next().unwrap_or_default().to_owned();
                assert!(!link.starts_with("http:"), "{address} links to {link} without encryption");
                // Signing in is answered beside the public pages: `manage/roles.rs` holds it.
                if !link.starts_with('/') || link.starts_with("//") || link == "/sign-in" || !seen.insert(link.clone()) {
                    continue;
                }
                // What is below a release is followed by `past.rs`.
                if link.starts_with("/releases/") && link != "/releases/1/" {
                    continue;
                }
                let path = link.split('?').next().unwrap_or_default().to_owned();
                let count = choices.entry(path).or_default();
                *count += 1;
                if *count <= 8 {
                    waiting.push_back(link);
                }
            }
        }
    }
    for address in ["/areas/CV-P09", "/themes/keep-going", "/measures/reserves/data.csv", "/directorates/people"] {
        assert!(seen.contains(address), "nothing links to {address}");
    }
}

#[tokio::test]
async fn head_answers_as_get_does_without_a_body() {
    for address in ["/", "/areas/CV-P04", "/measures/falls?group=female", "/measures/falls/data.csv", "/areas/nowhere"] {
        let get = calder_vale().get(address).await;
        let head = calder_vale().ask(Method::HEAD, address, "").await;
        assert_eq!((head.status, head.bytes.len()), (get.status, 0), "{address}");
        for name in ["content-type", "cache-control", "content-security-policy", "x-content-type-options", "content-disposition"] {
            assert_eq!(head.header(name), get.header(name), "{address}: {name}");
        }
    }
}

#[tokio::test]
async fn pages_only_answer_questions() {
    for method in [Method::POST, Method::PUT, Method::DELETE] {
        assert_eq!(calder_vale().ask(method, "/areas", "").await.status, 405);
    }
}

#[tokio::test]
async fn a_page_is_the_same_in_every_encoding_and_the_second_time() {
    let address = "/areas/CV-P05?group=female&compare=CV-P04";
    let plain = calder_vale().get(address).await.is(200);
    let again = calder_vale().get(address).await.is(200);
    assert_eq!(plain.bytes, again.bytes);
    let brotli = calder_vale().ask(Method::GET, address, "gzip, deflate, br").await.is(200);
    assert_eq!((brotli.header("content-encoding"), brotli.header("vary")), ("br", "accept-encoding"));
    let mut bytes = Vec::new();
    brotli::BrotliDecompress(&mut brotli.bytes.as_slice(), &mut bytes).unwrap();
    assert_eq!(bytes, plain.bytes);
    assert_eq!(brotli.header("content-security-policy"), plain.header("content-security-policy"));
}

#[tokio::test]
async fn made_up_figures_are_marked_where_they_show() {
    for (address, marked) in [("/measures/carers-heard", true), ("/measures/library-visits", true), ("/measures/recycling", false)] {
        let page = calder_vale().get(address).await.is(200);
        assert_eq!(page.body().contains("made-up-tag"), marked, "{address}");
    }
}

/// The words of the main pages, as a reader reads them. `INSTA_UPDATE=always` writes them anew; read the difference before it is kept.
#[tokio::test]
async fn the_words_of_the_main_pages() {
    let pages = [
        ("home", "/"),
        ("areas", "/areas"),
        ("area_city", "/areas/CV-D"),
        ("area_ward_group_compared", "/areas/CV-P04?group=female&compare=CV-P05,CV-P06&show=all"),
        ("area_new_ward_without_figures", "/areas/CV-P09"),
        ("area_like_for_like", "/areas/CV-P05/alike"),
        ("area_like_for_like_without_figures", "/areas/CV-P09/alike"),
        ("area_former", "/areas/CV-P90"),
        ("find_former", "/find?q=old+millbeck"),
        ("area_rating_narrowed", "/areas/CV-D?rating=off-target&period=2024-07-01/P3M"),
        ("themes", "/themes"),
        ("theme", "/themes/sound-homes"),
        ("measures", "/measures?q=repairs"),
        ("measure_proportion", "/measures/repairs-on-time?area=CV-P05"),
        ("measure_range", "/measures/reserves"),
        ("why_near", "/measures/repairs-on-time/why?area=CV-P04"),
        ("why_hidden", "/measures/evictions/why"),
        ("why_rounded", "/measures/carers-heard/why?area=CV-P05"),
        ("protection", "/about/protection"),
        ("directorates", "/directorates"),
        ("directorate", "/directorates/homes"),
        ("find_postcode", "/find?q=zv1+2bb"),
        ("find_nothing", "/find?q=qqqqqqq"),
        ("data", "/data"),
        ("about_illustrative", "/about/illustrative"),
    ];
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (name, address) in pages {
        let page = calder_vale().get(address).await.is(200);
        let words = ageless(&text(page.body()));
        settings.bind(|| insta::assert_snapshot!(format!("page_{name}"), words));
    }
}
