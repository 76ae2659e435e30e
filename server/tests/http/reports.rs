//! Reports, a ward in one minute, and what other sites take: the same figures in every form, framable only where that is meant.

use std::io::Cursor;

use calamine::{Data, Ods, Reader};
use domain::report::{Kind, Of};

use super::calder_vale;
use crate::{html::text, service::Answer};

async fn get(address: &str) -> Answer {
    calder_vale().get(address).await
}

#[tokio::test]
async fn every_report_that_is_promised_can_be_read() {
    let list = get("/reports").await;
    let mut read = 0;
    for (code, kind) in Kind::ALL {
        for (of, name) in kind.subjects(&calder_vale().state.release) {
            let path = format!("/reports/{code}/{}", if of.is_empty() { "council" } else { &of });
            assert!(list.body().contains(&format!("href=\"{path}\"")), "{path} is in no list");
            let page = get(&path).await;
            assert_eq!(page.code(), 200, "{path}");
            assert_eq!(page.body().matches("<h1").count(), 1, "{path}");
            assert!(kind.of() == Of::Council || page.body().contains(&name.replace('&', "&amp;")), "{path}: {name}");
            assert!(page.body().contains(&format!("{path}/report.pdf")) && page.body().contains("/releases/1/reports/"), "{path}");
            read += 1;
        }
    }
    assert!(read > 20);
    for nowhere in
        ["/reports/weekly/council", "/reports/ward/council", "/reports/ward/CV-D", "/reports/quarterly/CV-D", "/reports/directorate/x"]
    {
        assert_eq!(get(nowhere).await.code(), 404, "{nowhere}");
        assert_eq!(get(&format!("{nowhere}/report.ods")).await.code(), 404, "{nowhere}");
    }
    assert_eq!(get("/reports/quarterly/council/report.exe").await.code(), 404);
}

