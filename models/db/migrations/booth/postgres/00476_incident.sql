-- +goose Up

-- Something went wrong: since when, until when ('' while it is open), since when nothing can be written ('' when it can), and the places
-- that could be read, with blanks between.
CREATE TABLE incident (
    n       INTEGER PRIMARY KEY,
    opened  TEXT NOT NULL,
    closed  TEXT NOT NULL,
    since   TEXT NOT NULL,
    exposed TEXT NOT NULL
);

-- One is open at a time.
CREATE UNIQUE INDEX incident_one ON incident (closed) WHERE closed = '';

-- What admins told everybody about it, line by line. No row ever changes.
CREATE TABLE incident_entry (
    incident INTEGER NOT NULL REFERENCES incident (n),
    n        INTEGER NOT NULL,
    day      TEXT NOT NULL,
    act      TEXT NOT NULL CHECK (act IN ('opened', 'froze', 'lifted', 'said', 'closed')),
    who      TEXT NOT NULL,
    role     TEXT NOT NULL,
    text     TEXT NOT NULL,
    PRIMARY KEY (incident, n)
);

-- +goose Down
DROP TABLE incident_entry;
DROP TABLE incident;
