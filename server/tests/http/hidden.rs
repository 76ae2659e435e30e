//! Disclosure, seen from outside: what must be hidden is worked out here from the folder's own observations, by the rule in words,
//! and looked for in everything that is sent.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    cell::Cell,
    frame::Frame,
    measure::{Disclosure, Kind, Measure},
    observation::{Figure, Missing, Observation},
};

use super::{calder_vale, downloads::download};
use crate::{council, html::text};

/// Every observation of the fixture, those of its recipes included.
pub(super) fn observations() -> Vec<Observation> {
    let (folder, _) = server::folder::read(&council::shipped("fixtures/calder-vale")).unwrap();
    let made: Vec<_> =
        domain::illustrative::generate(&folder.council, &folder.observations, folder.illustrative.as_ref().unwrap()).unwrap().collect();
    folder.observations.into_iter().chain(made).collect()
}

/// Whether an observation must be hidden: a count of people from 1 to threshold − 1 on either side, or out of so few; or, for a group, all
/// or nobody of them, unless that is so of everyone in the place (`same`).
fn must_hide(observation: &Observation, measure: &Measure, same: &Same) -> bool {
    let Disclosure::Threshold { threshold, .. } = &measure.disclosure else { return false };
    let Figure::Parts { numerator: x, denominator } = observation.figure else {
        // A figure without its parts cannot be tested, so it must not be shown.
        return matches!(observation.figure, Figure::Value { .. });
    };
    let n = denominator.unwrap_or(0.0);
    let small = |people: f64| people >= 1.0 && people <= f64::from(*threshold) - 1.0;
    match measure.kind {
        Kind::Count => small(x),
        Kind::Rate => small(x) || small(n),
        Kind::Mean | Kind::Value => small(n),
        Kind::Proportion if same.contains(&place(observation)) => small(n),
        Kind::Proportion => {
            let of_all_or_none = observation.group.as_str() != "everyone" && n >= 1.0 && (x < 1.0 || n - x < 1.0);
            small(x) || small(n - x) || small(n) || of_all_or_none
        }
    }
}

/// Measure, area and period where a share is 0 % or 100 % of everyone.
type Same = BTreeSet<(String, String, String)>;

fn place(observation: &Observation) -> (String, String, String) {
    (observation.measure.to_string(), observation.area.to_string(), observation.period.to_string())
}

fn same(observations: &[Observation]) -> Same {
    let of_everyone = observations.iter().filter(|observation| observation.group.as_str() == "everyone");
    let all_or_none = of_everyone.filter(|observation| match observation.figure {
        Figure::Parts { numerator: x, denominator: Some(n) } => x < 1.0 || n - x < 1.0,
        _ => false,
    });
    all_or_none.map(place).collect()
}

fn rules(measure: &str) -> &'static Measure {
    let measures = &calder_vale().state.release.catalogue.measures;
    measures.iter().find(|known| known.code.as_str() == measure).unwrap()
}

