use domain::{
    area::AreaType,
    code::AreaCode,
    folder::parse,
    geometry::hex::Layout,
    measure::{Disclosure, Kind, Polarity, Tolerance},
    observation::{Figure, Missing, Observation},
};

use super::help::{faults, fixture, sound, with};

fn seen<'a>(all: &'a [Observation], measure: &str, area: &str, period: &str, group: &str) -> &'a Observation {
    all.iter()
        .find(|o| o.measure.as_str() == measure && o.area.as_str() == area && o.period.to_string() == period && o.group.as_str() == group)
        .unwrap()
}

#[test]
fn the_fixture_says_what_its_files_say() {
    let folder = sound(&fixture());
    let council = &folder.council;
    assert_eq!((council.code.as_str(), council.place.as_str(), council.hex_layout), ("calder-vale", "Calder Vale", Layout::EvenQ));
    assert_eq!(council.words.area(AreaType::Ward), &("parish".to_owned(), "parishes".to_owned()));
    let of = |kind| council.areas.iter().filter(|area| area.kind == kind).count();
    assert_eq!((of(AreaType::City), of(AreaType::Neighbourhood), of(AreaType::Ward), of(AreaType::Comparator)), (1, 3, 10, 2));
    assert_eq!((council.hexes.len(), council.boundaries.len(), council.postcodes.len()), (9, 9, 10));
    assert_eq!((council.characteristics.len(), council.directorates.len(), council.sources.len()), (2, 2, 3));
    assert_eq!((council.plans.len(), council.measures.len(), council.targets.len()), (2, 10, 12));
    assert_eq!(council.plans.iter().map(|plan| plan.current).collect::<Vec<_>>(), [true, false], "newest first");
    assert_eq!(council.plans[0].themes[0].promises.len(), 3);
    assert_eq!(folder.observations.len(), 654);
    let kinds = [Kind::Proportion, Kind::Rate, Kind::Count, Kind::Mean, Kind::Value];
    assert!(kinds.iter().all(|kind| council.measures.iter().any(|measure| measure.kind == *kind)));
    let polarities = [Polarity::High, Polarity::Low, Polarity::Range, Polarity::None];
    assert!(polarities.iter().all(|polarity| council.measures.iter().any(|measure| measure.polarity == *polarity)));
    let repairs = council.measures.iter().find(|measure| measure.code.as_str() == "repairs-on-time").unwrap();
    assert_eq!(
        (repairs.per, repairs.suffix.as_str(), &repairs.disclosure),
        (100, "%", &Disclosure::Threshold { threshold: 5, round_to: None, linked: None })
    );
    assert_eq!(council.targets[0].tolerance, Tolerance::Relative(0.05));
    assert_eq!(council.targets[8].upper, Some(6.5));
    assert_eq!(council.postcodes[5].postcode, "ZV22EE");
}

#[test]
fn a_threshold_that_is_not_given_follows_from_what_is_measured() {
    let threshold = |code: &str, to: &str, special: bool| {
        let mut files = fixture();
        let homes = files.0.get_mut("measures/homes.toml").unwrap();
        let (before, after) = homes.split_at(homes.find(&format!("code = \"{code}\"")).unwrap());
        assert!(after.contains("threshold = 5\n"));
        *homes = before.to_owned() + &after.replacen("threshold = 5\n", to, 1);
        if special {
            let characteristics = files.0.get_mut("characteristics.toml").unwrap();
            *characteristics = characteristics.replacen("code = \"sex\"\n", "code = \"sex\"\nspecial = true\n", 1);
        }
        let council = sound(&files).council;
        council.measures.into_iter().find(|measure| measure.code.as_str() == code).unwrap().disclosure
    };
    let of = |threshold: u32| Disclosure::Threshold { threshold, round_to: None, linked: None };
    assert_eq!(threshold("evictions", "", true), of(5), "it is broken down by nothing");
    assert_eq!(threshold("evictions", "children = true\n", false), of(10));
    assert_eq!(threshold("repairs-on-time", "", false), of(10), "it is broken down by ward");
    assert_eq!(threshold("repairs-on-time", "", true), of(10));
    assert_eq!(threshold("repairs-on-time", "threshold = 7\nchildren = true\n", true), of(7), "what a file says goes first");
}

