//! The sentence that comes first, as runs of text.

use serde::{Deserialize, Serialize};

/// How a run of text stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tone {
    /// Plain.
    Plain,
    /// A figure.
    Strong,
    /// The reader's own choice: my group.
    Mine,
}

/// A sentence in runs.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
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

    fn with(mut self, tone: Tone, text: impl Into<String>) -> Self {
        self.0.push((tone, text.into()));
        self
    }

    /// Without emphasis.
    pub fn text(&self) -> String {
        self.0.iter().map(|(_, text)| text.as_str()).collect()
    }
}

/// With a capital first letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
