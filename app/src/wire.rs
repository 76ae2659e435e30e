//! What crosses the wire beside frames: values in a compact binary form, or the same as text.
//!
//! Reading JSON field by field takes several hundred kilobytes of code in the browser (ADR 0010).

use base64::{Engine, prelude::BASE64_STANDARD_NO_PAD as TEXT};
use serde::{Serialize, de::DeserializeOwned};

/// A value as bytes; none where it has no such form.
pub fn bytes<T: Serialize>(value: &T) -> Option<Vec<u8>> {
    postcard::to_stdvec(value).ok()
}

/// A value from bytes; none where they are not of this version of the program.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

/// A value as text; empty where it has no such form.
pub fn text<T: Serialize>(value: &T) -> String {
    bytes(value).map(|bytes| TEXT.encode(bytes)).unwrap_or_default()
}

/// A value from text; none where it is not of this version of the program.
pub fn read_text<T: DeserializeOwned>(text: &str) -> Option<T> {
    TEXT.decode(text).ok().and_then(|bytes| read(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    type Sample = (Option<f64>, Vec<String>, domain::area::AreaType);

    #[test]
    fn what_is_written_reads_back() {
        let sent: Sample = (Some(1.5), vec!["a".to_owned()], domain::area::AreaType::Ward);
        assert_eq!(read_text::<Sample>(&text(&sent)).unwrap(), sent);
        assert!(read_text::<String>("!").is_none());
        assert!(read_text::<(u64, String)>("AA").is_none());
    }
}
