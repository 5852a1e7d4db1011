package envelope

import (
	"crypto/hpke"
	"encoding/binary"
	"errors"
)

var errConfig = errors.New("envelope: no key configuration of ours")

// A Config is the public half of a key, as anyone gets it.
type Config struct {
	ID     byte
	kem    hpke.KEM
	public hpke.PublicKey
}

// Overhead is what sealing adds to a request, in bytes.
func (c Config) Overhead() int { return headerLen + len(c.public.Bytes()) + tagLen }

// Marshal gives RFC 9458 section 3.1: id, KEM, public key, and the one pair of algorithms.
func (c Config) Marshal() []byte {
	b := binary.BigEndian.AppendUint16([]byte{c.ID}, c.kem.ID())
	b = append(b, c.public.Bytes()...)
	b = binary.BigEndian.AppendUint16(b, 4) // bytes of algorithms
	return append(b, c.header()[3:]...)
}

// ParseConfig takes exactly what Marshal gives.
func ParseConfig(b []byte) (Config, error) {
	const publicLen = 65
	if len(b) != 3+publicLen+6 {
		return Config{}, errConfig
	}
	public, err := p256.NewPublicKey(b[3 : 3+publicLen])
	if err != nil {
		return Config{}, errConfig
	}
	c := Config{b[0], p256, public}
	if string(c.Marshal()) != string(b) {
		return Config{}, errConfig
	}
	return c, nil
}

// ParseConfigs reads what Ring.Configs gives, leaving out configs of other algorithms.
func ParseConfigs(b []byte) (all []Config, err error) {
	for len(b) > 0 {
		if len(b) < 2 || len(b) < 2+int(binary.BigEndian.Uint16(b)) {
			return nil, errConfig
		}
		n := 2 + int(binary.BigEndian.Uint16(b))
		if c, err := ParseConfig(b[2:n]); err == nil {
			all = append(all, c)
		}
		b = b[n:]
	}
	if len(all) == 0 {
		return nil, errConfig
	}
	return all, nil
}

// header begins every envelope to this key.
func (c Config) header() []byte {
	h := binary.BigEndian.AppendUint16([]byte{c.ID}, c.kem.ID())
	h = binary.BigEndian.AppendUint16(h, hpke.HKDFSHA256().ID())
	return binary.BigEndian.AppendUint16(h, hpke.AES128GCM().ID())
}

func requestInfo(header []byte) []byte { return append([]byte(labelRequest+"\x00"), header...) }

// Seal is the wallet's half: the envelope around a padded request, and what will open the answer.
func (c Config) Seal(request []byte) ([]byte, *Sent, error) {
	h := c.header()
	enc, s, err := hpke.NewSender(c.public, hpke.HKDFSHA256(), hpke.AES128GCM(), requestInfo(h))
	if err != nil {
		return nil, nil, err
	}
	sealed, err := s.Seal(nil, request)
	if err != nil {
		return nil, nil, err
	}
	secret, err := s.Export(labelResponse, nonceLen)
	return append(append(h, enc...), sealed...), &Sent{secret, enc}, err
}
