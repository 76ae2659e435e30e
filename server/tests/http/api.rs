//! The interface for programs: every figure once, in pages; parameters that are not right are named.

use std::collections::BTreeSet;

use axum::{body::Body, http::Request};
use serde_json::Value;
use tower::ServiceExt;

use super::{asking, calder_vale};
use crate::service::Answer;

async fn ask(address: &str, headers: &[(&str, &str)]) -> Answer {
    asking::ask(&calder_vale().router, address, headers).await
}

async fn get(address: &str) -> Value {
    let got = ask(address, &[]).await;
    assert_eq!(
        (got.code(), got.header("content-type"), got.header("access-control-allow-origin")),
        (200, "application/json", "*"),
        "{address}"
    );
    got.json()
}

/// Every figure, page by page.
async fn walk(query: &str, limit: usize) -> Vec<Value> {
    let (mut all, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = get(&format!("/api/v1/observations?limit={limit}{query}{cursor}")).await;
        let items = page["items"].as_array().unwrap();
        assert!(items.len() <= limit);
        all.extend(items.iter().cloned());
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return all,
        }
    }
}

#[tokio::test]
async fn every_figure_comes_once_whatever_the_size_of_a_page() {
    let all = walk("", 1_000).await;
    assert_eq!(all.len(), calder_vale().state.release.cells());
    assert!(walk("", 37).await == all);
    let narrowed = walk("&measure=repairs-on-time,falls&area=CV-D,CV-P05&group=everyone,male&from=2024-04-01&to=2025-03-31", 5).await;
    let among = |row: &Value, column: &str, values: &[&str]| values.contains(&row[column].as_str().unwrap());
    let expected: Vec<Value> = all
        .iter()
        .filter(|row| {
            among(row, "measure", &["repairs-on-time", "falls"])
                && among(row, "area_code", &["CV-D", "CV-P05"])
                && among(row, "group", &["everyone", "male"])
                && among(row, "time_period", &["2024-04-01/P3M", "2024-07-01/P3M", "2024-10-01/P3M", "2025-01-01/P3M", "2024-04-01/P1Y"])
        })
        .cloned()
        .collect();
    assert!(!expected.is_empty());
    assert!(narrowed == expected, "{} and {}", narrowed.len(), expected.len());
}

#[tokio::test]
async fn figures_are_those_of_the_downloads_and_what_is_hidden_has_none() {
    let file = ask("/measures/repairs-on-time/data.csv", &[]).await.body().to_owned();
    let csv = ask("/api/v1/observations?measure=repairs-on-time", &[("accept", "text/csv, application/json;q=0.5")]).await;
    assert!(csv.header("content-type").starts_with("text/csv") && csv.header("vary").contains("accept"));
    assert_eq!(csv.body(), file);
    let hidden: Vec<Value> = walk("", 1_000).await.into_iter().filter(|row| row["obs_status"] == "c").collect();
    assert!(!hidden.is_empty());
    for row in hidden {
        for column in ["value", "numerator", "denominator", "lower_95", "upper_95"] {
            assert_eq!(row[column], Value::Null, "{row}");
        }
    }
    let chosen = get("/api/v1/observations?fields=area_code,value&limit=1").await;
    let first: Vec<&String> = chosen["items"][0].as_object().unwrap().keys().collect();
    assert_eq!(first, ["area_code", "value"]);
}

#[tokio::test]
async fn lists_name_everything_that_figures_are_of() {
    let figures = walk("", 1_000).await;
    let named = |column: &str| figures.iter().map(|row| row[column].as_str().unwrap().to_owned()).collect::<BTreeSet<_>>();
    for (address, key, column) in
        [("/api/v1/measures", "code", "measure"), ("/api/v1/areas", "code", "area_code"), ("/api/v1/periods", "period", "time_period")]
    {
        let list = get(address).await;
        let known: Vec<&str> = list["items"].as_array().unwrap().iter().map(|one| one[key].as_str().unwrap()).collect();
        assert!(named(column).iter().all(|code| known.contains(&code.as_str())), "{address}");
    }
    let groups = get("/api/v1/groups").await.to_string();
    assert!(named("group").iter().filter(|code| *code != "everyone").all(|code| groups.contains(&format!("\"{code}\""))));
    assert_eq!(get("/api/v1/releases").await["items"][0]["release"], 1);
    for link in get("/api/v1").await["links"].as_array().unwrap() {
        let link = link.as_str().unwrap().replace("{code}", "warm-homes");
        assert_eq!(ask(&link, &[]).await.code(), 200, "{link}");
    }
}

