//! What is said of a table from elsewhere.

use std::fs;

use crate::program::{Place, complained, run, said, words};

#[test]
fn a_table_is_shown_with_its_issues_and_what_would_change() {
    let place = Place::new();
    let table = place.home.join("repairs.csv");
    let text = "area,quarter,sex,done,asked\n\
                CV-C1,Q1 2024/25,Female,288,320\nCV-C1,Q1 2024/25,Male,1,2\nCV-C1,Q9 2024/25,Male,1,2\nXX-9,Q1 2024/25,,1,2\n";
    fs::write(&table, text).unwrap();
    let mapping = place.home.join("repairs.toml");
    fs::write(&mapping, "area = \"area\"\nperiod = \"quarter\"\ngroups = \"sex\"\nnumerator = \"done\"\ndenominator = \"asked\"\n")
        .unwrap();
    let (table, mapping) = (table.to_str().unwrap(), mapping.to_str().unwrap());
    let given = ["import", table, "--council", &place.council, "--measure", "repairs-on-time", "--mapping", mapping, "--preview"];
    let text = said(&run(&given));
    for words in [
        "Sheet “repairs.csv”: as the mapping says; columns named in row 1.\n",
        "  4 rows, 1 of other areas, 1 refused\n",
        "(repairs-on-time): 2 figures, 1 area, 2 groups, Q1 2024/25; total 289\n",
        "1 row is about areas that are not the council's, such as XX-9, and not imported.\n",
        "Refused: repairs.csv, row 4, column quarter: `Q9 2024/25` is no period. Write it as",
        "2 figures can be imported.\n",
        "Against the council's folder: ",
        " 1 changed, ",
        "1 as before.",
    ] {
        assert!(text.contains(words), "{words} is not said:\n{text}");
    }
}

#[test]
fn a_table_of_which_nothing_can_be_imported_fails() {
    let place = Place::new();
    let table = place.home.join("empty.csv");
    for (content, says) in [
        (b"".as_slice(), "empty.csv: the file is empty"),
        (b"%PDF-1.4", "this is a PDF"),
        (b"area,value\nCV-D,1\n", "nothing of empty.csv can be imported"),
    ] {
        fs::write(&table, content).unwrap();
        let text = complained(&run(&["import", table.to_str().unwrap(), "--council", &place.council, "--preview"]));
        assert!(text.contains(says), "{text}");
    }
    // Until imports are kept, it has to be said that nothing is.
    let output = run(&["import", table.to_str().unwrap(), "--council", &place.council]);
    assert!(!output.status.success() && words(&output.stderr).contains("--preview"));
}
