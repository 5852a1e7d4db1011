-- +goose Up

-- Other ways in which a person is known, a personal address or the stable name of an account: HMAC of that, and the person's own. Which of the two
-- it is does not show.
CREATE TABLE accounts (
    key    BLOB PRIMARY KEY,
    person BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE accounts;
