package wallet

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"roundrobin/models/pass"
)

func TestTheFileHoldsTheSeedAndWhatItDidAndNothingElse(t *testing.T) {
	p := newTown(t).holder(t)
	p.does("", "sign", p.file, breaks)
	p.does("Hello.", "comment", p.file, breaks)
	text := string(must(os.ReadFile(p.file)))
	for _, word := range []string{"noah", "Noah", "Osei", address, code, "certificate", "name", "rr_desk", "10:00"} {
		if strings.Contains(text, word) {
			t.Errorf("the file holds %q", word)
		}
	}
	var all map[string]json.RawMessage
	no(t, json.Unmarshal([]byte(text), &all))
	for field := range all {
		if !slices.Contains([]string{"wallet", "seed", "site", "key", "seen", "books", "acts"}, field) {
			t.Error(field)
		}
	}
	if mode := must(os.Stat(p.file)).Mode(); mode != 0o600 {
		t.Error(mode)
	}
	if left := must(os.ReadDir(filepath.Dir(p.file))); len(left) != 1 {
		t.Error(left)
	}
}

func TestTheSeedIsOnDiskBeforeTheDeskIsAsked(t *testing.T) {
	w := newTown(t)
	w.stamp = func(a []bookAnswer) { a[0].Signatures = "" } // the answer is lost on the way
	p := w.person(t)
	p.does("", "new", p.file)
	p.fails("did not stamp", code+"\n", "collect", p.file, "--site", p.url, "--address", address)
	w.stamp = nil
	p.collects() // refused with any other seed
	p.does("", "sign", p.file, breaks)
}

func TestTwoCommandsAtOnceDoNotLoseWhatTheOtherDid(t *testing.T) {
	p := newTown(t).holder(t)
	a, b := p.wallet(), p.wallet()
	must(a.Say(t.Context(), Signing(breaks)))
	if _, err := b.Say(t.Context(), Signing(audits)); err != errFileChanged {
		t.Error(err)
	}
	if acts := p.wallet().File.Acts; len(acts) != 1 || acts[0].Petition != breaks {
		t.Error(acts)
	}
}

func TestTheDeskIsNotAskedForAFileThatIsGone(t *testing.T) {
	w := newTown(t)
	p := w.person(t)
	p.does("", "new", p.file)
	v := p.wallet()
	no(t, os.Remove(p.file))
	_, err := v.Collect(t.Context(), must(v.Site.News(t.Context())), address, nil)
	if err != errFileChanged || slices.ContainsFunc(w.seen, func(r *http.Request) bool { return r.Method == "POST" }) {
		t.Error(err)
	}
}

func TestFilesThatAreNoWallet(t *testing.T) {
	good := string(must((&File{Version: pass.Version}).marshal()))
	for name, text := range map[string]string{
		"nothing":                "",
		"another version":        strings.Replace(good, "v1", "v2", 1),
		"a name beside the seed": strings.Replace(good, "{", `{"name":"Noah",`, 1),
		"a short seed":           strings.Replace(good, "00000000", "", 1),
		"an act of no state":     strings.Replace(good, "{", `{"acts":[{"petition":"p"}],`, 1),
		"an act on a path":       strings.Replace(good, "{", `{"acts":[{"state":"waiting","petition":"../desk"}],`, 1),
	} {
		path := filepath.Join(t.TempDir(), "w")
		no(t, os.WriteFile(path, []byte(text), 0o600))
		if _, err := Open(path); err != errFileForm {
			t.Errorf("%s: %v", name, err)
		}
	}
	path := filepath.Join(t.TempDir(), "w")
	no(t, os.WriteFile(path, []byte(good), 0o600))
	must(Open(path))
}

// The vectors of BIP39's reference (trezor/python-mnemonic, vectors.json) with 128 bits.
func TestWordsAreBIP39(t *testing.T) {
	again := func(b byte) (s pass.Seed) {
		for i := range s {
			s[i] = b
		}
		return s
	}
	for seed, words := range map[pass.Seed]string{
		again(0x00): "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about",
		again(0x7f): "legal winner thank year wave sausage worth useful legal winner thank yellow",
		again(0x80): "letter advice cage absurd amount doctor acoustic avoid letter advice cage above",
		again(0xff): "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong",
		{0x9e, 0x88, 0x5d, 0x95, 0x2a, 0xd3, 0x62, 0xca, 0xeb, 0x4e, 0xfe, 0x34, 0xa8, 0xe9, 0x1b, 0xd2}: "ozone drill grab fiber curtain grace pudding thank cruise elder eight picnic",
	} {
		if got := Words(seed); got != words {
			t.Errorf("%x: %s", seed, got)
		}
		if got, err := ParseWords("  " + strings.ToUpper(strings.ReplaceAll(words, " ", "\n\t")) + " "); err != nil || got != seed {
			t.Errorf("%s: %x, %v", words, got, err)
		}
	}
}

func TestWordsThatAreNoRecoveryCode(t *testing.T) {
	zoo := strings.Repeat("zoo ", 11)
	for name, words := range map[string]string{
		"none": "", "one too few": zoo, "a wrong checksum": zoo + "zoo", "a word of no list": zoo + "zebras", "two exchanged": strings.Replace(zoo, "zoo", "wrong", 1) + "zoo",
		"longer, and right for BIP39": strings.Repeat("zoo ", 23) + "vote",
	} {
		if _, err := ParseWords(words); err != errWords {
			t.Errorf("%s: %v", name, err)
		}
	}
}
