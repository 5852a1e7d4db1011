package wallet

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"roundrobin/models/pass"
)

func TestANewcomerCollectsSignsAndIsCounted(t *testing.T) {
	p := newTown(t).person(t)
	p.does("", "new", p.file)
	if said := p.collects(); !strings.Contains(said, "8 passes") || !strings.Contains(said, "Noah Osei") {
		t.Error(said)
	}
	said := p.does("", "sign", p.file, breaks)
	if !strings.Contains(said, "On breaks") || !strings.Contains(said, "Change breaks.") || !strings.Contains(said, "23 November 2026") {
		t.Error(said)
	}
	p.seal()
	if said := p.does("", "show", p.file); !strings.Contains(said, "Signature · breaks · counted") {
		t.Error(said)
	}
	p.fails("signed that petition already", "", "sign", p.file, breaks)
	p.does("", "withdraw", p.file, breaks)
	p.fails("no signature", "", "withdraw", p.file, breaks)
	p.does("", "sign", p.file, breaks) // again, after withdrawing
	p.seal()
	said = p.does("", "show", p.file)
	if strings.Count(said, "counted") != 3 || len(p.arrived) != 3 {
		t.Error(len(p.arrived), said)
	}
}

func TestSomebodyWithACodeOnPaperCollectsAndSigns(t *testing.T) {
	p := newTown(t).person(t)
	p.does("", "new", p.file)
	said := p.does("k7mq-2wxp-9fzr-4hdd\n"+strip+"\n", "collect", p.file, "--site", p.url, "--paper", "--key", p.key)
	if !strings.Contains(said, "8 passes") || strings.Contains(said, "Noah") || strings.Count(said, "The code on your strip of paper:") != 2 || !strings.Contains(said, "This code is none.") {
		t.Error(said)
	}
	p.does("", "sign", p.file, breaks)
	p.seal()
	if said := p.does("", "show", p.file); !strings.Contains(said, "Signature · breaks · counted") {
		t.Error(said)
	}
	for _, r := range p.seen {
		if r.URL.Path == "/desk/address" {
			t.Error("an address was sent")
		}
	}
}

func TestAPersonCommentsRepliesAndAgrees(t *testing.T) {
	p := newTown(t).holder(t)
	p.does("Five minutes are too few.\n", "comment", p.file, breaks)
	id := p.wallet().File.Acts[0].Comment
	p.does("Ten would do.", "comment", p.file, breaks, "--reply-to", id)
	p.does("", "agree", p.file, breaks, id)
	p.does("", "agree", p.file, breaks, id) // twice is once
	p.does("", "agree", p.file, breaks, id, "--take-back")
	p.does("Ten.\n", "edit", p.file, breaks, id, "--reason")
	p.does("", "retract", p.file, breaks, id)
	p.does("", "retract", p.file, breaks, id) // twice is once
	var bodies []string
	for _, raw := range p.arrived {
		h := must(pass.ParseHandedIn([]byte(raw)))
		bodies = append(bodies, fmt.Sprint(h.Kind, " ", h.Subject, " ", h.Seq, " ", string(h.Body)))
	}
	want := []string{"comment - 1 -\nFive minutes are too few.", "comment - 2 " + id + "\nTen would do.", "agreement " + id + " 1 1", "agreement " + id + " 2 0",
		"edit " + id + " 3 - reason\nTen.", "retraction " + id + " 4 "}
	if !slices.Equal(bodies, want) {
		t.Errorf("%q", bodies)
	}
	p.fails("needs some words", " \n ", "comment", p.file, breaks)
	p.fails("needs some words", strings.Repeat("x", 4001), "comment", p.file, breaks)
	p.fails("needs some words", "Hm.", "comment", p.file, breaks, "--reply-to", "nobody")
	p.fails("needs some words", "Hm.", "comment", p.file, breaks, "--reply-to", id, "--reason") // only what answers nothing is a reason
	p.fails("32 digits", "", "agree", p.file, breaks, "all")
	p.fails("32 digits", "", "retract", p.file, breaks, "all")
	p.does(strings.Repeat("é", 2000), "comment", p.file, breaks) // the longest fits an envelope
}

func TestLostAnswersAreAskedForAgainWithTheSameBytes(t *testing.T) {
	p := newTown(t).holder(t)
	p.lose = 3
	p.does("", "sign", p.file, breaks)
	if len(p.arrived) != 4 || len(p.inbox) != 1 {
		t.Errorf("handed in %d times as %d acts", len(p.arrived), len(p.inbox))
	}
}

func TestWhatStaysUnansweredIsKeptAndHandedInByTheNextCommand(t *testing.T) {
	p := newTown(t).holder(t)
	p.lose = 1000
	p.fails("not taken it yet", "", "sign", p.file, breaks)
	if n := len(p.arrived); n != beats {
		t.Errorf("%d envelopes; %d are the bound", n, beats)
	}
	p.lose = 0
	if said := p.does("", "sign", p.file, breaks); !strings.Contains(said, "handed in") {
		t.Error(said)
	}
	if len(p.inbox) != 1 {
		t.Error("two signatures")
	}
}

func TestARefusalThatIsNotFinalIsTriedAgainAndAFinalOneIsNot(t *testing.T) {
	p := newTown(t).holder(t)
	p.refuse = func(pass.HandedIn) *Refusal {
		if len(p.arrived) < 3 {
			return &Refusal{Code: "busy", Sentence: "Later.", Final: false}
		}
		return &Refusal{Code: "closed", Sentence: "This petition closed on 1 March.", Final: true}
	}
	p.fails("closed on 1 March", "", "sign", p.file, breaks)
	if len(p.arrived) != 3 || p.arrived[0] != p.arrived[2] {
		t.Errorf("handed in %d times", len(p.arrived))
	}
	p.does("", "show", p.file)
	if len(p.arrived) != 3 {
		t.Error("handed in again after a final refusal")
	}
}

