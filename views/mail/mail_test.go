package mail_test

import (
	"bytes"
	"context"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"roundrobin/views/mail"
	"roundrobin/views/words"
)

func TestMain(m *testing.M) {
	words.Strict = true
	os.Exit(m.Run())
}

func TestTheSummaryAsItWasAgreed(t *testing.T) {
	l := letter(t, meridian())
	golden(t, "digest.html", l.HTML)
	golden(t, "digest.txt", l.Subject+"\n\n"+l.Text)
}

func TestTheCodeAsItWasAgreed(t *testing.T) {
	c := mail.Code{Site: mail.Site{Short: "Notices"}, Code: "731204", Minutes: 10}
	l, err := c.Letter(context.Background())
	must(t, err)
	if l.Subject != "731204 is your code" {
		t.Errorf("the subject is %q", l.Subject)
	}
	golden(t, "code.html", l.HTML)
	golden(t, "code.txt", l.Text)
	for _, word := range []string{"petition", "Round Robin", "sign", "Meridian"} {
		if strings.Contains(l.Subject+l.Text+body(l.HTML), word) {
			t.Errorf("whoever reads work mail reads %q", word)
		}
	}
}

func body(html string) string { return html[strings.Index(html, "<body"):] }

func TestAnOperatorsOwnWordsForTheCode(t *testing.T) {
	l, err := mail.Code{Code: "731204", Minutes: 10, Subject: "{code}: from the canteen", Text: "Hello,\n\n{code} is good for {minutes} minutes.\n"}.Letter(context.Background())
	must(t, err)
	if l.Subject != "731204: from the canteen" || l.Text != "Hello,\n\n731204 is good for 10 minutes.\n" || l.HTML != "" {
		t.Errorf("%+v", l)
	}
}

func TestTheDeliveryAsItWasAgreed(t *testing.T) {
	l, err := delivery().Letter(context.Background())
	must(t, err)
	golden(t, "delivery.html", l.HTML)
	golden(t, "delivery.txt", l.Subject+"\n\n"+l.Text)
	if len(l.Pictures) != 1 || !strings.Contains(l.HTML, `src="cid:`+l.Pictures[0].CID+`"`) || len(l.HTML) > 90<<10 {
		t.Errorf("%d pictures, %d bytes", len(l.Pictures), len(l.HTML))
	}
}

func TestWhatThePublicReadsOfADeliveryIsTheMailWithoutItsSecrets(t *testing.T) {
	d := delivery()
	public, l := d.Public(context.Background()), letterOf(t, d)
	for _, bad := range []string{d.Answer, d.Code, "respond"} {
		if strings.Contains(public, bad) || !strings.Contains(l.Text, bad) {
			t.Errorf("%q: in public, or not in the mail", bad)
		}
	}
	for _, line := range strings.Split(public, "\n") {
		if !strings.Contains(l.Subject+"\n"+l.Text, line) && !strings.Contains(line, "[Here each reader") {
			t.Errorf("the mail has no %q", line)
		}
	}
	other := d
	other.Answer, other.Code = "https://petitions.meridian.example/respond#other", "0000-0000-0000"
	if other.Public(context.Background()) != public {
		t.Error("two readers' mails differ in public")
	}
}

func TestADeliveryCountsWhoGivesNoName(t *testing.T) {
	d := delivery()
	for _, c := range []struct {
		names []string
		count int
		want  string
	}{
		{nil, 1612, ""},
		{[]string{"Ada Lindqvist"}, 1612, "Signed by name: Ada Lindqvist. And 1,611 verified colleagues who give no name."},
		{[]string{"Ada Lindqvist", "José Núñez"}, 3, "Signed by name: Ada Lindqvist; José Núñez. And 1 verified colleague who gives no name."},
		{[]string{"Ada Lindqvist"}, 1, "Signed by name: Ada Lindqvist."},
	} {
		d.Names, d.Count = c.names, c.count
		text := strings.Join(strings.Fields(letterOf(t, d).Text), " ")
		if c.want == "" && strings.Contains(text, "by name") || !strings.Contains(text, c.want) || c.count == len(c.names) && strings.Contains(text, "no name. ") {
			t.Errorf("%d names of %d: %s", len(c.names), c.count, text)
		}
	}
}

