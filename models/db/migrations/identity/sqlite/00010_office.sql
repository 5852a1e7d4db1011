-- +goose Up

-- A steward or admin: HMAC of the name, the encrypted name and one-time secret, the slow hash of the sign-in key. used_step is the
-- number of the last one-time code that let them in (RFC 6238's T): none up to it lets anybody in again.
CREATE TABLE office_members (
    member    BLOB PRIMARY KEY CHECK (length(member) = 32),
    role      TEXT NOT NULL CHECK (role IN ('steward', 'admin')),
    encrypted BLOB NOT NULL,
    key_hash  TEXT NOT NULL,
    used_step INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How many one-time codes were tried with a member's right sign-in key since the last that fitted. Gone after day.
CREATE TABLE office_tries (
    day    TEXT NOT NULL,
    member BLOB NOT NULL REFERENCES office_members (member) ON DELETE CASCADE,
    tries  INTEGER NOT NULL,
    PRIMARY KEY (day, member)
) STRICT, WITHOUT ROWID;

-- One sign-in of one browser, by SHA-256 of the token in its cookie. expires is in Unix seconds, data is JSON.
CREATE TABLE office_sessions (
    key     BLOB PRIMARY KEY CHECK (length(key) = 32),
    member  BLOB NOT NULL REFERENCES office_members (member) ON DELETE CASCADE,
    expires INTEGER NOT NULL,
    data    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE office_sessions;
DROP TABLE office_tries;
DROP TABLE office_members;
