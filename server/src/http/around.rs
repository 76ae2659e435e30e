//! What is around every route: the headers that every answer has, the limits, and the numbers and the line that are kept of it.

use std::{net::SocketAddr, sync::Arc, time::Instant};

use axum::{
    body::{Body, HttpBody},
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header},
    middleware::Next,
    response::IntoResponse,
};
use tracing::Level;

use super::{api::problem::Problem, embed::Framable, limits::Limits, pattern::Pattern};
use crate::{log::REQUESTS, manage::settings::came_from, meters::Meters};

/// The longest address answered: path and query.
const LONGEST: usize = 4_000;
/// The same of a program, which may name many things at once.
const LONGEST_OF_PROGRAMS: usize = 12_000;

/// Headers that every answer has, unless it has another value of its own.
const HEADERS: [(HeaderName, &str); 8] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // Pages have a policy of their own; nothing else shows or runs anything.
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-embedder-policy"), "require-corp"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()",
    ),
];

/// What is around the routes of one server.
#[derive(Debug, Default)]
pub struct Around {
    /// Where requests are counted, if they are.
    pub meters: Option<Arc<Meters>>,
    /// How much one address may ask for, if that is limited.
    pub limits: Option<Limits>,
    /// Whether the last of `X-Forwarded-For` is where a request came from.
    pub behind_proxy: bool,
    /// Whether browsers are to ask for this site by TLS only (RFC 6797).
    pub strict: bool,
}

/// Answers a request.
pub(super) async fn around(State(around): State<Arc<Around>>, request: Request, next: Next) -> Response<Body> {
    // Where nobody looks, no clock is read.
    let seen = around.meters.is_some() || tracing::enabled!(target: REQUESTS, Level::INFO);
    let seen = seen.then(|| (Instant::now(), Pattern::of(&request), request.method().clone()));
    let mut response = match around.refuse(&request) {
        Err(refusal) => *refusal,
        Ok(None) => next.run(request).await,
        Ok(Some(left)) => {
            let mut response = next.run(request).await;
            left.tell(response.headers_mut());
            response
        }
    };
    let framable = response.extensions().get::<Framable>().is_some();
    around.dress(response.headers_mut());
    if framable {
        // Its policy says who may frame it: anybody.
        response.headers_mut().remove(header::X_FRAME_OPTIONS);
    }
    if let Some((begun, pattern, method)) = seen {
        let (took, status) = (begun.elapsed(), response.status().as_u16());
        if let Some(meters) = &around.meters {
            meters.count(pattern.as_str(), status, took);
        }
        // Neither address nor query: they could say who looks at what.
        let bytes = response.body().size_hint().exact();
        let ms = (took.as_secs_f64() * 1e6).round() / 1e3;
        tracing::info!(target: REQUESTS, method = method.as_str(), route = pattern.as_str(), status, ms, bytes, "request");
    }
    response
}

impl Around {
    /// Refuses what is too long or too much.
    fn refuse(&self, request: &Request) -> Result<Option<super::limits::Left>, Box<Response<Body>>> {
        let program = request.uri().path().starts_with("/api/");
        let longest = if program { LONGEST_OF_PROGRAMS } else { LONGEST };
        if request.uri().path_and_query().is_some_and(|address| address.as_str().len() > longest) {
            let refusal = (StatusCode::URI_TOO_LONG, "This address is too long.\n");
            return Err(Box::new(if program { Problem::too_long().into_response() } else { refusal.into_response() }));
        }
        let path = request.uri().path();
        // The files of the site are held in memory, and a page asks for many; the state is asked for by machines.
        let Some(limits) = self.limits.as_ref().filter(|_| !path.starts_with("/pkg/") && !matches!(path, "/healthz" | "/readyz")) else {
            return Ok(None);
        };
        let socket = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(socket)| *socket);
        limits
            .count(client(request.headers(), socket, self.behind_proxy))
            .map(Some)
            .map_err(|wait| Box::new(limits.refusal(wait, path.starts_with("/api/"))))
    }

    fn dress(&self, headers: &mut HeaderMap) {
        for (name, value) in HEADERS {
            headers.entry(name).or_insert(HeaderValue::from_static(value));
        }
        if self.strict {
            let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
            headers.entry(header::STRICT_TRANSPORT_SECURITY).or_insert(year);
        }
    }
}

/// Where a request came from. A proxy may add a header of its own below those that it was sent: the last of the last one counts.
pub(super) fn client(headers: &HeaderMap, socket: Option<SocketAddr>, behind_proxy: bool) -> String {
    let forwarded = headers.get_all("x-forwarded-for").iter().next_back().and_then(|value| value.to_str().ok());
    came_from(socket, forwarded, behind_proxy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_header_of_a_proxy_counts() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", "6.6.6.6".parse().unwrap());
        headers.append("x-forwarded-for", "7.7.7.7, 192.0.2.1".parse().unwrap());
        assert_eq!(client(&headers, None, true), "192.0.2.1");
        headers.append("x-forwarded-for", "192.0.2.2:5000".parse().unwrap());
        assert_eq!(client(&headers, None, true), "192.0.2.2");
        assert_eq!(client(&headers, Some("127.0.0.1:1".parse().unwrap()), false), "127.0.0.1");
    }
}
