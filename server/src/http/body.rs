//! Bodies in the encodings that a browser takes: compressed once, served many times.

use std::io::Write;

use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
};
use sha2::{Digest, Sha256};

/// A body in every encoding.
#[derive(Debug, Clone)]
pub struct Encoded {
    /// As it is.
    pub plain: Bytes,
    /// Brotli.
    pub brotli: Option<Bytes>,
    /// Gzip.
    pub gzip: Option<Bytes>,
    /// Changes with the content: a browser that has it need not fetch it again.
    pub tag: HeaderValue,
}

/// Bodies shorter than this are not worth compressing.
const SHORT: usize = 600;

impl Encoded {
    /// Compresses a body. `quality` is brotli's, 0 to 11.
    pub fn new(plain: impl Into<Bytes>, quality: i32) -> Self {
        let plain = plain.into();
        let tag = tag(&plain);
        if plain.len() < SHORT {
            return Self { plain, brotli: None, gzip: None, tag };
        }
        let params = brotli::enc::BrotliEncoderParams { quality, ..Default::default() };
        let mut compressed = Vec::new();
        let brotli = brotli::BrotliCompress(&mut plain.as_ref(), &mut compressed, &params).is_ok().then_some(compressed);
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
        let gzip = gzip.write_all(&plain).and_then(|()| gzip.finish()).ok();
        Self { brotli: brotli.map(Bytes::from), gzip: gzip.map(Bytes::from), plain, tag }
    }

    /// A body that is packed already, as a picture is.
    pub fn plain(plain: impl Into<Bytes>) -> Self {
        let plain = plain.into();
        let tag = tag(&plain);
        Self { plain, brotli: None, gzip: None, tag }
    }

    /// Bytes held.
    pub fn weight(&self) -> usize {
        self.plain.len() + self.brotli.as_ref().map_or(0, Bytes::len) + self.gzip.as_ref().map_or(0, Bytes::len)
    }

    /// Whether it is what whoever asks has already (RFC 9110, 13.1.2).
    fn known(&self, request: &HeaderMap) -> bool {
        let weak = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
        let tag = weak(self.tag.to_str().unwrap_or_default());
        let mut given =
            request.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok()).flat_map(|all| all.split(','));
        given.any(|given| given.trim() == "*" || weak(given) == tag)
    }

    /// A response in the best encoding that the request takes.
    pub fn respond(&self, request: &HeaderMap, status: StatusCode, kind: &HeaderValue, cache: &'static str) -> Response<Body> {
        if status == StatusCode::OK && self.known(request) {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response.headers_mut().insert(header::ETAG, self.tag.clone());
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
            return response;
        }
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
        headers.insert(header::ETAG, self.tag.clone());
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    }
}

/// A weak tag of a content: the same in every encoding.
pub fn tag(plain: &[u8]) -> HeaderValue {
    let digest = format!("{:x}", Sha256::digest(plain));
    HeaderValue::from_str(&format!("W/\"{}\"", &digest[..20])).unwrap_or(HeaderValue::from_static("W/\"0\""))
}

/// Never changes at its address.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// Changes hardly ever, and never harms when it is a day old.
pub const DAILY: &str = "public, max-age=86400";
/// May change with the next release.
pub const REVALIDATE: &str = "no-cache";
