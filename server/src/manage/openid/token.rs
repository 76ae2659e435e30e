//! What an ID token says, once all of it has been checked (OpenID Connect Core 1.0, 3.1.3.7; RFC 8725).

use chrono::{NaiveDateTime, TimeDelta};
use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;

use super::{keys::Algorithm, options::OpenId};

/// The longest token that is read, in bytes.
const LONGEST: usize = 32 * 1024;
/// So far clocks may be apart.
const LEEWAY: TimeDelta = TimeDelta::minutes(1);
/// The most roles that are looked at.
const ROLES: usize = 200;

/// Why a token is not believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Not three parts of which the first two are JSON of the kind.
    #[error("the token is not one: {0}")]
    Form(&'static str),
    /// Another way of signing than the two that are taken.
    #[error("the token is signed by “{0}”: only RS256 and ES256 are taken")]
    Algorithm(String),
    /// The service has no such key.
    #[error("the service has no key that the token could be signed with")]
    Key,
    /// The signature is not of that key.
    #[error("the token’s signature is not right")]
    Signature,
    /// Of another service.
    #[error("the token is of another issuer")]
    Issuer,
    /// For another program.
    #[error("the token is for somebody else")]
    Audience,
    /// No more, or not yet.
    #[error("the token is not valid now: check the clocks")]
    Time,
    /// For another sign-in.
    #[error("the token is of another sign-in")]
    Nonce,
    /// Of somebody of another tenant.
    #[error("the token is of another tenant")]
    Tenant,
    /// Less was asked for than must be.
    #[error("the service has not asked for what OPENID_AMR or OPENID_ACR wants")]
    Factor,
    /// Who it is of has no number, or one too long.
    #[error("the token does not say of whom it is, in 1 to 255 characters")]
    Subject,
}

/// The head of a token.
#[derive(Debug, Deserialize)]
struct Head {
    alg: String,
    kid: Option<String>,
    crit: Option<serde_json::Value>,
}

/// A token that has been taken apart, of which nothing is believed yet.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    pub(super) algorithm: Algorithm,
    pub(super) key: Option<String>,
    pub(super) signed: &'a [u8],
    pub(super) signature: Vec<u8>,
    body: Vec<u8>,
}

/// One text, or several.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    fn list(&self) -> &[String] {
        match self {
            Self::One(text) => std::slice::from_ref(text),
            Self::More(texts) => texts,
        }
    }
}

/// What a token says.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Claims {
    iss: String,
    pub(super) sub: String,
    aud: OneOrMore,
    azp: Option<String>,
    exp: f64,
    iat: f64,
    nbf: Option<f64>,
    nonce: Option<String>,
    tid: Option<String>,
    acr: Option<String>,
    #[serde(default)]
    amr: Vec<String>,
    #[serde(default)]
    pub(super) roles: Vec<String>,
    pub(super) name: Option<String>,
    pub(super) preferred_username: Option<String>,
    pub(super) email: Option<String>,
}

/// Takes a token apart.
pub(super) fn parts(token: &str) -> Result<Parts<'_>, TokenError> {
    if token.len() > LONGEST {
        return Err(TokenError::Form("it is too long"));
    }
    let (signed, signature) = token.rsplit_once('.').ok_or(TokenError::Form("it has no signature"))?;
    let (head, body) = signed.split_once('.').ok_or(TokenError::Form("it has too few parts"))?;
    let decode = |text: &str| BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_letter| TokenError::Form("a part is not Base64"));
    let head: Head = serde_json::from_slice(&decode(head)?).map_err(|_error| TokenError::Form("its head is not one"))?;
    let algorithm = Algorithm::read(&head.alg).ok_or_else(|| TokenError::Algorithm(head.alg.chars().take(20).collect()))?;
    if head.crit.is_some() {
        return Err(TokenError::Form("it holds what must be understood and is not"));
    }
    Ok(Parts { algorithm, key: head.kid, signed: signed.as_bytes(), signature: decode(signature)?, body: decode(body)? })
}

/// What a token says whose signature is right, if it is of this service, for us, of now, and of this sign-in.
pub(super) fn claims(parts: &Parts, service: &OpenId, nonce: &str, now: NaiveDateTime) -> Result<Claims, TokenError> {
    let mut claims: Claims = serde_json::from_slice(&parts.body).map_err(|_error| TokenError::Form("its body is not one"))?;
    let held = |right: bool, or: TokenError| if right { Ok(()) } else { Err(or) };
    held(claims.iss == service.issuer, TokenError::Issuer)?;
    // For us alone: other audiences are none that we trust.
    let ours = claims.aud.list() == [service.client_id.as_str()];
    held(ours && claims.azp.as_ref().is_none_or(|azp| *azp == service.client_id), TokenError::Audience)?;
    let (now, leeway) = (now.and_utc().timestamp() as f64, LEEWAY.num_seconds() as f64);
    let begun = claims.iat <= now + leeway && claims.nbf.is_none_or(|nbf| nbf <= now + leeway);
    held(begun && now < claims.exp + leeway, TokenError::Time)?;
    held(claims.nonce.as_deref() == Some(nonce), TokenError::Nonce)?;
    held(service.tenant.is_none() || claims.tid == service.tenant, TokenError::Tenant)?;
    held(service.acr.is_none() || claims.acr == service.acr, TokenError::Factor)?;
    held(service.amr.as_ref().is_none_or(|amr| claims.amr.contains(amr)), TokenError::Factor)?;
    held((1..=255).contains(&claims.sub.len()) && claims.sub.is_ascii(), TokenError::Subject)?;
    claims.roles.truncate(ROLES);
    Ok(claims)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn part(text: &str) -> String {
        BASE64URL_NOPAD.encode(text.as_bytes())
    }

    #[test]
    fn only_two_ways_of_signing_are_taken() {
        let with = |head: &str| parts(&format!("{}.{}.AAAA", part(head), part("{}"))).map(|parts| parts.algorithm);
        assert_eq!(with(r#"{"alg":"RS256","typ":"JWT"}"#), Ok(Algorithm::Rs256));
        assert_eq!(with(r#"{"alg":"ES256","kid":"a"}"#), Ok(Algorithm::Es256));
        for other in ["none", "None", "HS256", "RS384", "PS256", "ES512", "rs256", ""] {
            assert_eq!(with(&format!(r#"{{"alg":"{other}"}}"#)), Err(TokenError::Algorithm(other.into())), "{other}");
        }
        for wrong in [r#"{"alg":"RS256","crit":["exp"]}"#, r#"{"kid":"a"}"#, "[]", r#"{"alg":"none","alg":"RS256"}"#] {
            assert!(matches!(with(wrong), Err(TokenError::Form(_))), "{wrong}");
        }
        assert!(matches!(parts(&"a".repeat(LONGEST + 1)), Err(TokenError::Form(_))));
    }

    proptest! {
        #[test]
        fn any_text_is_taken_apart_or_refused(text in "[ -~]{0,60}", head in r#"\{"alg":"(RS256|none)"(,"[a-z]{1,4}":[0-9]{1,3})?\}"#, body in "[ -~]{0,60}") {
            let _refused = parts(&text);
            let token = format!("{}.{}.{}", part(&head), part(&body), part(&text));
            if let Ok(parts) = parts(&token) {
                prop_assert_eq!(parts.signed, token.rsplit_once('.').unwrap().0.as_bytes());
                prop_assert_eq!(parts.signature, text.as_bytes());
            }
        }
    }
}
