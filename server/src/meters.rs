//! Numbers for those who watch the program, as Prometheus reads them (<https://prometheus.io/docs/instrumenting/exposition_formats/>).
//!
//! What a request adds is a few relaxed additions; everything else is looked up when it is asked for.

use std::{
    collections::HashMap,
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::Duration,
};

use axum::{
    Router,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, text::encode},
    metrics::{MetricType, exemplar::Exemplar},
    registry::Registry,
};
use store_sqlite::Size;

use crate::{
    cli::now,
    http::{patterns, state::Served},
    manage::Desk,
};

/// Statuses that are counted each by itself; all others together.
const STATUSES: [u16; 22] = [200, 303, 304, 307, 308, 400, 401, 403, 404, 405, 408, 409, 410, 413, 414, 415, 422, 429, 500, 502, 503, 504];
/// Upper ends of the classes of times, in seconds.
const TIMES: [f64; 12] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5];
/// What all other routes and statuses are counted as.
const OTHER: &str = "other";
/// The format that is called `OpenMetrics`, which Prometheus asks for first.
const KIND: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// What is counted of one route.
#[derive(Debug, Default)]
struct Meter {
    statuses: [AtomicU64; STATUSES.len() + 1],
    times: [AtomicU64; TIMES.len() + 1],
    microseconds: AtomicU64,
}

/// What is counted of requests.
#[derive(Debug)]
pub struct Meters {
    routes: HashMap<&'static str, Meter>,
    other: Meter,
}

impl Default for Meters {
    fn default() -> Self {
        Self { routes: patterns().map(|pattern| (pattern, Meter::default())).collect(), other: Meter::default() }
    }
}

impl Meters {
    /// Counts a request that has been answered.
    pub fn count(&self, pattern: &str, status: u16, took: Duration) {
        let meter = self.routes.get(pattern).unwrap_or(&self.other);
        let status = STATUSES.iter().position(|known| *known == status).unwrap_or(STATUSES.len());
        let seconds = took.as_secs_f64();
        let time = TIMES.iter().position(|end| seconds <= *end).unwrap_or(TIMES.len());
        meter.statuses[status].fetch_add(1, Relaxed);
        meter.times[time].fetch_add(1, Relaxed);
        meter.microseconds.fetch_add(u64::try_from(took.as_micros()).unwrap_or(u64::MAX), Relaxed);
    }

    /// Every route, in order of their names.
    fn all(&self) -> Vec<(&'static str, &Meter)> {
        let mut all: Vec<_> = self.routes.iter().map(|(name, meter)| (*name, meter)).collect();
        all.sort_by_key(|(name, _)| *name);
        all.push((OTHER, &self.other));
        all
    }
}

/// All numbers of one moment.
#[derive(Debug)]
struct Moment {
    meters: Arc<Meters>,
    release: u32,
    /// Days since it was published.
    age: i64,
    hits: u64,
    misses: u64,
    kept: u64,
    kept_bytes: u64,
    memory: Option<u64>,
    size: Size,
    failures: Option<u64>,
    hashing: (usize, usize),
}

impl Collector for Moment {
    fn encode(&self, mut encoder: DescriptorEncoder) -> Result<(), fmt::Error> {
        self.requests(&mut encoder)?;
        let mut gauge = |name: &str, help: &str, values: &[(&[(&str, &str)], i64)]| {
            let mut metric = encoder.encode_descriptor(name, help, None, MetricType::Gauge)?;
            for (labels, value) in values {
                if labels.is_empty() {
                    metric.encode_gauge(value)?;
                } else {
                    metric.encode_family(labels)?.encode_gauge(value)?;
                }
            }
            Ok::<(), fmt::Error>(())
        };
        let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        gauge("release_number", "Number of the release that is served", &[(&[], i64::from(self.release))])?;
        gauge("release_age_days", "Days since the release that is served was published", &[(&[], self.age)])?;
        gauge("kept_answers", "Pages, frames and files that are kept as drawn", &[(&[], whole(self.kept))])?;
        gauge("kept_bytes", "Bytes of what is kept as drawn", &[(&[], whole(self.kept_bytes))])?;
        if let Some(memory) = self.memory {
            gauge("resident_memory_bytes", "Memory that the process has", &[(&[], whole(memory))])?;
        }
        let size = [(&[("file", "database")][..], whole(self.size.file)), (&[("file", "log")][..], whole(self.size.log))];
        gauge("database_bytes", "Bytes of the database's files", &size)?;
        let (running, waiting) = (whole(self.hashing.0 as u64), whole(self.hashing.1 as u64));
        let hashing = [(&[("state", "running")][..], running), (&[("state", "waiting")][..], waiting)];
        gauge("password_hashes", "Passwords that are being hashed, and that wait for it", &hashing)?;
        let mut counter = |name: &str, help: &str, values: &[(&[(&str, &str)], u64)]| {
            let mut metric = encoder.encode_descriptor(name, help, None, MetricType::Counter)?;
            for (labels, value) in values {
                if labels.is_empty() {
                    metric.encode_counter(value, NONE)?;
                } else {
                    metric.encode_family(labels)?.encode_counter(value, NONE)?;
                }
            }
            Ok::<(), fmt::Error>(())
        };
        let kept = [(&[("found", "yes")][..], self.hits), (&[("found", "no")][..], self.misses)];
        counter("kept_lookups", "Looks for an answer among those kept as drawn, since this release is served", &kept)?;
        if let Some(failures) = self.failures {
            counter("sign_in_failures", "Wrong passwords and codes in the audit", &[(&[], failures)])?;
        }
        Ok(())
    }
}

