//! Every fault is found, at its place, and nothing follows from it elsewhere.

use domain::folder::MAX_ISSUES;

use super::help::{faults, fixture, with, written};

mod council;
mod decisions;
mod figures;
mod measures;
mod money;
mod outcomes;
mod places;
mod priorities;
mod programmes;
mod surveys;

/// One fault each: a file, a text in it, what to put there (`«` marks where the fault must be raised), and a phrase of it.
type Case<'a> = (&'a str, &'a str, &'a str, &'a str);

/// Every case makes exactly one fault, at its mark: nothing follows from it elsewhere.
fn check(cases: &[Case<'_>]) {
    let mut wrong = Vec::new();
    for (file, old, new, phrase) in cases {
        let marked = with(file, old, new);
        let text = &marked.0[*file];
        let at = text.find('«').unwrap_or_else(|| panic!("no mark in {new}"));
        let line = text[..at].matches('\n').count() + 1;
        let column = text[text[..at].rfind('\n').map_or(0, |end| end + 1)..at].chars().count() + 1;
        let issues = faults(&with(file, old, &new.replace('«', "")));
        let all = written(&issues);
        if issues.len() != 1 || !all.starts_with(&format!("{file}:{line}:{column}: ")) || !all.contains(phrase) {
            let first = all.lines().take(3).collect::<Vec<_>>().join("\n    ");
            wrong.push(format!("{new}\n  wanted {file}:{line}:{column} {phrase}, found {}:\n    {first}\n", issues.len()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.concat());
}

#[test]
fn a_fault_is_written_with_its_place_and_how_to_mend_it() {
    let files = with("council.toml", "head_colour", "head_color");
    assert_eq!(
        written(&faults(&files)),
        "council.toml:1:1: the file lacks `head_colour`. Add head_colour = \"…\".\n\
         council.toml:7:1: the file has no key `head_color`. Did you mean `head_colour`? Remove it, or see docs/data-formats.md for the keys there are.\n"
    );
    let files = with("targets.csv", "recycling,,2025-07", "recyling,,2025-07");
    assert_eq!(
        written(&faults(&files)),
        "targets.csv:6:1: there is no measure `recyling`. Did you mean `recycling`? Use a code from measures, or define this one there.\n"
    );
}

#[test]
fn files_that_are_missing_or_that_nothing_reads_are_faults() {
    let mut files = fixture();
    files.0.remove("areas.csv").unwrap();
    files.0.insert("postcode.csv".to_owned(), String::new());
    files.0.insert("measures/more/x.toml".to_owned(), String::new());
    files.0.retain(|path, _| !path.starts_with("plans/"));
    assert_eq!(
        written(&faults(&files)),
        "areas.csv:1:1: this file is missing. A folder needs it: see docs/data-formats.md.\n\
         measures/more/x.toml:1:1: a folder has no file of this name. Rename or remove it.\n\
         plans/:1:1: no plans/*.toml is there. A folder needs at least one.\n\
         postcode.csv:1:1: a folder has no file of this name. Did you mean `postcodes.csv`? Rename or remove it.\n",
        "and nothing follows from areas that could not be read"
    );
    for (path, text, what) in [
        ("areas.csv", "", "areas.csv:1:1: the file is empty. Begin it with the header code,name,type,"),
        ("areas.csv", "code,name\nx,y\n", "areas.csv:1:1: column `boundary_set` is missing"),
        ("areas.csv", "code,name,type,parent,boundary_set\n", "areas.csv:1:1: no area is the city"),
    ] {
        files.0.insert(path.to_owned(), text.to_owned());
        let all = written(&faults(&files));
        assert!(all.starts_with(what), "{all}");
    }
}

#[test]
fn many_faults_are_listed_in_order_up_to_a_limit() {
    let mut files = fixture();
    let rows = (0..2_000).map(|n| format!("evictions,CV-P{n:04},2024-04-01/P3M,everyone,1,,,,,,council,,\n")).collect::<Vec<_>>().concat();
    files.0.get_mut("observations/homes-and-care.csv").unwrap().push_str(&rows);
    // Read last, listed first.
    files.0.get_mut("illustrative.toml").unwrap().push_str("nothing = 1\n");
    let issues = faults(&files);
    assert_eq!(issues.len(), MAX_ISSUES + 1);
    assert_eq!(issues[0].file, "illustrative.toml");
    assert!(issues[..MAX_ISSUES].is_sorted());
    assert_eq!(issues[MAX_ISSUES].to_string(), "1501 more faults are not listed. Mend those above first.");
}
