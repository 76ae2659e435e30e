//! Real data end to end: the ward polygons and the census by ward, from files that lie beside the project on some machines and are no part
//! of it. `MEASURE_UP_SHARED` says where; without it `../../shared` from this crate's workspace is tried; without that nothing is tested.
#![expect(clippy::unwrap_used, reason = "a test's helpers fail by panicking, as tests do")]

#[path = "common/council.rs"]
mod council;
#[path = "common/html.rs"]
mod html;
#[path = "common/service.rs"]
mod service;
#[path = "common/site.rs"]
mod site;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use council::{Copy, shipped};
use serde_json::Value;
use service::Service;

const WARDS: &str = "data/areas/liverpool_wards.geojson";
const CENSUS: &str = "data/liverpool/derived_ward24_census2021_bestfit.csv";
/// The ward in which no small area has its centre.
const EMPTY: (&str, &str) = ("E05015332", "Waterfront North");
const ANFIELD: &str = "E05015279";
const MEASURE: &str = "residents-share";
const CENSUS_DAY: &str = "2021-03-21";

/// Where the shared files are, if they are.
fn shared() -> Option<PathBuf> {
    let beside = || Path::new(&std::env::var_os("CARGO_MANIFEST_DIR").unwrap()).join("../../../shared");
    let folder = std::env::var_os("MEASURE_UP_SHARED").map_or_else(beside, PathBuf::from);
    let found = [WARDS, CENSUS].iter().all(|file| folder.join(file).is_file());
    if !found {
        server::say::say("shared data not found: skipped");
    }
    found.then_some(folder)
}

/// The council's group for one of the table's, which has its own names; none for tenures, which are no groups of people here.
fn group(dimension: &str, name: &str) -> Option<&'static str> {
    let starts = match dimension {
        "disability" => [("Disabled", "disabled"), ("Not disabled", "not-disabled")].as_slice(),
        "ethnicity" => &[("Asian", "asian"), ("Black", "black"), ("Mixed", "mixed"), ("White", "white"), ("Other", "other-ethnic")],
        "religion" => &[
            ("No religion", "no-religion"),
            ("Christian", "christian"),
            ("Buddhist", "buddhist"),
            ("Hindu", "hindu"),
            ("Jewish", "jewish"),
            ("Muslim", "muslim"),
            ("Sikh", "sikh"),
            ("Other religion", "other-religion"),
            ("Not answered", "religion-not-answered"),
        ],
        _ => return None,
    };
    let code = starts.iter().find(|(start, _)| name.starts_with(start)).map(|(_, code)| *code);
    Some(code.unwrap_or_else(|| panic!("{dimension}: no group of ours is {name}")))
}

/// Counts of the table, by ward and group.
type Counts = BTreeMap<(String, &'static str), (u32, u32)>;

fn counts(folder: &Path) -> Counts {
    let mut reader = csv::Reader::from_path(folder.join(CENSUS)).unwrap();
    let rows = reader.deserialize::<BTreeMap<String, String>>().map(Result::unwrap);
    let counts: Counts = rows
        .filter_map(|row| {
            let group = group(&row["dimension"], &row["group"])?;
            let whole = |name: &str| row[name].strip_suffix(".0").unwrap().parse::<u32>().unwrap();
            assert_eq!(row["period"], CENSUS_DAY);
            Some(((row["ward24_code"].clone(), group), (whole("numerator"), whole("denominator"))))
        })
        .collect();
    assert_eq!(counts.len(), 63 * 16);
    counts
}

/// The example council with the real polygons, and with the table's shares of residents in the place of its own.
fn with_real_data(folder: &Path, counts: &Counts) -> Copy {
    let copy = Copy::of(&shipped("liverpool"));
    fs::write(copy.folder.join("boundaries.geojson"), fs::read(folder.join(WARDS)).unwrap()).unwrap();
    // Made-up figures have no part in this.
    fs::remove_file(copy.folder.join("illustrative.toml")).unwrap();
    let file = copy.folder.join("observations/census-2021.csv");
    let groups: BTreeSet<&str> = counts.keys().map(|(_, group)| *group).collect();
    let replaced = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        cells[0] == MEASURE && cells[1].starts_with("E05") && cells[1] != EMPTY.0 && groups.contains(cells[3])
    };
    let text = fs::read_to_string(&file).unwrap();
    let mut lines: Vec<String> = text.lines().filter(|line| !replaced(line)).map(str::to_owned).collect();
    assert!(lines.len() < text.lines().count(), "the example council has no shares of residents by ward to replace");
    lines.extend(counts.iter().map(|((ward, group), (x, n))| format!("{MEASURE},{ward},{CENSUS_DAY},{group},{x},{n},,,,,published,,")));
    fs::write(&file, lines.join("\n") + "\n").unwrap();
    // A promise that the measure serves, so that wards' pages show it.
    let promise = format!("[[theme.promise]]\ntext = \"Know who lives here\"\nmeasures = [\"{MEASURE}\"]\n\n[[theme.promise]]");
    let current = fs::read_dir(copy.folder.join("plans")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut current = current.filter(|name| fs::read_to_string(copy.folder.join("plans").join(name)).unwrap().contains("\ncurrent = true"));
    copy.edit(&format!("plans/{}", current.next().unwrap()), "[[theme.promise]]", &promise);
    copy
}

/// As the page has it.
fn percent((x, n): (u32, u32)) -> String {
    domain::format::value(100.0 * f64::from(x) / f64::from(n), "", "%", 1)
}

/// West, south, east and north of all positions below a list of coordinates.
fn extent(coordinates: &Value, sofar: [f64; 4]) -> [f64; 4] {
    let items = coordinates.as_array().unwrap();
    match (items.first().and_then(Value::as_f64), items.get(1).and_then(Value::as_f64)) {
        (Some(x), Some(y)) => [sofar[0].min(x), sofar[1].min(y), sofar[2].max(x), sofar[3].max(y)],
        _ => items.iter().fold(sofar, |sofar, item| extent(item, sofar)),
    }
}

const NOTHING: [f64; 4] = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];

