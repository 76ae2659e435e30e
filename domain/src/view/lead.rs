//! The sentence that comes first, as runs of text.

use crate::format::{agreeing, plural};

/// How a run of text stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Plain.
    Plain,
    /// A figure.
    Strong,
    /// The reader's own choice: my group.
    Mine,
}

/// A sentence in runs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lead(pub Vec<(Tone, String)>);

impl Lead {
    /// Adds plain text.
    #[must_use]
    pub fn plain(self, text: impl Into<String>) -> Self {
        self.with(Tone::Plain, text)
    }

    /// Adds a figure.
    #[must_use]
    pub fn strong(self, text: impl Into<String>) -> Self {
        self.with(Tone::Strong, text)
    }

    /// Adds the reader's choice.
    #[must_use]
    pub fn mine(self, text: impl Into<String>) -> Self {
        self.with(Tone::Mine, text)
    }

    /// Adds how many of the measures with a target are on it, near it and off it.
    #[must_use]
    pub fn standing(self, on: usize, near: usize, off: usize) -> Self {
        let all = on + near + off;
        if all == 0 {
            return self.plain("no measure can be held against a target yet.");
        }
        self.strong(format!("{on} of {all}"))
            .plain(format!(" {} with a target {} on it, ", agreeing(all as u64, ("measure", "measures")), is_of(on, all)))
            .strong(near.to_string())
            .plain(format!(" {} near and ", is(near)))
            .strong(off.to_string())
            .plain(format!(" {} off.", is(off)))
    }

    fn with(mut self, tone: Tone, text: impl Into<String>) -> Self {
        self.0.push((tone, text.into()));
        self
    }

    /// Without emphasis.
    pub fn text(&self) -> String {
        self.0.iter().map(|(_, text)| text.as_str()).collect()
    }
}

/// `is` or `are`, as a number asks for.
pub(super) fn is(n: usize) -> &'static str {
    agreeing(n as u64, ("is", "are"))
}

/// `is` or `are` after some of all: `0 of 1 is`, `1 of 4 is`, `2 of 4 are`.
pub(super) fn is_of(n: usize, all: usize) -> &'static str {
    is(if all == 1 { all } else { n })
}

/// `1 measure`, `3 measures`.
pub(super) fn measures(n: usize) -> String {
    plural(n as u64, ("measure", "measures"))
}

/// With a capital first letter.
pub fn capital(text: &str) -> String {
    let mut rest = text.chars();
    let mut out: String = rest.next().map(char::to_uppercase).into_iter().flatten().collect();
    out.push_str(rest.as_str());
    out
}

/// As a sentence: with a capital, and a full stop where nothing ends it.
pub fn sentence(words: &str) -> String {
    let words = capital(words);
    if words.is_empty() || words.ends_with(['.', '?', '!']) { words } else { words + "." }
}

/// With a small first letter: a sentence that goes on after a colon.
pub fn lower(text: &str) -> String {
    let mut rest = text.chars();
    let mut out: String = rest.next().map(char::to_lowercase).into_iter().flatten().collect();
    out.push_str(rest.as_str());
    out
}
