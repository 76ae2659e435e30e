use domain::filter::{Filter, UnknownChoice};

use super::help::book;

/// What is wrong with a query.
fn unknown(query: &str) -> UnknownChoice {
    query.parse::<Filter>().unwrap().resolve(book().catalogue()).unwrap_err()
}

#[test]
fn links_to_near_choices_keep_the_others() {
    let query = "group=femal&period=2025-04-01/P3M&compare=CV-P05";
    let links = unknown(query).links("/areas/CV-P04", query);
    let expected = [
        ("Female", "/areas/CV-P04?group=female&period=2025-04-01/P3M&compare=CV-P05"),
        ("This page without it", "/areas/CV-P04?period=2025-04-01/P3M&compare=CV-P05"),
    ];
    assert_eq!(links, expected.map(|(name, address)| (name.to_owned(), address.to_owned())));
    for (_, address) in links {
        address.split_once('?').unwrap().1.parse::<Filter>().unwrap().resolve(book().catalogue()).unwrap();
    }
    let query = "compare=CV-P05,CV-P4&comparator=CV-N1";
    let links = unknown(query).links("/areas/CV-P01", query);
    assert_eq!(links[0], ("Dunnock Green".to_owned(), "/areas/CV-P01?compare=CV-P05,CV-P04&comparator=CV-N1".to_owned()));
    assert_eq!(links.last().unwrap().1, "/areas/CV-P01?compare=CV-P05&comparator=CV-N1");
}

#[test]
fn what_is_far_off_is_not_offered() {
    for query in ["group=martians", "plan=zzz", "measure=quinquireme", "area=nowhere", "period=1999-04-01/P3M"] {
        let unknown = unknown(query);
        assert_eq!(unknown.nearest, [], "{query}");
        assert_eq!(unknown.links("/", query), [("This page without it".to_owned(), "/".to_owned())], "{query}");
    }
    // Two years before the first quarter, and a quarter more.
    let first = unknown("period=2022-04-01/P3M").nearest;
    assert_eq!(first, [("2024-04-01/P3M".to_owned(), "Q1 2024/25".to_owned())]);
    assert_eq!(unknown("period=2022-01-01/P3M").nearest, []);
}

#[test]
fn what_is_said_to_readers_is_in_quotation_marks() {
    assert_eq!(unknown("group=femal").to_string(), "there is no group “femal”");
    for query in ["group=a%20b", "period=yesterday", "rating=blue", "compare=a%20b", "show=-", "map=x"] {
        let said = query.parse::<Filter>().unwrap_err().to_string();
        assert!(said.contains('“') && !said.contains('`'), "{said}");
    }
}
