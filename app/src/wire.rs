//! What crosses the wire: views in a compact binary form, written as text.
//!
//! Reading JSON field by field takes several hundred kilobytes of code in the browser, and so does a resource of its own for every kind
//! of view. All views cross as one type, and are opened where they are drawn (ADR 0010).

use base64::{Engine, prelude::BASE64_STANDARD_NO_PAD as TEXT};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::error::ApiError;

/// A value that crosses the wire as one text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Packed(String);

impl Packed {
    /// Packs a value.
    ///
    /// # Errors
    /// When the value has no such form; none of ours lacks it.
    pub fn new<T: Serialize>(value: &T) -> Result<Self, ApiError> {
        bytes(value).map(|bytes| Self(TEXT.encode(bytes))).ok_or(ApiError::Internal)
    }

    /// Opens it.
    ///
    /// # Errors
    /// When it was packed by another version of the program.
    pub fn open<T: DeserializeOwned>(&self) -> Result<T, ApiError> {
        TEXT.decode(&self.0).ok().and_then(|bytes| read(&bytes)).ok_or(ApiError::Internal)
    }
}

/// A value as bytes; none where it has no such form.
pub fn bytes<T: Serialize>(value: &T) -> Option<Vec<u8>> {
    postcard::to_stdvec(value).ok()
}

/// A value from bytes; none where they are not of this version of the program.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    type Sample = (Option<f64>, Vec<String>, domain::view::lead::Tone);

    #[test]
    fn what_is_packed_opens() {
        let sent: Sample = (Some(1.5), vec!["a".to_owned()], domain::view::lead::Tone::Mine);
        let text = serde_json::to_string(&Packed::new(&sent).unwrap()).unwrap();
        assert_eq!(serde_json::from_str::<Packed>(&text).unwrap().open::<Sample>().unwrap(), sent);
        assert!(Packed("!".to_owned()).open::<String>().is_err());
        assert!(Packed("AA".to_owned()).open::<(u64, String)>().is_err());
    }
}
