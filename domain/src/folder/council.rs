//! `council.toml`: name, words, branding.

use toml_edit::Document;

use super::{
    issue::{Issues, Shown, Spot, Text},
    toml::Node,
};
use crate::{code::ThemeCode, council::Words, decision::share::Year, geometry::hex::Layout};

/// What `council.toml` says.
pub(super) struct Head {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) place: String,
    pub(super) website: Option<String>,
    pub(super) attribution: String,
    pub(super) colour: String,
    pub(super) hex_layout: Layout,
    pub(super) words: Words,
    pub(super) reporting_year: Year,
}

const KEYS: &[&str] =
    &["format", "code", "name", "place", "website", "attribution", "head_colour", "hex_layout", "reporting_year", "words"];
const WORDS: &[&str] = &["city", "neighbourhood", "ward", "comparator", "councillor", "directorate"];
const LAYOUTS: &[(&str, Layout)] =
    &[("odd-r", Layout::OddR), ("even-r", Layout::EvenR), ("odd-q", Layout::OddQ), ("even-q", Layout::EvenQ)];

/// The council's code alone, whatever else the file says.
pub(super) fn code(document: &Document<&str>, text: &Text<'_>, issues: &Issues) -> Option<String> {
    read_code(&Node::root(document, text, issues, KEYS))
}

/// The program has no type of its own for a council's code: any code's rules are the same.
fn read_code(node: &Node<'_>) -> Option<String> {
    node.code::<ThemeCode>("code").map(|code| code.to_string())
}

/// Reads the file.
pub(super) fn read(document: &Document<&str>, text: &Text<'_>, issues: &Issues) -> Option<Head> {
    let node = Node::root(document, text, issues, KEYS);
    if node.whole("format", 1, i64::MAX).is_some_and(|format| format != 1) {
        node.at("format").raise(
            format_args!("this folder is in a format that this program does not know"),
            format_args!("Write format = 1, or use a newer program."),
        );
    }
    let code = read_code(&node);
    let name = node.text("name");
    let place = node.text("place");
    let website = node.url_or_none("website");
    let attribution = node.text("attribution");
    let colour = node.text("head_colour").filter(|given| {
        let sound = given.len() == 7 && given.starts_with('#') && given[1..].bytes().all(|b| b.is_ascii_hexdigit());
        if !sound {
            node.at("head_colour").raise(
                format_args!("{} is not a colour", Shown(given)),
                format_args!("Write # and six hexadecimal digits, such as #0E2F4E."),
            );
        }
        sound
    });
    let hex_layout = if node.has("hex_layout") { node.choice("hex_layout", LAYOUTS) } else { Some(Layout::OddR) };
    let reporting_year = if node.has("reporting_year") { node.choice("reporting_year", &Year::ALL) } else { Some(Year::default()) };
    let words = node.table("words", WORDS).and_then(|words| {
        let [city, neighbourhood, ward] = ["city", "neighbourhood", "ward"].map(|key| words.word(key));
        let [comparator, councillor, directorate] = ["comparator", "councillor", "directorate"].map(|key| words.word(key));
        Some(Words {
            city: city?,
            neighbourhood: neighbourhood?,
            ward: ward?,
            comparator: comparator?,
            councillor: councillor?,
            directorate: directorate?,
        })
    });
    Some(Head {
        code: code?,
        name: name?,
        place: place?,
        website,
        attribution: attribution?,
        colour: colour?,
        hex_layout: hex_layout?,
        words: words?,
        reporting_year: reporting_year?,
    })
}
