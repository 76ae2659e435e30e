-- Figures that people enter: submissions, each of one measure and period, as they were typed, until they are approved and become an import.

CREATE TABLE submission (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    council TEXT NOT NULL CHECK (council <> ''),
    measure TEXT NOT NULL CHECK (length(measure) BETWEEN 1 AND 60),
    period TEXT NOT NULL CHECK (length(period) BETWEEN 10 AND 16), -- ISO 8601
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'approved')),
    version INTEGER NOT NULL CHECK (version >= 1),                -- rises by one with each change
    changed_by INTEGER NOT NULL REFERENCES user (id),
    changed_at TEXT NOT NULL,                                     -- UTC
    submitted_by INTEGER REFERENCES user (id),
    submitted_at TEXT,                                            -- UTC
    decided_by INTEGER REFERENCES user (id),
    decided_at TEXT,                                              -- UTC
    note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 4000),
    batch_id INTEGER UNIQUE REFERENCES import (batch_id),
    CHECK ((submitted_by IS NULL) = (submitted_at IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (state <> 'submitted' OR submitted_by IS NOT NULL),
    CHECK ((state = 'approved') = (batch_id IS NOT NULL))
) STRICT;
-- One that is not approved for each measure and period.
CREATE UNIQUE INDEX submission_open ON submission (council, measure, period) WHERE state <> 'approved';

-- Everybody who wrote on it or handed it in.
CREATE TABLE submission_author (
    submission_id INTEGER NOT NULL REFERENCES submission (id),
    user_id INTEGER NOT NULL REFERENCES user (id),
    PRIMARY KEY (submission_id, user_id)
) STRICT, WITHOUT ROWID;

-- Cells as they were typed.
CREATE TABLE submission_cell (
    submission_id INTEGER NOT NULL REFERENCES submission (id),
    area TEXT NOT NULL CHECK (length(area) BETWEEN 1 AND 60),
    group_code TEXT NOT NULL CHECK (length(group_code) BETWEEN 1 AND 60),
    slot TEXT NOT NULL CHECK (slot IN ('numerator', 'denominator', 'value', 'lower', 'upper')),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 60),
    PRIMARY KEY (submission_id, area, group_code, slot)
) STRICT, WITHOUT ROWID;

CREATE TABLE submission_commentary (
    submission_id INTEGER PRIMARY KEY REFERENCES submission (id),
    role TEXT NOT NULL CHECK (length(role) BETWEEN 1 AND 200),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
    written_by INTEGER NOT NULL REFERENCES user (id),
    written_at TEXT NOT NULL                                      -- UTC
) STRICT;

-- What a check found, and why that is right.
CREATE TABLE submission_acknowledgement (
    submission_id INTEGER NOT NULL REFERENCES submission (id),
    rule TEXT NOT NULL CHECK (length(rule) BETWEEN 1 AND 60),
    print TEXT NOT NULL CHECK (length(print) BETWEEN 1 AND 64),   -- digest of what was found
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
    given_by INTEGER NOT NULL REFERENCES user (id),
    given_at TEXT NOT NULL,                                       -- UTC
    PRIMARY KEY (submission_id, rule)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER submission_is_not_deleted BEFORE DELETE ON submission
BEGIN SELECT RAISE(ABORT, 'a submission is never deleted'); END;

CREATE TRIGGER submission_changes_one_step_at_a_time BEFORE UPDATE ON submission
WHEN OLD.state = 'approved' OR NEW.version <> OLD.version + 1 OR NEW.id <> OLD.id OR NEW.council <> OLD.council
    OR NEW.measure <> OLD.measure OR NEW.period <> OLD.period
    OR (NEW.state = 'approved' AND OLD.state <> 'submitted') OR (NEW.state = 'returned' AND OLD.state <> 'submitted')
    OR (OLD.state = 'submitted' AND NEW.state NOT IN ('approved', 'returned'))
BEGIN SELECT RAISE(ABORT, 'a submission goes from draft to submitted, and from there to approved or returned'); END;

CREATE TRIGGER nobody_approves_their_own BEFORE UPDATE ON submission
WHEN NEW.state = 'approved' AND EXISTS (SELECT 1 FROM submission_author WHERE submission_id = NEW.id AND user_id = NEW.decided_by)
BEGIN SELECT RAISE(ABORT, 'nobody approves what they entered or handed in'); END;

CREATE TRIGGER author_stays BEFORE DELETE ON submission_author
BEGIN SELECT RAISE(ABORT, 'an author of a submission stays one'); END;

CREATE TRIGGER cell_is_added_to_a_draft BEFORE INSERT ON submission_cell
WHEN (SELECT state FROM submission WHERE id = NEW.submission_id) NOT IN ('draft', 'returned')
BEGIN SELECT RAISE(ABORT, 'what was handed in is not changed'); END;

CREATE TRIGGER cell_is_changed_in_a_draft BEFORE UPDATE ON submission_cell
WHEN (SELECT state FROM submission WHERE id = OLD.submission_id) NOT IN ('draft', 'returned')
BEGIN SELECT RAISE(ABORT, 'what was handed in is not changed'); END;

CREATE TRIGGER cell_is_removed_from_a_draft BEFORE DELETE ON submission_cell
WHEN (SELECT state FROM submission WHERE id = OLD.submission_id) NOT IN ('draft', 'returned')
BEGIN SELECT RAISE(ABORT, 'what was handed in is not changed'); END;
