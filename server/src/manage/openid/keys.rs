//! The public keys of the service (RFC 7517), and what they sign (RFC 7515): RS256 and ES256, nothing else.

use data_encoding::BASE64URL_NOPAD;
use ring::signature::{ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey};
use serde::Deserialize;
use serde_json::Value;

/// The most keys that are kept.
const MOST: usize = 50;

/// How a token is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Algorithm {
    /// RSA with PKCS #1 v1.5 and SHA-256, 2,048 bits and more.
    Rs256,
    /// ECDSA on P-256 with SHA-256.
    Es256,
}

impl Algorithm {
    /// The algorithm of a name in a token. Others are not taken, least of all `none`, and those with a shared secret.
    pub(super) fn read(name: &str) -> Option<Self> {
        match name {
            "RS256" => Some(Self::Rs256),
            "ES256" => Some(Self::Es256),
            _ => None,
        }
    }
}

/// A key.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Public {
    Rsa {
        n: Vec<u8>,
        e: Vec<u8>,
    },
    /// The point, uncompressed.
    P256(Vec<u8>),
}

/// A key with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    id: Option<String>,
    public: Public,
}

/// A key as it is written.
#[derive(Debug, Deserialize)]
struct Written {
    kty: String,
    #[serde(rename = "use")]
    purpose: Option<String>,
    alg: Option<String>,
    kid: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

/// The keys of a set that we can use: those for signing, of the two kinds.
pub(super) fn read(set: &Value) -> Vec<Key> {
    let written = set.get("keys").and_then(Value::as_array).into_iter().flatten().take(MOST);
    written.filter_map(|one| one_key(serde_json::from_value(one.clone()).ok()?)).collect()
}

fn one_key(written: Written) -> Option<Key> {
    if written.purpose.as_ref().is_some_and(|purpose| purpose != "sig") {
        return None;
    }
    let bytes = |text: &Option<String>| BASE64URL_NOPAD.decode(text.as_ref()?.as_bytes()).ok();
    let public = match (written.kty.as_str(), written.alg.as_deref(), written.crv.as_deref()) {
        ("RSA", None | Some("RS256"), _) => Public::Rsa { n: bytes(&written.n)?, e: bytes(&written.e)? },
        ("EC", None | Some("ES256"), Some("P-256")) => {
            let (x, y) = (bytes(&written.x)?, bytes(&written.y)?);
            if x.len() != 32 || y.len() != 32 {
                return None;
            }
            Public::P256([&[4], x.as_slice(), y.as_slice()].concat())
        }
        _ => return None,
    };
    Some(Key { id: written.kid, public })
}

impl Key {
    fn fits(&self, algorithm: Algorithm) -> bool {
        matches!((&self.public, algorithm), (Public::Rsa { .. }, Algorithm::Rs256) | (Public::P256(_), Algorithm::Es256))
    }

    /// Whether this key signed a text.
    pub(super) fn signed(&self, text: &[u8], signature: &[u8]) -> bool {
        match &self.public {
            Public::Rsa { n, e } => RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, text, signature).is_ok(),
            Public::P256(point) => UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(text, signature).is_ok(),
        }
    }
}

/// The key of a name that can sign so. Without a name, the only one that can.
pub(super) fn find<'a>(keys: &'a [Key], id: Option<&str>, algorithm: Algorithm) -> Option<&'a Key> {
    let mut fitting = keys.iter().filter(|key| key.fits(algorithm));
    match id {
        Some(id) => fitting.find(|key| key.id.as_deref() == Some(id)),
        None => fitting.next().filter(|_| fitting.next().is_none()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// RFC 7515, appendix A.3: a text signed by ES256, and its key.
    const TEXT: &str =
        "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    const SIGNATURE: &str = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    fn example() -> Value {
        json!({"kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})
    }

    #[test]
    fn the_example_of_the_standard_is_signed_and_nothing_else_is() {
        let keys = read(&json!({"keys": [example()]}));
        let signature = BASE64URL_NOPAD.decode(SIGNATURE.as_bytes()).unwrap();
        let key = find(&keys, None, Algorithm::Es256).unwrap();
        assert!(key.signed(TEXT.as_bytes(), &signature));
        assert!(!key.signed(&TEXT.as_bytes()[1..], &signature));
        assert!(!key.signed(TEXT.as_bytes(), &signature[1..]));
        assert!(find(&keys, None, Algorithm::Rs256).is_none());
        assert!(find(&keys, Some("other"), Algorithm::Es256).is_none());
    }

    /// RFC 7515, appendix A.2: the same text signed by RS256, and its key.
    const RSA_TEXT: &str =
        "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    const RSA_SIGNATURE: &str = "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
    const RSA_KEY: &str = "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";

    #[test]
    fn the_other_example_of_the_standard_is_signed_too() {
        let rsa = |n: &str| read(&json!({"keys": [{"kty": "RSA", "alg": "RS256", "n": n, "e": "AQAB"}]}));
        let signature = BASE64URL_NOPAD.decode(RSA_SIGNATURE.as_bytes()).unwrap();
        let keys = rsa(RSA_KEY);
        let key = find(&keys, None, Algorithm::Rs256).unwrap();
        assert!(key.signed(RSA_TEXT.as_bytes(), &signature));
        assert!(!key.signed(TEXT.as_bytes(), &signature));
        assert!(find(&keys, None, Algorithm::Es256).is_none());
        let short = rsa(&RSA_KEY[..168]);
        assert!(!short[0].signed(RSA_TEXT.as_bytes(), &signature), "a key of fewer bits than are safe");
    }

    #[test]
    fn keys_for_anything_else_are_passed_over() {
        let with = |name: &str, value: &str| {
            let mut key = example();
            key[name] = json!(value);
            key
        };
        for other in
            [with("use", "enc"), with("alg", "ES384"), with("crv", "P-384"), with("kty", "oct"), with("x", "AAAA"), json!({}), json!(7)]
        {
            assert_eq!(read(&json!({"keys": [other]})), [], "{other}");
        }
        assert_eq!(read(&json!({"keys": "none"})), []);
        assert_eq!(read(&json!({"keys": vec![example(); 80]})).len(), MOST);
        let two = read(&json!({"keys": [with("kid", "a"), with("kid", "b")]}));
        assert!(find(&two, None, Algorithm::Es256).is_none(), "which of two is not guessed");
        assert_eq!(find(&two, Some("b"), Algorithm::Es256), Some(&two[1]));
    }
}
