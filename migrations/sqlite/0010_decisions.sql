-- Decisions that are recorded, corrected and withdrawn here: each is proposed by one person and approved by another. Nothing is ever changed or deleted.

CREATE TABLE decision_proposal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    council TEXT NOT NULL CHECK (council <> ''),
    code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 60),
    kind TEXT NOT NULL CHECK (kind IN ('new', 'correction', 'withdrawal')),
    document TEXT CHECK (length(document) BETWEEN 2 AND 100000),   -- the decision as JSON; none where it is to be withdrawn
    directorate TEXT NOT NULL CHECK (length(directorate) BETWEEN 1 AND 60),
    reason TEXT NOT NULL CHECK (length(reason) <= 2000),           -- why it is corrected or withdrawn: public once approved
    proposed_by INTEGER NOT NULL REFERENCES user (id),
    proposed_at TEXT NOT NULL,                                     -- UTC
    CHECK ((kind = 'withdrawal') = (document IS NULL)),
    CHECK ((kind = 'new') = (reason = ''))
) STRICT;
CREATE INDEX decision_proposal_of_council ON decision_proposal (council, code, id);

CREATE TABLE decision_outcome (
    proposal_id INTEGER PRIMARY KEY REFERENCES decision_proposal (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('approved', 'returned', 'taken-back')),
    note TEXT NOT NULL CHECK (length(note) <= 2000),               -- why it was returned
    by_user INTEGER NOT NULL REFERENCES user (id),
    at TEXT NOT NULL,                                              -- UTC
    CHECK ((outcome = 'returned') = (note <> ''))
) STRICT;

-- Triggers before an INSERT also keep INSERT OR REPLACE from overwriting a row, which fires no DELETE trigger.

CREATE TRIGGER one_proposal_of_a_decision_is_open BEFORE INSERT ON decision_proposal
WHEN EXISTS (SELECT 1 FROM decision_proposal AS other WHERE other.id = NEW.id OR (other.council = NEW.council AND other.code = NEW.code
    AND other.id NOT IN (SELECT proposal_id FROM decision_outcome)))
BEGIN SELECT RAISE(ABORT, 'one proposal of a decision is open at a time'); END;

CREATE TRIGGER decision_proposal_is_not_changed BEFORE UPDATE ON decision_proposal
BEGIN SELECT RAISE(ABORT, 'a proposal is not changed'); END;

CREATE TRIGGER decision_proposal_is_not_deleted BEFORE DELETE ON decision_proposal
BEGIN SELECT RAISE(ABORT, 'a proposal is never deleted'); END;

CREATE TRIGGER decision_outcome_is_once BEFORE INSERT ON decision_outcome
WHEN EXISTS (SELECT 1 FROM decision_outcome WHERE proposal_id = NEW.proposal_id)
BEGIN SELECT RAISE(ABORT, 'a proposal is decided once'); END;

-- Whoever proposed it, or an earlier form of it that came to nothing, has had a hand in it.
CREATE TRIGGER nobody_approves_their_own_decision BEFORE INSERT ON decision_outcome
WHEN NEW.outcome <> 'taken-back' AND EXISTS (
    SELECT 1 FROM decision_proposal AS own JOIN decision_proposal AS earlier
        ON earlier.council = own.council AND earlier.code = own.code AND earlier.id <= own.id
    WHERE own.id = NEW.proposal_id AND earlier.proposed_by = NEW.by_user AND earlier.id > (
        SELECT coalesce(max(told.id), 0) FROM decision_proposal AS told JOIN decision_outcome ON proposal_id = told.id AND outcome = 'approved'
        WHERE told.council = own.council AND told.code = own.code))
BEGIN SELECT RAISE(ABORT, 'nobody decides on what they proposed'); END;

CREATE TRIGGER what_is_taken_back_is_one_s_own BEFORE INSERT ON decision_outcome
WHEN NEW.outcome = 'taken-back' AND NEW.by_user <> (SELECT proposed_by FROM decision_proposal WHERE id = NEW.proposal_id)
BEGIN SELECT RAISE(ABORT, 'a proposal is taken back by whoever made it'); END;

CREATE TRIGGER decision_outcome_is_not_changed BEFORE UPDATE ON decision_outcome
BEGIN SELECT RAISE(ABORT, 'what was decided of a proposal is for good'); END;

CREATE TRIGGER decision_outcome_is_not_deleted BEFORE DELETE ON decision_outcome
BEGIN SELECT RAISE(ABORT, 'what was decided of a proposal is for good'); END;
