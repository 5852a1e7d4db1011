package mail_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"roundrobin/mail"
)

const mark = "abcdefghijklmnopqrstuvwxyz234567abcdefgh"

// cameBack is a mail as a mail server writes it, about the letter with that mark.
func cameBack(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name+".eml"))
	must(t, err)
	return strings.ReplaceAll(string(b), "MARK", mark)
}

func TestWhatComesBackIsUnderstood(t *testing.T) {
	for name, want := range map[string]mail.Returned{
		"postfix":         {Action: "failed", Status: "5.1.1"},
		"postfix_delay":   {Action: "delayed", Status: "4.4.1"},
		"exchange":        {Action: "failed", Status: "5.1.10"},
		"gmail":           {Action: "failed", Status: "5.2.2"},
		"delivered_later": {Action: "delivered", Status: "2.0.0"},
	} {
		got, err := mail.ParseReturned(strings.NewReader(cameBack(t, name)))
		if err != nil || got.Action != want.Action || got.Status != want.Status || !slices.Contains(got.Marks, mark) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

func TestWhatIsNoReportIsLeftAlone(t *testing.T) {
	report := cameBack(t, "postfix")
	for name, text := range map[string]string{
		"a holiday note": cameBack(t, "holiday"), "nothing": "", "noise": "\x00\xff\n\n\n", "a boundary without an end": report[:strings.Index(report, "Content-Description: Delivery report")],
		"a report without an action": strings.ReplaceAll(report, "Action: failed", "Action: perhaps"), "a forwarded report": "Content-Type: message/rfc822\n\n" + report,
		"parts within parts within parts": deep(40),
	} {
		if got, err := mail.ParseReturned(strings.NewReader(text)); !errors.Is(err, mail.ErrNoReport) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

func deep(n int) string {
	text := "Content-Type: message/delivery-status\n\nAction: failed\n"
	for i := range n {
		b := "b" + string(rune('a'+i%26)) + string(rune('a'+i/26))
		text = "Content-Type: multipart/mixed; boundary=" + b + "\n\n--" + b + "\n" + text + "\n--" + b + "--\n"
	}
	return text
}

// Of several readers behind one address the worst is told, whatever the order.
func TestTheWorstIsTold(t *testing.T) {
	text := strings.Replace(cameBack(t, "postfix_delay"), "Final-Recipient", "Final-Recipient: rfc822; a@board.example\nAction: FAILED\nStatus: 5.7.1 (not allowed)\n\nFinal-Recipient", 1)
	if got, err := mail.ParseReturned(strings.NewReader(text)); err != nil || got.Action != "failed" || got.Status != "5.7.1" {
		t.Errorf("%+v, %v", got, err)
	}
}

func FuzzReturned(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.eml")
	for _, name := range files {
		b, _ := os.ReadFile(name)
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := mail.ParseReturned(bytes.NewReader(b))
		if err == nil && (len(got.Status) > 9 || strings.ContainsAny(got.Status, " @") || got.Action == "") {
			t.Errorf("%+v", got)
		}
	})
}

func TestItComesBackToTheAddressWithTheMark(t *testing.T) {
	heard, m := make(chan string, 1), letter
	m.Returns = "bounces+" + mark + "@meridian.example"
	must(t, send(t, server(t, nil, heard), m))
	said := <-heard
	if !strings.Contains(said, "MAIL FROM:<"+m.Returns+">") || strings.Count(said, mark) != 1 || !strings.Contains(said, "From: \"Round Robin\" <notices@meridian.example>") {
		t.Error(said)
	}
	m.Returns = "bounces@meridian.example>\r\nRCPT TO:<all@meridian.example"
	if err := send(t, "127.0.0.1:1", m); !mail.IsPermanent(err) {
		t.Errorf("got %v", err)
	}
}