func TestANewLinkAsItWasAgreed(t *testing.T) {
	r := mail.Renewed{Site: meridian().Site, ID: "aaaaaaaaaaaaaaaa", Title: "Stop recording our screens", Language: "en", Name: "the executive office", Day: "2026-11-26", Revisions: 1,
		Answer: "https://petitions.meridian.example/respond#" + strings.Repeat("s", 43), Code: "K7M2-9QXD-4TRV", Contact: "council@meridian.example"}
	l, err := r.Letter(context.Background())
	must(t, err)
	golden(t, "renewed.html", l.HTML)
	golden(t, "renewed.txt", l.Subject+"\n\n"+l.Text)
	r.Revisions = 0
	l, err = r.Letter(context.Background())
	must(t, err)
	if !strings.HasPrefix(l.Subject, "Your new link") || strings.Contains(l.Text, "stands on") {
		t.Errorf("%s\n%s", l.Subject, l.Text)
	}
}

func letterOf(t *testing.T, d mail.Delivery) mail.Letter {
	t.Helper()
	l, err := d.Letter(context.Background())
	must(t, err)
	return l
}

// The public reads every line of the mail but those that are its reader's alone; what is quoted can be told from the rest.
func TestThePublicReadsTheSummaryWithoutItsReadersLinks(t *testing.T) {
	d := meridian()
	d.Petitions[0].Answer = "https://petitions.meridian.example/respond#" + strings.Repeat("s", 43)
	l := letter(t, d)
	subject, public := d.Public(context.Background(), func(comment, said string) string { return "<" + comment + ">" + said + "</" + comment + ">" })
	for _, id := range []string{"one", "two", "three"} {
		if strings.Count(public, "<"+id+">  “") != 1 || strings.Count(public, "</"+id+">") != 1 {
			t.Errorf("what %s says is not marked", id)
		}
		public = strings.NewReplacer("<"+id+">", "", "</"+id+">", "").Replace(public)
	}
	if subject != l.Subject {
		t.Errorf("the subject is %q", subject)
	}
	mailed, read := strings.Split(l.Text, "\n"), strings.Split(strings.TrimRight(public, "\n")+"\n", "\n")
	if len(mailed) != len(read) {
		t.Fatalf("%d lines, and the public reads %d", len(mailed), len(read))
	}
	kept := 0
	for i, line := range mailed {
		switch own := strings.Contains(line, "/respond#") || strings.Contains(line, "/stop/"); {
		case own && !strings.HasPrefix(read[i], "[Here its reader"):
			t.Errorf("the public reads %q", read[i])
		case own:
			kept++
		case line != read[i]:
			t.Errorf("%q is read as %q", line, read[i])
		}
	}
	if kept != 2 {
		t.Errorf("%d links are its reader's", kept)
	}
}

func TestAGoalIsToldWithoutItsName(t *testing.T) {
	d := meridian()
	d.Occasion, d.Petitions, d.Published = "goal", d.Petitions[1:2], "https://petitions.meridian.example/summaries/goal-bbbbbbbbbbbbbbbb"
	d.Petitions[0].Count, d.Petitions[0].Share = 260, 6
	d.Pulses = []mail.Pulse{{Name: "Badge days", Answered: 48, Steps: []mail.Step{{Value: "badly", Percent: 62}}}}
	l := letter(t, d)
	golden(t, "goal.html", l.HTML)
	golden(t, "goal.txt", l.Subject+"\n\n"+l.Text)
	if l.Subject != "Petitions at Meridian Freight: a goal is reached, 26 November 2026" {
		t.Errorf("the subject is %q", l.Subject)
	}
	d.Occasion = "test"
	if l = letter(t, d); !strings.HasPrefix(l.Subject, "Test: Petitions at Meridian Freight: 1 open") || !strings.Contains(strings.ReplaceAll(l.Text, "\n", " "), "It is not published.") {
		t.Errorf("%s\n%s", l.Subject, l.Text)
	}
}

func question() mail.Confirm {
	return mail.Confirm{Site: meridian().Site, Name: "the executive office", Weekday: "thursday", Hour: 8, Zone: "Europe/Madrid", Link: "https://petitions.meridian.example/summaries/confirm/abc", Contact: "council@meridian.example"}
}

