-- Meetings, their agendas, and what was asked and answered. Nothing is ever changed or deleted: a change is another row.

CREATE TABLE meeting (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    council TEXT NOT NULL CHECK (council <> '')
) STRICT;
CREATE INDEX meeting_of_council ON meeting (council, id);

CREATE TABLE meeting_version (
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    version INTEGER NOT NULL CHECK (version >= 1),
    stage TEXT NOT NULL CHECK (stage IN ('draft', 'published', 'closed')),
    document TEXT NOT NULL CHECK (length(document) BETWEEN 2 AND 100000),   -- the meeting and its agenda as JSON
    saved_by INTEGER NOT NULL REFERENCES user (id),
    saved_at TEXT NOT NULL,                                                 -- UTC
    PRIMARY KEY (meeting_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE meeting_remark (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    item INTEGER NOT NULL CHECK (item >= 1),                                -- number of the item of the agenda
    answers INTEGER REFERENCES meeting_remark (id),                         -- the question; none where it is one itself
    by_role TEXT NOT NULL CHECK (length(by_role) BETWEEN 1 AND 60),         -- who says it, as the public reads it
    words TEXT NOT NULL CHECK (length(words) BETWEEN 1 AND 2000),
    said_by INTEGER NOT NULL REFERENCES user (id),
    said_at TEXT NOT NULL                                                   -- UTC
) STRICT;
CREATE INDEX meeting_remark_of_meeting ON meeting_remark (meeting_id, id);

CREATE TABLE meeting_remark_change (
    remark_id INTEGER NOT NULL REFERENCES meeting_remark (id),
    number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 20),
    words TEXT CHECK (length(words) BETWEEN 1 AND 2000),                    -- the words from then on; none where it was withdrawn
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 10 AND 2000),        -- public
    made_by INTEGER NOT NULL REFERENCES user (id),
    made_at TEXT NOT NULL,                                                  -- UTC
    PRIMARY KEY (remark_id, number)
) STRICT, WITHOUT ROWID;

-- Triggers before an INSERT also keep INSERT OR REPLACE from overwriting a row, which fires no DELETE trigger.

CREATE TRIGGER meeting_is_new BEFORE INSERT ON meeting
WHEN EXISTS (SELECT 1 FROM meeting WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a meeting is not changed'); END;

CREATE TRIGGER meeting_is_not_changed BEFORE UPDATE ON meeting
BEGIN SELECT RAISE(ABORT, 'a meeting is not changed'); END;

CREATE TRIGGER meeting_is_not_deleted BEFORE DELETE ON meeting
BEGIN SELECT RAISE(ABORT, 'a meeting is never deleted'); END;

CREATE TRIGGER meeting_version_is_the_next BEFORE INSERT ON meeting_version
WHEN NEW.version <> 1 + (SELECT coalesce(max(version), 0) FROM meeting_version WHERE meeting_id = NEW.meeting_id)
BEGIN SELECT RAISE(ABORT, 'a version of a meeting comes after the one before'); END;

CREATE TRIGGER meeting_stage_goes_on BEFORE INSERT ON meeting_version
WHEN EXISTS (SELECT 1 FROM meeting_version WHERE meeting_id = NEW.meeting_id
    AND (stage = 'closed' OR (stage = 'published' AND NEW.stage = 'draft')))
BEGIN SELECT RAISE(ABORT, 'a meeting that was published is no draft again, and one that was closed stays as it is'); END;

CREATE TRIGGER meeting_version_is_not_changed BEFORE UPDATE ON meeting_version
BEGIN SELECT RAISE(ABORT, 'a version of a meeting is not changed'); END;

CREATE TRIGGER meeting_version_is_not_deleted BEFORE DELETE ON meeting_version
BEGIN SELECT RAISE(ABORT, 'a version of a meeting is never deleted'); END;

CREATE TRIGGER meeting_remark_is_of_a_public_meeting BEFORE INSERT ON meeting_remark
WHEN EXISTS (SELECT 1 FROM meeting_remark WHERE id = NEW.id)
    OR NOT EXISTS (SELECT 1 FROM meeting_version WHERE meeting_id = NEW.meeting_id AND stage = 'published')
    OR (NEW.answers IS NULL AND EXISTS (SELECT 1 FROM meeting_version WHERE meeting_id = NEW.meeting_id AND stage = 'closed'))
BEGIN SELECT RAISE(ABORT, 'questions are recorded at a meeting that is published, answers also once it was closed'); END;

CREATE TRIGGER meeting_answer_is_to_a_question BEFORE INSERT ON meeting_remark
WHEN NEW.answers IS NOT NULL AND NOT EXISTS (SELECT 1 FROM meeting_remark WHERE id = NEW.answers
    AND meeting_id = NEW.meeting_id AND item = NEW.item AND answers IS NULL)
BEGIN SELECT RAISE(ABORT, 'an answer is to a question about the same item'); END;

CREATE TRIGGER meeting_remark_is_not_changed BEFORE UPDATE ON meeting_remark
BEGIN SELECT RAISE(ABORT, 'what was said is not changed'); END;

CREATE TRIGGER meeting_remark_is_not_deleted BEFORE DELETE ON meeting_remark
BEGIN SELECT RAISE(ABORT, 'what was said is never deleted'); END;

CREATE TRIGGER meeting_remark_change_is_the_next BEFORE INSERT ON meeting_remark_change
WHEN NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM meeting_remark_change WHERE remark_id = NEW.remark_id)
    OR EXISTS (SELECT 1 FROM meeting_remark_change WHERE remark_id = NEW.remark_id AND words IS NULL)
BEGIN SELECT RAISE(ABORT, 'a change comes after the one before, and none after a withdrawal'); END;

CREATE TRIGGER meeting_remark_change_is_not_changed BEFORE UPDATE ON meeting_remark_change
BEGIN SELECT RAISE(ABORT, 'a correction is not changed'); END;

CREATE TRIGGER meeting_remark_change_is_not_deleted BEFORE DELETE ON meeting_remark_change
BEGIN SELECT RAISE(ABORT, 'a correction is never deleted'); END;
