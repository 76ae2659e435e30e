//! Managing people: administrators only.

use std::collections::BTreeSet;

use domain::{
    code::DirectorateCode,
    council::Council,
    people::{
        Action, Grant, Login, User, UserId,
        audit::{Deed, Entry},
        read_name,
    },
    store::{Account, Change, Changed, People},
};

use super::{Asker, Desk, Stop, password, secret, sign_in::sentence};

/// An account that somebody else made a password for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Whose.
    pub user: UserId,
    /// The password, shown once.
    pub password: String,
}

/// What is said where nobody would be left who can manage people.
pub const LAST: &str = "This is the only administrator who signs in here with a password: make somebody else one first, who does not sign in by another service.";

const ELSEWHERE: &str = "They sign in by another service, which says what they may do: change their roles there.";

impl Desk {
    /// The account of one person.
    pub async fn person(&self, asker: &Asker, user: UserId) -> Result<Option<Account>, Stop> {
        self.allow(asker, Action::ManagePeople).await?;
        Ok(self.store.account_of(user).await?)
    }

    /// Everybody who has an account.
    pub async fn people(&self, asker: &Asker) -> Result<Vec<User>, Stop> {
        self.allow(asker, Action::ManagePeople).await?;
        Ok(self.store.users().await?)
    }

    /// Adds somebody, with a password that is good for a few days.
    pub async fn add(&self, asker: &Asker, login: &str, name: &str, grants: &[String], council: &Council) -> Result<Made, Stop> {
        self.allow(asker, Action::ManagePeople).await?;
        let login: Login = login.parse().map_err(|error| Stop::Wrong("login", sentence(&error)))?;
        let name = read_name(name).ok_or_else(|| Stop::Wrong("name", "Type their name: 1 to 100 characters.".to_owned()))?;
        let grants = read_grants(grants, &BTreeSet::new(), council)?;
        let given = secret::readable(5)?;
        let password = password::hash(given.clone(), self.hashing.turn().await?).await?;
        let change = Change::Add { login, name, grants, password, temporary: true };
        match self.store.change(&change, &asker.entry(self.now(), Deed::Add, String::new())).await? {
            Changed::Done(user) => Ok(Made { user, password: given }),
            Changed::Taken | Changed::Nobody | Changed::LastAdministrator | Changed::Elsewhere => {
                Err(Stop::Wrong("login", "Somebody has this login already.".to_owned()))
            }
        }
    }

    /// What a user may do from now on. They sign in anew. Nobody says it of themselves, so that it takes two to have every right.
    pub async fn grant(&self, asker: &Asker, user: UserId, grants: &[String], council: &Council) -> Result<(), Stop> {
        self.allow(asker, Action::ManagePeople).await?;
        if user == asker.id() {
            self.store.record(&asker.entry(self.now(), Deed::Refused, "grant themselves".to_owned())).await?;
            return Err(Stop::Forbidden("change what you yourself may do: another administrator does that"));
        }
        let had = self.store.account_of(user).await?.map(|account| account.user.grants).unwrap_or_default();
        let grants = read_grants(grants, &had, council)?;
        self.change(asker, user, Change::Grants(user, grants), Deed::Grant).await
    }

    /// Whether a user may sign in. Leavers are signed out at once.
    pub async fn activate(&self, asker: &Asker, user: UserId, active: bool) -> Result<(), Stop> {
        self.allow(asker, Action::ManagePeople).await?;
        self.change(asker, user, Change::Active(user, active), if active { Deed::Reactivate } else { Deed::Deactivate }).await
    }

    /// A new password for somebody, good for a few days.
    pub async fn reset_password(&self, asker: &Asker, user: UserId) -> Result<Made, Stop> {
        self.allow(asker, Action::ManagePeople).await?;
        let given = secret::readable(5)?;
        let password = password::hash(given.clone(), self.hashing.turn().await?).await?;
        self.change(asker, user, Change::Password { user, password, temporary: true }, Deed::ResetPassword).await?;
        Ok(Made { user, password: given })
    }

