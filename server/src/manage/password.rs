//! Passwords: hashed by argon2id, and those that are guessed early refused.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version,
    password_hash::{Encoding, SaltString},
};
use domain::people::{Hidden, Login};
use tokio::sync::Semaphore;
use zxcvbn::{Score, zxcvbn};

use super::{Desk, Stop, secret, sign_in::sentence};

/// Memory in KiB, passes and lanes: the first choice of OWASP's password storage advice.
const COST: (u32, u32, u32) = (19_456, 2, 1);
/// So many passwords are hashed at once; each takes 19 MB and a core.
const AT_ONCE: usize = 2;
/// So many more may wait for their turn.
const WAITING: usize = 30;
/// A hash of nothing that anybody knows, so that an unknown login takes as long as a wrong password.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bWVhc3VyZS11cC1ub2JvZHk$8aGZ8sv4ZZKoUFSh9f0Eay2OHMzUPBpZ6OZ7z5eK9xU";

/// The longest that is looked at, in bytes: more than any password that is taken has.
const LONGEST: usize = 800;
/// What a password must at least be worth, by zxcvbn's guesses: a hundred million, were one to try the likeliest first. Every one of its thirty
/// thousand best-known passwords is below, and so is what is made of a few common words, names, dates or rows of keys (ASVS 6.2.4).
const WORTH: Score = Score::Three;

/// Stops a password that is not taken for an account, at the field that it was typed into.
pub fn check(field: &'static str, given: &str, login: &Login, name: &str) -> Result<(), Stop> {
    domain::people::password::check(given, login).map_err(|weak| Stop::Wrong(field, sentence(&weak)))?;
    // What anybody guesses of this person, on top of what is guessed of everybody.
    let words = login.as_str().split(|c: char| !c.is_alphanumeric()).chain(name.split_whitespace()).chain(["council", "measure"]);
    if zxcvbn(given, &words.collect::<Vec<_>>()).score() < WORTH {
        return Err(Stop::Wrong(field, "Choose another: this one, or one much like it, is guessed first.".to_owned()));
    }
    Ok(())
}

/// A password as typed, no longer than is looked at.
pub fn cut(given: &str) -> String {
    given[..given.floor_char_boundary(LONGEST)].to_owned()
}

/// The turns of those whose password is hashed.
#[derive(Debug, Clone)]
pub struct Hashing {
    turns: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Default for Hashing {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(AT_ONCE)), places: Arc::new(Semaphore::new(AT_ONCE + WAITING)) }
    }
}

/// A turn. While it is held, at most one other is.
#[derive(Debug)]
pub struct Turn {
    _turn: tokio::sync::OwnedSemaphorePermit,
    _place: tokio::sync::OwnedSemaphorePermit,
}

impl Hashing {
    /// Waits for a turn.
    ///
    /// # Errors
    /// Too many wait already.
    pub async fn turn(&self) -> Result<Turn, Stop> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_full| Stop::Wait(5))?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|closed| Stop::Machine(closed.to_string()))?;
        Ok(Turn { _turn: turn, _place: place })
    }
}

impl Desk {
    /// How many passwords are being hashed, and how many wait for it.
    pub fn hashes_in_hand(&self) -> (usize, usize) {
        let running = AT_ONCE - self.hashing.turns.available_permits();
        let all = AT_ONCE + WAITING - self.hashing.places.available_permits();
        (running, all.saturating_sub(running))
    }
}

fn argon2() -> Result<Argon2<'static>, Stop> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).map_err(|error| Stop::Machine(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The hash of a password, with a salt of its own.
pub async fn hash(password: String, turn: Turn) -> Result<Hidden<String>, Stop> {
    let salt = secret::random::<16>()?;
    let (hash, _turn) = away(turn, move || {
        let broken = |error: argon2::password_hash::Error| Stop::Machine(format!("the password could not be hashed: {error}"));
        let salt = SaltString::encode_b64(&salt).map_err(broken)?;
        let hash = argon2()?.hash_password(password.as_bytes(), &salt).map_err(broken)?;
        Ok(Hidden::new(hash.to_string()))
    })
    .await?;
    Ok(hash)
}

