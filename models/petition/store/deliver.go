package store

import (
	"context"
	"crypto/sha256"
	"encoding/binary"

	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	"roundrobin/models/petition"
)

// Deliver hands the petition to leadership: state, record, leaf and letters, in one transaction.
func (s *Store) Deliver(ctx context.Context, id string) (petition.Petition, error) {
	return s.move(ctx, id, petition.Deliver, "", s.handOver)
}

// handOver is what a delivery does besides moving the petition, wherever it is decided.
func (s *Store) handOver(tx *db.Tx, p *petition.Petition) (ledger.Operator, error) {
	h, err := s.handover(tx, *p)
	if err != nil {
		return nil, err
	}
	words := p.Text.Marshal()
	if s.HandOver != nil {
		if words, err = s.HandOver(tx, h); err != nil {
			return nil, err
		}
	}
	err = tx.Exec("INSERT INTO petition_delivery (petition, words) VALUES (?, ?)", p.ID, string(words)).Error
	return &ledger.Delivery{Petition: p.ID, Hash: sha256.Sum256(words), Day: p.Delivered}, err
}

func (s *Store) handover(tx *db.Tx, p petition.Petition) (h petition.Handover, err error) {
	h.Petition = p
	if h.Holders, err = s.Holders(tx.Statement.Context); err != nil {
		return h, err
	}
	if h.Angles, err = anglesOf(tx, p.ID); err != nil {
		return h, err
	}
	h.Names, err = namesOn(tx, p)
	return h, err
}

// Handover is what a delivery of the petition would hand over now.
func (s *Store) Handover(ctx context.Context, id string) (petition.Handover, error) {
	p, err := s.Find(ctx, id)
	if err != nil {
		return petition.Handover{}, err
	}
	return s.handover(s.d.Read.WithContext(ctx), p)
}

func anglesOf(tx *db.Tx, id string) (angles []uint32, err error) {
	var ring [][]byte
	if err = tx.Raw("SELECT angles FROM petition_ring WHERE petition = ?", id).Scan(&ring).Error; err != nil || len(ring) == 0 {
		return nil, err
	}
	for b := ring[0]; len(b) >= 4; b = b[4:] {
		angles = append(angles, binary.BigEndian.Uint32(b))
	}
	return angles, nil
}

// Handed is what leadership was sent, word for word and without what was one reader's alone. Its SHA-256 is in the leaf.
func (s *Store) Handed(ctx context.Context, id string) (string, error) {
	var words []string
	err := s.d.Read.WithContext(ctx).Raw("SELECT words FROM petition_delivery WHERE petition = ?", id).Scan(&words).Error
	if err == nil && len(words) == 0 {
		err = fault.New(fault.NotFound, "not_delivered")
	}
	if err != nil {
		return "", err
	}
	return words[0], nil
}
