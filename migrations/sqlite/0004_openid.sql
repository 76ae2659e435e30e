-- Those who sign in by another service (OpenID Connect, ADR 17): known by issuer and subject, never by a name or an address.

CREATE TABLE user_identity (
    user_id INTEGER PRIMARY KEY REFERENCES user (id),
    issuer TEXT NOT NULL CHECK (length(issuer) BETWEEN 1 AND 400),
    subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
    UNIQUE (issuer, subject)
) STRICT;

-- What was brought back from the service, once: kept while it could be brought back again.
CREATE TABLE openid_used (
    state BLOB PRIMARY KEY CHECK (length(state) = 32),            -- SHA-256
    at TEXT NOT NULL                                              -- UTC
) STRICT, WITHOUT ROWID;
CREATE INDEX openid_used_at ON openid_used (at);

CREATE TRIGGER user_identity_is_not_changed BEFORE UPDATE ON user_identity
BEGIN SELECT RAISE(ABORT, 'who a user is elsewhere is never changed'); END;

CREATE TRIGGER user_identity_is_not_deleted BEFORE DELETE ON user_identity
BEGIN SELECT RAISE(ABORT, 'who a user is elsewhere is never deleted'); END;