#[tokio::test]
async fn what_is_not_right_is_named() {
    for (address, parameter, words) in [
        ("/api/v1/observations?aera=CV-D", "aera", "It takes: measure, area"),
        ("/api/v1/measures?limit=1", "limit", "It takes none"),
        ("/api/v1/observations?area=CV-D&area=CV-P05", "area", "a comma between"),
        ("/api/v1/observations?area=E05000001", "area", "no area of this release"),
        ("/api/v1/observations?measure=", "measure", "no measure"),
        ("/api/v1/observations?period=2025", "period", "no period"),
        ("/api/v1/observations?from=April", "from", "2025-04-01"),
        ("/api/v1/observations?limit=1001", "limit", "from 1 to 1000"),
        ("/api/v1/observations?limit=-1", "limit", "from 1 to 1000"),
        ("/api/v1/observations?fields=valu", "fields", "no field"),
        ("/api/v1/observations?cursor=1.2", "cursor", "no cursor of ours"),
        ("/api/v1/observations?cursor=1.70000.0.0.0", "cursor", "no cursor of ours"),
        ("/api/v1/observations?area=%3Cscript%3E", "area", "no area"),
    ] {
        let got = ask(address, &[]).await;
        assert_eq!((got.code(), got.header("content-type")), (400, "application/problem+json"), "{address}: {}", got.body());
        let problem = got.json();
        assert_eq!(problem["parameter"], parameter, "{address}");
        assert!(problem["detail"].as_str().unwrap().contains(words) && problem["status"] == 400, "{address}: {problem}");
    }
    let long = format!("/api/v1/observations?area={}", "x".repeat(8_001));
    assert_eq!(ask(&long, &[]).await.json()["parameter"], "area");
    let many = format!("/api/v1/observations?area={}", vec!["CV-D"; 101].join(","));
    assert_eq!(ask(&many, &[]).await.json()["parameter"], "area");
    for (address, parameter) in [
        ("/api/v1/ratings?area=CV-D&until=2025", "until"),
        ("/api/v1/ratings?group=nobody", "group"),
        ("/api/v1/ratings?rating=green", "rating"),
        ("/api/v1/ratings?limit=201", "limit"),
        ("/api/v1/ratings?cursor=1.x", "cursor"),
        ("/api/v1/ratings?limit=%2B5", "limit"),
        ("/api/v1/gaps?area=CV-D,CV-P05", "area"),
        ("/api/v1/gaps?characteristic=shoes", "characteristic"),
        ("/api/v1/decisions?from=2025-13-01", "from"),
        ("/api/v1/decisions?cursor=x", "cursor"),
        ("/api/v1/programmes?x=1", "x"),
    ] {
        let problem = ask(address, &[]).await;
        assert_eq!((problem.code(), problem.json()["parameter"].as_str()), (400, Some(parameter)), "{address}: {}", problem.body());
    }
    for address in ["/api/v1/observations?cursor=9.0.0.0.0", "/api/v1/ratings?cursor=2.0"] {
        let got = ask(address, &[]).await;
        assert_eq!((got.code(), got.json()["parameter"].as_str()), (409, Some("cursor")), "{address}");
        assert!(got.json()["detail"].as_str().unwrap().contains("Another release"));
    }
    assert_eq!(get("/api/v1/ratings?cursor=1.99999999").await["items"].as_array().unwrap().len(), 0);
    for address in ["/api/v2", "/api/v1/nothing", "/api/v1/", "/api/v1/programmes/nothing"] {
        let got = ask(address, &[]).await;
        assert_eq!((got.code(), got.header("content-type")), (404, "application/problem+json"), "{address}");
    }
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let first = ask("/api/v1/measures", &[]).await;
    let again = ask("/api/v1/measures", &[("if-none-match", first.header("etag"))]).await;
    assert_eq!((again.code(), again.body()), (304, ""));
    assert_eq!(again.header("access-control-allow-origin"), "*");
}

