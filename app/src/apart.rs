//! Pages of a release that is not the one served: an earlier one as it was published, or one that is to come. They are the public pages, below a path of
//! their own, with a strip above them that says what they are; without the program, for they are complete without it (ADR 0022).

use domain::{
    filter::address,
    period::long_date,
    register::{Coming, Listed, Register},
};

use crate::{
    components::{
        footer::footer,
        header::{header, illustrative_notice},
    },
    manage::inline_style,
    markup::{Element, el, link},
    page::Page,
    site::{Assets, Site},
};

/// What is not below the path of a release, whatever page leads to it: files of the site, what is told of all releases, and signing in.
const OUTSIDE: [&str; 17] = [
    "/pkg/",
    "/frames/",
    "/favicon.svg",
    "/robots.txt",
    "/sign-in",
    "/manage",
    "/releases",
    "/data/releases",
    "/data/corrections",
    "/data/files",
    "/data/open",
    "/feeds/",
    "/sitemap.xml",
    "/cite",
    "/meetings",
    "/reports/frozen/",
    "/reports/kept/",
];

/// The page of citations, which is cited nowhere; nor is what two frozen reports say differently, as each of them is.
const CITE: &str = "/cite";

/// A release apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Apart {
    /// What the path of each of its pages begins with, such as `/releases/3`.
    pub prefix: String,
    /// What is said above each page.
    strip: Element,
    /// What the link to the same page of the release that is served is called.
    same: String,
    /// Whether it is published: nobody else may show what is not.
    pub published: bool,
}

/// Whether a path of the site has its like below the path of a release.
pub fn inside(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !OUTSIDE.iter().any(|outside| path.starts_with(outside))
}

fn day(release: &Listed) -> String {
    long_date(release.published_at.date())
}

impl Apart {
    /// An earlier release, or the one that is served, as it was published. `served`: the number of the one that is.
    pub fn earlier(release: &Listed, register: &Register, served: u32) -> Self {
        let number = release.number;
        let newest = if number == served {
            (" It is the newest.".to_owned(), "This page as it is today".to_owned())
        } else {
            (format!(" Release {served} is the newest."), format!("This page in release {served}"))
        };
        let wrong = register.corrected_in(number).map(|right| {
            (
                " Something in it was wrong, and is right from release ",
                right.to_string(),
                (" on: ", link("/data/corrections", "see what"), "."),
            )
        });
        let strip = el("p")
            .with(el("strong").with(format!("Release {number} of {}", day(release))))
            .with(", as it was published: ages and lateness are as on that day.")
            .with(wrong)
            .with(newest.0);
        Self { prefix: format!("/releases/{number}"), strip, same: newest.1, published: true }
    }

    /// A release that is to come, for those who may see it. `facts`: when it was prepared and by whom, what is held, in sentences; `links`: where its
    /// reader can go from here.
    pub fn to_come(prefix: &str, number: u32, coming: Option<&Coming>, facts: &[String], links: Vec<(String, String)>) -> Self {
        let planned =
            coming.map_or_else(|| "not planned for a day yet".to_owned(), |coming| format!("planned for {}", long_date(coming.at.date())));
        let strip = el("p")
            .with(el("strong").with("Not published."))
            .with(format!(" This is how this page will be in release {number}, {planned}. {} ", facts.join(" ")))
            .all(links.into_iter().map(|(href, label)| (link(href, label), " ")));
        Self { prefix: prefix.to_owned(), strip, same: "This page as it is published now".to_owned(), published: false }
    }

    /// The same path below this release's; none where it has none there.
    pub fn under(&self, href: &str) -> Option<String> {
        inside(href).then(|| format!("{}{href}", self.prefix))
    }
}

/// The document of a page at a path and query, sent without the program: of a release apart, or of the one that is served. `told`: what its head says
/// beside, of a page that may be found.
pub fn document(
    assets: &Assets,
    site: &Site,
    page: &Page,
    (path, query): (&str, &str),
    apart: Option<&Apart>,
    told: Option<Vec<Element>>,
) -> String {
    // Only of a page that is there can anything be said of its like in another release; and what was asked for is not led to unread.
    let there = page.status == 200;
    let same = if there { address(path, query) } else { "/".to_owned() };
    let link_to = |rel: &'static str, href: String| el("link").attr("rel", rel).attr("href", href);
    let font = |href: &String| link_to("preload", href.clone()).attr("as", "font").attr("type", "font/woff2").attr("crossorigin", "");
    let listed = there && apart.is_none() && told.is_some();
    let head = if listed { page.head(&site.name) } else { page.unlisted_head(&site.name) };
    let head = head
        .with(told.unwrap_or_default())
        .with(el("meta").attr("name", "theme-color").attr("content", site.head_colour.clone()))
        .all(assets.fonts.iter().map(font))
        .with(link_to("stylesheet", assets.css.clone()));
    let main = el("main").attr("id", "main").attr("tabindex", "-1").with((*page.body).clone());
    let below = apart.map_or(Some(""), |apart| apart.published.then_some(&*apart.prefix));
    let cited = below.filter(|_| there && !path.is_empty() && path != CITE && !path.contains("/since/")).map(|below| (below, path, query));
    let shown = [Some(header(site, path)), site.illustrative.then(illustrative_notice), Some(main), Some(footer(site, cited))];
    let mut shown: Vec<Element> = shown.into_iter().flatten().collect();
    if let Some(apart) = apart {
        for part in &mut shown {
            part.readdress(&|href| apart.under(href));
        }
    }
    let strip = apart.map(|apart| {
        let label = if there { &apart.same } else { "The first page of the newest release" };
        let words = apart.strip.clone().with(" ").with(link(same.clone(), label.to_owned()));
        el("aside").class("release-strip").attr("aria-label", "Which release this is").with(words)
    });
    let body = el("body").with(link("#main", "Skip to the page").class("skip")).with(strip).with(shown);
    let mut html = String::from("<!DOCTYPE html>");
    el("html").attr("lang", "en-GB").attr("style", inline_style(site)).with(head).with(body).write(&mut html);
    html
}

