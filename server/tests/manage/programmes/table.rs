//! Programmes as tables: actions out as CSV, and back as one proposal.

use domain::store::Proposals;

use super::{CODE, WARM, approve, followed, office, public};
use crate::{
    html::text,
    manage::browser::{Answer, Browser},
};

/// The rows of the table of actions, without its mark of encoding.
async fn exported(browser: &mut Browser<'_>) -> String {
    let answer = browser.get(&format!("{WARM}/actions.csv")).await.is(200);
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"warm-homes-actions.csv\"");
    answer.body.trim_start_matches('\u{feff}').to_owned()
}

async fn bring(browser: &mut Browser<'_>, table: &str) -> Answer {
    browser.get(WARM).await.is(200);
    browser.upload(&format!("{WARM}/file"), &[], "actions.csv", table).await
}

/// The value of a hidden field of the page shown.
fn hidden(browser: &Browser<'_>, name: &str) -> String {
    let (_, rest) = browser.page.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name}: {}", browser.page));
    crate::html::plain(rest.split('"').next().unwrap())
}

async fn accept(browser: &mut Browser<'_>, role: &str) -> Answer {
    let (edits, shown, name) = (hidden(browser, "edits"), hidden(browser, "shown"), hidden(browser, "name"));
    let fields = [("edits", edits.as_str()), ("shown", shown.as_str()), ("name", name.as_str()), ("role", role)];
    browser.post(&format!("{WARM}/propose"), &fields).await
}

#[tokio::test]
async fn actions_go_out_and_come_back_as_one_proposal() {
    let (office, served) = office().await;
    let mut tess = office.signed_in("tess", &["performance-team"]).await;
    let mut amy = office.signed_in("amy", &["approver:homes"]).await;
    let table = exported(&mut tess).await;
    assert!(table.starts_with("code,title,text,part,owner,member,"), "{table}");
    bring(&mut tess, &table).await.is(200).says("0 new, 0 changed, 3 as before.").says("Nothing would change");

    // One is put off and told of, one is new, one is left out, and one cell begins as a formula would.
    let head = table.lines().next().unwrap();
    let columns: Vec<&str> = head.split(',').collect();
    let row = |cells: &[(&str, &str)]| {
        let cell = |column: &&str| cells.iter().find(|(name, _)| name == column).map_or("", |(_, value)| *value).to_owned();
        columns.iter().map(cell).collect::<Vec<_>>().join(",")
    };
    let old = table.lines().find(|line| line.starts_with("replace-boilers")).unwrap();
    let boilers =
        old.replace("2025-12-31", "28/02/2026").replace("Twelve are done.", "Thirty-one are done.").replace("on-track", "At risk");
    assert_ne!(boilers, old);
    let unsaid = format!("{head}\n{boilers}\n");
    bring(&mut tess, &unsaid).await.is(422).says("`due` changes, and the row does not say why").says("Mend the table");
    let boilers = format!("{boilers}Valves came late.");
    let new = row(&[
        ("code", "spare-parts"),
        ("title", "Keep spare parts"),
        ("owner", "'=Stores"),
        ("directorate", "homes"),
        ("due", "2026-04-30"),
    ]);
    let changed = format!("{head},colour\n{boilers},red\n{new},\n");
    let page = bring(&mut tess, &changed).await.is(200).says("1 new, 1 changed, 0 as before.").says("2 not in the table");
    let words = text(&page.body);
    for line in [
        "Row 1 | colour | this column is not one of the table, and is not read.",
        "Row 2 | Replace the forty oldest boilers | due | 2025-12-31 | 2026-02-28",
        "Row 2 | Replace the forty oldest boilers | status | on-track | at-risk",
        "Row 3 | Keep spare parts (new) | directorate | | homes",
    ] {
        assert!(words.contains(line), "{line}: {words}");
    }
    // A role is asked for, and nothing of what was shown is lost.
    accept(&mut tess, "").await.is(422).says("Say which role tells it");
    accept(&mut tess, "Repairs Manager").await.leads_to("/manage/programmes?done=proposed");
    amy.get("/manage/proposals/1").await.is(200).says("as the table actions.csv").says("Keep spare parts");
    approve(&mut amy, "/manage/proposals/1").await.leads_to("/manage/programmes?done=approved");
    followed(&office, &served).await;
    let words = public(&mut amy).await;
    for line in ["Keep spare parts", "Thirty-one are done.", "Put off from 31 December 2025 to 28 February 2026."] {
        assert!(words.contains(line), "{line}: {words}");
    }

    // The same file again changes nothing; what is taken away is safe to open; and all of it can be withdrawn together.
    bring(&mut tess, &changed).await.is(200).says("0 new, 0 changed, 2 as before.");
    assert!(exported(&mut tess).await.contains(",'=Stores,"));
    amy.get("/manage/proposals/1").await.is(200);
    amy.post("/manage/proposals/1", &[("act", "withdraw"), ("reason", "The wrong file.")])
        .await
        .leads_to("/manage/programmes?done=withdrawn");
    followed(&office, &served).await;
    let words = public(&mut amy).await;
    assert!(words.contains("Keep spare parts | The action itself | The wrong file."), "{words}");
    assert_eq!(
        words.matches("The wrong file.").count(),
        5,
        "in the ledger, beside what was told, and in the list of what was withdrawn: {words}"
    );
    let back = exported(&mut tess).await;
    assert_eq!(back, table);
}

