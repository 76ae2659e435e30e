-- What people propose of programmes, what was decided on it, and what was withdrawn: each a row that is written once and never changed.

CREATE TABLE programme_proposal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    council TEXT NOT NULL CHECK (council <> ''),
    programme TEXT NOT NULL CHECK (length(programme) BETWEEN 1 AND 60),
    edits TEXT NOT NULL CHECK (json_valid(edits) AND length(edits) <= 2000000), -- what would change
    role TEXT NOT NULL CHECK (length(role) <= 200),               -- who tells its updates; blank where it has none
    file TEXT NOT NULL CHECK (length(file) <= 200),               -- the file that it came in; blank where it was typed
    proposed_by INTEGER NOT NULL REFERENCES user (id),
    proposed_at TEXT NOT NULL                                     -- UTC
) STRICT;
CREATE INDEX programme_proposal_of ON programme_proposal (council, programme);

-- In the order of the decisions: what was approved holds in this order.
CREATE TABLE programme_decision (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    proposal_id INTEGER NOT NULL UNIQUE REFERENCES programme_proposal (id),
    kind TEXT NOT NULL CHECK (kind IN ('approved', 'returned', 'taken-back')),
    approver TEXT NOT NULL CHECK (length(approver) <= 200),       -- role or body that approved it, for the public
    note TEXT NOT NULL CHECK (length(note) <= 1000),              -- what it was returned with
    decided_by INTEGER NOT NULL REFERENCES user (id),
    decided_at TEXT NOT NULL,                                     -- UTC
    CHECK ((kind = 'approved') = (approver <> '')),
    CHECK ((kind = 'returned') = (note <> ''))
) STRICT;

CREATE TABLE programme_withdrawal (
    proposal_id INTEGER PRIMARY KEY REFERENCES programme_proposal (id),
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
    withdrawn_by INTEGER NOT NULL REFERENCES user (id),
    withdrawn_at TEXT NOT NULL                                    -- UTC
) STRICT;

-- Triggers before an INSERT also keep INSERT OR REPLACE from overwriting a row, which fires no DELETE trigger.

CREATE TRIGGER programme_proposal_is_new BEFORE INSERT ON programme_proposal
WHEN EXISTS (SELECT 1 FROM programme_proposal WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a proposal is not changed'); END;

CREATE TRIGGER programme_proposal_is_not_changed BEFORE UPDATE ON programme_proposal
BEGIN SELECT RAISE(ABORT, 'a proposal is not changed'); END;

CREATE TRIGGER programme_proposal_is_not_deleted BEFORE DELETE ON programme_proposal
BEGIN SELECT RAISE(ABORT, 'a proposal is never deleted'); END;

CREATE TRIGGER programme_is_decided_once BEFORE INSERT ON programme_decision
WHEN EXISTS (SELECT 1 FROM programme_decision WHERE proposal_id = NEW.proposal_id OR number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'a proposal is decided once'); END;

CREATE TRIGGER nobody_approves_their_own_proposal BEFORE INSERT ON programme_decision
WHEN NEW.kind <> 'taken-back' AND (SELECT proposed_by FROM programme_proposal WHERE id = NEW.proposal_id) = NEW.decided_by
BEGIN SELECT RAISE(ABORT, 'nobody decides on what they proposed'); END;

CREATE TRIGGER only_its_author_takes_a_proposal_back BEFORE INSERT ON programme_decision
WHEN NEW.kind = 'taken-back' AND (SELECT proposed_by FROM programme_proposal WHERE id = NEW.proposal_id) <> NEW.decided_by
BEGIN SELECT RAISE(ABORT, 'who proposed it takes it back'); END;

CREATE TRIGGER programme_decision_is_not_changed BEFORE UPDATE ON programme_decision
BEGIN SELECT RAISE(ABORT, 'a decision is not changed'); END;

CREATE TRIGGER programme_decision_is_not_deleted BEFORE DELETE ON programme_decision
BEGIN SELECT RAISE(ABORT, 'a decision is never deleted'); END;

CREATE TRIGGER programme_withdraws_what_was_approved BEFORE INSERT ON programme_withdrawal
WHEN NOT EXISTS (SELECT 1 FROM programme_decision WHERE proposal_id = NEW.proposal_id AND kind = 'approved')
    OR EXISTS (SELECT 1 FROM programme_withdrawal WHERE proposal_id = NEW.proposal_id)
BEGIN SELECT RAISE(ABORT, 'what was approved is withdrawn once'); END;

CREATE TRIGGER programme_withdrawal_is_not_changed BEFORE UPDATE ON programme_withdrawal
BEGIN SELECT RAISE(ABORT, 'a withdrawal is for good'); END;

CREATE TRIGGER programme_withdrawal_is_not_deleted BEFORE DELETE ON programme_withdrawal
BEGIN SELECT RAISE(ABORT, 'a withdrawal is for good'); END;
