//! The page of an area's figures that are not released.

use app::manage::{
    area::{self, Area},
    beside::Beside,
};
use domain::{format::plural, order::sort_by_key, rating::Rating};

use super::{
    super::{call::Call, reply::Reply},
    figures, newest_rating, rank,
};
use crate::manage::Stop;

/// What of an area is in force and not released, off target first.
pub(crate) async fn page(call: Call) -> Result<Reply, Stop> {
    let release = &call.state.release;
    let code = call.part("code");
    let Some((index, waits)) = call.desk.of_area(call.asker()?, release, &code).await? else {
        return Ok(Reply::page(app::manage::stopped(404, "Not found", "There is no such area.")));
    };
    let of = &release.catalogue.areas[usize::from(index)];
    let rows = waits.iter().map(|(at, seen)| {
        let measure = &release.council.measures[usize::from(*at)];
        Beside {
            name: measure.title.clone(),
            href: format!("/manage/measures/{}", measure.code),
            ..figures::beside(release, *at, seen, (index, 0), true)
        }
    });
    let mut rows: Vec<Beside> = rows.collect();
    sort_by_key(&mut rows, |row| rank(newest_rating(row)));
    let off = rows.iter().filter(|row| newest_rating(row) == Rating::OffTarget).count();
    Ok(Reply::page(area::area(&Area {
        name: of.name.clone(),
        public: format!("/areas/{}", of.code),
        lead: format!("{} not released; {off} off target.", plural(rows.len() as u64, ("figure is", "figures are"))),
        rows,
    })))
}
