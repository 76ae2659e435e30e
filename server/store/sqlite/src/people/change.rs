//! Changing accounts.

use std::collections::BTreeSet;

use domain::{
    people::{Digest, Grant, UserId, audit::Entry},
    store::{Change, Changed},
};
use sqlx::SqliteConnection;

use super::{account, audit, session};
use crate::{StoreError, document};

/// Makes a change and records it, within a transaction.
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
            grant(connection, user, grants).await?;
            set_password(connection, user, password.reveal(), *temporary, &at).await?;
            audit::append(connection, &Entry { on: format!("user {user}"), ..entry.clone() }).await?;
            return Ok(Changed::Done(user));
        }
        Change::Grants(user, _)
        | Change::Active(user, _)
        | Change::Password { user, .. }
        | Change::Factor { user, .. }
        | Change::NoFactor(user) => *user,
    };
    if account::account(connection, user).await?.is_none() {
        return Ok(Changed::Nobody);
    }
    match change {
        Change::Add { .. } => {}
        Change::Grants(_, grants) => {
            sqlx::query!("DELETE FROM user_grant WHERE user_id = ?", user.0).execute(&mut *connection).await?;
            grant(connection, user, grants).await?;
        }
        Change::Active(_, active) => {
            sqlx::query!("UPDATE user SET active = ? WHERE id = ?", active, user.0).execute(&mut *connection).await?;
        }
        Change::Password { password, temporary, .. } => set_password(connection, user, password.reveal(), *temporary, &at).await?,
        Change::Factor { secret, codes, .. } => set_factor(connection, user, secret.reveal(), codes, &at).await?,
        Change::NoFactor(_) => remove_factor(connection, user).await?,
    }
    if !matches!(change, Change::Factor { .. }) {
        session::end_all(connection, user).await?;
    }
    audit::append(connection, entry).await?;
    Ok(Changed::Done(user))
}

async fn grant(connection: &mut SqliteConnection, user: UserId, grants: &BTreeSet<Grant>) -> Result<(), StoreError> {
    for grant in grants {
        let grant = grant.to_string();
        sqlx::query!("INSERT INTO user_grant (user_id, grant_text) VALUES (?, ?)", user.0, grant).execute(&mut *connection).await?;
    }
    Ok(())
}

async fn set_password(connection: &mut SqliteConnection, user: UserId, hash: &str, temporary: bool, at: &str) -> Result<(), StoreError> {
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

async fn remove_factor(connection: &mut SqliteConnection, user: UserId) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM user_factor WHERE user_id = ?", user.0).execute(&mut *connection).await?;
    sqlx::query!("DELETE FROM recovery_code WHERE user_id = ?", user.0).execute(connection).await?;
    Ok(())
}

async fn set_factor(connection: &mut SqliteConnection, user: UserId, secret: &[u8], codes: &[Digest], at: &str) -> Result<(), StoreError> {
    remove_factor(connection, user).await?;
    sqlx::query!("INSERT INTO user_factor (user_id, secret, set_at) VALUES (?, ?, ?)", user.0, secret, at)
        .execute(&mut *connection)
        .await?;
    for code in codes {
        let code = code.as_slice();
        sqlx::query!("INSERT INTO recovery_code (user_id, digest) VALUES (?, ?)", user.0, code).execute(&mut *connection).await?;
    }
    Ok(())
}
