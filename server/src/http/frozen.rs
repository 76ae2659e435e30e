//! Frozen reports: read as pages, compared, and in the forms that are kept of them byte for byte.

use std::{fmt, future::Future, pin::Pin, sync::Arc};

use app::page::Page;
use axum::{
    body::Body,
    extract::{Path, State as Extract},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
    response::IntoResponse,
};
use domain::report::{
    document::Document,
    frozen::{Frozen, SOURCE},
};

use super::{
    body::{Encoded, REVALIDATE},
    pages, policy,
    state::{Served, State},
};
use crate::reports::Form;

/// Finds a form of a frozen report by the report's digest and the form's name.
pub type Find = Box<dyn Fn(String, &'static str) -> Finding + Send + Sync>;
/// A form that is being looked for.
pub type Finding = Pin<Box<dyn Future<Output = anyhow::Result<Option<Vec<u8>>>> + Send>>;

/// Where the forms of frozen reports are.
#[derive(Default)]
pub struct Archive(Option<Find>);

impl fmt::Debug for Archive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Archive")
    }
}

impl Archive {
    /// Where there are some.
    pub fn finding(find: Find) -> Self {
        Self(Some(find))
    }

    async fn form(&self, digest: &str, form: Form) -> anyhow::Result<Option<Vec<u8>>> {
        match &self.0 {
            Some(find) => find(digest.to_owned(), form.name()).await,
            None => Ok(None),
        }
    }

    pub(super) async fn document(&self, frozen: &Frozen) -> anyhow::Result<Document> {
        let bytes = self.form(&frozen.digest, Form::Json).await?;
        let bytes = bytes.ok_or_else(|| anyhow::anyhow!("report {} has no {SOURCE}", frozen.number))?;
        Ok(serde_json::from_slice(&bytes)?)
    }
}

/// Why a report is not shown, as an answer.
type Refused = Box<Response<Body>>;

/// A report of a number that is shown, or why there is none.
fn shown<'a>(now: &'a Arc<State>, number: &str, headers: &HeaderMap) -> Result<&'a Frozen, Refused> {
    let known = number.parse::<u32>().ok().filter(|known| known.to_string() == number);
    let found = known.and_then(|number| now.register.reports.iter().find(|report| report.number == number));
    let absent = || Box::new((StatusCode::NOT_FOUND, "There is no such frozen report: /reports lists them.\n").into_response());
    let frozen = found.ok_or_else(absent)?;
    match frozen.gone(&now.register) {
        Some(why) => Err(Box::new(send(now, &app::still::gone_report(frozen.number, why), frozen.number, headers))),
        None => Ok(frozen),
    }
}

fn send(now: &State, page: &Page, number: u32, headers: &HeaderMap) -> Response<Body> {
    pages::plain(now, page, &Frozen::address(number), Vec::new(), headers)
}

fn broken(error: &anyhow::Error) -> Response<Body> {
    tracing::error!(error = &**error as &dyn std::error::Error, "a frozen report could not be read");
    (StatusCode::INTERNAL_SERVER_ERROR, "The report could not be read. Try again in a minute.\n").into_response()
}

/// A frozen report, with what has become of it.
pub(super) async fn page(Extract(served): Extract<Served>, Path(number): Path<String>, headers: HeaderMap) -> Response<Body> {
    let now = served.now();
    let frozen = match shown(&now, &number, &headers) {
        Ok(frozen) => frozen,
        Err(refused) => return *refused,
    };
    match served.archive.document(frozen).await {
        Ok(document) => {
            let page = app::still::frozen_report((&now.release, &now.register), &now.site(), frozen, &document);
            send(&now, &page, frozen.number, &headers)
        }
        Err(error) => broken(&error),
    }
}

/// What two frozen reports say differently.
pub(super) async fn since(
    Extract(served): Extract<Served>,
    Path((number, other)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response<Body> {
    let now = served.now();
    let (later, earlier) = match (shown(&now, &number, &headers), shown(&now, &other, &headers)) {
        (Ok(later), Ok(earlier)) => (later, earlier),
        (Err(refused), _) | (_, Err(refused)) => return *refused,
    };
    if !later.alike(earlier) || earlier.number >= later.number {
        let words = format!(
            "Report {number} is not compared with report {other}: only with an earlier one of the same kind. {} lists them.\n",
            Frozen::address(later.number)
        );
        return (StatusCode::BAD_REQUEST, words).into_response();
    }
    let both = (served.archive.document(earlier).await, served.archive.document(later).await);
    match both {
        (Ok(then), Ok(after)) => {
            let page = app::still::since_report((earlier, &then), (later, &after));
            pages::plain(&now, &page, &format!("{}/since/{other}", Frozen::address(later.number)), Vec::new(), &headers)
        }
        (Err(error), _) | (_, Err(error)) => broken(&error),
    }
}

/// A form of a frozen report, as it was kept.
pub(super) async fn kept(
    Extract(served): Extract<Served>,
    Path((digest, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response<Body> {
    let now = served.now();
    let found = now.register.reports.iter().find(|report| report.digest == digest);
    let form = Form::read(&name).filter(|form| found.is_some_and(|report| report.forms.iter().any(|known| known.name == form.name())));
    let (Some(frozen), Some(form)) = (found, form) else {
        return (StatusCode::NOT_FOUND, "There is no such form of a frozen report: /reports lists them.\n").into_response();
    };
    if frozen.gone(&now.register).is_some() {
        let words = format!(
            "Report {} was withdrawn, or the release that its figures are from: {} says why.\n",
            frozen.number,
            Frozen::address(frozen.number)
        );
        return (StatusCode::GONE, words).into_response();
    }
    let bytes = match served.archive.form(&frozen.digest, form).await {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return broken(&anyhow::anyhow!("report {} has no {name}", frozen.number)),
        Err(error) => return broken(&error),
    };
    let policy = (form == Form::Html).then(|| policy::still(&bytes)).flatten();
    // What is packed already is sent as it is.
    let body = if matches!(form, Form::Json | Form::Html | Form::Csv) { Encoded::new(bytes, 4) } else { Encoded::plain(bytes) };
    // It never changes; but whoever has it asks again whether it was withdrawn.
    let mut response = body.respond(&headers, StatusCode::OK, &HeaderValue::from_static(form.kind()), REVALIDATE);
    let answer = response.headers_mut();
    if let Some(policy) = policy {
        answer.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    let way = if form == Form::Html { "inline" } else { "attachment" };
    let file = format!("{way}; filename=\"report-{}.{}\"", frozen.number, form.ending());
    answer.extend(HeaderValue::from_str(&file).ok().map(|file| (header::CONTENT_DISPOSITION, file)));
    answer.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}
