-- +goose Up
-- What stewards decide about: a comment, or a petition (target is its id then). since is the day of the seal since which a decision is
-- asked for, or ''; round counts the decisions so far. hidden, reason and who say since when, why and by whom a comment is hidden; held is
-- the word for which it waits for a first look, or ''. appeal are its writer's words against that, once; appealed the day of their seal.
CREATE TABLE moderation_case (
  target   TEXT PRIMARY KEY,
  petition TEXT NOT NULL REFERENCES petition (id),
  since    TEXT NOT NULL,
  round    INTEGER NOT NULL,
  hidden   TEXT NOT NULL,
  reason   TEXT NOT NULL,
  who      TEXT NOT NULL,
  held     TEXT NOT NULL,
  appeal   TEXT NOT NULL,
  appealed TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX moderation_case_since ON moderation_case (since);
CREATE INDEX moderation_case_petition ON moderation_case (petition);

-- One flag of one voice on one target: who is a MAC of both under the master key, code one of the standards, round that of the case when
-- it was sealed.
CREATE TABLE moderation_flag (
  who    BLOB PRIMARY KEY,
  target TEXT NOT NULL REFERENCES moderation_case (target),
  code   TEXT NOT NULL,
  round  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX moderation_flag_target ON moderation_flag (target, round);

-- The words of a comment that is hidden or held. They are not in the thread's table any more, so no page can show them.
CREATE TABLE moderation_text (
  comment TEXT PRIMARY KEY REFERENCES comment (id),
  text    TEXT NOT NULL,
  html    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Voices that may say no more under a petition; comment is that for which.
CREATE TABLE moderation_mute (
  petition TEXT NOT NULL REFERENCES petition (id),
  voice    BLOB NOT NULL,
  comment  TEXT NOT NULL REFERENCES comment (id),
  day      TEXT NOT NULL,
  PRIMARY KEY (petition, voice)
) STRICT, WITHOUT ROWID;

-- How the talk under a petition is kept: most comments of a voice in a seal (0 is no limit), paused since a day or '', and the words, one
-- on a line, for which a comment waits until a steward has read it.
CREATE TABLE moderation_thread (
  petition TEXT PRIMARY KEY REFERENCES petition (id),
  most     INTEGER NOT NULL CHECK (most BETWEEN 0 AND 100),
  paused   TEXT NOT NULL,
  words    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What a line of the record is about: its petition, or '', and the version of the standards that its reason names, or 0.
ALTER TABLE office_audit ADD COLUMN petition TEXT NOT NULL DEFAULT '';
ALTER TABLE office_audit ADD COLUMN standards INTEGER NOT NULL DEFAULT 0;
UPDATE office_audit SET petition = subject WHERE act IN ('open', 'reject', 'hide', 'show');
UPDATE office_audit SET standards = 1 WHERE act IN ('reject', 'hide', 'show');
CREATE INDEX office_audit_petition ON office_audit (petition);
