//! Forms that bring a file (`multipart/form-data`). The first part is the form's token, so that nothing else is read before it is checked.

use std::fmt;

use app::manage::form::TOKEN;
use axum::{
    body::Body,
    http::{HeaderMap, header},
};
use ingest::Limits;
use multer::{Constraints, Multipart, SizeLimit};

/// Bytes of the parts that are no file, and of what stands between them.
const BESIDE: u64 = 64 * 1024;
/// The most parts.
const PARTS: usize = 20;

/// A file, and the fields beside it.
#[derive(Debug, Default)]
pub(super) struct File {
    /// Its name, as the browser gives it.
    pub(super) name: String,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    /// The measure that was chosen.
    pub(super) measure: String,
}

/// Why a file did not come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Broken {
    /// It is larger than any that is read.
    Large,
    /// With those of others, it is more than is taken at once.
    Room,
    /// It did not come whole, or is not what a form sends.
    Cut,
}

/// What is still to come of a form whose token has been read.
pub(super) struct Upload(Multipart<'static>);

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Upload")
    }
}

/// The boundary of a form with files, if it is one.
pub(super) fn boundary(headers: &HeaderMap) -> Option<String> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    multer::parse_boundary(kind).ok()
}

impl Upload {
    /// Reads the token; blank where the first part is something else.
    pub(super) async fn begin(body: Body, boundary: String) -> (String, Self) {
        let most = Limits::default().file;
        let sizes = SizeLimit::new().whole_stream(most + BESIDE).per_field(BESIDE).for_field("file", most);
        let mut parts = Multipart::with_constraints(body.into_data_stream(), boundary, Constraints::new().size_limit(sizes));
        let token = match parts.next_field().await {
            Ok(Some(field)) if field.name() == Some(TOKEN) => field.text().await.unwrap_or_default(),
            _ => String::new(),
        };
        (token, Self(parts))
    }

    /// Reads the rest. `room` is asked for each piece of the file.
    pub(super) async fn file(mut self, room: impl Fn(u64) -> bool) -> Result<File, Broken> {
        let mut file = File::default();
        for _ in 0..PARTS {
            let Some(mut field) = self.0.next_field().await.map_err(broken)? else { return Ok(file) };
            match field.name() {
                Some("file") => {
                    file.name = field.file_name().unwrap_or_default().to_owned();
                    while let Some(chunk) = field.chunk().await.map_err(broken)? {
                        if !room(chunk.len() as u64) {
                            return Err(Broken::Room);
                        }
                        file.bytes.extend_from_slice(&chunk);
                    }
                }
                Some("measure") => file.measure = field.text().await.map_err(broken)?,
                _ => {}
            }
        }
        Err(Broken::Cut)
    }
}

fn broken(error: multer::Error) -> Broken {
    match error {
        multer::Error::FieldSizeExceeded { .. } | multer::Error::StreamSizeExceeded { .. } => Broken::Large,
        _ => Broken::Cut,
    }
}
