//! What each role gets from each route. A route without a row fails.

use server::http::manage::routes::{ROUTES, Way};

use super::browser::{Office, PASSWORD};

/// Who asks: a stranger, somebody whose second step is missing, one of each role, and an administrator.
const WHO: [(&str, &[&str]); 8] = [
    ("stranger", &[]),
    ("half", &["administrator"]),
    ("viewer", &["viewer", "viewer:CV-P01"]),
    ("contributor", &["contributor:repairs"]),
    ("approver", &["approver:homes"]),
    ("unmasked", &["unmasked:homes"]),
    ("performance", &["performance-team"]),
    ("administrator", &["administrator"]),
];

/// The page of an entry: a measure of the service repairs, which is one of homes.
const ENTRY: &str = ">/manage/measures/repairs-on-time/2025-10-01_P3M?by=";

/// The first page of the next release.
const FIRST: &str = ">/manage/preview/";

/// The address of a route: its parts in braces are the measure and period of [`ENTRY`], and the number of a submission that is not there.
fn address(path: &str) -> String {
    let code = match path {
        "/manage/areas/{code}" => "CV-P01",
        "/manage/directorates/{code}" => "homes",
        path if path.starts_with("/manage/programmes/") => "warm-homes",
        _ => "repairs-on-time",
    };
    let path = path.replace("{*path}", "measures/repairs-on-time");
    path.replace("{code}", code).replace("{period}", "2025-10-01_P3M").replace("{id}", "4711").replace("{action}", "hire-fitters")
}

