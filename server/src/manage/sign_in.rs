//! Signing in: the password, then the second factor; and sessions (ADR 0016).

use domain::{
    people::{
        Digest, Hidden, Login, UserId,
        audit::{Deed, Entry},
        session,
    },
    store::{Begin, Factor, People, Proof, Session, Spent, Stage},
    view::lead,
};

use super::{Asker, Desk, Stop, factor, password, secret};

const WRONG: &str = "The login or the password is not right.";
/// What is said where a session was ended between two steps.
pub(super) const ENDED: &str = "You have been signed out meanwhile: sign in again.";

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
        // One at a time or two, held until it is counted: nobody is let in between.
        let turn = self.hashing.turn().await?;
        let now = self.now();
        let typed: String = login.trim().chars().take(100).flat_map(char::to_lowercase).collect();
        let counts = self.counts(&typed, account.as_ref().map(|account| account.user.id), from);
        self.wait(&counts, now).await?;
        let kept = account.as_ref().and_then(|account| account.password.as_ref());
        let (right, _turn) = password::verify(password::cut(given), kept.map(|kept| &kept.hash), turn).await?;
        let entry =
            |deed| Entry { at: now, who: account.as_ref().map(|one| one.user.id), deed, on: String::new(), place: from.place.clone() };
        if let (true, Some(account), Some(kept)) = (right, &account, kept)
            && account.user.active
        {
            if kept.temporary && now - kept.set_at >= session::TEMPORARY {
                self.store.record(&entry(Deed::PasswordExpired)).await?;
                let words = "This password was good for seven days. Ask an administrator for a new one.";
                return Err(Stop::Wrong("password", words.to_owned()));
            }
            if self.settings.openid.as_ref().is_some_and(|openid| openid.only) && !account.user.administers() {
                self.store.record(&entry(Deed::Refused)).await?;
                return Err(Stop::Wrong("password", "Only administrators sign in by a password here: use the button above.".to_owned()));
            }
            let proof = Proof::Password { hash: kept.hash.clone(), before: before.map(|before| before.token) };
            if let Some(begun) = self.begin(account.user.id, Stage::Half, proof, vec![], vec![entry(Deed::PasswordRight)]).await? {
                return Ok(begun);
            }
        }
        self.failed(&counts, &entry(Deed::PasswordWrong)).await?;
        Err(Stop::Wrong("password", WRONG.to_owned()))
    }

    /// The second step: a code by time, or a recovery code. Begins a whole session in place of the half.
    pub async fn code(&self, asker: &Asker, typed: &str, from: &From) -> Result<Begun, Stop> {
        let now = self.now();
        let _turn = self.hashing.turn().await?;
        let counts = self.code_counts(asker.id());
        self.wait(&counts, now).await?;
        if let Some(spent) = self.spent(asker, typed, now) {
            let deed = if matches!(spent, Spent::Step(_)) { Deed::SignIn } else { Deed::SignInByRecovery };
            let forgiven = counts.iter().map(|(_, name)| *name).chain(self.forgiven(asker, from)).collect();
            let proof = Proof::Code { half: asker.session.token, spent };
            let entries = vec![asker.entry(now, deed, String::new())];
            if let Some(begun) = self.begin(asker.id(), Stage::Full, proof, forgiven, entries).await? {
                return Ok(begun);
            }
        }
        self.failed(&counts, &asker.entry(now, Deed::CodeWrong, String::new())).await?;
        Err(Stop::Wrong("code", factor::USED.to_owned()))
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
        let (factor, codes) = self.new_factor(asker, "code", typed, now)?;
        let entries = vec![asker.entry(now, Deed::Enrol, String::new()), asker.entry(now, Deed::SignIn, String::new())];
        let proof = Proof::Enrolled { half: asker.session.token, factor };
        match self.begin(user, Stage::Full, proof, self.forgiven(asker, from), entries).await? {
            Some(begun) => Ok((begun, codes)),
            None => Err(Stop::Wrong("code", ENDED.to_owned())),
        }
    }

    /// The second factor that a session was offered, with new recovery codes, if a code typed into a field shows that it works.
    pub(super) fn new_factor(
        &self,
        asker: &Asker,
        field: &'static str,
        typed: &str,
        now: chrono::NaiveDateTime,
    ) -> Result<(Factor, Vec<String>), Stop> {
        let secret = self.offered_secret(&asker.session.token);
        let step = factor::matches(&secret, typed, now).ok_or_else(|| Stop::Wrong(field, factor::WRONG.to_owned()))?;
        let (codes, digests) = self.new_codes(asker.id())?;
        Ok((Factor { secret: Hidden::new(secret.to_vec()), codes: digests, step }, codes))
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

    /// Begins a session if its proof holds, with a token that nobody else knows.
    pub(super) async fn begin(
        &self,
        user: UserId,
        stage: Stage,
        proof: Proof,
        forgiven: Vec<Digest>,
        entries: Vec<Entry>,
    ) -> Result<Option<Begun>, Stop> {
        let (token, now) = (secret::token()?, self.now());
        let session = Session { token: secret::sha256(token.as_bytes()), user, stage, begun_at: now, seen_at: now };
        let begin = Begin { session: session.clone(), proof, forgiven, oldest: now - session::ABSOLUTE, entries };
        Ok(self.store.begin(&begin).await?.then_some(Begun { token, session }))
    }
}

/// A reason as a sentence.
pub fn sentence(reason: &impl ToString) -> String {
    lead::sentence(&reason.to_string())
}
