use domain::filter::Only;

use super::help::book;

#[test]
fn one_is_one_measure() {
    let book = book();
    assert_eq!(
        book.home("").lead.text(),
        "Of what Calder Vale District Council promises to measure, 1 measure is on target, 2 are near and 1 is off; of 2 it cannot be told yet."
    );
    let lead = book.area("CV-D", "").lead.text();
    assert!(lead.starts_with("In Calder Vale, 1 of 4 measures with a target is on it, 2 are near and 1 is off."), "{lead}");
    assert_eq!(
        book.theme("sound-homes", "").lead.text(),
        "Across Calder Vale, 0 of 1 measure with a target is on it, 1 is near and 0 are off."
    );
    let lead = book.directorate("homes", "rating=near-target").lead.text();
    assert!(lead.starts_with("0 of 1 measure is off target, 1 near and 0 on."), "{lead}");
    assert!(book.directorate("homes", "rating=off-target").lead.text().starts_with("No measure fits what is chosen."));
}

#[test]
fn where_no_measure_has_a_target_the_lead_says_so() {
    let book = book();
    let query = "period=2024-04-01/P3M&rating=cannot-tell";
    let view = book.directorate("homes", query);
    let rows = || view.services.iter().flat_map(|service| &service.rows);
    assert!(rows().next().is_some() && rows().all(|(row, _)| row.rating.class == Only::CannotTell.code()));
    assert!(view.lead.text().starts_with("Nothing here can be held against a target yet."), "{}", view.lead.text());
}

#[test]
fn a_lead_that_has_nothing_to_compare_says_why() {
    let book = book();
    let lead = book.area("CV-P09", "").lead.text();
    assert_eq!(lead, "In Inglestead, none of the 4 measures can be compared with Calder Vale: not reported for this area.");
    let lead = book.area("CV-P04", "group=under-25").lead.text();
    assert_eq!(
        lead,
        "For people under 25 in Dunnock Green, none of the 4 measures can be compared with everyone here: not broken down this way."
    );
    // One figure that can be compared is enough for counts.
    let lead = book.area("CV-P04", "").lead.text();
    assert!(lead.contains(" measures are better than Calder Vale, ") || lead.contains(" measures is better than Calder Vale, "), "{lead}");
}

#[test]
fn no_lead_counts_nothing_and_several_reasons_are_counted() {
    let book = book();
    let mut several = Vec::new();
    for area in ["CV-D", "CV-C1", "CV-P01", "CV-P03", "CV-P04", "CV-P08", "CV-N1"] {
        for query in ["", "comparator=CV-N1", "group=female", "group=sex-unknown", "group=male&against=female", "group=65-and-over"] {
            let lead = book.area(area, query).lead.text();
            assert!(!(lead.contains(" 0 of ") && lead.contains(" 0 worse, and 0 no different")), "{area}?{query}: {lead}");
            if lead.contains("can be compared with") && lead.contains("; ") {
                several.push(format!("{area}?{query}: {lead}"));
            }
        }
    }
    let reasons = "CV-C1?group=female: For women and girls in Upper Vale, none of the 4 measures can be compared with everyone here: \
                   not broken down this way (3); hidden to protect people (1).";
    assert!(several.iter().any(|said| said == reasons), "{several:#?}");
}