func TestTheFirstQuestionAndTheLetterToTheStaffAsAgreed(t *testing.T) {
	for name, draw := range map[string]func(context.Context) (mail.Letter, error){
		"confirm": question().Letter,
		"notice":  notice().Letter,
	} {
		l, err := draw(context.Background())
		must(t, err)
		golden(t, name+".html", l.HTML)
		golden(t, name+".txt", l.Subject+"\n\n"+l.Text)
		if strings.Contains(l.Subject, "Badge") || len(l.Pictures) > 0 {
			t.Errorf("%s: %q", name, l.Subject)
		}
	}
	none := notice()
	none.Open = nil
	if l, err := none.Letter(context.Background()); err != nil || !strings.Contains(l.Text, "No petition is taking signatures just now.") {
		t.Errorf("%v\n%s", err, l.Text)
	}
	many := notice()
	for range 40 {
		many.Open = append(many.Open, many.Open[0])
	}
	if l, err := many.Letter(context.Background()); err != nil || !strings.Contains(l.Text, "12 more petitions are told on the site alone.") {
		t.Errorf("%v\n%s", err, l.Text)
	}
}

func TestBothHalvesSayTheSame(t *testing.T) {
	l := letter(t, meridian())
	for _, want := range []string{
		"One answer is overdue. Four petitions are taking signatures, and one of them closes on Monday.",
		"Answer overdue by 2 days", "1,612", "of a goal of 2,000, each a verified colleague. That is 39 % of the 4,110 who hold a pass, and 286 more than a week ago.",
		"143, 168, 173, 163, 219, 163, 297 and 286", "Desktop Learning Program has been paused since 20 November.",
		"“A pause of thirty minutes", "412 agree", "One agrees", "https://petitions.meridian.example/petitions/aaaaaaaaaaaaaaaa", "/ledger",
		"61 of 260 signed, 1 % of those who hold a pass, and 12 more than a week ago.", "Closes on Monday, 30 November.",
		"3 fewer than a week ago: some took theirs back", "7 of 205 signed. All of them signed within the last week.", "Sent every Thursday at 8:00 (Madrid).",
	} {
		for half, text := range map[string]string{"text": l.Text, "HTML": visible(l.HTML)} {
			if !strings.Contains(strings.Join(strings.Fields(text), " "), strings.Join(strings.Fields(want), " ")) && !strings.Contains(l.HTML, want) {
				t.Errorf("the %s lacks %q", half, want)
			}
		}
	}
	if l.Subject != "Petitions at Meridian Freight: 1 answer overdue, 26 November 2026" {
		t.Errorf("the subject is %q", l.Subject)
	}
}

func TestNothingIsFetchedAndEveryPictureIsInside(t *testing.T) {
	l := letter(t, meridian())
	for _, bad := range []string{"<script", "<link", "url(", "@import", "http://", "src=\"http"} {
		if strings.Contains(l.HTML, bad) {
			t.Errorf("the mail has %q in it", bad)
		}
	}
	shown := regexp.MustCompile(`<img[^>]*src="cid:([^"]+)"[^>]*alt="[^"]+"`).FindAllStringSubmatch(l.HTML, -1)
	if len(shown) != 4 || len(l.Pictures) != 4 || strings.Count(l.HTML, "<img") != 4 {
		t.Fatalf("%d shown with an alternative, %d inside", len(shown), len(l.Pictures))
	}
	for i, p := range l.Pictures {
		if shown[i][1] != p.CID {
			t.Errorf("%s is shown, %s is inside", shown[i][1], p.CID)
		}
		picture, err := png.Decode(bytes.NewReader(p.Data))
		must(t, err)
		if side := picture.Bounds().Dx(); side != map[bool]int{true: 208, false: 112}[i == 0] || len(p.Data) > 24<<10 {
			t.Errorf("%s: %d pixels, %d bytes", p.Name, side, len(p.Data))
		}
	}
	if len(l.HTML) > 90<<10 {
		t.Errorf("%d bytes of HTML: inboxes cut at 102 kB", len(l.HTML))
	}
}

