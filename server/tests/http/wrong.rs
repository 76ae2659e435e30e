//! Addresses that are not right: what is said, and what is offered.

use super::{calder_vale, reading::attributes};
use crate::html::text;

/// A page that says this is wrong, and offers that.
async fn says(address: &str, status: u16, named: &str, offered: &str) {
    let page = calder_vale().get(address).await.is(status);
    let words = text(page.body());
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{address}");
    assert!(!page.header("content-security-policy").is_empty(), "{address}");
    assert_eq!(page.body().matches("<h1").count(), 1, "{address}");
    assert!(words.contains(named), "{address} does not say {named}:\n{words}");
    let main = page.body().split_once("<main").unwrap().1;
    assert!(
        attributes(main, "href").iter().any(|link| link == offered),
        "{address} does not offer {offered}: {:?}",
        attributes(main, "href")
    );
}

#[tokio::test]
async fn subjects_that_do_not_exist_are_named_with_the_nearest() {
    for (address, named, offered) in [
        ("/areas/CV-P4", "There is no area “CV-P4”.", "/areas/CV-P04"),
        ("/areas/Elderbek", "There is no area “Elderbek”.", "/areas/CV-P05"),
        ("/themes/sound-home", "There is no theme “sound-home”.", "/themes/sound-homes"),
        ("/measures/fall", "There is no measure “fall”.", "/measures/falls"),
        ("/measures/fall/why", "There is no measure “fall”.", "/measures/falls"),
        ("/measures/falls/x/why", "There is no page “/measures/falls/x/why”.", "/measures"),
        ("/measures?theme=sound-home", "There is no theme “sound-home”.", "/themes/sound-homes"),
        ("/directorates/peple", "There is no directorate “peple”.", "/directorates/people"),
        ("/about/method", "There is no page “method”.", "/about/methods"),
        ("/no/such/page", "There is no page “/no/such/page”.", "/areas"),
    ] {
        says(address, 404, named, offered).await;
    }
}

#[tokio::test]
async fn parts_of_the_query_that_do_not_exist_are_named_with_the_nearest() {
    for (address, named, offered) in [
        ("/areas/CV-P04?group=femal", "There is no group “femal”.", "/areas/CV-P04?group=female"),
        ("/areas/CV-P04?period=2023-04-01/P3M", "There is no period “2023-04-01/P3M”.", "/areas/CV-P04?period=2024-04-01/P3M"),
        ("/areas/CV-P04?plan=new-vale", "There is no plan “new-vale”.", "/areas/CV-P04?plan=new-vale-2025-29"),
        ("/areas?measure=fals", "There is no measure “fals”.", "/areas?measure=falls"),
        ("/measures/falls?area=CV-P1", "There is no area “CV-P1”.", "/measures/falls?area=CV-P01"),
        ("/measures/falls/why?area=CV-P1", "There is no area “CV-P1”.", "/measures/falls/why?area=CV-P01"),
    ] {
        says(address, 400, named, offered).await;
    }
    // A comparator and an area compared are named too.
    for address in ["/areas/CV-P04?comparator=CV-N9", "/areas/CV-P04?compare=CV-P05,CV-N9"] {
        let page = calder_vale().get(address).await.is(400);
        assert!(text(page.body()).contains("“CV-N9”"), "{address}");
    }
}

#[tokio::test]
async fn parts_of_the_query_that_cannot_be_read_are_named() {
    let many = (1..=11).map(|at| format!("CV-P{at:02}")).collect::<Vec<_>>().join(",");
    let long = "a".repeat(2_100);
    for (path, query, named) in [
        ("/areas/CV-P04", "group=a%20b".to_owned(), "“group=a b” in the address is not right"),
        ("/", "period=2023-05-01/P3M".to_owned(), "“period=2023-05-01/P3M” in the address is not right"),
        ("/themes/sound-homes", "period=yesterday".to_owned(), "“period=yesterday” in the address is not right"),
        ("/areas/CV-P04", "rating=blue".to_owned(), "choose on-target, near-target, off-target or cannot-tell"),
        ("/measures/falls", "comparator=../etc".to_owned(), "“comparator=../etc” in the address is not right"),
        ("/areas/CV-P04", format!("compare={many}"), "at most 10 areas can be compared"),
        ("/areas", "map=round".to_owned(), "choose hexagons or boundaries"),
        ("/directorates/homes", "group=%3Cscript%3E".to_owned(), "“group=<script>” in the address is not right"),
        ("/areas/CV-P04", format!("note={long}"), "it is longer than 2000 characters"),
    ] {
        says(&format!("{path}?{query}"), 400, named, path).await;
    }
}

#[tokio::test]
async fn what_was_typed_is_never_markup() {
    for address in [
        "/areas/CV-P04?group=%3Cscript%3Ealert(1)%3C/script%3E",
        "/find?q=%3Cimg%20src%3Dx%3E",
        "/areas/%3Cimg%20src%3Dx%3E",
        "/measures?q=%22%3E%3Cimg%3E",
    ] {
        let page = calder_vale().get(address).await;
        assert!(!page.body().contains("<img") && !page.body().contains("<script>alert"), "{address}");
    }
}

#[tokio::test]
async fn an_address_beyond_all_measure_is_refused() {
    let answer = calder_vale().get(&format!("/areas?note={}", "a".repeat(4_100))).await.is(414);
    assert_eq!(answer.body(), "This address is too long.\n");
}

#[tokio::test]
async fn downloads_name_what_is_wrong_in_plain_text() {
    for (address, status, named) in [
        ("/areas/CV-P4/figures.csv", 404, "There is no area “CV-P4”."),
        ("/measures/fall/data.csv", 404, "There is no measure “fall”."),
        ("/measures/fall/figures.csv", 404, "There is no measure “fall”."),
        ("/areas/CV-P04/figures.csv?group=femal", 400, "There is no group “femal”."),
        ("/measures/falls/figures.csv?period=never", 400, "“period=never” in the address is not right"),
    ] {
        let answer = calder_vale().get(address).await.is(status);
        assert!(answer.header("content-type").starts_with("text/plain"), "{address}");
        assert!(answer.body().contains(named), "{address}: {}", answer.body());
    }
}
