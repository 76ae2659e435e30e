//! Frames: what they hold, and how they are sent.

use std::io::Read;

use axum::http::Method;
use domain::{
    catalogue::Catalogue,
    frame::{Frame, Slice, Spread},
};

use super::{calder_vale, reading::attributes};

/// Below the release's frames.
fn address(rest: &str) -> String {
    format!("/frames/{}/{rest}", calder_vale().state.key)
}

#[tokio::test]
async fn frames_hold_what_the_release_holds() {
    let release = &calder_vale().state.release;
    let catalogue = calder_vale().get(&address("catalogue")).await.is(200);
    assert_eq!(catalogue.header("content-type"), "application/octet-stream");
    assert_eq!(app::wire::read::<Catalogue>(&catalogue.bytes).unwrap(), *release.catalogue);
    let mut cells = 0;
    for at in 0..u16::try_from(release.catalogue.areas.len()).unwrap() {
        let sent = calder_vale().get(&address(&format!("area/{at}"))).await.is(200);
        assert_eq!(sent.header("content-type"), "application/octet-stream");
        let frame = Frame::decode(&sent.bytes).unwrap();
        assert_eq!(frame.slice, Slice::Area(at));
        assert_eq!(frame, *release.area(at));
        cells += frame.cubes.iter().map(|cube| cube.cells.len()).sum::<usize>();
    }
    assert_eq!(cells, release.cells());
    for at in 0..u16::try_from(release.catalogue.measures.len()).unwrap() {
        let sent = calder_vale().get(&address(&format!("measure/{at}"))).await.is(200);
        assert_eq!(Frame::decode(&sent.bytes).unwrap(), release.measure(at));
    }
    for period in &release.catalogue.periods {
        let name = app::live::Piece::Spread(*period).path();
        let sent = calder_vale().get(&address(&name)).await.is(200);
        assert_eq!(Spread::decode(&sent.bytes).unwrap().encode(), release.spread(*period).encode(), "{name}");
    }
}

#[tokio::test]
async fn frames_are_kept_for_ever_and_are_the_same_in_every_encoding() {
    let city = calder_vale().state.release.catalogue.city();
    for name in ["catalogue".to_owned(), format!("area/{city}"), "measure/0".to_owned()] {
        let address = address(&name);
        let plain = calder_vale().ask(Method::GET, &address, "identity").await.is(200);
        assert_eq!(plain.header("content-encoding"), "", "{name}");
        let brotli = calder_vale().ask(Method::GET, &address, "gzip, br;q=0.9").await.is(200);
        let gzip = calder_vale().ask(Method::GET, &address, "gzip, br;q=0").await.is(200);
        assert_eq!((brotli.header("content-encoding"), gzip.header("content-encoding")), ("br", "gzip"), "{name}");
        assert!(brotli.bytes.len() < plain.bytes.len() && gzip.bytes.len() < plain.bytes.len(), "{name}");
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut brotli.bytes.as_slice(), &mut unpacked).unwrap();
        assert_eq!(unpacked, plain.bytes, "{name}");
        unpacked.clear();
        flate2::read::GzDecoder::new(gzip.bytes.as_slice()).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, plain.bytes, "{name}");
        for answer in [&plain, &brotli, &gzip] {
            assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable", "{name}");
            assert_eq!(answer.header("vary"), "accept-encoding", "{name}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{name}");
        }
    }
}

#[tokio::test]
async fn frames_that_there_are_not_are_not_found_and_not_kept() {
    let areas = calder_vale().state.release.catalogue.areas.len();
    let key = &calder_vale().state.key;
    for address in [
        "/frames/1-000000000000/catalogue".to_owned(),
        format!("/frames/{}/area/0", key.replacen('1', "2", 1)),
        address(&format!("area/{areas}")),
        address("measure/999"),
        address("spread/2019-04-01_P3M"),
        address("spread/never"),
    ] {
        let answer = calder_vale().get(&address).await.is(404);
        assert!(!answer.header("cache-control").contains("immutable"), "{address}");
        assert!(answer.body().contains("Reload the page"), "{address}");
    }
    for rest in ["area/-1", "area/99999", "area/x"] {
        let answer = calder_vale().get(&address(rest)).await;
        assert!(matches!(answer.status.as_u16(), 400 | 404), "{rest}: {}", answer.status);
    }
}

#[tokio::test]
async fn pages_name_the_frames_of_their_release() {
    let page = calder_vale().get("/areas/CV-P04").await.is(200);
    let sent = attributes(page.body(), "data-site");
    let site: app::site::Site = app::wire::read_text(&sent[0]).unwrap();
    assert_eq!(site.frames, format!("/frames/{}", calder_vale().state.key));
    let still = calder_vale().get("/measures").await.is(200);
    assert!(attributes(still.body(), "data-site").is_empty() && !still.body().contains("type=\"module\""), "no click changes this page");
}
