-- What is told of releases: what is new in one and what it corrects, which figures it has of an earlier batch, that it was withdrawn, and what is planned.

-- Written with the release. Releases of before these tables have no row.
CREATE TABLE release_told (
    release_number INTEGER PRIMARY KEY REFERENCES release (number),
    note TEXT NOT NULL CHECK (length(note) <= 2000),
    corrects INTEGER REFERENCES release (number),                 -- the release in which something was wrong
    wrong TEXT CHECK (length(wrong) BETWEEN 10 AND 2000),         -- what was, and why
    held INTEGER NOT NULL CHECK (held >= 0),                      -- how many measures were held
    CHECK ((corrects IS NULL) = (wrong IS NULL)),
    CHECK (corrects < release_number)
) STRICT;
CREATE INDEX release_told_corrects ON release_told (corrects);

-- Measures that were held when it was published: of which earlier batch their figures are; of none where the public had none.
CREATE TABLE release_held (
    release_number INTEGER NOT NULL REFERENCES release (number),
    measure TEXT NOT NULL CHECK (length(measure) BETWEEN 1 AND 60),
    batch_id INTEGER REFERENCES batch (id),
    PRIMARY KEY (release_number, measure)
) STRICT, WITHOUT ROWID;

CREATE TABLE release_withdrawal (
    release_number INTEGER PRIMARY KEY REFERENCES release (number),
    at TEXT NOT NULL,                                             -- UTC
    by_user INTEGER REFERENCES user (id),
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 10 AND 2000)
) STRICT;

CREATE TABLE release_plan (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    council TEXT NOT NULL CHECK (council <> ''),
    batch_id INTEGER NOT NULL,
    newest INTEGER REFERENCES release (number),                   -- the newest release when it was planned
    standing INTEGER REFERENCES release (number),                 -- the one that was served then
    at TEXT NOT NULL,                                             -- when it is published, UTC
    note TEXT NOT NULL CHECK (length(note) <= 2000),
    corrects INTEGER REFERENCES release (number),
    wrong TEXT CHECK (length(wrong) BETWEEN 10 AND 2000),
    held INTEGER NOT NULL CHECK (held >= 0),                      -- how many measures are held
    planned_by INTEGER NOT NULL REFERENCES user (id),
    planned_at TEXT NOT NULL,                                     -- UTC
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'published', 'cancelled', 'refused')),
    ended_at TEXT,                                                -- UTC
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 2000),
    release_number INTEGER UNIQUE REFERENCES release (number),
    FOREIGN KEY (batch_id, council) REFERENCES batch (id, council),
    CHECK ((corrects IS NULL) = (wrong IS NULL)),
    CHECK (at > planned_at),
    CHECK ((state = 'planned') = (ended_at IS NULL)),
    CHECK ((state IN ('cancelled', 'refused')) = (reason IS NOT NULL)),
    CHECK ((state = 'published') = (release_number IS NOT NULL))
) STRICT;
-- One that is planned at most, for each council.
CREATE UNIQUE INDEX release_planned ON release_plan (council) WHERE state = 'planned';
CREATE INDEX release_plan_of_batch ON release_plan (batch_id) WHERE state = 'planned';
CREATE INDEX release_plan_of_council ON release_plan (council, id);

CREATE TABLE release_plan_held (
    plan_id INTEGER NOT NULL REFERENCES release_plan (id),
    measure TEXT NOT NULL CHECK (length(measure) BETWEEN 1 AND 60),
    PRIMARY KEY (plan_id, measure)
) STRICT, WITHOUT ROWID;

-- Triggers before an INSERT also keep INSERT OR REPLACE from overwriting a row, which fires no DELETE trigger.

CREATE TRIGGER release_told_is_of_the_newest BEFORE INSERT ON release_told
WHEN NEW.release_number <> (SELECT max(number) FROM release)
    OR EXISTS (SELECT 1 FROM release_told WHERE release_number = NEW.release_number)
BEGIN SELECT RAISE(ABORT, 'what is told of a release is written with it'); END;

CREATE TRIGGER release_corrects_its_own_council BEFORE INSERT ON release_told
WHEN NEW.corrects IS NOT NULL AND (SELECT council FROM release WHERE number = NEW.corrects) IS NOT
    (SELECT council FROM release WHERE number = NEW.release_number)
BEGIN SELECT RAISE(ABORT, 'a release corrects a release of its own council'); END;

CREATE TRIGGER release_told_is_not_changed BEFORE UPDATE ON release_told
BEGIN SELECT RAISE(ABORT, 'a release is immutable'); END;

CREATE TRIGGER release_told_is_not_deleted BEFORE DELETE ON release_told
BEGIN SELECT RAISE(ABORT, 'a release is immutable'); END;

