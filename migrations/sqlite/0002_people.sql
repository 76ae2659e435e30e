-- People: who may sign in, how they prove who they are, and what was done.

CREATE TABLE user (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    login TEXT NOT NULL UNIQUE CHECK (length(login) BETWEEN 3 AND 100 AND login = lower(login)),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    added_at TEXT NOT NULL                                        -- UTC
) STRICT;

CREATE TABLE user_grant (
    user_id INTEGER NOT NULL REFERENCES user (id),
    grant_text TEXT NOT NULL CHECK (length(grant_text) BETWEEN 1 AND 100), -- viewer, contributor:SERVICE, …
    PRIMARY KEY (user_id, grant_text)
) STRICT, WITHOUT ROWID;

CREATE TABLE user_password (
    user_id INTEGER PRIMARY KEY REFERENCES user (id),
    hash TEXT NOT NULL CHECK (hash LIKE '$argon2id$%'),
    temporary INTEGER NOT NULL CHECK (temporary IN (0, 1)),       -- 1: somebody else has seen it
    set_at TEXT NOT NULL                                          -- UTC
) STRICT;

CREATE TABLE user_factor (
    user_id INTEGER PRIMARY KEY REFERENCES user (id),
    secret BLOB NOT NULL CHECK (length(secret) = 20),             -- RFC 6238
    last_step INTEGER NOT NULL DEFAULT 0,                         -- of the newest code used
    set_at TEXT NOT NULL                                          -- UTC
) STRICT;

CREATE TABLE recovery_code (
    user_id INTEGER NOT NULL REFERENCES user (id),
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    PRIMARY KEY (user_id, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    token BLOB PRIMARY KEY CHECK (length(token) = 32),            -- SHA-256 of what the browser has
    user_id INTEGER NOT NULL REFERENCES user (id),
    stage TEXT NOT NULL CHECK (stage IN ('half', 'full')),
    begun_at TEXT NOT NULL,                                       -- UTC
    seen_at TEXT NOT NULL                                         -- UTC
) STRICT, WITHOUT ROWID;
CREATE INDEX session_of_user ON session (user_id);
CREATE INDEX session_begun ON session (begun_at);

CREATE TABLE sign_in_failure (
    id INTEGER PRIMARY KEY,
    counted BLOB NOT NULL CHECK (length(counted) = 32),           -- digest of an account, a device or an address
    at TEXT NOT NULL                                              -- UTC
) STRICT;
CREATE INDEX sign_in_failure_counted ON sign_in_failure (counted, at);
CREATE INDEX sign_in_failure_at ON sign_in_failure (at);

CREATE TABLE instance_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;

-- The audit: written once, entry after entry, each with the digest of all before it.

CREATE TABLE audit (
    number INTEGER PRIMARY KEY CHECK (number >= 1),
    at TEXT NOT NULL,                                             -- UTC
    who INTEGER REFERENCES user (id),
    deed TEXT NOT NULL CHECK (deed <> ''),
    subject TEXT NOT NULL CHECK (length(subject) <= 400),
    place TEXT NOT NULL CHECK (length(place) <= 60),
    digest BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;
CREATE INDEX audit_who ON audit (who, number);
CREATE INDEX audit_deed ON audit (deed, number);

CREATE TRIGGER user_stays BEFORE DELETE ON user
BEGIN SELECT RAISE(ABORT, 'a user is deactivated, never deleted'); END;

CREATE TRIGGER user_keeps_the_number BEFORE UPDATE OF id ON user
BEGIN SELECT RAISE(ABORT, 'the number of a user is never changed'); END;

-- Also keeps INSERT OR REPLACE from overwriting an entry, which fires no DELETE trigger.
CREATE TRIGGER audit_has_no_gaps BEFORE INSERT ON audit
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit)
BEGIN SELECT RAISE(ABORT, 'an entry has the number after the newest entry'); END;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;

CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