#[tokio::test]
async fn a_report_says_the_same_in_each_of_its_forms() {
    let page = text(get("/reports/quarterly/council").await.body());
    let pdf = get("/reports/quarterly/council/report.pdf").await;
    assert_eq!((pdf.code(), pdf.header("content-type")), (200, "application/pdf"), "{}", String::from_utf8_lossy(&pdf.bytes));
    assert!(pdf.header("content-disposition").contains("quarterly-council-release-1.pdf"));
    let file = lopdf::Document::load_mem(&pdf.bytes).unwrap();
    let catalog = file.catalog().unwrap();
    assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"MarkInfo") && catalog.has(b"Lang"));
    let pages: Vec<u32> = file.get_pages().into_keys().collect();
    let words = file.extract_text(&pages).unwrap().split_whitespace().collect::<String>();

    let ods = get("/reports/quarterly/council/report.ods").await;
    let mut book: Ods<_> = calamine::open_workbook_from_rs(Cursor::new(ods.bytes.clone())).unwrap();
    let mut measures = 0;
    for name in book.sheet_names() {
        let sheet = book.worksheet_range(&name).unwrap();
        for row in sheet.rows() {
            let Some(Data::String(first)) = row.first() else { continue };
            if calder_vale().state.release.catalogue.measures.iter().any(|measure| first.starts_with(&measure.title)) {
                measures += 1;
                let squeezed: String = first.split_whitespace().collect();
                assert!(page.contains(first.trim()), "{first} is in the spreadsheet alone");
                assert!(words.contains(&squeezed[..squeezed.len().min(12)]), "{first} is not in the PDF");
            }
        }
    }
    assert!(measures >= 7, "{measures}");
    let docx = get("/reports/quarterly/council/report.docx").await;
    assert_eq!((docx.code(), &docx.bytes[..2]), (200, b"PK".as_slice()));
    let csv = get("/reports/quarterly/council/report.csv").await;
    let cells: Vec<csv::StringRecord> = csv::Reader::from_reader(csv.bytes.as_slice()).records().map(Result::unwrap).collect();
    assert!(cells.len() > 20, "{}", csv.body());
    for cell in &cells {
        assert!(page.contains(cell[4].trim_start_matches('\'')), "{cell:?} is in the table alone");
    }
    let json: domain::report::document::Document =
        serde_json::from_slice(&get("/reports/quarterly/council/report.json").await.bytes).unwrap();
    let html = get("/reports/quarterly/council/report.html").await;
    assert!(json.sections.iter().all(|section| html.body().contains(&section.heading)));
    let policy = html.header("content-security-policy");
    assert!(policy.contains("script-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    // The same again, byte for byte; and below the release's own address.
    assert_eq!(get("/reports/quarterly/council/report.pdf?again").await.bytes, pdf.bytes);
    let stays = get("/releases/1/reports/quarterly/council/report.ods").await;
    assert_eq!((stays.code(), stays.header("x-robots-tag")), (200, "noindex"));
    assert_eq!(get("/releases/1/reports/quarterly/council").await.code(), 200);
}

#[tokio::test]
async fn a_ward_in_one_minute_traces_its_sentences() {
    let page = get("/areas/CV-P05/minute").await;
    let words = text(page.body());
    assert_eq!(page.code(), 200);
    for part in
        ["Elderbeck in one minute", "Better here than in Calder Vale", "Worse here than in", "Unlike the wards", "The figures behind this"]
    {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert!(page.body().contains("/reports/ward/CV-P05/report.pdf"));
    assert!(get("/areas/CV-P05").await.body().contains("href=\"/areas/CV-P05/minute\""));
    let whole = get("/areas/CV-D/minute").await;
    assert!(whole.code() == 404 && whole.body().contains("href=\"/areas/CV-D\""));
}

#[tokio::test]
async fn every_ward_has_room_on_one_page() {
    let release = &calder_vale().state.release;
    let mut wards = 0;
    for (code, name) in Kind::Ward.subjects(release) {
        let pdf = get(&format!("/reports/ward/{code}/report.pdf")).await;
        assert_eq!((pdf.code(), pdf.header("content-type")), (200, "application/pdf"), "{name}");
        let file = lopdf::Document::load_mem(&pdf.bytes).unwrap();
        assert_eq!(file.get_pages().len(), 1, "{name}");
        let said: String = file.extract_text(&[1]).unwrap().split_whitespace().collect();
        for part in [name.as_str(), "Better here than in", "Worse here than in", "Unlike the wards", "made up", "Open Government Licence"] {
            assert!(said.contains(&part.split_whitespace().collect::<String>()), "{name} lacks {part}: {said}");
        }
        wards += 1;
    }
    assert!(wards > 5, "{wards}");
}

#[tokio::test]
async fn only_cards_may_be_framed_and_they_run_nothing() {
    for path in ["/embed/areas/CV-P05", "/embed/measures/repairs-on-time", "/embed/measures/repairs-on-time?area=CV-P05&group=female"] {
        let card = get(path).await;
        assert_eq!(card.code(), 200, "{path}");
        let policy = card.header("content-security-policy");
        assert!(
            policy.contains("frame-ancestors *") && policy.contains("script-src 'none'") && policy.contains("form-action 'none'"),
            "{policy}"
        );
        assert!(card.headers.get("x-frame-options").is_none(), "{path}");
        assert!(!card.body().contains("<script") && !card.body().contains("<form") && !card.body().contains("Sign in"), "{path}");
        assert!(card.body().contains("<base target=\"_blank\">") && card.body().contains("Open Government Licence"), "{path}");
    }
    assert_eq!(get("/embed/areas/nothing").await.code(), 404);
    assert_eq!(get("/embed/measures/repairs-on-time?group=nobody").await.code(), 400);
    for path in ["/areas/CV-P05", "/areas/CV-P05/minute", "/sign-in", "/reports"] {
        let page = get(path).await;
        assert_eq!(page.header("x-frame-options"), "DENY", "{path}");
        assert!(!page.header("content-security-policy").contains("frame-ancestors *"), "{path}");
    }
}

#[tokio::test]
async fn a_picture_says_where_it_is_from() {
    let picture = get("/measures/repairs-on-time/picture.svg?area=CV-P05").await;
    assert_eq!((picture.code(), picture.header("content-type")), (200, "image/svg+xml"));
    for words in ["Repairs done on time", "Elderbeck", "release 1", "Open Government Licence"] {
        assert!(picture.body().contains(words), "{words}");
    }
    assert!(picture.header("content-security-policy").contains("default-src 'none'"));
    assert_eq!(get("/measures/nothing/picture.svg").await.code(), 404);
    assert_eq!(get("/measures/repairs-on-time/picture.svg?area=nowhere").await.code(), 400);
}

#[tokio::test]
async fn feeds_tell_what_happened_with_the_newest_first() {
    for name in ["releases", "corrections", "slips"] {
        let feed = get(&format!("/feeds/{name}.atom")).await;
        assert_eq!((feed.code(), feed.header("content-type")), (200, "application/atom+xml; charset=utf-8"), "{name}");
        let document = roxmltree::Document::parse(feed.body()).unwrap_or_else(|error| panic!("{name}: {error}: {}", feed.body()));
        let all = |tag: &str| -> Vec<String> {
            let found = document.descendants().filter(|node| node.tag_name().name() == tag);
            found.filter_map(|node| node.text().map(str::to_owned)).collect()
        };
        let (ids, times) = (all("id"), all("updated"));
        assert!(ids.iter().all(|id| id.starts_with("tag:")), "{ids:?}");
        let unique: std::collections::BTreeSet<&String> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "{name}");
        assert!(times.windows(2).all(|pair| pair[0] >= pair[1]), "{name}: {times:?}");
        assert!(name == "corrections" || ids.len() > 1, "{name} tells of nothing");
    }
}
