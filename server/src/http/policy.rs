//! The content security policy of a page: nothing from elsewhere, and of what stands in the page itself only that which it was drawn with,
//! by hash (<https://www.w3.org/TR/CSP3/>).

use std::{collections::BTreeSet, fmt::Write};

use axum::http::HeaderValue;
use base64::{Engine, prelude::BASE64_STANDARD as STANDARD};
use sha2::{Digest, Sha256};

/// How a script element begins that holds data: as we draw it.
const DATA: &str = " type=\"application/ld+json\"";

/// What stands in a page that a policy must name.
#[derive(Debug, Default, PartialEq, Eq)]
struct Inline<'a> {
    scripts: BTreeSet<&'a str>,
    /// Style elements.
    styles: BTreeSet<&'a str>,
    /// Values of `style` attributes.
    attributes: BTreeSet<String>,
}

/// The policy of a page; none where it is not text.
pub(super) fn of(page: &[u8]) -> Option<HeaderValue> {
    let policy = named(page, "script-src 'self' 'wasm-unsafe-eval'")? + "; form-action 'self'; frame-ancestors 'none'";
    HeaderValue::from_str(&policy).ok()
}

/// The policy of a page that any site may show inside its own: it runs nothing and sends nothing.
pub(super) fn framed(page: &[u8]) -> Option<HeaderValue> {
    let policy = named(page, "script-src 'none'")? + "; form-action 'none'; frame-ancestors *";
    HeaderValue::from_str(&policy).ok()
}

/// The policy of a page that runs nothing, sends nothing and is framed nowhere.
pub(super) fn still(page: &[u8]) -> Option<HeaderValue> {
    let policy = named(page, "script-src 'none'")? + "; form-action 'none'; frame-ancestors 'none'";
    HeaderValue::from_str(&policy).ok()
}

/// What a page may load, where it may run `scripts`.
fn named(page: &[u8], scripts: &str) -> Option<String> {
    let inline = read(std::str::from_utf8(page).ok()?);
    let mut policy = format!("default-src 'self'; {scripts}");
    hashes(&mut policy, inline.scripts.iter().copied());
    policy.push_str("; style-src 'self'");
    hashes(&mut policy, inline.styles.iter().copied());
    if !inline.attributes.is_empty() {
        // Hashes count for attributes only where this is said.
        policy.push_str(" 'unsafe-hashes'");
        hashes(&mut policy, inline.attributes.iter().map(String::as_str));
    }
    policy.push_str("; img-src 'self' data:; object-src 'none'; base-uri 'none'");
    Some(policy)
}

fn hashes<'a>(policy: &mut String, texts: impl Iterator<Item = &'a str>) {
    for text in texts {
        let _infallible = write!(policy, " 'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    }
}

/// Reads a page as we draw them: tags in lower case, values in double quotes.
fn read(page: &str) -> Inline<'_> {
    let mut inline = Inline::default();
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let name = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len())];
        // Data is not run, and no policy asks about it (HTML, "prepare the script element"): naming it would only let it be run as a script elsewhere.
        let data = rest[name.len()..].starts_with(DATA);
        rest = attributes(&rest[name.len()..], &mut inline.attributes);
        let kept = match name {
            "script" => &mut inline.scripts,
            "style" => &mut inline.styles,
            _ => continue,
        };
        let end = if name == "script" { "</script" } else { "</style" };
        let (text, after) = rest.split_at(rest.find(end).unwrap_or(rest.len()));
        if !text.is_empty() && !data {
            kept.insert(text);
        }
        rest = after;
    }
    inline
}

/// Reads the attributes of a tag, and gives what follows the tag.
fn attributes<'a>(tag: &'a str, styles: &mut BTreeSet<String>) -> &'a str {
    let mut rest = tag;
    loop {
        let Some(at) = rest.find(['>', '=']) else { return "" };
        let (before, sign) = rest.split_at(at);
        let Some(value) = sign.strip_prefix('=') else { return &sign[1..] };
        let name = before.rsplit(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
        let (value, after) = match value.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => value.split_at(value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len())),
        };
        if name == "style" && !value.is_empty() {
            styles.insert(unescaped(value));
        }
        rest = after;
    }
}

/// A value as the browser reads it.
fn unescaped(value: &str) -> String {
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&amp;", "&")];
    signs.iter().fold(value.to_owned(), |value, (written, sign)| value.replace(written, sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_names_what_stands_in_the_page_by_hash() {
        let policy = of(b"<script src=a></script><script>1</script>").unwrap();
        assert!(
            policy
                .to_str()
                .unwrap()
                .contains("script-src 'self' 'wasm-unsafe-eval' 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='; ")
        );
        assert!(policy.to_str().unwrap().contains("style-src 'self'; "), "{policy:?}");
        // As a browser worked it out for this value.
        let policy = of(b"<p style=\"--at: 99%;\">").unwrap();
        let words = "style-src 'self' 'unsafe-hashes' 'sha256-iNFde2iVAdv99hyoOtye13G08I5CnVNMesDK5EXLZpY='; ";
        assert!(policy.to_str().unwrap().contains(words), "{policy:?}");
    }

    #[test]
    fn only_tags_are_looked_into() {
        let page = "<!-- <p style=\"a\"> --><p title=\"> style=\" style=\"b &amp; c\" hidden>style=\"d\" 1 < 2</p><br/><style>e</style>\
            <script type=\"module\">\"<p style='x'>\"</script><script type=\"application/ld+json\">{\"a\":1}</script><i data-style=\"f\"></i>";
        let inline = read(page);
        assert_eq!(inline.attributes, BTreeSet::from(["b & c".to_owned()]));
        assert_eq!(inline.styles, BTreeSet::from(["e"]));
        assert_eq!(inline.scripts, BTreeSet::from(["\"<p style='x'>\""]));
    }
}
