-- +goose Up

-- A change of one of the site's rules: who made it, why, on which day, and from which day on it holds ('' always).
CREATE TABLE setting (
    n      INTEGER PRIMARY KEY,
    name   TEXT    NOT NULL,
    was    INTEGER NOT NULL,
    value  INTEGER NOT NULL,
    day    TEXT    NOT NULL,
    since  TEXT    NOT NULL,
    who    TEXT    NOT NULL,
    role   TEXT    NOT NULL,
    reason TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE setting;
