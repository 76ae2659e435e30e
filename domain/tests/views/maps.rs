use super::help::book;

#[test]
fn the_map_and_the_list_give_the_same_reason_as_the_row() {
    let book = book();
    let mut seen = Vec::new();
    for (measure, query) in [("repairs-on-time", ""), ("repairs-on-time", "group=female"), ("recycling", ""), ("recycling", "group=female")]
    {
        let map = book.area("CV-D", &format!("{query}&measure={measure}")).map.unwrap();
        let places = book.places(&format!("{query}&measure={measure}"));
        let listed = |code: &str| {
            let found = places.groups.iter().flat_map(|group| &group.places).find(|(link, _)| link.href.contains(code)).unwrap();
            found.1.clone()
        };
        for cell in &map.cells {
            let row = book.row(measure, cell.code.as_str(), query);
            let said = if row.figure.present { row.figure.text } else { row.figure.note.unwrap() };
            assert_eq!(cell.value, said, "{measure} in {} for {query}", cell.code);
            assert_eq!(listed(cell.code.as_str()), said, "{measure} in {} for {query}", cell.code);
            if query.is_empty() {
                assert_ne!(said, "not broken down this way", "{measure} in {}: everyone is not a breakdown", cell.code);
            }
            seen.push(said);
        }
    }
    for reason in ["not reported for this area", "not broken down this way", "hidden to protect people"] {
        assert!(seen.iter().any(|said| said == reason), "{reason} is nowhere, so this test shows nothing of it");
    }
}
