-- +goose Up

-- Codes on paper, printed together, for one book. used says whether any one of them was ever taken: never which, nor how many.
CREATE TABLE code_batches (
    batch   INTEGER PRIMARY KEY,
    book    TEXT    NOT NULL,
    size    INTEGER NOT NULL CHECK (size > 0),
    day     TEXT    NOT NULL,
    used    INTEGER NOT NULL CHECK (used IN (0, 1)),
    revoked INTEGER NOT NULL CHECK (revoked IN (0, 1))
) STRICT;

-- One code, as an HMAC. Who collects with it is another HMAC of it, in issuances: without the paper nothing leads from the one to the other.
CREATE TABLE printed_codes (
    key   BLOB PRIMARY KEY CHECK (length(key) = 32),
    batch INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- mail is 0 for people without an address, who get codes on paper; kind is an HMAC of employee, contractor and so on, empty where it was never worked out.
ALTER TABLE persons ADD COLUMN mail INTEGER NOT NULL DEFAULT 1 CHECK (mail IN (0, 1));
ALTER TABLE persons ADD COLUMN kind BLOB NOT NULL DEFAULT x'';

-- +goose Down
ALTER TABLE persons DROP COLUMN kind;
ALTER TABLE persons DROP COLUMN mail;
DROP TABLE printed_codes;
DROP TABLE code_batches;
