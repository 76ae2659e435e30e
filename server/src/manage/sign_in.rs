//! Signing in: the password, then the second factor; sessions; and how failures are counted (ADR 0016).

use chrono::NaiveDateTime;
use data_encoding::BASE64URL_NOPAD;
use domain::{
    people::{
        Digest, Login, User, UserId,
        audit::{Deed, Entry},
        session,
        throttle::{self, Counted},
    },
    store::{Account, Change, People, Session, Stage},
};

use super::{Asker, Desk, Stop, factor, password, secret};

/// Longest password that is looked at, in bytes.
const LONGEST: usize = 800;
const WRONG: &str = "The login or the password is not right.";

/// Where a sign-in comes from.
#[derive(Debug, Clone, Default)]
pub struct From {
    /// The address, cut to a household.
    pub address: String,
    /// What the browser has of an earlier sign-in.
    pub device: Option<String>,
    /// As the audit says it.
    pub place: String,
}

/// A session that has begun, and what the browser gets.
#[derive(Debug, Clone)]
pub struct Begun {
    /// The token, for the cookie.
    pub token: String,
    /// The session.
    pub session: Session,
}

/// What failures of a sign-in are counted by.
type Counts = Vec<(Counted, Digest)>;

impl Desk {
    /// Whether anybody has an account.
    pub async fn nobody_yet(&self) -> Result<bool, Stop> {
        Ok(self.store.users().await?.is_empty())
    }

    /// The first step: begins half a session for the right login and password, in place of one that the browser had.
    ///
    /// # Errors
    /// `Wrong` is the same, and takes as long, for an unknown login, a wrong password and somebody who is deactivated.
    pub async fn password(&self, login: &str, given: &str, from: &From, before: Option<&Session>) -> Result<Begun, Stop> {
        let parsed = login.parse::<Login>();
        let account = match &parsed {
            Ok(login) => self.store.account(login).await?,
            Err(_) => None,
        };
        // One at a time or two: what is counted below is counted before the next is let in.
        let turn = self.hashing.turn().await?;
        let now = self.now();
        let typed: String = login.trim().chars().take(100).flat_map(char::to_lowercase).collect();
        let counts = self.counts(&typed, account.as_ref().map(|account| account.user.id), from);
        self.wait(&counts, now).await?;
        let given: String = given.chars().take(LONGEST).collect();
        let right = password::verify(given, account.as_ref().map(|account| &account.password), turn).await?;
        let entry =
            |deed| Entry { at: now, who: account.as_ref().map(|one| one.user.id), deed, on: String::new(), place: from.place.clone() };
        let Some(account) = account.as_ref().filter(|account| right && account.user.active) else {
            self.failed(&counts, &entry(Deed::PasswordWrong)).await?;
            return Err(Stop::Wrong("password", WRONG.to_owned()));
        };
        if account.temporary && now - account.password_at >= session::TEMPORARY {
            let words = "This password was good for seven days. Ask an administrator for a new one.";
            return Err(Stop::Wrong("password", words.to_owned()));
        }
        self.begin(&account.user, Stage::Half, before.map(|before| &before.token), &entry(Deed::PasswordRight)).await
    }

    /// The second step: a code by time, or a recovery code. Begins a whole session in place of the half.
    pub async fn code(&self, asker: &Asker, typed: &str, from: &From) -> Result<Begun, Stop> {
        let (user, now) = (asker.id(), self.now());
        let turn = self.hashing.turn().await?;
        let counts = vec![(Counted::Codes, self.mac("count codes", &[&user.0.to_be_bytes()]))];
        self.wait(&counts, now).await?;
        let step = asker.account.factor.as_ref().and_then(|key| factor::matches(key.reveal(), typed, now));
        let deed = match step {
            Some(step) if self.store.spend_step(user, step).await? => Deed::SignIn,
            None if typed.len() <= 40 && self.store.spend_code(user, &self.recovery(user, typed)).await? => Deed::SignInByRecovery,
            _ => {
                self.failed(&counts, &asker.entry(now, Deed::CodeWrong, String::new())).await?;
                return Err(Stop::Wrong(
                    "code",
                    "That code is not right, or has been used. Wait for the next one, and check the clock of your device.".into(),
                ));
            }
        };
        drop(turn);
        self.store.forgive(&counts[0].1).await?;
        self.welcome(asker, from).await?;
        self.begin(asker.user(), Stage::Full, Some(&asker.session.token), &asker.entry(now, deed, String::new())).await
    }

    /// What an authenticator application needs for the second factor that a session sets up.
    pub fn offer(&self, asker: &Asker, council: &str) -> factor::Offered {
        factor::offer(&self.offered_secret(&asker.session.token), &asker.user().login, council)
    }

