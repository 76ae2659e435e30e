//! The built site's files.

use super::calder_vale;
use crate::site::STYLE;

#[tokio::test]
async fn assets_are_served_for_ever_under_names_that_change() {
    let style = calder_vale().get(STYLE.0).await.is(200);
    assert_eq!(style.body(), STYLE.1);
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(style.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(style.header("x-content-type-options"), "nosniff");
    let wasm = calder_vale().get("/pkg/measure-up.0a1b2c.wasm").await.is(200);
    assert_eq!(wasm.header("content-type"), "application/wasm");
}

#[tokio::test]
async fn files_at_the_root_are_kept_for_a_day() {
    for (address, kind) in [("/favicon.svg", "image/svg+xml")] {
        let file = calder_vale().get(address).await.is(200);
        assert_eq!((file.header("content-type"), file.header("cache-control")), (kind, "public, max-age=86400"), "{address}");
    }
}

#[tokio::test]
async fn nothing_else_of_the_disk_is_served() {
    for address in [
        "/pkg/nothing.css",
        "/manifest.json",
        "/pkg/..%2Fmanifest.json",
        "/pkg/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/..%2f..%2fCargo.toml",
        "/pkg/",
    ] {
        let answer = calder_vale().get(address).await.is(404);
        assert!(!answer.body().contains("css\":") && !answer.body().contains("root:"), "{address}");
    }
}
