use domain::{
    alike::{Standing, Table, alike_view},
    area::AreaType,
    cell::Cell,
    observation::Missing,
};

use super::help::{book, book_with};

/// A ward of which two people did not have what all others had: it is hidden.
const TWO: (&str, &str, &str) =
    ("observations/homes-and-care.csv", "CV-P03,2025-10-01/P3M,everyone,56,64", "CV-P03,2025-10-01/P3M,everyone,62,64");

#[test]
fn every_ward_with_figures_has_five_like_it_and_never_itself() {
    let book = book();
    let catalogue = book.catalogue();
    let likes = catalogue.alike.as_ref().unwrap();
    assert!(!likes.made_up);
    for (at, list) in (0_u16..).zip(&likes.lists) {
        let area = &catalogue.areas[usize::from(at)];
        let wanted = if area.kind == AreaType::Ward && area.code.as_str() != "CV-P09" { 5 } else { 0 };
        assert_eq!(list.len(), wanted, "{}", area.code);
        assert!(list.iter().all(|&other| other != at && catalogue.areas[usize::from(other)].kind == AreaType::Ward));
    }
    let like = book.area("CV-P05", "group=female").like.unwrap();
    assert_eq!(like.wards.len(), 5);
    assert!(like.wards.iter().all(|ward| ward.href.ends_with("?group=female")));
    assert_eq!(like.page, "/areas/CV-P05/alike");
    assert!(like.compare.starts_with("/areas/CV-P05?") && like.compare.contains("compare=CV-P"), "{}", like.compare);
    assert!(book.area("CV-P09", "").like.unwrap().wards.is_empty());
    assert!(book.area("CV-D", "").like.is_none());
}

#[test]
fn what_is_hidden_is_not_read_and_says_why() {
    let book = book_with(&[TWO]);
    let release = book.release();
    let (catalogue, recipe) = (book.catalogue(), release.council.alike.as_ref().unwrap());
    let frames: Vec<_> = (0..catalogue.areas.len() as u16).map(|at| release.area(at)).collect();
    let table = Table::read(catalogue, &frames, recipe, domain::area::AreaType::Ward);
    for known in &table.inputs {
        for (ward, value) in table.places.iter().zip(&known.values) {
            let measure = &catalogue.measures[usize::from(known.measure)];
            let group = catalogue.group_index(&recipe.inputs[known.input].group).unwrap();
            match frames[usize::from(*ward)].cell(known.measure, group, known.period).0 {
                Cell::Missing(why) => assert_eq!(*value, Err(why)),
                cell => assert!(value.is_ok_and(|value| known.share || Some(value) == cell.value(measure))),
            }
        }
    }
    let area = catalogue.area_index(&"CV-P03".parse().unwrap()).unwrap();
    let view = alike_view(release, area).unwrap();
    let hidden: Vec<_> = view.expected.iter().filter(|row| !row.figure.present).collect();
    assert!(!hidden.is_empty());
    for row in hidden {
        assert_eq!(row.standing, Standing::CannotTell, "{}", row.measure.label);
        assert!(row.why.is_some());
    }
    let reason = domain::cell::reason(Missing::Suppressed);
    assert!(view.expected.iter().any(|row| row.why == Some(reason)), "{:#?}", view.expected);
}

#[test]
fn an_area_that_is_no_longer_is_in_no_list() {
    let book = book();
    let code = "CV-P90".parse().unwrap();
    assert_eq!(book.catalogue().area_index(&code), None);
    assert!(book.release().council.area(&code).is_some());
    let sums = book.catalogue().sums();
    assert_eq!(sums.parents.len(), book.catalogue().areas.len());
}

#[test]
fn places_have_ranges_of_ranks_and_those_without_a_figure_none() {
    let view = book().measure("falls", "");
    let (_, wards) = view.areas.last().unwrap();
    let ranked: Vec<(usize, usize)> = wards.iter().filter_map(|line| line.rank).collect();
    assert!(ranked.len() > 3);
    assert!(ranked.iter().all(|&(best, worst)| 1 <= best && best <= worst && worst <= ranked.len()), "{ranked:?}");
    assert!(wards.iter().all(|line| line.figure.present || line.rank.is_none()));
    assert_eq!(view.first, "The best comes first.");
    let hidden = book_with(&[TWO]).measure("repairs-on-time", "");
    let lines = || hidden.areas.iter().flat_map(|(_, lines)| lines);
    assert!(lines().any(|line| !line.figure.present) && lines().all(|line| line.figure.present || line.rank.is_none()));
    // A count has no interval, and one place alone has no rank.
    assert!(book().measure("residents", "").areas.iter().flat_map(|(_, lines)| lines).all(|line| line.rank.is_none()));
    assert!(view.areas[0].1.iter().all(|line| line.rank.is_none()));
}

#[test]
fn a_comparator_without_a_figure_is_a_gap_that_is_shown() {
    let view = book().measure("carers-heard", "");
    for chart in view.charts.iter().filter(|chart| chart.id == "comparators") {
        assert_eq!(chart.labels.len(), 3, "{:?}", chart.labels);
    }
}
