//! Changing accounts.

use std::collections::BTreeSet;

use domain::{
    people::{
        Grant, UserId,
        audit::{Entry, on_grants},
    },
    store::{Change, Changed},
};
use sqlx::SqliteConnection;

use super::{account, audit, session};
use crate::{StoreError, document};

/// Makes a change and records it, within a transaction; to be given up where it was not done.
pub(crate) async fn change(connection: &mut SqliteConnection, change: &Change, entry: &Entry) -> Result<Changed, StoreError> {
    let at = document::write_time(entry.at);
    let user = match change {
        Change::Add { login, name, grants, password, temporary } => {
            if account::number(connection, login).await?.is_some() {
                return Ok(Changed::Taken);
            }
            let login = login.as_str();
            let added = sqlx::query!("INSERT INTO user (login, name, added_at) VALUES (?, ?, ?)", login, name, at);
            let user = UserId(added.execute(&mut *connection).await?.last_insert_rowid());
            set_password(connection, user, password.reveal(), *temporary, &at).await?;
            grant(connection, user, &BTreeSet::new(), grants, entry).await?;
            return Ok(Changed::Done(user));
        }
        Change::Grants(user, _) | Change::Active(user, _) | Change::Password { user, .. } | Change::NoFactor(user) => *user,
    };
    let Some(account) = account::account(connection, user).await? else { return Ok(Changed::Nobody) };
    if account.elsewhere && !matches!(change, Change::Active(..)) {
        return Ok(Changed::Elsewhere);
    }
    let (before, here) = (account.user, account.password.is_some());
    match change {
        Change::Add { .. } => {}
        Change::Grants(_, grants) => grant(connection, user, &before.grants, grants, entry).await?,
        Change::Active(_, active) => {
            sqlx::query!("UPDATE user SET active = ? WHERE id = ?", active, user.0).execute(&mut *connection).await?;
        }
        Change::Password { password, temporary, .. } => set_password(connection, user, password.reveal(), *temporary, &at).await?,
        Change::NoFactor(_) => remove_factor(connection, user).await?,
    }
    if before.administers() && !administered(connection, here).await? {
        return Ok(Changed::LastAdministrator);
    }
    session::end_all(connection, user).await?;
    if !matches!(change, Change::Grants(..)) {
        audit::append(connection, entry).await?;
    }
    Ok(Changed::Done(user))
}

/// Whether there is an administrator who may sign in; `here`: with a password of this program's. Who takes away one of these must leave one of
/// these, as the other service may not answer, or may not be there any more.
async fn administered(connection: &mut SqliteConnection, here: bool) -> Result<bool, StoreError> {
    let found = sqlx::query_scalar!(
        "SELECT EXISTS (SELECT 1 FROM user_grant JOIN user ON user.id = user_id WHERE grant_text = 'administrator' AND active = 1 \
         AND (?1 = 0 OR user.id IN (SELECT user_id FROM user_password))) AS \"found!: i64\"",
        here
    );
    Ok(found.fetch_one(connection).await? == 1)
}

/// Grants in place of those before, and entries that say which were gained and lost.
pub(crate) async fn grant(
    connection: &mut SqliteConnection,
    user: UserId,
    before: &BTreeSet<Grant>,
    after: &BTreeSet<Grant>,
    entry: &Entry,
) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM user_grant WHERE user_id = ?", user.0).execute(&mut *connection).await?;
    for grant in after {
        let grant = grant.to_string();
        sqlx::query!("INSERT INTO user_grant (user_id, grant_text) VALUES (?, ?)", user.0, grant).execute(&mut *connection).await?;
    }
    for on in on_grants(user, before, after) {
        audit::append(connection, &Entry { on, ..entry.clone() }).await?;
    }
    Ok(())
}

/// Sets a password.
pub(crate) async fn set_password(
    connection: &mut SqliteConnection,
    user: UserId,
    hash: &str,
    temporary: bool,
    at: &str,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO user_password (user_id, hash, temporary, set_at) VALUES (?, ?, ?, ?) \
         ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, temporary = excluded.temporary, set_at = excluded.set_at",
        user.0,
        hash,
        temporary,
        at
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes a second factor and its recovery codes.
pub(crate) async fn remove_factor(connection: &mut SqliteConnection, user: UserId) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM user_factor WHERE user_id = ?", user.0).execute(&mut *connection).await?;
    sqlx::query!("DELETE FROM recovery_code WHERE user_id = ?", user.0).execute(connection).await?;
    Ok(())
}
