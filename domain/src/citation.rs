//! A citation of a page: what it is, whose, of which release and when, where it stays, and when it was read; in the forms that programs for references
//! read. Everything is one line, whatever the texts hold.

use chrono::{Datelike, NaiveDate};

use crate::period::long_date;

/// What is cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Title of the page.
    pub title: String,
    /// The council, which wrote and published it.
    pub council: String,
    /// The council's code.
    pub code: String,
    /// The release.
    pub release: u32,
    /// The day the release was published.
    pub published: NaiveDate,
    /// The day the page was read.
    pub accessed: NaiveDate,
    /// Where the page stays as it is: whole, or without a host where that is not known.
    pub address: String,
    /// What is to be said with it.
    pub licence: String,
    /// Whether anything on the page is made up.
    pub illustrative: bool,
}

/// A text in one line.
fn line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// An address with nothing in it but what an address may hold (RFC 3986).
fn plain(address: &str) -> String {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte);
    address.bytes().map(|byte| if fits(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// A text within braces of BibTeX.
fn braced(text: &str) -> String {
    let mut out = String::new();
    for letter in line(text).chars() {
        match letter {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '$' | '&' | '%' | '#' | '_' => out.extend(['\\', letter]),
            letter => out.push(letter),
        }
    }
    out
}

impl Citation {
    /// What is said beside it: the licence, and whether anything is made up.
    pub fn note(&self) -> String {
        let made_up = if self.illustrative { " It has illustrative figures: made up as an example." } else { "" };
        line(&format!("{}{made_up}", self.licence))
    }

    /// What the address is known by: unique among the pages of a release, of small letters, digits and hyphens.
    pub fn key(&self) -> String {
        let path = self.address.split_once("/releases/").map_or(self.address.as_str(), |(_, path)| path);
        let path = path.split_once("://").map_or(path, |(_, path)| path);
        let words: String = path.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
        let words: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
        let key = format!("{}-{}", self.code, words.join("-"));
        key.chars().take(120).collect()
    }

    /// As it stands in a list of references.
    pub fn text(&self) -> String {
        let Self { title, council, release, published, accessed, address, .. } = self;
        line(&format!(
            "{council} ({}) {title}. Measure Up, release {release}, published {}. {} (read on {}). {}",
            published.year(),
            long_date(*published),
            plain(address),
            long_date(*accessed),
            self.note()
        ))
    }

    /// As BibTeX.
    pub fn bibtex(&self) -> String {
        let fields = [
            ("title", format!("{{{}}}", braced(&self.title))),
            ("author", format!("{{{}}}", braced(&self.council))),
            ("publisher", braced(&self.council)),
            ("year", self.published.year().to_string()),
            ("date", self.published.to_string()),
            ("howpublished", format!("Measure Up, release {}", self.release)),
            ("url", plain(&self.address)),
            ("urldate", self.accessed.to_string()),
            ("note", braced(&self.note())),
        ];
        let fields: Vec<String> = fields.iter().map(|(name, value)| format!("  {name} = {{{value}}},\n")).collect();
        format!("@misc{{{},\n{}}}\n", self.key(), fields.concat())
    }

    /// As RIS.
    pub fn ris(&self) -> String {
        let day = |day: NaiveDate| day.format("%Y/%m/%d/").to_string();
        let lines = [
            ("TY", "DATA".to_owned()),
            ("TI", line(&self.title)),
            ("AU", line(&self.council)),
            ("PB", line(&self.council)),
            ("PY", self.published.year().to_string()),
            ("DA", day(self.published)),
            ("ET", format!("Release {}", self.release)),
            ("T2", "Measure Up".to_owned()),
            ("UR", plain(&self.address)),
            ("Y2", day(self.accessed)),
            ("N1", self.note()),
            ("ER", String::new()),
        ];
        lines.map(|(name, value)| format!("{name}  - {value}\r\n")).concat()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn citation() -> Citation {
        Citation {
            title: "Repairs done on time".into(),
            council: "Vale Council".into(),
            code: "vale".into(),
            release: 3,
            published: "2026-01-15".parse().unwrap(),
            accessed: "2026-11-23".parse().unwrap(),
            address: "https://vale.example/releases/3/measures/repairs?area=X".into(),
            licence: "Contains data of the Vale. Open Government Licence v3.0.".into(),
            illustrative: false,
        }
    }

    #[test]
    fn a_citation_says_what_whose_when_and_where() {
        let cited = citation();
        assert_eq!(
            cited.text(),
            "Vale Council (2026) Repairs done on time. Measure Up, release 3, published 15 January 2026. \
             https://vale.example/releases/3/measures/repairs?area=X (read on 23 November 2026). \
             Contains data of the Vale. Open Government Licence v3.0."
        );
        assert_eq!(cited.key(), "vale-3-measures-repairs-area-x");
        assert!(cited.bibtex().starts_with("@misc{vale-3-measures-repairs-area-x,\n  title = {{Repairs done on time}},\n"));
        assert!(cited.ris().starts_with("TY  - DATA\r\nTI  - Repairs done on time\r\n") && cited.ris().ends_with("\r\nER  - \r\n"));
        let made_up = Citation { illustrative: true, ..cited };
        assert!(
            made_up.text().contains("illustrative figures")
                && made_up.bibtex().contains("illustrative")
                && made_up.ris().contains("illustrative")
        );
    }

    proptest! {
        /// Nothing that a title or an address holds ends a field or begins another.
        #[test]
        fn no_text_breaks_out_of_its_field(title in ".{0,60}", address in "/[^\u{0}]{0,60}") {
            let cited = Citation { title, address, ..citation() };
            prop_assert_eq!(cited.text().lines().count(), 1);
            prop_assert_eq!(cited.ris().split("\r\n").filter(|line| !line.is_empty()).count(), 12);
            prop_assert!(cited.ris().lines().all(|line| line.is_char_boundary(6) && &line[2..6] == "  - "));
            let bibtex = cited.bibtex();
            prop_assert_eq!(bibtex.lines().count(), 11);
            let (mut depth, mut escaped) = (0_i32, false);
            for letter in bibtex.chars() {
                match letter {
                    '{' if !escaped => depth += 1,
                    '}' if !escaped => depth -= 1,
                    _ => {}
                }
                escaped = letter == '\\' && !escaped;
                prop_assert!(depth >= 0);
            }
            prop_assert_eq!(depth, 0);
        }
    }
}
