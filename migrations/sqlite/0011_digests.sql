-- What people have seen of what is theirs, and the digests that they ask for by e-mail.

CREATE TABLE own_seen (
    user_id INTEGER PRIMARY KEY REFERENCES user (id),
    release INTEGER NOT NULL CHECK (release >= 0),                 -- whose figures they have seen
    until TEXT NOT NULL CHECK (length(until) = 10)                -- the day up to which they have seen actions
) STRICT;

-- An address is kept only while its digest is wanted.
CREATE TABLE digest (
    user_id INTEGER PRIMARY KEY REFERENCES user (id),
    address TEXT NOT NULL CHECK (length(address) BETWEEN 3 AND 254),
    told_release INTEGER NOT NULL CHECK (told_release >= 0),
    told_until TEXT NOT NULL CHECK (length(told_until) = 10),
    not_before TEXT NOT NULL,                                     -- UTC
    failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
    letter INTEGER,                                               -- the last that was begun
    sent_at TEXT                                                  -- UTC
) STRICT;

-- Every letter that was begun, and what became of it. One that is begun and neither sent nor failed may have been sent: it is not sent again.
CREATE TABLE letter (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES user (id),
    token BLOB NOT NULL UNIQUE CHECK (length(token) = 32),        -- SHA-256 of what ends the digest
    release INTEGER NOT NULL,
    until TEXT NOT NULL CHECK (length(until) = 10),
    items INTEGER NOT NULL CHECK (items >= 1),
    begun_at TEXT NOT NULL,                                       -- UTC
    ended_at TEXT,                                                -- UTC
    sent INTEGER CHECK (sent IN (0, 1)),                          -- 1: the mail server took it; none while nobody knows
    CHECK ((ended_at IS NULL) = (sent IS NULL))
) STRICT;
CREATE INDEX letter_of_user ON letter (user_id);

CREATE TRIGGER digest_ends_with_its_user AFTER UPDATE OF active ON user WHEN NEW.active = 0
BEGIN DELETE FROM digest WHERE user_id = NEW.id; END;

CREATE TRIGGER seen_never_becomes_less BEFORE UPDATE ON own_seen WHEN NEW.release < OLD.release OR NEW.until < OLD.until
BEGIN SELECT RAISE(ABORT, 'what somebody has seen never becomes less'); END;

CREATE TRIGGER letter_ends_once BEFORE UPDATE ON letter WHEN OLD.sent IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'what became of a letter is written once'); END;

CREATE TRIGGER letter_is_not_deleted BEFORE DELETE ON letter
BEGIN SELECT RAISE(ABORT, 'letters are only added to'); END;
