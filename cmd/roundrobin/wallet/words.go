package wallet

import (
	"strings"

	"github.com/tyler-smith/go-bip39"

	"roundrobin/models/fault"
	"roundrobin/models/pass"
)

var errWords = fault.New(fault.Invalid, "wallet_words")

// Words is the recovery code: the seed in 12 English words with a checksum (BIP39). There is no passphrase.
func Words(seed pass.Seed) string {
	words, err := bip39.NewMnemonic(seed[:])
	if err != nil {
		panic(err) // 16 bytes are a length that BIP39 knows
	}
	return words
}

// ParseWords takes what Words gave, in capitals or not, with any blanks between. A wrong word is nearly always noticed.
func ParseWords(text string) (seed pass.Seed, err error) {
	words := strings.Fields(strings.ToLower(text))
	b, err := bip39.EntropyFromMnemonic(strings.Join(words, " "))
	if err != nil || len(b) != len(seed) {
		return seed, errWords
	}
	return pass.Seed(b), nil
}
