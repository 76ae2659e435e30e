//! What the policy of a page lets it do: the hashes that it names are those of what stands in the page, and nothing else is let in.

use base64::{Engine, prelude::BASE64_STANDARD as STANDARD};
use sha2::{Digest, Sha256};

use super::{calder_vale, reading::attributes};
use crate::service::Answer;

/// The pages of every kind, with choices that draw everything there is.
const PAGES: [&str; 44] = [
    "/",
    "/areas",
    "/areas?measure=falls&area=CV-P01",
    "/areas/CV-P01",
    "/areas/CV-P01?group=female&against=male&compare=CV-P02,CV-P03&show=all",
    "/areas/CV-P01/alike",
    "/areas/CV-C2/plan",
    "/learning",
    "/themes",
    "/themes/sound-homes",
    "/programmes",
    "/programmes/warm-homes",
    "/money",
    "/money/autumn-2025",
    "/customer",
    "/triple-lock",
    "/triple-lock/equality",
    "/decisions",
    "/decisions/boilers-first",
    "/directorates",
    "/directorates/homes",
    "/measures",
    "/measures/falls",
    "/measures/falls?area=CV-P01&group=female",
    "/measures/falls/why",
    "/measures/falls/average",
    "/measures/falls/take?area=CV-P01",
    "/areas/CV-P01/take",
    "/cite?page=/measures/falls",
    "/equality",
    "/equality/evidence",
    "/city",
    "/surveys",
    "/thread",
    "/thread?at=measure:repairs-on-time",
    "/thread/orphans",
    "/meetings",
    "/measures/falls/questions",
    "/find?q=elder",
    "/data",
    "/about/methods",
    "/about/protection",
    "/no/such/page",
    // A picture that is opened by itself has a style of its own.
    "/favicon.svg",
];

fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// One directive of the policy of a page.
fn directive<'a>(page: &'a Answer, name: &str) -> Vec<&'a str> {
    let policy = page.header("content-security-policy");
    let found = policy.split("; ").find_map(|part| part.strip_prefix(name));
    found.unwrap_or_else(|| panic!("{} has no {name}: {policy}", page.address)).split_whitespace().collect()
}

/// What is between two texts, wherever.
fn between<'a>(page: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    page.split(start).skip(1).filter_map(|part| part.split_once('>')?.1.split(end).next()).collect()
}

#[tokio::test]
async fn no_page_has_a_style_or_script_that_its_policy_does_not_name() {
    let mut found = 0;
    for address in PAGES {
        let page = calder_vale().get(address).await;
        let (styles, scripts) = (directive(&page, "style-src"), directive(&page, "script-src"));
        let policy = page.header("content-security-policy");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{address}: {policy}");
        for value in attributes(page.body(), "style") {
            assert!(styles.contains(&hash(&value).as_str()), "{address}: style=\"{value}\" is not in {styles:?}");
            // As a browser writes it back, so that what it draws is what we draw.
            assert!(value.starts_with("--head: ") || value.ends_with(';') && value.starts_with("--"), "{address}: {value}");
            found += 1;
        }
        for text in between(page.body(), "<style", "</style>") {
            assert!(styles.contains(&hash(text).as_str()), "{address}: <style>{text}");
        }
        // Data is not run, and no policy asks about it.
        let scripts_of = |page: &str| page.replace("<script type=\"application/ld+json\"", "<data");
        for text in between(&scripts_of(page.body()), "<script", "</script>").into_iter().filter(|text| !text.is_empty()) {
            assert!(scripts.contains(&hash(text).as_str()), "{address}: <script>{text}");
        }
        // No handler stands in an attribute.
        for handler in ["onclick", "onload", "onerror", "onsubmit"] {
            assert!(!page.body().contains(&format!(" {handler}=")), "{address} has {handler}");
        }
    }
    assert!(found > 30, "only {found} styles were found");
}

#[tokio::test]
async fn everything_says_what_browsers_may_do_with_it() {
    for address in ["/", "/areas/CV-P01", "/no/such/page", "/areas/CV-P01/figures.csv", "/robots.txt", "/frames/x/catalogue"] {
        let page = calder_vale().get(address).await;
        assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"), "{address}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-embedder-policy", "require-corp"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(page.header(name), value, "{address}: {name}");
        }
        assert!(page.header("permissions-policy").contains("geolocation=()"), "{address}");
        assert_eq!(page.header("strict-transport-security"), "", "{address}");
    }
}
