//! Which passwords are taken (ASVS 6.2: length, nothing made of the words guessed first, no rule about kinds of characters, paste allowed).
//! Whether one is a known one, the server asks besides.

use super::Login;

/// The shortest, in characters.
pub const SHORTEST: usize = 12;
/// The longest, in characters: no more is hashed.
pub const LONGEST: usize = 128;
/// A password has at least so many different characters.
const DIFFERENT: usize = 5;
/// What the best-known long passwords are made of. A password is refused if, without digits and marks at its ends, it is one or more
/// of these.
const KNOWN: [&str; 24] = [
    "password",
    "passwort",
    "qwertyuiop",
    "qwerty",
    "asdfghjkl",
    "zxcvbnm",
    "letmein",
    "welcome",
    "admin",
    "administrator",
    "liverpool",
    "arsenal",
    "chelsea",
    "everton",
    "football",
    "iloveyou",
    "sunshine",
    "princess",
    "monkey",
    "dragon",
    "council",
    "summer",
    "winter",
    "changeme",
];

/// Why a password is not taken. None of these repeats it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Weak {
    /// Too short.
    #[error("use at least 12 characters: three or four words that have nothing to do with each other are easy to remember")]
    Short,
    /// Too long.
    #[error("use at most 128 characters")]
    Long,
    /// Made of few characters.
    #[error("use at least 5 different characters")]
    Plain,
    /// One that others guess first.
    #[error("choose another: this is one of the passwords that are guessed first")]
    Known,
    /// It tells who it belongs to.
    #[error("choose another: this one holds your login")]
    Login,
}

/// Whether a password is taken for an account.
pub fn check(password: &str, login: &Login) -> Result<(), Weak> {
    let small = password.to_lowercase();
    let mut different: Vec<char> = small.chars().collect();
    let length = password.chars().count();
    different.sort_unstable();
    different.dedup();
    let name = login.as_str().split('@').next().unwrap_or_default();
    match () {
        () if length < SHORTEST => Err(Weak::Short),
        () if length > LONGEST => Err(Weak::Long),
        () if different.len() < DIFFERENT => Err(Weak::Plain),
        () if name.len() >= 4 && small.contains(name) => Err(Weak::Login),
        () if known(&small) => Err(Weak::Known),
        () => Ok(()),
    }
}

/// Whether nothing is left of it without known words, rows of digits and marks.
fn known(small: &str) -> bool {
    let mut rest = small.replace(|c: char| !c.is_alphabetic(), "");
    for word in KNOWN {
        rest = rest.replace(word, "");
    }
    rest.chars().count() < 3
}