/// Whether a password is that of a hash; without a hash it takes as long, and is not. The turn comes back, to be held until what was found is
/// counted.
pub async fn verify(password: String, hash: Option<&Hidden<String>>, turn: Turn) -> Result<(bool, Turn), Stop> {
    let known = hash.is_some();
    let hash = hash.map_or(NOBODY.to_owned(), |hash| hash.reveal().clone());
    away(turn, move || {
        let parsed = PasswordHash::parse(&hash, Encoding::B64);
        let parsed = parsed.map_err(|error| Stop::Machine(format!("a password's hash cannot be read: {error}")))?;
        Ok(argon2()?.verify_password(password.as_bytes(), &parsed).is_ok() && known)
    })
    .await
}

/// On a thread of its own: hashing is slow on purpose. The turn is held meanwhile, also if nobody waits for the end any more.
async fn away<T: Send + 'static>(turn: Turn, work: impl FnOnce() -> Result<T, Stop> + Send + 'static) -> Result<(T, Turn), Stop> {
    let done = tokio::task::spawn_blocking(move || (work(), turn));
    let (done, turn) = done.await.map_err(|error| Stop::Machine(format!("hashing stopped: {error}")))?;
    Ok((done?, turn))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_verified_by_its_own_hash_only() {
        let hashing = Hashing::default();
        let turn = async || hashing.turn().await.unwrap();
        let one = hash("correct horse".into(), turn().await).await.unwrap();
        let two = hash("correct horse".into(), turn().await).await.unwrap();
        assert_ne!(one, two, "each has a salt of its own");
        assert!(one.reveal().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", one.reveal());
        for (given, expected) in [("correct horse", true), ("correct hors", false), ("", false), ("correct horse ", false)] {
            let (right, held) = verify(given.into(), Some(&one), turn().await).await.unwrap();
            assert_eq!(right, expected, "{given}");
            assert_eq!(hashing.turns.available_permits(), AT_ONCE - 1, "held until what was found is counted");
            drop(held);
        }
        assert!(!verify("correct horse".into(), None, turn().await).await.unwrap().0, "nobody has no password");
    }

    #[test]
    fn what_is_guessed_early_is_not_taken() {
        let login: Login = "ada.lovelace@example.org".parse().unwrap();
        let taken = |given: &str| check("new", given, &login, "Ada King Lovelace").is_ok();
        for given in [
            "1q2w3e4r5t6y",
            "qwertyuiop123",
            "P@ssw0rd1234!",
            "iloveyouforever",
            "lovelace1234567",
            "lovelacelovelace",
            "unbelievable1",
            "manchester2024",
            "Liverpool-Council-2026",
        ] {
            assert!(!taken(given), "{given}");
        }
        for given in ["a bridge of blue paper", "nine lives of a lamp", "вечерний поезд на юг", "k7#Qz!m2Lw9x", "ü".repeat(7).as_str()]
        {
            assert_eq!(taken(given), !given.starts_with('ü'), "{given}");
        }
    }

    #[test]
    fn no_more_is_looked_at_than_is_ever_taken() {
        assert_eq!(cut(&"a".repeat(2_000)).len(), 800);
        assert_eq!(cut(&"😀".repeat(2_000)).len(), 800);
        assert_eq!(cut(&"é1".repeat(2_000)).chars().count(), 533);
        assert_eq!(cut(&"😀".repeat(domain::people::password::LONGEST)).len(), 512, "the longest that is taken is whole");
    }

    #[tokio::test]
    async fn those_who_come_when_too_many_wait_are_sent_away() {
        let hashing = Hashing::default();
        let held = [hashing.turn().await.unwrap(), hashing.turn().await.unwrap()];
        let waiting: Vec<_> = (0..WAITING)
            .map(|_| {
                let hashing = hashing.clone();
                tokio::spawn(async move { hashing.turn().await.is_ok() })
            })
            .collect();
        while hashing.places.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert!(matches!(hashing.turn().await, Err(Stop::Wait(_))));
        drop(held);
        for one in waiting {
            assert!(one.await.unwrap());
        }
    }
}
