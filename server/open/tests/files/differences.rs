//! What changed from one release to another: all of it, once, and nothing else.

use domain::{
    code::AreaCode,
    measure::Disclosure,
    observation::{Figure, Missing, Observation},
    release::Release,
};
use open_data::{Difference, difference};

use crate::{
    common::Figures,
    help::{Row, calder_vale, day, figures, rows},
};

/// The figures of measures that nothing is hidden of, so that a change of one changes no other.
fn open() -> Figures {
    let mut figures = figures().clone();
    let open = |observation: &Observation| {
        !matches!(figures.council.measure(&observation.measure).unwrap().disclosure, Disclosure::Threshold { .. })
    };
    figures.observations.retain(open);
    figures
}

fn compare(old: &Release, new: &Release) -> (Difference, Vec<Row>) {
    let mut file = Vec::new();
    let counts = difference(old, new, &mut file).unwrap();
    let rows = rows(&file);
    assert_eq!(counts.changed(), rows.len() as u64);
    for (word, count) in [("new", counts.new), ("gone", counts.gone), ("value", counts.value), ("status", counts.status)] {
        assert_eq!(rows.iter().filter(|row| row["change"] == word).count() as u64, count, "{word}");
    }
    assert_eq!(old.cells() as u64, counts.same + counts.gone + counts.value + counts.status);
    assert_eq!(new.cells() as u64, counts.same + counts.new + counts.value + counts.status);
    (counts, rows)
}

/// A value that stands by itself in the figures, for somewhere in the middle of them.
fn some(figures: &Figures) -> usize {
    let middle = figures.observations.len() / 2;
    let there = |observation: &Observation| !matches!(observation.figure, Figure::Missing(_));
    middle + figures.observations[middle..].iter().position(there).unwrap()
}

#[test]
fn a_release_differs_from_itself_in_nothing() {
    let release = &calder_vale().release;
    let (counts, rows) = compare(release, release);
    assert_eq!(counts, Difference { same: release.cells() as u64, ..Difference::default() });
    assert!(rows.is_empty());
}

#[test]
fn a_value_that_changed_is_told_with_both() {
    let (then, mut now) = (open(), open());
    let at = some(&now);
    let (old, new) = match &mut now.observations[at].figure {
        Figure::Parts { numerator, .. } => {
            *numerator += 1.0;
            (*numerator - 1.0, *numerator)
        }
        Figure::Value { value, .. } => {
            *value += 1.0;
            (*value - 1.0, *value)
        }
        Figure::Missing(_) => unreachable!(),
    };
    let column = if matches!(now.observations[at].figure, Figure::Parts { .. }) { "numerator" } else { "value" };
    let (counts, rows) = compare(&then.publish(1, day()), &now.publish(2, day()));
    assert_eq!((counts.value, counts.changed()), (1, 1), "{rows:?}");
    let row = &rows[0];
    assert_eq!(row["measure"], now.observations[at].measure.as_str());
    assert_eq!(row["area_code"], now.observations[at].area.as_str());
    assert_eq!(row["time_period"], now.observations[at].period.to_string());
    let number = |name: String| row[&name].parse::<f64>().unwrap();
    assert!((number(format!("old_{column}")) - old).abs() < 1e-6 && (number(format!("new_{column}")) - new).abs() < 1e-6, "{row:?}");
    assert_eq!(row["releases"], "1 to 2");
}

#[test]
fn a_note_and_a_value_that_went_are_changes_of_status() {
    let (then, mut now) = (open(), open());
    let at = some(&now);
    now.observations[at].flags.estimated = !now.observations[at].flags.estimated;
    let (counts, rows) = compare(&then.publish(1, day()), &now.publish(2, day()));
    assert_eq!((counts.status, counts.changed()), (1, 1), "{rows:?}");
    assert_eq!(rows[0]["old_value"], rows[0]["new_value"]);
    now.observations[at].figure = Figure::Missing(Missing::Unreliable);
    let (counts, rows) = compare(&then.publish(1, day()), &now.publish(2, day()));
    assert_eq!((counts.status, counts.changed()), (1, 1), "{rows:?}");
    assert_eq!((rows[0]["new_value"].as_str(), rows[0]["new_obs_status"].as_str()), ("", "u"));
    assert!(!rows[0]["old_value"].is_empty());
}

#[test]
fn an_area_that_is_there_in_one_release_alone_is_new_or_gone_and_others_keep_their_figures() {
    let (then, mut now) = (open(), open());
    // The first of the areas that has figures and is no other's whole: every index after it is another.
    let parents: Vec<_> = now.council.areas.iter().filter_map(|area| area.parent.clone()).collect();
    let has = |code| then.observations.iter().any(|observation| &observation.area == code);
    let area = now.council.areas.iter().find(|area| !parents.contains(&area.code) && has(&area.code)).unwrap().code.clone();
    now.council.areas.retain(|known| known.code != area);
    now.observations.retain(|observation| observation.area != area);
    let (then, now) = (then.publish(1, day()), now.publish(2, day()));
    let own = then.area(then.catalogue.area_index(&area).unwrap()).cubes.iter().map(|cube| cube.cells.len() as u64).sum::<u64>();
    assert!(own > 0);
    let (gone, rows) = compare(&then, &now);
    assert_eq!((gone.gone, gone.changed()), (own, own));
    assert!(rows.iter().all(|row| row["area_code"] == area.as_str() && row["new_value"].is_empty() && row["new_obs_status"].is_empty()));
    let (new, rows) = compare(&now, &then);
    assert_eq!((new.new, new.changed()), (own, own));
    assert!(rows.iter().all(|row| row["area_code"] == area.as_str() && row["old_value"].is_empty() && row["old_obs_status"].is_empty()));
}

#[test]
fn an_area_whose_code_was_replaced_keeps_its_figures() {
    let (then, mut now) = (open(), open());
    let parents: Vec<_> = now.council.areas.iter().filter_map(|area| area.parent.clone()).collect();
    let at = now.council.areas.iter().position(|area| !parents.contains(&area.code)).unwrap();
    let old = now.council.areas[at].code.clone();
    let new: AreaCode = "CV-RENAMED".parse().unwrap();
    now.council.areas[at].code = new.clone();
    for observation in now.observations.iter_mut().filter(|observation| observation.area == old) {
        observation.area = new.clone();
    }
    let (then, told) = (then.publish(1, day()), now.publish(2, day()));
    let (counts, _) = compare(&then, &told);
    assert!(counts.new > 0 && counts.new == counts.gone, "{counts:?}");
    now.council.lineage.formerly.push((old, new));
    assert_eq!(compare(&then, &now.publish(2, day())).0.changed(), 0);
}

#[test]
fn another_order_of_everything_changes_nothing() {
    let (then, mut now) = (open(), open());
    now.council.measures.reverse();
    now.council.areas.reverse();
    now.council.characteristics.reverse();
    for characteristic in &mut now.council.characteristics {
        characteristic.groups.reverse();
    }
    let (counts, rows) = compare(&then.publish(1, day()), &now.publish(2, day()));
    assert_eq!(counts.changed(), 0, "{rows:?}");
}
