//! What is said of a table from elsewhere.

use std::fs;

use crate::program::{Place, complained, run, said, whole};

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
fn figures_of_measures_that_are_not_the_councils_are_not_counted() {
    let place = Place::new();
    let table = place.home.join("kpis.csv");
    fs::write(&table, "area,period,indicator,value\nCV-D,2031/32,recycling,40.5\nCV-D,2031/32,Litter,4\nCV-D,2032/33,Litter,5\n").unwrap();
    let text = said(&run(&["import", table.to_str().unwrap(), "--council", &place.council, "--preview"]));
    for words in
        ["“Litter” (no measure of the council's yet): 2 figures", "(recycling): 1 figure", "\n1 figure can be imported.\n", "1 new"]
    {
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
}

#[test]
fn a_table_is_in_force_until_it_is_withdrawn_and_nothing_is_published_by_itself() {
    let place = Place::new();
    let in_database = ["--council", &place.council, "--database", &place.database];
    let table = place.home.join("waste.csv");
    fs::write(&table, "measure,area,period,group,numerator,denominator,status\nrecycling,CV-D,2024-04-01/P3M,everyone,481,1000,\n")
        .unwrap();
    let import = |more: &[&str]| run(&[&["import", table.to_str().unwrap()], &in_database[..], more].concat());
    assert!(complained(&import(&[])).contains("nothing has been loaded for calder-vale"));
    said(&place.run("load"));
    said(&place.run("publish"));
    let (batch, figures) = whole(&place.database).unwrap();
    assert!(said(&import(&["--preview"])).contains("Against what is loaded: "));
    assert_eq!(whole(&place.database), Some((batch, figures)), "a preview writes nothing");

    let text = said(&import(&[]));
    assert!(text.contains(" is in force: 1 figure.") && text.contains("Nothing is published yet"), "{text}");
    let (together, _) = whole(&place.database).unwrap();
    assert!(together > batch);
    assert!(said(&import(&[])).contains("Nothing would change, so nothing was written."));
    let list = said(&place.run("imports"));
    assert!(list.contains("waste.csv: 1 figure, in force; accepted by the command line"), "{list}");
    assert!(said(&place.run("publish")).contains("Published release 2"));

    let number = list.split_whitespace().next().unwrap();
    let withdraw = || run(&[&["withdraw", number], &in_database[..]].concat());
    assert!(said(&withdraw()).contains("is withdrawn; its figures stay on record"));
    assert!(complained(&withdraw()).contains("is not in force"));
    let verified = said(&run(&["audit", "verify", "--database", &place.database]));
    assert!(verified.contains("The audit is whole: 4 entries."), "{verified}");
    assert!(said(&place.run("imports")).contains("withdrawn"));
}

#[test]
fn a_table_with_refused_rows_is_imported_only_when_that_is_said() {
    let place = Place::new();
    said(&place.run("load"));
    let table = place.home.join("waste.csv");
    let rows = "recycling,CV-D,2024-04-01/P3M,everyone,481,1000,\nrecycling,CV-D,no period,everyone,481,1000,\n";
    fs::write(&table, format!("measure,area,period,group,numerator,denominator,status\n{rows}")).unwrap();
    let given = ["import", table.to_str().unwrap(), "--council", &place.council, "--database", &place.database];
    let before = whole(&place.database);
    let output = run(&given);
    assert!(complained(&output).contains("1 row is refused, and nothing was written"));
    assert_eq!(whole(&place.database), before);
    assert!(said(&run(&[&given[..], &["--leave-out-refused"]].concat())).contains(" is in force: 1 figure."));
    // A figure that is told twice, each time another, is refused as well.
    let rows = "recycling,CV-D,2024-04-01/P3M,everyone,482,1000,\nrecycling,CV-D,2024-04-01/P3M,everyone,483,1000,\n";
    fs::write(&table, format!("measure,area,period,group,numerator,denominator,status\n{rows}")).unwrap();
    let before = whole(&place.database);
    assert!(complained(&run(&given)).contains("1 row is refused, and nothing was written"));
    assert_eq!(whole(&place.database), before);
}

#[test]
fn a_table_with_personal_data_is_not_read_and_not_shown() {
    let place = Place::new();
    let table = place.home.join("cases.csv");
    fs::write(&table, "area,period,measure,value,who\nCV-D,2024-04-01/P3M,recycling,40,ada.okafor@example.org\nXX-9 Okafor,2024-04-01/P3M,recycling,40,\n")
        .unwrap();
    let done = run(&["import", table.to_str().unwrap(), "--council", &place.council, "--preview"]);
    let text = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
    assert!(!done.status.success(), "{text}");
    for words in [
        "Stops: cases.csv, row 2, column E: “who” looks like e-mail addresses",
        "xxx.xxxxxx@xxxxxxx.xxx",
        "nothing of cases.csv can be imported",
    ] {
        assert!(text.contains(words), "{words} is not said:\n{text}");
    }
    assert!(!text.to_lowercase().contains("okafor") && !text.contains("ada."), "{text}");
}
