-- +goose Up
-- Edits and retractions: seq is that of the one that stands, 0 of none. What was taken back has no text any more, and stays where it stood.
ALTER TABLE comment ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comment ADD COLUMN taken BOOLEAN NOT NULL DEFAULT false;
-- Its writer calls it a reason for signing.
ALTER TABLE comment ADD COLUMN reason BOOLEAN NOT NULL DEFAULT false;
-- Who speaks for a role is 'organizers' or 'leadership' and has one voice under a petition; of colleagues ''.
ALTER TABLE voice ADD COLUMN role TEXT NOT NULL DEFAULT '' CHECK (role IN ('', 'organizers', 'leadership'));

CREATE UNIQUE INDEX statement_retract ON statement (key, subject) WHERE class = 'retract';

-- One page of a thread, in each of its orders, and the replies below.
DROP INDEX comment_agreed;
DROP INDEX comment_place;
DROP INDEX comment_parent;
CREATE INDEX comment_agreed ON comment (petition, agreed DESC, place DESC) WHERE parent IS NULL;
CREATE INDEX comment_newest ON comment (petition, place DESC) WHERE parent IS NULL;
CREATE INDEX comment_reasons ON comment (petition, agreed DESC, place DESC) WHERE parent IS NULL AND reason;
CREATE INDEX comment_replies ON comment (parent, place);
