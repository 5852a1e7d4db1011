package mail

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/emersion/go-msgauth/dkim"
)

// Another library than the one that signs finds the signature good, over all that matters; a changed word breaks it.
func TestASignedMailIsVerifiedByAnother(t *testing.T) {
	public, ed, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	rs, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKIXPublicKey(&rs.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		key any
		dns string
	}{
		"ed25519": {ed, "v=DKIM1; k=ed25519; p=" + base64.StdEncoding.EncodeToString(public)},
		"rsa":     {rs, "v=DKIM1; k=rsa; p=" + base64.StdEncoding.EncodeToString(der)},
	} {
		t.Run(name, func(t *testing.T) {
			raw := signedMail(t, c.key)
			lookup := &dkim.VerifyOptions{LookupTXT: func(domain string) ([]string, error) {
				if domain != "mail2026._domainkey.petitions.example" {
					return nil, fmt.Errorf("asked for %s", domain)
				}
				return []string{c.dns}, nil
			}}
			found, err := dkim.VerifyWithOptions(bytes.NewReader(raw), lookup)
			if err != nil || len(found) != 1 || found[0].Err != nil || found[0].Domain != "petitions.example" {
				t.Fatalf("%v, %+v\n%s", err, *found[0], raw)
			}
			for _, h := range []string{"from", "to", "subject", "list-unsubscribe", "list-unsubscribe-post", "message-id"} {
				if !slices.ContainsFunc(found[0].HeaderKeys, func(k string) bool { return strings.EqualFold(k, h) }) {
					t.Errorf("%s is not signed: %v", h, found[0].HeaderKeys)
				}
			}
			forged := bytes.Replace(raw, []byte("summaries/stop"), []byte("summaries/stap"), 1)
			if found, err = dkim.VerifyWithOptions(bytes.NewReader(forged), lookup); err == nil && len(found) == 1 && found[0].Err == nil {
				t.Error("what was changed on the way is good, too")
			}
		})
	}
}

func signedMail(t *testing.T, key any) []byte {
	t.Helper()
	b, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	from := "Round Robin <notices@petitions.example>"
	s, err := NewSigner(from, "mail2026", pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: b}))
	if err != nil {
		t.Fatal(err)
	}
	letter, err := compose(Message{
		From: from, To: "office@petitions.example", Subject: "Petitions: 3 open – für alle", Text: "Three are open.\n", HTML: "<p>Three are open.</p>",
		Headers: []Header{
			{"List-Unsubscribe", "<https://petitions.example/summaries/stop/" + strings.Repeat("a", 36) + ">"},
			{"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"}, {"Message-ID", "<a@petitions.example>"},
		},
		Inline: []Part{{CID: "ring@petitions.example", Name: "ring.png", Type: "image/png", Data: []byte("not really")}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.on(letter); err != nil {
		t.Fatal(err)
	}
	var raw bytes.Buffer
	if _, err := letter.WriteTo(&raw); err != nil {
		t.Fatal(err)
	}
	return raw.Bytes()
}
