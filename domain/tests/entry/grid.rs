//! What is asked for, and how it is read.

use domain::{
    entry::{Grid, Place, paste},
    observation::{Figure, Flags, Missing},
    store::{Slot, Typed},
};
use proptest::prelude::*;

use super::help::{Desk, cell};

fn place(area: &str, group: &str) -> Place {
    Place { area: area.parse().unwrap(), group: group.parse().unwrap() }
}

#[test]
fn what_the_newest_period_had_is_asked_for() {
    let desk = Desk::of("repairs-on-time");
    let grid = desk.grid();
    assert_eq!(grid.slots, [Slot::Numerator, Slot::Denominator]);
    let sections: Vec<_> = grid.sections.iter().map(|section| (section.areas.len(), section.groups.len())).collect();
    // The city, three neighbourhoods and the eight wards that are counted; everyone, then the three groups of sex.
    assert_eq!(sections, [(12, 1), (12, 3)]);
    assert!(grid.asks(&place("CV-P08", "female")));
    for nowhere in [place("CV-P09", "everyone"), place("CV-P90", "everyone"), place("CV-N1", "everyone"), place("CV-D", "under-25")] {
        assert!(!grid.asks(&nowhere), "{nowhere:?}");
    }
    // Without a figure of before, all that it is reported for. Comparators report for themselves; Old Millbeck is no more.
    let anew = Grid::of(&desk.council, &desk.measure, desk.period, &[]);
    assert_eq!(anew.sections[0].areas.len(), 13);
    assert_eq!(anew.section("sex").unwrap().groups.len(), 3);
    assert_eq!(anew.section("nothing"), anew.sections.first());
    assert_eq!(Desk::of("evictions").grid().slots, [Slot::Numerator]);
    assert_eq!(Desk::of("reserves").grid().slots, [Slot::Value]);
}

#[test]
fn cells_are_read_as_people_write_them() {
    let desk = Desk::of("repairs-on-time");
    let all = |numerator: &str, denominator: &str| {
        let typed = [cell("CV-D", "everyone", Slot::Numerator, numerator), cell("CV-D", "everyone", Slot::Denominator, denominator)];
        desk.grid().read(&desk.measure, &typed)
    };
    let parts = |numerator, denominator| Figure::Parts { numerator, denominator: Some(denominator) };
    for (numerator, denominator, expected) in [
        ("2904", "3472", Some(parts(2904.0, 3472.0))),
        (" 2,904 ", "3 472", Some(parts(2904.0, 3472.0))),
        ("2904/3472", "", Some(parts(2904.0, 3472.0))),
        ("0", "12", Some(parts(0.0, 12.0))),
        ("[x]", "", Some(Figure::Missing(Missing::NotAvailable))),
        ("z", "", Some(Figure::Missing(Missing::NotApplicable))),
        ("", "", None),
    ] {
        let read = all(numerator, denominator);
        assert_eq!(
            (read.figures.values().next().map(|(figure, _)| *figure), read.faults.len()),
            (expected, 0),
            "{numerator} {denominator}"
        );
    }
    let noted = all("12 [p][r]", "24");
    assert_eq!(noted.figures.values().next().unwrap().1, Flags { provisional: true, revised: true, ..Flags::default() });
    for (numerator, denominator, slot, what) in [
        ("12", "", Slot::Denominator, "numerator and no denominator"),
        ("", "12", Slot::Numerator, "a part of this figure is blank"),
        ("13", "12", Slot::Numerator, "larger than the denominator"),
        ("0", "0", Slot::Denominator, "not above zero"),
        ("-1", "12", Slot::Numerator, "below zero"),
        ("1.5", "12", Slot::Numerator, "whole numbers"),
        ("twelve", "12", Slot::Numerator, "not a number"),
        ("<5", "12", Slot::Numerator, "no single figure"),
        ("#REF!", "12", Slot::Numerator, "failed formula"),
        ("c", "", Slot::Numerator, "hidden before it came here"),
        ("x", "12", Slot::Numerator, "a marker that says there is none"),
    ] {
        let read = all(numerator, denominator);
        assert_eq!((read.figures.len(), read.faults.len()), (0, 1), "{numerator} {denominator}");
        assert_eq!(read.faults[0].slot, slot, "{numerator} {denominator}");
        assert!(read.faults[0].what.contains(what) && read.faults[0].mend.ends_with('.'), "{:?}", read.faults[0]);
    }
}

#[test]
fn rows_of_a_spreadsheet_find_their_cells() {
    let desk = Desk::of("repairs-on-time");
    let grid = desk.grid();
    let section = |code: &str| grid.section(code).unwrap();
    let everyone = paste(&desk.council, section(""), grid.slots, "Area\tOn time\tAll\nCalder Vale\t1\t2\ncv-p01\t3\t4\n\nNowhere\t5\t6\n");
    assert_eq!(everyone.left, [(5, "no area here is called “Nowhere”: write its name or code as in the table".to_owned())]);
    let cells: Vec<_> = everyone.cells.iter().map(|cell| (cell.area.as_str(), cell.slot, cell.text.as_str())).collect();
    let (n, d) = (Slot::Numerator, Slot::Denominator);
    assert_eq!(cells, [("CV-D", n, "1"), ("CV-D", d, "2"), ("CV-P01", n, "3"), ("CV-P01", d, "4")]);
    // Without names, in the order of the table; with a group, its cells alone; else group by group.
    let by_order = paste(&desk.council, section(""), grid.slots, "1\t2\n3\t4");
    assert_eq!(by_order.cells.iter().map(|cell| cell.area.as_str()).collect::<Vec<_>>(), ["CV-D", "CV-D", "CV-C1", "CV-C1"]);
    let of_group = paste(&desk.council, section("sex"), grid.slots, "Aldershaw;Male;1,000;2,000");
    assert_eq!(of_group.cells, [cell("CV-P01", "male", n, "1,000"), cell("CV-P01", "male", d, "2,000")]);
    let across = paste(&desk.council, section("sex"), grid.slots, "Aldershaw\t1\t2\t3\t4\t5\t6");
    assert_eq!((across.cells.len(), across.places().len()), (6, 3));
    assert_eq!(across.cells[5], cell("CV-P01", "sex-unknown", d, "6"));
    let wrong = paste(&desk.council, section("sex"), grid.slots, "Aldershaw\t1\t2\t3");
    assert!(wrong.cells.is_empty() && wrong.left[0].1.contains("needs 6 figures"), "{wrong:?}");
}

proptest! {
    #[test]
    fn anything_can_be_typed_and_pasted(texts in prop::collection::vec("\\PC{0,12}", 1..30), rows in "[A-Za-z0-9,;\\t\\n. ]{0,200}") {
        let desk = Desk::of("repairs-on-time");
        let grid = desk.grid();
        let places: Vec<Place> = grid.places().collect();
        let typed: Vec<Typed> = texts.iter().enumerate().map(|(at, text)| {
            let place = &places[at / 2 % places.len()];
            Typed { area: place.area.clone(), group: place.group.clone(), slot: grid.slots[at % 2], text: text.clone() }
        }).collect();
        let read = grid.read(&desk.measure, &typed);
        // A line is a figure or a fault, or blank.
        for fault in &read.faults { prop_assert!(!read.figures.contains_key(&fault.place)); }
        let section = grid.section("sex").unwrap();
        for cell in paste(&desk.council, section, grid.slots, &rows).cells {
            let place = Place { area: cell.area, group: cell.group };
            prop_assert!(section.asks(&place));
        }
    }
}
