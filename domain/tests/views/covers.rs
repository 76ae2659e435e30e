use std::collections::BTreeSet;

use domain::{
    cell::reason,
    filter::{Filter, Only, Show},
    measure::Reach,
    observation::Missing,
    rating::Rating,
    report::{cover, document::Picture},
    view::{area::area_view, figure::value_text},
    why::why,
};

use super::help::{Book, book, book_with, today};

/// A cover holds together: an SVG of its size that says in words what it shows, with nothing in it that is no text of ours.
fn is_well_made(cover: &Picture) {
    assert_eq!(cover.size, (1200.0, 630.0));
    assert!(cover.svg.starts_with("<svg ") && cover.svg.ends_with("</svg>"), "{}", cover.svg);
    for never in ["<script", "<image", "href", "NaN", "inf"] {
        assert!(!cover.svg.contains(never), "{never}: {}", cover.svg);
    }
    assert_eq!(cover.svg.matches("<text").count(), cover.svg.matches("</text>").count());
    assert!(cover.alt.contains("Release 1, 15 January 2026"), "{}", cover.alt);
}

#[test]
fn the_cover_of_a_measure_shows_the_newest_figure_of_the_whole_place_or_why_there_is_none() {
    let book = book();
    let (release, catalogue) = (book.release(), book.catalogue());
    let chosen = Filter::default().resolve(catalogue).unwrap();
    let (mut shown, mut rated, mut hidden) = (0, BTreeSet::new(), 0);
    for at in 0..catalogue.measures.len() as u16 {
        let cover = cover::measure(release, at).unwrap();
        is_well_made(&cover);
        let city = catalogue.city();
        let why = why(catalogue, release.area(city).cube(at), (at, city), &chosen);
        for words in [why.measure.title.as_str(), why.rating.words()] {
            assert!(cover.alt.contains(words), "{words}: {}", cover.alt);
        }
        assert_eq!(cover.svg.contains("Illustrative: made-up figures"), why.illustrative, "{}", cover.alt);
        match why.figure {
            Ok(value) => {
                shown += 1;
                assert!(cover.alt.contains(&value_text(value, &why.measure)), "{}", cover.alt);
                assert!(cover.alt.contains(&why.period.unwrap().label()), "{}", cover.alt);
            }
            Err(_) => assert!(cover.alt.contains("No figure: "), "{}", cover.alt),
        }
        hidden += usize::from(why.figure == Err(Missing::Suppressed));
        if !matches!(why.rating, Rating::CannotTell(_)) {
            rated.insert(why.rating.code());
            assert!(cover.svg.contains("Target: "), "{}", cover.alt);
        }
        assert!(cover.alt.contains("Source: "), "{}", cover.alt);
    }
    assert!(shown > 5 && rated.len() > 1, "{shown} figures, {rated:?}, {hidden} hidden");
}

/// The numbers of a cover, in their order, read from its words.
fn counts(cover: &Picture) -> Vec<usize> {
    let told = ["on target", "near target", "off target", "cannot tell"].map(|words| {
        let (before, _) = cover.alt.split_once(&format!(" {words}")).unwrap_or_else(|| panic!("{words}: {}", cover.alt));
        before.rsplit(' ').next().unwrap().parse().unwrap()
    });
    told.to_vec()
}

/// The same from the rows of the area's dashboard.
fn of_rows(book: &Book, area: u16) -> Vec<usize> {
    let catalogue = book.catalogue();
    let filter = Filter { show: Show::All, ..Filter::default() };
    let chosen = filter.resolve(catalogue).unwrap();
    let view = area_view(&book.release().scene(area, &chosen, today()), area, &filter, &chosen);
    let mut seen = BTreeSet::new();
    let judged = |code: &str| catalogue.measures.iter().any(|measure| measure.code.as_str() == code && measure.reach != Reach::Context);
    let rows = view.sections.iter().flat_map(|section| &section.rows);
    let rows: Vec<_> = rows.filter(|row| judged(row.code.as_str()) && seen.insert(row.code.clone())).collect();
    let count = |only: Only| rows.iter().filter(|row| row.rating.class == only.code()).count();
    [Only::OnTarget, Only::NearTarget, Only::OffTarget, Only::CannotTell].map(count).to_vec()
}

#[test]
fn the_cover_of_an_area_counts_what_its_dashboard_shows() {
    let book = book();
    let mut different = BTreeSet::new();
    for area in 0..book.catalogue().areas.len() as u16 {
        let cover = cover::area(book.release(), area).unwrap();
        is_well_made(&cover);
        assert!(cover.alt.starts_with(&book.catalogue().areas[usize::from(area)].name), "{}", cover.alt);
        assert_eq!(counts(&cover), of_rows(&book, area), "{}", cover.alt);
        different.insert(counts(&cover));
        // What is hidden is counted as what cannot be told, and nothing more is said of it.
        assert!(!cover.svg.contains(reason(Missing::Suppressed)));
    }
    assert!(different.len() > 2, "{different:?}");
    let site = cover::site(book.release()).unwrap();
    is_well_made(&site);
    assert_eq!(counts(&site), of_rows(&book, book.catalogue().city()));
    assert!(site.alt.contains("How Calder Vale measures up") && site.svg.contains(&book.catalogue().name));
    assert_eq!(cover::area(book.release(), u16::MAX), None);
}

#[test]
fn names_are_text_on_a_cover_however_long_they_are() {
    let long = "Fells & <b>Dales</b> of the ".repeat(9);
    let book = book_with(&[("areas.csv", "CV-P06,Fellgate,", &format!("CV-P06,{long},"))]);
    let area = book.catalogue().areas.iter().position(|area| area.code.as_str() == "CV-P06").unwrap() as u16;
    let cover = cover::area(book.release(), area).unwrap();
    assert!(!cover.svg.contains("<b>") && cover.svg.contains("Fells &amp; &lt;b&gt;") && cover.svg.contains('…'), "{}", cover.svg);
}
