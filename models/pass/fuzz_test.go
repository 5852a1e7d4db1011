package pass

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
)

// Whatever a parser takes, its writer must give back byte for byte.

func FuzzParseKeyFile(f *testing.F) {
	keys, _ := testKeys(f)
	f.Add(keys.Marshal())
	f.Add([]byte("roundrobin/v1 book\no\nb\n1\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if file, err := ParseKeyFile(b); err == nil && !bytes.Equal(file.Marshal(), b) {
			t.Error("another form")
		}
	})
}

func FuzzParseProofFile(f *testing.F) {
	keys, signers := testKeys(f)
	p := &ProofFile{Book: keys.Book}
	for _, s := range signers {
		proof, err := s.Prove()
		no(f, err)
		p.Proofs = append(p.Proofs, proof)
	}
	f.Add(p.Marshal())
	f.Fuzz(func(t *testing.T, b []byte) {
		if file, err := ParseProofFile(b); err == nil && !bytes.Equal(file.Marshal(), b) {
			t.Error("another form")
		}
	})
}

func FuzzParseHandedIn(f *testing.F) {
	in, find := handIn(f, Comment, NoSubject, 1, []byte("-\nWhy?"))
	f.Add(in.Marshal())
	in, _ = handIn(f, Signature, Named, 1, []byte("certificate"))
	f.Add(in.Marshal())
	f.Fuzz(func(t *testing.T, b []byte) {
		h, err := ParseHandedIn(b)
		if err == nil && !bytes.Equal(h.Marshal(), b) {
			t.Error("another form")
		}
		if err == nil {
			_, _ = h.Verify(find)
		}
	})
}

func FuzzParseAct(f *testing.F) {
	in, _ := handIn(f, Withdrawal, NoSubject, 2, nil)
	f.Add(in.Act.Marshal())
	f.Fuzz(func(t *testing.T, b []byte) {
		if a, err := ParseAct(b); err == nil && !bytes.Equal(a.Marshal(), b) {
			t.Error("another form")
		}
	})
}

func FuzzParseText(f *testing.F) {
	f.Add(testText.Marshal())
	f.Fuzz(func(t *testing.T, b []byte) {
		if text, err := ParseText(b); err == nil && !bytes.Equal(text.Marshal(), b) {
			t.Error("another form")
		}
	})
}

func FuzzParseComment(f *testing.F) {
	f.Add([]byte("-\nWhy?"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if c, err := ParseComment(b); err == nil && !bytes.Equal(c.Marshal(), b) {
			t.Error("another form")
		}
	})
}

func FuzzParseToken(f *testing.F) {
	in, find := handIn(f, Signature, NoSubject, 1, nil)
	key := find(in.Pass.KeyID())
	f.Add(in.Pass[:])
	f.Add(make([]byte, Size))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := Parse(b)
		if err == nil && !bytes.Equal(p[:], b) {
			t.Error("another form")
		}
		if err == nil && p.Verify(key) == nil && p != in.Pass {
			t.Error("a token that nobody stamped")
		}
	})
}

// A certificate comes from the desk to the wallet, and with a name to the booth.
func FuzzOpenCertificate(f *testing.F) {
	desk, key := testNoteKey(f, DeskName("petitions.example"))
	known, err := note.NewVerifier(key)
	no(f, err)
	b, err := Certificate{Origin: "petitions.example", Book: "2026Q4", Name: "Dana Whitlock", Title: "-"}.Sign(desk)
	no(f, err)
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		if c, err := OpenCertificate(b, known); err == nil && c.check() != nil {
			t.Error("took what it would not sign")
		}
	})
}

func FuzzParseStatement(f *testing.F) {
	for _, kind := range []Kind{Signature, Withdrawal, Comment} {
		in, _ := handIn(f, kind, NoSubject, 1, nil)
		f.Add(string(in.Statement.Marshal()))
	}
	f.Fuzz(func(t *testing.T, text string) {
		lines := strings.Split(text, "\n")
		if len(lines) != 8 || lines[7] != "" {
			return // an act has cut them
		}
		if s, err := parseStatement(lines[:7]); err == nil && string(s.Marshal()) != text {
			t.Error("another form")
		}
	})
}

// FuzzParseBodies: what a statement's body hash stands for.
func FuzzParseBodies(f *testing.F) {
	key := BoothKey{1}
	for _, b := range [][]byte{
		Cut(NoBase, []byte("content"))[0].Marshal(), InvitationBody{3, key}.Marshal(), ReplyBody{Invitation: key}.Marshal(), NameBody{Certificate: []byte("a\n")}.Marshal(),
		SpeakingBody{Say, NoParent, "words"}.Marshal(), OutcomeBody{"agreed", "why"}.Marshal(),
	} {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		same := func(kind string, again []byte, err error) {
			t.Helper()
			if err == nil && !bytes.Equal(again, b) {
				t.Errorf("%s: another form: %q", kind, again)
			}
		}
		draft, err := ParseDraft(b)
		same("draft", draft.Marshal(), err)
		head, err := ParseDraftHead(b)
		same("head of a draft", head.Marshal(), err)
		invitation, err := ParseInvitation(b)
		same("invitation", invitation.Marshal(), err)
		reply, err := ParseReply(b)
		same("reply", reply.Marshal(), err)
		name, err := ParseNameBody(b)
		same("name", name.Marshal(), err)
		speaking, err := ParseSpeaking(b)
		same("speaking", speaking.Marshal(), err)
		if bytes.Count(b, []byte("\n")) > 0 {
			same("outcome", ParseOutcome(b).Marshal(), nil)
		}
		kept, err := ParseKept(b)
		same("kept", kept.Marshal(), err)
		_ = ParseSpeakingHead(b)
		_, _ = ParsePrivate(b)
	})
}

// FuzzParseWords: what stands in links, in header fields, and in lines of ours.
func FuzzParseWords(f *testing.F) {
	key := BoothKey{1}
	f.Add(key.String())
	f.Add(Hash{1}.String())
	f.Add(Invitation{1}.String())
	f.Add("organizer " + key.String() + " " + strings.Repeat("A", 86))
	f.Fuzz(func(t *testing.T, s string) {
		if k, err := ParseBoothKey(s); err == nil && k.String() != s {
			t.Error("another form of a key")
		}
		if h, err := ParseHash(s); err == nil && h.String() != s {
			t.Error("another form of a hash")
		}
		if i, err := OpenInvitation(s); err == nil && i.String() != s {
			t.Error("another form of an invitation")
		}
		if _, ok := OpenReading(s, "petitions.example", "/", "2026-11-25"); ok {
			t.Error("a reading that nobody signed")
		}
	})
}
