//! Reading accounts.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    people::{Grant, Hidden, Login, User, UserId},
    store::{Account, Password},
};
use sqlx::SqliteConnection;

use crate::{StoreError, document};

/// The number of a login.
pub(crate) async fn number(connection: &mut SqliteConnection, login: &Login) -> Result<Option<UserId>, StoreError> {
    let login = login.as_str();
    let found = sqlx::query_scalar!("SELECT id AS \"id!\" FROM user WHERE login = ?", login).fetch_optional(connection).await?;
    Ok(found.map(UserId))
}

fn user(id: i64, login: &str, name: String, active: i64, grants: BTreeSet<Grant>) -> Result<User, StoreError> {
    let login = login.parse().map_err(|error| wrong(id, &error))?;
    Ok(User { id: UserId(id), login, name, active: active == 1, grants })
}

fn wrong(id: i64, error: &impl ToString) -> StoreError {
    StoreError::Inconsistent { table: "user", row: id.to_string(), why: error.to_string() }
}

/// All users, by login, within a transaction.
pub(crate) async fn users(connection: &mut SqliteConnection) -> Result<Vec<User>, StoreError> {
    let mut grants: BTreeMap<i64, BTreeSet<Grant>> = BTreeMap::new();
    for row in sqlx::query!("SELECT user_id, grant_text FROM user_grant").fetch_all(&mut *connection).await? {
        let grant = row.grant_text.parse().map_err(|error| wrong(row.user_id, &error))?;
        grants.entry(row.user_id).or_default().insert(grant);
    }
    let rows = sqlx::query!("SELECT id, login, name, active FROM user ORDER BY login COLLATE BINARY").fetch_all(connection).await?;
    rows.into_iter().map(|row| user(row.id, &row.login, row.name, row.active, grants.remove(&row.id).unwrap_or_default())).collect()
}

/// The account of a user, within a transaction.
pub(crate) async fn account(connection: &mut SqliteConnection, of: UserId) -> Result<Option<Account>, StoreError> {
    let row = sqlx::query!(
        "SELECT user.id AS \"id!\", login, name, active, hash AS \"hash?\", temporary AS \"temporary?\", user_password.set_at AS \"set_at?\", secret AS \"secret?\", issuer AS \"issuer?\" FROM user \
         LEFT JOIN user_password ON user_password.user_id = user.id LEFT JOIN user_factor ON user_factor.user_id = user.id \
         LEFT JOIN user_identity ON user_identity.user_id = user.id WHERE user.id = ?",
        of.0
    )
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let mut grants = BTreeSet::new();
    for text in sqlx::query_scalar!("SELECT grant_text FROM user_grant WHERE user_id = ?", of.0).fetch_all(connection).await? {
        grants.insert(text.parse().map_err(|error| wrong(of.0, &error))?);
    }
    let password = match (row.hash, row.temporary, row.set_at) {
        (Some(hash), Some(temporary), Some(at)) => {
            let set_at = document::read_time(&at, "user_password", row.id)?;
            Some(Password { hash: Hidden::new(hash), temporary: temporary == 1, set_at })
        }
        _ => None,
    };
    Ok(Some(Account {
        user: user(row.id, &row.login, row.name, row.active, grants)?,
        password,
        elsewhere: row.issuer.is_some(),
        factor: row.secret.map(Hidden::new),
    }))
}
