-- +goose Up

-- A person: HMAC of the address, and the encrypted name. left_on is '' while the person is on the roster; who left has no name here.
CREATE TABLE persons (
    hash      BYTEA PRIMARY KEY CHECK (length(hash) = 32),
    encrypted BYTEA NOT NULL,
    left_on   TEXT  NOT NULL
);

-- What the ledger says of the roster, with the salt that opens it.
CREATE TABLE commitments (
    hash BYTEA   PRIMARY KEY,
    kind TEXT    NOT NULL CHECK (kind IN ('roster', 'eligible')),
    book TEXT    NOT NULL,
    size INTEGER NOT NULL,
    salt BYTEA   NOT NULL,
    day  TEXT    NOT NULL
);

-- Check-in codes by HMAC of their random id: how often one was tried, and whether it was ever mailed. Gone after day.
CREATE TABLE codes (
    key    BYTEA   PRIMARY KEY,
    day    TEXT    NOT NULL,
    tries  INTEGER NOT NULL,
    mailed INTEGER NOT NULL CHECK (mailed IN (0, 1))
);

-- How many codes were mailed, by HMAC of person and day. Gone after day.
CREATE TABLE code_mails (
    key   BYTEA   PRIMARY KEY,
    day   TEXT    NOT NULL,
    count INTEGER NOT NULL
);

-- +goose Down
DROP TABLE code_mails;
DROP TABLE codes;
DROP TABLE commitments;
DROP TABLE persons;
