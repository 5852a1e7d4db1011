package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// Lengths of rows before encryption, in bytes: all look alike. The data of a save, and an update's words, are not in its act's row.
const (
	organizerActSize = 2560
	draftPartSize    = pass.PartSize + 2
	namesAtOnce      = 128
)

const (
	organizerActLabel = "organizer act"
	draftPartLabel    = "draft part"
)

// organizing reads a draft: its sealed acts in their order, where the petition stands in public, and what waits for the seal, if one
// is given.
func (s *Store) organizing(tx *db.Tx, seal *openSeal, id string) (*petition.Organizing, error) {
	d := petition.NewOrganizing(id, s.Ruled())
	if err := s.takeSealed(tx, d); err != nil {
		return nil, err
	}
	found, err := find(tx, short, "WHERE id = ?", id)
	if err != nil {
		return nil, err
	}
	if len(found) == 1 {
		d.Stand(found[0])
	}
	if seal == nil {
		return d, nil
	}
	return d, s.takeWaiting(tx, seal, d)
}

// chain reads rows by the names of numbers from the next on, until one is missing.
func chain(tx *db.Tx, table, column string, next int, name func(int) []byte, take func(n int, name, row []byte) error) error {
	for {
		names, at := make([]any, namesAtOnce), map[string]int{}
		for i := range names {
			b := name(next + i)
			names[i], at[string(b)] = b, next+i
		}
		var rows []struct{ Name, Row []byte }
		query := "SELECT name, " + column + " AS row FROM " + table + " WHERE name IN (" + marks(len(names)) + ")"
		if err := tx.Raw(query, names...).Scan(&rows).Error; err != nil {
			return err
		}
		slices.SortFunc(rows, func(a, b struct{ Name, Row []byte }) int { return at[string(a.Name)] - at[string(b.Name)] })
		for _, r := range rows {
			if at[string(r.Name)] != next {
				return fmt.Errorf("a draft lacks act %d", next)
			}
			if err := take(next, r.Name, r.Row); err != nil {
				return err
			}
			next++
		}
		if len(rows) < namesAtOnce {
			return nil
		}
	}
}

func (s *Store) takeSealed(tx *db.Tx, d *petition.Organizing) error {
	box := s.master.Box(organizerActLabel)
	return chain(tx, "organizer_act", "act", 1, func(n int) []byte { return s.organizerName(organizerActLabel, d.ID, n) },
		func(n int, name, row []byte) error {
			plain, err := box.Open(row, name)
			if err != nil {
				return fmt.Errorf("a sealed organizer's act: %w", err)
			}
			a, err := openOrganized(plain)
			a.N = n
			d.Take(a)
			return err
		})
}

func (s *Store) takeWaiting(tx *db.Tx, seal *openSeal, d *petition.Organizing) error {
	return chain(tx, "waiting", "act", d.Acts+1, func(n int) []byte { return seal.draftName(d.ID, n) },
		func(n int, name, row []byte) error {
			h, n2, err := seal.unwrap(name, row)
			if err == nil && (n2 != n || h.Petition != d.ID) {
				err = errors.New("a waiting act of another draft")
			}
			a := s.sealed(h)
			a.N = n
			d.Take(organized(a, seal.day))
			return err
		})
}

func (s *Store) organizerName(label, id string, n int) []byte {
	return s.master.MAC(label, []byte(id), []byte(strconv.Itoa(n)))
}

// front is an act without what is kept elsewhere, and that.
func front(a petition.Organized) (pass.HandedIn, []byte) {
	h := a.HandedIn
	switch a.Kind {
	case pass.Drafting:
		b, err := pass.ParseDraft(h.Body)
		if err == nil {
			h.Body = b.Head()
		}
		return h, b.Data
	case pass.Updating:
		h.Body = nil // it is public
	case pass.Speaking: // its words are, and can be taken back
		h.Body = pass.ParseSpeakingHead(h.Body).Head()
	}
	return h, nil
}

// closeOrganized gives a line of what is known of the act (its seal's day, the data's length, why it was dropped or "-"), and the act.
func closeOrganized(a petition.Organized) ([]byte, error) {
	h, _ := front(a)
	dropped := a.Dropped
	if dropped == "" {
		dropped = "-"
	}
	text := append([]byte(fmt.Sprintf("%s %d %s\n", a.Day, a.Size, dropped)), h.Marshal()...)
	return padTo(text, organizerActSize)
}

