-- +goose Up

-- The private half of one place's key: PKCS #8, encrypted under the master key. Its public half stands in the booth's store.
CREATE TABLE book_keys (
    book      TEXT    NOT NULL,
    slot      INTEGER NOT NULL,
    purpose   TEXT    NOT NULL CHECK (purpose IN ('sign', 'voice', 'draft')),
    encrypted BYTEA   NOT NULL,
    PRIMARY KEY (book, slot, purpose)
);

-- One person collected one book: no time, and SHA-256 of the request, so that only the same request is answered again.
CREATE TABLE issuances (
    book    TEXT  NOT NULL,
    person  BYTEA NOT NULL,
    request BYTEA NOT NULL,
    PRIMARY KEY (book, person)
);

-- +goose Down
DROP TABLE issuances;
DROP TABLE book_keys;
