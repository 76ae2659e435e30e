-- Reports: drafts, what was handed in of them, and what was frozen with its forms as bytes. Nothing is ever changed or deleted.

CREATE TABLE report_draft (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    council TEXT NOT NULL CHECK (council <> ''),
    corrects INTEGER,                                              -- number of the frozen report in which something was wrong
    wrong TEXT NOT NULL CHECK (length(wrong) <= 2000),             -- what was wrong in it
    begun_by INTEGER NOT NULL REFERENCES user (id),
    begun_at TEXT NOT NULL,                                        -- UTC
    FOREIGN KEY (council, corrects) REFERENCES report_frozen (council, number),
    CHECK ((corrects IS NULL) = (wrong = ''))
) STRICT;
CREATE INDEX report_draft_of_council ON report_draft (council, id);

CREATE TABLE report_version (
    draft_id INTEGER NOT NULL REFERENCES report_draft (id),
    version INTEGER NOT NULL CHECK (version > 0),
    template TEXT NOT NULL CHECK (length(template) BETWEEN 2 AND 400000),  -- JSON
    saved_by INTEGER NOT NULL REFERENCES user (id),
    saved_at TEXT NOT NULL,                                        -- UTC
    PRIMARY KEY (draft_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE report_submission (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    draft_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    release_number INTEGER NOT NULL CHECK (release_number > 0),
    document BLOB NOT NULL,                                        -- JSON: the report as it was handed in
    submitted_by INTEGER NOT NULL REFERENCES user (id),
    submitted_at TEXT NOT NULL,                                    -- UTC
    FOREIGN KEY (draft_id, version) REFERENCES report_version (draft_id, version)
) STRICT;
CREATE INDEX report_submission_of_draft ON report_submission (draft_id, id);

CREATE TABLE report_outcome (
    submission_id INTEGER PRIMARY KEY REFERENCES report_submission (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('approved', 'returned', 'taken-back')),
    note TEXT NOT NULL CHECK (length(note) <= 2000),               -- why it was returned
    by_user INTEGER NOT NULL REFERENCES user (id),
    at TEXT NOT NULL,                                              -- UTC
    CHECK ((outcome = 'returned') = (note <> ''))
) STRICT;

CREATE TABLE report_end (
    draft_id INTEGER PRIMARY KEY REFERENCES report_draft (id),
    by_user INTEGER NOT NULL REFERENCES user (id),
    at TEXT NOT NULL                                               -- UTC
) STRICT;

CREATE TABLE report_frozen (
    council TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    submission_id INTEGER NOT NULL UNIQUE REFERENCES report_outcome (submission_id),
    digest TEXT NOT NULL CHECK (length(digest) = 64),              -- SHA-256 of the form report.json, in hex: its address
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 160),
    kind TEXT NOT NULL CHECK (kind <> ''),
    subject TEXT NOT NULL,                                         -- code of what it is of; blank for the council
    PRIMARY KEY (council, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_frozen_at ON report_frozen (council, digest);

CREATE TABLE report_form (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    council TEXT NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 5 AND 40),      -- such as report.pdf
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    bytes BLOB NOT NULL,
    UNIQUE (council, number, name),
    FOREIGN KEY (council, number) REFERENCES report_frozen (council, number)
) STRICT;

CREATE TABLE report_withdrawal (
    council TEXT NOT NULL,
    number INTEGER NOT NULL,
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 10 AND 2000),
    by_user INTEGER NOT NULL REFERENCES user (id),
    at TEXT NOT NULL,                                              -- UTC
    PRIMARY KEY (council, number),
    FOREIGN KEY (council, number) REFERENCES report_frozen (council, number)
) STRICT, WITHOUT ROWID;

-- Triggers before an INSERT also keep INSERT OR REPLACE from overwriting a row, which fires no DELETE trigger.

CREATE TRIGGER report_draft_is_new BEFORE INSERT ON report_draft WHEN EXISTS (SELECT 1 FROM report_draft WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a draft is not changed'); END;
CREATE TRIGGER report_draft_is_not_changed BEFORE UPDATE ON report_draft BEGIN SELECT RAISE(ABORT, 'a draft is not changed'); END;
CREATE TRIGGER report_draft_is_not_deleted BEFORE DELETE ON report_draft BEGIN SELECT RAISE(ABORT, 'a draft is never deleted'); END;

-- While it waits, and once it is frozen or given up, a draft takes no more versions.
CREATE TRIGGER report_version_is_of_an_open_draft BEFORE INSERT ON report_version
WHEN EXISTS (SELECT 1 FROM report_version WHERE draft_id = NEW.draft_id AND version >= NEW.version)
    OR EXISTS (SELECT 1 FROM report_end WHERE draft_id = NEW.draft_id)
    OR EXISTS (SELECT 1 FROM report_submission LEFT JOIN report_outcome ON submission_id = id
        WHERE draft_id = NEW.draft_id AND coalesce(outcome, 'approved') = 'approved')
BEGIN SELECT RAISE(ABORT, 'this draft takes no more versions'); END;
CREATE TRIGGER report_version_is_not_changed BEFORE UPDATE ON report_version BEGIN SELECT RAISE(ABORT, 'a version is not changed'); END;
CREATE TRIGGER report_version_is_not_deleted BEFORE DELETE ON report_version BEGIN SELECT RAISE(ABORT, 'a version is never deleted'); END;

CREATE TRIGGER one_report_waits BEFORE INSERT ON report_submission
WHEN EXISTS (SELECT 1 FROM report_submission WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM report_end WHERE draft_id = NEW.draft_id)
    OR EXISTS (SELECT 1 FROM report_submission LEFT JOIN report_outcome ON submission_id = id
        WHERE draft_id = NEW.draft_id AND coalesce(outcome, 'approved') = 'approved')
BEGIN SELECT RAISE(ABORT, 'this draft cannot be handed in'); END;
CREATE TRIGGER report_submission_is_not_changed BEFORE UPDATE ON report_submission BEGIN SELECT RAISE(ABORT, 'what was handed in is not changed'); END;
CREATE TRIGGER report_submission_is_not_deleted BEFORE DELETE ON report_submission BEGIN SELECT RAISE(ABORT, 'what was handed in is never deleted'); END;

CREATE TRIGGER report_outcome_is_once BEFORE INSERT ON report_outcome WHEN EXISTS (SELECT 1 FROM report_outcome WHERE submission_id = NEW.submission_id)
BEGIN SELECT RAISE(ABORT, 'a report is decided on once'); END;
-- Whoever began the draft, saved a version of it or handed it in has had a hand in it.
CREATE TRIGGER nobody_freezes_their_own_report BEFORE INSERT ON report_outcome
WHEN NEW.outcome <> 'taken-back' AND EXISTS (
    SELECT 1 FROM report_submission AS own JOIN report_draft AS draft ON draft.id = own.draft_id
    WHERE own.id = NEW.submission_id AND (draft.begun_by = NEW.by_user OR own.submitted_by = NEW.by_user
        OR EXISTS (SELECT 1 FROM report_version WHERE draft_id = draft.id AND saved_by = NEW.by_user)
        OR EXISTS (SELECT 1 FROM report_submission AS other WHERE other.draft_id = draft.id AND other.submitted_by = NEW.by_user)))
BEGIN SELECT RAISE(ABORT, 'nobody decides on a report they had a hand in'); END;
CREATE TRIGGER report_taken_back_is_one_s_own BEFORE INSERT ON report_outcome
WHEN NEW.outcome = 'taken-back' AND NEW.by_user <> (SELECT submitted_by FROM report_submission WHERE id = NEW.submission_id)
BEGIN SELECT RAISE(ABORT, 'a report is taken back by whoever handed it in'); END;
CREATE TRIGGER report_outcome_is_not_changed BEFORE UPDATE ON report_outcome BEGIN SELECT RAISE(ABORT, 'what was decided of a report is for good'); END;
CREATE TRIGGER report_outcome_is_not_deleted BEFORE DELETE ON report_outcome BEGIN SELECT RAISE(ABORT, 'what was decided of a report is for good'); END;

CREATE TRIGGER report_end_is_once BEFORE INSERT ON report_end
WHEN EXISTS (SELECT 1 FROM report_end WHERE draft_id = NEW.draft_id)
    OR EXISTS (SELECT 1 FROM report_submission LEFT JOIN report_outcome ON submission_id = id
        WHERE draft_id = NEW.draft_id AND coalesce(outcome, 'approved') = 'approved')
BEGIN SELECT RAISE(ABORT, 'this draft cannot be given up'); END;
CREATE TRIGGER report_end_is_not_changed BEFORE UPDATE ON report_end BEGIN SELECT RAISE(ABORT, 'a draft is given up for good'); END;
CREATE TRIGGER report_end_is_not_deleted BEFORE DELETE ON report_end BEGIN SELECT RAISE(ABORT, 'a draft is given up for good'); END;

CREATE TRIGGER report_frozen_is_next BEFORE INSERT ON report_frozen
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM report_frozen WHERE council = NEW.council)
    OR NOT EXISTS (SELECT 1 FROM report_outcome WHERE submission_id = NEW.submission_id AND outcome = 'approved')
BEGIN SELECT RAISE(ABORT, 'reports are numbered without gaps, and approved first'); END;
CREATE TRIGGER report_frozen_is_not_changed BEFORE UPDATE ON report_frozen BEGIN SELECT RAISE(ABORT, 'a frozen report never changes'); END;
CREATE TRIGGER report_frozen_is_not_deleted BEFORE DELETE ON report_frozen BEGIN SELECT RAISE(ABORT, 'a frozen report is never deleted'); END;

CREATE TRIGGER report_form_is_once BEFORE INSERT ON report_form
WHEN EXISTS (SELECT 1 FROM report_form WHERE id = NEW.id OR (council = NEW.council AND number = NEW.number AND name = NEW.name))
BEGIN SELECT RAISE(ABORT, 'a form of a frozen report never changes'); END;
CREATE TRIGGER report_form_is_not_changed BEFORE UPDATE ON report_form BEGIN SELECT RAISE(ABORT, 'a form of a frozen report never changes'); END;
CREATE TRIGGER report_form_is_not_deleted BEFORE DELETE ON report_form BEGIN SELECT RAISE(ABORT, 'a form of a frozen report is never deleted'); END;

CREATE TRIGGER report_withdrawal_is_once BEFORE INSERT ON report_withdrawal
WHEN EXISTS (SELECT 1 FROM report_withdrawal WHERE council = NEW.council AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'a report is withdrawn once'); END;
CREATE TRIGGER report_withdrawal_is_not_changed BEFORE UPDATE ON report_withdrawal BEGIN SELECT RAISE(ABORT, 'a withdrawal is for good'); END;
CREATE TRIGGER report_withdrawal_is_not_deleted BEFORE DELETE ON report_withdrawal BEGIN SELECT RAISE(ABORT, 'a withdrawal is for good'); END;
