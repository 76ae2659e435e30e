//! `directorates.toml` and `sources.toml`: who answers for figures, and where they come from.

use toml_edit::Document;

use super::{
    issue::{Issues, Text},
    names::Names,
    toml::Node,
};
use crate::{
    code::{DirectorateCode, ServiceCode, SourceCode},
    council::{Directorate, Service, Source},
};

/// Directorates by code.
pub(super) type Directorates = Names<DirectorateCode, ()>;
/// Services by code, with their directorate where that could be read.
pub(super) type Services = Names<ServiceCode, Option<DirectorateCode>>;
/// Sources by code, and whether they are a best fit.
pub(super) type Sources = Names<SourceCode, bool>;

const DIRECTORATE: &[&str] = &["code", "name", "lead", "service"];
const SERVICE: &[&str] = &["code", "name", "lead"];
const SOURCE: &[&str] = &["code", "title", "publisher", "url", "licence", "note", "best_fit"];

/// Reads `directorates.toml`.
pub(super) fn read(
    document: &Document<&str>,
    text: &Text<'_>,
    issues: &Issues,
    names: &mut Directorates,
    services: &mut Services,
) -> Vec<Directorate> {
    let root = Node::root(document, text, issues, &["directorate"]);
    root.tables("directorate", DIRECTORATE).iter().filter_map(|node| read_one(node, names, services)).collect()
}

fn read_one(node: &Node<'_>, names: &mut Directorates, services: &mut Services) -> Option<Directorate> {
    let code: Option<DirectorateCode> = node.code("code");
    match &code {
        Some(code) => names.define(code, (), &node.at("code")),
        None => names.incomplete(),
    }
    let name = node.text("name");
    let lead = node.text("lead");
    let nodes = node.tables("service", SERVICE);
    let services = nodes.iter().filter_map(|node| read_service(node, code.as_ref(), services)).collect();
    Some(Directorate { code: code?, name: name?, lead: lead?, services })
}

fn read_service(node: &Node<'_>, directorate: Option<&DirectorateCode>, services: &mut Services) -> Option<Service> {
    let code: Option<ServiceCode> = node.code("code");
    match &code {
        Some(code) => services.define(code, directorate.cloned(), &node.at("code")),
        None => services.incomplete(),
    }
    let name = node.text("name");
    let lead = node.text("lead");
    Some(Service { code: code?, name: name?, lead: lead? })
}

/// Reads `sources.toml`.
pub(super) fn read_sources(document: &Document<&str>, text: &Text<'_>, issues: &Issues, names: &mut Sources) -> Vec<Source> {
    let root = Node::root(document, text, issues, &["source"]);
    root.tables("source", SOURCE).iter().filter_map(|node| read_source(node, names)).collect()
}

fn read_source(node: &Node<'_>, names: &mut Sources) -> Option<Source> {
    let code: Option<SourceCode> = node.code("code");
    let best_fit = node.flag("best_fit");
    match &code {
        Some(code) => names.define(code, best_fit, &node.at("code")),
        None => names.incomplete(),
    }
    let title = node.text("title");
    let publisher = node.text("publisher");
    let url = node.url_or_none("url");
    let (licence, remark) = (node.text_or_none("licence"), node.text_or_none("note"));
    Some(Source { code: code?, title: title?, publisher: publisher?, url, licence, note: remark, best_fit })
}
