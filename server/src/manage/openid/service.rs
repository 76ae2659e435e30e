//! The other service: what it says of itself, its keys, and its answers.

use std::sync::Arc;

use chrono::{NaiveDateTime, TimeDelta};
use data_encoding::BASE64;
use domain::filter::encode;
use serde::Deserialize;
use serde_json::Value;
use tokio::sync::Mutex;

use super::{
    Turned,
    keys::{self, Key},
    options::{OpenId, origin},
    token::{Claims, TokenError, claims, parts},
    web::{FetchError, Sent, Web},
};

/// What it says of itself is believed for so long.
const DOCUMENT: TimeDelta = TimeDelta::hours(1);
/// Its keys are believed for so long.
const KEYS: TimeDelta = TimeDelta::hours(24);
/// Its keys are asked for again at most so often.
const AGAIN: TimeDelta = TimeDelta::minutes(1);
/// After it was asked and has failed it is left alone for so long. It is given ten seconds to answer, so that of these ten are left at least.
const REST: TimeDelta = TimeDelta::seconds(20);

/// What it says of itself (OpenID Connect Discovery 1.0).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Document {
    issuer: String,
    pub(super) authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
}

/// What is kept of it.
#[derive(Debug, Default)]
struct Known {
    document: Option<(NaiveDateTime, Arc<Document>)>,
    failed_at: Option<NaiveDateTime>,
    keys: Option<(NaiveDateTime, Vec<Key>)>,
    /// When its keys were asked for, whether it gave them or not.
    asked_at: Option<NaiveDateTime>,
}

/// The other service.
#[derive(Debug)]
pub struct Service {
    pub(super) settings: OpenId,
    web: Web,
    known: Mutex<Known>,
}

/// Whether a time is less than so long ago. One to come is not, as after a clock was set back.
fn within(at: NaiveDateTime, length: TimeDelta, now: NaiveDateTime) -> bool {
    at <= now && now - at < length
}

impl Service {
    /// The service of these settings. Nothing is asked of it yet.
    pub fn new(settings: OpenId) -> Self {
        Self { web: Web::new(&settings.issuer), settings, known: Mutex::default() }
    }

    /// What it says of itself.
    pub(super) async fn document(&self, now: NaiveDateTime) -> Result<Arc<Document>, FetchError> {
        let mut known = self.known.lock().await;
        if let Some((at, document)) = &known.document
            && within(*at, DOCUMENT, now)
        {
            return Ok(Arc::clone(document));
        }
        if known.failed_at.is_some_and(|at| within(at, REST, now)) {
            return Err(FetchError::Resting);
        }
        match self.ask_document().await {
            Ok(document) => {
                let document = Arc::new(document);
                known.document = Some((now, Arc::clone(&document)));
                Ok(document)
            }
            Err(error) => {
                known.failed_at = Some(now);
                Err(error)
            }
        }
    }

    async fn ask_document(&self) -> Result<Document, FetchError> {
        let issuer = &self.settings.issuer;
        let answer = self.web.ask(&format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/')), None).await?;
        let document: Document = serde_json::from_value(answer).map_err(|error| FetchError::Answer(error.to_string()))?;
        let wrong = |why: &str| Err(FetchError::Answer(why.to_owned()));
        if document.issuer != *issuer {
            return wrong("it names itself otherwise than OPENID_ISSUER does");
        }
        // The page's policy lets its form lead there and nowhere else.
        if origin(&document.authorization_endpoint) != self.settings.origin() || document.authorization_endpoint.contains('#') {
            return wrong("people would have to sign in at another host than that of OPENID_ISSUER");
        }
        Ok(document)
    }

    /// The key that signed a token, asked for anew if it is not known, though not too often.
    async fn key(&self, id: Option<&str>, algorithm: keys::Algorithm, now: NaiveDateTime) -> Result<Key, Turned> {
        let document = self.document(now).await?;
        let mut known = self.known.lock().await;
        let kept = known.keys.as_ref().filter(|(at, _)| within(*at, KEYS, now));
        if let Some(key) = kept.and_then(|(_, keys)| keys::find(keys, id, algorithm)) {
            return Ok(key.clone());
        }
        if known.asked_at.is_some_and(|at| within(at, AGAIN, now)) {
            return Err(TokenError::Key.into());
        }
        if known.failed_at.is_some_and(|at| within(at, REST, now)) {
            return Err(FetchError::Resting.into());
        }
        let answer = match self.web.ask(&document.jwks_uri, None).await {
            Ok(answer) => answer,
            Err(error) => {
                // Keys that could not be had are nobody's wrong token.
                known.failed_at = Some(now);
                return Err(error.into());
            }
        };
        known.asked_at = Some(now);
        let keys = keys::read(&answer);
        let found = keys::find(&keys, id, algorithm).cloned();
        known.keys = Some((now, keys));
        found.ok_or_else(|| TokenError::Key.into())
    }

    /// The ID token that a code is good for.
    pub(super) async fn exchange(&self, code: &str, verifier: &str, now: NaiveDateTime) -> Result<String, FetchError> {
        let document = self.document(now).await?;
        let (id, secret) = (&self.settings.client_id, self.settings.secret.reveal());
        let mut fields = vec![
            ("grant_type", "authorization_code".to_owned()),
            ("code", code.to_owned()),
            ("redirect_uri", self.settings.redirect.clone()),
            ("code_verifier", verifier.to_owned()),
        ];
        let in_form = document.token_endpoint_auth_methods_supported.iter().any(|method| method == "client_secret_post");
        let authorization = if in_form {
            fields.extend([("client_id", id.clone()), ("client_secret", secret.clone())]);
            None
        } else {
            // RFC 6749, 2.3.1: both are written as in a form first.
            Some(format!("Basic {}", BASE64.encode(format!("{}:{}", encode(id), encode(secret)).as_bytes())))
        };
        let answer = self.web.ask(&document.token_endpoint, Some(Sent { fields, authorization })).await?;
        let token = answer.get("id_token").and_then(Value::as_str).map(ToOwned::to_owned);
        token.ok_or_else(|| FetchError::Answer("there is no id_token in it".to_owned()))
    }

    /// What a token says, once it has been checked.
    pub(super) async fn verify(&self, token: &str, nonce: &str, now: NaiveDateTime) -> Result<Claims, Turned> {
        let parts = parts(token)?;
        let key = self.key(parts.key.as_deref(), parts.algorithm, now).await?;
        if !key.signed(parts.signed, &parts.signature) {
            return Err(TokenError::Signature.into());
        }
        Ok(claims(&parts, &self.settings, nonce, now)?)
    }
}
