package store

import "context"

// Open is how many cases of a petition wait for a steward, itself and its comments, and how many of its comments are hidden.
func (c *Cases) Open(ctx context.Context, petition string) (waiting, hidden int, err error) {
	err = c.d.Read.WithContext(ctx).Raw(`SELECT coalesce(sum(CASE WHEN since <> '' THEN 1 ELSE 0 END), 0), coalesce(sum(CASE WHEN hidden <> '' AND target <> petition THEN 1 ELSE 0 END), 0)
		FROM moderation_case WHERE petition = ?`, petition).Row().Scan(&waiting, &hidden)
	return waiting, hidden, err
}
