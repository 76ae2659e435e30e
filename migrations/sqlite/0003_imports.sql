-- Imports: figures of files that were brought in beside a council's folder. Each is a batch; a batch of kind `together` has no observations of
-- its own: it is a folder's batch and the imports in force over it, the later over the earlier.

ALTER TABLE batch ADD COLUMN kind TEXT NOT NULL DEFAULT 'folder' CHECK (kind IN ('folder', 'import', 'together'));

CREATE TABLE batch_part (
    batch_id INTEGER NOT NULL REFERENCES batch (id),
    place INTEGER NOT NULL CHECK (place >= 0),                    -- 0: the folder; then the imports, the later over the earlier
    part_id INTEGER NOT NULL REFERENCES batch (id),
    PRIMARY KEY (batch_id, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_part_of ON batch_part (part_id);

CREATE TABLE import (
    batch_id INTEGER PRIMARY KEY REFERENCES batch (id),
    file TEXT NOT NULL CHECK (length(file) BETWEEN 1 AND 400),    -- its name, without its folder
    accepted_by TEXT NOT NULL CHECK (length(accepted_by) BETWEEN 1 AND 200),
    withdrawn_at TEXT,                                            -- UTC
    withdrawn_by TEXT CHECK (length(withdrawn_by) BETWEEN 1 AND 200),
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
) STRICT;

CREATE TRIGGER batch_kind_stays BEFORE UPDATE OF kind ON batch
BEGIN SELECT RAISE(ABORT, 'a batch is not changed once loaded'); END;

CREATE TRIGGER batch_part_is_not_changed BEFORE UPDATE ON batch_part
BEGIN SELECT RAISE(ABORT, 'a batch is not changed once loaded'); END;

CREATE TRIGGER batch_part_is_not_deleted BEFORE DELETE ON batch_part
BEGIN SELECT RAISE(ABORT, 'a batch is never deleted'); END;

CREATE TRIGGER import_is_withdrawn_once BEFORE UPDATE ON import
WHEN OLD.withdrawn_at IS NOT NULL OR NEW.batch_id <> OLD.batch_id OR NEW.file <> OLD.file OR NEW.accepted_by <> OLD.accepted_by
BEGIN SELECT RAISE(ABORT, 'an import is withdrawn once, and not changed otherwise'); END;

CREATE TRIGGER import_is_not_deleted BEFORE DELETE ON import
BEGIN SELECT RAISE(ABORT, 'an import is never deleted'); END;

-- A part of a batch that is held keeps its observations.
CREATE TRIGGER part_is_held BEFORE UPDATE OF held ON batch
WHEN NEW.held = 0 AND EXISTS (SELECT 1 FROM batch_part JOIN batch AS whole ON whole.id = batch_id WHERE part_id = OLD.id AND whole.held = 1)
BEGIN SELECT RAISE(ABORT, 'a part of a batch that is held keeps its observations'); END;
