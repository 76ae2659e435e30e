-- Batches: what was loaded. Codes and periods are written once, in dictionaries, and observations refer to them by number.

CREATE TABLE measure_code (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 60)) STRICT;
CREATE TABLE area_code (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 60)) STRICT;
CREATE TABLE group_code (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 60)) STRICT;
CREATE TABLE source_code (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 60)) STRICT;
-- ISO 8601, as in the files: 2023-04-01/P3M.
CREATE TABLE period (id INTEGER PRIMARY KEY, iso TEXT NOT NULL UNIQUE CHECK (length(iso) BETWEEN 10 AND 16)) STRICT;

CREATE TABLE batch (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    council TEXT NOT NULL CHECK (council <> ''),
    digest TEXT NOT NULL,
    loaded_at TEXT NOT NULL,                                      -- UTC
    observations INTEGER NOT NULL DEFAULT 0 CHECK (observations >= 0), -- how many were loaded
    held INTEGER NOT NULL DEFAULT 1 CHECK (held IN (0, 1)),       -- 0 once its observations have been let go
    document TEXT NOT NULL CHECK (json_valid(document)),          -- the council
    UNIQUE (id, council)
) STRICT;
CREATE INDEX batch_of_council ON batch (council, id);

CREATE TABLE observation (
    batch_id INTEGER NOT NULL REFERENCES batch (id),
    measure_id INTEGER NOT NULL REFERENCES measure_code (id),
    area_id INTEGER NOT NULL REFERENCES area_code (id),
    group_id INTEGER NOT NULL REFERENCES group_code (id),
    period_id INTEGER NOT NULL REFERENCES period (id),
    numerator REAL,
    denominator REAL,
    value REAL,
    lower REAL,
    upper REAL,
    missing TEXT CHECK (missing IN ('c', 'x', 'z', 'n', 'u', 'd', 'l')), -- the letters of `status` in observations/*.csv
    flags INTEGER NOT NULL CHECK (flags BETWEEN 0 AND 15),        -- 1 provisional + 2 revised + 4 break + 8 estimated
    provenance TEXT NOT NULL CHECK (provenance IN ('p', 'c', 'i')), -- published, council, illustrative
    source_id INTEGER REFERENCES source_code (id),                -- none: the measure's own
    PRIMARY KEY (batch_id, measure_id, area_id, group_id, period_id),
    -- Parts, a value or a reason: exactly one.
    CHECK ((numerator IS NOT NULL) + (value IS NOT NULL) + (missing IS NOT NULL) = 1),
    CHECK (denominator IS NULL OR numerator IS NOT NULL),
    CHECK ((lower IS NULL) = (upper IS NULL) AND (lower IS NULL OR value IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- Releases: what was published. Written once.

CREATE TABLE release (
    number INTEGER PRIMARY KEY CHECK (number >= 1),
    council TEXT NOT NULL,
    batch_id INTEGER NOT NULL,
    published_at TEXT NOT NULL,                                   -- UTC
    parts INTEGER NOT NULL CHECK (parts >= 0),                    -- how many parts it has
    document TEXT NOT NULL CHECK (json_valid(document)),          -- the council as it was described then
    FOREIGN KEY (batch_id, council) REFERENCES batch (id, council)
) STRICT;
CREATE INDEX release_of_council ON release (council, number);
CREATE INDEX release_of_batch ON release (batch_id);

CREATE TABLE release_part (
    release_number INTEGER NOT NULL REFERENCES release (number),
    key TEXT NOT NULL CHECK (key <> ''),
    bytes BLOB NOT NULL,
    PRIMARY KEY (release_number, key)
) STRICT;

CREATE TRIGGER batch_stays BEFORE DELETE ON batch
BEGIN SELECT RAISE(ABORT, 'a batch is never deleted'); END;

CREATE TRIGGER batch_is_as_loaded BEFORE UPDATE OF id, council, digest, loaded_at, document ON batch
BEGIN SELECT RAISE(ABORT, 'a batch is not changed once loaded'); END;

CREATE TRIGGER released_batch_is_held BEFORE UPDATE OF held ON batch
WHEN NEW.held = 0 AND EXISTS (SELECT 1 FROM release WHERE batch_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'a batch that a release was made from keeps its observations'); END;

CREATE TRIGGER observation_is_as_loaded BEFORE UPDATE ON observation
BEGIN SELECT RAISE(ABORT, 'an observation is not changed once loaded'); END;

-- Also keeps INSERT OR REPLACE from overwriting a release, which fires no DELETE trigger.
CREATE TRIGGER release_numbers_have_no_gaps BEFORE INSERT ON release
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM release)
BEGIN SELECT RAISE(ABORT, 'a release has the number after the newest release'); END;

CREATE TRIGGER release_is_not_changed BEFORE UPDATE ON release
BEGIN SELECT RAISE(ABORT, 'a release is immutable'); END;

CREATE TRIGGER release_is_not_deleted BEFORE DELETE ON release
BEGIN SELECT RAISE(ABORT, 'a release is immutable'); END;

CREATE TRIGGER release_takes_its_parts_once BEFORE INSERT ON release_part
WHEN (SELECT count(*) FROM release_part WHERE release_number = NEW.release_number)
    >= (SELECT parts FROM release WHERE number = NEW.release_number)
BEGIN SELECT RAISE(ABORT, 'a release is immutable'); END;

CREATE TRIGGER release_part_is_not_changed BEFORE UPDATE ON release_part
BEGIN SELECT RAISE(ABORT, 'a release is immutable'); END;

CREATE TRIGGER release_part_is_not_deleted BEFORE DELETE ON release_part
BEGIN SELECT RAISE(ABORT, 'a release is immutable'); END;
