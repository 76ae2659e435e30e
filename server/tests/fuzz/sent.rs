//! Requests: addresses, queries, headers and forms. Whatever is sent, nothing is our fault (no 5xx), and what is a page is a whole one.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, Uri, header},
};
use domain::{filter::Filter, ingest::Mapping};
use server::manage::imports::{
    choice::{self, Choice},
    tray::Stage,
};
use tower::ServiceExt;

use crate::{
    browser::{Office, PUBLIC},
    calder_vale,
    engine::{fuzz, mark},
};

/// What addresses are made of.
const WORDS: [&str; 34] = [
    "/areas/",
    "/measures/",
    "/themes/",
    "/equality",
    "/why",
    "/average",
    "/alike",
    "/figures.csv",
    "/data.csv",
    "/frames/",
    "/find?q=",
    "CV-P01",
    "CV-D",
    "falls",
    "sound-homes",
    "?",
    "&",
    "=",
    ",",
    "group=",
    "against=female",
    "compare=",
    "period=2024-04-01/P3M",
    "comparator=",
    "rating=off-target",
    "show=all",
    "measure=",
    "area=",
    "%",
    "%00",
    "%2F",
    "%F0%9F%8D%95",
    "..",
    "é",
];

#[test]
fn a_query_is_read_or_the_part_that_is_wrong_is_named() {
    let catalogue = &calder_vale().state.release.catalogue;
    let sound = [
        "group=female&against=male&compare=CV-P02,CV-P03&show=all",
        "area=CV-P01&period=2024-04-01/P3M&rating=off-target",
        "measure=falls",
    ];
    fuzz("queries", sound.map(|text| text.as_bytes().to_vec()).into(), &WORDS, |bytes| {
        match String::from_utf8_lossy(bytes).parse::<Filter>() {
            Ok(filter) => {
                // What is printed is read back the same.
                let printed = filter.href("/");
                let again: Filter = printed.split_once('?').map_or("", |(_, query)| query).parse().unwrap();
                assert_eq!(again, filter);
                mark((filter.resolve(catalogue).is_ok(), filter.href("/").matches('=').count()))
            }
            Err(wrong) => {
                assert!(!wrong.to_string().is_empty());
                mark(&wrong)
            }
        }
    });
}

#[test]
fn any_address_is_answered_and_is_no_fault_of_ours() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let office = runtime.block_on(Office::new());
    let key = &calder_vale().state.key;
    let sound = [
        "/areas/CV-P01?group=female&against=male&compare=CV-P02&show=all",
        "/measures/falls?area=CV-P01&group=female",
        "/measures/falls/why?area=CV-P01",
        "/measures/falls/figures.csv?area=CV-P01",
        "/areas?measure=falls&area=CV-P01",
        "/equality/statement.txt?area=CV-P01",
        "/themes/sound-homes",
        "/find?q=elder",
        "/manage/audit?who=1&since=2024-01-01",
        "/pkg/main.0a1b2c.css",
    ];
    let mut sound: Vec<Vec<u8>> = sound.map(|text| text.as_bytes().to_vec()).into();
    sound.extend([format!("/frames/{key}/area/0"), format!("/frames/{key}/spread/2024-04-01_P3M")].map(String::into_bytes));
    fuzz("addresses", sound, &WORDS, |bytes| {
        // A browser sends no others; what is no address, the web server refuses by itself.
        let Ok(address) = String::from_utf8_lossy(bytes).parse::<Uri>() else { return 0 };
        if !address.path().starts_with('/') {
            return 1;
        }
        let request = Request::builder().uri(address.clone()).header(header::HOST, "measures.example.org").body(Body::empty()).unwrap();
        let (status, text) = runtime.block_on(answer(&office.router, request));
        assert!(status < 500, "{address}: {status}");
        mark((status, address.path().split('/').nth(1).map(str::len), text.matches("<section").count().min(9)))
    });
}

#[test]
fn any_form_is_answered_and_is_no_fault_of_ours() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let office = runtime.block_on(Office::new());
    let mut browser = office.browser();
    runtime.block_on(browser.get("/sign-in"));
    let (token, cookies) =
        (browser.token(), browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; "));
    let mut sound: Vec<Vec<u8>> =
        ["login=ada%40example.org&password=a+bridge+of+blue+paper", "login=&password=", "code=123456", "login=a&login=b&=&%"]
            .map(|text| text.as_bytes().to_vec())
            .into();
    sound.push(b"--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\na,b\r\n--x--\r\n".to_vec());
    let words = ["login=", "password=", "code=", "&", "=", "+", "%", "%00", "%ff", "%E2%80%AE", "\0", "--x", "\r\n", "form_token="];
    fuzz("forms", sound, &words, |bytes| {
        let form = [format!("form_token={token}&").as_bytes(), bytes].concat();
        let path = if bytes.first() == Some(&b'c') { "/sign-in/code" } else { "/sign-in" };
        let request = Request::builder().method(Method::POST).uri(path).header("cookie", &cookies).header("origin", PUBLIC);
        let request = request.header("host", "measures.example.org").header("sec-fetch-site", "same-origin");
        let (status, text) = runtime.block_on(answer(&office.router, request.body(Body::from(form)).unwrap()));
        assert!(status < 500, "{status}: {text}");
        assert!(!text.contains("argon2") && !text.contains("SQLite"), "{text}");
        mark((status, text.len() / 64))
    });
}