func TestHeadlines(t *testing.T) {
	state := func(s, closes string, overdue int) mail.Petition {
		return mail.Petition{ID: "x", Title: "x", State: s, Goal: 10, Opened: "2026-10-01", Closes: closes, Delivered: "2026-11-01", Due: "2026-11-26", Answered: "2026-11-20", Closed: "2026-11-20", Overdue: overdue}
	}
	open, soon, today := state("open", "2026-12-30", 0), state("open", "2026-11-28", 0), state("open", "2026-11-26", 0)
	for name, c := range map[string]struct {
		petitions []mail.Petition
		head, sub string
	}{
		"nothing at all":          {nil, "Nothing is due from you. No petition is taking signatures.", "none is open"},
		"one open":                {[]mail.Petition{open}, "Nothing is due from you. One petition is taking signatures.", "1 open"},
		"one, closing":            {[]mail.Petition{soon}, "Nothing is due from you. One petition is taking signatures; it closes on Saturday.", "1 open"},
		"one, closing today":      {[]mail.Petition{today}, "Nothing is due from you. One petition is taking signatures; it closes today.", "1 open"},
		"two close":               {[]mail.Petition{soon, open, today}, "Nothing is due from you. Three petitions are taking signatures, and two of them close within a week.", "3 open"},
		"two late, one closed":    {[]mail.Petition{state("delivered", "2026-11-01", 2), state("delivered", "2026-11-01", 9), state("closed", "2026-11-20", 0)}, "Two answers are overdue. No petition is taking signatures.", "2 answers overdue"},
		"one waits":               {[]mail.Petition{state("delivered", "2026-12-30", 0)}, "One answer is awaited. One petition is taking signatures.", "1 answer awaited"},
		"answered, still signing": {[]mail.Petition{state("answered", "2026-12-30", 0)}, "Nothing is due from you. No petition is taking signatures.", "none is open"},
	} {
		t.Run(name, func(t *testing.T) {
			d := meridian()
			d.Petitions = c.petitions
			l := letter(t, d)
			if !strings.Contains(strings.ReplaceAll(l.Text, "\n", " "), c.head) || !strings.Contains(l.Subject, ": "+c.sub+", ") {
				t.Errorf("%s\n%s", l.Subject, l.Text)
			}
		})
	}
}

func TestManyPetitionsStayShort(t *testing.T) {
	d := meridian()
	for range 30 {
		d.Petitions = append(d.Petitions, routecam())
	}
	l := letter(t, d)
	if len(l.Pictures) != 20 || !strings.Contains(l.Text, "14 more petitions are told on the site alone.") {
		t.Errorf("%d pictures\n%s", len(l.Pictures), l.Text[len(l.Text)-600:])
	}
}

func TestWithoutAnAddressThereAreNoLinks(t *testing.T) {
	d := meridian()
	d.Site.Base, d.Published, d.Stop = "", "", ""
	if l := letter(t, d); strings.Contains(l.HTML, "<a ") || strings.Contains(l.Text, "Read it") {
		t.Error("a link leads nowhere")
	}
}

func TestWhatPeopleWriteIsNotMarkup(t *testing.T) {
	d := meridian()
	d.Petitions[0].Title, d.Petitions[0].Reasons[0].Text = "<b>Stop</b>", "<img src=x>"
	if l := letter(t, d); strings.Contains(l.HTML, "<b>") || strings.Contains(l.HTML, "src=x>") && !strings.Contains(l.HTML, "&lt;img") {
		t.Error("it was read as markup")
	}
}

func TestPlainLinesFitAScreen(t *testing.T) {
	for _, line := range strings.Split(letter(t, meridian()).Text, "\n") {
		if len([]rune(line)) > 72 && !strings.Contains(line, "https://") {
			t.Errorf("too long: %q", line)
		}
	}
}

func TestTheListHasAName(t *testing.T) {
	if got := meridian().ListID(context.Background()); got != `"Petitions at Meridian Freight" <summary.petitions.meridian.example>` {
		t.Errorf("got %s", got)
	}
}

func letter(t *testing.T, d mail.Digest) mail.Letter {
	t.Helper()
	l, err := d.Letter(words.With(context.Background(), "en"))
	must(t, err)
	return l
}

// visible is the text between tags.
func visible(html string) string {
	html = html[strings.Index(html, "<body"):]
	return strings.NewReplacer("&#34;", `"`, "&#39;", "'", "&amp;", "&").Replace(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(html, ""))
}

// golden compares with testdata, or with UPDATE=1 redraws it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		must(t, os.MkdirAll("testdata", 0o755))
		must(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	must(t, err)
	if string(want) != got {
		t.Errorf("%s has changed; look at it, and if it is better, UPDATE=1", name)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// What one mail with a code costs, but for the mail server: docs/scale.md.
func BenchmarkCode(b *testing.B) {
	ctx := words.With(context.Background(), "en")
	for b.Loop() {
		if _, err := (mail.Code{Site: mail.Site{Short: "Notices", Origin: "petitions.example"}, Code: "123456", Minutes: 15}).Letter(ctx); err != nil {
			b.Fatal(err)
		}
	}
}
