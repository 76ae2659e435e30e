//! What people do with their own account.

use domain::{
    people::{Action, User, audit::Deed},
    store::{Proof, Stage},
};

use super::{
    Asker, Desk, Stop, factor, password,
    sign_in::{Begun, ENDED, From},
};

const ELSEWHERE: Stop = Stop::Forbidden("change how you sign in: another service answers for it");

impl Desk {
    /// The first page: who one is.
    pub async fn home<'a>(&self, asker: &'a Asker) -> Result<&'a User, Stop> {
        self.allow(asker, Action::Manage).await?;
        Ok(asker.user())
    }

    /// Changes the asker's own password, which they give once more. All their sessions end, and a new one begins.
    pub async fn own_password(&self, asker: &Asker, current: &str, new: &str, from: &From) -> Result<Begun, Stop> {
        let turn = self.own(asker, current, from).await?;
        let now = self.now();
        if password::cut(current) == new {
            return Err(Stop::Wrong("new", "This is the password that you have.".to_owned()));
        }
        password::check("new", new, &asker.user().login, &asker.user().name)?;
        let hash = password::hash(new.to_owned(), turn).await?;
        let proof = Proof::NewPassword { session: asker.session.token, hash };
        let entries = vec![asker.entry(now, Deed::SetPassword, String::new()), asker.entry(now, Deed::SignIn, String::new())];
        let begun = self.begin(asker.id(), Stage::Full, proof, vec![], entries).await?;
        begun.ok_or_else(|| Stop::Wrong("current", ENDED.to_owned()))
    }

    /// Replaces the asker's own second factor, for their password, a code of the one that they have (or a recovery code) and one of the new. All
    /// their sessions end, and a new one begins. The recovery codes are new too.
    pub async fn own_factor(&self, asker: &Asker, current: &str, code: &str, new: &str, from: &From) -> Result<(Begun, Vec<String>), Stop> {
        let now = self.now();
        let counts = self.code_counts(asker.id());
        self.wait(&counts, now).await?;
        let _turn = self.own(asker, current, from).await?;
        let (factor, codes) = self.new_factor(asker, "new", new, now)?;
        if let Some(spent) = self.spent(asker, code, now) {
            let proof = Proof::NewFactor { session: asker.session.token, spent, factor };
            let entries = vec![asker.entry(now, Deed::NewFactor, String::new()), asker.entry(now, Deed::SignIn, String::new())];
            let forgiven = counts.iter().map(|(_, name)| *name).collect();
            if let Some(begun) = self.begin(asker.id(), Stage::Full, proof, forgiven, entries).await? {
                return Ok((begun, codes));
            }
        }
        self.failed(&counts, &asker.entry(now, Deed::CodeWrong, String::new())).await?;
        Err(Stop::Wrong("code", factor::USED.to_owned()))
    }

    /// Stops whoever does not give the password that is theirs; what is wrong is counted. The turn, for what follows.
    async fn own(&self, asker: &Asker, current: &str, from: &From) -> Result<password::Turn, Stop> {
        let Some(kept) = &asker.account.password else { return Err(ELSEWHERE) };
        let turn = self.hashing.turn().await?;
        let now = self.now();
        let counts = self.counts(asker.user().login.as_str(), Some(asker.id()), from);
        self.wait(&counts, now).await?;
        let (right, turn) = password::verify(password::cut(current), Some(&kept.hash), turn).await?;
        if right {
            return Ok(turn);
        }
        self.failed(&counts, &asker.entry(now, Deed::PasswordWrong, String::new())).await?;
        Err(Stop::Wrong("current", "This is not your password.".to_owned()))
    }
}
