//! Signing in by another service: OpenID Connect Core 1.0, code flow with PKCE (RFC 7636), with one issuer (ADR 17).

mod keys;
pub mod options;
mod service;
mod token;
mod web;

use chrono::{DateTime, NaiveDateTime, TimeDelta};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use domain::{
    council::Council,
    filter::encode,
    people::{
        Login,
        audit::{Deed, Entry},
        read_name, session,
    },
    store::{Arrival, Arrived, People, Session, Stage},
};

pub use self::{options::OpenId, service::Service};
use self::{token::Claims, web::FetchError};
use super::{
    Desk, Stop,
    people::known,
    secret,
    sign_in::{Begun, From},
};

/// So long may somebody be away at the service.
const AWAY: TimeDelta = TimeDelta::minutes(10);
/// The longest code that is handed on, in bytes.
const CODE: usize = 4_096;

/// Why somebody who comes from another service is not let in.
#[derive(Debug, thiserror::Error)]
pub enum Turned {
    /// There is no such service.
    #[error("nobody signs in by another service here")]
    Nowhere,
    /// What comes back was not begun in this browser, or too long ago, or came back before.
    #[error("this sign-in was begun more than ten minutes ago, or in another browser, or is over: begin again")]
    NotBegun,
    /// The service says that they did not sign in: its code, if it is one.
    #[error("the other service did not let you in ({0})")]
    Declined(String),
    /// The service could not be reached, or did not answer as it should.
    #[error("the other service does not answer as it should: try again in a minute, and tell whoever runs the program if it goes on")]
    Silent(#[from] FetchError),
    /// What the service says of them cannot be believed.
    #[error("what the other service says of you could not be verified: tell whoever runs the program")]
    Token(#[from] token::TokenError),
    /// They have no role here.
    #[error("you have no role in these pages: ask whoever gives roles out in the service that you signed in by")]
    NoRole,
    /// They have been deactivated here.
    #[error("an administrator of these pages has deactivated you")]
    Deactivated,
}

/// Somebody who leaves for the service.
#[derive(Debug)]
pub struct Leaving {
    /// Where they go.
    pub address: String,
    /// What their browser keeps meanwhile, and nobody else sees.
    pub trip: String,
}

/// What comes back from the service.
#[derive(Debug, Clone, Copy)]
pub struct Back<'a> {
    /// What the browser kept.
    pub trip: Option<&'a str>,
    /// What we sent along.
    pub state: &'a str,
    /// What can be turned into who they are.
    pub code: &'a str,
    /// Why there is none.
    pub error: &'a str,
    /// Which service says it, if it says so (RFC 9207).
    pub issuer: &'a str,
}

impl Desk {
    fn service(&self) -> Result<&Service, Stop> {
        self.service.as_ref().ok_or(Stop::Turned(Turned::Nowhere))
    }