/// What is said of a file: whatever it is, it is read by, or the field is named that is wrong; and what it was read by says itself what was said.
#[test]
fn any_word_on_a_file_is_read_by_or_told() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let office = runtime.block_on(Office::new());
    let mut browser = runtime.block_on(office.signed_in("team", &["performance-team"]));
    let table = "Figures,,,,,\n,,,2030/31,,2031/32\nWhere,Who,Stage,Done,Asked,Done\nCV-D,Folk,Final,20,30,H1\nCV-D,Girls,Draft,<5,[c],Apr-Sep 2023\n";
    let sheets = server::bring::open("any.csv", table.as_bytes()).unwrap().sheets;
    let (asker, token, cookies) = runtime.block_on(async {
        browser.get("/manage/imports").await.is(200);
        browser.upload("/manage/imports/upload", &[], "any.csv", table).await;
        browser.get("/manage/imports").await.is(200);
        let asker = office.desk.asker(&browser.cookies["__Host-session"], "a test").await.unwrap().unwrap();
        office.desk.pending(&asker).await.unwrap().unwrap().rests().await;
        let cookies: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        (asker, browser.token(), cookies.join("; "))
    });
    let sound = [
        "header=3&header-rows=2&column-0=area&column-1=group&column-3=part&column-4=its+denominator&column-5=part&measure=recycling&figure-part-3=numerator&figure-period-3=H1+2030%2F31&figure-group-5=sex+female&keep-0=2&keep-0-of=2&keep-0-text=Final&keep-0-text=Draft",
        "header=3&column-0=area&column-5=period&column-3=value&column-1=group&group-of-0=Who&group-0=Girls&group-is-0=female&marker-0=%3C5&marker-is-0=c&marker-1=20&marker-is-1=blank&blanks=skip&years=academic",
        "header=1&sheet=0&column-0=figure&period=Apr-Sep+2023&area=whole&name-0=Figures&is-0=recycling",
    ];
    let words = [
        "column-0=",
        "column-3=figure&",
        "its+numerator",
        "keep-1=2&keep-1-of=2&keep-1-text=",
        "&",
        "=",
        "%22",
        "%0A",
        "%5C",
        "%C2%A0",
        "header=2",
        "header-rows=3",
        "H2+2023/24",
        "marker-40=0&marker-is-40=x&",
        "group-is-0=everyone",
        "area=CV-D",
    ];
    // What is no text at all brings no token either.
    fuzz("columns", sound.map(|text| text.as_bytes().to_vec()).into(), &words, |bytes| {
        let form = format!("form_token={token}&{}", String::from_utf8_lossy(bytes));
        let request =
            Request::builder().method(Method::POST).uri("/manage/imports/columns").header("cookie", &cookies).header("origin", PUBLIC);
        let request = request.header("host", "measures.example.org").header("sec-fetch-site", "same-origin");
        let (status, text) = runtime.block_on(answer(&office.router, request.body(Body::from(form)).unwrap()));
        assert!(matches!(status, 303 | 422), "{status}: {text}");
        let pending = runtime.block_on(office.desk.pending(&asker)).unwrap().unwrap();
        runtime.block_on(pending.rests());
        let Stage::Ready(found, _) = pending.stage() else { panic!("{:?}", pending.stage()) };
        if status == 422 {
            assert!(text.contains("There is a problem"), "{text}");
            return mark(text.split_once("There is a problem").map(|(_, rest)| rest.chars().take(200).collect::<String>()));
        }
        let mapping = found.mapping.as_ref().unwrap();
        let back = choice::mapping(&Choice::of(mapping, &sheets), &sheets, &calder_vale().state.release.council);
        assert_eq!(&back.unwrap(), mapping);
        let shape = |mapping: &Mapping| {
            (mapping.uses().len(), mapping.values.len(), mapping.only.len(), mapping.missing.len(), mapping.group_is.len())
        };
        mark((shape(mapping), found.import.rows.len(), found.import.issues.len()))
    });
}

async fn answer(router: &Router, request: Request<Body>) -> (u16, String) {
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let bytes = to_bytes(response.into_body(), 1 << 26).await.unwrap();
    (status, String::from_utf8_lossy(&bytes).into_owned())
}