#[tokio::test]
async fn a_table_that_is_wrong_is_told_by_row_and_column() {
    let (office, _) = office().await;
    let mut ada = office.signed_in("ada", &["contributor:repairs"]).await;
    let table = exported(&mut ada).await;
    let head = table.lines().next().unwrap();
    for (rows, words) in [
        (
            table.replace("hire-fitters,Hire six fitters", "hire-fitters,Hire nine fitters"),
            "Row 2 | title | this is changed in the council’s folder only",
        ),
        (table.replace("2026-06-30", "soon"), "Row 4 | due | `soon` is not a day"),
        (table.replace("repairs-on-time", "repairs-in-time"), "Row 2 | measures | there is no measure `repairs-in-time`"),
        (format!("{table}hire-fitters\n"), "Row 5 | code | `hire-fitters` has a row above"),
        (format!("{table},No code\n"), "Row 5 | code | the row has no code"),
        (format!("{table}a b,Spaces\n"), "Row 5 | code | a code has letters"),
        (format!("{table}new-one\n"), "Row 5 | title | `new-one` is new, and has no title"),
        (table.replace(",complete,", ",done,"), "Row 2 | status | write one of not-started"),
        (table.replace(",hire-fitters,on-track", ",repairs-desk,on-track"), "Row 3 | waits_on | it would wait on itself"),
        (format!("{head},due\n"), "Row 1 | due | this column is there twice"),
        ("a,b\n1,2\n".to_owned(), "no row has the names of the columns"),
    ] {
        assert_ne!(rows, table, "{words}");
        let page = bring(&mut ada, &rows).await.is(422);
        let shown = text(&page.body);
        assert!(shown.contains(words), "{words}: {shown}");
        assert!(!page.body.contains("name=\"edits\""), "{words}");
    }
    bring(&mut ada, "").await.is(422).says("Choose a file that is not empty");
    bring(&mut ada, "PK\u{3}\u{4}nothing").await.is(422);
    // Of another directorate: what one may not change is told, row by row.
    let mut other = office.signed_in("other", &["contributor:care"]).await;
    let page = bring(&mut other, &table.replace("CV-P05", "CV-P04")).await.is(422);
    assert!(text(&page.body).contains("you may not change this action"), "{}", page.body);
    // Nothing but what a page showed is proposed.
    ada.get(WARM).await.is(200);
    ada.post(&format!("{WARM}/propose"), &[("edits", "[]"), ("shown", "AAAA"), ("name", "x"), ("role", "x")])
        .await
        .is(422)
        .says("bring it again");
    assert_eq!(office.desk.store.proposals(CODE, None).await.unwrap(), []);
}
