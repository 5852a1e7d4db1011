package envelope

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"io"
)

// A Reply seals the answer to one envelope (RFC 9458 section 4.4).
type Reply struct{ secret, enc []byte }

// Seal returns nonce and ciphertext: 32 bytes more than it was given.
func (r *Reply) Seal(random io.Reader, response []byte) ([]byte, error) {
	out := make([]byte, nonceLen, nonceLen+len(response)+tagLen)
	if _, err := io.ReadFull(random, out); err != nil {
		return nil, err
	}
	aead, nonce, err := responseAEAD(r.secret, r.enc, out)
	if err != nil {
		return nil, err
	}
	return aead.Seal(out, nonce, response, nil), nil
}

// A Sent opens the answer to one envelope.
type Sent struct{ secret, enc []byte }

// Open returns the padded response inside.
func (s *Sent) Open(answer []byte) ([]byte, error) {
	if len(answer) < nonceLen+tagLen {
		return nil, ErrEnvelope
	}
	aead, nonce, err := responseAEAD(s.secret, s.enc, answer[:nonceLen])
	if err != nil {
		return nil, err
	}
	response, err := aead.Open(nil, nonce, answer[nonceLen:], nil)
	if err != nil {
		return nil, ErrEnvelope
	}
	return response, nil
}

func responseAEAD(secret, enc, nonce []byte) (cipher.AEAD, []byte, error) {
	salt := append(append([]byte{}, enc...), nonce...)
	prk, err := hkdf.Extract(sha256.New, secret, salt)
	if err != nil {
		return nil, nil, err
	}
	key, err := hkdf.Expand(sha256.New, prk, "key", 16)
	if err != nil {
		return nil, nil, err
	}
	iv, err := hkdf.Expand(sha256.New, prk, "nonce", 12)
	if err != nil {
		return nil, nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, nil, err
	}
	aead, err := cipher.NewGCM(block)
	return aead, iv, err
}
