use proptest::prelude::*;

use super::{
    Sort,
    cell::{self, Hit},
    check, letters,
};
use crate::{
    illustrative::tests::fixture,
    ingest::{Asked, Sheet, issue::Issues, issue::Kind, read},
};

fn sheet(rows: &[&[&str]]) -> Sheet {
    let mut sheet = Sheet::new("cases.csv");
    for (number, row) in (1..).zip(rows) {
        assert!(sheet.push(number, row.iter().copied()));
    }
    sheet
}

/// What the import says of a sheet, as far as it is about people; nothing where it takes it.
fn told(rows: &[&[&str]]) -> Vec<String> {
    let mut issues = Issues::default();
    let found = check(&[sheet(rows)], &fixture::council(), None, &mut issues);
    let all: Vec<String> = issues.finish().0.iter().map(ToString::to_string).collect();
    assert_eq!(found, !all.is_empty());
    all
}

/// A table with a column of its own between ward, quarter and count.
fn with(header: &str, cells: &[&str]) -> Vec<String> {
    let head = ["Ward", "Quarter", header, "Count"];
    let rows: Vec<Vec<&str>> = cells.iter().map(|cell| vec!["Allerton", "Q1 2025/26", *cell, "12"]).collect();
    let all: Vec<&[&str]> = std::iter::once(&head[..]).chain(rows.iter().map(Vec::as_slice)).collect();
    told(&all)
}

/// One column with each kind of personal data: its header, cells, and what is told of it.
const PERSONAL: &[(&str, &[&str], Sort)] = &[
    ("Surname", &["Okafor", "Brown"], Sort::Name),
    ("First name", &["Ada"], Sort::Name),
    ("Complainant’s name", &["A. Okafor"], Sort::Name),
    ("Name of tenant", &["Ada Okafor"], Sort::Name),
    ("Case", &["Mrs Okafor"], Sort::Name),
    ("Raised by", &["Susan Whitfield", "Mohammed Khan", "Claire O’Neil"], Sort::Name),
    ("Raised by", &["Whitfield, Susan", "Khan, Mohammed", "O’Neil, Claire"], Sort::Name),
    ("Handled by", &["Cllr Jones", "Mr. A. Smith"], Sort::Name),
    ("Address", &["The Old Mill"], Sort::Address),
    ("Address line 1", &["The Old Mill"], Sort::Address),
    ("UPRN", &["100062619512"], Sort::Address),
    ("Where", &["12 High Street, Millbeck ZV1 1AA"], Sort::Address),
    ("Where", &["12 High Street", "Flat 3, 9a Mill Lane, Millbeck"], Sort::Address),
    ("Postcode", &["ZV1 1AA"], Sort::Address),
    ("Where", &["ZV1 1AA", "ZV1 1AB", "ZV22EE"], Sort::Address),
    ("Notes", &["", "", "ring ada.okafor@example.org back"], Sort::Email),
    ("E-mail", &["a…@example.org"], Sort::Email),
    ("Telephone", &["01512333000"], Sort::Phone),
    ("Mobile", &["7700900123"], Sort::Phone),
    ("Notes", &["call 0151 496 0123 after six"], Sort::Phone),
    ("Notes", &["+44 7700 900123"], Sort::Phone),
    ("Ref", &["01514960123", "01514960124", "07700900125"], Sort::Phone),
    ("Notes", &["NI is QQ 12 34 56 C", "her NI is AB 12 34 56 C"], Sort::Number),
    ("NI number", &["unknown"], Sort::Number),
    ("Ref", &["AB123456C"], Sort::Number),
    ("NHS number", &["4505577104"], Sort::Number),
    ("DOB", &["31/12/1970"], Sort::Birth),
    ("Date of birth", &["25933"], Sort::Birth),
    ("Since", &["14/05/1957", "23/08/1989", "1971-11-09", "02/02/2004", "17/06/1990"], Sort::Birth),
];

#[test]
fn a_column_of_personal_data_stops_the_import() {
    for (header, cells, sort) in PERSONAL {
        let all = with(header, cells);
        assert_eq!(all.len(), 1, "{header} {cells:?}: {all:?}");
        assert!(all[0].contains(&format!("looks like {sort}")) && all[0].contains("column C"), "{header}: {all:?}");
        assert!(all[0].contains("Remove the column, and bring counts"), "{all:?}");
    }
}

