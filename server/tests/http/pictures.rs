//! Pictures of dots: of the size that is said, of something, of what the release shows, and of nothing where there is nothing.

use std::{collections::BTreeSet, io::Read as _};

use domain::report::cover;

use super::{calder_vale, past::shelf};
use crate::service::Answer;

async fn get(address: &str) -> Answer {
    calder_vale().get(address).await
}

/// The width and the height that a PNG says it has, and how many different bytes its dots are made of.
fn png(bytes: &[u8]) -> ((u32, u32), usize) {
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
    assert_eq!(&bytes[12..16], b"IHDR");
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    let (mut at, mut packed) = (8, Vec::new());
    while at < bytes.len() {
        let length = number(at) as usize;
        if &bytes[at + 4..at + 8] == b"IDAT" {
            packed.extend_from_slice(&bytes[at + 8..at + 8 + length]);
        }
        at += 12 + length;
    }
    let mut dots = Vec::new();
    flate2::read::ZlibDecoder::new(&packed[..]).read_to_end(&mut dots).unwrap();
    let different = dots.iter().collect::<BTreeSet<_>>().len();
    ((number(16), number(20)), different)
}

fn is_a_picture(answer: &Answer) -> (u32, u32) {
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "image/png"), "{}", answer.address);
    assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin", "{}", answer.address);
    assert_eq!(answer.header("content-encoding"), "", "{}: it is compressed in itself", answer.address);
    let (size, different) = png(&answer.bytes);
    assert!(different > 60, "{} is nearly blank: {different}", answer.address);
    size
}

#[tokio::test]
async fn a_measure_can_be_taken_as_a_picture_of_dots() {
    let path = "/measures/repairs-on-time/picture.png";
    let here = get(&format!("{path}?area=CV-P05")).await;
    let (wide, high) = is_a_picture(&here);
    assert!((1_200..=1_600).contains(&wide) && (200..1_600).contains(&high), "{wide} × {high}");
    assert_eq!(here.header("content-disposition"), "attachment; filename=\"repairs-on-time.png\"");
    let everywhere = get(path).await;
    assert!(is_a_picture(&everywhere) == (wide, high) && everywhere.bytes != here.bytes);
    // The same drawing is the same file, whatever else the address says; whoever has it need not fetch it again.
    let again = get(&format!("{path}?area=CV-P05&more=1")).await;
    assert!(again.bytes == here.bytes && again.header("etag") == here.header("etag"));
    assert_eq!(get("/measures/nothing/picture.png").await.status, 404);
    assert_eq!(get(&format!("{path}?area=nowhere")).await.status, 400);
    let page = get("/measures/repairs-on-time/take?area=CV-P05").await;
    assert!(page.body().contains("href=\"/measures/repairs-on-time/picture.png?area=CV-P05\""));
}

#[tokio::test]
async fn the_site_a_measure_and_an_area_have_covers() {
    let mut seen = BTreeSet::new();
    for address in ["/card.png", "/measures/repairs-on-time/card.png", "/areas/CV-P05/card.png", "/areas/CV-D/card.png"] {
        let cover = get(address).await;
        assert_eq!(is_a_picture(&cover), cover::SIZE, "{address}");
        assert!(seen.insert(cover.bytes.clone()), "{address} is like another");
        // What is asked beside it changes nothing, and is drawn once.
        assert!(get(&format!("{address}?group=female&area=nowhere")).await.bytes == cover.bytes, "{address}");
    }
    let kept = calder_vale().state.kept.keys().filter(|key| key.starts_with("png ")).count();
    assert!(kept >= seen.len());
    for nowhere in ["/measures/nothing/card.png", "/areas/nothing/card.png"] {
        assert_eq!(get(nowhere).await.status, 404, "{nowhere}");
    }
}

#[tokio::test]
async fn an_earlier_release_has_its_own_and_one_that_was_withdrawn_has_none() {
    let own = shelf().service.get("/releases/1/card.png").await;
    assert_eq!(is_a_picture(&own), cover::SIZE);
    assert_eq!(own.header("x-robots-tag"), "noindex");
    assert!(own.bytes != shelf().service.get("/card.png").await.bytes);
    for path in ["card.png", "measures/repairs-on-time/card.png", "measures/repairs-on-time/picture.png", "areas/CV-P05/card.png"] {
        let withdrawn = shelf().service.get(&format!("/releases/3/{path}")).await;
        assert_eq!(withdrawn.status, 410, "{path}");
        assert!(!withdrawn.header("content-type").starts_with("image/"), "{path}");
    }
}