func openOrganized(padded []byte) (a petition.Organized, err error) {
	text, err := unpad(padded)
	if err != nil {
		return a, err
	}
	line, rest, _ := bytes.Cut(text, []byte{'\n'})
	words := strings.Fields(string(line))
	if len(words) != 3 {
		return a, errors.New("a sealed organizer's act without its line")
	}
	a.Day, a.Dropped, a.Sealed = day.Day(words[0]), strings.TrimPrefix(words[2], "-"), true
	if a.Size, err = strconv.Atoi(words[1]); err != nil {
		return a, err
	}
	a.HandedIn, err = pass.ParseKept(rest)
	a.Hash = ledger.LeafHash(a.Act.Marshal())
	return a, err
}

// keepOrganized writes the acts of one seal, sorted by names: their order on disk tells nothing.
func (s *Store) keepOrganized(tx *db.Tx, acts []petition.Organized) error {
	var fronts, parts [][2][]byte
	for _, a := range acts {
		text, err := closeOrganized(a)
		if err != nil {
			return err
		}
		name := s.organizerName(organizerActLabel, a.Petition, a.N)
		fronts = append(fronts, [2][]byte{name, s.master.Box(organizerActLabel).Seal(s.Random, text, name)})
		if _, data := front(a); len(data) > 0 {
			padded, err := padTo(data, draftPartSize)
			if err != nil {
				return err
			}
			name := s.organizerName(draftPartLabel, a.Petition, a.N)
			parts = append(parts, [2][]byte{name, s.master.Box(draftPartLabel).Seal(s.Random, padded, name)})
		}
	}
	if err := insertSorted(tx, "INSERT INTO organizer_act (name, act)", fronts); err != nil {
		return err
	}
	return insertSorted(tx, "INSERT INTO draft_part (name, data)", parts)
}

func insertSorted(tx *db.Tx, head string, rows [][2][]byte) error {
	slices.SortFunc(rows, func(a, b [2][]byte) int { return bytes.Compare(a[0], b[0]) })
	values := make([]any, 0, 2*len(rows))
	for _, r := range rows {
		values = append(values, r[0], r[1])
	}
	return db.InsertRows(tx, head, 2, values, "")
}

// give reads the sealed data of acts.
func (s *Store) give(tx *db.Tx, d *petition.Organizing, numbers []int) error {
	box := s.master.Box(draftPartLabel)
	for _, n := range numbers {
		name := s.organizerName(draftPartLabel, d.ID, n)
		var rows [][]byte
		if err := tx.Raw("SELECT data FROM draft_part WHERE name = ?", name).Scan(&rows).Error; err != nil {
			return err
		}
		if len(rows) == 0 {
			return petition.ErrVersionMissing // destroyed when the petition closed
		}
		padded, err := box.Open(rows[0], name)
		if err != nil {
			return fmt.Errorf("a part of a draft: %w", err)
		}
		data, err := unpad(padded)
		if err != nil {
			return err
		}
		d.Give(n, data)
	}
	return nil
}

// destroyDraft deletes what organizers saved. That they did, and who they are, stays: they may still say what came of it.
func (s *Store) destroyDraft(tx *db.Tx, id string) error {
	d := petition.NewOrganizing(id, s.Ruled())
	if err := s.takeSealed(tx, d); err != nil || d.Acts == 0 {
		return err
	}
	names := make([]any, d.Acts)
	for i := range names {
		names[i] = s.organizerName(draftPartLabel, id, i+1)
	}
	return tx.Exec("DELETE FROM draft_part WHERE name IN ("+marks(len(names))+")", names...).Error
}

func padTo(text []byte, size int) ([]byte, error) {
	if len(text) > size-2 {
		return nil, fmt.Errorf("%d bytes for a row of %d", len(text), size)
	}
	padded := make([]byte, size)
	binary.BigEndian.PutUint16(padded, uint16(len(text))) // #nosec G115 -- rows are shorter
	copy(padded[2:], text)
	return padded, nil
}

func unpad(padded []byte) ([]byte, error) {
	if len(padded) < 2 || int(binary.BigEndian.Uint16(padded)) > len(padded)-2 {
		return nil, errors.New("a row that is longer than its padding")
	}
	return padded[2 : 2+int(binary.BigEndian.Uint16(padded))], nil
}
