-- +goose Up
-- Mail waiting to go, going and gone. The pair (recipient, period) is the claim: whoever inserts it writes that mail.
-- lease is the end of a delivery under way, in Unix seconds, 0 when there is none; box is the encrypted letter.
CREATE TABLE outbox (
  id        TEXT PRIMARY KEY,
  recipient TEXT NOT NULL,
  period    TEXT NOT NULL,
  state     TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'dead')),
  attempts  INTEGER NOT NULL,
  reason    TEXT NOT NULL,
  lease     INTEGER NOT NULL,
  box       BLOB NOT NULL,
  UNIQUE (recipient, period)
) STRICT, WITHOUT ROWID;
