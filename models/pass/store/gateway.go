package store

import (
	"context"
	"fmt"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/envelope"
	"roundrobin/models/ledger"
)

// Rotate makes the month's gateway key if there is none (with its leaf), and destroys those of past months; on the first day of a
// month the last one still opens what was sealed before midnight. Call it at the start and once a day.
func (b *Books) Rotate(ctx context.Context) error {
	today := b.today()
	err := b.d.InTx(ctx, func(tx *db.Tx) error {
		if err := tx.Exec("DELETE FROM gateway_key WHERE month < ?", month(today.Add(-1))).Error; err != nil {
			return err
		}
		return b.mint(tx, today)
	})
	if db.IsDuplicate(err) { // another replica did
		return nil
	}
	if err == nil {
		err = b.d.Vacate(ctx)
	}
	return err
}

func (b *Books) mint(tx *db.Tx, today day.Day) error {
	var have []struct {
		ID    int
		Month string
	}
	if err := tx.Raw("SELECT id, month FROM gateway_key ORDER BY month").Scan(&have).Error; err != nil {
		return err
	}
	id := gatewayID(today)
	if n := len(have); n > 0 && have[n-1].Month >= month(today) {
		return nil
	}
	key, private, err := envelope.Mint(id, b.random)
	if err != nil {
		return err
	}
	config := key.Config.Marshal()
	sealed := b.master.Box("gateway key").Seal(b.random, private, config)
	insert := "INSERT INTO gateway_key (id, month, config, secret) VALUES (?, ?, ?, ?)"
	if err := tx.Exec(insert, int(id), month(today), config, sealed).Error; err != nil {
		return err
	}
	return b.ledger.Say(tx, &ledger.Gateway{ID: int(id), Key: config, From: today})
}

// Gateway is the ring of keys that open envelopes, the newest first.
func (b *Books) Gateway(ctx context.Context) (ring envelope.Ring, err error) {
	var rows []struct {
		ID             int
		Config, Secret []byte
	}
	if err := b.d.Read.WithContext(ctx).Raw("SELECT id, config, secret FROM gateway_key ORDER BY month DESC").Scan(&rows).Error; err != nil {
		return nil, err
	}
	for _, r := range rows {
		private, err := b.master.Box("gateway key").Open(r.Secret, r.Config)
		if err != nil {
			return nil, fmt.Errorf("gateway key %d: %w", r.ID, err)
		}
		k, err := envelope.NewKey(byte(r.ID), private) // #nosec G115 -- ids are bytes, and come round
		if err != nil {
			return nil, err
		}
		ring = append(ring, k)
	}
	return ring, nil
}

func month(d day.Day) string { return string(d[:7]) }

// gatewayID counts months, so that neighbours differ; ids come round after 21 years.
func gatewayID(d day.Day) byte {
	var year, m int
	_, _ = fmt.Sscanf(string(d), "%d-%d", &year, &m) // a day is always so
	return byte(year*12 + m)                         // #nosec G115 -- ids are bytes, and come round
}
