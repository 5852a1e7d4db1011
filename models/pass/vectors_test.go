package pass

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"os"
	"testing"
)

// The wallet's vectors are what the browser's wallet is tested against: everything that follows from one seed, in hex or as
// text. UPDATE=1 writes them anew; without it they must follow from the code.
const (
	walletVectors = "testdata/wallet_vectors.json"
	bookKeys      = "testdata/book_keys.pem" // six keys, made for tests, in the order of a book of one slot
)

type passVector struct {
	Slot           int     `json:"slot"`
	Purpose        Purpose `json:"purpose"`
	KeyPEM         string  `json:"private_key_pem"`
	N              string  `json:"n"`
	KeyID          string  `json:"key_id"`
	Context        string  `json:"redemption_context"`
	Challenge      string  `json:"challenge_digest"`
	HKDFInfo       string  `json:"hkdf_info"`
	HKDF           string  `json:"hkdf_352"`
	BoothSeed      string  `json:"booth_seed"`
	BoothKey       string  `json:"booth_key"`
	Salt           string  `json:"pss_salt"`
	Blind          string  `json:"blind_272"`
	BlindReduced   string  `json:"blind_mod_n"`
	TokenInput     string  `json:"token_input"`
	EncodedMessage string  `json:"encoded_message"`
	Blinded        string  `json:"blinded_message"`
	BlindSignature string  `json:"blind_signature"`
	Pass           string  `json:"pass"`
}

type actVector struct {
	Kind      Kind    `json:"kind"`
	Purpose   Purpose `json:"purpose"`
	Subject   string  `json:"subject"`
	Seq       int     `json:"seq"`
	Body      string  `json:"body_text"`
	SaltInfo  string  `json:"body_salt_hkdf_info"`
	Salt      string  `json:"body_salt"`
	BodyHash  string  `json:"body_hash"`
	Statement string  `json:"statement_text"`
	Signature string  `json:"signature"`
	Act       string  `json:"act_text"`
	HandedIn  string  `json:"handed_in_text"`
	LeafHash  string  `json:"leaf_hash"`
	CommentID string  `json:"comment_id,omitempty"`
}

type walletVector struct {
	Seed        string       `json:"seed"`
	PRK         string       `json:"hkdf_prk"`
	Origin      string       `json:"origin"`
	Book        string       `json:"book"`
	Petition    string       `json:"petition"`
	NameInfo    string       `json:"name_key_hkdf_info"`
	NameSeed    string       `json:"name_key_seed"`
	NameKey     string       `json:"name_key"`
	FrozenText  string       `json:"frozen_text"`
	TextHash    string       `json:"frozen_text_hash"`
	Passes      []passVector `json:"passes"`
	Acts        []actVector  `json:"acts"`
	Requests    string       `json:"desk_requests"`
	Signatures  string       `json:"desk_signatures"`
	KeyFile     string       `json:"key_file"`
	KeyFileHash string       `json:"key_file_hash"`
	ProofFile   string       `json:"proof_file"`
	ProofHash   string       `json:"proof_file_hash"`
	DeskKey     string       `json:"desk_verifier_key"`
	Certificate string       `json:"certificate"`
}

var (
	testSeed = Seed{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}
	testBook = Book{Origin: "petitions.meridian.example", Name: "2026Q4", Slots: 1}
	testText = Text{"en", "Publish the RouteCam privacy review", "The leadership of Meridian Freight",
		"Publish the finished privacy review of RouteCam in full – by 1 December.",
		"The review was finished in *May*.\n\n- 880 of us drive under these cameras.\n- Nobody has read it.\n"}
)

const testPetition = "k5vgyq2mzr7c4wta"

