use domain::folder::{Files, Folder, Issue, parse};

/// The made-up district.
pub(super) fn fixture() -> Files {
    crate::council::files("fixtures/calder-vale")
}

/// The fixture with one text of one file replaced; the text must be there.
pub(super) fn with(file: &str, old: &str, new: &str) -> Files {
    let mut files = fixture();
    let text = files.0.get_mut(file).unwrap_or_else(|| panic!("no {file}"));
    assert!(text.contains(old), "{file} does not hold {old}");
    *text = text.replacen(old, new, 1);
    files
}

pub(super) fn sound(files: &Files) -> Folder {
    parse(files).unwrap_or_else(|issues| panic!("{}", written(&issues)))
}

pub(super) fn faults(files: &Files) -> Vec<Issue> {
    match parse(files) {
        Ok(_) => panic!("no fault was found"),
        Err(issues) => issues,
    }
}

pub(super) fn written(issues: &[Issue]) -> String {
    issues.iter().map(|issue| format!("{issue}\n")).collect::<Vec<_>>().concat()
}
