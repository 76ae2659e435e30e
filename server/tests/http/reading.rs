//! Reading pages: links, and words that do not change from day to day.

use crate::html::plain;

/// The values of an attribute, in order, as they read.
pub(crate) fn attributes(html: &str, name: &str) -> Vec<String> {
    let start = format!(" {name}=\"");
    html.match_indices(&start)
        .map(|(at, _)| {
            let value = &html[at + start.len()..];
            plain(&value[..value.find('"').unwrap_or(value.len())])
        })
        .collect()
}

/// The text with every age replaced: `7 weeks old` becomes `some time old`, `3 days ago` `some time ago`.
pub(crate) fn ageless(text: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    for line in text.lines() {
        let mut words: Vec<&str> = line.split(' ').collect();
        while let Some(at) = words.windows(3).position(is_age) {
            words.splice(at..at + 2, ["some", "time"]);
        }
        out.push(words.join(" "));
    }
    out.join("\n")
}

fn is_age(words: &[&str]) -> bool {
    let units = ["day", "days", "week", "weeks", "month", "months", "year", "years"];
    words[0].bytes().all(|byte| byte.is_ascii_digit())
        && !words[0].is_empty()
        && units.contains(&words[1])
        && ["old", "ago"].iter().any(|end| words[2].starts_with(end))
}
