package pass

import "crypto/sha256"

// OpenBook reads the two files of a book if they are those of the book's leaf: by their hashes, and for this book. It does not
// check the proofs; Proof.Check does, key by key.
func OpenBook(b Book, keys, proofs Hash, keyText, proofText []byte) (*KeyFile, *ProofFile, error) {
	if Hash(sha256.Sum256(keyText)) != keys || Hash(sha256.Sum256(proofText)) != proofs {
		return nil, nil, forged("they are not those whose hashes are in the log")
	}
	k, err := ParseKeyFile(keyText)
	if err != nil {
		return nil, nil, err
	}
	p, err := ParseProofFile(proofText)
	if err != nil {
		return nil, nil, err
	}
	if k.Book != b || p.Book != b {
		return nil, nil, forged("they are for another book, site or number of slots")
	}
	return k, p, nil
}