fn boundaries_are_all_kept(folder: &Path, service: &Service) {
    let collection: Value = serde_json::from_slice(&fs::read(folder.join(WARDS)).unwrap()).unwrap();
    let features = collection["features"].as_array().unwrap();
    let boundaries = &service.state.release.council.boundaries;
    assert_eq!((features.len(), boundaries.len()), (64, 64));
    for feature in features {
        let code = feature["properties"]["WD25CD"].as_str().unwrap();
        let boundary =
            boundaries.iter().find(|boundary| boundary.area.as_str() == code).unwrap_or_else(|| panic!("{code} has no boundary"));
        let points = boundary.rings.iter().flatten();
        let kept = points.fold(NOTHING, |[west, south, east, north], &(x, y)| [west.min(x), south.min(y), east.max(x), north.max(y)]);
        let given = extent(&feature["geometry"]["coordinates"], NOTHING);
        assert!(kept.iter().zip(given).all(|(a, b)| (a - b).abs() < 1e-5), "{code}: {kept:?} is not {given:?}");
    }
}

#[tokio::test]
async fn real_polygons_and_the_census_reach_the_pages() {
    let Some(folder) = shared() else { return };
    let counts = counts(&folder);
    let copy = with_real_data(&folder, &counts);
    let service = Service::of(&copy.folder);
    boundaries_are_all_kept(&folder, &service);

    let catalogue = &service.state.release.catalogue;
    let name = |code: &str| catalogue.areas.iter().find(|area| area.code.as_str() == code).unwrap().name.clone();
    // The measure's page lists every ward with the table's figure, whichever group is chosen.
    for group in ["disabled", "black", "muslim"] {
        let page = service.get(&format!("/measures/{MEASURE}?group={group}")).await.is(200);
        assert!(page.header("content-type").starts_with("text/html"));
        let words = html::text(page.body());
        let (_, every) = words.split_once("Every area\n").unwrap();
        let mut listed = 0;
        for ((ward, _), figure) in counts.iter().filter(|((_, known), _)| *known == group) {
            let line = format!("\n{} | {}", name(ward), percent(*figure));
            assert!(every.contains(&line), "{group}: the page does not say {line}:\n{every}");
            listed += 1;
        }
        assert_eq!(listed, 63);
        assert!(every.contains(&format!("\n{} | [x] not available", EMPTY.1)), "{every}");
    }

    // A ward's page: Anfield's share of disabled people.
    let anfield = counts[&(ANFIELD.to_owned(), "disabled")];
    let page = service.get(&format!("/areas/{ANFIELD}?group=disabled&show=all")).await.is(200);
    let words = html::text(page.body());
    assert!(words.contains(&format!("disabled people in Anfield: {}", percent(anfield))), "{words}");

    // The ward without a figure says so, and why.
    let page = service.get(&format!("/areas/{}?group=disabled&show=all", EMPTY.0)).await.is(200);
    let words = html::text(page.body());
    assert!(words.contains(&format!("disabled people in {}: not available", EMPTY.1)), "{words}");

    // And the file holds the table's own counts.
    let file = service.get(&format!("/measures/{MEASURE}/data.csv")).await.is(200);
    let mut reader = csv::Reader::from_reader(file.bytes.as_slice());
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    for ((ward, group), (x, n)) in &counts {
        let row = rows.iter().find(|row| row["area_code"] == *ward && row["group"] == *group && row["time_period"] == CENSUS_DAY).unwrap();
        assert_eq!((&row["numerator"], &row["denominator"]), (&x.to_string(), &n.to_string()), "{row:?}");
    }
}