func TestAnotherDeviceHasUsedTheNumber(t *testing.T) {
	p := newTown(t).holder(t)
	p.refuse = func(h pass.HandedIn) *Refusal {
		if h.Seq <= 4 {
			return &Refusal{Code: "seq_used", Sentence: "Used.", Final: true, Seq: 4}
		}
		return nil
	}
	p.does("Hello.", "comment", p.file, breaks)
	if a := p.wallet().File.Acts; len(a) != 1 || a[0].Seq != 5 || a[0].State != Promised {
		t.Errorf("%+v", a[0])
	}
}

func TestABoothThatAlwaysKnowsAHigherNumberIsNotFollowedForever(t *testing.T) {
	p := newTown(t).holder(t)
	p.refuse = func(h pass.HandedIn) *Refusal {
		return &Refusal{Code: "seq_used", Sentence: "Used.", Final: true, Seq: h.Seq + 1}
	}
	p.fails("Used.", "", "sign", p.file, breaks)
	if len(p.arrived) != renewals+1 {
		t.Error(len(p.arrived))
	}
}

func TestTheSecondDeviceFindsEverythingByTwelveWords(t *testing.T) {
	w := newTown(t)
	first := w.holder(t)
	first.does("", "sign", first.file, breaks)
	first.does("Hello.", "comment", first.file, audits)
	w.seal()
	twelve := first.does("", "words", first.file)
	second := w.person(t)
	second.does(strings.ToUpper(twelve), "recover", second.file)
	if said := second.collects(); !strings.Contains(said, "2 things") {
		t.Error(said)
	}
	a, b := first.wallet().File, second.wallet().File
	if a.Seed != b.Seed || !slices.Equal(a.Books[0].Signatures, b.Books[0].Signatures) {
		t.Error("another book")
	}
	second.fails("signed that petition already", "", "sign", second.file, breaks)
	second.does("", "withdraw", second.file, breaks)
	second.does("And another thing.", "comment", second.file, audits)
	for i, at := range []int{2, 3} { // what the second device said, against what the first had
		before, after := must(pass.ParseHandedIn([]byte(w.arrived[i]))), must(pass.ParseHandedIn([]byte(w.arrived[at])))
		if after.Seq != 2 || before.Pass.BoothKey() != after.Pass.BoothKey() {
			t.Errorf("a %s by another key, or with the number %d", after.Kind, after.Seq)
		}
	}
}

func TestTheSamePersonWithAnotherSeedIsRefused(t *testing.T) {
	w := newTown(t)
	w.holder(t)
	other := w.person(t)
	other.does("", "new", other.file)
	other.fails("Already collected in your name.", code+"\n", "collect", other.file, "--site", w.url, "--address", address)
	other.fails("holds no pass", "", "sign", other.file, breaks)
}

func TestAWrongCodeIsAskedForAgain(t *testing.T) {
	p := newTown(t).person(t)
	p.does("", "new", p.file)
	p.does("000000\n\n"+code+"\n", "collect", p.file, "--site", p.url, "--address", address)
	p.fails("Without the code", "000000\n", "collect", p.file, "--site", p.url, "--address", address)
}

func TestACommandWithoutAWalletOrAPetition(t *testing.T) {
	p := newTown(t).holder(t)
	p.fails("no such petition", "", "sign", p.file, "nothing")
	p.fails("no such wallet file", "", "sign", filepath.Join(t.TempDir(), "none"), breaks)
	p.fails("never written over", "", "new", p.file)
	p.fails("not the twelve words", "abandon abandon", "recover", p.file+"2")
	p.fails("another ledger", code, "collect", p.file, "--site", p.url, "--address", address, "--key", must2(noteKey(t, origin)))
	empty := filepath.Join(t.TempDir(), "empty")
	p.does("", "new", empty)
	p.fails("holds no pass", "", "show", empty)
	no(t, os.Chmod(p.file, 0o644))
	p.fails("Others on this machine", "", "show", p.file)
}

func TestWhatWasSaidFirstGoesFirst(t *testing.T) {
	f := &File{Acts: []*Act{
		{Key: "a", Seq: 1, State: Promised}, {Key: "a", Seq: 2, State: Waiting, tries: 2}, {Key: "a", Seq: 3, State: Waiting}, {Key: "b", Seq: 1, State: Waiting, tries: 1},
	}}
	if a := f.Next(); a != f.Acts[3] {
		t.Errorf("%+v: not the least often tried", a)
	}
	f.Acts[3].State = Refused
	if a := f.Next(); a != f.Acts[1] {
		t.Errorf("%+v: its forerunner still waits", a)
	}
}

// A seal sorts by hash: what was said last may stand first.
func TestOfASignatureTheHighestNumberCounts(t *testing.T) {
	f := &File{Acts: []*Act{
		{Kind: pass.Withdrawal, Petition: breaks, Subject: "-", Seq: 2, State: Counted},
		{Kind: pass.Signature, Petition: breaks, Subject: "-", Seq: 1, State: Counted},
		{Kind: pass.Signature, Petition: breaks, Subject: "-", Seq: 3, State: Refused},
	}}
	if a := f.last(breaks, "-", pass.Signature, pass.Withdrawal); a != f.Acts[0] {
		t.Errorf("%+v", a)
	}
}

func must2[A, B any](_ A, b B) B { return b }
