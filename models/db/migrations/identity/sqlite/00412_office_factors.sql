-- +goose Up

-- codes: one-time codes let the member in (1), or security keys alone (0).
ALTER TABLE office_members ADD COLUMN codes INTEGER NOT NULL DEFAULT 1 CHECK (codes IN (0, 1));

-- A member's security key (WebAuthn): its id here, SHA-256 of its credential id, the encrypted name and public key, the days since which it
-- is known and on which it was used last, and how often it says that it has signed.
CREATE TABLE office_keys (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    member     BLOB NOT NULL REFERENCES office_members (member) ON DELETE CASCADE,
    credential BLOB NOT NULL UNIQUE CHECK (length(credential) = 32),
    encrypted  BLOB NOT NULL,
    since      TEXT NOT NULL,
    used       TEXT NOT NULL,
    signs      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX office_keys_member ON office_keys (member);

-- A challenge that a security key is to sign, by SHA-256 of the token in the form: for whom, for what (sign_in or add), as JSON. It is taken
-- once. expires is in Unix seconds.
CREATE TABLE office_challenges (
    token   BLOB PRIMARY KEY CHECK (length(token) = 32),
    member  BLOB NOT NULL REFERENCES office_members (member) ON DELETE CASCADE,
    purpose TEXT NOT NULL CHECK (purpose IN ('sign_in', 'add')),
    data    TEXT NOT NULL,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The days on which a session began and was used last.
ALTER TABLE office_sessions ADD COLUMN begun TEXT NOT NULL DEFAULT '';
ALTER TABLE office_sessions ADD COLUMN used TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE office_sessions DROP COLUMN used;
ALTER TABLE office_sessions DROP COLUMN begun;
DROP TABLE office_challenges;
DROP TABLE office_keys;
ALTER TABLE office_members DROP COLUMN codes;