#[test]
fn counts_are_rounded_where_a_file_says_so() {
    let files = with("measures/homes.toml", "threshold = 5", "threshold = 5\nround_to = 10");
    let measures = sound(&files).council.measures;
    let repairs = measures.iter().find(|measure| measure.code.as_str() == "repairs-on-time").unwrap();
    assert_eq!(repairs.disclosure, Disclosure::Threshold { threshold: 5, round_to: Some(10), linked: None });
    assert_eq!(repairs.rounding().unwrap(), "Counts are rounded to the nearest 10, and shares are worked out from rounded counts.");
    let evictions = measures.iter().find(|measure| measure.code.as_str() == "evictions").unwrap();
    assert_eq!(evictions.rounding(), None);
    // A release of before it could be said.
    let before: Disclosure = serde_json::from_str(r#"{"threshold":{"threshold":5}}"#).unwrap();
    assert_eq!(before, Disclosure::Threshold { threshold: 5, round_to: None, linked: None });
}

#[test]
fn linked_measures_have_one_rule() {
    let linked = "threshold = 5\nlinked = \"homes\"";
    let mut files = with("measures/homes.toml", "threshold = 5", linked);
    let homes = files.0.get_mut("measures/homes.toml").unwrap();
    let (first, second) = homes.split_at(homes.find("code = \"evictions\"").unwrap());
    *homes = first.to_owned() + &second.replacen("threshold = 5", linked, 1);
    let council = sound(&files).council;
    let together: Vec<Vec<u16>> = council.together().into_iter().filter(|set| set.len() > 1).collect();
    assert_eq!(together, [[0, 1]]);
    assert_eq!(council.together().len() + 1, council.measures.len());

    let homes = files.0.get_mut("measures/homes.toml").unwrap();
    *homes = homes.replacen(linked, &format!("{linked}\nround_to = 5"), 1);
    let issues = faults(&files);
    assert_eq!(issues.len(), 1);
    assert!(issues[0].to_string().contains("with one of another threshold or rounding, at measures/homes.toml:23"), "{}", issues[0]);
}

#[test]
fn figures_come_with_their_marks() {
    let all = sound(&fixture()).observations;
    let zero = seen(&all, "repairs-on-time", "CV-P08", "2024-10-01/P3M", "male");
    assert_eq!(zero.figure, Figure::Parts { numerator: 0.0, denominator: Some(40.0) });
    let limits = seen(&all, "falls", "CV-N1", "2022-01-01/P1Y", "everyone");
    assert_eq!(limits.figure, Figure::Value { value: 33.1, interval: Some((29.9, 36.6)) });
    assert_eq!(limits.source.as_ref().unwrap().as_str(), "health-board");
    let both = seen(&all, "recycling", "CV-N1", "2025-10-01/P3M", "everyone").flags;
    assert!(both.provisional && both.revised && !both.estimated);
    for reason in Missing::ALL {
        assert!(all.iter().any(|observation| observation.figure == Figure::Missing(reason)), "{reason:?}");
    }
    assert!(all.iter().any(|observation| observation.flags.break_in_series) && all.iter().any(|observation| observation.flags.estimated));
    assert!(!all.iter().any(|observation| observation.area.as_str() == "CV-P09"), "one parish has no figure at all");
}

#[test]
fn recipes_keep_file_order_and_fill_in_what_is_left_out() {
    let made = sound(&fixture()).illustrative.unwrap();
    assert_eq!((made.seed, made.recipes.len(), made.shares.len()), (7041, 2, 1));
    let [visits, carers] = &made.recipes[..] else { panic!() };
    assert_eq!((visits.late, visits.break_at, visits.unknown), (true, None, 0.0));
    assert_eq!(
        visits.comparators.iter().map(|(area, level)| (area.as_str(), *level)).collect::<Vec<_>>(),
        [("CV-N1", 465.0), ("CV-N2", 390.0)]
    );
    assert_eq!((carers.break_by, carers.trouble[0].as_str(), carers.groups[0].1), (0.25, "CV-P06", -0.4));
}

#[test]
fn files_that_may_be_left_out_may_be_left_out() {
    let mut files = fixture();
    files.0.retain(|path, _| !path.starts_with("observations/"));
    for path in ["hexes.csv", "boundaries.geojson", "postcodes.csv", "targets.csv", "illustrative.toml"] {
        files.0.remove(path).unwrap();
    }
    let folder = sound(&files);
    assert!(folder.observations.is_empty() && folder.illustrative.is_none() && folder.council.boundaries.is_empty());
}

#[test]
fn marks_line_ends_and_the_order_of_columns_do_not_matter() {
    let plain = sound(&fixture());
    let mut files = fixture();
    for text in files.0.values_mut() {
        *text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    }
    files.0.insert("hexes.csv".to_owned(), {
        let rows = fixture().0["hexes.csv"].lines().map(|line| line.split(',').rev().collect::<Vec<_>>().join(" , ")).collect::<Vec<_>>();
        format!("{}\n\n , , \n", rows.join("\n"))
    });
    assert!(sound(&files) == plain);
    // A file that a folder does not describe, but that holds no data, is nobody's business.
    files.0.insert("README.md".to_owned(), "About this folder".to_owned());
    assert!(parse(&files).is_ok());
}

#[test]
fn a_ward_may_lie_in_the_city_where_there_are_no_neighbourhoods() {
    let mut files = fixture();
    let text = files.0.get_mut("areas.csv").unwrap();
    *text = text.lines().filter(|line| !line.contains(",neighbourhood,")).collect::<Vec<_>>().join("\n");
    for cluster in ["CV-C1", "CV-C2", "CV-C3"] {
        *text = text.replace(cluster, "CV-D");
    }
    files.0.retain(|path, _| !["observations/", "decisions/", "priorities.toml"].iter().any(|other| path.starts_with(other)));
    let folder = sound(&files);
    assert_eq!(folder.council.areas.len(), 13);
}

#[test]
fn figures_under_a_code_that_was_replaced_are_the_areas() {
    let folder = sound(&fixture());
    assert_eq!(folder.renamed, [("CV-N0".parse().unwrap(), 1)]);
    let own = seen(&folder.observations, "recycling", "CV-N2", "2024-04-01/P3M", "everyone");
    assert_eq!(own.figure, Figure::Value { value: 36.6, interval: None });
    assert!(folder.observations.iter().all(|one| one.area.as_str() != "CV-N0"));
    assert_eq!(folder.council.lineage.now("CV-N0").map(AreaCode::as_str), Some("CV-N2"));
    let successors = folder.council.lineage.successors(&"CV-P90".parse().unwrap());
    assert_eq!(successors.iter().map(AreaCode::as_str).collect::<Vec<_>>(), ["CV-P05", "CV-P06"]);
}

#[test]
fn a_period_that_only_partly_lies_before_an_area_and_a_best_fit_are_sound() {
    let straddling = ("repairs-on-time,CV-P01,2024-04-01/P3M,everyone,", "repairs-on-time,CV-P01,2023-04-01/P3M,everyone,");
    sound(&with("observations/homes-and-care.csv", straddling.0, straddling.1));
    // The last day of an area, and what was given to it in its time.
    let row = "evictions,CV-P90,2024-04-01/P3M,everyone,,,,,,x,";
    sound(&with("observations/homes-and-care.csv", row, "evictions,CV-P90,2023-05-03,everyone,7,,,,,,"));
    // The board's falls go back to before the parishes: they are fitted to them.
    let files = with("sources.toml", "best_fit = true", "best_fit = false");
    assert!(parse(&files).is_err_and(|issues| issues.iter().all(|issue| issue.what.contains("ended before"))));
}
