//! Wards like one another, areas that are no longer, and codes that were replaced.

use super::calder_vale;

#[tokio::test]
async fn a_ward_leads_to_those_most_like_it() {
    let page = calder_vale().get("/areas/CV-P05").await.is(200);
    assert!(page.body().contains("href=\"/areas/CV-P05/alike\""), "no link to the page");
    assert!(page.body().contains("Compare with them"));
    let alike = calder_vale().get("/areas/CV-P05/alike").await.is(200);
    assert!(!alike.body().contains("<script type=\"module\""), "a still page is sent without the program");
    let compare = alike.body().split("href=\"").find(|rest| rest.starts_with("/areas/CV-P05?compare=")).unwrap();
    let compare = &compare[..compare.find('"').unwrap()];
    calder_vale().get(compare).await.is(200);
    // Neither the city nor a place that there is not has such a page.
    calder_vale().get("/areas/CV-D/alike").await.is(404);
    calder_vale().get("/areas/CV-P90/alike").await.is(404);
    calder_vale().get("/areas/nowhere/alike").await.is(404);
}

#[tokio::test]
async fn a_former_ward_explains_itself_and_is_nowhere_else() {
    let page = calder_vale().get("/areas/CV-P90").await.is(200);
    assert!(page.body().contains("href=\"/areas/CV-P05\"") && page.body().contains("href=\"/areas/CV-P06\""));
    assert!(!page.body().contains("<script type=\"module\""));
    for address in ["/areas", "/areas/CV-D", "/measures/evictions", "/measures/evictions/data.csv"] {
        let answer = calder_vale().get(address).await.is(200);
        assert!(!answer.body().contains("CV-P90") && !answer.body().contains("Old Millbeck"), "{address}");
    }
    for typed in ["millbeck", "cv-p90"] {
        let found = calder_vale().get(&format!("/find?q={typed}")).await.is(200);
        assert!(found.body().contains("href=\"/areas/CV-P90\"") && found.body().contains("(former parish)"), "{typed}");
    }
    calder_vale().get("/areas/CV-P90/figures.csv").await.is(404);
}

#[tokio::test]
async fn an_old_code_leads_to_the_new_one() {
    for (old, new) in [
        ("/areas/CV-N0", "/areas/CV-N2"),
        ("/areas/CV-N0/figures.csv?group=female", "/areas/CV-N2/figures.csv?group=female"),
        ("/measures/falls?area=CV-P01&comparator=CV-N0", "/measures/falls?area=CV-P01&comparator=CV-N2"),
    ] {
        let answer = calder_vale().get(old).await.is(308);
        assert_eq!(answer.header("location"), new);
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        calder_vale().get(new).await.is(200);
    }
    let found = calder_vale().get("/find?q=cv-n0").await.is(200);
    assert!(found.body().contains("href=\"/areas/CV-N2\""));
}
