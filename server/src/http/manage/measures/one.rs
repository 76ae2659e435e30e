//! One measure of a reader, by area and group.

use app::manage::{
    beside::{self, Beside},
    measures::One,
};
use domain::{
    area::AreaType,
    ingest::when::{self, Years},
    order::sort_by_key,
    people::{Action, Subject},
};

use super::{
    super::{call::Call, reply::Reply},
    address, figures, line, newest_rating, rank,
};
use crate::manage::{Stop, entry::unreleased};

/// The period that somebody typed, in any notation; where it leads.
fn chosen(call: &Call, measure: &domain::measure::Measure) -> Option<Result<Reply, String>> {
    let text = call.query.one("period").trim();
    if text.is_empty() {
        return None;
    }
    let shown: String = text.chars().take(40).collect();
    Some(match when::read(text, "", Years::Financial) {
        Some(when) => Ok(Reply::go(address(measure, when.period))),
        None => Err(format!("“{shown}” is not a period: write it as Q3 2025/26, 2025/26, June 2025 or 2025-10-01/P3M.")),
    })
}

/// One measure: what is to be done, and its figures by area and group.
pub(crate) async fn page(call: Call) -> Result<Reply, Stop> {
    let release = &call.state.release;
    let asker = call.asker()?;
    let found = release.council.measures.iter().position(|measure| measure.code.as_str() == call.part("code"));
    let Some(at) = found.and_then(|at| u16::try_from(at).ok()) else {
        return Ok(Reply::page(app::manage::stopped(404, "Not found", "There is no such measure.")));
    };
    let unmasked = !call.query.one("unmasked").is_empty();
    let seen = call.desk.seen(asker, release, at, unmasked).await?;
    let measure = &release.council.measures[usize::from(at)];
    let mine = call.desk.my_measures(asker, release).await?;
    let mine = mine.iter().find(|one| one.measure.code == measure.code);
    let enters = mine.is_some_and(|one| one.rights.enters);
    let wrong = match chosen(&call, measure).filter(|_| enters) {
        Some(Ok(reply)) => return Ok(reply),
        Some(Err(words)) => words,
        None => String::new(),
    };
    let line = mine.map(line);
    let href = format!("/manage/measures/{}", measure.code);
    let group = call.query.one("group");
    let catalogue = &release.catalogue;
    let chosen = group.parse().ok().and_then(|code| catalogue.group_index(&code)).unwrap_or(0);
    let of = Subject::of(measure);
    let areas = (0..).zip(&catalogue.areas).filter(|(_, area)| measure.levels.contains(&area.kind));
    let shown =
        areas.filter(|(_, area)| unreleased::sees(asker, of, area) || (seen.unmasked.is_some() && area.kind != AreaType::Comparator));
    let rows = shown.map(|(index, area)| Beside {
        name: area.name.clone(),
        href: format!("/areas/{}", area.code),
        ..figures::beside(release, at, &seen, (index, chosen), unreleased::sees(asker, of, area))
    });
    let mut rows: Vec<Beside> = rows.collect();
    sort_by_key(&mut rows, |row| rank(newest_rating(row)));
    let address = |group: &str, unmasked: bool| {
        let parts = [(!group.is_empty()).then(|| format!("group={group}")), unmasked.then(|| "unmasked=yes".to_owned())];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { href.clone() } else { format!("{href}?{}", parts.join("&")) }
    };
    let of_measure = (1..).zip(catalogue.groups()).filter(|(_, (known, _))| measure.breakdowns.contains(&known.code));
    let groups = of_measure.map(|(index, (_, group))| (address(group.code.as_str(), unmasked), group.name.clone(), index == chosen));
    let groups = std::iter::once((address("", unmasked), "Everyone".to_owned(), chosen == 0)).chain(groups).collect();
    let uncovered = seen.unmasked.is_some();
    Ok(Reply::page(app::manage::measures::one(&One {
        title: measure.title.clone(),
        public: format!("/measures/{}", measure.code),
        next: line.as_ref().map(|line| line.next.clone()),
        acts: line.map(|line| line.acts).unwrap_or_default(),
        enters,
        typed: call.query.one("period").chars().take(40).collect(),
        wrong,
        groups,
        rows,
        way: beside::way(asker.user().may(&Action::SeeUnmasked(of)), uncovered, address(if chosen == 0 { "" } else { group }, !uncovered)),
        href,
    })))
}
