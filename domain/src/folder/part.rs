//! Texts of files that were approved on pages, in place of a folder's own.

use super::{Files, Issue, parse};
use crate::{council::Council, part::Told};

/// A text that was approved and does not fit the folder any longer.
#[derive(Debug, Clone, PartialEq)]
pub struct Misfit {
    /// The file.
    pub file: String,
    /// What is wrong.
    pub issues: Vec<Issue>,
}

/// What a folder would tell with another text of one of its files.
///
/// # Errors
/// Every fault of the text, each with its place.
pub fn with(files: &Files, file: &str, text: &str) -> Result<Council, Vec<Issue>> {
    let mut all = files.clone();
    all.0.insert(file.to_owned(), text.to_owned());
    parse(&all).map(|folder| folder.council)
}

/// A council with texts in place of those of its folder, in the order in which they were approved, and those that do not fit it any longer. The folder
/// comes without what [`slim`] leaves out.
pub fn apply(files: &Files, council: &Council, told: &[&Told]) -> (Council, Vec<Misfit>) {
    let (mut files, mut council, mut misfits) = (files.clone(), council.clone(), Vec::new());
    for one in told {
        match with(&files, &one.file, &one.text) {
            Ok(found) => {
                files.0.insert(one.file.clone(), one.text.clone());
                match one.file.as_str() {
                    "customer.toml" => council.customer = found.customer,
                    "lens_lines.csv" => council.lens_lines = found.lens_lines,
                    "outcomes.toml" => council.outcomes = found.outcomes,
                    "priorities.toml" => council.priorities = found.priorities,
                    "surveys.toml" => council.surveys = found.surveys,
                    _ => council.money = found.money,
                }
            }
            Err(issues) => misfits.push(Misfit { file: one.file.clone(), issues }),
        }
    }
    (council, misfits)
}

/// A folder without its figures and its maps, which nothing that is edited on pages refers to.
#[must_use]
pub fn slim(files: &Files) -> Files {
    let heavy = |file: &str| {
        file.starts_with("observations/") || ["hexes.csv", "boundaries.geojson", "postcodes.csv", "illustrative.toml"].contains(&file)
    };
    Files(files.0.iter().filter(|(file, _)| !heavy(file)).map(|(file, text)| (file.clone(), text.clone())).collect())
}
