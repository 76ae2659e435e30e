-- Mappings: which column of a file says what, kept under a name for the next file with the same columns.

CREATE TABLE mapping (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    council TEXT NOT NULL CHECK (length(council) BETWEEN 1 AND 60),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    columns TEXT NOT NULL CHECK (length(columns) BETWEEN 1 AND 200000), -- the names of the columns that it is for, one a line
    toml TEXT NOT NULL CHECK (length(toml) BETWEEN 1 AND 200000),       -- as docs/data-formats.md has it
    UNIQUE (council, name)
) STRICT;
