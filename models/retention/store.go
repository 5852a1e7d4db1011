package retention

import (
	"context"
	"errors"
	"fmt"

	"roundrobin/models/day"
	"roundrobin/models/db"
)

// Keeper says when each sweep was last done to its end.
type Keeper struct {
	d     *db.DB
	today func() day.Day
}

// NewKeeper needs the booth store, migrated.
func NewKeeper(d *db.DB, today func() day.Day) *Keeper { return &Keeper{d, today} }

// Run does every sweep, in order, and writes down the day of each that came to its end. It may be called at any time, by many at once;
// what fails does not hold up the rest.
func (k *Keeper) Run(ctx context.Context, do map[Sweep]func(context.Context) error) (err error) {
	for _, s := range Sweeps {
		if do[s] == nil {
			err = errors.Join(err, fmt.Errorf("retention: nothing does %s", s))
			continue
		}
		failed := do[s](ctx)
		if failed == nil {
			failed = k.d.InTx(ctx, func(tx *db.Tx) error {
				return tx.Exec("INSERT INTO retention_run (sweep, day) VALUES (?, ?) ON CONFLICT (sweep) DO UPDATE SET day = excluded.day", s, k.today()).Error
			})
		}
		err = errors.Join(err, failed)
	}
	return err
}

// Last is the day on which each sweep was last done to its end.
func (k *Keeper) Last(ctx context.Context) (map[Sweep]day.Day, error) {
	var rows []struct {
		Sweep Sweep
		Day   day.Day
	}
	err := k.d.Read.WithContext(ctx).Raw("SELECT sweep, day FROM retention_run").Scan(&rows).Error
	last := map[Sweep]day.Day{}
	for _, r := range rows {
		last[r.Sweep] = r.Day
	}
	return last, err
}

// Settled is how many petitions are over for so long that what only their life needed is gone. Everybody can count them by their pages;
// of the other sweeps no number is given, for it would tell how many people come on a day.
func (k *Keeper) Settled(ctx context.Context) (n int, err error) {
	return n, k.d.Read.WithContext(ctx).Raw("SELECT count(*) FROM petition_settled s JOIN petition p ON p.id = s.petition WHERE p.round = ''").Row().Scan(&n)
}
