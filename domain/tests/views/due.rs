//! What is due when.

use domain::{
    NaiveDate,
    filter::Filter,
    period::long_date,
    view::{area::area_view, due::expected},
};

use super::help::book;

/// A day on which the quarter before is late for some and not for others.
fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 2, 6).unwrap()
}

#[test]
fn every_measure_is_listed_once_and_what_is_due_first_comes_first() {
    let book = book();
    let list = expected(book.catalogue(), day());
    let mut measures: Vec<u16> = list.iter().map(|one| one.measure).collect();
    let days: Vec<_> = list.iter().map_while(|one| one.next).map(|next| next.by).collect();
    assert!(days.is_sorted() && days.len() > 3, "{days:?}");
    assert!(list[days.len()..].iter().all(|one| one.next.is_none()));
    measures.sort_unstable();
    assert_eq!(measures, (0..book.catalogue().measures.len() as u16).collect::<Vec<_>>());
    // Late ones, then those that are not, then those of which nothing is due.
    let late = list.iter().take_while(|one| one.late(day()).is_some()).count();
    assert!(late > 0 && late < days.len(), "{late} of {}", days.len());
    assert!(list[late..].iter().all(|one| one.late(day()).is_none()));
}

/// What a measure's own row says is late is what this list says is late.
#[test]
fn rows_and_the_list_agree_on_what_is_late() {
    let book = book();
    let catalogue = book.catalogue();
    let may = NaiveDate::from_ymd_opt(2026, 5, 1).unwrap();
    let filter: Filter = "show=all".parse().unwrap();
    let chosen = filter.resolve(catalogue).unwrap();
    let view = area_view(&book.release().scene(catalogue.city(), &chosen, may), catalogue.city(), &filter, &chosen);
    let (mut late, mut in_time) = (0, 0);
    for one in expected(catalogue, may).iter().filter(|one| one.newest.is_some()) {
        let code = &catalogue.measures[usize::from(one.measure)].code;
        let Some(row) = view.sections.iter().flat_map(|section| &section.rows).find(|row| row.code == *code) else { continue };
        let told = one.late(may).map(|late| format!("{} was due {}", late.period.label(), long_date(late.by)));
        assert_eq!(row.late, told, "{code}");
        *(if told.is_some() { &mut late } else { &mut in_time }) += 1;
    }
    assert!(late > 0 && in_time > 0, "{late} late, {in_time} in time");
}
