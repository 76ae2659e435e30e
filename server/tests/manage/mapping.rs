//! What can be said of a file on a page: all that a mapping file can say.

use domain::{folder::mapping, ingest::Mapping};
use server::{
    bring,
    manage::imports::{
        choice::{self, Choice},
        tray::Stage,
    },
};

use super::{
    browser::{Answer, Browser, Office},
    imports::{FILE, asker, loaded, look, rested},
};

const COLUMNS: &str = "/manage/imports/columns";
/// Two rows of header, groups by words of the depot's own, a marker of its own, and rows that are not meant.
const DEPOT: &str = "Repairs by tenant,,,,,,\n,,,2030/31,,2031/32,\nWhere,Tenant,Stage,Done,Asked,Done,Asked\n\
CV-D,Folk,Final,2000,3000,2100,3000\nCV-D,Lasses,Final,900,1500,tba,tba\nCV-D,Lads,Final,1100,1500,1000,1600\nCV-D,Folk,Draft,1,2,3,4\n";

/// What the file that is looked at is read by, and how many figures were read.
async fn read_by(office: &Office, browser: &Browser<'_>) -> (Mapping, usize) {
    let pending = office.desk.pending(&asker(office, browser).await).await.unwrap().unwrap();
    let Stage::Ready(found, _) = pending.stage() else { panic!("{:?}", pending.stage()) };
    (found.mapping.clone().unwrap(), found.import.rows.len())
}

async fn said(browser: &mut Browser<'_>, fields: &[&[(&str, &str)]]) -> Answer {
    browser.post(COLUMNS, &fields.concat()).await.leads_to(FILE);
    rested(browser).await.is(200)
}

const TABLE: [(&str, &str); 10] = [
    ("header", "3"),
    ("header-rows", "2"),
    ("column-0", "area"),
    ("column-1", "group"),
    ("column-3", "part"),
    ("column-4", "its denominator"),
    ("column-5", "part"),
    ("column-6", "its denominator"),
    ("measure", "repairs-on-time"),
    ("keep-0", "2"),
];
const PERIODS: [(&str, &str); 4] =
    [("figure-part-3", "numerator"), ("figure-period-3", "2030/31"), ("figure-part-5", "numerator"), ("figure-period-5", "2031/32")];
const GROUPS: [(&str, &str); 6] = [
    ("group-of-0", "Tenant"),
    ("group-0", "Lads"),
    ("group-is-0", "male"),
    ("group-of-1", "Tenant"),
    ("group-1", "Lasses"),
    ("group-is-1", "female"),
];
const REST: [(&str, &str); 4] = [("keep-0-of", "2"), ("keep-0-text", "Final"), ("marker-0", "tba"), ("marker-is-0", "x")];

