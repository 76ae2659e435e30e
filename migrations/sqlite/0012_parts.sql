-- Parts of the council's folder that are edited here: each new text of a file is proposed by one person and approved by another. Nothing is ever changed or deleted.

CREATE TABLE part_proposal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    council TEXT NOT NULL CHECK (council <> ''),
    file TEXT NOT NULL CHECK (length(file) BETWEEN 1 AND 100),
    base TEXT NOT NULL CHECK (length(base) IN (0, 64)),            -- SHA-256 of the folder's own text, in hex; blank where the folder has no such file
    before TEXT NOT NULL CHECK (length(before) <= 300000),         -- the text that held when this was proposed
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 300000),
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 10 AND 2000),
    proposed_by INTEGER NOT NULL REFERENCES user (id),
    proposed_at TEXT NOT NULL                                      -- UTC
) STRICT;
CREATE INDEX part_proposal_of_council ON part_proposal (council, file, id);

CREATE TABLE part_outcome (
    proposal_id INTEGER PRIMARY KEY REFERENCES part_proposal (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('approved', 'returned', 'taken-back')),
    note TEXT NOT NULL CHECK (length(note) <= 2000),               -- why it was returned
    by_user INTEGER NOT NULL REFERENCES user (id),
    at TEXT NOT NULL,                                              -- UTC
    CHECK ((outcome = 'returned') = (note <> ''))
) STRICT;

-- Triggers before an INSERT also keep INSERT OR REPLACE from overwriting a row, which fires no DELETE trigger.

CREATE TRIGGER one_proposal_of_a_part_is_open BEFORE INSERT ON part_proposal
WHEN EXISTS (SELECT 1 FROM part_proposal AS other WHERE other.id = NEW.id OR (other.council = NEW.council AND other.file = NEW.file
    AND other.id NOT IN (SELECT proposal_id FROM part_outcome)))
BEGIN SELECT RAISE(ABORT, 'one proposal of a part is open at a time'); END;

CREATE TRIGGER part_proposal_is_not_changed BEFORE UPDATE ON part_proposal
BEGIN SELECT RAISE(ABORT, 'a proposal is not changed'); END;

CREATE TRIGGER part_proposal_is_not_deleted BEFORE DELETE ON part_proposal
BEGIN SELECT RAISE(ABORT, 'a proposal is never deleted'); END;

CREATE TRIGGER part_outcome_is_once BEFORE INSERT ON part_outcome
WHEN EXISTS (SELECT 1 FROM part_outcome WHERE proposal_id = NEW.proposal_id)
BEGIN SELECT RAISE(ABORT, 'a proposal is decided once'); END;

-- Whoever proposed it, or an earlier form of it that came to nothing, has had a hand in it.
CREATE TRIGGER nobody_approves_their_own_part BEFORE INSERT ON part_outcome
WHEN NEW.outcome <> 'taken-back' AND EXISTS (
    SELECT 1 FROM part_proposal AS own JOIN part_proposal AS earlier
        ON earlier.council = own.council AND earlier.file = own.file AND earlier.id <= own.id
    WHERE own.id = NEW.proposal_id AND earlier.proposed_by = NEW.by_user AND earlier.id > (
        SELECT coalesce(max(told.id), 0) FROM part_proposal AS told JOIN part_outcome ON proposal_id = told.id AND outcome = 'approved'
        WHERE told.council = own.council AND told.file = own.file))
BEGIN SELECT RAISE(ABORT, 'nobody decides on what they proposed'); END;

CREATE TRIGGER part_taken_back_is_one_s_own BEFORE INSERT ON part_outcome
WHEN NEW.outcome = 'taken-back' AND NEW.by_user <> (SELECT proposed_by FROM part_proposal WHERE id = NEW.proposal_id)
BEGIN SELECT RAISE(ABORT, 'a proposal is taken back by whoever made it'); END;

CREATE TRIGGER part_outcome_is_not_changed BEFORE UPDATE ON part_outcome
BEGIN SELECT RAISE(ABORT, 'what was decided of a proposal is for good'); END;

CREATE TRIGGER part_outcome_is_not_deleted BEFORE DELETE ON part_outcome
BEGIN SELECT RAISE(ABORT, 'what was decided of a proposal is for good'); END;