    /// Sets the second factor up, for an account that has none: begins a whole session, and gives the recovery codes.
    pub async fn enrol(&self, asker: &Asker, typed: &str, from: &From) -> Result<(Begun, Vec<String>), Stop> {
        let (user, now) = (asker.id(), self.now());
        if asker.account.factor.is_some() {
            return Err(Stop::Forbidden("set up a second step: there is one already"));
        }
        let secret = self.offered_secret(&asker.session.token);
        let Some(step) = factor::matches(&secret, typed, now) else {
            let words = "That code is not right. Wait for the next one, and check the clock of your device.";
            return Err(Stop::Wrong("code", words.to_owned()));
        };
        let (codes, digests) = self.new_codes(user)?;
        let change = Change::Factor { user, secret: domain::people::Hidden::new(secret.to_vec()), codes: digests };
        self.store.change(&change, &asker.entry(now, Deed::Enrol, String::new())).await?;
        self.store.spend_step(user, step).await?;
        self.welcome(asker, from).await?;
        let entry = asker.entry(now, Deed::SignIn, String::new());
        Ok((self.begin(asker.user(), Stage::Full, Some(&asker.session.token), &entry).await?, codes))
    }

    /// Changes the asker's own password, which they give once more. All their sessions end, and a new one begins.
    pub async fn own_password(&self, asker: &Asker, current: &str, new: &str, from: &From) -> Result<Begun, Stop> {
        let now = self.now();
        let turn = self.hashing.turn().await?;
        let counts = self.counts(asker.user().login.as_str(), Some(asker.id()), from);
        self.wait(&counts, now).await?;
        let current: String = current.chars().take(LONGEST).collect();
        if !password::verify(current.clone(), Some(&asker.account.password), turn).await? {
            self.failed(&counts, &asker.entry(now, Deed::PasswordWrong, String::new())).await?;
            return Err(Stop::Wrong("current", "This is not your password.".to_owned()));
        }
        if current == new {
            return Err(Stop::Wrong("new", "This is the password that you have.".to_owned()));
        }
        domain::people::password::check(new, &asker.user().login).map_err(|weak| Stop::Wrong("new", sentence(&weak)))?;
        let password = password::hash(new.to_owned(), self.hashing.turn().await?).await?;
        let change = Change::Password { user: asker.id(), password, temporary: false };
        self.store.change(&change, &asker.entry(now, Deed::SetPassword, String::new())).await?;
        self.begin(asker.user(), Stage::Full, None, &asker.entry(now, Deed::SignIn, String::new())).await
    }

    /// Ends a session.
    pub async fn sign_out(&self, asker: &Asker) -> Result<(), Stop> {
        Ok(self.store.end(&asker.session.token, &asker.entry(self.now(), Deed::SignOut, String::new())).await?)
    }

    /// Who a token belongs to, if its session is not over and its user may still sign in.
    pub async fn asker(&self, token: &str, place: &str) -> Result<Option<Asker>, Stop> {
        let now = self.now();
        let Some(session) = self.store.session(&secret::sha256(token.as_bytes())).await? else { return Ok(None) };
        if session::over(&session, now) {
            return Ok(None);
        }
        let Some(account) = self.store.account_of(session.user).await?.filter(|account| account.user.active) else { return Ok(None) };
        if session::to_be_noted(&session, now) {
            self.store.seen(&session.token, now).await?;
        }
        Ok(Some(Asker { account, session, place: place.to_owned() }))
    }

    /// What a browser keeps of a sign-in, so that strangers cannot lock its user out of it.
    pub fn device(&self, user: UserId) -> Result<String, Stop> {
        let chance: [u8; 16] = secret::random()?;
        let mut bytes = chance.to_vec();
        bytes.extend(self.mac("device", &[&user.0.to_be_bytes(), &chance]));
        Ok(BASE64URL_NOPAD.encode(&bytes))
    }

    async fn begin(&self, user: &User, stage: Stage, instead_of: Option<&Digest>, entry: &Entry) -> Result<Begun, Stop> {
        let (token, now) = (secret::token()?, entry.at);
        let session = Session { token: secret::sha256(token.as_bytes()), user: user.id, stage, begun_at: now, seen_at: now };
        self.store.begin(&session, instead_of, now - session::ABSOLUTE, entry).await?;
        Ok(Begun { token, session })
    }

    /// A device that has signed in before has a count of its own; any other is counted with the address and with all strangers.
    fn counts(&self, login: &str, user: Option<UserId>, from: &From) -> Counts {
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

    async fn wait(&self, counts: &Counts, now: NaiveDateTime) -> Result<(), Stop> {
        let mut longest = None;
        for (counted, name) in counts {
            let failures = self.store.failures(name, now - throttle::REMEMBERED).await?;
            longest = longest.max(throttle::wait(*counted, &failures, now));
        }
        longest.map_or(Ok(()), |wait| Err(Stop::Wait(wait.num_seconds() + 1)))
    }

    async fn failed(&self, counts: &Counts, entry: &Entry) -> Result<(), Stop> {
        let names: Vec<Digest> = counts.iter().map(|(_, name)| *name).collect();
        Ok(self.store.failed(&names, entry.at - throttle::REMEMBERED, entry).await?)
    }

    /// Forgets what a person got wrong before they got it right: on this device or from this address, not from everywhere.
    async fn welcome(&self, asker: &Asker, from: &From) -> Result<(), Stop> {
        let Account { user, .. } = &asker.account;
        for (counted, name) in self.counts(user.login.as_str(), Some(user.id), from) {
            if matches!(counted, Counted::KnownDevice | Counted::Stranger) {
                self.store.forgive(&name).await?;
            }
        }
        Ok(())
    }
}

/// A reason as a sentence.
pub(super) fn sentence(reason: &impl ToString) -> String {
    let text = reason.to_string();
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}
