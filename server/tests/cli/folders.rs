//! What is said of a folder.

use std::{fs, path::Path};

use crate::{
    council::shipped,
    program::{Place, complained, run, said, words},
};

#[test]
fn both_shipped_folders_have_no_faults() {
    let told = "1 observation under the code CV-N0, which was replaced, read as of Easterdale (CV-N2).\n\
                1 observation of areas that are no longer: kept, and on no page.\n";
    for (folder, start, end) in [
        ("liverpool", "Liverpool City Council: no faults. 89 areas and 30 former, ", " observations.\n"),
        ("fixtures/calder-vale", "Calder Vale District Council: no faults. 15 areas and 1 former, 10 measures, 2 plans, ", told),
    ] {
        let output = run(&["check", shipped(folder).to_str().unwrap()]);
        let text = said(&output);
        assert!(text.starts_with(start) && text.ends_with(end), "{text}");
    }
}

#[test]
fn three_faults_in_three_files_are_all_told_by_line_and_column() {
    let place = Place::new();
    let copy = &place.copy;
    let area = copy.edit("areas.csv", "CV-P02,Brackenfold,ward,CV-C1", "CV-P02,Brackenfold,wrad,CV-C1");
    let polarity = copy.edit("measures/people.toml", "polarity = \"none\"", "polarity = \"up\"");
    let row = copy.edit("observations/homes-and-care.csv", "CV-C1,2024-04-01/P3M,female,288,320", "CV-C1,2024-04-01/P3M,female,41,40");
    for output in [run(&["check", &place.council]), place.run("load")] {
        let text = complained(&output);
        for place in [
            format!("{}/areas.csv:{area}:20: ", place.council),
            format!("{}/measures/people.toml:{polarity}:12: ", place.council),
            format!("{}/observations/homes-and-care.csv:{row}:", place.council),
        ] {
            assert!(text.contains(&place), "{place} is not named:\n{text}");
        }
        assert!(text.contains("Did you mean `ward`?") && text.contains("`up` is no polarity"), "{text}");
        assert_eq!(words(&output.stdout), "");
    }
}

#[test]
fn a_folder_that_is_not_there_or_not_text_is_told() {
    let place = Place::new();
    let text = complained(&run(&["check", "no/such/folder"]));
    assert!(text.contains("there is no folder no/such/folder"), "{text}");
    fs::write(Path::new(&place.council).join("targets.csv"), b"measure,area\nfalls,\xff\n").unwrap();
    let text = complained(&run(&["check", &place.council]));
    assert!(text.contains("targets.csv:2: this is not UTF-8"), "{text}");
}
