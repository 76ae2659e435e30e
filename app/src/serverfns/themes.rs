//! Every plan with its themes.

use domain::catalogue::PlanOutline;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::{error::ApiError, wire::Packed};

/// Every plan with its themes, and the directorates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outlines {
    /// Plans, the one in force first, each with its summary and each theme's.
    pub plans: Vec<(PlanOutline, String, Vec<String>)>,
    /// Directorates: code, name, lead, services, how many measures.
    pub directorates: Vec<(String, String, String, Vec<String>, usize)>,
}

/// Every plan with its themes.
#[server(prefix = "/api/view", endpoint = "themes", input = GetUrl)]
pub async fn themes() -> Result<Packed, ApiError> {
    let shown = super::shown()?;
    let (catalogue, council) = (&shown.release.catalogue, &shown.release.council);
    let mut plans: Vec<_> = catalogue
        .plans
        .iter()
        .zip(&council.plans)
        .map(|(outline, plan)| (outline.clone(), plan.summary.clone(), plan.themes.iter().map(|theme| theme.summary.clone()).collect()))
        .collect();
    plans.sort_by_key(|(outline, ..): &(PlanOutline, String, Vec<String>)| !outline.current);
    let directorates = catalogue.directorates.iter().map(|directorate| {
        let measures = catalogue.measures.iter().filter(|measure| measure.directorate == directorate.code).count();
        let services = directorate.services.iter().map(|service| service.name.clone()).collect();
        (directorate.code.to_string(), directorate.name.clone(), directorate.lead.clone(), services, measures)
    });
    Packed::new(&Outlines { plans, directorates: directorates.collect() })
}
