//! Another service to sign in by, on this machine: it says what a test makes it say.

use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{get, post},
};
use data_encoding::BASE64URL_NOPAD;
use domain::filter::decode;
use ring::{
    hmac,
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::{Value, json};

/// What the service does, changed by tests while it runs.
#[derive(Debug, Default)]
pub(crate) struct Play {
    /// What the next token says.
    pub(crate) claims: Value,
    /// How it is signed.
    pub(crate) signed: Signed,
    /// The name of its key.
    pub(crate) kid: String,
    /// What was asked of it, in order.
    pub(crate) asked: Vec<&'static str>,
    /// What the last code was sent with.
    pub(crate) sent: Vec<(String, String)>,
    /// What it says instead of a token.
    pub(crate) refuses: Option<&'static str>,
    /// What it calls itself, where it lies.
    pub(crate) lies: Option<&'static str>,
}

/// How a token is signed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signed {
    /// As it should be.
    #[default]
    Right,
    /// By a key that is not the service's.
    ByAnother,
    /// Not at all.
    Not,
    /// By a shared secret, which is the public key.
    BySecret,
}

pub(crate) struct Service {
    pub(crate) issuer: String,
    play: Arc<Mutex<Play>>,
}

#[derive(Clone)]
struct Inside {
    issuer: String,
    play: Arc<Mutex<Play>>,
    own: Arc<EcdsaKeyPair>,
    other: Arc<EcdsaKeyPair>,
}

fn pair() -> Arc<EcdsaKeyPair> {
    let chance = SystemRandom::new();
    let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &chance).unwrap();
    Arc::new(EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document.as_ref(), &chance).unwrap())
}

impl Service {
    /// Starts it on a free port; it ends with the test.
    pub(crate) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}/tenant/v2.0", listener.local_addr().unwrap());
        let play = Arc::new(Mutex::new(Play { kid: "one".into(), ..Play::default() }));
        let inside = Inside { issuer: issuer.clone(), play: Arc::clone(&play), own: pair(), other: pair() };
        let router = Router::new()
            .route("/tenant/v2.0/.well-known/openid-configuration", get(document))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(inside);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { issuer, play }
    }

    /// Changes what it does, or looks at what it did.
    pub(crate) fn play<T>(&self, change: impl FnOnce(&mut Play) -> T) -> T {
        change(&mut self.play.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Inside {
    fn play<T>(&self, change: impl FnOnce(&mut Play) -> T) -> T {
        change(&mut self.play.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

async fn document(State(inside): State<Inside>) -> Json<Value> {
    let host = inside.issuer.trim_end_matches("/tenant/v2.0").to_owned();
    let issuer = inside.play(|play| {
        play.asked.push("document");
        play.lies.map_or(inside.issuer.clone(), ToOwned::to_owned)
    });
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{host}/authorize"),
        "token_endpoint": format!("{host}/token"),
        "jwks_uri": format!("{host}/keys"),
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
    }))
}

async fn keys(State(inside): State<Inside>) -> Json<Value> {
    let kid = inside.play(|play| {
        play.asked.push("keys");
        play.kid.clone()
    });
    let point = inside.own.public_key().as_ref();
    let text = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
    Json(json!({"keys": [{"kty": "EC", "crv": "P-256", "use": "sig", "kid": kid, "x": text(&point[1..33]), "y": text(&point[33..])}]}))
}

async fn token(State(inside): State<Inside>, sent: String) -> (StatusCode, Json<Value>) {
    let (claims, signed, kid, refuses) = inside.play(|play| {
        play.asked.push("token");
        let parts = sent.split('&').filter_map(|part| part.split_once('='));
        play.sent = parts.map(|(name, value)| (name.to_owned(), decode(value))).collect();
        (play.claims.clone(), play.signed, play.kid.clone(), play.refuses)
    });
    if let Some(error) = refuses {
        return (StatusCode::BAD_REQUEST, Json(json!({"error": error})));
    }
    let alg = match signed {
        Signed::Right | Signed::ByAnother => "ES256",
        Signed::Not => "none",
        Signed::BySecret => "HS256",
    };
    let part = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
    let text = format!("{}.{}", part(&json!({"alg": alg, "kid": kid})), part(&claims));
    let by = |pair: &EcdsaKeyPair| pair.sign(&SystemRandom::new(), text.as_bytes()).unwrap().as_ref().to_vec();
    let signature = match signed {
        Signed::Right => by(&inside.own),
        Signed::ByAnother => by(&inside.other),
        Signed::Not => Vec::new(),
        Signed::BySecret => {
            let key = hmac::Key::new(hmac::HMAC_SHA256, inside.own.public_key().as_ref());
            hmac::sign(&key, text.as_bytes()).as_ref().to_vec()
        }
    };
    (StatusCode::OK, Json(json!({"id_token": format!("{text}.{}", BASE64URL_NOPAD.encode(&signature)), "token_type": "Bearer"})))
}
