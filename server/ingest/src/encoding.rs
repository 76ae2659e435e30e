//! From bytes to text: UTF-8, UTF-16 in both orders, and Windows-1252, which takes any byte.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::Refusal;

/// How many bytes are looked at for the signs of UTF-16.
const LOOKED_AT: usize = 4096;

/// The text of a file; a byte order mark is left off.
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Refusal> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return sound(encoding.decode_without_bom_handling(&bytes[mark..]).0);
    }
    if let Some(encoding) = wide(bytes) {
        return sound(encoding.decode_without_bom_handling(bytes).0);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => sound(Cow::Borrowed(text)),
        Err(_) => sound(WINDOWS_1252.decode_without_bom_handling(bytes).0),
    }
}

/// UTF-16 without a mark: of western text every second byte is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let looked = &bytes[..bytes.len().min(LOOKED_AT)];
    let zeros = |first: usize| looked.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), looked.len() / 2);
    match (even, odd) {
        (0, odd) if odd * 2 > half => Some(UTF_16LE),
        (even, 0) if even * 2 > half => Some(UTF_16BE),
        _ => None,
    }
}

fn sound(text: Cow<'_, str>) -> Result<Cow<'_, str>, Refusal> {
    if text.contains('\0') { Err(Refusal::Binary) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_encoding_reads_the_same() {
        let text = "area,value\r\nSt Michael’s,£5\r\n";
        let wide = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let (little, big) = (wide(u16::to_le_bytes), wide(u16::to_be_bytes));
        let windows = WINDOWS_1252.encode(text).0.into_owned();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for bytes in [
            text.as_bytes().to_vec(),
            marked(b"\xef\xbb\xbf", text.as_bytes()),
            windows,
            little.clone(),
            big.clone(),
            marked(b"\xff\xfe", &little),
            marked(b"\xfe\xff", &big),
        ] {
            assert_eq!(decode(&bytes).unwrap(), text);
        }
        assert_eq!(decode(b"a\0b,c\0\0d"), Err(Refusal::Binary));
    }
}
