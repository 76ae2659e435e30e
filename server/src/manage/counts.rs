//! How failures of signing in are counted (ADR 0016).

use chrono::NaiveDateTime;
use data_encoding::BASE64URL_NOPAD;
use domain::{
    people::{
        Digest, UserId,
        audit::Entry,
        throttle::{self, Counted},
    },
    store::People,
};

use super::{Asker, Desk, Stop, secret, sign_in::From};

/// What failures of a sign-in are counted by.
pub(super) type Counts = Vec<(Counted, Digest)>;

impl Desk {
    /// What a browser keeps of a sign-in, so that strangers cannot lock its user out of it.
    pub fn device(&self, user: UserId) -> Result<String, Stop> {
        let chance: [u8; 16] = secret::random()?;
        let mut bytes = chance.to_vec();
        bytes.extend(self.mac("device", &[&user.0.to_be_bytes(), &chance]));
        Ok(BASE64URL_NOPAD.encode(&bytes))
    }

    /// A device that has signed in before has a count of its own; any other is counted with the address and with all strangers.
    pub(super) fn counts(&self, login: &str, user: Option<UserId>, from: &From) -> Counts {
        let device = from.device.as_ref().and_then(|device| BASE64URL_NOPAD.decode(device.as_bytes()).ok());
        if let (Some(user), Some((chance, code))) = (user, device.as_ref().and_then(|device| device.split_at_checked(16)))
            && self.is_mac(code, "device", &[&user.0.to_be_bytes(), chance])
        {
            return vec![(Counted::KnownDevice, self.mac("count device", &[chance]))];
        }
        let (login, address) = (login.as_bytes(), from.address.as_bytes());
        vec![
            (Counted::Stranger, self.mac("count stranger", &[login, address])),
            (Counted::Strangers, self.mac("count strangers", &[login])),
            (Counted::Address, self.mac("count address", &[address])),
        ]
    }

    /// What is counted by where it comes from alone.
    pub(super) fn address_counts(&self, from: &From) -> Counts {
        vec![(Counted::Address, self.mac("count address", &[from.address.as_bytes()]))]
    }

    /// What wrong codes of a user are counted by.
    pub(super) fn code_counts(&self, user: UserId) -> Counts {
        vec![(Counted::Codes, self.mac("count codes", &[&user.0.to_be_bytes()]))]
    }

    /// Stops somebody who has to wait.
    pub(super) async fn wait(&self, counts: &Counts, now: NaiveDateTime) -> Result<(), Stop> {
        let mut longest = None;
        for (counted, name) in counts {
            let failures = self.store.failures(name, now - throttle::REMEMBERED).await?;
            longest = longest.max(throttle::wait(*counted, &failures, now));
        }
        longest.map_or(Ok(()), |wait| Err(Stop::Wait(wait.num_seconds() + 1)))
    }

    /// Counts a failure.
    pub(super) async fn failed(&self, counts: &Counts, entry: &Entry) -> Result<(), Stop> {
        let names: Vec<Digest> = counts.iter().map(|(_, name)| *name).collect();
        Ok(self.store.failed(&names, entry.at - throttle::REMEMBERED, entry).await?)
    }

    /// What is forgotten of what a person got wrong before they got it right: on this device or from this address, not from everywhere.
    pub(super) fn forgiven(&self, asker: &Asker, from: &From) -> Vec<Digest> {
        let counts = self.counts(asker.user().login.as_str(), Some(asker.id()), from).into_iter();
        counts.filter(|(counted, _)| matches!(counted, Counted::KnownDevice | Counted::Stranger)).map(|(_, name)| name).collect()
    }
}