#[test]
fn nothing_of_a_person_is_shown_again() {
    for (_, cells, _) in PERSONAL {
        // As its header too: lists come without one.
        for header in [cells[0], "What"] {
            for cell in *cells {
                for told in with(header, &[*cell, *cell, *cell]) {
                    for word in cell
                        .split([' ', ',', '@'])
                        .filter(|word| word.len() > 3 && word.chars().any(|c| c.is_uppercase() || c.is_numeric()))
                    {
                        assert!(!told.contains(word), "{word} of {cell}: {told}");
                    }
                }
            }
        }
    }
}

#[test]
fn what_only_looks_a_little_like_it_is_taken() {
    for (header, cells) in [
        ("Ward name", &["St Michaels", "Norris Green", "Old Swan East"][..]),
        ("Area name", &["St Helens", "Bury St Edmunds", "King’s Lynn"]),
        ("Parent Name", &["North West region", "England"]),
        ("Ward", &["Stanley Park", "Victoria Ward", "Mark Cross"]),
        ("Neighbourhood", &["Mary Seacole Ward", "David Lewis Centre", "John Archer Hall"]),
        ("Directorate", &["Children and Young People", "City Development"]),
        ("Owner", &["Director of Neighbourhoods", "Head of Housing Options"]),
        ("Group name", &["Asian, Asian British", "Women and girls"]),
        ("Member satisfaction", &["72.5", "80"]),
        ("Surnames", &["120", "[c]"]),
        ("Phone", &["312", "298"]),
        ("Calls by telephone", &["1,234", "2,345"]),
        ("Email", &["120", "99"]),
        ("Contact channel", &["Phone", "Email", "Address", "In person"]),
        ("Minutes waited on the phone", &["3.5"]),
        ("Address", &["", "[x]", "12"]),
        ("Web address", &["https://example.org/x"]),
        ("Population", &["7123456789", "1234567890", "54786327"]),
        ("Value", &["65.065696772987", "0.003965130612", "10123456789"]),
        ("Pounds", &["01 234", "£1,234,567,890"]),
        ("Code", &["E05015277", "E08000012", "W06000001"]),
        ("Code", &["0123456789"]),
        ("Period", &["01/04/2023 - 31/03/2024", "2023-04-01/P1Y", "04 2023 to 03 2024"]),
        ("Date", &["31/03/1990", "01/04/1995", "31/03/2000", "31/03/2010", "01/04/2024"]),
        ("Date", &["14/05/2023", "15/05/2023", "16/06/2023", "17/07/2024", "18/08/2025"]),
        ("Postcode", &["L1", "L17 8", "ZV2"]),
        ("Road scheme", &["5 year road plan", "20 mph streets", "2 Park Road crossings done by May"]),
        ("Complaints about", &["12 High Street"]),
        ("Indicator", &["Births to mothers under 20", "Names on the register"]),
    ] {
        let all = with(header, cells);
        assert!(all.is_empty(), "{header} {cells:?}: {all:?}");
    }
}

#[test]
fn what_a_council_itself_calls_something_is_no_person() {
    let mut council = fixture::council();
    council.areas[0].name = "Susan Whitfield".to_owned();
    council.areas[1].name = "Mohammed Khan".to_owned();
    let rows: [&[&str]; 3] =
        [&["Ward name", "Quarter", "Count"], &["Susan Whitfield", "Q1 2025/26", "4"], &["Mohammed Khan", "Q1 2025/26", "7"]];
    let mut issues = Issues::default();
    assert!(!check(&[sheet(&rows)], &council, None, &mut issues));
    assert!(check(&[sheet(&rows)], &fixture::council(), None, &mut issues));
}

#[test]
fn a_line_about_whom_to_ask_is_no_column() {
    let all = told(&[
        &["Complaints, 2025/26"],
        &["Contact: figures@example.org, 0151 496 0123"],
        &["Ward", "Quarter", "Count"],
        &["Allerton", "Q1 2025/26", "12"],
        &["Allerton", "Q2 2025/26", "14"],
        &["Source:", "us, 0151 496 0123"],
    ]);
    assert!(all.is_empty(), "{all:?}");
    let list = told(&[&["Write to"], &["a@example.org"], &["b@example.org"], &["c@example.org"]]);
    assert_eq!(list.len(), 1, "{list:?}");
}

#[test]
fn a_list_without_a_header_is_not_shown_as_one() {
    let all = told(&[
        &["Ada Okafor", "ada@example.org", "Allerton"],
        &["Susan Whitfield", "sue@example.org", "Everton"],
        &["Mohammed Khan", "mo@example.org", "Wavertree"],
    ]);
    assert!(!all.is_empty());
    let all = all.concat();
    for word in ["Ada", "Okafor", "ada@", "Susan", "sue@"] {
        assert!(!all.contains(word), "{word}: {all}");
    }
}