#[tokio::test]
async fn frames_hide_what_must_be_hidden_and_show_the_rest() {
    let catalogue = &calder_vale().state.release.catalogue;
    let mut frames = Vec::new();
    for at in 0..catalogue.areas.len() {
        let sent = calder_vale().get(&format!("/frames/{}/area/{at}", calder_vale().state.key)).await.is(200);
        frames.push(Frame::decode(&sent.bytes).unwrap());
    }
    let (mut hidden, mut shown, mut beside, mut rounded) = (0, 0, 0, 0);
    let same = same(&observations());
    for observation in observations() {
        let measure = rules(observation.measure.as_str());
        let Some(area) = catalogue.area_index(&observation.area) else {
            assert_eq!(observation.area.as_str(), "CV-P90", "only what is no longer is left out");
            continue;
        };
        let period = u16::try_from(catalogue.periods.binary_search(&observation.period).unwrap()).unwrap();
        let place = (catalogue.measure_index(&measure.code).unwrap(), catalogue.group_index(&observation.group).unwrap(), period);
        let (cell, _) = frames[usize::from(area)].cell(place.0, place.1, place.2);
        match (observation.figure, must_hide(&observation, measure, &same)) {
            (_, true) => {
                assert_eq!(cell, Cell::Missing(Missing::Suppressed), "{observation:?}");
                hidden += 1;
            }
            // Hidden beside another that must be.
            (Figure::Parts { .. }, false)
                if cell == Cell::Missing(Missing::Suppressed) && matches!(measure.disclosure, Disclosure::Threshold { .. }) =>
            {
                beside += 1;
            }
            (Figure::Parts { numerator, denominator }, false) => {
                let Cell::Parts { numerator: x, denominator: n } = cell else { panic!("{observation:?} became {cell:?}") };
                // By half of what counts are rounded to at most.
                let apart = measure.disclosure.round_to().map_or(1e-6, |to| f64::from(to) / 2.0);
                assert!(
                    (x - numerator).abs() <= apart && (n - denominator.unwrap_or(0.0)).abs() <= apart,
                    "{observation:?} became {cell:?}"
                );
                if let Some(to) = measure.disclosure.round_to() {
                    assert!(x % f64::from(to) == 0.0 && n % f64::from(to) == 0.0, "{observation:?} became {cell:?}");
                    rounded += 1;
                }
                shown += 1;
            }
            (Figure::Value { value, .. }, false) => assert_eq!(cell, Cell::Value(value), "{observation:?}"),
            (Figure::Missing(why), false) => assert_eq!(cell, Cell::Missing(why), "{observation:?}"),
        }
    }
    assert!(hidden > 100 && shown > 600, "{hidden} hidden and {shown} shown: too few to show anything");
    assert!(beside > 0 && beside < shown, "{beside} hidden beside others");
    assert!(rounded > 100, "only {rounded} figures are rounded");
}

#[tokio::test]
async fn files_hide_what_must_be_hidden() {
    let mut files = BTreeMap::new();
    let mut found = 0;
    let same = same(&observations());
    for observation in observations() {
        let measure = rules(observation.measure.as_str());
        if !must_hide(&observation, measure, &same) {
            continue;
        }
        if !files.contains_key(measure.code.as_str()) {
            let rows = download(calder_vale(), &format!("/measures/{}/data.csv", measure.code)).await;
            let by_place: BTreeMap<_, _> =
                rows.into_iter().map(|row| ((row["area_code"].clone(), row["time_period"].clone(), row["group"].clone()), row)).collect();
            files.insert(measure.code.as_str(), by_place);
        }
        let place = (observation.area.to_string(), observation.period.to_string(), observation.group.to_string());
        let row = &files[measure.code.as_str()][&place];
        for column in ["numerator", "denominator", "value", "lower_95", "upper_95"] {
            assert_eq!(row[column], "", "{observation:?} shows its {column}: {row:?}");
        }
        assert_eq!(row["obs_status"], "c", "{observation:?}");
        found += 1;
    }
    assert!(found > 100, "only {found} hidden figures");
}

/// Every hidden figure, asked for on its measure's page, shows its mark and its reason.
#[tokio::test]
async fn pages_say_that_a_figure_is_hidden() {
    let mut asked = 0;
    let same = same(&observations());
    for observation in observations().iter().filter(|known| must_hide(known, rules(known.measure.as_str()), &same)).step_by(17) {
        let (measure, area) = (&observation.measure, &observation.area);
        let address = format!("/measures/{measure}?area={area}&group={}&period={}", observation.group, observation.period);
        let page = calder_vale().get(&address).await.is(200);
        let name = &calder_vale().state.release.catalogue.areas.iter().find(|known| known.code == *area).unwrap().name;
        let words = text(page.body());
        assert!(words.contains("[c]") && words.contains("hidden to protect people"), "{address} for {name}:\n{words}");
        let why = text(calder_vale().get(&address.replacen('?', "/why?", 1)).await.is(200).body());
        assert!(why.contains("Figure\nhidden to protect people"), "{address} for {name}:\n{why}");
        asked += 1;
    }
    assert!(asked > 5, "only {asked} pages asked for");
}
