use domain::area::AreaType;

use super::help::book;

#[test]
fn everyone_in_the_city_is_held_against_nothing_until_a_comparator_is_chosen() {
    let book = book();
    let rows = book.rows("CV-D", "");
    assert!(rows.iter().any(|row| row.figure.present), "no row has a figure, so this test shows nothing");
    for row in &rows {
        assert_eq!((row.reference.text.as_str(), &row.reference.note, row.reference.present), ("", &None, false), "{}", row.code);
        assert_eq!((row.reference_name.as_str(), &row.gap), ("", &None), "{}", row.code);
        assert_eq!(row.spark.reference, "", "{}: the same line is drawn twice", row.code);
        assert!(!row.sentence.contains("Everyone"), "{}", row.sentence);
    }
    let none = "No comparator";
    assert_eq!(book.area("CV-D", "").heads, ("Everyone".to_owned(), none.to_owned()));
    assert_eq!(book.theme("sound-homes", "").heads.1, none);
    assert_eq!(book.directorate("homes", "").heads.1, none);
    assert_eq!(book.measure("repairs-on-time", "").heads.1, none);
}

#[test]
fn a_reference_that_is_another_figure_is_shown() {
    let book = book();
    for (area, query, name) in [
        ("CV-D", "comparator=CV-N1", "Nether Wharfe"),
        ("CV-D", "group=female", "everyone"),
        ("CV-D", "group=female&against=male", "male"),
        // A group against itself, with no comparator, would be the same figure twice: everyone stays in view.
        ("CV-D", "group=female&against=female", "everyone"),
        ("CV-D", "group=female&against=female&comparator=CV-N1", "Nether Wharfe"),
        ("CV-P04", "", "Calder Vale"),
        ("CV-N1", "", "Calder Vale"),
    ] {
        let rows = book.rows(area, query);
        assert!(!rows.is_empty() && rows.iter().all(|row| row.reference_name == name), "{area}?{query}: {:?}", rows[0].reference_name);
        assert!(rows.iter().all(|row| !row.reference.text.is_empty()), "{area}?{query}");
        assert_eq!(book.area(area, query).heads.1.to_lowercase(), name.to_lowercase());
    }
    let row = book.row("repairs-on-time", "CV-D", "group=female&against=female");
    assert_eq!(row.reference.text, book.row("repairs-on-time", "CV-D", "").figure.text);
}

#[test]
fn a_rating_for_everyone_is_told_from_one_for_the_group() {
    let book = book();
    let row = book.row("recycling", "CV-D", "group=female");
    assert_eq!(row.figure.note.as_deref(), Some("not broken down this way"));
    assert!(row.sentence.contains("not broken down this way. Everyone: "), "{}", row.sentence);
    assert!(row.sentence.contains(&format!("Rated for everyone, {}: ", row.rating.word.to_lowercase())), "{}", row.sentence);
    let lead = book.measure("recycling", "group=female").lead.text();
    assert!(lead.ends_with(&format!("not broken down this way. Rated for everyone, {}.", row.rating.word.to_lowercase())), "{lead}");
    // Broken down, and so rated for the group.
    let own = book.row("repairs-on-time", "CV-D", "group=female");
    assert!(own.figure.present && !own.sentence.contains("Rated for everyone"), "{}", own.sentence);
    assert!(!book.measure("repairs-on-time", "group=female").lead.text().contains("for everyone"));
    assert!(!book.row("recycling", "CV-D", "").sentence.contains("for everyone"));
}

#[test]
fn a_sparkline_names_the_periods_that_it_joins() {
    let book = book();
    let wards = book.catalogue().areas.iter().filter(|area| area.kind == AreaType::Ward);
    let mut late = 0;
    for (ward, query) in wards
        .flat_map(|ward| ["", "group=female", "group=male", "group=65-and-over", "group=25-to-64"].map(|query| (ward.code.as_str(), query)))
    {
        for row in book.rows(ward, query).into_iter().filter(|row| row.spark.words.starts_with("from ")) {
            let shown = book.shown(row.code.as_str(), ward, query);
            let (first, last) = (shown.iter().flatten().next().unwrap(), shown.iter().flatten().last().unwrap());
            assert!(row.spark.words.contains(&format!(" in {first} to ")), "{ward}?{query} {}: {}, not {first}", row.code, row.spark.words);
            assert_ne!(first, last, "{ward}?{query} {}: one point is no line", row.code);
            late += usize::from(shown[0].is_none());
        }
    }
    assert!(late > 0, "no line starts after the first period, so this test shows nothing");
}

#[test]
fn an_area_is_not_compared_with_itself() {
    let book = book();
    let query = "compare=CV-P04,CV-P01";
    for row in book.rows("CV-P04", query) {
        let names: Vec<&str> = row.compared.iter().map(|other| other.name.as_str()).collect();
        assert!(names.len() <= 2 && names[0] != book.area("CV-P04", "").name, "{names:?}");
        if let [_, together] = names[..] {
            assert_eq!(together, "2 parishes together");
        }
    }
    assert!(book.rows("CV-P04", query).iter().any(|row| row.compared.len() == 2), "nothing is taken together, so this test shows nothing");
    assert_eq!(book.row("recycling", "CV-P04", query).compared, book.row("recycling", "CV-P04", "compare=CV-P01").compared);
    let chips = |query: &str| book.area("CV-P04", query).bar.chips.len();
    assert_eq!(chips(query), chips("compare=CV-P01"));
    // Other cities are no place together.
    let comparators: Vec<String> =
        book.catalogue().areas_of(AreaType::Comparator).map(|at| book.catalogue().areas[usize::from(at)].code.to_string()).collect();
    let row = book.row("recycling", &comparators[0], &format!("compare={}", comparators[1..].join(",")));
    assert_eq!(row.compared.len(), comparators.len() - 1);
}

#[test]
fn the_chart_of_a_gap_says_what_it_has_done_beyond_chance_alone() {
    let book = book();
    let chart = |query: &str| {
        let view = book.measure("repairs-on-time", query);
        view.charts.into_iter().find(|chart| chart.id == "gap").unwrap()
    };
    let chart = chart("group=female&against=male");
    let courses = ["Narrowing", "Levelling down", "Widening", "Turned round", "No real change", "cannot be told"];
    assert!(courses.iter().any(|course| chart.sentence.contains(course)), "{}", chart.sentence);
    assert!(!chart.sentence.contains("wider.") && !chart.sentence.contains("narrower."), "{}", chart.sentence);
}
