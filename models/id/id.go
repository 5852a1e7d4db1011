// Package id makes opaque names for petitions, programs and seals: random, so that they hold no order and no time.
package id

import (
	"encoding/base32"
	"io"
)

// Len is the length of an id in characters.
const Len = 16

var alphabet = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// New reads 80 random bits and writes them in 16 characters of a-z and 2-7. It panics when randomness ends.
func New(random io.Reader) string {
	var b [10]byte
	if _, err := io.ReadFull(random, b[:]); err != nil {
		panic("id: no randomness: " + err.Error())
	}
	return alphabet.EncodeToString(b[:])
}

// Valid reports whether s could have come from New.
func Valid(s string) bool {
	if len(s) != Len {
		return false
	}
	_, err := alphabet.DecodeString(s)
	return err == nil
}
