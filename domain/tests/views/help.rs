use std::sync::Arc;

use domain::{
    NaiveDate,
    catalogue::Catalogue,
    filter::{Filter, Resolved},
    folder::parse,
    illustrative::generate,
    observation::Observation,
    release::{Publisher, Release},
    said::Said,
    view::{
        Scene,
        area::{AreaView, area_view},
        directorate::{DirectorateView, directorate_view},
        home::{HomeView, home_view},
        measure::{MeasureView, measure_view, scene as measure_scene},
        places::{PlacesView, places_view},
        row::Row,
        theme::{ThemeView, theme_view},
    },
    why::{Why, why},
};

/// The day on which tests read pages.
pub(super) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 15).unwrap()
}

/// A release whose pages can be looked at.
pub(super) struct Book(Release);

/// The fictional council as it is.
pub(super) fn book() -> Book {
    book_with(&[])
}

/// The fictional council with texts of its files replaced: the file, what is there, what is to be.
pub(super) fn book_with(edits: &[(&str, &str, &str)]) -> Book {
    let mut files = crate::council::files("fixtures/calder-vale");
    for (file, old, new) in edits {
        let text = files.0.get_mut(*file).unwrap();
        assert!(text.contains(old), "{file} does not hold {old}");
        *text = text.replace(old, new);
    }
    let folder = parse(&files).unwrap_or_else(|issues| panic!("{issues:?}"));
    let mut observations: Vec<Observation> = folder.observations.clone();
    if let Some(recipes) = &folder.illustrative {
        observations.extend(generate(&folder.council, &folder.observations, recipes).unwrap());
    }
    let periods = observations.iter().map(|observation| observation.period).collect();
    let mut publisher = Publisher::new(folder.council.clone(), 1, today(), periods);
    for (at, measure) in (0..).zip(&folder.council.measures) {
        let own: Vec<Observation> = observations.iter().filter(|observation| observation.measure == measure.code).cloned().collect();
        publisher.add(at, &own);
    }
    Book(publisher.finish())
}

impl Book {
    /// The same, with what services say.
    pub(super) fn with_said(self, said: Vec<Said>) -> Self {
        Self(self.0.with_said(said))
    }

    pub(super) fn catalogue(&self) -> &Catalogue {
        &self.0.catalogue
    }

    pub(super) fn release(&self) -> &Release {
        &self.0
    }

    /// A query as it was chosen.
    fn chosen(&self, query: &str) -> (Filter, Resolved) {
        let filter: Filter = query.parse().unwrap();
        let chosen = filter.resolve(&self.0.catalogue).unwrap();
        (filter, chosen)
    }

    fn scene(&self, area: u16, chosen: &Resolved) -> Scene {
        self.0.scene(area, chosen, today())
    }

    pub(super) fn area(&self, code: &str, query: &str) -> AreaView {
        let (filter, chosen) = self.chosen(query);
        let area = self.0.catalogue.area_index(&code.parse().unwrap()).unwrap();
        area_view(&self.scene(area, &chosen), area, &filter, &chosen)
    }

    pub(super) fn home(&self, query: &str) -> HomeView {
        let (filter, chosen) = self.chosen(query);
        home_view(&self.scene(self.0.catalogue.city(), &chosen), &filter, &chosen)
    }

    pub(super) fn places(&self, query: &str) -> PlacesView {
        let (filter, chosen) = self.chosen(query);
        places_view(&self.scene(self.0.catalogue.city(), &chosen), &filter, &chosen)
    }

    pub(super) fn theme(&self, code: &str, query: &str) -> ThemeView {
        let (filter, chosen) = self.chosen(query);
        theme_view(&self.scene(self.0.catalogue.city(), &chosen), &code.parse().unwrap(), &filter, &chosen).unwrap()
    }

    pub(super) fn directorate(&self, code: &str, query: &str) -> DirectorateView {
        let (filter, chosen) = self.chosen(query);
        directorate_view(&self.scene(self.0.catalogue.city(), &chosen), &code.parse().unwrap(), &filter, &chosen).unwrap()
    }

    pub(super) fn measure(&self, code: &str, query: &str) -> MeasureView {
        let (filter, chosen) = self.chosen(query);
        let at = self.0.catalogue.measure_index(&code.parse().unwrap()).unwrap();
        let scene = measure_scene(Arc::clone(&self.0.catalogue), today(), &self.0.measure(at), chosen.until);
        measure_view(&scene, at, &filter, &chosen)
    }

    pub(super) fn why(&self, measure: &str, query: &str) -> Why {
        let (_, chosen) = self.chosen(query);
        let at = self.0.catalogue.measure_index(&measure.parse().unwrap()).unwrap();
        let area = chosen.area.unwrap_or_else(|| self.0.catalogue.city());
        why(&self.0.catalogue, self.0.area(area).cube(at), (at, area), &chosen)
    }

    /// Every row of an area's dashboard.
    pub(super) fn rows(&self, area: &str, query: &str) -> Vec<Row> {
        let view = self.area(area, &format!("{query}&show=all"));
        view.sections.into_iter().flat_map(|section| section.rows).collect()
    }

    /// The row of one measure on an area's dashboard.
    pub(super) fn row(&self, measure: &str, area: &str, query: &str) -> Row {
        let mut rows = self.rows(area, query);
        rows.retain(|row| row.code.as_str() == measure);
        rows.pop().unwrap_or_else(|| panic!("{area} has no row of {measure}"))
    }

    /// The periods of a measure in an area, each by its label where the group chosen (or everyone, where the measure is not broken down)
    /// has a figure that shows.
    pub(super) fn shown(&self, measure: &str, area: &str, query: &str) -> Vec<Option<String>> {
        let (_, chosen) = self.chosen(query);
        let at = self.0.catalogue.measure_index(&measure.parse().unwrap()).unwrap();
        let index = self.0.catalogue.area_index(&area.parse().unwrap()).unwrap();
        let scene = self.scene(index, &chosen);
        let cube = scene.frames[&index].cube(at).unwrap();
        let group = if cube.shape.groups.contains(&chosen.group) { chosen.group } else { 0 };
        let label = |period: u16| {
            cube.cell(group, period).0.value(scene.measure(at)).map(|_| self.0.catalogue.periods[usize::from(period)].label())
        };
        cube.shape.periods.iter().map(|&period| label(period)).collect()
    }
}
