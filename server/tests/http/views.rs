//! View functions: the views that pages are drawn from, packed.

use domain::{
    filter::{Filter, encode},
    view::{area::AreaView, directorate::DirectorateView, home::HomeView, measure::MeasureView, places::PlacesView, theme::ThemeView},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};

use super::{calder_vale, reading::view};

/// What a JSON value looks like: names of fields and kinds of values. Elements of a list are taken together.
fn shape(value: &Value) -> Value {
    match value {
        Value::Null => json!("nothing"),
        Value::Bool(_) => json!("yes or no"),
        Value::Number(_) => json!("number"),
        Value::String(_) => json!("text"),
        Value::Array(items) => match items.iter().map(shape).reduce(both) {
            // Pairs and short tuples look the same as lists of one kind; of mixed kinds they are told apart.
            Some(items) => json!([items]),
            None => json!([]),
        },
        Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), shape(value))).collect::<Map<_, _>>().into(),
    }
}

/// The shape that holds both of two shapes.
fn both(a: Value, b: Value) -> Value {
    match (a, b) {
        (a, b) if a == b => a,
        (Value::Object(mut a), Value::Object(b)) => {
            for (name, b) in b {
                let merged = match a.remove(&name) {
                    Some(a) => both(a, b),
                    None => b,
                };
                a.insert(name, merged);
            }
            a.into()
        }
        (Value::Array(mut a), Value::Array(mut b)) => match (a.pop(), b.pop()) {
            (Some(a), Some(b)) => json!([both(a, b)]),
            (a, b) => json!(a.or(b).into_iter().collect::<Vec<_>>()),
        },
        (Value::String(a), Value::String(b)) => {
            let mut kinds: Vec<&str> = a.split(" or nothing").chain(b.split(" or nothing")).filter(|kind| !kind.is_empty()).collect();
            kinds.sort_unstable();
            kinds.dedup();
            json!(kinds.join(" / "))
        }
        (Value::String(a), b) | (b, Value::String(a)) if a == "nothing" => b,
        (a, b) => json!([a, b]),
    }
}

/// Holds the shape of one view.
async fn shape_of<V: DeserializeOwned + Serialize>(name: &str, address: &str) {
    let answer = calder_vale().get(&format!("/api/view/{address}")).await.is(200);
    assert_eq!(answer.header("content-type"), "application/json", "{address}");
    assert_eq!(answer.header("cache-control"), "no-cache", "{address}");
    let sent = serde_json::to_value(view::<V>(&answer)).unwrap();
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_json_snapshot!(format!("view_{name}"), shape(&sent)));
}

#[tokio::test]
async fn the_shapes_of_the_views() {
    shape_of::<HomeView>("home", "home?subject=&query=").await;
    shape_of::<PlacesView>("places", "places?subject=&query=").await;
    shape_of::<AreaView>("area", "area?subject=CV-P04&query=show%3Dall%26compare%3DCV-P05").await;
    shape_of::<ThemeView>("theme", "theme?subject=sound-homes&query=").await;
    shape_of::<MeasureView>("measure", "measure?subject=repairs-on-time&query=area%3DCV-P04%26group%3Dfemale").await;
    shape_of::<DirectorateView>("directorate", "directorate?subject=homes&query=").await;
}

/// What a view function sends is what the page is drawn from.
#[tokio::test]
async fn a_view_function_sends_the_view_of_the_release() {
    let (release, today) = (&calder_vale().state.release, calder_vale().state.shown().today);
    for query in ["", "group=male&show=all", "compare=CV-P04,CV-N1&rating=on-target", "period=2024-10-01/P3M&comparator=CV-N2"] {
        let answer = calder_vale().get(&format!("/api/view/area?subject=CV-P05&query={}", encode(query))).await.is(200);
        let sent: AreaView = view(&answer);
        let app::draw::Drawn::Ready(Ok(drawn)) = app::draw::area(&**release, today, "CV-P05", query) else { panic!("{query}") };
        assert_eq!(sent, drawn, "{query}");

        let answer = calder_vale().get(&format!("/api/view/measure?subject=falls&query={}", encode(query))).await.is(200);
        let sent: MeasureView = view(&answer);
        let app::draw::Drawn::Ready(Ok(drawn)) = app::draw::measure(&**release, today, "falls", query) else { panic!("{query}") };
        assert_eq!(sent, drawn, "{query}");
    }
}

#[tokio::test]
async fn links_of_a_view_are_filters_that_read_back() {
    let answer = calder_vale().get("/api/view/area?subject=CV-P05&query=group%3Dmale").await.is(200);
    let view: AreaView = view(&answer);
    let hrefs = view.sections.iter().flat_map(|section| section.rows.iter().map(|row| &row.href).chain([&section.href]));
    let mut count = 0;
    for href in hrefs.chain([&view.download]) {
        let query = href.split_once('?').map(|(_, query)| query).unwrap_or_default();
        let filter: Filter = query.parse().unwrap();
        assert_eq!(filter.group.as_ref().map(ToString::to_string).as_deref(), Some("male"), "{href}");
        count += 1;
    }
    assert!(count > 4);
}

#[tokio::test]
async fn what_is_wrong_is_told_and_nothing_internal_is() {
    for address in [
        "area?subject=NOWHERE&query=",
        "area?subject=CV-P04&query=group%3Dnobody",
        "measure?subject=nothing&query=",
        "theme?subject=nothing&query=",
        "directorate?subject=nothing&query=",
        "promise?slug=nothing",
    ] {
        let answer = calder_vale().get(&format!("/api/view/{address}")).await;
        assert_ne!(answer.status, 200, "{address}");
        let error: app::error::ApiError = serde_json::from_slice(&answer.bytes).unwrap();
        assert!(matches!(error.status(), 400 | 404), "{address}: {error:?}");
    }
    for address in ["area", "area?subject=CV-P04", "nothing"] {
        let answer = calder_vale().get(&format!("/api/view/{address}")).await;
        assert!(answer.status.as_u16() >= 400, "{address}");
        assert!(!answer.body().contains("src/") && !answer.body().contains("panicked"), "{address}: {}", answer.body());
    }
}