/// What is said at the pages of a release that was withdrawn. `served`: the number of the one that is shown in its place, if there is one.
pub fn withdrawn(release: &Listed, served: Option<u32>) -> Page {
    let title = format!("Release {} was withdrawn", release.number);
    let (on, why) = release.withdrawn.as_ref().map_or((String::new(), ""), |(on, why)| (long_date(on.date()), why));
    let body = el("div")
        .class("page narrow prose")
        .with(el("h1").with(&title))
        .with(
            el("p")
                .class("lead")
                .with(format!("It was published on {} and withdrawn on {on}. Its figures are not shown any more.", day(release))),
        )
        .with(el("p").with(el("strong").with("Why: ")).with(why.to_owned()))
        .with(
            el("ul")
                .with(served.map(|served| el("li").with(link("/", format!("The first page of release {served}, which is shown now")))))
                .with(el("li").with(link("/data/corrections", "What was corrected and withdrawn")))
                .with(el("li").with(link("/data/releases", "Every release"))),
        );
    Page { status: 410, ..Page::new(title, body) }
}

/// What is said at the pages of a release that this version of the program cannot read.
pub fn unreadable(release: &Listed) -> Page {
    let title = format!("Release {} cannot be shown", release.number);
    let words = format!("It was published on {}, and kept in a form that this version of the program cannot read.", day(release));
    let body = el("div")
        .class("page narrow prose")
        .with(el("h1").with(&title))
        .with(el("p").class("lead").with(words))
        .with(el("p").with("Nothing is lost: whoever runs the program can open it with the version that published it."))
        .with(el("p").with(link("/data/releases", "Every release")));
    Page { status: 503, ..Page::new(title, body) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        Site { name: "A <b> council".into(), head_colour: "#123456".into(), release: 1, ..Site::default() }
    }

    fn told(page: &Page, address: (&str, &str)) -> Vec<Element> {
        crate::head::elements(page, &site(), crate::head::Told { address, ..Default::default() })
    }

    fn drawn(page: &Page, at: (&str, &str)) -> String {
        let register = Register::only(1, "2025-11-12".parse().unwrap());
        let apart = Apart::earlier(&register.releases[0], &register, 2);
        document(&Assets::default(), &site(), page, at, Some(&apart), Some(told(page, at)))
    }

    #[test]
    fn every_link_leads_to_its_like_below_the_path_and_what_is_outside_stays() {
        let links =
            ["/areas/X?group=a", "https://example.org/", "#top", "/data/releases", "/data/due", "/manage", "//example.org", "/pkg/a.js"];
        let form = el("form").attr("action", "/find");
        let page = Page::new("A", el("div").with(el("h1").with("A")).all(links.map(|href| link(href, "b"))).with(form));
        let html = drawn(&page, ("/areas/X", "group=a"));
        for there in [
            "/releases/1/areas/X?group=a",
            "https://example.org/",
            "#top",
            "/data/releases",
            "/releases/1/data/due",
            "/manage",
            "//example.org",
            "/pkg/a.js",
            "/releases/1/",
            "/sign-in",
        ] {
            assert!(html.contains(&format!("href=\"{there}\"")), "{there}: {html}");
        }
        assert!(html.contains("action=\"/releases/1/find\"") && !html.contains("action=\"/find\""), "{html}");
        assert!(html.contains("<strong>Release 1 of 12 November 2025</strong>, as it was published"), "{html}");
        assert!(html.contains("<a href=\"/areas/X?group=a\">This page in release 2</a>"), "{html}");
        assert!(html.contains("<link rel=\"canonical\" href=\"/areas/X?group=a\">") && html.contains("content=\"noindex\""), "{html}");
        assert!(!html.contains("<script") && !html.contains("<b>"), "{html}");
    }

    #[test]
    fn a_page_that_is_not_there_leads_to_no_address_that_was_made_up() {
        let wrong = Page { status: 404, ..Page::new("Not found", el("h1").with("Not found")) };
        let html = drawn(&wrong, ("/\\example.org", ""));
        assert!(!html.contains("example.org") && html.contains("<a href=\"/\">The first page"), "{html}");
    }

    #[test]
    fn a_release_that_was_wrong_says_so_where_it_is_read() {
        let mut register = Register::only(1, "2025-11-12".parse().unwrap());
        let wrong = domain::register::Correction { of: 1, wrong: "Counted twice.".into() };
        register.releases.insert(0, Listed { number: 2, correction: Some(wrong), ..register.releases[0].clone() });
        let page = Page::new("A", el("h1").with("A"));
        let html =
            document(&Assets::default(), &site(), &page, ("/", ""), Some(&Apart::earlier(&register.releases[1], &register, 2)), None);
        assert!(html.contains("right from release 2 on: <a href=\"/data/corrections\">see what</a>"), "{html}");
        let html =
            document(&Assets::default(), &site(), &page, ("/", ""), Some(&Apart::earlier(&register.releases[0], &register, 2)), None);
        assert!(html.contains("It is the newest.") && !html.contains("wrong"), "{html}");
    }
}
