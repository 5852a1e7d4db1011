package drill

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// results are the last full ones, as `roundrobin drill --json` printed them (controls.json: with --controls): docs/drill.md and the site's page of limits show them.
//
//go:embed results/*.json
var results embed.FS

// The last full results.
var (
	AsSet      = last[Result]("sqlite")   // as the product is set
	OnPostgres = last[Result]("postgres") // the same company, on the other store
	Nightly    = last[Result]("nightly")  // were counts to move every night
	Without    = last[Played]("controls") // without each defence
)

// last panics on a file that is none of ours: it is built in.
func last[R Result | Played](name string) (r R) {
	b, err := results.ReadFile("results/" + name + ".json")
	if err == nil {
		err = json.Unmarshal(b, &r)
	}
	if err != nil {
		panic(fmt.Sprintf("drill: the last result %s: %v", name, err))
	}
	return r
}

// markdown is a result as docs/drill.md shows it.
func (r Result) markdown(out *bytes.Buffer) {
	fmt.Fprintf(out, "Played on %s: %s\n", r.Today, r.company())
	for _, part := range []struct {
		says   string
		scores []Score
	}{
		{fmt.Sprintf("Among holders who read the petition, %d pairs of a person and a petition:", r.Pairs), r.Scores},
		{fmt.Sprintf("Among those who read it before they held passes, %d pairs:", r.OnWayPairs), r.OnWay},
	} {
		fmt.Fprintf(out, "\n%s\n\n", part.says)
		columned(out, heads, shown(part.scores))
	}
	fmt.Fprintf(out, "\n%s\n", r.verdict())
}

// markdown is what the controls came to, as docs/drill.md shows it.
func (p Played) markdown(out *bytes.Buffer) {
	fmt.Fprintf(out, "Played on %s: %d people, %d petitions on %s, seed %d.\n\n", p.Today, p.People, p.Petitions, p.Store, p.Seed)
	var rows [][]string
	for _, m := range p.Without {
		rows = append(rows, m.cells())
	}
	columned(out, controlHeads, rows)
}

func columned(out io.Writer, heads []string, rows [][]string) {
	fmt.Fprintf(out, "| %s |\n|%s\n", strings.Join(heads, " | "), strings.Repeat("---|", len(heads)))
	for _, row := range rows {
		fmt.Fprintf(out, "| %s |\n", strings.Join(row, " | "))
	}
}
