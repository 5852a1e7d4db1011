-- +goose Up

-- entry: what the commitment in the ledger holds of a person, SHA-256 of the address and of a secret of theirs; '' where no file has
-- named the address since.
ALTER TABLE persons ADD COLUMN entry BLOB NOT NULL DEFAULT x'';

-- What the last import changed, as it was before: encrypted is '' for who was not on the roster. Gone with the next import, or after a week.
CREATE TABLE roster_undo (
    hash      BLOB PRIMARY KEY,
    encrypted BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The roster as it stands, one row: the last import, what of it can be undone, what the ledger last said of it (a hash of commitments), and,
-- encrypted, how many of each kind there were when figures about kinds were last shown.
CREATE TABLE roster_state (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    day        TEXT    NOT NULL,
    joined     INTEGER NOT NULL,
    changed    INTEGER NOT NULL,
    gone       INTEGER NOT NULL,
    undo       INTEGER NOT NULL CHECK (undo IN (0, 1)),
    commitment BLOB      NOT NULL,
    kinds      BLOB      NOT NULL
) STRICT;

-- A file that an admin looks at before it is applied, encrypted; one at a time. Gone when it is applied, and at expires, in Unix seconds.
CREATE TABLE roster_uploads (
    one       INTEGER PRIMARY KEY CHECK (one = 1),
    id        TEXT    NOT NULL,
    encrypted BLOB      NOT NULL,
    columns   TEXT    NOT NULL,
    expires   INTEGER NOT NULL
) STRICT;

-- Somebody says that a book was collected in their name and not by them, by HMAC of person and book. encrypted: their name, if they gave it,
-- and the office's answer.
CREATE TABLE disputes (
    key       BLOB   PRIMARY KEY,
    book      TEXT NOT NULL,
    day       TEXT NOT NULL,
    answered  TEXT NOT NULL,
    encrypted BLOB   NOT NULL
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE disputes;
DROP TABLE roster_uploads;
DROP TABLE roster_state;
DROP TABLE roster_undo;
ALTER TABLE persons DROP COLUMN entry;
