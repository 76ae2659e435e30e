//! The words that every form of a report has besides the document's own.

use domain::{period::long_date, report::document::Document};

pub(crate) const FACTS: &str = "The figures behind the sentences";
pub(crate) const FACTS_WHY: &str =
    "Sentences with a number in brackets were made from figures of the release. These are the figures, in the order of their numbers.";
pub(crate) const ILLUSTRATIVE: &str =
    "Some figures in this report are illustrative: made up so that the example can be explored. They say nothing about any real place.";
pub(crate) const ILLUSTRATIVE_SHORT: &str = "Contains illustrative figures";

/// What is told of a report beside its title: a label and what it says, in order. An address is whole only where there is a host.
pub(crate) fn about(document: &Document) -> Vec<(&'static str, String)> {
    let mut told = vec![("Date", long_date(document.dated))];
    told.extend(document.number.map(|number| ("Report", format!("Number {number}"))));
    told.push(("Figures from", format!("Release {}, {}", document.release, long_date(document.published))));
    told
}

/// The title, which no form may be without.
pub(crate) fn title(document: &Document) -> &str {
    if document.title.trim().is_empty() { "Report" } else { &document.title }
}

/// Rising numbers in brackets, neighbours drawn together: `[1–3, 7]`; nothing where there are none.
pub(crate) fn brackets(numbers: &[usize]) -> String {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for &number in numbers {
        match spans.last_mut() {
            Some((_, last)) if number == *last + 1 => *last = number,
            Some((_, last)) if number == *last => {}
            _ => spans.push((number, number)),
        }
    }
    let span = |&(first, last): &(usize, usize)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}–{last}"),
    };
    if spans.is_empty() { String::new() } else { format!("[{}]", spans.iter().map(span).collect::<Vec<_>>().join(", ")) }
}

/// The language and the region of a BCP 47 tag, in two or three letters and in two; English where it has none.
pub(crate) fn language(tag: &str) -> (String, Option<String>) {
    let mut parts = tag.split(['-', '_']);
    let letters = |part: &&str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let Some(language) = parts.next().filter(|part| letters(part, 2..=3)) else {
        return ("en".to_owned(), Some("GB".to_owned()));
    };
    let region = parts.find(|part| letters(part, 2..=2));
    (language.to_ascii_lowercase(), region.map(str::to_ascii_uppercase))
}

/// The language of a document, in the letters that every form takes: `en-GB`.
pub(crate) fn tag(document: &Document) -> String {
    let (language, region) = language(&document.language);
    region.map_or(language.clone(), |region| format!("{language}-{region}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_numbers_are_drawn_together() {
        assert_eq!(brackets(&[]), "");
        assert_eq!(brackets(&[4]), "[4]");
        assert_eq!(brackets(&[1, 2]), "[1, 2]");
        assert_eq!(brackets(&[1, 2, 2, 3, 7, 9, 10]), "[1–3, 7, 9, 10]");
    }

    #[test]
    fn a_language_is_taken_apart_or_is_english() {
        assert_eq!(language("en-GB"), ("en".to_owned(), Some("GB".to_owned())));
        assert_eq!(language("CY"), ("cy".to_owned(), None));
        assert_eq!(language("zh-Hant-tw"), ("zh".to_owned(), Some("TW".to_owned())));
        assert_eq!(language("#import"), ("en".to_owned(), Some("GB".to_owned())));
    }
}