/// Route by route, what each of [`WHO`] gets: a status, and for 303 where to.
const TABLE: &[(&str, &str, [&str; 8])] = &[
    ("GET", "/sign-in", ["200", ">/sign-in/enrol", ">/manage", ">/manage", ">/manage", ">/manage", ">/manage", ">/manage"]),
    ("POST", "/sign-in", ["422"; 8]),
    ("GET", "/sign-in/code", [">/sign-in", ">/sign-in/enrol", ">/manage", ">/manage", ">/manage", ">/manage", ">/manage", ">/manage"]),
    ("POST", "/sign-in/code", [">/sign-in", "422", ">/manage", ">/manage", ">/manage", ">/manage", ">/manage", ">/manage"]),
    ("GET", "/sign-in/enrol", [">/sign-in", "200", ">/manage", ">/manage", ">/manage", ">/manage", ">/manage", ">/manage"]),
    ("POST", "/sign-in/enrol", [">/sign-in", "422", ">/manage", ">/manage", ">/manage", ">/manage", ">/manage", ">/manage"]),
    // There is no other service in this office; `openid.rs` has one.
    ("POST", "/sign-in/with", ["404"; 8]),
    ("GET", "/sign-in/back", ["404"; 8]),
    ("GET", "/manage", [">/sign-in", ">/sign-in/enrol", "200", "200", "200", "200", "200", "200"]),
    // Nothing is said of what was seen, and no e-mail is sent from this office: `mail.rs` has one that does.
    ("POST", "/manage/seen", [">/sign-in", ">/sign-in/enrol", "422", "422", "422", "422", "422", "422"]),
    ("POST", "/manage/digest", [">/sign-in", ">/sign-in/enrol", "422", "422", "422", "422", "422", "422"]),
    (
        "POST",
        "/manage/digest/end",
        [">/sign-in", ">/sign-in/enrol", ">/manage", ">/manage", ">/manage", ">/manage", ">/manage", ">/manage"],
    ),
    ("GET", "/manage/password", [">/sign-in", ">/sign-in/enrol", "200", "200", "200", "200", "200", "200"]),
    ("POST", "/manage/password", [">/sign-in", ">/sign-in/enrol", "422", "422", "422", "422", "422", "422"]),
    ("GET", "/manage/factor", [">/sign-in", ">/sign-in/enrol", "200", "200", "200", "200", "200", "200"]),
    ("POST", "/manage/factor", [">/sign-in", ">/sign-in/enrol", "422", "422", "422", "422", "422", "422"]),
    ("GET", "/manage/measures", [">/sign-in", ">/sign-in/enrol", "200", "200", "200", "200", "200", "200"]),
    ("GET", "/manage/measures/{code}", [">/sign-in", ">/sign-in/enrol", "200", "200", "200", "200", "200", "403"]),
    ("GET", "/manage/measures/{code}/{period}", [">/sign-in", ">/sign-in/enrol", "403", "200", "403", "403", "200", "403"]),
    // Nothing was typed, so nothing is begun.
    ("POST", "/manage/measures/{code}/{period}", [">/sign-in", ">/sign-in/enrol", "403", ENTRY, "403", "403", ENTRY, "403"]),
    ("GET", "/manage/areas/{code}", [">/sign-in", ">/sign-in/enrol", "200", "200", "200", "403", "200", "403"]),
    ("GET", "/manage/directorates/{code}", [">/sign-in", ">/sign-in/enrol", "403", "200", "200", "200", "200", "403"]),
    ("GET", "/manage/entry.js", [">/sign-in", ">/sign-in/enrol", "200", "200", "200", "200", "200", "200"]),
    ("GET", "/manage/approvals", [">/sign-in", ">/sign-in/enrol", "403", "403", "200", "403", "200", "403"]),
    ("GET", "/manage/approvals/{id}", [">/sign-in", ">/sign-in/enrol", "403", "403", "404", "403", "404", "403"]),
    ("POST", "/manage/approvals/{id}", [">/sign-in", ">/sign-in/enrol", "403", "403", "404", "403", "404", "403"]),
    ("GET", "/manage/preview", [">/sign-in", ">/sign-in/enrol", FIRST, FIRST, FIRST, FIRST, FIRST, FIRST]),
    // Nothing is prepared in this office; `preview.rs` has a release that is.
    ("GET", "/manage/preview/", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "404", "403"]),
    ("GET", "/manage/preview/{*path}", [">/sign-in", ">/sign-in/enrol", "403", "404", "404", "403", "404", "403"]),
    ("GET", "/manage/people", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "403", "200"]),
    ("POST", "/manage/people/add", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "403", "422"]),
    ("POST", "/manage/people/grant", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "403", "404"]),
    ("POST", "/manage/people/deactivate", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "403", "404"]),
    ("POST", "/manage/people/reactivate", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "403", "404"]),
    ("POST", "/manage/people/reset-password", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "403", "404"]),
    ("POST", "/manage/people/reset-factor", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "403", "404"]),
    ("GET", "/manage/imports", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "200", "403"]),
    ("GET", "/manage/imports/import", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "404", "403"]),
    ("POST", "/manage/imports/withdraw", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "422", "403"]),
    ("POST", "/manage/imports/upload", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "422", "403"]),
    ("GET", "/manage/imports/file", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", ">/manage/imports", "403"]),
    ("POST", "/manage/imports/accept", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "422", "403"]),
    ("POST", "/manage/imports/columns", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "422", "403"]),
    ("POST", "/manage/imports/plainly", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "422", "403"]),
    ("GET", "/manage/imports/mapping.toml", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", ">/manage/imports/file", "403"]),
    ("POST", "/manage/imports/keep", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "422", "403"]),
    ("POST", "/manage/imports/forget", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "422", "403"]),
    ("POST", "/manage/imports/give-up", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", ">/manage/imports", "403"]),
    // Nothing has been loaded in this office; `releases.rs` has what becomes of it.
    ("GET", "/manage/releases", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "200", "403"]),
    ("GET", "/manage/releases/new", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "422", "403"]),
    ("POST", "/manage/releases/new", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "422", "403"]),
    ("GET", "/manage/releases/check", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", ">/manage/releases", "403"]),
    ("POST", "/manage/releases/check", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "422", "403"]),
    ("POST", "/manage/releases/give-up", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", ">/manage/releases", "403"]),
    ("GET", "/manage/releases/withdraw", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "404", "403"]),
    ("POST", "/manage/releases/withdraw", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "422", "403"]),
    ("GET", "/manage/releases/cancel", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "404", "403"]),
    ("POST", "/manage/releases/cancel", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "422", "403"]),
    ("GET", "/manage/decisions", [">/sign-in", ">/sign-in/enrol", "403", "200", "200", "403", "200", "403"]),
    ("GET", "/manage/decisions/new", [">/sign-in", ">/sign-in/enrol", "403", "200", "200", "403", "200", "403"]),
    ("POST", "/manage/decisions/new", [">/sign-in", ">/sign-in/enrol", "403", "422", "422", "403", "422", "403"]),
    ("GET", "/manage/decisions/withdraw", [">/sign-in", ">/sign-in/enrol", "403", "404", "404", "403", "404", "403"]),
    ("POST", "/manage/decisions/withdraw", [">/sign-in", ">/sign-in/enrol", "403", "404", "404", "403", "404", "403"]),
    ("GET", "/manage/decisions/{id}", [">/sign-in", ">/sign-in/enrol", "403", "404", "404", "403", "404", "403"]),
    ("POST", "/manage/decisions/{id}", [">/sign-in", ">/sign-in/enrol", "403", "404", "404", "403", "404", "403"]),
    ("GET", "/manage/meetings", [">/sign-in", ">/sign-in/enrol", "200", "200", "200", "403", "200", "403"]),
    ("GET", "/manage/meetings/new", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "200", "403"]),
    ("POST", "/manage/meetings/new", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "422", "403"]),
    // There is no meeting in this office; `meetings.rs` has one.
    ("GET", "/manage/meetings/{id}", [">/sign-in", ">/sign-in/enrol", "404", "404", "404", "403", "404", "403"]),
    ("POST", "/manage/meetings/{id}", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "404", "403"]),
    ("GET", "/manage/meetings/{id}/say", [">/sign-in", ">/sign-in/enrol", "404", "404", "404", "403", "404", "403"]),
    ("POST", "/manage/meetings/{id}/say", [">/sign-in", ">/sign-in/enrol", "404", "404", "404", "403", "404", "403"]),
    ("GET", "/manage/meetings/{id}/remarks/{remark}", [">/sign-in", ">/sign-in/enrol", "404", "404", "404", "403", "404", "403"]),
    ("POST", "/manage/meetings/{id}/remarks/{remark}", [">/sign-in", ">/sign-in/enrol", "404", "404", "404", "403", "404", "403"]),
    ("GET", "/manage/reports", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "200", "403"]),
    ("POST", "/manage/reports", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "422", "403"]),
    ("GET", "/manage/reports/{id}", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "404", "403"]),
    ("POST", "/manage/reports/{id}", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "404", "403"]),
    ("GET", "/manage/reports/{id}/look", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "404", "403"]),
    ("GET", "/manage/reports/frozen/{id}", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "404", "403"]),
    ("POST", "/manage/reports/frozen/{id}", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "404", "403"]),
    ("GET", "/manage/parts", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "200", "403"]),
    ("GET", "/manage/parts/edit", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "404", "403"]),
    ("POST", "/manage/parts/edit", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "404", "403"]),
    ("GET", "/manage/parts/{id}", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "404", "403"]),
    ("POST", "/manage/parts/{id}", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "404", "403"]),
    ("GET", "/manage/programmes", [">/sign-in", ">/sign-in/enrol", "403", "200", "200", "403", "200", "403"]),
    ("GET", "/manage/programmes/{code}", [">/sign-in", ">/sign-in/enrol", "403", "200", "200", "403", "200", "403"]),
    ("GET", "/manage/programmes/{code}/actions.csv", [">/sign-in", ">/sign-in/enrol", "403", "200", "200", "403", "200", "403"]),
    ("POST", "/manage/programmes/{code}/file", [">/sign-in", ">/sign-in/enrol", "403", "422", "422", "403", "422", "403"]),
    ("POST", "/manage/programmes/{code}/propose", [">/sign-in", ">/sign-in/enrol", "403", "422", "422", "403", "422", "403"]),
    ("GET", "/manage/programmes/{code}/add", [">/sign-in", ">/sign-in/enrol", "403", "200", "200", "403", "200", "403"]),
    ("POST", "/manage/programmes/{code}/add", [">/sign-in", ">/sign-in/enrol", "403", "422", "422", "403", "422", "403"]),
    ("GET", "/manage/programmes/{code}/actions/{action}", [">/sign-in", ">/sign-in/enrol", "403", "200", "200", "403", "200", "403"]),
    ("POST", "/manage/programmes/{code}/actions/{action}", [">/sign-in", ">/sign-in/enrol", "403", "422", "422", "403", "422", "403"]),
    ("GET", "/manage/proposals/{id}", [">/sign-in", ">/sign-in/enrol", "403", "404", "404", "403", "404", "403"]),
    ("POST", "/manage/proposals/{id}", [">/sign-in", ">/sign-in/enrol", "403", "404", "404", "403", "404", "403"]),
    ("GET", "/manage/audit", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "403", "200"]),
    ("GET", "/manage/audit.csv", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "403", "200"]),
    ("GET", "/manage/audit/check", [">/sign-in", ">/sign-in/enrol", "403", "403", "403", "403", "403", "200"]),
    // Last, as it ends the session.
    ("POST", "/sign-out", [">/sign-in"; 8]),
];

