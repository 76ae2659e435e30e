//! The description of the interface, from the code (`OpenAPI` 3.1).

use app::still::{Endpoint, Parameter as Taken};
use axum::{body::Body, http::Response};
use domain::{filter::Only, record::COLUMNS, release::Release, report::Kind};
use utoipa::{
    OpenApi,
    openapi::{
        self, Deprecated, KnownFormat, RefOr, SchemaFormat,
        path::{Operation, Parameter, ParameterIn, ParameterStyle},
        response,
        schema::{ArrayBuilder, ObjectBuilder, Type},
    },
};

use super::{
    call::{Call, JSON},
    decisions, lists, observations,
    problem::Problem,
    programmes,
    query::MOST as MOST_VALUES,
    ratings, reports,
};

/// The licence of everything that is published.
pub(super) const LICENCE: &str = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";

const TOO_MANY: &str = "Too many requests came from one address: the header `Retry-After` says how many seconds to wait.";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Measure Up",
        version = "1.0.0",
        description = "What a council has published: measures, areas, groups, periods, and every figure with its marks; how each measure stands and why; programmes and decisions. Read only, without a key. Figures of few people are hidden, and say so. Within version 1 members and parameters are only added; what is to be taken away is named in the header `Deprecation` for a year before.",
        license(name = "Open Government Licence v3.0", url = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/")
    ),
    paths(
        super::index,
        observations::observations,
        lists::measures,
        lists::areas,
        lists::groups,
        lists::periods,
        ratings::ratings,
        ratings::gaps,
        programmes::programmes,
        programmes::actions,
        decisions::decisions,
        reports::reports,
        lists::releases,
        openapi,
    ),
    components(schemas(Problem, observations::Observation))
)]
struct Described;

/// The description, with what every endpoint answers to those who ask too much, and with the values that parameters have in a release.
fn described(release: &Release) -> openapi::OpenApi {
    let mut whole = Described::openapi();
    for (path, item) in &mut whole.paths.paths {
        if let Some(get) = &mut item.get {
            get.responses.responses.insert("414".to_owned(), RefOr::T(refused("The address is longer than 12,000 characters.")));
            get.responses.responses.insert("429".to_owned(), RefOr::T(refused(TOO_MANY)));
            for parameter in get.parameters.iter_mut().flatten() {
                values(path, parameter, release);
            }
        }
    }
    whole
}

/// An answer that any request may have, whatever it asks for.
fn refused(words: &str) -> response::Response {
    let problem = openapi::ContentBuilder::new().schema(Some(openapi::Ref::from_schema_name("Problem"))).build();
    response::ResponseBuilder::new().description(words).content("application/problem+json", problem).build()
}

/// Gives a parameter the values that it has in a release. A list has commas between its values.
fn values(path: &str, parameter: &mut Parameter, release: &Release) {
    let catalogue = &release.catalogue;
    let list = parameter.description.as_deref().is_some_and(|what| what.contains("commas between them"));
    let text = || ObjectBuilder::new().schema_type(Type::String);
    let known: Vec<String> = match parameter.name.as_str() {
        "measure" => catalogue.measures.iter().map(|measure| measure.code.to_string()).collect(),
        "area" => catalogue.areas.iter().map(|area| area.code.to_string()).collect(),
        "group" => ["everyone".to_owned()].into_iter().chain(catalogue.groups().map(|(_, group)| group.code.to_string())).collect(),
        "period" | "until" => catalogue.periods.iter().map(ToString::to_string).collect(),
        "characteristic" => catalogue.characteristics.iter().map(|one| one.code.to_string()).collect(),
        "kind" => Kind::ALL.map(|(code, _)| code.to_owned()).into(),
        "rating" => Only::ALL.iter().map(|only| only.code().to_owned()).collect(),
        "fields" => COLUMNS.map(str::to_owned).into(),
        "code" => release.council.programmes.iter().map(|programme| programme.code.to_string()).collect(),
        "from" | "to" => {
            parameter.schema = Some(text().format(Some(SchemaFormat::KnownFormat(KnownFormat::Date))).into());
            return;
        }
        "cursor" => {
            // The release, then the place in it: a count, or for figures measure, area, group and period.
            let places = if path.ends_with("/observations") { 4 } else { 1 };
            parameter.schema = Some(text().pattern(Some(format!("^[0-9]{{1,9}}(\\.[0-9]{{1,4}}){{{places}}}$"))).into());
            return;
        }
        _ => return,
    };
    let one = text().enum_values(Some(known)).build();
    if list {
        parameter.schema = Some(ArrayBuilder::new().items(one).min_items(Some(1)).max_items(Some(MOST_VALUES)).into());
        parameter.style = Some(ParameterStyle::Form);
        parameter.explode = Some(false);
    } else {
        parameter.schema = Some(one.into());
    }
}

/// The description.
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "About", operation_id = "openapi", summary = "This description (OpenAPI 3.1)",
    responses((status = 200, description = "The description.", body = Object),
        (status = 400, description = "A parameter is not right.", body = Problem, content_type = "application/problem+json")))]
pub(super) async fn openapi(call: Call) -> Response<Body> {
    call.written(&JSON, || {
        call.query(&[])?;
        Ok((described(&call.state.release).to_json().map_err(|_broken| Problem::ours())?.into_bytes(), None))
    })
}

/// The same for people to read: every endpoint, in the order of the description.
pub(in crate::http) fn endpoints(release: &Release) -> Vec<Endpoint> {
    let paths = described(release).paths.paths;
    let mut all: Vec<Endpoint> = paths.into_iter().filter_map(|(path, item)| Some(endpoint(path, item.get?))).collect();
    let place = |path: &str| super::ROUTES.iter().position(|route| *route == path);
    all.sort_by_key(|endpoint| place(&endpoint.path));
    all
}

fn endpoint(path: String, of: Operation) -> Endpoint {
    let parameters = of.parameters.unwrap_or_default().into_iter().map(|parameter| Taken {
        name: parameter.name,
        what: parameter.description.unwrap_or_default(),
        in_path: parameter.parameter_in == ParameterIn::Path,
    });
    Endpoint {
        path,
        summary: of.summary.unwrap_or_default(),
        description: of.description.unwrap_or_default(),
        parameters: parameters.collect(),
        deprecated: of.deprecated == Some(Deprecated::True),
    }
}
