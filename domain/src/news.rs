//! What a release shows that another does not, measure by measure.

use crate::{cell::Cell, measure::Measure, period::Period, release::Release};

/// What is new of a measure. A figure is one of an area, group and period that is shown with a value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct News {
    /// Figures that were not shown.
    pub new: usize,
    /// Figures that were shown as others.
    pub changed: usize,
    /// Figures that are shown no more.
    pub gone: usize,
    /// Periods of which nothing was shown.
    pub periods: Vec<Period>,
}

impl News {
    /// Whether nothing is new.
    pub fn nothing(&self) -> bool {
        self.new + self.changed + self.gone == 0
    }
}

/// What is new in a release since another, for each of its measures, in their order.
pub fn news(before: &Release, after: &Release) -> Vec<News> {
    (0..).zip(&after.catalogue.measures).map(|(at, measure)| of_measure(before, after, at, measure)).collect()
}

fn of_measure(before: &Release, after: &Release, at: u16, measure: &Measure) -> News {
    let (then, now) = (&before.catalogue, &after.catalogue);
    let was = then.measure_index(&measure.code);
    let earlier = was.map(|was| before.measure(was));
    let groups: Vec<Option<u16>> = std::iter::once(Some(0)).chain(now.groups().map(|(_, group)| then.group_index(&group.code))).collect();
    let periods: Vec<Option<u16>> =
        now.periods.iter().map(|period| then.periods.binary_search(period).ok().map(|place| place as u16)).collect();
    let shown = |cell: Cell| cell.value(measure).is_some();
    let mut known = vec![false; now.periods.len()];
    let mut found = vec![false; now.periods.len()];
    let (mut news, mut both) = (News::default(), 0);
    for cube in &after.measure(at).cubes {
        let area = then.area_index(&now.areas[usize::from(cube.area)].code);
        for (place, &cell) in cube.cells.iter().enumerate().filter(|(_, cell)| shown(**cell)) {
            let (group, period) = (place / cube.shape.periods.len(), place % cube.shape.periods.len());
            let (group, period) = (usize::from(cube.shape.groups[group]), usize::from(cube.shape.periods[period]));
            found[period] = true;
            let place = (|| Some((area?, groups[group]?, periods[period]?)))();
            let old = place.zip(earlier.as_ref()).map(|((area, group, period), earlier)| earlier.cell(area, group, period).0);
            match old.filter(|old| shown(*old)) {
                None => news.new += 1,
                Some(old) => {
                    both += 1;
                    known[period] = true;
                    news.changed += usize::from(old != cell);
                }
            }
        }
    }
    let earlier = earlier.iter().flat_map(|earlier| &earlier.cubes).flat_map(|cube| &cube.cells);
    news.gone = earlier.filter(|cell| shown(**cell)).count() - both;
    news.periods = (0..now.periods.len()).filter(|&period| found[period] && !known[period]).map(|period| now.periods[period]).collect();
    news
}