    /// Sends somebody to the service. State, nonce and verifier are made from what the browser keeps, with the key of this instance: only
    /// that browser can come back, and only we know what the nonce and the verifier are.
    pub async fn leave(&self) -> Result<Leaving, Stop> {
        let (service, now) = (self.service()?, self.now());
        let document = service.document(now).await.map_err(Turned::from)?;
        let mut trip = secret::random::<32>()?.to_vec();
        trip.extend(now.and_utc().timestamp().to_be_bytes());
        trip.extend(self.mac("openid trip", &[&trip]));
        let (settings, [state, nonce, verifier]) = (&service.settings, self.drawn(&trip));
        let challenge = BASE64URL_NOPAD.encode(&secret::sha256(verifier.as_bytes()));
        let mut parts = vec![
            ("response_type", "code"),
            ("client_id", &settings.client_id),
            ("redirect_uri", &settings.redirect),
            ("scope", "openid profile email"),
            ("state", &state),
            ("nonce", &nonce),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        parts.extend(settings.acr.as_ref().map(|acr| ("acr_values", acr.as_str())));
        let query: Vec<String> = parts.into_iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let join = if document.authorization_endpoint.contains('?') { '&' } else { '?' };
        let address = format!("{}{join}{}", document.authorization_endpoint, query.join("&"));
        Ok(Leaving { address, trip: BASE64URL_NOPAD.encode(&trip) })
    }

    /// State, nonce and verifier of a trip.
    fn drawn(&self, trip: &[u8]) -> [String; 3] {
        ["openid state", "openid nonce", "openid verifier"].map(|purpose| BASE64URL_NOPAD.encode(&self.mac(purpose, &[trip])))
    }

    /// The trip that a browser kept, if it is one of ours, not too old, and the state is its own.
    fn trip(&self, back: &Back, now: NaiveDateTime) -> Option<Vec<u8>> {
        let trip = BASE64URL_NOPAD.decode(back.trip?.as_bytes()).ok()?;
        let (told, code) = trip.split_at_checked(40)?;
        let at = i64::from_be_bytes(told[32..].try_into().ok()?);
        let age = now - DateTime::from_timestamp(at, 0)?.naive_utc();
        let given = BASE64URL_NOPAD.decode(back.state.as_bytes()).ok()?;
        let own = self.is_mac(code, "openid trip", &[told]) && self.is_mac(&given, "openid state", &[&trip]);
        (own && age <= AWAY && age >= -TimeDelta::minutes(1)).then_some(trip)
    }

    /// Lets somebody in who comes back from the service, if it says who they are and that they have a role here. In place of a session that the
    /// browser had.
    pub async fn back(&self, back: Back<'_>, from: &From, before: Option<&Session>, council: &Council) -> Result<Begun, Stop> {
        let (service, now) = (self.service()?, self.now());
        let trip = self.trip(&back, now).ok_or(Turned::NotBegun)?;
        if !back.issuer.is_empty() && back.issuer != service.settings.issuer {
            return Err(Turned::NotBegun.into());
        }
        if !back.error.is_empty() {
            let code = back.error.len() <= 40 && back.error.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
            return Err(Turned::Declined(if code { back.error.to_owned() } else { "no reason given".to_owned() }).into());
        }
        let counts = self.address_counts(from);
        self.wait(&counts, now).await?;
        let [_, nonce, verifier] = self.drawn(&trip);
        let claims = match self.claims(service, back.code, &verifier, &nonce, now).await {
            Ok(claims) => claims,
            Err(turned) => {
                // A service that cannot be reached or does not work is nobody's failure; a code that it does not know is (RFC 6749, 5.2).
                if matches!(turned, Turned::Token(_) | Turned::Silent(FetchError::Status { status: 400, .. })) {
                    let place = from.place.clone();
                    self.failed(&counts, &Entry { at: now, who: None, deed: Deed::RefusedElsewhere, on: String::new(), place }).await?;
                }
                return Err(turned.into());
            }
        };
        let token = secret::token()?;
        let arrival = self.arrival(service, claims, &trip, &token, from, before, council)?;
        let user = match self.store.arrive(&arrival).await? {
            Arrived::Done(user) => user,
            Arrived::Again => return Err(Turned::NotBegun.into()),
            Arrived::NoGrant => return Err(Turned::NoRole.into()),
            Arrived::Deactivated => return Err(Turned::Deactivated.into()),
        };
        let session = Session { token: arrival.token, user, stage: Stage::Full, begun_at: now, seen_at: now };
        Ok(Begun { token, session })
    }

    /// What the service says of whom it gave a code.
    async fn claims(&self, service: &Service, code: &str, verifier: &str, nonce: &str, now: NaiveDateTime) -> Result<Claims, Turned> {
        if code.is_empty() || code.len() > CODE {
            return Err(Turned::NotBegun);
        }
        let token = service.exchange(code, verifier, now).await?;
        service.verify(&token, nonce, now).await
    }

    #[expect(clippy::too_many_arguments, reason = "all that is known of somebody who comes comes together here")]
    fn arrival(
        &self,
        service: &Service,
        claims: Claims,
        trip: &[u8],
        token: &str,
        from: &From,
        before: Option<&Session>,
        council: &Council,
    ) -> Result<Arrival, Stop> {
        let now = self.now();
        let issuer = service.settings.issuer.clone();
        let digest = secret::sha256(format!("{issuer}\n{}", claims.sub).as_bytes());
        let own_login: Login = format!("elsewhere-{}", HEXLOWER.encode(&digest[..8]))
            .parse()
            .map_err(|error| Stop::Machine(format!("a login could not be made: {error}")))?;
        let login = [&claims.preferred_username, &claims.email].into_iter().flatten().find_map(|text| text.parse::<Login>().ok());
        let name = [&claims.name, &claims.preferred_username].into_iter().flatten().find_map(|text| read_name(text));
        let name = name.unwrap_or_else(|| own_login.to_string());
        let grants = service.settings.roles.grants(&claims.roles).into_iter().filter_map(|grant| known(grant, council).ok()).collect();
        Ok(Arrival {
            issuer,
            subject: claims.sub,
            login,
            own_login,
            name,
            grants,
            state: secret::sha256(trip),
            stale: now - AWAY - TimeDelta::minutes(1),
            token: secret::sha256(token.as_bytes()),
            before: before.map(|before| before.token),
            oldest: now - session::ABSOLUTE,
            at: now,
            place: from.place.clone(),
        })
    }
}
