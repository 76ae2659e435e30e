//! Digests by e-mail: rarely, little, and only what is public.

mod letter;
pub mod options;
mod post;
mod rounds;

pub use options::{Mail, Options, Security};
pub use rounds::{keep_round, round};

/// The longest address, in bytes (RFC 5321, 4.5.3.1.3, without its brackets).
const LONGEST: usize = 254;

/// Whether a text is one e-mail address that can be sent to, in ASCII and without anything around it.
pub fn is_address(text: &str) -> bool {
    let plain = text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"(),;:\\[]".contains(&byte));
    plain && text.parse::<lettre::Address>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_and_nothing_else() {
        for right in ["ada@example.org", "a.b+c@mail.example.org", "x@y.zz"] {
            assert!(is_address(right), "{right}");
        }
        let long = format!("{}@example.org", "a".repeat(250));
        let wrong = [
            "",
            "ada",
            "ada@",
            "@example.org",
            "ada@example.org, eve@example.org",
            "Ada <ada@example.org>",
            "ada@example.org\r\nBcc: eve@example.org",
            "ada@example.org\n",
            "ada example@org.org",
            "ada@[127.0.0.1]",
            "\"ada eve\"@example.org",
            "adä@example.org",
            &long,
        ];
        for wrong in wrong {
            assert!(!is_address(wrong), "{wrong}");
        }
    }
}