#[tokio::test]
async fn the_description_names_every_route_and_every_parameter() {
    let description = get("/api/v1/openapi.json").await;
    assert!(description["openapi"].as_str().unwrap().starts_with("3.1"));
    let paths = description["paths"].as_object().unwrap();
    for link in get("/api/v1").await["links"].as_array().unwrap() {
        let link = link.as_str().unwrap();
        assert!(link.ends_with("openapi.json") || paths.contains_key(link), "{link}");
    }
    let parameters = paths["/api/v1/observations"]["get"]["parameters"].as_array().unwrap();
    for parameter in parameters {
        let name = parameter["name"].as_str().unwrap();
        let got = ask(&format!("/api/v1/observations?{name}=~"), &[]).await;
        assert_eq!((got.code(), got.json()["parameter"].as_str()), (400, Some(name)), "it is read");
    }
    let refused = ask("/api/v1/observations?x=1", &[]).await.json();
    for name in refused["detail"].as_str().unwrap().split_once("takes: ").unwrap().1.trim_end_matches('.').split(", ") {
        assert!(parameters.iter().any(|one| one["name"] == name), "{name} is described");
    }
}

#[tokio::test]
async fn ratings_say_what_the_pages_say_and_hide_what_is_hidden() {
    let all = get("/api/v1/ratings").await;
    let items = all["items"].as_array().unwrap();
    let known = get("/api/v1/measures").await["items"].as_array().unwrap().len();
    assert!(!items.is_empty() && items.len() <= known);
    for code in ["on-target", "near-target", "off-target", "cannot-tell"] {
        let only = get(&format!("/api/v1/ratings?rating={code}")).await;
        let expected: Vec<&Value> = items.iter().filter(|item| item["rating"] == code).collect();
        assert_eq!(only["items"].as_array().unwrap().iter().collect::<Vec<_>>(), expected, "{code}");
    }
    // The page of the same address has the same words.
    let item = items.iter().find(|item| item["rating"] == "off-target").expect("a measure of the fixture is off target");
    let page = ask(item["page"].as_str().unwrap(), &[]).await.body().to_owned();
    let because = item["because"].as_str().unwrap().split(['\'', '"', '&', '’']).next().unwrap().to_owned();
    assert!(page.contains(&because), "{because}");
    // Page by page it is the same.
    let wards = "&area=CV-D,CV-P05,CV-P01&group=female";
    let (mut paged, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = get(&format!("/api/v1/ratings?limit=3{wards}{cursor}")).await;
        paged.extend(page["items"].as_array().unwrap().clone());
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert!(paged == *get(&format!("/api/v1/ratings?{}", &wards[1..])).await["items"].as_array().unwrap());
    // Where a figure is hidden there is no number of any kind.
    let hidden: Vec<&Value> = paged.iter().filter(|item| item["missing"] == "c").collect();
    for item in hidden {
        assert_eq!((&item["value"], &item["why"]["difference"]), (&Value::Null, &Value::Null), "{item}");
    }
}

#[tokio::test]
async fn gaps_are_those_of_the_equality_page() {
    let gaps = get("/api/v1/gaps").await;
    let items = gaps["items"].as_array().unwrap();
    let (state, page) = (&calder_vale().state, ask("/equality?show=all", &[]).await.body().to_owned());
    let catalogue = &state.release.catalogue;
    let lines = domain::equality::lines(catalogue, &state.release.area(catalogue.city()), catalogue.latest().unwrap(), None);
    assert_eq!(items.len(), lines.len().min(200));
    for (item, line) in items.iter().zip(&lines) {
        assert_eq!(item["verdict"], line.verdict.words());
        assert!(page.contains(&format!("/measures/{}", item["measure"].as_str().unwrap())), "{item}");
    }
    let one = get("/api/v1/gaps?characteristic=sex").await;
    assert!(one["items"].as_array().unwrap().iter().all(|item| item["characteristic"] == "sex"));
}

#[tokio::test]
async fn programmes_and_decisions_are_those_of_the_pages() {
    let programmes = get("/api/v1/programmes").await;
    for programme in programmes["items"].as_array().unwrap() {
        let code = programme["code"].as_str().unwrap();
        let actions = get(&format!("/api/v1/programmes/{code}")).await;
        let actions = actions["items"].as_array().unwrap();
        assert_eq!(actions.len() as u64, programme["actions"].as_u64().unwrap(), "{code}");
        let slips: u64 = actions.iter().map(|action| action["slips"].as_u64().unwrap()).sum();
        assert_eq!(Some(slips), programme["slips"].as_u64(), "{code}");
        for action in actions {
            let told = action["moves"].as_array().unwrap().iter().filter(|moved| moved["slip"] == true).count() as u64;
            assert_eq!(Some(told), action["slips"].as_u64(), "{action}");
            assert!(action["because"].as_str().is_none_or(|why| !why.contains("overdue") || action["rag"] == "red"), "{action}");
        }
    }
    let reports = get("/api/v1/reports?kind=ward,equality").await;
    let reports = reports["items"].as_array().unwrap();
    assert!(reports.iter().all(|one| one["kind"] == "ward" || one["kind"] == "equality") && reports.len() > 2);
    for report in reports {
        assert_eq!(ask(report["page"].as_str().unwrap(), &[]).await.code(), 200, "{report}");
        assert_eq!(report["forms"].as_array().unwrap().len(), 6, "{report}");
    }
    let decisions = get("/api/v1/decisions").await;
    let all = decisions["items"].as_array().unwrap();
    let csv = ask("/decisions.csv", &[]).await.body().to_owned();
    for decision in all {
        assert!(csv.contains(decision["code"].as_str().unwrap()), "{decision}");
    }
    let day = all[0]["on"].as_str().unwrap();
    let some = get(&format!("/api/v1/decisions?from={day}&to={day}")).await;
    assert!(some["items"].as_array().unwrap().iter().all(|one| one["on"] == day) && some["items"][0] == all[0]);
}

#[tokio::test]
async fn a_page_of_csv_says_where_the_next_is() {
    let (mut rows, mut address) = (Vec::new(), "/api/v1/observations?measure=falls&fields=area_code,value&limit=50".to_owned());
    loop {
        let got = ask(&address, &[("accept", "text/csv")]).await;
        assert_eq!(got.code(), 200, "{address}: {}", got.body());
        rows.extend(got.body().lines().skip(1).map(str::to_owned));
        let link = got.header("link").to_owned();
        let Some((next, rest)) = link.strip_prefix('<').and_then(|link| link.split_once('>')) else { break };
        assert_eq!(rest, "; rel=\"next\"");
        address = next.to_owned();
    }
    assert_eq!(rows.len(), walk("&measure=falls", 1_000).await.len());
}

#[tokio::test]
async fn an_earlier_release_answers_below_its_own_path() {
    let (now, then) = (ask("/api/v1/observations?limit=5", &[]).await, ask("/releases/1/api/v1/observations?limit=5", &[]).await);
    assert_eq!((then.code(), then.json()), (200, now.json()));
    let csv = ask("/releases/1/api/v1/observations?limit=5", &[("accept", "text/csv")]).await;
    assert!(csv.header("content-type").starts_with("text/csv") && csv.header("link").starts_with("</releases/1/api/"), "{:?}", csv.headers);
}

#[tokio::test]
async fn only_reading_is_answered_and_pages_elsewhere_may_read() {
    let send = |method: &str, headers: &[(&str, &str)]| {
        let request = headers
            .iter()
            .fold(Request::builder().method(method).uri("/api/v1/measures"), |request, (name, value)| request.header(*name, *value));
        calder_vale().router.clone().oneshot(request.body(Body::empty()).unwrap())
    };
    let post = send("POST", &[]).await.unwrap();
    assert_eq!((post.status().as_u16(), post.headers()["allow"].to_str().unwrap()), (405, "GET,HEAD"));
    assert_eq!(post.headers()["content-type"], "application/problem+json");
    let before =
        [("origin", "https://example.org"), ("access-control-request-method", "GET"), ("access-control-request-headers", "if-none-match")];
    let preflight = send("OPTIONS", &before).await.unwrap();
    assert!(preflight.status().is_success());
    assert!(preflight.headers()["access-control-allow-headers"].to_str().unwrap().contains("if-none-match"));
    let head = send("HEAD", &[]).await.unwrap();
    assert_eq!((head.status().as_u16(), head.headers()["access-control-allow-origin"].to_str().unwrap()), (200, "*"));
}

#[tokio::test]
async fn what_programs_can_ask_is_a_page_too() {
    let page = ask("/api", &[]).await;
    assert!(page.header("content-type").starts_with("text/html"));
    for route in get("/api/v1").await["links"].as_array().unwrap() {
        assert!(page.body().contains(route.as_str().unwrap()), "{route}");
    }
    assert!(page.body().contains("if-none-match") || page.body().contains("If-None-Match"));
}
