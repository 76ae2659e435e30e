//! What moved since a priority is worked on.

use domain::{NaiveDate, alike::Standing, change::Change, priority::moved::moved};

use super::help::{Book, book, book_with};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(book: &Book, measure: &str, areas: &[&str]) -> (u16, Vec<u16>) {
    let catalogue = book.catalogue();
    let area = |code: &&str| catalogue.area_index(&code.parse().unwrap()).unwrap();
    (catalogue.measure_index(&measure.parse().unwrap()).unwrap(), areas.iter().map(area).collect())
}

/// All that have both figures; in the others one of them is hidden.
const LIKE: [&str; 5] = ["CV-C2", "CV-D", "CV-P04", "CV-P06", "CV-P05"];

#[test]
fn the_same_time_of_year_before_it_began_is_held_against_the_newest() {
    let book = book();
    let (measure, like) = at(&book, "repairs-on-time", &LIKE);
    let (_, here) = at(&book, "repairs-on-time", &["CV-P05"]);
    let moved = moved(book.release(), measure, here[0], &like, day("2025-04-01")).unwrap();
    assert_eq!((moved.before.0.label(), moved.now.0.label()), ("Q3 2024/25".to_owned(), "Q3 2025/26".to_owned()));
    // 736 of 792 before and 672 of 704 now.
    assert!((moved.before.1 - 9200.0 / 99.0).abs() < 1e-9 && (moved.now.1 - 4200.0 / 44.0).abs() < 1e-9);
    assert_eq!((moved.change, moved.peers), (Change::Improving, 5));
    let (low, middle, high) = moved.beside.range.unwrap();
    assert!(low <= middle && middle <= high);
    // One that has begun a day later than the quarter a year before it ended still has it as before; a day earlier, the year before that.
    let ends = moved.before.0.end();
    let again =
        |since: NaiveDate| domain::priority::moved::moved(book.release(), measure, here[0], &like, since).map(|moved| moved.before.0);
    assert_eq!(again(ends.succ_opt().unwrap()), Ok(moved.before.0));
    assert_ne!(again(ends), Ok(moved.before.0));
}

#[test]
fn what_has_no_figure_before_or_since_says_so() {
    let book = book();
    let (measure, like) = at(&book, "repairs-on-time", &LIKE);
    let (_, here) = at(&book, "repairs-on-time", &["CV-P05", "CV-P09"]);
    let told = |area: u16, since: &str| moved(book.release(), measure, area, &like, day(since)).unwrap_err();
    assert_eq!(told(here[0], "2020-01-01"), "there is no figure of the same time of year from before it began");
    assert_eq!(told(here[0], "2025-10-02"), "there is no figure yet of a time since it began");
    assert!(moved(book.release(), measure, here[0], &like, day("2025-10-01")).is_ok());
    assert!(["there is no figure of it here", "it is not reported for this area"].contains(&told(here[1], "2025-04-01")));
}

#[test]
fn fewer_than_five_alike_are_no_comparison_and_a_break_is_never_crossed() {
    let book = book();
    let (measure, like) = at(&book, "repairs-on-time", &LIKE);
    let (_, here) = at(&book, "repairs-on-time", &["CV-P05"]);
    let few = moved(book.release(), measure, here[0], &like[..4], day("2025-04-01")).unwrap();
    assert_eq!((few.beside.range, few.beside.standing, few.peers), (None, Standing::CannotTell, 4));
    let broken = book_with(&[(
        "observations/homes-and-care.csv",
        "repairs-on-time,CV-P05,2025-07-01/P3M,everyone,744,768,,,,r,",
        "repairs-on-time,CV-P05,2025-07-01/P3M,everyone,744,768,,,,b,",
    )]);
    let told = moved(broken.release(), measure, here[0], &like, day("2025-04-01"));
    assert_eq!(told, Err("it has been counted differently since, so that the two figures cannot be compared"));
}
