//! Measures that the folder says are linked, published the way real ones are.

use domain::{measure::Disclosure, observation::Missing, store::Store};
use server::{
    folder,
    load::load,
    publish::{self, Compared},
};
use store_sqlite::SqliteStore;

use crate::{
    council::{Copy, shipped},
    service::moment,
};

const MEASURES: &str = "measures/homes.toml";

#[tokio::test]
async fn linked_measures_hide_the_same_places_and_stay_in_order() {
    let home = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&format!("sqlite:{}", home.path().join("council.db").display())).await.unwrap();
    let copy = Copy::of(&shipped("fixtures/calder-vale"));
    // The second measure of homes, and one of people, which comes later.
    for (file, code) in [(MEASURES, "evictions"), ("measures/people.toml", "days-to-decide")] {
        let path = copy.folder.join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        let (before, after) = text.split_at(text.find(&format!("code = \"{code}\"")).unwrap());
        std::fs::write(path, before.to_owned() + &after.replacen("threshold = 5", "threshold = 5\nlinked = \"few\"", 1)).unwrap();
    }
    load(&store, &copy.folder, moment()).await.unwrap();
    let code = folder::code(&copy.folder).unwrap();
    publish::publish(&store, &code, moment(), Compared::WithBefore).await.unwrap();
    let release = publish::open(store.current_release(&code).await.unwrap().unwrap()).unwrap();
    let catalogue = &release.catalogue;
    let [evictions, days] = ["evictions", "days-to-decide"].map(|code| catalogue.measure_index(&code.parse().unwrap()).unwrap());
    let city = release.area(catalogue.city());
    let mut hidden = 0;
    for &period in &city.cube(days).unwrap().shape.periods {
        let [one, other] = [evictions, days].map(|measure| city.cell(measure, 0, period).0.missing());
        assert_eq!(one == Some(Missing::Suppressed), other == Some(Missing::Suppressed));
        hidden += usize::from(one == Some(Missing::Suppressed));
    }
    assert!(hidden > 0, "no place is hidden, so nothing is shown");
    // The report is by measure, in the catalogue's order, whatever was put through together.
    let of_people = |at: u16| matches!(catalogue.measures[usize::from(at)].disclosure, Disclosure::Threshold { .. });
    for (at, tally) in (0..).zip(&release.report).filter(|(at, _)| of_people(*at)) {
        let cells = release.measure(at).cubes.iter().flat_map(|cube| cube.cells.clone()).collect::<Vec<_>>();
        let suppressed = cells.iter().filter(|cell| cell.missing() == Some(Missing::Suppressed)).count();
        assert_eq!(tally.hidden(), suppressed, "{}", catalogue.measures[usize::from(at)].code);
    }
    assert_eq!(release.report.len(), catalogue.measures.len());
}
