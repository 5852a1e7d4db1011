package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/id"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/secret"
)

// waitingSize is the length of every waiting act before encryption, in bytes: all look alike.
const waitingSize = 6144

// An openSeal is the seal that acts wait for. Its key is in memory and, wrapped, in its row; with the row it is gone.
type openSeal struct {
	id  string
	day day.Day // its last: all that waits was handed in by then
	key [secret.Size]byte
	box secret.Box
}

// Classes of what waits and of what was stated: one count of seq each.
const (
	classSign  = "sign"
	classVoice = "voice"
	classEdit  = "edit"
	classAgree = "agree"
	classRate  = "rate"
	classPlace = "place"

	classOrganize = "organize"
	classPropose  = "propose"
	classFlag     = "flag"
	classAppeal   = "appeal"
)

func classOf(k pass.Kind) string {
	if k.Organizing() {
		return classOrganize
	}
	switch k {
	case pass.Signature, pass.Withdrawal, pass.Pulse:
		return classSign
	case pass.Edit, pass.Retraction:
		return classEdit
	case pass.Agreement:
		return classAgree
	case pass.Rating:
		return classRate
	case pass.Workplace:
		return classPlace
	case pass.Proposing:
		return classPropose
	case pass.Flag:
		return classFlag
	case pass.Appeal:
		return classAppeal
	}
	return classVoice
}

func isVoice(k pass.Kind) bool {
	c := classOf(k)
	return c == classVoice || c == classEdit || c == classAgree
}

// subjectOf is the subject within which seq counts; a sign key's statements count together.
func subjectOf(h pass.HandedIn) string {
	if classOf(h.Kind) == classSign {
		return pass.NoSubject
	}
	return h.Subject
}

// name is the primary key of a waiting act: only who holds the seal's key can tell what it is.
func (o *openSeal) name(h pass.HandedIn, seq int) []byte {
	key := h.BoothKey()
	return secret.MAC(o.key, []byte(classOf(h.Kind)), key[:], []byte(subjectOf(h)), []byte(strconv.Itoa(seq)))
}

// draftName is the primary key of a waiting organizer's act: whoever knows how many there were finds the next.
func (o *openSeal) draftName(petition string, n int) []byte {
	return secret.MAC(o.key, []byte(classOrganize), []byte(petition), []byte(strconv.Itoa(n)))
}

// wrap encrypts an act for its row; n is an organizer's act's number in its draft, else 0.
func (s *Store) wrap(o *openSeal, name []byte, h pass.HandedIn, n int) []byte {
	text := h.Marshal()
	padded := make([]byte, waitingSize)
	binary.BigEndian.PutUint16(padded, uint16(len(text))) // #nosec G115 -- rows are shorter, and acts of a draft are numbered from 1
	copy(padded[2:], text)
	binary.BigEndian.PutUint32(padded[waitingSize-4:], uint32(n)) // #nosec G115 -- rows are shorter, and acts of a draft are numbered from 1
	return o.box.Seal(s.Random, padded, name)
}

func (o *openSeal) unwrap(name, act []byte) (h pass.HandedIn, n int, err error) {
	padded, err := o.box.Open(act, name)
	if err != nil {
		return h, 0, fmt.Errorf("a waiting act: %w", err)
	}
	end := len(padded) - 4
	if size := int(binary.BigEndian.Uint16(padded)); size <= end-2 {
		h, err = pass.ParseHandedIn(padded[2 : 2+size])
		return h, int(binary.BigEndian.Uint32(padded[end:])), err
	}
	return h, 0, errors.New("a waiting act is longer than its padding")
}

// who is the key that a statement is filed under: the booth key, but for agreements, flags, appeals, workplaces and proposals, which are
// nobody's to see.
func (s *Store) who(h pass.HandedIn) [32]byte {
	key := h.BoothKey()
	switch h.Kind {
	case pass.Agreement:
		return [32]byte(s.master.MAC("agreement", key[:], []byte(h.Subject)))
	case pass.Workplace:
		return [32]byte(s.master.MAC("workplace", key[:]))
	case pass.Flag, pass.Appeal:
		return [32]byte(s.master.MAC(string(h.Kind), key[:], []byte(h.Petition), []byte(h.Subject)))
	case pass.Proposing:
		return [32]byte(s.master.MAC("proposal", key[:]))
	}
	return key
}

func (s *Store) sealed(h pass.HandedIn) petition.Sealed {
	return petition.Sealed{HandedIn: h, Hash: ledger.LeafHash(h.Act.Marshal()), Place: -1, Who: s.who(h)}
}

type sealRow struct {
	ID  string
	Day day.Day
	Key []byte
}

// begin opens the next seal in the caller's transaction.
func (s *Store) begin(tx *db.Tx) error {
	key, err := secret.New(s.Random)
	if err != nil {
		return err
	}
	row := sealRow{ID: id.New(s.Random), Day: s.Ruled().SealEnds(s.today())}
	raw := key.Key("seal")
	row.Key = s.master.Box("seal").Seal(s.Random, raw[:], []byte(row.ID))
	return tx.Exec("INSERT INTO seal (one, id, day, key) VALUES (1, ?, ?, ?)", row.ID, row.Day, row.Key).Error
}

// read gives the open seal, or nil. With lock, others who want it wait until the transaction ends.
func (s *Store) read(tx *db.Tx, lock bool) (*openSeal, error) {
	query := "SELECT id, day, key FROM seal"
	if lock && s.d.Dialect == db.Postgres {
		query += " FOR UPDATE"
	}
	var rows []sealRow
	if err := tx.Raw(query).Scan(&rows).Error; err != nil || len(rows) == 0 {
		return nil, err
	}
	r := rows[0]
	key, err := s.master.Box("seal").Open(r.Key, []byte(r.ID))
	if err != nil {
		return nil, fmt.Errorf("the key of the open seal: %w", err)
	}
	o := &openSeal{id: r.ID, day: r.Day, key: [secret.Size]byte(key)}
	o.box = secret.NewBox(o.key)
	return o, nil
}
