//! What programs can ask: every endpoint, its parameters, and an example that leads to its answer.

use super::Asked;
use crate::{
    components::crumbs::crumbs,
    markup::{Element, el, link},
    page::Page,
};

/// An address that programs ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// Its path; a part in braces is chosen.
    pub path: String,
    /// What it answers, in a few words.
    pub summary: String,
    /// More of it.
    pub description: String,
    /// What it takes.
    pub parameters: Vec<Parameter>,
    /// Whether it is to be taken away.
    pub deprecated: bool,
}

/// A parameter of an [`Endpoint`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// What it means.
    pub what: String,
    /// Whether it is a part of the path.
    pub in_path: bool,
}

/// Examples that answer in every council: path and what is added to it.
const EXAMPLES: [(&str, &str); 3] = [
    ("/api/v1/observations", "?group=everyone&fields=measure,area_code,time_period,value,obs_status&limit=20"),
    ("/api/v1/ratings", "?rating=off-target"),
    ("/api/v1/gaps", "?limit=20"),
];

/// The page.
pub(super) fn page(asked: &Asked, endpoints: &[Endpoint]) -> Page {
    let lead = "Everything shown here can be asked by a program: read only, without a key, as JSON, and figures as CSV too.";
    let body = el("div")
        .class("page narrow")
        .with(crumbs(&[super::data::up()], "For programs"))
        .with(el("h1").with("For programs"))
        .with(el("p").class("lead").with(lead))
        .with(rules())
        .with(el("h2").with("What there is"))
        .all(endpoints.iter().map(endpoint))
        .with(el("p").class("note").with(&asked.site.attribution));
    Page::new("For programs", body)
}

/// What holds for all of it.
fn rules() -> Element {
    let line = |term: &'static str, words: Element| el("div").with(el("dt").with(term)).with(" ").with(words);
    let description =
        el("dd").with("The whole of it for programs: ").with(link("/api/v1/openapi.json", "OpenAPI 3.1").attr("rel", "external")).with(".");
    let lines = [
        line("Description", description),
        line("Errors", el("dd").with("A parameter that is unknown, comes twice or has a wrong value is refused, never ignored: the answer names it and says how to mend it (RFC 9457).")),
        line("Pages", el("dd").with("A long answer ends with next: give it as cursor for what follows. When another release is published in between, the cursor says so.")),
        line("Not twice", el("dd").with("Every answer has an ETag: send it as If-None-Match, and what has not changed is not sent again.")),
        line("How often", el("dd").with("The headers RateLimit-Policy and RateLimit say how much one address may ask for, and what is left.")),
        line("Releases", el("dd").with("The newest is answered. Any earlier one has the same below its own path: /releases/1/api/v1/observations.")),
        line("What may change", el("dd").with("Within version 1 something is only added. What is to be taken away says so in the header Deprecation for a year before.")),
        line("What is hidden", el("dd").with("Figures of few people are not there, with c in obs_status; figures that are made up have illustrative in provenance.")),
    ];
    el("dl").class("about").all(lines)
}

fn endpoint(of: &Endpoint) -> Element {
    let example = EXAMPLES.iter().find(|(path, _)| *path == of.path).map_or("", |(_, query)| query);
    let address = format!("{}{example}", of.path);
    let try_it =
        (!of.path.contains('{')).then(|| el("p").class("more").with(link(address.clone(), address.clone()).attr("rel", "external")));
    let parameters = of.parameters.iter().map(|parameter| {
        let what = if parameter.in_path { format!("{} (in the path)", parameter.what) } else { parameter.what.clone() };
        el("div").with(el("dt").with(el("code").with(&parameter.name))).with(" ").with(el("dd").with(what))
    });
    el("section")
        .with(el("h3").with(el("code").with(&of.path)))
        .with(el("p").with(format!("{}.", of.summary)))
        .with((!of.description.is_empty()).then(|| el("p").with(&of.description)))
        .with(of.deprecated.then(|| el("p").with("It is to be taken away.")))
        .with((!of.parameters.is_empty()).then(|| el("dl").class("about").all(parameters)))
        .with(try_it)
}
