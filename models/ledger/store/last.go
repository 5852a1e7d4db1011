package store

import (
	"context"

	"roundrobin/models/day"
)

// Sealed is the newest day of which the ledger has anything from the booth, or "".
func (l *Ledger) Sealed(ctx context.Context) (d day.Day, err error) {
	return d, l.d.Read.WithContext(ctx).Raw("SELECT coalesce(max(day), '') FROM ledger_keys").Row().Scan(&d)
}