#[tokio::test]
async fn rows_markers_groups_and_headers_are_said_and_each_is_offered_from_the_file() {
    let office = loaded().await;
    let mut browser = office.signed_in("team", &["performance-team"]).await;
    look(&mut browser, "depot.csv", DEPOT).await.is(200);
    // What stands in the file is offered once it is said which column it is.
    let page = said(&mut browser, &[&TABLE]).await;
    let page = page.says("Rows in which Stage is one of these").says("Final (in 3 rows)").says("Draft (in 1 row)");
    let page = page.says("Tenant: Lasses").says("Not known: its rows are refused").says("Tenant: Folk").says("As it is read: Everyone");
    let page = page.says("2030/31 Done").says("As it is read: refused, as no number").says("What each column of figures is about");
    assert!(page.body.contains("value=\"tba\"") && page.body.contains("<option selected value=\"2\">Two rows"), "{}", page.body);
    // What is wrong is told at its field, and what was said stays.
    let all = [&TABLE[..], &PERIODS, &GROUPS, &REST];
    for (field, value, words, told) in [
        ("figure-period-5", "spring", "The period of 2031/32 Asked", ""),
        ("figure-group-3", "sex nobody", "Choose a group of the council", ""),
        ("group-is-0", "nobody", "Choose a group of the council", ""),
        ("marker-is-0", "nobody", "Choose what each text means", ""),
        ("keep-1", "2", "This column was chosen above already", "id=\"keep-1-error\""),
        ("column-1", "its lower limit", "belong to figures of their own", ""),
        ("column-2", "denominator", "belongs to a value or a numerator", ""),
        ("header-rows", "1", "comes more than once", ""),
        ("header", "0", "number of the row", "id=\"header-error\""),
    ] {
        let mut wrong = all.concat();
        wrong.retain(|(name, _)| *name != field);
        wrong.push((field, value));
        let words = words.replace("2031/32 Asked", "2031/32 Done");
        let page = browser.post(COLUMNS, &wrong).await.is(422).says(&words).says("There is a problem").says("Final");
        assert!(page.body.contains(told), "{field}");
        if field == "figure-period-5" {
            assert!(page.body.contains("id=\"figure-period-5-error\"") && page.body.contains("value=\"spring\""), "{}", page.body);
        }
    }
    let page = said(&mut browser, &all).await.says("6 figures can be imported").says("1 left out by the mapping");
    assert!(page.body.contains("value=\"Final\" checked") && page.body.contains("<option selected value=\"x\""), "{}", page.body);
    let (by, rows) = read_by(&office, &browser).await;
    assert_eq!((by.only.clone(), by.header_rows, rows), (vec![("Stage".to_owned(), vec!["Final".to_owned()])], Some(2), 6));

    // The file that is offered is read the same by the command line, and is what is kept.
    let file = browser.get("/manage/imports/mapping.toml").await.is(200);
    assert!(file.header("content-disposition").contains("mapping.toml") && file.header("content-type").starts_with("application/toml"));
    let read = mapping("mapping.toml", &file.body).unwrap_or_else(|issues| panic!("{issues:?}"));
    assert_eq!(read, by);
    let folder = office.desk.council_of_folder().await.unwrap();
    let opened = bring::open("depot.csv", DEPOT.as_bytes()).unwrap();
    let again = bring::understand(&opened.sheets, &folder, None, Some(&read), None);
    let pending = office.desk.pending(&asker(&office, &browser).await).await.unwrap().unwrap();
    let Stage::Ready(found, _) = pending.stage() else { panic!("{:?}", pending.stage()) };
    assert_eq!((&again.rows, &again.measures, &again.periods), (&found.import.rows, &found.import.measures, &found.import.periods));

    browser.get(FILE).await.is(200);
    browser.post("/manage/imports/keep", &[("name", "The depot")]).await.leads_to(FILE);
    browser.post("/manage/imports/give-up", &[]).await.leads_to("/manage/imports");
    let page =
        look(&mut browser, "depot-next.csv", &DEPOT.replace("2000", "2001").replace("Repairs by tenant", "Repairs\n\nTenants")).await;
    let page = page.is(200).says("Read by the mapping").says("6 figures can be imported").says("Download the mapping");
    // And it can be seen and changed from there.
    assert!(page.body.contains("value=\"Final\" checked") && page.body.contains("value=\"2030-04-01/P1Y\""), "{}", page.body);
    assert!(page.body.contains("<option selected value=\"female\""), "{}", page.body);
}

#[tokio::test]
async fn a_file_of_many_columns_is_asked_about_in_full() {
    let office = loaded().await;
    let mut browser = office.signed_in("team", &["performance-team"]).await;
    let filler = (0..118).map(|at| format!(",note {at}")).collect::<Vec<_>>().concat();
    let table = format!("where{filler},when,waste\nCV-D{},2031/32,40.5\n", ",".repeat(118));
    look(&mut browser, "wide.csv", &table).await.is(200).says("Columns 101 to 121");
    let said_of = [("header", "1"), ("column-0", "area"), ("column-119", "period"), ("column-120", "value"), ("measure", "recycling")];
    let page = said(&mut browser, &[&said_of]).await.says("1 figure can be imported");
    assert!(page.body.contains("<details open><summary>Columns 101 to 121"), "{}", page.body);
}

#[tokio::test]
async fn a_choice_of_rows_is_of_the_column_that_was_listed() {
    let office = loaded().await;
    let mut browser = office.signed_in("team", &["performance-team"]).await;
    let table = "area,period,value,stage,kind\nCV-D,2031/32,40,Final,A\nCV-D,2032/33,41,Draft,A\n";
    look(&mut browser, "stages.csv", table).await.is(200);
    let plain = [("header", "1"), ("column-0", "area"), ("column-1", "period"), ("column-2", "value"), ("measure", "recycling")];
    // Another column was chosen since: what was ticked was of the one before, and is no text of this one.
    let page = said(&mut browser, &[&plain, &[("keep-0", "4"), ("keep-0-of", "3"), ("keep-0-text", "Final")]]).await;
    page.says("2 figures can be imported").says("A (in 2 rows)");
    said(&mut browser, &[&plain, &[("keep-0", "3"), ("keep-0-of", "3"), ("keep-0-other", "Draft")]]).await.says("1 figure can be imported");
    let (by, _) = read_by(&office, &browser).await;
    let back = Choice::of(&by, &bring::open("stages.csv", table.as_bytes()).unwrap().sheets);
    assert_eq!(back.keeps[0].texts, ["Draft"]);
    let folder = office.desk.council_of_folder().await.unwrap();
    let again = choice::mapping(&back, &bring::open("stages.csv", table.as_bytes()).unwrap().sheets, &folder.council);
    assert_eq!(again.unwrap(), by);
}
