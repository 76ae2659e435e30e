//! Taking a measure: exactly the figures shown in each form, and a card that is locked to an area.

use std::io::Cursor;

use calamine::{Data, Ods, Reader};

use super::{calder_vale, downloads::download, reading::attributes};
use crate::html::{plain, text};

const QUERIES: [&str; 4] = ["", "area=CV-P05&group=female", "area=CV-C1&group=male&against=female&compare=CV-P04", "period=2024-10-01/P3M"];

/// The rows of the table of a spreadsheet, below its headings, and all its words.
fn table(bytes: Vec<u8>) -> (Vec<Vec<Data>>, String) {
    let mut book: Ods<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let mut words = String::new();
    for name in book.sheet_names() {
        let sheet = book.worksheet_range(&name).unwrap();
        let told: Vec<String> = sheet.rows().flatten().map(ToString::to_string).collect();
        words.push_str(&told.join("\n"));
    }
    let sheet = book.worksheet_range("Table 1").unwrap();
    let head = sheet.rows().position(|row| row[0] == Data::String("measure".to_owned())).unwrap();
    (sheet.rows().skip(head).map(<[Data]>::to_vec).collect(), words)
}

#[tokio::test]
async fn a_spreadsheet_and_json_hold_the_rows_of_the_csv() {
    let mut hidden = 0;
    for page in ["measures/repairs-on-time", "measures/evictions", "measures/reserves", "areas/CV-P05", "areas/CV-D"] {
        let name = page.split_once('/').unwrap().1;
        for query in QUERIES {
            let at = |ending: &str| format!("/{page}/figures.{ending}?{query}");
            let rows = download(calder_vale(), &at("csv")).await;
            let json = calder_vale().get(&at("json")).await.is(200);
            assert_eq!(json.header("content-type"), "application/json");
            let items = json.json()["items"].as_array().unwrap().clone();
            let ods = calder_vale().get(&at("ods")).await.is(200);
            assert_eq!(ods.header("content-type"), "application/vnd.oasis.opendocument.spreadsheet");
            assert!(ods.header("content-disposition").contains(&format!("{name}-figures.ods")));
            let (sheet, words) = table(ods.bytes);
            assert_eq!((items.len(), sheet.len()), (rows.len(), rows.len() + 1), "{page}?{query}");
            assert!(words.contains("Open Government Licence") && words.contains("Release 1"), "{words}");
            for ((row, item), cells) in rows.iter().zip(&items).zip(&sheet[1..]) {
                for (at, heading) in sheet[0].iter().enumerate() {
                    let name = heading.to_string();
                    let known = row[&name].as_str();
                    match (&cells[at], known.parse::<f64>()) {
                        (Data::Float(number), Ok(known)) => assert!((number - known).abs() < 1e-6, "{name}: {row:?}"),
                        (Data::String(text), _) if known.is_empty() => {
                            assert!(["[c]", "[x]", "[z]", "[u]", "–", "…"].contains(&text.as_str()), "{name} is {text}: {row:?}");
                        }
                        (cell, _) => assert_eq!(cell.to_string(), known, "{name}: {row:?}"),
                    }
                    match &item[&name] {
                        serde_json::Value::Null => assert_eq!(known, "", "{name}: {row:?}"),
                        serde_json::Value::Number(number) => {
                            assert!((number.as_f64().unwrap() - known.parse::<f64>().unwrap()).abs() < 1e-6, "{name}: {row:?}");
                        }
                        other => assert_eq!(other.as_str(), Some(known), "{name}: {row:?}"),
                    }
                }
                if row["obs_status"] == "c" {
                    hidden += 1;
                    let marked = cells.iter().filter(|cell| **cell == Data::String("[c]".to_owned())).count();
                    assert_eq!(marked, 5, "{row:?}: {cells:?}");
                }
            }
        }
    }
    assert!(hidden > 3, "only {hidden} hidden figures were looked at");
}

