//! The whole site behind its limits: how much one address may ask for, whether all is well, whom to tell of a hole.

use std::{num::NonZeroU32, sync::Arc};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use server::{
    http::{around::Around, limits::Limits, manage::whole},
    meters::{self, Meters},
};
use tower::ServiceExt;

use super::{calder_vale, manage::browser::Office};

async fn ask(router: &Router, path: &str, from: &str) -> (StatusCode, axum::http::HeaderMap, String) {
    let request = Request::builder().uri(path).header("x-forwarded-for", from).header("host", "measures.example.org");
    let response = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    (parts.status, parts.headers, String::from_utf8_lossy(&to_bytes(body, 1 << 24).await.unwrap()).into_owned())
}

fn around(minute: u32) -> Around {
    let meters = Some(Arc::new(Meters::default()));
    Around { meters, limits: NonZeroU32::new(minute).map(Limits::new), behind_proxy: true, strict: true }
}

#[tokio::test]
async fn who_asks_too_much_waits_and_nobody_else_does() {
    let office = Office::new().await;
    let router = whole(Arc::clone(&calder_vale().state), Arc::clone(&office.desk), around(5), None);
    for left in (0..5).rev() {
        let (status, headers, _) = ask(&router, "/areas/CV-P01", "192.0.2.1").await;
        assert_eq!(status, 200);
        assert_eq!(headers["ratelimit"], format!("\"address\";r={left}"));
        assert_eq!(headers["ratelimit-policy"], "\"address\";q=5;w=60");
    }
    for path in ["/areas/CV-P01", "/areas/CV-P01/figures.csv", "/sign-in", "/frames/x/catalogue"] {
        let (status, headers, words) = ask(&router, path, "6.6.6.6, 192.0.2.1").await;
        assert_eq!(status, 429, "{path}");
        let wait: u64 = headers["retry-after"].to_str().unwrap().parse().unwrap();
        assert!((1..=13).contains(&wait), "{wait}");
        assert!(words.contains("Too many requests came from your address. Wait"), "{words}");
        assert_eq!(headers["x-content-type-options"], "nosniff");
    }
    assert_eq!(ask(&router, "/areas/CV-P01", "192.0.2.2").await.0, 200);
    // What a page needs, and what machines ask, is not counted.
    assert_eq!(ask(&router, "/pkg/main.0a1b2c.css", "192.0.2.1").await.0, 200);
    assert_eq!(ask(&router, "/healthz", "192.0.2.1").await.0, 200);
}

#[tokio::test]
async fn it_says_whether_all_is_well() {
    let office = Office::new().await;
    let contact = "Contact: mailto:security@example.org\nExpires: 2027-06-30T00:00:00Z\n".to_owned();
    let router = whole(Arc::clone(&calder_vale().state), Arc::clone(&office.desk), around(0), Some(contact.clone()));
    let (status, headers, words) = ask(&router, "/healthz", "192.0.2.1").await;
    assert_eq!(
        (status, words.as_str(), &headers["cache-control"]),
        (StatusCode::OK, "The program answers.\n", &"no-store".parse().unwrap())
    );
    assert_eq!(headers["strict-transport-security"], "max-age=31536000; includeSubDomains");
    let (status, _, words) = ask(&router, "/readyz", "192.0.2.1").await;
    assert_eq!((status, words.as_str()), (StatusCode::OK, "Ready: release 1 is served, and the database answers.\n"));
    assert_eq!(ask(&router, "/.well-known/security.txt", "192.0.2.1").await.2, contact);
    // A database that has gone away.
    office.desk.store.close().await;
    let (status, _, words) = ask(&router, "/readyz", "192.0.2.1").await;
    assert_eq!(
        (status, words.as_str()),
        (StatusCode::SERVICE_UNAVAILABLE, "Release 1 is served. Not ready: the database gives an error.\n")
    );
    assert_eq!(ask(&router, "/healthz", "192.0.2.1").await.0, 200);
    // Without a contact there is no file, but a page that says so.
    let router = whole(Arc::clone(&calder_vale().state), Arc::clone(&office.desk), around(0), None);
    assert_eq!(ask(&router, "/.well-known/security.txt", "192.0.2.1").await.0, 404);
}

#[tokio::test]
async fn what_is_asked_is_counted_by_its_pattern() {
    let office = Office::new().await;
    let around = around(0);
    let meters = Arc::clone(around.meters.as_ref().unwrap());
    let state = &calder_vale().state;
    let router = whole(Arc::clone(state), Arc::clone(&office.desk), around, None);
    let numbers = meters::router(meters, Arc::clone(state).into(), Arc::clone(&office.desk));
    let frame = format!("/frames/{}/area/0", state.key);
    for path in ["/areas/CV-P01", "/areas/CV-P02", "/areas/nowhere", &frame, "/sign-in", "/wp-login.php", "/measures/falls/data.csv"] {
        ask(&router, path, "192.0.2.1").await;
    }
    office.add("ada", &["viewer"]).await;
    office.browser().password("ada", "not this one").await;
    let (status, headers, text) = ask(&numbers, "/metrics", "192.0.2.1").await;
    assert_eq!(status, 200);
    assert!(headers["content-type"].to_str().unwrap().starts_with("application/openmetrics-text"));
    for line in [
        "measure_up_http_requests_total{route=\"/areas/{code}\",status=\"200\"} 2",
        "measure_up_http_requests_total{route=\"/areas/{code}\",status=\"404\"} 1",
        "measure_up_http_requests_total{route=\"/frames/{release}/area/{index}\",status=\"200\"} 1",
        "measure_up_http_requests_total{route=\"/measures/{code}/data.csv\",status=\"200\"} 1",
        "measure_up_http_requests_total{route=\"/sign-in\",status=\"200\"} 1",
        "measure_up_http_requests_total{route=\"other\",status=\"404\"} 1",
        "measure_up_http_request_seconds_count{route=\"/areas/{code}\"} 3",
        "measure_up_http_request_seconds_bucket{le=\"+Inf\",route=\"/areas/{code}\"} 3",
        "measure_up_release_number 1",
        "measure_up_sign_in_failures_total 1",
        "measure_up_password_hashes{state=\"waiting\"} 0",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} is not in\n{text}");
    }
    for name in
        ["release_age_days", "kept_bytes", "resident_memory_bytes", "kept_lookups_total{found=\"yes\"}", "database_bytes{file=\"log\"}"]
    {
        assert!(text.contains(&format!("\nmeasure_up_{name} ")), "{name} is not in\n{text}");
    }
    assert!(text.ends_with("# EOF\n"));
    for trace in ["CV-P01", "nowhere", "192.0.2", "ada"] {
        assert!(!text.contains(trace), "{trace} is in\n{text}");
    }
}
