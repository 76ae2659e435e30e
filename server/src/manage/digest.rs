//! Digests by e-mail: asking for one, and ending it, signed in or by what a letter carries.

use chrono::Days;
use data_encoding::BASE64URL_NOPAD;
use domain::{
    people::{
        Action, Hidden, UserId,
        audit::{Deed, Entry},
    },
    store::{Digests, Seen, Wanted},
};

use super::{Asker, Desk, Stop, secret};
use crate::mail::is_address;

impl Desk {
    /// The digest that the asker wants, if they want one and any are sent from here.
    pub async fn digest(&self, asker: &Asker) -> Result<Option<Wanted>, Stop> {
        self.allow(asker, Action::Manage).await?;
        Ok(self.store.digest_of(asker.id()).await?)
    }

    /// The asker wants a digest at an address, of what comes from now on: after a release, and after yesterday, as today is not over.
    ///
    /// # Errors
    /// None are sent from here, or the address is none.
    pub async fn want_digest(&self, asker: &Asker, address: &str, release: u32) -> Result<(), Stop> {
        self.allow(asker, Action::Manage).await?;
        if self.settings.mail.is_none() {
            return Err(Stop::Wrong("off", "No digest is sent from here: whoever runs the program has not set up e-mail.".to_owned()));
        }
        let address = address.trim();
        if !is_address(address) {
            return Err(Stop::Wrong("address", "Write one e-mail address, such as ada@example.org.".to_owned()));
        }
        let until = self.today().checked_sub_days(Days::new(1)).unwrap_or_default();
        let entry = asker.entry(self.now(), Deed::AskDigest, String::new());
        Ok(self.store.want_digest(asker.id(), &Hidden::new(address.to_owned()), Seen { release, until }, &entry).await?)
    }

    /// The asker wants no digest any more.
    pub async fn end_digest(&self, asker: &Asker) -> Result<bool, Stop> {
        self.allow(asker, Action::Manage).await?;
        Ok(self.store.end_digest(asker.id(), &asker.entry(self.now(), Deed::EndDigest, String::new())).await?)
    }

    /// Whom a letter with this token was for; none where it is no token of a letter.
    pub async fn letter_for(&self, token: &str) -> Result<Option<UserId>, Stop> {
        let Some(bytes) = BASE64URL_NOPAD.decode(token.as_bytes()).ok().filter(|bytes| bytes.len() == 32) else { return Ok(None) };
        Ok(self.store.letter_for(&secret::sha256(&bytes)).await?)
    }

    /// Whoever holds a letter ends the digest that it is of, without signing in, and as often as they like. False where the token is none.
    pub async fn end_by_letter(&self, token: &str, place: &str) -> Result<bool, Stop> {
        let Some(user) = self.letter_for(token).await? else { return Ok(false) };
        let entry = Entry { at: self.now(), who: None, deed: Deed::EndDigest, on: format!("user {user}"), place: place.to_owned() };
        self.store.end_digest(user, &entry).await?;
        Ok(true)
    }
}
