-- Measures and periods of which an import has figures for everyone, or hides them: written with the import, so that nobody reads its rows to learn it.

CREATE TABLE import_span (
    batch_id INTEGER NOT NULL REFERENCES import (batch_id),
    measure_id INTEGER NOT NULL REFERENCES measure_code (id),
    period_id INTEGER NOT NULL REFERENCES period (id),
    PRIMARY KEY (batch_id, measure_id, period_id)
) STRICT, WITHOUT ROWID;

-- Those of imports that are there already.
INSERT INTO import_span (batch_id, measure_id, period_id)
SELECT DISTINCT batch_id, measure_id, period_id FROM observation
WHERE batch_id IN (SELECT batch_id FROM import) AND group_id = (SELECT id FROM group_code WHERE code = 'everyone')
    AND (missing IS NULL OR missing = 'c');

CREATE TRIGGER import_span_is_not_changed BEFORE UPDATE ON import_span
BEGIN SELECT RAISE(ABORT, 'an import is not changed'); END;

CREATE TRIGGER import_span_is_not_deleted BEFORE DELETE ON import_span
BEGIN SELECT RAISE(ABORT, 'an import is never deleted'); END;
