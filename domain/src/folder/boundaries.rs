//! `boundaries.geojson`: real boundaries (RFC 7946), in longitude and latitude.

use std::{collections::BTreeMap, ops::RangeInclusive};

use serde::Deserialize;
use serde_json::{Value, value::RawValue};

use super::{
    areas::Areas,
    issue::{Issues, Mark, Spot, Text},
};
use crate::{
    area::{AreaType, Boundary},
    code::AreaCode,
};

type Ring = Vec<(f64, f64)>;

#[derive(Deserialize)]
struct Collection<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow)]
    features: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Option<BTreeMap<String, Value>>,
    geometry: Option<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    coordinates: Value,
}

/// Reads the file.
pub(super) fn read(text: &Text<'_>, issues: &Issues, areas: &Areas) -> Vec<Boundary> {
    let mark = |offset| Mark { text, issues, offset };
    let collection: Collection<'_> = match serde_json::from_str(text.body) {
        Ok(collection) => collection,
        Err(error) => {
            let offset = text.offset(error.line(), error.column());
            let message = error.to_string();
            let what = message.split(" at line ").next().unwrap_or_default();
            mark(offset)
                .raise(format_args!("this is not a GeoJSON FeatureCollection: {what}"), format_args!("Mend the file, or export it again."));
            return Vec::new();
        }
    };
    if collection.kind != "FeatureCollection" {
        mark(0).raise(format_args!("this is not a GeoJSON FeatureCollection"), format_args!("Export it as one."));
    }
    let mut boundaries: BTreeMap<AreaCode, String> = BTreeMap::new();
    let mut read = Vec::new();
    for raw in collection.features {
        // Each feature is a slice of the text, so the distance between the two is its place.
        let spot = mark((raw.get().as_ptr() as usize).saturating_sub(text.body.as_ptr() as usize));
        let Some(boundary) = read_feature(raw.get(), &spot, areas) else { continue };
        if let Some(first) = boundaries.get(&boundary.area) {
            spot.raise(
                format_args!("`{}` has two boundaries: the other is at {first}", boundary.area),
                format_args!("Keep one feature, with several polygons if need be."),
            );
            continue;
        }
        boundaries.insert(boundary.area.clone(), spot.named());
        read.push(boundary);
    }
    read
}

fn read_feature(raw: &str, spot: &Mark<'_>, areas: &Areas) -> Option<Boundary> {
    let feature: Feature = match serde_json::from_str(raw) {
        Ok(feature) => feature,
        Err(error) => {
            let message = error.to_string();
            let what = message.split(" at line ").next().unwrap_or_default();
            spot.raise(format_args!("this is not a GeoJSON feature: {what}"), format_args!("Export the file again."));
            return None;
        }
    };
    let area = find_area(feature.properties.unwrap_or_default(), spot, areas);
    let rings = match feature.geometry {
        None => Err("this feature has no geometry"),
        Some(geometry) => match geometry.kind.as_str() {
            "Polygon" => polygon(&geometry.coordinates),
            "MultiPolygon" => geometry.coordinates.as_array().ok_or(NOT_RINGS).and_then(|polygons| {
                polygons.iter().map(polygon).collect::<Result<Vec<_>, _>>().map(|polygons| polygons.into_iter().flatten().collect())
            }),
            _ => Err("this feature is neither a Polygon nor a MultiPolygon"),
        },
    };
    match rings {
        Ok(rings) if rings.is_empty() => {
            spot.raise(format_args!("this feature has no ring"), format_args!("Remove it, or export it again."));
            None
        }
        Ok(rings) => Some(Boundary { area: area?, rings }),
        Err(what) => {
            spot.raise(format_args!("{what}"), format_args!("Export it again as polygons in longitude and latitude (WGS 84)."));
            None
        }
    }
}

/// The area that a property names; a ward before a neighbourhood before the rest, as features also name what they lie in.
fn find_area(properties: BTreeMap<String, Value>, spot: &Mark<'_>, areas: &Areas) -> Option<AreaCode> {
    let rank = |kind: Option<AreaType>| match kind {
        Some(AreaType::Ward) => 0,
        Some(AreaType::Neighbourhood) => 1,
        _ => 2,
    };
    let mut texts = properties.into_values().filter_map(|value| if let Value::String(text) = value { Some(text) } else { None });
    let mut found: Vec<(i32, AreaCode)> = Vec::new();
    let mut given = Vec::new();
    for text in texts.by_ref() {
        match areas.get(&text) {
            // A type that could not be read is a fault already, and leaves it open which area is meant.
            Some(named) if named.about.is_none() => return None,
            Some(named) => found.push((rank(named.about), named.code.clone())),
            None => given.push(text),
        }
    }
    found.sort();
    found.dedup();
    match found.as_slice() {
        [] => {
            // Of its texts, the one that looks most like a code stands for the feature.
            let text = given.iter().find(|text| text.bytes().any(|b| b.is_ascii_digit()) && text.parse::<AreaCode>().is_ok());
            let text = text.or_else(|| given.first()).map_or("", String::as_str);
            areas.find(text, spot);
            None
        }
        [(first, _), (second, _), ..] if first == second => {
            spot.raise(
                format_args!("the properties of this feature name two areas of one type"),
                format_args!("Remove one of the properties."),
            );
            None
        }
        [(_, code), ..] => Some(code.clone()),
    }
}

const NOT_RINGS: &str = "the coordinates are not lists of rings";

fn polygon(value: &Value) -> Result<Vec<Ring>, &'static str> {
    value.as_array().ok_or(NOT_RINGS)?.iter().map(ring).collect()
}

fn ring(value: &Value) -> Result<Ring, &'static str> {
    let ring: Ring = value.as_array().ok_or(NOT_RINGS)?.iter().map(point).collect::<Result<_, _>>()?;
    if ring.len() < 4 || ring.first() != ring.last() {
        return Err("a ring does not have four points or more, of which the last is the first");
    }
    Ok(ring)
}

fn point(value: &Value) -> Result<(f64, f64), &'static str> {
    let degree = |value: Option<&Value>, range: RangeInclusive<f64>| value.and_then(Value::as_f64).filter(|degree| range.contains(degree));
    let point = value.as_array().ok_or(NOT_RINGS)?;
    let longitude = degree(point.first(), -180.0..=180.0);
    let latitude = degree(point.get(1), -90.0..=90.0);
    longitude.zip(latitude).ok_or("a point is not a longitude (−180 to 180) and a latitude (−90 to 90): are these eastings and northings?")
}
