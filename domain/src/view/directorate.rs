//! A directorate's measures, service by service, reds first: what a manager opens in the morning.

use super::{
    Scene,
    bar::{Bar, Parts, bar},
    lead::{Lead, is_of, measures},
    row::{Row, heads, row},
};
use crate::{
    code::DirectorateCode,
    filter::{Filter, Only, Resolved},
    format,
    order::sort_by_key,
};

/// A service and its measures.
#[derive(Debug, Clone, PartialEq)]
pub struct ServiceSection {
    /// Code, for the anchor.
    pub code: String,
    /// Name.
    pub name: String,
    /// Role that leads it.
    pub lead: String,
    /// `2 off target, 1 near`.
    pub summary: String,
    /// Rows with the role that answers for each.
    pub rows: Vec<(Row, String)>,
}

/// The dashboard of a directorate.
#[derive(Debug, Clone, PartialEq)]
pub struct DirectorateView {
    /// Name.
    pub name: String,
    /// Role that leads it.
    pub role: String,
    /// The sentence.
    pub lead: Lead,
    /// The filter bar.
    pub bar: Bar,
    /// Column heads.
    pub heads: (String, String),
    /// Services, the one with most reds first.
    pub services: Vec<ServiceSection>,
    /// Measures whose figure is late: title, page and what was due.
    pub late: Vec<(String, String, String)>,
    /// What a screen reader is told when something changes.
    pub announcement: String,
}

/// Reds first.
fn rank(row: &Row) -> usize {
    Only::ALL.iter().position(|only| row.rating.class == only.code()).unwrap_or(Only::ALL.len())
}

/// The dashboard of a directorate. None when there is no such directorate.
pub fn directorate_view(scene: &Scene, code: &DirectorateCode, filter: &Filter, chosen: &Resolved) -> Option<DirectorateView> {
    let catalogue = &scene.catalogue;
    let directorate = catalogue.directorate(code)?;
    let city = catalogue.city();
    let wanted = |row: &Row| filter.rating.is_none_or(|only| row.rating.class == only.code());
    let mut late = Vec::new();
    let mut services: Vec<ServiceSection> = Vec::new();
    for service in &directorate.services {
        let measures = (0..).zip(&catalogue.measures).filter(|(_, m)| m.directorate == directorate.code && m.service == service.code);
        let mut rows: Vec<(Row, String)> = measures.map(|(at, m)| (row(scene, at, city, filter, chosen), m.owner.clone())).collect();
        late.extend(rows.iter().filter_map(|(row, _)| Some((row.title.clone(), row.href.clone(), row.late.clone()?))));
        rows.retain(|(row, _)| wanted(row));
        sort_by_key(&mut rows, |(row, _)| rank(row));
        if !rows.is_empty() {
            services.push(ServiceSection {
                code: service.code.to_string(),
                name: service.name.clone(),
                lead: service.lead.clone(),
                summary: summary(&rows),
                rows,
            });
        }
    }
    let reds = |section: &ServiceSection| section.rows.iter().filter(|(row, _)| row.rating.class == Only::OffTarget.code()).count();
    sort_by_key(&mut services, |section| std::cmp::Reverse(reds(section)));
    let lead = lead(&services, late.len());
    Some(DirectorateView {
        name: directorate.name.clone(),
        role: directorate.lead.clone(),
        bar: bar(catalogue, &format!("/directorates/{code}"), city, filter, chosen, Parts { compare: false, plan: false, rating: true }),
        heads: heads(scene, city, chosen),
        announcement: lead.text(),
        lead,
        services,
        late,
    })
}

fn summary(rows: &[(Row, String)]) -> String {
    let count = |only: Only| rows.iter().filter(|(row, _)| row.rating.class == only.code()).count();
    let parts: Vec<String> = Only::ALL
        .into_iter()
        .filter(|&only| only != Only::CannotTell && count(only) > 0)
        .map(|only| format!("{} {}", count(only), only.words().to_lowercase()))
        .collect();
    if parts.is_empty() { "none can be held against a target".to_owned() } else { format::joined(&parts) }
}

fn lead(services: &[ServiceSection], late: usize) -> Lead {
    let count = |only: Only| services.iter().flat_map(|s| &s.rows).filter(|(row, _)| row.rating.class == only.code()).count();
    let all: usize = services.iter().map(|section| section.rows.len()).sum();
    let [off, near, on] = [Only::OffTarget, Only::NearTarget, Only::OnTarget].map(count);
    let lead = if all == 0 {
        Lead::default().plain("No measure fits what is chosen.")
    } else if off + near + on == 0 {
        Lead::default().plain("Nothing here can be held against a target yet.")
    } else {
        Lead::default()
            .strong(off.to_string())
            .plain(format!(" of {} {} off target, ", measures(all), is_of(off, all)))
            .strong(near.to_string())
            .plain(" near and ")
            .strong(on.to_string())
            .plain(" on.")
    };
    match late {
        0 => lead.plain(" Every figure is in on time."),
        1 => lead.plain(" ").strong("1").plain(" figure is late."),
        _ => lead.plain(" ").strong(late.to_string()).plain(" figures are late."),
    }
}