CREATE TRIGGER release_takes_what_it_holds_once BEFORE INSERT ON release_held
WHEN (SELECT count(*) FROM release_held WHERE release_number = NEW.release_number)
    >= coalesce((SELECT held FROM release_told WHERE release_number = NEW.release_number), 0)
BEGIN SELECT RAISE(ABORT, 'a release is immutable'); END;

CREATE TRIGGER release_holds_what_was_released BEFORE INSERT ON release_held
WHEN NEW.batch_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM release AS earlier JOIN release AS own ON own.number = NEW.release_number AND own.council = earlier.council
    WHERE earlier.batch_id = NEW.batch_id AND earlier.number < NEW.release_number)
BEGIN SELECT RAISE(ABORT, 'what is held is of a batch that an earlier release was made from'); END;

CREATE TRIGGER release_held_is_not_changed BEFORE UPDATE ON release_held
BEGIN SELECT RAISE(ABORT, 'a release is immutable'); END;

CREATE TRIGGER release_held_is_not_deleted BEFORE DELETE ON release_held
BEGIN SELECT RAISE(ABORT, 'a release is immutable'); END;

CREATE TRIGGER release_is_withdrawn_once BEFORE INSERT ON release_withdrawal
WHEN EXISTS (SELECT 1 FROM release_withdrawal WHERE release_number = NEW.release_number)
BEGIN SELECT RAISE(ABORT, 'a release is withdrawn once'); END;

CREATE TRIGGER one_release_stands BEFORE INSERT ON release_withdrawal
WHEN NOT EXISTS (
    SELECT 1 FROM release AS other JOIN release AS own ON own.number = NEW.release_number AND own.council = other.council
    WHERE other.number <> own.number AND other.number NOT IN (SELECT release_number FROM release_withdrawal))
BEGIN SELECT RAISE(ABORT, 'the only release that stands is not withdrawn'); END;

CREATE TRIGGER withdrawal_is_not_changed BEFORE UPDATE ON release_withdrawal
BEGIN SELECT RAISE(ABORT, 'a withdrawal is for good'); END;

CREATE TRIGGER withdrawal_is_not_deleted BEFORE DELETE ON release_withdrawal
BEGIN SELECT RAISE(ABORT, 'a withdrawal is for good'); END;

CREATE TRIGGER plan_begins_as_planned BEFORE INSERT ON release_plan
WHEN NEW.state <> 'planned' OR EXISTS (SELECT 1 FROM release_plan WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a plan begins as planned'); END;

CREATE TRIGGER plan_ends_once BEFORE UPDATE ON release_plan
WHEN OLD.state <> 'planned' OR NEW.state = 'planned' OR NEW.id <> OLD.id OR NEW.council <> OLD.council OR NEW.batch_id <> OLD.batch_id
    OR NEW.newest IS NOT OLD.newest OR NEW.standing IS NOT OLD.standing OR NEW.at <> OLD.at OR NEW.note <> OLD.note
    OR NEW.corrects IS NOT OLD.corrects OR NEW.wrong IS NOT OLD.wrong OR NEW.held <> OLD.held OR NEW.planned_by <> OLD.planned_by
    OR NEW.planned_at <> OLD.planned_at
BEGIN SELECT RAISE(ABORT, 'a plan ends once, and is not changed otherwise'); END;

CREATE TRIGGER plan_is_not_deleted BEFORE DELETE ON release_plan
BEGIN SELECT RAISE(ABORT, 'a plan is never deleted'); END;

CREATE TRIGGER plan_takes_what_it_holds_once BEFORE INSERT ON release_plan_held
WHEN (SELECT count(*) FROM release_plan_held WHERE plan_id = NEW.plan_id)
    >= coalesce((SELECT held FROM release_plan WHERE id = NEW.plan_id), 0)
BEGIN SELECT RAISE(ABORT, 'a plan is not changed'); END;

CREATE TRIGGER plan_held_is_not_changed BEFORE UPDATE ON release_plan_held
BEGIN SELECT RAISE(ABORT, 'a plan is not changed'); END;

CREATE TRIGGER plan_held_is_not_deleted BEFORE DELETE ON release_plan_held
BEGIN SELECT RAISE(ABORT, 'a plan is not changed'); END;

CREATE TRIGGER planned_batch_is_held BEFORE UPDATE OF held ON batch
WHEN NEW.held = 0 AND EXISTS (SELECT 1 FROM release_plan WHERE batch_id = OLD.id AND state = 'planned')
BEGIN SELECT RAISE(ABORT, 'a batch that is planned keeps its observations'); END;
