//! What the reader has chosen: an area, a characteristic, a period. All of it is in the address.

use domain::{
    area::AreaType,
    catalogue::Catalogue,
    filter::{Filter, address, unknown},
    period::Period,
    view::lead::capital,
};

use super::super::{filter, part};
use crate::{
    error::PageError,
    markup::{Element, el, link},
};

/// What the reader has chosen.
#[derive(Debug, Clone)]
pub(super) struct Choice<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) area: u16,
    pub(super) characteristic: Option<usize>,
    pub(super) until: Period,
    /// Whether every gap is listed.
    pub(super) all: bool,
    /// Area and period as they are in the address: nothing where they are not chosen.
    filter: Filter,
}

impl<'a> Choice<'a> {
    /// Reads the choice out of a query.
    pub(super) fn read(catalogue: &'a Catalogue, query: &str) -> Result<Self, PageError> {
        let (filter, chosen) = filter(catalogue, "/equality", query, &["area", "period"])?;
        let by = part(query, "by");
        let characteristic = catalogue.characteristics.iter().position(|known| known.code.as_str() == by);
        if characteristic.is_none() && !by.is_empty() {
            let names = catalogue.characteristics.iter().map(|known| (known.code.as_str(), known.name.as_str()));
            let unknown = unknown("characteristic", &by, names);
            let mut nearest: Vec<(String, String)> =
                unknown.nearest.iter().map(|(code, name)| (name.clone(), format!("/equality?by={code}"))).collect();
            nearest.push(("This page without it".to_owned(), address("/equality", &filter.to_string())));
            return Err(PageError::BadRequest { message: format!("There is no characteristic “{by}”"), nearest });
        }
        let area = chosen.area.unwrap_or_else(|| catalogue.city());
        Ok(Self { catalogue, area, characteristic, until: chosen.until, all: part(query, "show") == "all", filter })
    }

    /// The address of a page with this choice, or another one.
    pub(super) fn href(&self, path: &str, change: impl FnOnce(&mut Self)) -> String {
        let mut changed = self.clone();
        change(&mut changed);
        let by = changed.characteristic.map(|at| format!("by={}", changed.catalogue.characteristics[at].code));
        let parts = [Some(changed.filter.to_string()), by, changed.all.then(|| "show=all".to_owned())];
        let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        address(path, &parts.join("&"))
    }

    /// A measure's page, for this area and period and a group.
    pub(super) fn measure(&self, measure: u16, group: u16) -> String {
        let code = self.catalogue.group(group).map(|(_, group)| group.code.clone());
        self.filter.with(|filter| filter.group = code).href(&format!("/measures/{}", self.catalogue.measures[usize::from(measure)].code))
    }

    pub(super) fn area_name(&self) -> &'a str {
        &self.catalogue.areas[usize::from(self.area)].name
    }

    /// The pages on equality, and which of them this is.
    pub(super) fn tabs(&self, here: &str) -> Element {
        let pages = [("/equality", "Gaps"), ("/equality/evidence", "Evidence map")];
        let tab = |(path, label): (&'static str, &'static str)| {
            let href = self.href(path, |choice| choice.all = false);
            el("li").with(link(href, label).maybe("aria-current", (path == here).then_some("page")))
        };
        let paper = el("li").with(link(self.href("/equality", |choice| choice.all = false) + "#for-a-paper", "For a committee paper"));
        el("nav").attr("aria-label", "Equality").with(el("ul").class("tabs").all(pages.map(tab)).with(paper))
    }

    /// The form that changes the choice. It works without a script.
    pub(super) fn form(&self, path: &'static str) -> Element {
        let option = |value: String, label: &str, picked: bool| {
            el("option").attr("value", value).maybe("selected", picked.then_some("")).with(label.to_owned())
        };
        let groups = [AreaType::City, AreaType::Neighbourhood, AreaType::Ward].map(|kind| {
            let areas = self.catalogue.areas_of(kind).map(|at| {
                let area = &self.catalogue.areas[usize::from(at)];
                option(area.code.to_string(), &area.name, at == self.area)
            });
            el("optgroup").attr("label", capital(&self.catalogue.words.area(kind).1)).all(areas)
        });
        let by = self.catalogue.characteristics.iter().enumerate();
        let by = by.map(|(at, known)| option(known.code.to_string(), &known.name, self.characteristic == Some(at)));
        let periods: Vec<&Period> = self.catalogue.quarters().rev().collect();
        let periods = periods.into_iter().map(|period| option(period.to_string(), &period.label(), *period == self.until));
        let field = |label: &'static str, name: &'static str| (el("label").with(label), el("select").attr("name", name));
        let [(area_label, area), (by_label, characteristic), (period_label, period)] =
            [field("Area ", "area"), field("Characteristic ", "by"), field("Figures up to ", "period")];
        let any = option(String::new(), "Every characteristic", self.characteristic.is_none());
        let characteristic = (path == "/equality").then(|| by_label.with(characteristic.with(any).all(by)));
        el("form")
            .class("finder")
            .attr("method", "get")
            .attr("action", path)
            .with(area_label.with(area.all(groups)))
            .with(characteristic)
            .with(period_label.with(period.all(periods)))
            .with(el("button").attr("type", "submit").with("Show"))
    }
}
