//! What crosses the wire: views in a compact binary form, written as text.
//!
//! Reading JSON field by field takes several hundred kilobytes of code in the browser; this takes a fraction, and the pages that carry
//! their view for hydration are smaller as well (ADR 0010).

use base64::{Engine, prelude::BASE64_STANDARD_NO_PAD as TEXT};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned, de::Error as _, ser::Error as _};

/// A value that crosses the wire as one text.
#[derive(Debug, Clone, PartialEq)]
pub struct Wire<T>(pub T);

impl<T: Serialize> Serialize for Wire<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes = postcard::to_stdvec(&self.0).map_err(S::Error::custom)?;
        serializer.serialize_str(&TEXT.encode(bytes))
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Wire<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = TEXT.decode(text).map_err(D::Error::custom)?;
        postcard::from_bytes(&bytes).map(Self).map_err(D::Error::custom)
    }
}

/// A value as bytes.
///
/// # Errors
/// When the value has no such form; none of ours lacks it.
pub fn bytes<T: Serialize>(value: &T) -> Result<Vec<u8>, postcard::Error> {
    postcard::to_stdvec(value)
}

/// A value from bytes; none where they are not of this version of the program.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_arrives() {
        let sent = Wire((Some(1.5f64), vec!["a".to_owned()], domain::view::lead::Tone::Mine));
        let text = serde_json::to_string(&sent).unwrap();
        assert_eq!(serde_json::from_str::<Wire<(Option<f64>, Vec<String>, domain::view::lead::Tone)>>(&text).unwrap(), sent);
        assert!(serde_json::from_str::<Wire<String>>("\"!\"").is_err());
        assert!(serde_json::from_str::<Wire<(u64, String)>>("\"AA\"").is_err());
    }
}
