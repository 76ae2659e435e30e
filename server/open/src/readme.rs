//! What each file is, in plain English, for whoever has unpacked them.

use domain::{catalogue::Catalogue, format::count, period::long_date};

use crate::{
    Written,
    about::About,
    catalogue as described, columnar,
    columns::{MARKS, PROVENANCES, WITHOUT_NUMBER},
    csvw,
    fault::Fault,
    folder::Folder,
    json_stat, observations, sqlite,
};

/// The file.
pub(crate) const NAME: &str = "README.txt";

/// The files: name, title, and what each is good for.
pub(crate) const FILES: [(&str, &str, &str); 9] = [
    (
        observations::NAME,
        "Figures (CSV)",
        "Every figure, one a line. Opens in any spreadsheet that takes as many lines, and in any program.",
    ),
    (observations::ARCHIVE, "Figures (CSV, compressed)", "The same, compressed with gzip."),
    (columnar::NAME, "Figures (Parquet)", "The same as columns with types: the quickest for programs that compute with all of them."),
    (
        sqlite::NAME,
        "Figures and lists (SQLite)",
        "The same and the lists as one database. The view “figures” has the columns of the CSV; the table “about” says whose it is.",
    ),
    ("measures.csv", "Measures (CSV)", "What is measured: title, unit, definition, method, source, what it cannot tell."),
    ("areas.csv", "Areas (CSV)", "The areas, and what each lies in."),
    ("groups.csv", "Groups (CSV)", "The groups of people, and what they are groups by."),
    ("periods.csv", "Periods (CSV)", "The periods, with their first and last days."),
    (json_stat::INDEX, "Figures (JSON-stat)", "Each measure as a cube, for charts and statistical programs; this file names them all."),
];

/// The files that describe the others.
const ABOUT: [(&str, &str); 4] = [
    (csvw::NAME, "Every column of the CSV files, for programs (CSV on the Web)."),
    (described::DCAT, "All of this as a catalogue, for data portals (DCAT 3)."),
    (described::SCHEMA, "The same for search engines (schema.org)."),
    ("SHA256SUMS", "The digest of each file: “sha256sum --check SHA256SUMS” says whether all arrived as they were sent."),
];

/// Writes it.
pub(crate) fn write(folder: &mut Folder, about: &About, catalogue: &Catalogue, written: &Written) -> Result<(), Fault> {
    let title = about.title(catalogue.release);
    let mut text = format!("{title}\n{}\n\n", "=".repeat(title.chars().count()));
    let mut paragraph = |words: String| {
        text.push_str(&wrapped(&words, 0));
        text.push('\n');
    };
    paragraph(format!(
        "Published {} by {}. {} figures, of which {} are hidden to protect people.",
        long_date(about.published),
        about.council,
        count(written.figures),
        count(written.hidden)
    ));
    if written.illustrative > 0 {
        paragraph(format!(
            "{} of the figures are made up, so that an example can be explored. They say “illustrative” in the column provenance, and nothing about any place.",
            count(written.illustrative)
        ));
    }
    paragraph(format!("Licence: {}, {}", about.licence.name, about.licence.url));
    paragraph(format!("Say where you use them: {}", about.attribution));
    let files: Vec<(&str, &str)> = FILES.iter().map(|(name, _, meaning)| (*name, *meaning)).collect();
    let (without, with) = MARKS.split_at(WITHOUT_NUMBER);
    for (title, entries) in [
        ("The files", files.as_slice()),
        ("What describes them", &ABOUT),
        ("The column obs_status: why there is no value", without),
        ("The column obs_status: notes on a value, parted by spaces", with),
        ("The column provenance", &PROVENANCES),
    ] {
        text.push_str(&section(title, entries));
    }
    text.push_str(&section("How to read them", &[]));
    for words in [
        "All text is UTF-8. In CSV lines end in CR LF, and an empty cell is something that is not there: never nought. A true nought is 0.",
        "A text in CSV that a spreadsheet would take for a formula begins with an apostrophe.",
        "What is hidden is hidden in every file, and others are hidden beside it so that it cannot be worked out. Do not add up what is left and take the difference for a figure.",
        "A share or a rate of several areas is the sum of numerators divided by the sum of denominators, never the mean of values.",
        "Figures of one measure are comparable over time within one set of boundaries and up to a break, which is marked b.",
    ] {
        text.push_str(&wrapped(words, 0));
        text.push('\n');
    }
    folder.put(NAME, &format!("{}\n", text.trim_end()))
}

/// A heading, and under it names with their meanings.
fn section(title: &str, entries: &[(&str, &str)]) -> String {
    let entries = entries.iter().map(|(name, meaning)| format!("{name}\n{}", wrapped(&format!("{}.", meaning.trim_end_matches('.')), 4)));
    let entries: Vec<String> = entries.collect();
    let gap = if entries.is_empty() { "" } else { "\n" };
    format!("{title}\n{}\n{}{gap}", "-".repeat(title.chars().count()), entries.concat())
}

/// A text in lines of at most 78 characters, where words allow it.
fn wrapped(text: &str, indent: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let long = lines.last().is_some_and(|line| !line.is_empty() && line.chars().count() + 1 + word.chars().count() > 78 - indent);
        if long {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.iter().map(|line| format!("{}{line}\n", " ".repeat(indent))).collect::<Vec<_>>().concat()
}
