//! Those who come from another service.

use std::collections::BTreeSet;

use domain::{
    people::{
        Login, UserId,
        audit::{Deed, Entry},
    },
    store::{Arrival, Arrived, Session, Stage},
};
use sqlx::SqliteConnection;

use super::{account, audit, change, session};
use crate::{StoreError, document};

/// Lets somebody in, or not, and records it, within a transaction; to be given up where it came again.
pub(crate) async fn arrive(connection: &mut SqliteConnection, arrival: &Arrival) -> Result<Arrived, StoreError> {
    if !first(connection, arrival).await? {
        return Ok(Arrived::Again);
    }
    let (issuer, subject) = (&arrival.issuer, &arrival.subject);
    let known = sqlx::query_scalar!("SELECT user_id FROM user_identity WHERE issuer = ? AND subject = ?", issuer, subject);
    let known = known.fetch_optional(&mut *connection).await?.map(UserId);
    let entry = |who, deed| Entry { at: arrival.at, who, deed, on: String::new(), place: arrival.place.clone() };
    let none = arrival.grants.is_empty();
    let user = match known {
        Some(user) => user,
        None if none => {
            audit::append(connection, &entry(None, Deed::RefusedElsewhere)).await?;
            return Ok(Arrived::NoGrant);
        }
        None => add(connection, arrival).await?,
    };
    let account = account::account(connection, user).await?;
    let Some(before) = account.map(|account| account.user).filter(|user| user.active) else {
        audit::append(connection, &entry(Some(user), Deed::RefusedElsewhere)).await?;
        return Ok(Arrived::Deactivated);
    };
    if before.grants != arrival.grants {
        session::end_all(connection, user).await?;
        change::grant(connection, user, &before.grants, &arrival.grants, &entry(Some(user), Deed::GrantElsewhere)).await?;
    }
    if none {
        session::end_all(connection, user).await?;
        audit::append(connection, &entry(Some(user), Deed::RefusedElsewhere)).await?;
        return Ok(Arrived::NoGrant);
    }
    sqlx::query!("UPDATE user SET name = ? WHERE id = ?", arrival.name, user.0).execute(&mut *connection).await?;
    if let Some(before) = &arrival.before {
        session::end(connection, before).await?;
    }
    let begun = Session { token: arrival.token, user, stage: Stage::Full, begun_at: arrival.at, seen_at: arrival.at };
    session::begin(connection, &begun, arrival.oldest).await?;
    audit::append(connection, &entry(Some(user), Deed::SignInElsewhere)).await?;
    Ok(Arrived::Done(user))
}

/// Keeps what was brought back, and says whether it came for the first time.
async fn first(connection: &mut SqliteConnection, arrival: &Arrival) -> Result<bool, StoreError> {
    let (kept, at, oldest) = (arrival.state.as_slice(), document::write_time(arrival.at), document::write_time(arrival.stale));
    sqlx::query!("DELETE FROM openid_used WHERE at < ?", oldest).execute(&mut *connection).await?;
    let insert = sqlx::query!("INSERT INTO openid_used (state, at) VALUES (?, ?) ON CONFLICT DO NOTHING", kept, at);
    Ok(insert.execute(connection).await?.rows_affected() == 1)
}

/// Adds a user without a password. An account that has their login already is another's.
async fn add(connection: &mut SqliteConnection, arrival: &Arrival) -> Result<UserId, StoreError> {
    let login: &Login = match &arrival.login {
        Some(login) if account::number(connection, login).await?.is_none() => login,
        _ => &arrival.own_login,
    };
    let (login, at) = (login.as_str(), document::write_time(arrival.at));
    let added = sqlx::query!("INSERT INTO user (login, name, added_at) VALUES (?, ?, ?)", login, arrival.name, at);
    let user = UserId(added.execute(&mut *connection).await?.last_insert_rowid());
    sqlx::query!("INSERT INTO user_identity (user_id, issuer, subject) VALUES (?, ?, ?)", user.0, arrival.issuer, arrival.subject)
        .execute(&mut *connection)
        .await?;
    let entry = Entry { at: arrival.at, who: Some(user), deed: Deed::Add, on: String::new(), place: arrival.place.clone() };
    change::grant(connection, user, &BTreeSet::new(), &arrival.grants, &entry).await?;
    Ok(user)
}