#[test]
fn every_route_has_a_row_and_every_row_a_route() {
    let way = |way| if way == Way::Get { "GET" } else { "POST" };
    let mut routes: Vec<_> = ROUTES.iter().map(|route| (way(route.way), route.path)).collect();
    let mut rows: Vec<_> = TABLE.iter().map(|(way, path, _)| (*way, *path)).collect();
    routes.sort_unstable();
    rows.sort_unstable();
    assert_eq!(routes, rows);
}

#[tokio::test]
async fn each_role_gets_what_the_table_says() {
    let office = Office::new().await;
    for (at, (who, grants)) in WHO.into_iter().enumerate() {
        let mut browser = match who {
            "stranger" => office.browser(),
            "half" => {
                office.add(who, grants).await;
                let mut browser = office.browser();
                browser.password(who, PASSWORD).await.leads_to("/sign-in/code");
                browser
            }
            _ => office.signed_in(who, grants).await,
        };
        browser.address = format!("198.51.100.{at}");
        for (way, path, expected) in TABLE {
            // The page whose form's token it is.
            browser.get(["/sign-in", "/sign-in/enrol", "/manage"][at.min(2)]).await.is(200);
            let answer = match *way {
                "GET" => browser.get(&address(path)).await,
                _ => {
                    browser
                        .post(&address(path), &[("user", "4711"), ("code", "none"), ("current", "none"), ("login", ""), ("name", "")])
                        .await
                }
            };
            let found = if answer.status == 303 { format!(">{}", answer.header("location")) } else { answer.status.to_string() };
            assert_eq!(found, expected[at], "{who}: {way} {path}: {}", answer.body);
        }
    }
}
