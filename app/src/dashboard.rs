//! The pages that answer a click in the browser: from an address to a page, on the server and in the browser.

use domain::filter::decode;

use crate::{
    draw::{self, Scenery, Stop},
    live::Piece,
    page::Page,
    pages,
    site::Site,
};

/// A page that answers a click in the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dashboard {
    /// The city at a glance.
    Home,
    /// All areas.
    Areas,
    /// An area, by its code.
    Area,
    /// A theme, by its code.
    Theme,
    /// A directorate, by its code.
    Directorate,
    /// A measure, by its code.
    Measure,
}

impl Dashboard {
    /// The dashboard at a path, and the code of what it is about.
    pub fn at(path: &str) -> Option<(Self, String)> {
        let path = path.strip_prefix('/')?;
        if path.is_empty() {
            return Some((Self::Home, String::new()));
        }
        let path = path.strip_suffix('/').unwrap_or(path);
        let (section, subject) = path.split_once('/').unwrap_or((path, ""));
        let dashboard = match (section, subject) {
            ("areas", "") => Self::Areas,
            (_, "") => return None,
            (_, subject) if subject.contains('/') => return None,
            ("areas", _) => Self::Area,
            ("themes", _) => Self::Theme,
            ("directorates", _) => Self::Directorate,
            ("measures", _) => Self::Measure,
            _ => return None,
        };
        Some((dashboard, decode(subject)))
    }

    /// Its page, or a page that says what is wrong with the address.
    ///
    /// # Errors
    /// The pieces that are missing. From a release nothing is.
    pub fn draw(self, from: &impl Scenery, site: &Site, subject: &str, query: &str) -> Result<Page, Vec<Piece>> {
        let today = site.today;
        let drawn = match self {
            Self::Home => draw::home(from, today, query).map(|view| pages::home::page(&view, site)),
            Self::Areas => draw::places(from, today, query).map(|view| pages::areas::page(&view, site)),
            Self::Area => draw::area(from, today, subject, query).map(|view| pages::area::page(&view, site)),
            Self::Theme => draw::theme(from, today, subject, query).map(|(view, promises)| pages::theme::page(&view, &promises, site)),
            Self::Directorate => draw::directorate(from, today, subject, query).map(|view| pages::directorate::page(&view, site)),
            Self::Measure => draw::measure(from, today, subject, query).map(|view| pages::measure::page(&view, site)),
        };
        drawn.or_else(|stop| match stop {
            Stop::Error(error) => Ok(Page::wrong(&error)),
            Stop::Needs(pieces) => Err(pieces),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Dashboard;

    #[test]
    fn a_dashboard_is_known_by_its_address() {
        let known = [("/", Dashboard::Home, ""), ("/areas", Dashboard::Areas, ""), ("/areas/", Dashboard::Areas, "")];
        let about = [
            ("/areas/E05015277", Dashboard::Area, "E05015277"),
            ("/themes/a-b", Dashboard::Theme, "a-b"),
            ("/directorates/x", Dashboard::Directorate, "x"),
            ("/measures/x%20y", Dashboard::Measure, "x y"),
        ];
        for (path, dashboard, subject) in known.into_iter().chain(about) {
            assert_eq!(Dashboard::at(path), Some((dashboard, subject.to_owned())), "{path}");
        }
        for path in [
            "/themes",
            "/measures",
            "/directorates",
            "/find",
            "/data",
            "/about/methods",
            "/areas/x/y",
            "/nowhere",
            "/nowhere/x",
            "//areas",
            "//",
            "",
        ] {
            assert_eq!(Dashboard::at(path), None, "{path}");
        }
    }
}
