//! The dashboard of a directorate.

use app::manage::{
    beside::{self, Beside},
    directorate::Directorate,
};
use domain::{
    code::ServiceCode,
    format,
    order::sort_by_key,
    people::{Action, Subject},
    rating::Rating,
};

use super::{
    super::{call::Call, reply::Reply},
    figures, newest_rating, next, rank,
};
use crate::manage::Stop;

/// The dashboard of a directorate: its measures, reds first.
pub(crate) async fn page(call: Call) -> Result<Reply, Stop> {
    let release = &call.state.release;
    let asker = call.asker()?;
    let code = call.part("code");
    let unmasked = !call.query.one("unmasked").is_empty();
    let Some(measures) = call.desk.of_directorate(asker, release, &code, unmasked).await? else {
        return Ok(Reply::page(app::manage::stopped(404, "Not found", "There is no such directorate.")));
    };
    let mine = call.desk.my_measures(asker, release).await?;
    let mut rows: Vec<(ServiceCode, Beside)> = Vec::new();
    let (mut may, mut shows) = (false, false);
    for (at, seen) in measures {
        let measure = &release.council.measures[usize::from(at)];
        let of = Subject::of(measure);
        may |= asker.user().may(&Action::SeeUnmasked(of));
        shows |= seen.unmasked.is_some();
        let city = release.catalogue.city();
        let early = asker.user().may(&Action::SeeUnpublished(of));
        let due = mine.iter().find(|one| one.measure.code == measure.code);
        let row = Beside {
            name: measure.title.clone(),
            href: format!("/manage/measures/{}", measure.code),
            next: due.map(|one| next(one).1).unwrap_or_default(),
            ..figures::beside(release, at, &seen, (city, 0), early)
        };
        rows.push((measure.service.clone(), row));
    }
    sort_by_key(&mut rows, |(_, row)| rank(newest_rating(row)));
    let count = |rating: Rating| rows.iter().filter(|(_, row)| newest_rating(row) == rating).count();
    let news = rows.iter().filter(|(_, row)| row.unreleased.is_some()).count();
    let lead = format!(
        "{}: {} off target, {} near and {} on; {} not released.",
        format::plural(rows.len() as u64, ("measure", "measures")),
        count(Rating::OffTarget),
        count(Rating::NearTarget),
        count(Rating::OnTarget),
        format::plural(news as u64, ("new figure is", "new figures are"))
    );
    let found = release.council.directorates.iter().find(|known| known.code.as_str() == code);
    let services = found.iter().flat_map(|known| &known.services).map(|service| {
        let own = rows.iter().filter(|(code, _)| *code == service.code).map(|(_, row)| row.clone());
        (service.name.clone(), own.collect::<Vec<_>>())
    });
    let services = services.filter(|(_, rows)| !rows.is_empty()).collect();
    let href = format!("/manage/directorates/{code}{}", if shows { "" } else { "?unmasked=yes" });
    Ok(Reply::page(app::manage::directorate::directorate(&Directorate {
        name: found.map(|known| known.name.clone()).unwrap_or_default(),
        public: format!("/directorates/{code}"),
        lead,
        services,
        way: beside::way(may, shows, href),
    })))
}
