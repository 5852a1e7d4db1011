package pass

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func organizersBodies() map[Kind]string {
	key := BoothKey{7}
	secret := Invitation{1, 2, 3}
	return map[Kind]string{
		Drafting:  string(Cut(NoBase, []byte("{}"))[0].Marshal()),
		Inviting:  string(InvitationBody{3, InvitationKey(secret, testBook.Origin, testPetition)}.Marshal()),
		Joining:   string(secret.Reply(Joining, testBook.Origin, testPetition, key)),
		Declining: string(secret.Reply(Declining, testBook.Origin, testPetition, key)),
		Removing:  key.String(),
		Gathering: VersionID(NoBase, []byte("{}")),
		Speaking:  "say -\nThank you.",
		Taking:    "It was met.", Updating: "They read it.", Concluding: "won\nThey stopped.",
	}
}

func TestAnInvitedOrganizerNeedsNoPass(t *testing.T) {
	w := NewWallet(testSeed, testBook.Origin)
	for k, body := range organizersBodies() {
		in, err := w.Organize(w.Invited(testPetition), k, testPetition, Hash{}, 1, []byte(body))
		no(t, err)
		again, err := ParseHandedIn(in.Marshal())
		no(t, err)
		key, err := again.Verify(func(Hash) *Key { t.Error("a key was looked up"); return nil })
		if err != nil || key != nil || again.BoothKey() != w.Invited(testPetition).Key() || !bytes.Equal(again.Marshal(), in.Marshal()) {
			t.Errorf("%s: %v %v", k, key, err)
		}
		again.Seq++
		if _, err := again.Verify(nil); !errors.Is(err, ErrForged) {
			t.Errorf("%s under another seq: %v", k, err)
		}
		leaf := strings.Replace(string(in.Act.Marshal()), " "+string(k)+"\n", " signature\n", 1)
		if _, err := ParseAct([]byte(leaf)); !errors.Is(err, ErrMalformed) {
			t.Errorf("a signature without a pass is taken: %v", err)
		}
	}
	if _, err := w.Organize(w.Invited(testPetition), Signature, testPetition, Hash{}, 1, nil); err == nil {
		t.Error("an organizer's key signs")
	}
}

func TestTheOpenersActsCarryThePass(t *testing.T) {
	keys, signers := testKeys(t)
	place := Place{2, Draft}
	w := NewWallet(testSeed, testBook.Origin)
	held := issue(t, w, keys.Key(place), signers[keys.Index(place)])
	in, err := w.Organize(held.Opener(), Leaving, testPetition, Hash{}, 2, nil)
	no(t, err)
	key, err := in.Verify(finder(keys))
	if err != nil || key.Place != place || in.BoothKey() != held.Pass.BoothKey() || in.Invited() {
		t.Errorf("%v, %v", key, err)
	}
	id := DraftID(testBook.Origin, in.BoothKey())
	if len(id) != 16 || id == DraftID("elsewhere.example", in.BoothKey()) || id == DraftID(testBook.Origin, BoothKey{1}) || !IsWord(id) {
		t.Error(id)
	}
}

func TestAVersionTravelsInParts(t *testing.T) {
	for _, n := range []int{1, PartSize, PartSize + 1, MaxContent} {
		content := bytes.Repeat([]byte("é"), n)[:n]
		var joined []byte
		parts := Cut("-", content)
		for i, p := range parts {
			got, err := ParseDraft(p.Marshal())
			if err != nil || got.Part != i+1 || got.Parts != len(parts) || got.Version != VersionID("-", content) || got.Base != "-" {
				t.Fatalf("%d bytes: %+v, %v", n, got, err)
			}
			joined = append(joined, got.Data...)
		}
		if !bytes.Equal(joined, content) {
			t.Errorf("%d bytes became %d", n, len(joined))
		}
	}
}

