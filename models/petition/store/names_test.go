package store_test

import (
	"bytes"
	"crypto/ed25519"
	"os"
	"strings"
	"testing"

	"roundrobin/models/db"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// named is the signature of person n by name, certified by the desk as name and title, with the name key of person key.
func (b *booth) named(p petition.Petition, n, key, seq int, name, title string) pass.HandedIn {
	b.t.Helper()
	person, signer := b.desk.Person(n), b.desk.Person(key).Wallet.NameKey("2026Q4")
	c := pass.Certificate{Origin: b.ledger.Origin(), Book: "2026Q4", Name: name, Title: title, NameKey: [32]byte(signer.Public().(ed25519.PublicKey))}
	certificate, err := c.Sign(b.ledger.Desk())
	no(b.t, err)
	held := person.Pass(b.t, pass.Place{Slot: p.Slot, Purpose: pass.Sign})
	s := pass.Statement{Kind: pass.Signature, Origin: b.ledger.Origin(), Petition: p.ID, TextHash: p.Hash, Subject: pass.Named, Seq: seq}
	body := pass.SignName(certificate, signer, s, held.Pass.BoothKey())
	return person.Act(b.t, p.Slot, pass.Signature, p.ID, p.Hash, pass.Named, seq, string(body))
}

func (b *booth) names(p petition.Petition, typed string) string {
	b.t.Helper()
	list, _, err := b.Names(ctx, p, typed, 0, 100)
	no(b.t, err)
	var names []string
	for _, n := range list {
		names = append(names, n.Name)
	}
	return strings.Join(names, ", ")
}

func TestASignatureByName(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		b.in(b.named(p, 1, 1, 1, "Zoë Ábalos", "Dispatcher"))
		b.in(b.signature(p, 2, 1))
		b.in(b.named(p, 3, 3, 1, "Marta Ruiz", pass.NoTitle))
		if b.names(p, "") != "" {
			t.Error("shown before the seal")
		}
		b.seal()
		if b.counted(p) != 3 || b.names(p, "") != "Marta Ruiz, Zoë Ábalos" {
			t.Errorf("counted %d, names %s", b.counted(p), b.names(p, ""))
		}
		for typed, found := range map[string]string{"abalos": "Zoë Ábalos", "DISP": "Zoë Ábalos", "mar ru": "Marta Ruiz", "uiz": "", "%": "Marta Ruiz, Zoë Ábalos", "_": "Marta Ruiz, Zoë Ábalos", "' OR 1=1": "", "nobody": ""} {
			if b.names(p, typed) != found {
				t.Errorf("%q finds %q", typed, b.names(p, typed))
			}
		}
	})
}

func TestANameIsTakenBackAndGivenAgain(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		b.in(b.named(p, 1, 1, 1, "Marta Ruiz", "Dispatcher"))
		b.refused(b.named(p, 1, 1, 2, "Marta Ruiz", "Dispatcher"), "signed_already")
		b.seal()
		b.in(b.signature(p, 1, 2)) // without the name; it goes on counting
		b.refused(b.signature(p, 1, 3), "signed_already")
		b.seal()
		if b.counted(p) != 1 || b.names(p, "") != "" || b.rows("signature_name") != 0 {
			t.Errorf("taken back: counted %d, names %q, %d rows", b.counted(p), b.names(p, ""), b.rows("signature_name"))
		}
		b.in(b.named(p, 1, 1, 3, "Marta Ruiz", "Dispatcher"))
		b.seal()
		if b.counted(p) != 1 || b.names(p, "") != "Marta Ruiz" {
			t.Errorf("given again: counted %d, names %q", b.counted(p), b.names(p, ""))
		}
		b.in(b.withdrawal(p, 1, 4))
		b.seal()
		if b.counted(p) != 0 || b.rows("signature_name") != 0 {
			t.Error("a withdrawn signature keeps its name")
		}
	})
}

func TestANameThatWasTakenBackIsGoneFromTheFiles(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		if b.d.Dialect != db.SQLite {
			return // there the vacuum does it, in its own time
		}
		p := b.open()
		b.in(b.named(p, 1, 1, 1, "Quirina Xylander", "Dispatcher"))
		b.seal()
		b.in(b.signature(p, 1, 2))
		b.seal()
		for _, end := range []string{"", "-wal"} {
			content, err := os.ReadFile(b.d.Setting() + end)
			no(t, err)
			if bytes.Contains(bytes.ToLower(content), []byte("xylander")) {
				t.Errorf("the name is still in the file%s", end)
			}
		}
	})
}

func TestOneNameSignsAPetitionOnce(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		b.in(b.named(p, 1, 1, 1, "Marta Ruiz", "Dispatcher"))
		b.in(b.named(p, 2, 1, 1, "Marta Ruiz", "Dispatcher")) // lent, within one seal
		b.seal()
		if b.counted(p) != 2 || b.names(p, "") != "Marta Ruiz" || b.rows("signature_name") != 1 {
			t.Errorf("counted %d, names %q", b.counted(p), b.names(p, ""))
		}
		b.refused(b.named(p, 3, 1, 1, "Marta Ruiz", "Dispatcher"), "name_used")
	})
}

func TestNamesThatTheDeskDidNotConfirm(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		good := b.named(p, 1, 1, 1, "Marta Ruiz", "Dispatcher")
		forged := func(body string) pass.HandedIn {
			return b.desk.Person(1).Act(t, p.Slot, pass.Signature, p.ID, p.Hash, pass.Named, 1, body)
		}
		b.refused(forged(strings.Replace(string(good.Body), "Marta", "Carla", 1)), "name_forged")
		b.refused(forged("Marta Ruiz"), "name_forged")
		b.refused(forged(""), "name_forged")
		b.refused(b.act(p, 1, pass.Signature, "-", 1, "Marta Ruiz"), "act_unknown")
		// another's, replayed under one's own pass
		b.refused(b.desk.Person(2).Act(t, p.Slot, pass.Signature, p.ID, p.Hash, pass.Named, 1, string(good.Body)), "name_forged")
	})
}
