//! Bodies in the encodings that a browser takes: compressed once, served many times.

use std::io::Write;

use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
};

/// A body in every encoding.
#[derive(Debug, Clone)]
pub struct Encoded {
    /// As it is.
    pub plain: Bytes,
    /// Brotli.
    pub brotli: Option<Bytes>,
    /// Gzip.
    pub gzip: Option<Bytes>,
}

/// Bodies shorter than this are not worth compressing.
const SHORT: usize = 600;

impl Encoded {
    /// Compresses a body. `quality` is brotli's, 0 to 11.
    pub fn new(plain: impl Into<Bytes>, quality: i32) -> Self {
        let plain = plain.into();
        if plain.len() < SHORT {
            return Self { plain, brotli: None, gzip: None };
        }
        let params = brotli::enc::BrotliEncoderParams { quality, ..Default::default() };
        let mut compressed = Vec::new();
        let brotli = brotli::BrotliCompress(&mut plain.as_ref(), &mut compressed, &params).is_ok().then_some(compressed);
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
        let gzip = gzip.write_all(&plain).and_then(|()| gzip.finish()).ok();
        Self { brotli: brotli.map(Bytes::from), gzip: gzip.map(Bytes::from), plain }
    }

    /// Bytes held.
    pub fn weight(&self) -> usize {
        self.plain.len() + self.brotli.as_ref().map_or(0, Bytes::len) + self.gzip.as_ref().map_or(0, Bytes::len)
    }

    /// A response in the best encoding that the request takes.
    pub fn respond(&self, request: &HeaderMap, status: StatusCode, kind: &HeaderValue, cache: &'static str) -> Response<Body> {
        let accepted = request.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let takes = |name: &str| {
            accepted.split(',').any(|part| {
                let mut pieces = part.split(';').map(str::trim);
                pieces.next() == Some(name) && !pieces.any(|piece| matches!(piece, "q=0" | "q=0.0"))
            })
        };
        let (bytes, encoding) = match (&self.brotli, &self.gzip) {
            (Some(bytes), _) if takes("br") => (bytes, Some("br")),
            (_, Some(bytes)) if takes("gzip") => (bytes, Some("gzip")),
            _ => (&self.plain, None),
        };
        let mut response = Response::new(Body::from(bytes.clone()));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, kind.clone());
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    }
}

/// Never changes at its address.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// May change with the next release.
pub const REVALIDATE: &str = "no-cache";
