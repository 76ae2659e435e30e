//! What every page knows of the site: whose it is, which release it shows, where its assets are.

use domain::NaiveDate;
use serde::{Deserialize, Serialize};

/// What every page knows. Sent to the browser once, with the page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Site {
    /// Name of the council.
    pub name: String,
    /// The place.
    pub place: String,
    /// What wards and comparators are called, one and many; then neighbourhoods, themes, directorates.
    pub words: Words,
    /// Colour of the header.
    pub head_colour: String,
    /// Attribution.
    pub attribution: String,
    /// Number of the release shown.
    pub release: u32,
    /// Day it was published.
    #[serde(with = "domain::day")]
    pub published: NaiveDate,
    /// The day the page was made.
    #[serde(with = "domain::day")]
    pub today: NaiveDate,
    /// Where the release's frames are: a path that changes with their content.
    pub frames: String,
    /// Where the chart library is.
    pub echarts: String,
    /// Whether any figure of the release is made up.
    pub illustrative: bool,
    /// The code of the whole area.
    pub city: String,
    /// Where people reach this site, such as `https://measures.example.org`, if that is known. Only the server asks.
    #[serde(skip)]
    pub origin: Option<String>,
}

impl Site {
    /// Whether it is of the release that is served, and not of one apart, whose pages have no program and so no frames.
    pub fn is_served(&self) -> bool {
        !self.frames.ends_with('/')
    }
}

/// The council's words that appear on pages without figures.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Words {
    /// A ward.
    pub ward: (String, String),
    /// A neighbourhood.
    pub neighbourhood: (String, String),
    /// The whole area.
    pub city: (String, String),
    /// A directorate.
    pub directorate: (String, String),
    /// A comparator.
    pub comparator: (String, String),
}

/// Where the built assets are.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Assets {
    /// Style sheet.
    pub css: String,
    /// The module that fetches the application and starts it.
    pub start: String,
    /// The chart library.
    pub echarts: String,
    /// Fonts to load early.
    #[serde(default)]
    pub fonts: Vec<String>,
}
