//! What the service that answers for a measure says about its figures. It is published with the release that has them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{code::MeasureCode, period::Period};

/// What a service says about a measure in a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The measure.
    pub measure: MeasureCode,
    /// The period of the figures that it is about.
    pub period: Period,
    /// The role that signs it, such as `Head of Housing`; never a person's name.
    pub role: String,
    /// The text, its paragraphs on lines of their own.
    pub text: String,
    /// When it was written last.
    #[serde(with = "crate::day")]
    pub on: NaiveDate,
}

impl Said {
    /// Its paragraphs.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.text.lines().map(str::trim).filter(|line| !line.is_empty())
    }
}

/// What was said last of each measure, in the order of the measures' codes: of the latest period, and there what was written last.
pub fn latest(mut all: Vec<Said>) -> Vec<Said> {
    all.sort_by(|one, other| one.measure.cmp(&other.measure).then(other.period.cmp(&one.period)).then(other.on.cmp(&one.on)));
    all.dedup_by(|later, first| later.measure == first.measure);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(measure: &str, period: &str, on: &str, text: &str) -> Said {
        let (measure, period) = (measure.parse().unwrap(), period.parse().unwrap());
        Said { measure, period, role: "Head of Housing".to_owned(), text: text.to_owned(), on: on.parse().unwrap() }
    }

    #[test]
    fn the_latest_period_is_what_counts_and_there_what_was_written_last() {
        let all = vec![
            said("evictions", "2025-10-01/P3M", "2026-05-01", "an older quarter, written late"),
            said("evictions", "2026-01-01/P3M", "2026-04-02", "first"),
            said("evictions", "2026-01-01/P3M", "2026-04-09", "corrected"),
            said("bins", "2025-04-01/P3M", "2025-07-01", "only one"),
        ];
        let texts: Vec<String> = latest(all).into_iter().map(|said| said.text).collect();
        assert_eq!(texts, ["only one", "corrected"]);
        assert_eq!(latest(Vec::new()), []);
    }

    #[test]
    fn a_blank_line_is_no_paragraph() {
        let said = said("bins", "2025-04-01/P3M", "2025-07-01", "One.\r\n\r\n  Two.  \n\n");
        assert_eq!(said.paragraphs().collect::<Vec<_>>(), ["One.", "Two."]);
    }
}
