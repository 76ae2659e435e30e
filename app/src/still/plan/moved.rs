//! What the measures of a priority did since it is worked on, beside the areas most like this one.

use domain::{
    alike::Standing,
    amount::signed,
    change::Change,
    measure::Measure,
    priority::{
        Priority,
        moved::{Moved, moved},
    },
    view::figure::value_text,
};

use crate::{
    components::{heads, row::made_up, scrolling},
    markup::{Element, el, link},
    still::Asked,
};

/// A row for each measure, and what the comparison does not say.
pub(super) fn table(asked: &Asked, priority: &Priority, place: u16, like: &[u16]) -> Element {
    let catalogue = asked.catalogue;
    let many = &catalogue.words.area(catalogue.areas[usize::from(place)].kind).1;
    let rows = priority.measures.iter().filter_map(|code| catalogue.measure_index(code)).map(|at| {
        let measure = &catalogue.measures[usize::from(at)];
        let name = el("th").attr("scope", "row").with(link(format!("/measures/{}?area={}", measure.code, priority.area), &measure.title));
        match moved(asked.release, at, place, like, priority.since) {
            Ok(moved) => el("tr").with(name.with(" ").with(moved.made_up.then(made_up))).all(cells(measure, &moved, many)),
            Err(why) => el("tr").with(name).with(el("td").attr("colspan", "4").with(format!("It cannot be told: {why}."))),
        }
    });
    let columns = ["Measure".to_owned(), "Before".to_owned(), "Newest".to_owned(), "Here".to_owned(), format!("In {many} like it")];
    let table = el("table")
        .class("figures words")
        .with(el("caption").class("unseen").with(format!("What moved: {}", priority.title)))
        .with(heads(columns))
        .with(el("tbody").all(rows));
    let names: Vec<&str> = like.iter().map(|&at| catalogue.areas[usize::from(at)].name.as_str()).collect();
    let beside = if names.is_empty() {
        format!("There is no list of {many} like this one, so that nothing can be compared.")
    } else {
        format!("Like it, nearest first: {}.", names.join("; "))
    };
    let words = "A figure that moved more here than in places alike does not prove that the actions moved it.";
    el("div")
        .with(scrolling(&format!("what moved, {}", priority.title), table))
        .with(el("p").class("note").with(format!("{beside} {words}")))
}

fn cells(measure: &Measure, moved: &Moved, many: &str) -> [Element; 4] {
    let point = |(period, value): (domain::period::Period, f64)| {
        el("td").with(value_text(value, measure)).with(" ").with(el("span").class("note").with(period.label()))
    };
    let here =
        el("td").with(signed(measure, moved.now.1 - moved.before.1)).with(" ").with(el("span").class("note").with(own(moved.change)));
    let beside = match moved.beside.range {
        Some((low, middle, high)) => {
            let range = format!("{}, from {} to {}", signed(measure, middle), signed(measure, low), signed(measure, high));
            el("td").with(range).with(" ").with(el("span").class("note").with(against(moved, many)))
        }
        None => el("td").with(el("span").class("note").with(format!("too few {many} have both figures"))),
    };
    [point(moved.before), point(moved.now), here, beside]
}

fn own(change: Change) -> &'static str {
    match change {
        Change::Improving => "better, more than chance would make",
        Change::GettingWorse => "worse, more than chance would make",
        Change::Higher => "higher, more than chance would make",
        Change::Lower => "lower, more than chance would make",
        Change::NoRealChange => "within chance",
        Change::TooFewPoints | Change::Unknown | Change::NotComparable(_) => "there is no margin to tell that from chance",
    }
}

fn against(moved: &Moved, many: &str) -> String {
    match (moved.beside.standing, moved.beside.why) {
        (Standing::Better, _) => format!("here it did better than in any of these {} {many}, beyond chance", moved.peers),
        (Standing::Worse, _) => format!("here it did worse than in any of these {} {many}, beyond chance", moved.peers),
        (Standing::Higher, _) => format!("here it rose more than in any of these {} {many}, beyond chance", moved.peers),
        (Standing::Lower, _) => format!("here it rose less than in any of these {} {many}, beyond chance", moved.peers),
        (Standing::Within, None) => "here it did much as there".to_owned(),
        (Standing::Within | Standing::CannotTell, Some(why)) => why.to_owned(),
        (Standing::CannotTell, None) => "it cannot be told".to_owned(),
    }
}
