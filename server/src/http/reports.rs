//! Reports in the forms that people take away: a tagged PDF, a spreadsheet and a text to edit, each made of the same document as the page.

use std::{sync::Arc, time::Duration};

use app::error::PageError;
use axum::{
    body::Body,
    extract::{OriginalUri, Path, State as Extract},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
    response::IntoResponse,
};
use domain::report::{
    Kind,
    document::{Block, Document},
};
use tokio::sync::Semaphore;

use super::{
    downloads,
    state::{Kept, State},
};

/// One is set at a time: it takes a processor for a second or more.
static PRESS: Semaphore = Semaphore::const_new(1);
/// How long somebody waits for others before theirs.
const PATIENCE: Duration = Duration::from_secs(20);

/// A form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Pdf,
    Ods,
    Docx,
}

impl Form {
    fn read(name: &str) -> Option<Self> {
        Some(match name {
            "report.pdf" => Self::Pdf,
            "report.ods" => Self::Ods,
            "report.docx" => Self::Docx,
            _ => return None,
        })
    }

    fn kind(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Pdf => "application/pdf",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        })
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Ods => "ods",
            Self::Docx => "docx",
        }
    }
}

/// A report in a form. What was made is kept with the pages.
pub(super) async fn form(
    Extract(state): Extract<Arc<State>>,
    Path((kind, of, name)): Path<(String, String, String)>,
    OriginalUri(address): OriginalUri,
    headers: HeaderMap,
) -> Response<Body> {
    let Some(form) = Form::read(&name) else {
        return (StatusCode::NOT_FOUND, "A report comes as report.pdf, report.ods and report.docx.\n").into_response();
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
    let document = if kind == Kind::Ward.code() && form != Form::Ods { short(document) } else { document };
    let shared = Arc::clone(state);
    let set = tokio::task::spawn_blocking(move || set(&shared, &document, form)).await;
    match set.map_err(anyhow::Error::from).and_then(|set| set) {
        Ok(bytes) => Ok(Arc::new(Kept::whole(form.kind(), bytes))),
        Err(error) => {
            tracing::error!(error = &*error as &dyn std::error::Error, "a report could not be made");
            Err(refuse(StatusCode::INTERNAL_SERVER_ERROR, "The report could not be made. Try again in a minute.\n".to_owned()))
        }
    }
}

/// Of a ward there is one page: on paper its sentences stand without the list of figures that they hold anyway.
fn short(mut document: Document) -> Document {
    for block in document.sections.iter_mut().flat_map(|section| &mut section.blocks) {
        match block {
            Block::Paragraph(text) => text.from.clear(),
            Block::List { items } => items.iter_mut().for_each(|item| item.from.clear()),
            Block::Heading { .. } | Block::Table(_) | Block::Picture(_) => {}
        }
    }
    document
}

fn set(state: &State, document: &Document, form: Form) -> anyhow::Result<Vec<u8>> {
    let fonts = || state.built.fonts.as_ref().ok_or_else(|| anyhow::anyhow!("the site was built without the fonts of reports"));
    Ok(match form {
        Form::Pdf => press::pdf(document, fonts()?, None)?,
        Form::Ods => press::ods(document, None)?,
        Form::Docx => press::docx(document, state.built.fonts.as_ref(), None)?,
    })
}
