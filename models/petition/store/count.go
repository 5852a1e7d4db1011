package store

import (
	"bytes"
	"database/sql"
	"encoding/binary"
	"slices"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// writeSignatures keeps one row for each booth key: of its statements the highest seq counts.
func writeSignatures(tx *db.Tx, acts []petition.Sealed) error {
	sorted := lastOf(acts, classSign)
	values := make([]any, 0, 7*len(sorted))
	for _, a := range sorted {
		values = append(values, a.Petition, a.Who[:], a.Seq, a.Kind.Signs(), a.TextHash[:], a.Hash[:], a.Subject == pass.Named)
	}
	return db.InsertRows(tx, "INSERT INTO signature (petition, key, seq, stands, text, hash, named)", 7, values,
		"ON CONFLICT (petition, key) DO UPDATE SET seq = excluded.seq, stands = excluded.stands, text = excluded.text, hash = excluded.hash, named = excluded.named WHERE excluded.seq > signature.seq")
}

// lastOf gives of each key what it said last in a class, in the order of keys: every replica locks in the same.
func lastOf(acts []petition.Sealed, class string) []petition.Sealed {
	last := map[[32]byte]petition.Sealed{}
	for _, a := range acts {
		if was, ok := last[a.Who]; classOf(a.Kind) == class && (!ok || was.Seq < a.Seq) {
			last[a.Who] = a
		}
	}
	sorted := make([]petition.Sealed, 0, len(last))
	for _, a := range last {
		sorted = append(sorted, a)
	}
	slices.SortFunc(sorted, func(a, b petition.Sealed) int { return bytes.Compare(a.Who[:], b.Who[:]) })
	return sorted
}

// writeCounts counts anew every petition that was signed or unsigned: what stands for its present text.
func (s *Store) writeCounts(tx *db.Tx, on day.Day, petitions []petition.Petition) error {
	for i := range petitions {
		if err := recount(tx, on, &petitions[i]); err != nil {
			return err
		}
		if err := s.writeMilestones(tx, on, petitions[i]); err != nil {
			return err
		}
	}
	return nil
}

// recount counts a petition anew: what stands for its present text.
func recount(tx *db.Tx, on day.Day, p *petition.Petition) error {
	angles, err := countSignatures(tx, *p)
	if err != nil {
		return err
	}
	p.Count = len(angles) / 4
	return writeCount(tx, on, *p, angles)
}

// countSignatures gives four bytes for each signature that counts, sorted. There may be a million: they are read one by one.
func countSignatures(tx *db.Tx, p petition.Petition) (angles []byte, err error) {
	rows, err := tx.Raw("SELECT substr(hash, 1, 4) FROM signature WHERE petition = ? AND stands AND text = ?", p.ID, p.Hash[:]).Rows()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var sorted []uint32
	for rows.Next() {
		var angle sql.RawBytes
		if err := rows.Scan(&angle); err != nil {
			return nil, err
		}
		sorted = append(sorted, binary.BigEndian.Uint32(angle))
	}
	slices.Sort(sorted)
	for _, angle := range sorted {
		angles = binary.BigEndian.AppendUint32(angles, angle)
	}
	return angles, rows.Err()
}

func writeCount(tx *db.Tx, on day.Day, p petition.Petition, angles []byte) error {
	if err := tx.Exec("UPDATE petition SET count = ? WHERE id = ?", p.Count, p.ID).Error; err != nil {
		return err
	}
	if angles == nil {
		angles = []byte{}
	}
	ring := "INSERT INTO petition_ring (petition, angles) VALUES (?, ?) ON CONFLICT (petition) DO UPDATE SET angles = excluded.angles"
	if err := tx.Exec(ring, p.ID, angles).Error; err != nil {
		return err
	}
	return tx.Exec("INSERT INTO petition_day (petition, day, count) VALUES (?, ?, ?) ON CONFLICT (petition, day) DO UPDATE SET count = excluded.count",
		p.ID, on, p.Count).Error
}

// writeMilestones dates what the count has reached; each is reached once, even if the count falls again.
func (s *Store) writeMilestones(tx *db.Tx, on day.Day, p petition.Petition) error {
	if !p.State.Speakable() || p.Round != "" { // sponsors reach none, and a round has none
		return nil
	}
	for _, percent := range p.Reached(s.Ruled()) {
		count := p.Threshold(percent)
		done := tx.Exec("INSERT INTO petition_milestone (petition, percent, count, day) VALUES (?, ?, ?, ?) ON CONFLICT (petition, percent) DO NOTHING", p.ID, percent, count, on)
		if done.Error != nil {
			return done.Error
		}
		if done.RowsAffected == 1 {
			if err := s.ledger.Say(tx, &ledger.Milestone{Petition: p.ID, Count: count, Day: on}); err != nil {
				return err
			}
		}
	}
	return nil
}
