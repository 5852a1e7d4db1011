package main

import (
	"maps"
	mathrand "math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/floor/floortest"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/program"
	"roundrobin/views/words"
)

// The campaign's program, and what somebody says under everything.
const (
	gleamcam    = "gleamcam"
	programName = "Gleamcam"
	asksWho     = "Who reads what it sees?"
)

// sitting is how a program sits with people, who may think otherwise later.
type sitting struct {
	round   petition.Petition
	moods   *mathrand.Rand
	minds   []mind // people, in their order
	changed int    // minds, as anyone can count in the ledger
	pulses  floortest.Watcher
	steps   bool // some were ever shown
	over    bool
}

type mind struct {
	value string
	seq   int
}

// ask opens the round, and lets somebody speak under it.
func (c *campaign) ask() {
	ctx := words.With(c.t.Context(), "en")
	p := program.Program{ID: gleamcam, Name: programName, Purpose: "Cameras.", Owner: "Fleet", Begins: "2026-10-01", Status: program.Active, Since: "2026-10-01", Review: program.NoReview}
	must(c.t, c.s.programs.Add(ctx, p))
	var err error
	c.round, err = c.s.petitions.OpenRound(ctx, gleamcam, roundText(ctx, p))
	must(c.t, err)
	c.comments = map[string]string{}
	c.speak(c.round)
	c.seal()
}

// speak lets somebody say something there, once.
func (c *campaign) speak(about petition.Petition) {
	if c.comments[about.ID] == "" {
		c.comments[about.ID] = c.in(about, 0, pass.Comment, pass.NoSubject, 1, pass.NoParent+"\n"+asksWho).CommentID()
	}
}

// sit lets some say how it sits with them, and a few who did think otherwise.
func (c *campaign) sit() {
	for n := range c.minds {
		if c.moods.IntN(15) == 0 {
			c.think(n)
			c.changed++
		}
	}
	for range c.moods.IntN(28) {
		c.minds = append(c.minds, mind{})
		c.think(len(c.minds) - 1)
	}
}

// think: most are of one of two minds, few of the others.
func (c *campaign) think(n int) {
	order := []int{3, 1, 2, 4, 0}
	m := &c.minds[n]
	m.value, m.seq = pass.PulseValues()[order[min(4, int(c.moods.ExpFloat64()*0.9))]], m.seq+1
	c.in(c.round, n, pass.Pulse, pass.NoSubject, m.seq, m.value)
}

// settled ends the season, and is what the solver finds of it all.
func (c *campaign) settled() string {
	c.now = c.round.Closes.Ends(time.UTC).Add(12 * time.Hour)
	must(c.t, c.s.petitions.CloseExpired(c.t.Context()))
	c.over = true
	c.look()
	return c.pulses.Finds(pass.PulseValues())
}

// lookAtPulse takes the figures from the file whose hash comes into the ledger. The page, its table, its JSON and the summary must say the same,
// and nothing else may say anything else.
func (c *campaign) lookAtPulse(all map[string]string) {
	c.t.Helper()
	if len(c.minds) == 0 {
		return
	}
	page := "/programs/" + gleamcam
	f, err := petition.ParsePulseText(all[page+"/pulse/"+c.round.Book+".txt"])
	if err != nil || f.Total != len(c.minds) {
		c.t.Fatalf("the pulse of %d people: %v, %+v", len(c.minds), err, f)
	}
	people, shares := map[string]int{}, map[string]int{}
	for _, x := range f.Cells {
		if !x.Hidden {
			people[x.Name], shares[x.Name] = x.People, x.People*100/f.Total
		}
	}
	for where, said := range all {
		for _, s := range stepsIn(said) {
			if truth, ok := people[s.value]; !s.share && (!ok || s.n != truth) {
				c.t.Fatalf("%s says that %d feel %s; the file says %v", where, s.n, s.value, people)
			}
			if truth, ok := shares[s.value]; s.share && (!ok || s.n != truth) {
				c.t.Fatalf("%s says that %d %% feel %s; the file says %v", where, s.n, s.value, shares)
			}
		}
	}
	answered, table := tableIn(all[page])
	if answered != f.Total || !maps.Equal(table, people) {
		c.t.Fatalf("the table says %d and %v, the file %d and %v\n%s", answered, table, f.Total, people, all[page])
	}
	for _, where := range []string{page, page + ".json", "summary"} {
		if read := stepsOf(all[where]); len(read) != len(people) && !(where == "summary" && c.over) {
			c.t.Fatalf("%s says only %v of %v", where, read, people)
		}
	}
	c.steps = c.steps || len(people) > 0
	c.pulses.SeeChanged(f.Total, c.changed, people)
}

// step is a number that stands right after the name of a step: people, or their share in per cent.
type step struct {
	value string
	n     int
	share bool
}

var aStep = regexp.MustCompile(`(?i)\b(very[_ ]badly|neither badly nor well|neither|badly|very[_ ]well|well)\b["\s,:;|()-]*(?:people["\s:]*)?(\d[\d,]*)([\s\x{a0}\x{202f}]?%)?`)

func stepsIn(text string) (found []step) {
	for _, m := range aStep.FindAllStringSubmatch(text, -1) {
		value, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(m[1]), "very ", "very_"), " ")
		found = append(found, step{value, number(m[2]), m[3] != ""})
	}
	return found
}

func stepsOf(text string) map[string]bool {
	values := map[string]bool{}
	for _, s := range stepsIn(text) {
		values[s.value] = true
	}
	return values
}

var (
	aRow  = regexp.MustCompile(`Q4\s2026\s+(?:so far\s+)?([\d,]+)\s+((?:not shown\s*|[\d,]+\s+\(\d+[\s\x{a0}\x{202f}]?%\)\s*)+)`)
	aCell = regexp.MustCompile(`not shown|([\d,]+)\s+\(`)
)

// tableIn reads the row of the season: how many answered, and the steps that are shown.
func tableIn(page string) (answered int, people map[string]int) {
	people = map[string]int{}
	row := aRow.FindStringSubmatch(page)
	if row == nil {
		return -1, people
	}
	for i, cell := range aCell.FindAllStringSubmatch(row[2], -1) {
		if cell[1] != "" {
			people[pass.PulseValues()[i]] = number(cell[1])
		}
	}
	return number(row[1]), people
}

func number(text string) int {
	n, _ := strconv.Atoi(strings.ReplaceAll(text, ",", ""))
	return n
}

// TestTheReaderOfPulsesIsNotBlind: if a step's figure stood there in any of these forms, it would be found.
func TestTheReaderOfPulsesIsNotBlind(t *testing.T) {
	for said, want := range map[string]step{
		"Very well 4": {"very_well", 4, false}, "farewell 7; well: 1,204": {"well", 1204, false}, "very_badly -\nneither 12\n": {"neither", 12, false},
		`{"value":"badly","people":4}`: {"badly", 4, false}, "Neither badly nor well 31\u00a0%, not shown 9\u00a0%": {"neither", 31, true},
		plain([]byte("<th>Badly</th> <td class=x>4</td>"), fiber.MIMETextHTML): {"badly", 4, false},
	} {
		if got := stepsIn(said); len(got) != 1 || got[0] != want {
			t.Errorf("%q: %v", said, got)
		}
	}
	answered, people := tableIn("Very well  Q4 2026  so far  1,031 not shown  1,000  (43\u00a0%)  not shown 11 (1\u00a0%) not shown")
	if want := map[string]int{"badly": 1000, "well": 11}; answered != 1031 || !maps.Equal(people, want) {
		t.Errorf("of the table it reads %d and %v", answered, people)
	}
}
