//! The second factor: codes by time (RFC 6238 with SHA-1, six digits, 30 seconds: what every authenticator application does), and
//! recovery codes.

use chrono::NaiveDateTime;
use data_encoding::BASE32_NOPAD;
use domain::{
    people::{Digest, Login, UserId},
    store::Spent,
};
use hmac::{Hmac, Mac};
use qrcodegen::{QrCode, QrCodeEcc};
use sha1::Sha1;

use super::{Asker, Desk, Stop, secret};

/// Seconds of a step.
const STEP: i64 = 30;
/// A code of so many steps before or after now is taken, for clocks that are not quite right.
const DRIFT: i64 = 1;
/// So many recovery codes are made.
const CODES: usize = 10;

/// What is said of a code that shows a new second factor not to work.
pub(super) const WRONG: &str = "That code is not right. Wait for the next one, and check the clock of your device.";
/// What is said of a code that is not right, or not any more.
pub(super) const USED: &str = "That code is not right, or has been used. Wait for the next one, and check the clock of your device.";
/// The longest recovery code that is looked at, in bytes.
const LONGEST: usize = 40;

/// The step of a time.
fn step(at: NaiveDateTime) -> i64 {
    at.and_utc().timestamp().div_euclid(STEP)
}

/// The code of a step (RFC 4226, 5.3), below a power of ten.
fn code(key: &[u8], step: i64, below: u32) -> u32 {
    let mut block = [0; 64];
    // Secrets are 20 bytes; a key shorter than a block is the same as one filled up with zeros.
    let length = key.len().min(64);
    block[..length].copy_from_slice(&key[..length]);
    let mut mac = <Hmac<Sha1> as Mac>::new(&block.into());
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let at = usize::from(hash[19] & 15);
    let number = u32::from_be_bytes([hash[at], hash[at + 1], hash[at + 2], hash[at + 3]]) & 0x7fff_ffff;
    number % below
}

/// The step that a code typed is of, if it is right about now. Spaces in it do not matter.
pub fn matches(key: &[u8], typed: &str, now: NaiveDateTime) -> Option<i64> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let typed: u32 = digits.parse().ok()?;
    (step(now) - DRIFT..=step(now) + DRIFT).find(|step| code(key, *step, 1_000_000) == typed)
}

/// The code that is right now: for tests and those who check their own clock.
pub fn now(key: &[u8], at: NaiveDateTime) -> String {
    format!("{:06}", code(key, step(at), 1_000_000))
}

/// A second factor to be set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// The secret in Base32, in groups of four.
    pub secret: String,
    /// The same as an address that applications open.
    pub uri: String,
    /// The address as squares, row by row; empty if it does not fit.
    pub picture: Vec<Vec<bool>>,
}

/// What an authenticator application needs to know.
pub fn offer(key: &[u8], login: &Login, council: &str) -> Offered {
    let secret = BASE32_NOPAD.encode(key);
    let council = domain::filter::encode(council);
    let uri = format!("otpauth://totp/{council}:{}?secret={secret}&issuer={council}", domain::filter::encode(login.as_str()));
    let picture = QrCode::encode_text(&uri, QrCodeEcc::Medium)
        .map_or(Vec::new(), |code| (0..code.size()).map(|y| (0..code.size()).map(|x| code.get_module(x, y)).collect()).collect());
    let groups: Vec<&str> = (0..secret.len()).step_by(4).map(|at| &secret[at..(at + 4).min(secret.len())]).collect();
    Offered { secret: groups.join(" "), uri, picture }
}

impl Desk {
    /// The secret that a session is offered: the same each time it asks, and known to nobody else, so that it is kept only once it is used.
    pub(super) fn offered_secret(&self, session: &Digest) -> [u8; 20] {
        let mut secret = [0; 20];
        secret.copy_from_slice(&self.mac("second factor", &[session])[..20]);
        secret
    }

    /// What a typed code would use up: a step of the second factor, or else a recovery code, whether there is such a one or not.
    pub(super) fn spent(&self, asker: &Asker, typed: &str, now: NaiveDateTime) -> Option<Spent> {
        match asker.account.factor.as_ref().and_then(|key| matches(key.reveal(), typed, now)) {
            Some(step) => Some(Spent::Step(step)),
            None => (typed.len() <= LONGEST).then(|| Spent::Recovery(self.recovery(asker.id(), typed))),
        }
    }

    /// The digest of a recovery code. Capitals, spaces and dashes do not matter.
    fn recovery(&self, user: UserId, code: &str) -> Digest {
        let plain: String = code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
        self.mac("recovery code", &[&user.0.to_be_bytes(), plain.as_bytes()])
    }

    /// New recovery codes, and their digests.
    pub(super) fn new_codes(&self, user: UserId) -> Result<(Vec<String>, Vec<Digest>), Stop> {
        let codes = (0..CODES).map(|_| secret::readable(2)).collect::<Result<Vec<_>, _>>()?;
        let digests = codes.iter().map(|code| self.recovery(user, code)).collect();
        Ok((codes, digests))
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    const KEY: &[u8] = b"12345678901234567890";

    fn at(seconds: i64) -> NaiveDateTime {
        DateTime::from_timestamp(seconds, 0).unwrap().naive_utc()
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, SHA-1, eight digits.
        for (seconds, expected) in [
            (59, 94_287_082),
            (1_111_111_109, 7_081_804),
            (1_111_111_111, 14_050_471),
            (1_234_567_890, 89_005_924),
            (2_000_000_000, 69_279_037),
            (20_000_000_000, 65_353_130),
        ] {
            assert_eq!(code(KEY, step(at(seconds)), 100_000_000), expected, "{seconds}");
        }
        // RFC 4226, appendix D.
        let codes: Vec<u32> = (0..10).map(|count| code(KEY, count, 1_000_000)).collect();
        assert_eq!(codes, [755_224, 287_082, 359_152, 969_429, 338_314, 254_676, 287_922, 162_583, 399_871, 520_489]);
    }

    #[test]
    fn a_code_is_right_for_a_step_before_and_after() {
        for (seconds, expected) in [(29, None), (30, Some(2)), (60, Some(2)), (119, Some(2)), (120, None)] {
            assert_eq!(matches(KEY, "359152", at(seconds)), expected, "{seconds}");
        }
        assert_eq!(matches(KEY, " 359 152 ", at(60)), Some(2));
        for wrong in ["", "35915", "3591520", "٣٥٩١٥٢", "+59152", "359153"] {
            assert_eq!(matches(KEY, wrong, at(60)), None, "{wrong}");
        }
    }

    #[test]
    fn an_offer_says_one_secret_in_three_ways() {
        let offered = offer(KEY, &"ada@example.org".parse().unwrap(), "A & B Council");
        assert_eq!(offered.secret, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        let (path, query) = offered.uri.strip_prefix("otpauth://totp/").unwrap().split_once('?').unwrap();
        assert!(!path.contains(' ') && !path.contains('&') && path.contains("ada"), "{path}");
        assert!(query.starts_with("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=A"), "{query}");
        // A finder pattern is in the corner: seven dark, then light.
        assert_eq!(offered.picture[0][..8], [true, true, true, true, true, true, true, false]);
        assert!(offered.picture.iter().all(|row| row.len() == offered.picture.len()));
    }
}
