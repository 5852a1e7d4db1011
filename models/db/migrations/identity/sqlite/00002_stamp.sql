-- +goose Up

-- The private half of one place's key: PKCS #8, encrypted under the master key. Its public half stands in the booth's store.
CREATE TABLE book_keys (
    book      TEXT    NOT NULL,
    slot      INTEGER NOT NULL,
    purpose   TEXT    NOT NULL CHECK (purpose IN ('sign', 'voice', 'draft')),
    encrypted BLOB    NOT NULL,
    PRIMARY KEY (book, slot, purpose)
) STRICT, WITHOUT ROWID;

-- One person collected one book: no time, and SHA-256 of the request, so that only the same request is answered again.
CREATE TABLE issuances (
    book    TEXT NOT NULL,
    person  BLOB NOT NULL,
    request BLOB NOT NULL,
    PRIMARY KEY (book, person)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE issuances;
DROP TABLE book_keys;
