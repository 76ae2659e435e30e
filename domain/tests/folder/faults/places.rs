//! Of areas, hexes, postcodes and boundaries.

use super::check;

#[test]
fn faults_of_places() {
    check(&[
        ("areas.csv", "valid_to,councillors", "valid_to,«councilors", "Did you mean `councillors`?"),
        ("areas.csv", "CV-P02,Brackenfold,ward", "CV-P02,Brackenfold,«word", "Did you mean `ward`?"),
        ("areas.csv", "CV-P02,Brackenfold", "CV-P02,«", "`name` is blank"),
        (
            "areas.csv",
            "CV-P02,Brackenfold,ward,CV-C1,PAR2023,2023-05-04",
            "CV-P02,Brackenfold,ward,CV-C1,PAR2023,«2023-05-32",
            "not a date",
        ),
        ("areas.csv", "2011-05-05,2023-05-03", "2011-05-05,«2003-05-03", "end before they begin"),
        ("areas.csv", "2023-05-03,2,", "2023-05-03,«two,", "whole number from 0 to 100"),
        ("areas.csv", ",yes,", ",«maybe,", "`yes` or `no`"),
        ("areas.csv", "CV-P03,Copperthwaite,ward,CV-C1", "CV-P03,Copperthwaite,ward,«CV-C9", "Did you mean `CV-C1`?"),
        ("areas.csv", "CV-P03,Copperthwaite,ward,CV-C1", "CV-P03,Copperthwaite,ward,«CV-D", "a neighbourhood as its parent"),
        ("areas.csv", "CV-P03,Copperthwaite,ward,CV-C1", "CV-P03,Copperthwaite,ward,«", "a neighbourhood as its parent"),
        ("areas.csv", "CV-P03,Copperthwaite,ward,CV-C1", "CV-P03,Copperthwaite,ward,«CV-P03", "in a circle: CV-P03 → CV-P03"),
        ("areas.csv", "CV-N2,Easterdale,comparator,", "CV-N2,Easterdale,comparator,«CV-D", "no parent"),
        (
            "areas.csv",
            "CV-N2,Easterdale,comparator",
            "«CV-N1,Nether,comparator,,DIS2019,,,,,,,\nCV-N2,Easterdale,comparator",
            "first at areas.csv:16",
        ),
        ("areas.csv", "CV-N2,Easterdale", "CV-N3,Tarnby,«city,,DIS2019,,,,,,,\nCV-N2,Easterdale", "two cities"),
        ("areas.csv", "CV-N2,Easterdale", "CV-N3,Tarnby,«comparator\nCV-N2,Easterdale", "3 cells and the header 12"),
        ("areas.csv", "CV-N2,Easterdale,", "«CV-N2,\"Easterdale,", "never closes"),
        ("hexes.csv", "CV-P09,3,0", "«CV-P99,3,0", "no area `CV-P99`"),
        ("hexes.csv", "CV-P09,3,0", "«CV-P08,3,0", "two hexes"),
        ("hexes.csv", "CV-P09,3,0", "CV-P09,«2,0", "taken by `CV-P08`"),
        ("hexes.csv", "CV-P09,3,0", "CV-P09,«3.5,0", "not a whole number"),
        ("hexes.csv", "CV-P09,3,0", "CV-P09,3,«2000", "from -1000 to 1000"),
        ("hexes.csv", "code,q,r", "code,q,r,«q", "comes twice"),
        ("groups.csv", "residents,65-and-over", "residents,«65-and-ovr", "Did you mean `65-and-over`?"),
        ("groups.csv", "Older residents", "«", "`text` is blank"),
        ("groups.csv", "Older residents,65-and-over,age", "«folk,65-and-over,", "comes twice"),
        // Signs do not count where a source's word is looked up, so they do not here.
        ("groups.csv", "Older residents,65-and-over,age", "«(Folk),65-and-over,", "comes twice"),
        ("postcodes.csv", "ZV1 2BB", "«ZV1-2BB", "not a postcode"),
        ("postcodes.csv", "ZV1 2BB", "«zv11aa", "comes twice"),
        ("postcodes.csv", "ZV1 2BB,CV-P05", "ZV1 2BB,«", "`area` is blank"),
    ]);
}

const FEATURE: &str = r#"{"type": "Feature", "properties": {"PAR23CD": "CV-P01", "DIS19CD": "CV-D"}"#;
const WHOLE: &str = r#"{"type": "Feature", "properties": {"PAR23CD": "CV-P01", "DIS19CD": "CV-D"}, "geometry": {"type": "Polygon", "coordinates": [[[-2.2, 54.0]"#;
const SECOND: &str = r#"{"type": "Feature", "properties": {"PAR23CD": "CV-P02""#;

#[test]
fn faults_of_boundaries() {
    let file = "boundaries.geojson";
    check(&[
        (file, "\"features\": [", "\"features\":« {", "not a GeoJSON FeatureCollection"),
        (file, "\"FeatureCollection\"", "\"FeatureCollection\"«;", "not a GeoJSON FeatureCollection: expected"),
        (file, "{\n  \"type\": \"FeatureCollection\"", "«{\n  \"type\": \"Features\"", "not a GeoJSON FeatureCollection"),
        (file, FEATURE, r#"«{"type": "Feature", "properties": {"PAR23CD": "CV-P99", "PAR23NM": "Aldershaw"}"#, "no area `CV-P99`"),
        (file, FEATURE, r#"«{"type": "Feature", "properties": {"a": "CV-P01", "b": "CV-P02"}"#, "two areas of one type"),
        (file, SECOND, r#"«{"type": "Feature", "properties": {"PAR23CD": "CV-P01""#, "the other is at boundaries.geojson:4"),
        (file, WHOLE, &format!("«{}", WHOLE.replace("-2.2, 54.0", "334000, 390000")), "eastings"),
        (file, WHOLE, &format!("«{}", WHOLE.replace("Polygon", "LineString")), "neither a Polygon nor"),
        (file, WHOLE, &format!("«{}", WHOLE.replace("-2.2, 54.0", "-2.3, 54.0")), "the last is the first"),
        (file, WHOLE, &format!("«{}", WHOLE.replace("coordinates", "coords")), "not lists of rings"),
        (file, FEATURE, r#"«{"type": "Feature", "properties": 7"#, "not a GeoJSON feature: invalid type"),
    ]);
}

#[test]
fn faults_of_codes_and_areas_that_are_no_longer() {
    check(&[
        ("areas.csv", "CV-N0,", "«CV-N0 CV-P01,", "defined already"),
        ("areas.csv", "CV-P05 CV-P06", "«CV-P05 CV-P66", "no area `CV-P66`"),
        ("areas.csv", "CV-P05 CV-P06", "«CV-C1", "cannot be a successor"),
        ("areas.csv", "CV-N2,Easterdale,comparator,", "CV-N2,Easterdale,«sister,", "no type of area"),
        ("areas.csv", "nothing has been counted here yet,,", "nothing has been counted here yet,,«CV-P05", "no longer has successors"),
    ]);
}
