//! What services say about measures, beside the figures.

use chrono::NaiveDate;
use domain::said::Said;

use super::help::book;

fn said(measure: &str, period: &str) -> Said {
    let on = NaiveDate::from_ymd_opt(2026, 7, 3).unwrap();
    let (role, text) = ("Head of Housing".to_owned(), format!("About {period}."));
    Said { measure: measure.parse().unwrap(), period: period.parse().unwrap(), role, text, on }
}

#[test]
fn the_last_that_was_said_of_a_measure_is_on_its_page_and_no_other() {
    let book = book();
    let catalogue = book.catalogue();
    let at = catalogue.measures.iter().position(|measure| measure.code.as_str() == "evictions").unwrap();
    let of: Vec<String> = catalogue.spans[at].periods.iter().map(|&at| catalogue.periods[usize::from(at)].to_string()).collect();
    let [.., before, newest] = of.as_slice() else { panic!("there are no two periods") };
    assert_eq!(book.measure("evictions", "").said, None);
    let all = vec![said("evictions", before), said("nothing-of-ours", newest), said("evictions", newest)];
    let book = book.with_said(all);
    let shown = book.measure("evictions", "").said.unwrap();
    assert_eq!((shown.said.period.to_string(), shown.older), (newest.clone(), false));
    assert_eq!(book.measure("recycling", "").said, None);
    assert_eq!(book.catalogue().said.len(), 1, "of a measure that is not ours nothing is said");
}

#[test]
fn that_a_newer_figure_has_come_without_words_is_told() {
    let book = book();
    let catalogue = book.catalogue();
    let at = catalogue.measures.iter().position(|measure| measure.code.as_str() == "evictions").unwrap();
    let before = catalogue.periods[usize::from(catalogue.spans[at].periods[0])].to_string();
    assert!(book.with_said(vec![said("evictions", &before)]).measure("evictions", "").said.unwrap().older);
    let book = super::help::book().with_said(vec![said("evictions", "1990-04-01/P3M")]);
    assert_eq!(book.measure("evictions", "").said, None, "no figure of the release is about it");
}
