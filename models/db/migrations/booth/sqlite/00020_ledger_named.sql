-- +goose Up
-- Where the operator named keys: of books, of the gateway, of desk and promises. Every wallet asks for the newest of them.
CREATE TABLE ledger_named (
  kind  TEXT NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (kind, place)
) STRICT, WITHOUT ROWID;

INSERT INTO ledger_named (kind, place)
SELECT k.kind, l.place
FROM (SELECT 'book' AS kind UNION ALL SELECT 'gateway' UNION ALL SELECT 'desk' UNION ALL SELECT 'promise') k
JOIN ledger_leaf l ON substr(l.leaf, 1, length(k.kind) + 15) = CAST('roundrobin/v1 ' || k.kind || char(10) AS BLOB);

-- +goose Down
DROP TABLE ledger_named;
