//! Reports in the forms that people take away: a tagged PDF, a spreadsheet and a text to edit, each made of the same document as the page.

use std::{sync::Arc, time::Duration};

use app::error::PageError;
use axum::{
    body::Body,
    extract::{OriginalUri, Path, State as Extract},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
    response::IntoResponse,
};
use domain::report::Kind;
use tokio::sync::Semaphore;

use super::{
    downloads, policy,
    state::{Kept, State},
};
use crate::reports::Form;

/// One is set at a time: it takes a processor for a second or more.
static PRESS: Semaphore = Semaphore::const_new(1);
/// How long somebody waits for others before theirs.
const PATIENCE: Duration = Duration::from_secs(20);

/// A report in a form. What was made is kept with the pages.
pub(super) async fn form(
    Extract(state): Extract<Arc<State>>,
    Path((kind, of, name)): Path<(String, String, String)>,
    OriginalUri(address): OriginalUri,
    headers: HeaderMap,
) -> Response<Body> {
    let Some(form) = Form::read(&name) else {
        return (
            StatusCode::NOT_FOUND,
            "A report comes as report.html, report.pdf, report.ods, report.docx, report.csv and report.json.\n",
        )
            .into_response();
    };
    let file = format!("{kind}-{of}-release-{}.{}", state.release.catalogue.release, form.ending());
    // What is kept is found by the path alone: a report takes no choices.
    let key = format!("{} {}", state.day(), address.path());
    let made = match state.kept.get(&key) {
        Some(kept) => Ok(kept),
        None => make(&state, (&kind, &of), form).await,
    };
    match made {
        Ok(kept) => {
            state.kept.insert(key, Arc::clone(&kept));
            downloads::attached(&kept, &file, &headers)
        }
        Err(response) => *response,
    }
}

async fn make(state: &Arc<State>, (kind, of): (&str, &str), form: Form) -> Result<Arc<Kept>, Box<Response<Body>>> {
    let refuse = |status: StatusCode, words: String| Box::new((status, words).into_response());
    let Ok(Ok(_turn)) = tokio::time::timeout(PATIENCE, PRESS.acquire()).await else {
        let words = "Many reports are being made. Try again in a minute.\n";
        return Err(Box::new((StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "60")], words).into_response()));
    };
    let document = app::still::report((&state.release, &state.register), &state.site(), kind, of).map_err(|error: PageError| {
        refuse(StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST), format!("{error}: /reports lists them.\n"))
    })?;
    let kind = Kind::read(kind);
    let shared = Arc::clone(state);
    let set = tokio::task::spawn_blocking(move || form.of(kind, document, &shared.built)).await;
    match set.map_err(anyhow::Error::from).and_then(|set| set) {
        Ok(bytes) => Ok(Arc::new(whole(form, bytes))),
        Err(error) => {
            tracing::error!(error = &*error as &dyn std::error::Error, "a report could not be made");
            Err(refuse(StatusCode::INTERNAL_SERVER_ERROR, "The report could not be made. Try again in a minute.\n".to_owned()))
        }
    }
}

/// An answer in a form; a page runs nothing.
fn whole(form: Form, bytes: Vec<u8>) -> Kept {
    let policy = (form == Form::Html).then(|| policy::still(&bytes)).flatten();
    Kept { policy, ..Kept::whole(HeaderValue::from_static(form.kind()), bytes) }
}