    /// Removes somebody's second factor, so that they set it up anew.
    pub async fn reset_factor(&self, asker: &Asker, user: UserId) -> Result<(), Stop> {
        self.allow(asker, Action::ManagePeople).await?;
        self.change(asker, user, Change::NoFactor(user), Deed::ResetFactor).await
    }

    async fn change(&self, asker: &Asker, user: UserId, change: Change, deed: Deed) -> Result<(), Stop> {
        match self.store.change(&change, &asker.entry(self.now(), deed, format!("user {user}"))).await? {
            Changed::Done(_) => Ok(()),
            Changed::Taken | Changed::Nobody => Err(Stop::Wrong("person", format!("There is no user {user}."))),
            Changed::LastAdministrator => Err(Stop::Wrong("person", LAST.to_owned())),
            Changed::Elsewhere => Err(Stop::Wrong("person", ELSEWHERE.to_owned())),
        }
    }

    /// Adds somebody from the command line, where nobody is signed in. `own`: they typed the password themselves.
    pub async fn add_from_here(
        &self,
        login: Login,
        name: String,
        grants: BTreeSet<Grant>,
        given: &str,
        own: bool,
    ) -> Result<Changed, Stop> {
        password::check("password", given, &login, &name)?;
        let password = password::hash(given.to_owned(), self.hashing.turn().await?).await?;
        let change = Change::Add { login, name, grants, password, temporary: !own };
        Ok(self.store.change(&change, &self.here(Deed::Add, String::new())).await?)
    }

    /// Sets a password from the command line. `own`: its owner typed it themselves.
    pub async fn password_from_here(&self, user: &User, given: &str, own: bool) -> Result<Changed, Stop> {
        password::check("password", given, &user.login, &user.name)?;
        let password = password::hash(given.to_owned(), self.hashing.turn().await?).await?;
        let change = Change::Password { user: user.id, password, temporary: !own };
        Ok(self.store.change(&change, &self.here(Deed::ResetPassword, format!("user {}", user.id))).await?)
    }

    /// Whether some administrator signs in with a password of this program's, whatever becomes of another service.
    pub async fn administered_here(&self) -> Result<bool, Stop> {
        for user in self.store.users().await?.into_iter().filter(User::administers) {
            if self.store.account_of(user.id).await?.is_some_and(|account| account.password.is_some()) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// An entry of what is done on the command line.
    pub fn here(&self, deed: Deed, on: String) -> Entry {
        Entry { at: self.now(), who: None, deed, on, place: "command line".to_owned() }
    }
}

/// Grants as they came from a form: of what the council has, or of what the user had before.
fn read_grants(given: &[String], had: &BTreeSet<Grant>, council: &Council) -> Result<BTreeSet<Grant>, Stop> {
    let read = given.iter().take(1_000).map(|text| {
        let grant: Grant = text.parse().map_err(|error| Stop::Wrong("person", sentence(&error)))?;
        if had.contains(&grant) { Ok(grant) } else { known(grant, council) }
    });
    read.collect()
}

/// A grant, if it is of something that the council has.
pub fn known(grant: Grant, council: &Council) -> Result<Grant, Stop> {
    let directorate = |code: &DirectorateCode| council.directorates.iter().any(|known| known.code == *code);
    let there = match &grant {
        Grant::ViewerOf(area) => council.area(area).is_some(),
        Grant::Contributor(service) => council.directorates.iter().any(|one| one.services.iter().any(|known| known.code == *service)),
        Grant::Approver(code) | Grant::Unmasked(code) => directorate(code),
        Grant::Viewer | Grant::PerformanceTeam | Grant::Administrator => true,
    };
    if there { Ok(grant) } else { Err(Stop::Wrong("person", format!("{} has nothing called “{grant}”.", council.name))) }
}
