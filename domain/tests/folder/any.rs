//! Whatever a folder holds, reading it ends with a council or with a list of faults that stand in the folder.

use domain::folder::{Files, MAX_ISSUES, parse};
use proptest::{collection::vec, prelude::*, sample::Index};

use super::help::fixture;

/// Pieces that the formats give a meaning to, and some that they do not.
const PIECES: [&str; 30] = [
    "\"",
    "'",
    ",",
    "\n",
    "\r",
    "\r\n",
    "[[",
    "]]",
    "[",
    "]",
    "{",
    "}",
    "=",
    "#",
    "\u{feff}",
    "\u{0}",
    "é",
    "💧",
    "-",
    "1e999",
    "nan",
    "\"\"\"",
    "CV-D",
    "everyone",
    "[[theme]]\n",
    "{\"a\":",
    "[[[[[[[[",
    "9999-99-99",
    "\\u",
    "a.b.c = 1\n",
];

/// One change of one file.
#[derive(Debug, Clone)]
enum Change {
    Insert(Index, Index, String),
    Delete(Index, Index, usize),
    Repeat(Index, Index, usize),
    Swap(Index, Index),
}

fn change() -> impl Strategy<Value = Change> {
    let bytes = vec(any::<u8>(), 0..12).prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let piece = prop_oneof![any::<Index>().prop_map(|n| PIECES[n.index(PIECES.len())].to_owned()), bytes];
    prop_oneof![
        (any::<Index>(), any::<Index>(), piece).prop_map(|(file, at, text)| Change::Insert(file, at, text)),
        (any::<Index>(), any::<Index>(), 1..40usize).prop_map(|(file, at, length)| Change::Delete(file, at, length)),
        (any::<Index>(), any::<Index>(), 1..200usize).prop_map(|(file, at, length)| Change::Repeat(file, at, length)),
        (any::<Index>(), any::<Index>()).prop_map(|(one, other)| Change::Swap(one, other)),
    ]
}

fn apply(files: &mut Files, change: &Change) {
    let paths: Vec<String> = files.0.keys().cloned().collect();
    let pick = |file: &Index| paths[file.index(paths.len())].clone();
    let boundary = |text: &str, at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
    match change {
        Change::Swap(one, other) => {
            let (one, other) = (pick(one), pick(other));
            let text = files.0[&one].clone();
            let text = files.0.insert(other, text).unwrap();
            files.0.insert(one, text);
        }
        Change::Insert(file, at, piece) => {
            let text = files.0.get_mut(&pick(file)).unwrap();
            let at = boundary(text, at.index(text.len() + 1));
            text.insert_str(at, piece);
        }
        Change::Delete(file, at, length) | Change::Repeat(file, at, length) => {
            let text = files.0.get_mut(&pick(file)).unwrap();
            let at = at.index(text.len() + 1);
            let (from, to) = (boundary(text, at), boundary(text, at + length));
            let piece = if matches!(change, Change::Repeat(..)) { text[from..to].repeat(3) } else { String::new() };
            text.replace_range(from..to, &piece);
        }
    }
}

fn check(files: &Files) -> Result<(), TestCaseError> {
    let Err(issues) = parse(files) else { return Ok(()) };
    prop_assert!(!issues.is_empty() && issues.len() <= MAX_ISSUES + 1);
    prop_assert!(issues[..issues.len().min(MAX_ISSUES)].is_sorted());
    for issue in issues.iter().filter(|issue| issue.line > 0) {
        let text = files.0.get(&issue.file).map_or("", String::as_str);
        let line = text.split('\n').nth(issue.line as usize - 1);
        prop_assert!(line.is_some(), "{issue}");
        prop_assert!(issue.column as usize <= line.unwrap_or("").chars().count() + 1, "{issue}");
        prop_assert!(!issue.to_string().contains('\n') && !issue.what.ends_with('.') && issue.mend.ends_with('.'), "{issue}");
    }
    prop_assert_eq!(parse(files).unwrap_err(), issues);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn a_changed_folder_is_read_or_refused(changes in vec(change(), 1..6)) {
        let mut files = fixture();
        for change in &changes { apply(&mut files, change); }
        check(&files)?;
    }

    #[test]
    fn any_text_in_any_file_is_read_or_refused(file in any::<Index>(), bytes in vec(any::<u8>(), 0..300)) {
        let mut files = fixture();
        let path = files.0.keys().nth(file.index(files.0.len())).unwrap().clone();
        files.0.insert(path, String::from_utf8_lossy(&bytes).into_owned());
        check(&files)?;
    }
}