func TestBodiesThatNoOrganizerMakes(t *testing.T) {
	version, full := VersionID("-", nil), strings.Repeat("x", PartSize)
	key := BoothKey{7}.String()
	for _, bad := range []struct {
		kind Kind
		body string
	}{
		{Drafting, ""}, {Drafting, version + "\n-\n1 1\n"}, {Drafting, version + "\n-\n1 2\nshort"}, {Drafting, version + "\n-\n1 1\n" + full + "x"},
		{Drafting, version + "\n-\n0 1\nx"}, {Drafting, version + "\n-\n2 1\nx"}, {Drafting, version + "\n-\n1 11\n" + full}, {Drafting, version + "\n-\n01 1\nx"},
		{Drafting, version + "\nbase\n1 1\nx"}, {Drafting, "v\n-\n1 1\nx"}, {Drafting, version + "\n-\n1  1\nx"},
		{Inviting, "1"}, {Inviting, "0\n" + key}, {Inviting, "41\n" + key}, {Inviting, "1\n" + key + "\n"}, {Inviting, "1\n" + key[1:]},
		{Inviting, "1\n" + BoothKey{}.String()}, {Joining, key}, {Joining, key + "\n" + key}, {Declining, "\n"},
		{Removing, key + "\n"}, {Removing, ""}, {Leaving, "x"}, {Gathering, version[1:]}, {Gathering, version + "\n"}, {Mending, "x"}, {Delivering, "x"},
	} {
		w := NewWallet(testSeed, testBook.Origin)
		in, err := w.Organize(w.Invited(testPetition), bad.kind, testPetition, Hash{}, 1, []byte(bad.body))
		no(t, err)
		if _, err := ParseHandedIn(in.Marshal()); !errors.Is(err, ErrMalformed) {
			t.Errorf("%s with %.60q: %v", bad.kind, bad.body, err)
		}
	}
}

func TestAReplyIsGoodForOneKeyAndAnswer(t *testing.T) {
	w, secret := NewWallet(testSeed, testBook.Origin), Invitation{5}
	me := w.Invited(testPetition)
	act := func(k Kind, body []byte) Act {
		in, err := w.Organize(me, k, testPetition, Hash{}, 1, body)
		no(t, err)
		return in.Act
	}
	r, err := ParseReply(secret.Reply(Joining, testBook.Origin, testPetition, me.Key()))
	no(t, err)
	if !r.Holds(act(Joining, r.Marshal())) {
		t.Error("not its own")
	}
	if r.Holds(act(Declining, r.Marshal())) {
		t.Error("a yes is a no")
	}
	other := act(Joining, r.Marshal())
	other.Key[0] ^= 1
	if r.Holds(other) {
		t.Error("good for somebody else")
	}
	again, err := OpenInvitation(secret.String())
	if err != nil || again != secret || secret.Key("a", "b").Equal(secret.Key("a", "c")) {
		t.Error(err)
	}
}

func TestAReadingIsSignedForOnePathAndDay(t *testing.T) {
	o := NewWallet(testSeed, testBook.Origin).Invited(testPetition)
	const path = "/organize/x?part=1"
	field := o.SignReading(testBook.Origin, path, "2026-11-24")
	if k, ok := OpenReading(field, testBook.Origin, path, "2026-11-25", "2026-11-24"); !ok || k != o.Key() {
		t.Error("not taken")
	}
	for name, ok := range map[string]bool{
		"another path": second(OpenReading(field, testBook.Origin, path+"1", "2026-11-24")),
		"another day":  second(OpenReading(field, testBook.Origin, path, "2026-11-25")),
		"another site": second(OpenReading(field, "elsewhere.example", path, "2026-11-24")),
		"no word":      second(OpenReading(field[1:], testBook.Origin, path, "2026-11-24")),
		"nothing":      second(OpenReading("", testBook.Origin, path, "2026-11-24")),
		"half":         second(OpenReading(field[:80], testBook.Origin, path, "2026-11-24")),
	} {
		if ok {
			t.Errorf("%s is taken", name)
		}
	}
}

func second(_ BoothKey, ok bool) bool { return ok }
