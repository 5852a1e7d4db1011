-- +goose Up

-- Who wants no monthly letter, by HMAC of the person. It never leaves this store.
CREATE TABLE letter_stops (
    key BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Who had a month's letter, by HMAC of person and month: done, or begun where nobody saw the end. Whoever wants none stands here as well.
-- Gone with the month.
CREATE TABLE letters (
    key   BLOB PRIMARY KEY,
    month TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('begun', 'done'))
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE letters;
DROP TABLE letter_stops;
