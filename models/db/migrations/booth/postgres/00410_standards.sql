-- +goose Up
-- Versions of the standards that admins published, from the second on (the first is built in): the file as it is served and hashed, the
-- day, by whom and why. No row ever changes.
CREATE TABLE standard_version (
  version BIGINT PRIMARY KEY CHECK (version > 1),
  file    TEXT NOT NULL,
  day     TEXT NOT NULL,
  who     TEXT NOT NULL,
  reason  TEXT NOT NULL
);

-- The next version as it is being written, JSON, who saved it last and on which day; round counts how often.
CREATE TABLE standard_draft (
  version BIGINT PRIMARY KEY CHECK (version > 1),
  round   BIGINT NOT NULL,
  draft   TEXT NOT NULL,
  who     TEXT NOT NULL,
  day     TEXT NOT NULL
);

-- +goose Down
DROP TABLE standard_draft;
DROP TABLE standard_version;
