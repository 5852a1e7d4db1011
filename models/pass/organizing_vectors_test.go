package pass

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"os"
	"testing"
)

// What a wallet makes of one seed for organizers, byte for byte: the browser's tests read it. UPDATE=1 writes it anew.
const organizingVectors = "testdata/organizing.json"

type organizingVector struct {
	Seed      string     `json:"seed"`
	Origin    string     `json:"origin"`
	Draft     draftID    `json:"draft"`
	Petition  string     `json:"petition"`
	Texts     []frozen   `json:"texts"`
	Key       string     `json:"invited_key"`
	Acts      []said     `json:"invited_acts"`
	Reading   reading    `json:"reading"`
	Secret    string     `json:"invitation_secret"`
	Invites   string     `json:"invitation_key"`
	Joining   string     `json:"joining_body"`
	VersionID [3]string  `json:"version_id"` // base, content, id
	Parts     []partSaid `json:"parts"`      // of the third text's content, upon "-"
}

type (
	draftID struct {
		Origin string `json:"origin"`
		Key    string `json:"key"`
		ID     string `json:"id"`
	}
	frozen struct {
		Content json.RawMessage `json:"content"`
		Hash    string          `json:"hash"`
	}
	said struct {
		Kind     Kind   `json:"kind"`
		Seq      int    `json:"seq"`
		Body     string `json:"body"`
		HandedIn string `json:"handed_in"`
	}
	reading struct {
		Path  string `json:"path"`
		Day   string `json:"day"`
		Field string `json:"field"`
	}
	partSaid struct {
		Head string `json:"head"`
		Size int    `json:"size"`
	}
)

type written struct {
	Language   string `json:"language"`
	Program    string `json:"program"`
	Topic      string `json:"topic"`
	Goal       int    `json:"goal"`
	Title      string `json:"title"`
	Addressee  string `json:"addressee"`
	Ask        string `json:"ask"`
	Background string `json:"background"`
}

func (w written) json() []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(w) != nil {
		panic("text")
	}
	return bytes.TrimSpace(b.Bytes())
}

func TestOrganizingVectors(t *testing.T) {
	var seed Seed
	for i := range seed {
		seed[i] = byte(i + 1)
	}
	const origin, petition = "petitions.meridian.example", "abcdefgh234567ab"
	w := NewWallet(seed, origin)
	o := w.Invited(petition)
	v := organizingVector{Seed: hex.EncodeToString(seed[:]), Origin: origin, Petition: petition, Key: o.Key().String()}
	v.Draft = draftID{origin, hex.EncodeToString(v32(o.Key())), DraftID(origin, o.Key())}
	var contents [][]byte
	for _, c := range []written{
		{"en", "", "", 0, "A title", "The board", "Do it.", "Why."},
		{"de", "", "pay", 40, "  Ein\t Titel\u00a0 ", "\u2003Die Leitung", "Bitte\nso.", "\r\n Weil \"<es>\" & so\r\nist.\r\r\n \u3000\n"},
		{"en", "routecam", "", 0, "Long", "x", "y", string(bytes.Repeat([]byte("ü ö\n\n"), 1200))},
	} {
		text := Text{c.Language, c.Title, c.Addressee, c.Ask, c.Background}.Tidy()
		v.Texts = append(v.Texts, frozen{c.json(), text.Hash().String()})
		contents = append(contents, c.json())
	}
	v.VersionID = [3]string{"-", string(contents[0]), VersionID("-", contents[0])}
	for _, p := range Cut("-", contents[2]) {
		v.Parts = append(v.Parts, partSaid{string(p.Head()), len(p.Data)})
	}
	secret := w.Invitation(petition, 3)
	v.Secret, v.Invites = secret.String(), InvitationKey(secret, origin, petition).String()
	v.Joining = string(secret.Reply(Joining, origin, petition, o.Key()))
	for i, a := range []said{{Kind: Joining, Body: v.Joining}, {Kind: Updating, Body: "Grüße\n\nan alle"}, {Kind: Leaving}} {
		in, err := w.Organize(o, a.Kind, petition, Hash{}, i+1, []byte(a.Body))
		no(t, err)
		a.Seq, a.HandedIn = i+1, string(in.Marshal())
		v.Acts = append(v.Acts, a)
	}
	v.Reading = reading{"/organize/" + petition + "/versions/2?part=1", "2026-11-24", o.SignReading(origin, "/organize/"+petition+"/versions/2?part=1", "2026-11-24")}

	file, err := json.MarshalIndent(v, "", " ")
	no(t, err)
	file = append(file, '\n')
	if os.Getenv("UPDATE") != "" {
		no(t, os.WriteFile(organizingVectors, file, 0o644))
	}
	kept, err := os.ReadFile(organizingVectors)
	no(t, err)
	if !bytes.Equal(kept, file) {
		t.Errorf("%s does not follow from the code: run make generate", organizingVectors)
	}
}

func v32(k BoothKey) []byte { return k[:] }
