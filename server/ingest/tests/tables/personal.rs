//! Files of cases: each with one kind of personal data in it, and the same in counts. All people are invented.

use domain::ingest::{Asked, issue::Kind, read};
use ingest::Limits;

use super::help;

/// What is read of a file: the columns that stop it, and what all issues say.
fn stopped(name: &str, content: &str) -> (Vec<String>, String) {
    let sheets = ingest::read(name, content.as_bytes(), &Limits::default()).unwrap();
    let import = read(&sheets, &help::council("liverpool"), &Asked::default());
    let stops = import.issues.iter().filter(|issue| issue.kind == Kind::PersonalData);
    let columns = stops.map(|issue| issue.column.clone()).collect();
    (columns, import.issues.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

const HEAD: &str = "Ward,Quarter,Service,Days";
const ROWS: [&str; 4] = [
    "Anfield,Q1 2025/26,Housing,4",
    "Kirkdale West,Q1 2025/26,Homelessness,11",
    "Old Swan East,Q1 2025/26,Housing,2",
    "Speke,Q1 2025/26,Housing,7",
];

fn with(header: &str, cells: [&str; 4]) -> String {
    let rows: Vec<String> = ROWS.iter().zip(cells).map(|(row, cell)| format!("{row},{cell}")).collect();
    format!("{HEAD},{header}\n{}\n", rows.join("\n"))
}

#[test]
fn each_kind_stops_its_file_and_is_not_shown() {
    for (header, cells, sort) in [
        ("Complainant name", ["Ada Okafor", "S. Whitfield", "", "Mo Khan"], "names of people"),
        ("Case worker", ["Susan Whitfield", "Susan Whitfield", "Claire Okafor", "Claire Okafor"], "names of people"),
        ("Where", ["12 High Street L2 2DH", "", "Flat 3 9 Mill Lane L17 8XA", ""], "postal addresses"),
        ("Home postcode", ["L2 2DH", "", "", "L17 8XA"], "postal addresses"),
        ("How to answer", ["post", "a.okafor@example.org", "post", ""], "e-mail addresses"),
        ("Mobile", ["07700900123", "", "07700 900124", ""], "telephone numbers"),
        ("Text", ["", "she rang from 0151 496 0123", "", ""], "telephone numbers"),
        ("Claim", ["AB123456C", "", "", "CE 65 43 21 A"], "a National Insurance number"),
        ("DOB", ["14/05/1957", "1989-08-23", "", ""], "dates of birth"),
    ] {
        let (columns, all) = stopped("cases.csv", &with(header, cells));
        assert_eq!(columns, ["E"], "{header}: {all}");
        assert!(all.contains(sort), "{header}: {all}");
        for word in cells
            .iter()
            .flat_map(|cell| cell.split([' ', '@', '/']))
            .filter(|word| word.len() > 3 && *word != "post" && *word != "rang" && *word != "from")
        {
            assert!(!all.contains(word), "{word}: {all}");
        }
    }
}

#[test]
fn the_same_in_counts_is_taken() {
    for (header, cells) in [
        ("Complaints", ["4", "1", "2", "[c]"]),
        ("Phone", ["12", "9", "0", "3"]),
        ("Email", ["1", "2", "3", "4"]),
        ("Postcode district", ["L4", "L5", "L13", "L24"]),
        ("Neighbourhood", ["St Michaels", "Norris Green", "Old Swan", "Stanley Park"]),
        ("Answered by", ["Head of Housing", "Director of Neighbourhoods", "Housing", "Housing"]),
        ("Residents", ["7123456789", "10123456789", "1", "2"]),
        ("Group name", ["Women and girls", "Men and boys", "Everyone", "Everyone"]),
    ] {
        let (columns, all) = stopped("counts.csv", &with(header, cells));
        assert!(columns.is_empty(), "{header}: {all}");
    }
}

#[test]
fn no_ward_of_the_council_and_no_measure_of_it_is_a_person() {
    let council = help::council("liverpool");
    let lines = |header: &str, names: Vec<&str>| {
        let rows: Vec<String> = names.iter().map(|name| format!("\"{}\",2025/26,Days,3", name.replace('"', ""))).collect();
        format!("{header},Year,Indicator,Value\n{}\n", rows.join("\n"))
    };
    let wards: Vec<&str> = council.areas.iter().map(|area| area.name.as_str()).collect();
    let titles = council.measures.iter().map(|measure| measure.title.as_str()).collect();
    let roles = council.directorates.iter().flat_map(|one| one.services.iter().map(|service| service.lead.as_str())).collect();
    for (header, names) in [("Area name", wards), ("Indicator name", titles), ("Owner", roles)] {
        let (columns, all) = stopped("names.csv", &lines(header, names));
        assert!(columns.is_empty(), "{header}: {all}");
    }
}
