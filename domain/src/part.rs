//! Parts of a council's folder that people may edit on pages: those that have no figures of measures in them. A new text of a file holds in place of
//! the folder's own.

use chrono::NaiveDateTime;

/// The longest text of a file, in characters.
pub const LONGEST: usize = 300_000;

/// A text of a file that was approved here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Number of the proposal.
    pub id: i64,
    /// When, UTC.
    pub at: NaiveDateTime,
    /// The file's path within the folder.
    pub file: String,
    /// SHA-256, in hex, of the folder's own text when this was proposed; blank where the folder had no such file. Once the folder's text is another,
    /// it is the folder's that holds.
    pub base: String,
    /// The text.
    pub text: String,
}

/// What a file tells, in words; none for one that is not edited on pages.
pub fn about(file: &str) -> Option<&'static str> {
    match file {
        "customer.toml" => Some("The customer promise and casework"),
        "lens_lines.csv" => Some("What the lenses say of themes, measures and actions"),
        "outcomes.toml" => Some("National outcomes and outcomes of the city"),
        "priorities.toml" => Some("Neighbourhoods’ priorities and what was learned"),
        "surveys.toml" => Some("Surveys, and what was done about what was said"),
        _ => {
            let name = file.strip_prefix("money/")?.strip_suffix(".toml")?;
            let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
            (!name.is_empty() && name.len() <= 60 && name.chars().all(plain)).then_some("Money: budgets, savings, reserves and gateways")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::about;

    #[test]
    fn only_what_has_no_figures_is_edited() {
        assert!(
            ["money/1-budget.toml", "lens_lines.csv", "surveys.toml", "outcomes.toml", "priorities.toml", "customer.toml"]
                .iter()
                .all(|file| about(file).is_some())
        );
        for file in [
            "council.toml",
            "targets.csv",
            "measures/homes.toml",
            "money/.toml",
            "money/../council.toml",
            "money/a/b.toml",
            "/surveys.toml",
            "money/A.toml",
            "",
        ] {
            assert_eq!(about(file), None, "{file}");
        }
    }
}