#[test]
fn one_column_stops_everything_whatever_a_mapping_says() {
    let people = sheet(&[&["Ward", "Quarter", "Surname", "Count"], &["Allerton", "Q1 2025/26", "Okafor", "1"]]);
    let plain = sheet(&[&["area", "period", "measure", "value"], &["Allerton", "Q1 2025/26", "Cases", "12"]]);
    let import = read(&[plain, people], &fixture::council(), &Asked::default());
    assert!(import.refused() && import.rows.is_empty() && import.sheets.is_empty() && import.elsewhere.is_empty());
    assert_eq!(import.issues.iter().map(|issue| issue.kind).collect::<Vec<_>>(), [Kind::PersonalData]);
    assert!(
        import.issues[0].to_string().starts_with("cases.csv, column C: “Surname” looks like names of people: its header says so."),
        "{}",
        import.issues[0]
    );
}

#[test]
fn columns_are_called_as_in_a_spreadsheet() {
    assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
}

#[test]
fn cells_look_like_what_they_are() {
    for (text, hit) in [
        ("a@b.uk", Some(Hit::Email)),
        ("a @ b", None),
        ("@handle", None),
        ("5@£2.50", None),
        ("020 7946 0018", Some(Hit::Phone)),
        ("(0151) 496 0123", Some(Hit::Phone)),
        ("00 1234 5678 9", None),
        ("DF123456A", None),
        ("BO123456A", None),
        ("ab123456e", None),
        ("SW1A 2AA", Some(Hit::Postcode)),
        ("SW1A 2AK", None),
        ("E05 0EE", Some(Hit::Postcode)),
        ("Q1 2025", None),
        ("H1 2023/24", None),
        ("12 Mill Lane", Some(Hit::Street)),
        ("12 people on Mill Lane", Some(Hit::Street)),
        ("Mill Lane", None),
        ("Dr Okafor", Some(Hit::Titled)),
        ("Dr okafor", None),
    ] {
        assert_eq!(cell::hit(text), hit, "{text}");
    }
}

proptest! {
    #[test]
    fn counts_are_never_people(counts in prop::collection::vec(any::<u64>(), 1..20), header in "[A-Z][a-z]{2,8}( [a-z]{2,8}){0,2}") {
        // Telephones and numbers of people may be counts in digits alone: their headers say so.
        let told_by_header = ["hone", "obile", "tel", "fax", "andline", "number", "no", "dob", "irth", "upn", "uprn", "nino", "nsurance"];
        prop_assume!(!told_by_header.iter().any(|word| header.contains(word)));
        let cells: Vec<String> = counts.iter().map(u64::to_string).collect();
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        prop_assert_eq!(with(&header, &cells), Vec::<String>::new());
    }

    #[test]
    fn a_shape_tells_no_letter_and_no_digit(text in "\\PC{0,60}") {
        let shape = cell::shape(&text);
        prop_assert!(shape.chars().all(|c| matches!(c, 'x' | '9' | ' ') || c.is_ascii_punctuation()), "{}", shape);
    }

    #[test]
    fn any_sheet_is_looked_at(rows in prop::collection::vec(prop::collection::vec("\\PC{0,14}", 0..5), 0..9)) {
        let mut sheet = Sheet::new("any");
        for (number, row) in (1..).zip(&rows) {
            sheet.push(number, row.iter().map(String::as_str));
        }
        let mut issues = Issues::default();
        let found = check(&[sheet], &fixture::council(), None, &mut issues);
        prop_assert_eq!(found, !issues.finish().0.is_empty());
    }

    #[test]
    fn an_address_anywhere_in_a_table_stops_it(row in 1..30usize, column in 0..4usize, name in "[a-z]{1,9}", host in "[a-z]{1,9}") {
        let address = format!("{name}@{host}.org");
        let mut rows = vec![vec!["Ward".to_owned(), "Quarter".to_owned(), "Kind".to_owned(), "Count".to_owned()]];
        rows.extend((0..30).map(|n| vec!["Allerton".to_owned(), "Q1 2025/26".to_owned(), "Bins".to_owned(), n.to_string()]));
        rows[row][column] = address.clone();
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let all = told(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
        prop_assert_eq!(all.len(), 1);
        prop_assert!(!all[0].contains(&address));
    }
}
