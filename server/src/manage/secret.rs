//! Randomness, digests and codes that only this instance can make.

use data_encoding::BASE64URL_NOPAD;
use domain::people::Digest;
use hmac::{Hmac, Mac};
use sha2::{Digest as _, Sha256};

use super::Stop;

/// Bytes from the operating system.
pub fn random<const N: usize>() -> Result<[u8; N], Stop> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Stop::Machine(format!("the operating system gave no randomness: {error}")))?;
    Ok(bytes)
}

/// 32 random bytes as text for a cookie.
pub fn token() -> Result<String, Stop> {
    Ok(BASE64URL_NOPAD.encode(&random::<32>()?))
}

/// SHA-256.
pub fn sha256(bytes: &[u8]) -> Digest {
    Sha256::digest(bytes).into()
}

/// HMAC-SHA-256 (RFC 2104) of a purpose and parts, each with its length.
pub fn mac(key: &Digest, purpose: &str, parts: &[&[u8]]) -> Digest {
    fed(key, purpose, parts).finalize().into_bytes().into()
}

/// Whether a code is that of a purpose and parts, compared in constant time.
pub fn is_mac(given: &[u8], key: &Digest, purpose: &str, parts: &[&[u8]]) -> bool {
    fed(key, purpose, parts).verify_slice(given).is_ok()
}

fn fed(key: &Digest, purpose: &str, parts: &[&[u8]]) -> Hmac<Sha256> {
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    // A key shorter than a block is the same as one filled up with zeros.
    let mut mac = <Hmac<Sha256> as Mac>::new(&block.into());
    for part in std::iter::once(purpose.as_bytes()).chain(parts.iter().copied()) {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac
}

/// Letters and digits that are not taken for one another, for a person to copy.
const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";

/// A random text of groups of five such characters, with dashes between: 25 bits a group.
pub fn readable(groups: usize) -> Result<String, Stop> {
    let mut out = String::new();
    for group in 0..groups {
        if group > 0 {
            out.push('-');
        }
        out.extend(random::<5>()?.map(|byte| char::from(ALPHABET[usize::from(byte % 32)])));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;
    use hmac::Mac as _;

    use super::*;

    #[test]
    fn a_key_filled_up_is_the_same_key() {
        let key = [9; 32];
        let mut plain = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        plain.update(&7_u64.to_be_bytes());
        plain.update(b"purpose");
        assert_eq!(mac(&key, "purpose", &[]), <Digest>::from(plain.finalize().into_bytes()));
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        let key = [9; 32];
        assert_ne!(mac(&key, "a", &[b"bc", b"d"]), mac(&key, "a", &[b"b", b"cd"]));
        assert_ne!(mac(&key, "ab", &[b"c"]), mac(&key, "a", &[b"bc"]));
        assert!(is_mac(&mac(&key, "a", &[b"b"]), &key, "a", &[b"b"]));
        assert!(!is_mac(&mac(&key, "a", &[b"b"])[..31], &key, "a", &[b"b"]));
        assert!(!is_mac(&mac(&[8; 32], "a", &[b"b"]), &key, "a", &[b"b"]));
    }

    #[test]
    fn readable_texts_are_as_long_as_asked_and_differ() {
        let text = readable(4).unwrap();
        assert_eq!(text.len(), 23);
        assert!(text.split('-').all(|group| group.len() == 5 && group.bytes().all(|byte| ALPHABET.contains(&byte))));
        assert_ne!(text, readable(4).unwrap());
        assert_eq!(ALPHABET.iter().collect::<std::collections::BTreeSet<_>>().len(), 32);
    }

    #[test]
    fn sha256_is_sha256() {
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(HEXLOWER.encode(&sha256(b"abc")), known);
    }
}
