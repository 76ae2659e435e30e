//! What a request is counted and logged as: the pattern of its route, never the address itself.

use axum::{
    extract::{MatchedPath, Request},
    http::Uri,
};

/// The pattern of a request.
#[derive(Debug, Clone)]
pub(super) enum Pattern {
    /// A route of the router.
    Route(MatchedPath),
    /// A page.
    Page(&'static str),
}

/// What is no page, and no route.
pub(crate) const OTHER: &str = "other";

/// The patterns of pages.
pub(crate) const PAGES: [&str; 44] = [
    "/",
    "/areas",
    "/areas/{code}",
    "/areas/{code}/alike",
    "/areas/{code}/plan",
    "/areas/{code}/minute",
    "/areas/{code}/take",
    "/themes",
    "/themes/{slug}",
    "/directorates",
    "/directorates/{slug}",
    "/measures",
    "/measures/{code}",
    "/measures/{code}/why",
    "/measures/{code}/average",
    "/measures/{code}/take",
    "/measures/{code}/questions",
    "/equality",
    "/equality/evidence",
    "/programmes",
    "/programmes/{slug}",
    "/city",
    "/surveys",
    "/thread",
    "/thread/orphans",
    "/money",
    "/money/{gateway}",
    "/customer",
    "/learning",
    "/triple-lock",
    "/triple-lock/{lens}",
    "/decisions",
    "/decisions/{code}",
    "/meetings",
    "/meetings/{id}",
    "/meetings/{id}/{item}",
    "/find",
    "/reports",
    "/reports/{kind}/{of}",
    "/data",
    "/data/releases",
    "/data/corrections",
    "/data/due",
    "/about/{slug}",
];

impl Pattern {
    /// Of a request that has been routed.
    pub(super) fn of(request: &Request) -> Self {
        match request.extensions().get::<MatchedPath>() {
            Some(path) => Self::Route(path.clone()),
            None => Self::Page(page(request.uri())),
        }
    }

    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Route(path) => path.as_str(),
            Self::Page(pattern) => pattern,
        }
    }
}

/// The pattern of a page's address.
fn page(address: &Uri) -> &'static str {
    of(address.path())
}

/// The pattern of a page's path.
pub(super) fn of(path: &str) -> &'static str {
    let path = path.strip_prefix('/').unwrap_or(path);
    let path = path.strip_suffix('/').unwrap_or(path);
    let given = path.split('/');
    let found = PAGES.iter().find(|pattern| {
        let (mut given, mut known) = (given.clone(), pattern[1..].split('/'));
        loop {
            match (known.next(), given.next()) {
                (None, None) => return true,
                (Some(known), Some(given)) if known == given || known.starts_with('{') && !given.is_empty() => {}
                _ => return false,
            }
        }
    });
    found.copied().unwrap_or(OTHER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_a_pattern_and_everything_else_is_other() {
        for (address, expected) in [
            ("/", "/"),
            ("/areas", "/areas"),
            ("/areas/", "/areas"),
            ("/areas/E05015279?group=x", "/areas/{code}"),
            ("/areas/E05015279/alike", "/areas/{code}/alike"),
            ("/measures/falls/why?area=x", "/measures/{code}/why"),
            ("/about/methods", "/about/{slug}"),
            ("/data/due", "/data/due"),
            ("/decisions/x?lens=equality", "/decisions/{code}"),
            ("/triple-lock/equality?year=2025", "/triple-lock/{lens}"),
            ("/areas/x/y/z", OTHER),
            ("/wp-login.php", OTHER),
            ("/ther", OTHER),
        ] {
            assert_eq!(page(&address.parse().unwrap()), expected, "{address}");
        }
    }
}