func TestTheWalletsVectorsFollowFromTheCode(t *testing.T) {
	got, err := json.MarshalIndent(deriveVectors(t), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(walletVectors, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(walletVectors)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("the code derives something else than " + walletVectors + "; wallets in use would lose their passes")
	}
}

func deriveVectors(t *testing.T) walletVector {
	w := NewWallet(testSeed, testBook.Origin)
	keys, signers := testKeys(t)
	v := walletVector{
		Seed: hex.EncodeToString(testSeed[:]), PRK: hex.EncodeToString(w.prk), Origin: testBook.Origin, Book: testBook.Name, Petition: testPetition,
		NameInfo:   hex.EncodeToString([]byte(Version + "\x00" + testBook.Origin + "\x00" + testBook.Name + "\x00name\x00")),
		NameSeed:   hex.EncodeToString(w.NameKey(testBook.Name).Seed()),
		NameKey:    hex.EncodeToString(w.NameKey(testBook.Name).Public().(ed25519.PublicKey)),
		FrozenText: string(testText.Marshal()), TextHash: testText.Hash().String(),
		KeyFile: string(keys.Marshal()), KeyFileHash: keys.Hash().String(),
	}
	proofs := &ProofFile{Book: testBook}
	held := map[Purpose]*Held{}
	var requests, signatures []byte
	for i, k := range keys.Keys {
		proof, err := signers[i].Prove()
		no(t, err)
		proofs.Proofs = append(proofs.Proofs, proof)
		p, h, blinded, blind := derivePass(t, w, k, signers[i], i)
		v.Passes = append(v.Passes, p)
		requests, signatures = append(requests, blinded...), append(signatures, blind...)
		if k.Place.Slot == 1 {
			held[k.Place.Purpose] = h
		}
	}
	no(t, proofs.Check(keys))
	v.Requests, v.Signatures = b64.EncodeToString(requests), b64.EncodeToString(signatures)
	v.ProofFile, v.ProofHash = string(proofs.Marshal()), proofs.Hash().String()
	comment := CommentBody{Parent: NoParent, Text: "Nobody has read it – why?\n\nNot even the works council."}.Marshal()
	first := deriveAct(t, w, held[Voice], Comment, NoSubject, 1, comment)
	v.Acts = []actVector{
		deriveAct(t, w, held[Sign], Signature, NoSubject, 1, nil),
		deriveAct(t, w, held[Sign], Withdrawal, NoSubject, 2, nil),
		first,
		deriveAct(t, w, held[Voice], Comment, NoSubject, 2, CommentBody{Parent: first.CommentID, Text: "An answer."}.Marshal()),
		deriveAct(t, w, held[Voice], Edit, first.CommentID, 1, CommentBody{Parent: NoParent, Text: "Nobody has read it."}.Marshal()),
		deriveAct(t, w, held[Voice], Agreement, first.CommentID, 1, []byte("1")),
		deriveAct(t, w, held[Voice], Retraction, first.CommentID, 2, nil),
	}
	signer, verifier := testNoteKey(t, DeskName(testBook.Origin))
	certificate, err := Certificate{testBook.Origin, testBook.Name, "Dana Whitlock", "Dispatcher", [32]byte(w.NameKey(testBook.Name).Public().(ed25519.PublicKey))}.Sign(signer)
	no(t, err)
	v.DeskKey, v.Certificate = verifier, string(certificate)
	return v
}

func derivePass(t *testing.T, w *Wallet, k *Key, s *Signer, i int) (v passVector, h *Held, blinded, signature []byte) {
	r, err := w.Prepare(k)
	no(t, err)
	signature, err = s.BlindSign(r.Blinded)
	no(t, err)
	h, err = r.Finish(signature)
	no(t, err)
	secret, salt, blind := w.secrets(k)
	context := sha256.Sum256([]byte("roundrobin/v1\n" + k.Book + "\n" + itoa(k.Place.Slot) + "\n" + string(k.Place.Purpose) + "\n"))
	info := Version + "\x00" + k.Origin + "\x00" + k.Book + "\x00" + itoa(k.Place.Slot) + "\x00" + string(k.Place.Purpose) + "\x00" + string(k.ID[:])
	em := encodePSS(r.input, salt, 2047)
	reduced := reduce(blind, k)
	x := hex.EncodeToString
	return passVector{
		Slot: k.Place.Slot, Purpose: k.Place.Purpose, KeyPEM: string(pem.EncodeToMemory(testPEM(t)[i])),
		N: x(k.Modulus()), KeyID: k.ID.String(), Context: x(context[:]), Challenge: k.Challenge.String(),
		HKDFInfo: x([]byte(info)), HKDF: x(secret.Seed()) + x(salt) + x(blind), BoothSeed: x(secret.Seed()),
		BoothKey: x(secret.Public().(ed25519.PublicKey)), Salt: x(salt), Blind: x(blind), BlindReduced: x(reduced),
		TokenInput: x(r.input), EncodedMessage: x(em), Blinded: x(r.Blinded), BlindSignature: x(signature), Pass: x(h.Pass[:]),
	}, h, r.Blinded, signature
}

func deriveAct(t *testing.T, w *Wallet, h *Held, k Kind, subject string, seq int, body []byte) actVector {
	in, err := w.Sign(h, k, testPetition, testText.Hash(), subject, seq, body)
	no(t, err)
	_, err = in.Verify(func(Hash) *Key { return h.Key })
	no(t, err)
	leaf := sha256.Sum256(append([]byte{0}, in.Act.Marshal()...))
	info := Version + "\x00" + w.origin + "\x00" + testPetition + "\x00" + string(k.Purpose()) + "\x00" + subject + "\x00" + itoa(seq) + "\x00body"
	v := actVector{
		Kind: k, Purpose: k.Purpose(), Subject: subject, Seq: seq, Body: string(body), SaltInfo: hex.EncodeToString([]byte(info)),
		Salt: hex.EncodeToString(in.Salt[:]), BodyHash: in.BodyHash.String(), Statement: string(in.Statement.Marshal()),
		Signature: hex.EncodeToString(in.Signature[:]), Act: string(in.Act.Marshal()), HandedIn: string(in.Marshal()),
		LeafHash: hex.EncodeToString(leaf[:]),
	}
	if k == Comment {
		v.CommentID = in.CommentID()
	}
	return v
}

// testPEM reads the keys of the book of tests; UPDATE=1 makes them if there are none.
func testPEM(t testing.TB) (blocks []*pem.Block) {
	b, err := os.ReadFile(bookKeys)
	if err != nil && os.Getenv("UPDATE") != "" {
		for range testBook.Places() {
			k, err := Mint(rand.Reader)
			no(t, err)
			der, err := MarshalPrivate(k)
			no(t, err)
			b = append(b, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})...)
		}
		err = os.WriteFile(bookKeys, b, 0o644)
	}
	no(t, err)
	for block, rest := pem.Decode(b); block != nil; block, rest = pem.Decode(rest) {
		blocks = append(blocks, block)
	}
	return blocks
}

func testKeys(t testing.TB) (*KeyFile, []*Signer) {
	var moduli [][]byte
	var signers []*Signer
	for _, block := range testPEM(t) {
		k, err := ParsePrivate(block.Bytes)
		no(t, err)
		s, err := NewSigner(k)
		no(t, err)
		signers, moduli = append(signers, s), append(moduli, s.Modulus())
	}
	f, err := NewKeyFile(testBook, moduli)
	no(t, err)
	return f, signers
}

func no(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
