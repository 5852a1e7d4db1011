-- +goose Up
-- Where the operator named keys: of books, of the gateway, of desk and promises. Every wallet asks for the newest of them.
CREATE TABLE ledger_named (
  kind  TEXT NOT NULL,
  place BIGINT NOT NULL,
  PRIMARY KEY (kind, place)
);

INSERT INTO ledger_named (kind, place)
SELECT k.kind, l.place
FROM (VALUES ('book'), ('gateway'), ('desk'), ('promise')) AS k (kind)
JOIN ledger_leaf l ON substring(l.leaf FROM 1 FOR length(k.kind) + 15) = convert_to('roundrobin/v1 ' || k.kind || chr(10), 'UTF8');

-- +goose Down
DROP TABLE ledger_named;
