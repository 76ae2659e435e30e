//! How much one address may ask for: a generous number of requests a minute, all of which may come at once.

use std::{
    fmt,
    hash::RandomState,
    num::NonZeroU32,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use axum::{body::Body, response::IntoResponse};
use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    middleware::StateInformationMiddleware,
    state::keyed::HashMapStateStore,
};

use super::api::problem::Problem;

/// After so many requests, addresses that are at their full allowance are forgotten.
const FORGET: u32 = 1 << 14;

type Limiter = RateLimiter<String, HashMapStateStore<String, RandomState>, DefaultClock, StateInformationMiddleware>;

/// What each address has left.
pub struct Limits {
    limiter: Limiter,
    clock: DefaultClock,
    minute: NonZeroU32,
    asked: AtomicU32,
}

impl fmt::Debug for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Limits").field("minute", &self.minute).finish_non_exhaustive()
    }
}

/// What is said of a request that may be answered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Left {
    minute: NonZeroU32,
    left: u32,
}

impl Limits {
    /// So many requests a minute for each address.
    pub fn new(minute: NonZeroU32) -> Self {
        let limiter = RateLimiter::hashmap(Quota::per_minute(minute)).with_middleware();
        Self { limiter, clock: DefaultClock::default(), minute, asked: AtomicU32::new(0) }
    }

    /// Counts a request of an address, and says what it has left, or how long it has to wait.
    pub(super) fn count(&self, address: String) -> Result<Left, Duration> {
        if self.asked.fetch_add(1, Ordering::Relaxed) % FORGET == FORGET - 1 {
            self.limiter.retain_recent();
            self.limiter.shrink_to_fit();
        }
        match self.limiter.check_key(&address) {
            Ok(state) => Ok(Left { minute: self.minute, left: state.remaining_burst_capacity() }),
            Err(until) => Err(until.wait_time_from(self.clock.now())),
        }
    }

    /// What somebody is told who has to wait, or a program.
    pub(super) fn refusal(&self, wait: Duration, program: bool) -> Response<Body> {
        let seconds = wait.as_secs() + 1;
        let words = format!("Too many requests came from your address. Wait {seconds} seconds, and try again.");
        let mut response = if program {
            Problem::too_many(words).into_response()
        } else {
            (StatusCode::TOO_MANY_REQUESTS, format!("{words}\n")).into_response()
        };
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        Left { minute: self.minute, left: 0 }.tell(response.headers_mut());
        response
    }
}

impl Left {
    /// Says what is left (draft-ietf-httpapi-ratelimit-headers).
    pub(super) fn tell(self, headers: &mut HeaderMap) {
        let policy = format!("\"address\";q={};w=60", self.minute);
        let now = format!("\"address\";r={}", self.left);
        for (name, value) in [("ratelimit-policy", policy), ("ratelimit", now)] {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(HeaderName::from_static(name), value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_address_has_its_own_allowance() {
        let limits = Limits::new(NonZeroU32::new(3).unwrap());
        for left in [2, 1, 0] {
            assert_eq!(limits.count("a".into()).unwrap().left, left);
        }
        let wait = limits.count("a".into()).unwrap_err();
        assert!(wait > Duration::ZERO && wait <= Duration::from_secs(20), "{wait:?}");
        assert_eq!(limits.count("b".into()).unwrap().left, 2);
        assert_eq!(limits.refusal(Duration::from_millis(1_200), false).headers()["retry-after"], "2");
    }

    #[test]
    fn addresses_that_ask_no_more_are_forgotten() {
        let limits = Limits::new(NonZeroU32::new(60_000).unwrap());
        for address in 0..FORGET {
            limits.count(address.to_string()).unwrap();
        }
        std::thread::sleep(Duration::from_millis(10));
        for _ in 0..FORGET {
            let _either = limits.count("one".into());
        }
        assert!(limits.limiter.len() < 100, "{}", limits.limiter.len());
    }
}
