//! Beginning a session, where its proof still holds.

use domain::{
    people::{Digest, UserId},
    store::{Begin, Factor, Proof, Spent, Stage},
};
use sqlx::SqliteConnection;

use super::{account, audit, change, session};
use crate::{StoreError, document};

/// Begins a session with all that belongs to it, within a transaction. False where its proof does not hold: the transaction is to be given up.
pub(crate) async fn begin(connection: &mut SqliteConnection, begin: &Begin) -> Result<bool, StoreError> {
    let user = begin.session.user;
    if !active(connection, user).await? || !holds(connection, begin).await? {
        return Ok(false);
    }
    session::begin(connection, &begin.session, begin.oldest).await?;
    for counted in &begin.forgiven {
        session::forgive(connection, counted).await?;
    }
    for entry in &begin.entries {
        audit::append(connection, entry).await?;
    }
    Ok(true)
}

async fn active(connection: &mut SqliteConnection, user: UserId) -> Result<bool, StoreError> {
    let found = sqlx::query_scalar!("SELECT active FROM user WHERE id = ?", user.0).fetch_optional(connection).await?;
    Ok(found == Some(1))
}

/// Whether a proof holds; what it uses up or changes is used up and changed.
async fn holds(connection: &mut SqliteConnection, begin: &Begin) -> Result<bool, StoreError> {
    let (user, at) = (begin.session.user, document::write_time(begin.session.begun_at));
    match &begin.proof {
        Proof::Password { hash, before } => {
            if let Some(before) = before {
                session::end(connection, before).await?;
            }
            let kept = sqlx::query_scalar!("SELECT hash FROM user_password WHERE user_id = ?", user.0).fetch_optional(connection).await?;
            Ok(kept.as_ref() == Some(hash.reveal()))
        }
        Proof::Code { half, spent } => Ok(over(connection, user, half, Stage::Half).await? && spend(connection, user, spent).await?),
        Proof::Enrolled { half, factor } => {
            let fresh = account::account(connection, user).await?.is_some_and(|account| account.factor.is_none());
            if !fresh || !over(connection, user, half, Stage::Half).await? {
                return Ok(false);
            }
            set_factor(connection, user, factor, &at).await?;
            Ok(true)
        }
        Proof::NewPassword { session, hash } => {
            if !over(connection, user, session, Stage::Full).await? {
                return Ok(false);
            }
            session::end_all(connection, user).await?;
            change::set_password(connection, user, hash.reveal(), false, &at).await?;
            Ok(true)
        }
        Proof::NewFactor { session, spent, factor } => {
            if !over(connection, user, session, Stage::Full).await? || !spend(connection, user, spent).await? {
                return Ok(false);
            }
            session::end_all(connection, user).await?;
            set_factor(connection, user, factor, &at).await?;
            Ok(true)
        }
    }
}

/// Ends a session of a user, and says whether it was there.
async fn over(connection: &mut SqliteConnection, user: UserId, token: &Digest, stage: Stage) -> Result<bool, StoreError> {
    let there = session::find(connection, token).await?.is_some_and(|session| session.user == user && session.stage == stage);
    session::end(connection, token).await?;
    Ok(there)
}

/// Uses a code up, and says whether it was good.
async fn spend(connection: &mut SqliteConnection, user: UserId, spent: &Spent) -> Result<bool, StoreError> {
    let done = match spent {
        Spent::Step(step) => {
            sqlx::query!("UPDATE user_factor SET last_step = ? WHERE user_id = ? AND last_step < ?", step, user.0, step)
                .execute(connection)
                .await?
        }
        Spent::Recovery(code) => {
            let code = code.as_slice();
            sqlx::query!("DELETE FROM recovery_code WHERE user_id = ? AND digest = ?", user.0, code).execute(connection).await?
        }
    };
    Ok(done.rows_affected() == 1)
}

async fn set_factor(connection: &mut SqliteConnection, user: UserId, factor: &Factor, at: &str) -> Result<(), StoreError> {
    change::remove_factor(connection, user).await?;
    let secret = factor.secret.reveal();
    sqlx::query!("INSERT INTO user_factor (user_id, secret, last_step, set_at) VALUES (?, ?, ?, ?)", user.0, secret, factor.step, at)
        .execute(&mut *connection)
        .await?;
    for code in &factor.codes {
        let code = code.as_slice();
        sqlx::query!("INSERT INTO recovery_code (user_id, digest) VALUES (?, ?)", user.0, code).execute(&mut *connection).await?;
    }
    Ok(())
}