/// No example goes with a count.
const NONE: Option<&Exemplar<[(&str, &str); 0], f64>> = None;

impl Moment {
    fn requests(&self, encoder: &mut DescriptorEncoder) -> Result<(), fmt::Error> {
        let all = self.meters.all();
        let mut metric = encoder.encode_descriptor("http_requests", "Requests answered", None, MetricType::Counter)?;
        for (route, meter) in &all {
            for (at, count) in meter.statuses.iter().enumerate() {
                let count = count.load(Relaxed);
                if count > 0 {
                    let status = STATUSES.get(at).map_or(OTHER.to_owned(), u16::to_string);
                    metric.encode_family(&[("route", *route), ("status", &status)])?.encode_counter(&count, NONE)?;
                }
            }
        }
        let mut metric = encoder.encode_descriptor("http_request_seconds", "Time until an answer began", None, MetricType::Histogram)?;
        for (route, meter) in &all {
            let counts: Vec<u64> = meter.times.iter().map(|count| count.load(Relaxed)).collect();
            let count = counts.iter().sum();
            if count > 0 {
                let sum = meter.microseconds.load(Relaxed) as f64 / 1e6;
                let ends = TIMES.iter().copied().chain([f64::INFINITY]);
                let classes: Vec<(f64, u64)> = ends.zip(counts).collect();
                metric.encode_family(&[("route", *route)])?.encode_histogram::<[(&str, &str); 0]>(sum, count, &classes, None)?;
            }
        }
        Ok(())
    }
}

/// The routes of the port for those who watch.
pub fn router(meters: Arc<Meters>, served: Served, desk: Arc<Desk>) -> Router {
    Router::new().route(
        "/metrics",
        get(move || {
            let (meters, served, desk) = (Arc::clone(&meters), served.clone(), Arc::clone(&desk));
            async move { answer(meters, &served, &desk).await }
        }),
    )
}

async fn answer(meters: Arc<Meters>, served: &Served, desk: &Desk) -> Response {
    let state = served.now();
    let catalogue = &state.release.catalogue;
    let (hits, misses) = state.kept.looked();
    let (kept, kept_bytes) = state.kept.size();
    let failures = desk.store.wrong_sign_ins().await;
    if let Err(error) = &failures {
        tracing::warn!(error = error as &dyn std::error::Error, "the failures to sign in could not be counted");
    }
    let moment = Moment {
        meters,
        release: catalogue.release,
        age: (now().date() - catalogue.published).num_days(),
        hits,
        misses,
        kept,
        kept_bytes,
        memory: memory(),
        size: desk.store.size(),
        failures: failures.ok(),
        hashing: desk.hashes_in_hand(),
    };
    let mut registry = Registry::with_prefix("measure_up");
    registry.register_collector(Box::new(moment));
    let mut text = String::new();
    match encode(&mut text, &registry) {
        Ok(()) => ([(header::CONTENT_TYPE, KIND)], text).into_response(),
        Err(_unwritten) => (StatusCode::INTERNAL_SERVER_ERROR, "The numbers could not be written.\n").into_response(),
    }
}

/// The memory that the process has, in bytes, where the system says so (Linux).
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
}
