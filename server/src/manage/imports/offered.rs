//! What stands in the columns that were chosen, to choose from.

use domain::{
    folder::Folder,
    ingest::{Offered, Sought, groups_named, offered},
};

use super::choice::{Choice, MOST_GROUPS};
use crate::bring::Opened;

/// The most texts of a column that are listed.
const MOST: usize = MOST_GROUPS;

/// What was said of a file, and what stands in the columns that it is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// What was said, or else what was understood.
    pub choice: Choice,
    /// For each column by which rows are kept, what stands in it.
    pub keeps: Vec<Offered>,
    /// Texts in place of figures.
    pub markers: Offered,
    /// For each text of a group what it stands in, the text, in how many rows, and the council's group that it is read as.
    pub groups: Vec<(String, String, u64, Option<String>)>,
}

/// Looks up what stands in the columns of a choice.
pub fn said(choice: Choice, opened: &Opened, folder: &Folder) -> Said {
    let Some((sheet, header, rows)) = choice.table(&opened.sheets) else { return Said { choice, ..Said::default() } };
    let names = domain::ingest::column_names(sheet, header, rows);
    let keeps = choice.keeps.iter().map(|keep| keep.column.map_or(Sought::NoNumbers(Vec::new()), Sought::Texts));
    let mut sought: Vec<Sought> = keeps.collect();
    let kept = sought.len();
    let figures = ["value", "numerator", "denominator", "figure", "part", "its numerator", "its denominator"];
    sought.push(Sought::NoNumbers(figures.iter().flat_map(|what| choice.columns(what)).collect()));
    let (groups, by) = (choice.columns("group"), choice.columns("characteristic"));
    let beside = by.first().copied();
    sought.extend(groups.iter().map(|at| beside.map_or(Sought::Texts(*at), |of| Sought::Beside(of, *at))));
    let mut found = offered(sheet, header, &sought, MOST);
    let of_groups = found.split_off(kept + 1);
    let markers = found.pop().unwrap_or_default();
    let mut texts: Vec<(String, String, u64)> = Vec::new();
    for (at, offered) in groups.iter().zip(of_groups) {
        let name = names.get(*at).cloned().unwrap_or_default();
        texts.extend(offered.texts.into_iter().map(|(of, text, rows)| (if of.is_empty() { name.clone() } else { of }, text, rows)));
    }
    // What was said of texts that are not listed stays.
    for (of, text, _) in &choice.groups {
        if !texts.iter().any(|known| (&known.0, &known.1) == (of, text)) {
            texts.insert(0, (of.clone(), text.clone(), 0));
        }
    }
    texts.truncate(MOST_GROUPS);
    let read = groups_named(&folder.council, &folder.synonyms, texts.iter().map(|(of, text, _)| (of.as_str(), text.as_str())));
    let groups = texts.into_iter().zip(read).map(|((of, text, rows), group)| (of, text, rows, group.map(|group| group.to_string())));
    Said { keeps: found, markers, groups: groups.collect(), choice }
}
