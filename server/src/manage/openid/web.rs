//! Requests to the service: bounded in time, size and number, protected on the way, led nowhere else.

use std::{sync::Arc, time::Duration};

use serde_json::Value;
use tokio::sync::Semaphore;
use ureq::Agent;

use super::options::is_address;

/// The largest answer, in bytes.
const LARGEST: u64 = 256 * 1024;
/// So long a request may take, all in all.
const WHOLE: Duration = Duration::from_secs(10);
/// So long it may take to reach the service.
const REACH: Duration = Duration::from_secs(5);
/// So many requests are under way at once.
const AT_ONCE: usize = 4;

/// Why a request did not give what was asked for.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The address may not be asked.
    #[error("the service names the address “{0}”, which is neither https:// nor on this machine")]
    Address(String),
    /// The service could not be reached, or the answer could not be read.
    #[error("the request to the sign-in service failed")]
    Failed(#[source] Box<ureq::Error>),
    /// Another status than 200.
    #[error("the sign-in service answered with status {status} ({code})")]
    Status {
        /// Status.
        status: u16,
        /// The code of the error, if it says one.
        code: String,
    },
    /// Not JSON of the kind that was asked for.
    #[error("the sign-in service answered with something else: {0}")]
    Answer(String),
    /// It failed a moment ago.
    #[error("the sign-in service failed a moment ago, and is not asked again yet")]
    Resting,
    /// The work was given up.
    #[error("the request was given up")]
    GivenUp,
}

/// What asks the service.
#[derive(Debug, Clone)]
pub(super) struct Web {
    agent: Agent,
    turns: Arc<Semaphore>,
}

/// What is sent: the fields of a form, and a header that says who sends it.
pub(super) struct Sent {
    pub(super) fields: Vec<(&'static str, String)>,
    pub(super) authorization: Option<String>,
}

impl Web {
    /// For a service at an address. One on this machine is asked in the open, and never by way of a proxy.
    pub(super) fn new(issuer: &str) -> Self {
        let here = issuer.starts_with("http://");
        let config = Agent::config_builder()
            .https_only(!here)
            .max_redirects(0)
            .http_status_as_error(false)
            .timeout_global(Some(WHOLE))
            .timeout_connect(Some(REACH))
            .user_agent("measure-up");
        let config = if here { config.proxy(None) } else { config };
        Self { agent: config.build().into(), turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// Asks for a document, or sends a form.
    pub(super) async fn ask(&self, address: &str, sent: Option<Sent>) -> Result<Value, FetchError> {
        if !is_address(address) {
            return Err(FetchError::Address(address.chars().take(200).collect()));
        }
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_closed| FetchError::GivenUp)?;
        let (agent, address) = (self.agent.clone(), address.to_owned());
        let asked = tokio::task::spawn_blocking(move || {
            let asked = ask(&agent, &address, sent);
            drop(turn);
            asked
        });
        asked.await.map_err(|_stopped| FetchError::GivenUp)?
    }
}

fn ask(agent: &Agent, address: &str, sent: Option<Sent>) -> Result<Value, FetchError> {
    let failed = |error| FetchError::Failed(Box::new(error));
    let response = match sent {
        None => agent.get(address).header("accept", "application/json").call(),
        Some(Sent { fields, authorization }) => {
            let request = agent.post(address).header("accept", "application/json");
            let request = match authorization {
                Some(words) => request.header("authorization", words),
                None => request,
            };
            request.send_form(fields)
        }
    };
    let mut response = response.map_err(failed)?;
    let status = response.status().as_u16();
    let bytes = response.body_mut().with_config().limit(LARGEST).read_to_vec().map_err(failed)?;
    let answer: Result<Value, _> = serde_json::from_slice(&bytes);
    if status != 200 {
        let code = answer.ok().and_then(|answer| Some(answer.get("error")?.as_str()?.to_owned()));
        let code = code.filter(|code| code.len() <= 60 && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'));
        return Err(FetchError::Status { status, code: code.unwrap_or_else(|| "no code".to_owned()) });
    }
    answer.map_err(|error| FetchError::Answer(error.to_string()))
}
