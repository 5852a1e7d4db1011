// Package envelope owns what travels between wallet and booth: Oblivious HTTP (RFC 9458) around binary HTTP (RFC 9292), every
// message padded to one size. It is pure; handlers/booth puts it on the wire.
package envelope

import (
	"bytes"
	"crypto/ecdh"
	"crypto/hpke"
	"encoding/binary"
	"errors"
	"io"
	"slices"
)

// Lengths of the plaintexts in bytes; everything is padded to them.
const (
	RequestSize  = 8 << 10
	ResponseSize = 16 << 10
)

// Media types (RFC 9458 section 9).
const (
	TypeRequest  = "message/ohttp-req"
	TypeResponse = "message/ohttp-res"
	TypeKeys     = "application/ohttp-keys"
)

const (
	labelRequest  = "message/bhttp request"
	labelResponse = "message/bhttp response"

	headerLen = 7  // key id (1), KEM (2), KDF (2), AEAD (2)
	nonceLen  = 16 // max(Nn, Nk) of AES-128-GCM; RFC 9458 section 4.4
	tagLen    = 16
)

// ErrEnvelope is the only reason ever given for an envelope that cannot be opened.
var ErrEnvelope = errors.New("envelope: not one for this key")

var p256 = hpke.DHKEM(ecdh.P256())

// A Key opens envelopes: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM. Only test vectors use another KEM.
type Key struct {
	Config
	secret hpke.PrivateKey
}

// Mint makes a key; the second value is its private half, as NewKey takes it.
func Mint(id byte, random io.Reader) (*Key, []byte, error) {
	seed := make([]byte, 32)
	if _, err := io.ReadFull(random, seed); err != nil {
		return nil, nil, err
	}
	secret, err := p256.DeriveKeyPair(seed)
	if err != nil {
		return nil, nil, err
	}
	private, err := secret.Bytes()
	if err != nil {
		return nil, nil, err
	}
	k, err := NewKey(id, private)
	return k, private, err
}

// NewKey takes the private half as RFC 9180 section 7.1.2 serializes it.
func NewKey(id byte, private []byte) (*Key, error) { return newKey(id, p256, private) }

func newKey(id byte, kem hpke.KEM, private []byte) (*Key, error) {
	secret, err := kem.NewPrivateKey(private)
	if err != nil {
		return nil, err
	}
	return &Key{Config{id, kem, secret.PublicKey()}, secret}, nil
}

// Open returns the request inside and the one Reply that its answer can be sealed with.
func (k *Key) Open(envelope []byte) ([]byte, *Reply, error) {
	h, encLen := k.header(), len(k.public.Bytes()) // for every DHKEM, Nenc = Npk
	if len(envelope) < k.Overhead() || !bytes.Equal(envelope[:headerLen], h) {
		return nil, nil, ErrEnvelope
	}
	enc, sealed := envelope[headerLen:headerLen+encLen], envelope[headerLen+encLen:]
	r, err := hpke.NewRecipient(enc, k.secret, hpke.HKDFSHA256(), hpke.AES128GCM(), requestInfo(h))
	if err != nil {
		return nil, nil, ErrEnvelope
	}
	request, err := r.Open(nil, sealed)
	if err != nil {
		return nil, nil, ErrEnvelope
	}
	secret, err := r.Export(labelResponse, nonceLen)
	if err != nil {
		return nil, nil, ErrEnvelope
	}
	return request, &Reply{secret, bytes.Clone(enc)}, nil
}

// A Ring is the keys in use: the first is for new envelopes, the others still open old ones.
type Ring []*Key

// Open takes envelopes of the one right size only.
func (r Ring) Open(envelope []byte) ([]byte, *Reply, error) {
	for _, k := range r {
		if len(envelope) == RequestSize+k.Overhead() && envelope[0] == k.ID {
			return k.Open(envelope)
		}
	}
	return nil, nil, ErrEnvelope
}

// Has reports whether there is a key of that id, the first byte of an envelope.
func (r Ring) Has(id byte) bool {
	return slices.ContainsFunc(r, func(k *Key) bool { return k.ID == id })
}

// Configs is the body served as TypeKeys: each config behind its length (RFC 9458 section 3.2).
func (r Ring) Configs() []byte {
	var b []byte
	for _, k := range r {
		c := k.Config.Marshal()
		b = append(binary.BigEndian.AppendUint16(b, uint16(len(c))), c...) // #nosec G115 -- a config has 45 or 79 bytes
	}
	return b
}