#[tokio::test]
async fn what_is_not_right_is_said() {
    for ending in ["ods", "json"] {
        calder_vale().get(&format!("/measures/nothing/figures.{ending}")).await.is(404);
        calder_vale().get(&format!("/measures/falls/figures.{ending}?group=nobody")).await.is(400);
        calder_vale().get(&format!("/releases/1/measures/falls/figures.{ending}?group=female")).await.is(200);
        calder_vale().get(&format!("/areas/nowhere/figures.{ending}")).await.is(404);
        calder_vale().get(&format!("/areas/CV-P05/figures.{ending}?group=nobody")).await.is(400);
        calder_vale().get(&format!("/releases/1/areas/CV-P05/figures.{ending}?group=female")).await.is(200);
    }
    calder_vale().get("/measures/nothing/take").await.is(404);
    calder_vale().get("/measures/falls/take?group=nobody").await.is(400);
    calder_vale().get("/areas/nowhere/take").await.is(404);
    calder_vale().get("/areas/CV-P05/take?group=nobody").await.is(400);
}

#[tokio::test]
async fn a_measure_leads_to_everything_that_can_be_taken_of_it() {
    let page = calder_vale().get("/measures/repairs-on-time?area=CV-P05&group=female").await.is(200);
    let to = "/measures/repairs-on-time/take?area=CV-P05&group=female";
    assert!(attributes(page.body(), "href").iter().any(|link| link == to));
    let page = calder_vale().get(to).await.is(200);
    for link in attributes(page.body(), "href").iter().filter(|link| link.contains("/measures/repairs-on-time")) {
        calder_vale().get(link).await.is(200);
    }
    for ending in ["figures.csv", "figures.ods", "figures.json", "picture.svg"] {
        let there = format!("/measures/repairs-on-time/{ending}?area=CV-P05&group=female");
        assert!(attributes(page.body(), "href").contains(&there), "{there}");
    }
    assert!(text(page.body()).contains("Elderbeck, Female, up to"), "{}", text(page.body()));
}

#[tokio::test]
async fn a_dashboard_leads_to_everything_that_can_be_taken_of_it() {
    // A ward, and the whole place, which has no minute and so no card.
    for (area, card) in [("CV-P05", true), ("CV-D", false)] {
        let page = calder_vale().get(&format!("/areas/{area}?group=female")).await.is(200);
        let to = format!("/areas/{area}/take?group=female");
        assert!(attributes(page.body(), "href").contains(&to), "{to}");
        let page = calder_vale().get(&to).await.is(200);
        let links = attributes(page.body(), "href");
        for ending in ["csv", "ods", "json"] {
            assert!(links.contains(&format!("/areas/{area}/figures.{ending}?group=female")), "{area} {ending}");
        }
        for link in links.iter().filter(|link| link.contains(area)) {
            calder_vale().get(link).await.is(200);
        }
        assert_eq!(page.body().contains(&format!("/embed/areas/{area}")), card, "{area}");
        assert!(text(page.body()).contains("Female, up to"), "{}", text(page.body()));
    }
}

/// The code that is copied shows one area, and leads to it.
#[tokio::test]
async fn the_code_of_a_card_shows_the_area_that_was_chosen_and_no_other() {
    let page = calder_vale().get("/measures/repairs-on-time/take?area=CV-P05&compare=CV-P04&show=all").await.is(200);
    let (_, field) = page.body().split_once("id=\"embed\"").unwrap();
    let code = plain(field.split_once('>').unwrap().1.split("</textarea>").next().unwrap());
    assert!(code.starts_with("<iframe src=\"") && code.ends_with("</iframe>") && !code.contains("<script"), "{code}");
    assert!(code.contains("title=\"Repairs done on time, Elderbeck: "), "{code}");
    let src = attributes(&code, "src").remove(0);
    assert_eq!(src, "/embed/measures/repairs-on-time?area=CV-P05");
    let card = calder_vale().get(&src).await.is(200);
    assert!(card.header("content-security-policy").contains("frame-ancestors *"));
    let links = attributes(card.body(), "href");
    assert!(
        links.contains(&"/areas/CV-P05".to_owned()) && links.contains(&"/measures/repairs-on-time?area=CV-P05".to_owned()),
        "{links:?}"
    );
    // Nothing in it leads to, or tells of, another ward.
    let words = text(card.body());
    assert!(words.contains("Elderbeck"), "{words}");
    for other in calder_vale()
        .state
        .release
        .catalogue
        .areas
        .iter()
        .filter(|area| area.code.as_str().starts_with("CV-P") && area.code.as_str() != "CV-P05")
    {
        assert!(!words.contains(&other.name) && !links.iter().any(|link| link.contains(other.code.as_str())), "{}: {words}", other.name);
    }
    // Of the whole place it leads nowhere else.
    let whole = calder_vale().get("/embed/measures/repairs-on-time").await.is(200);
    assert!(!whole.body().contains("href=\"/areas/"));
}
