package petition

import (
	"fmt"
	"strings"
)

// Diagram draws the lifecycle as a page of Markdown with a Mermaid diagram.
func Diagram() string {
	var b strings.Builder
	b.WriteString("# A petition's life\n\nDrawn from the table in models/petition/lifecycle.go by `UPDATE=1 go test ./models/petition`. Do not edit.\n\n")
	b.WriteString("```mermaid\nstateDiagram-v2\n    [*] --> draft\n")
	for _, t := range lifecycle {
		fmt.Fprintf(&b, "    %s --> %s: %s\n", t.From, t.To, t.On)
	}
	for _, s := range States() {
		if s.Over() {
			fmt.Fprintf(&b, "    %s --> [*]\n", s)
		}
	}
	b.WriteString("```\n\n| from | event | to | where |\n|---|---|---|---|\n")
	for _, t := range lifecycle {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", t.From, t.On, t.To, t.But)
	}
	b.WriteString("\n| state | signatures | comments |\n|---|---|---|\n")
	for _, s := range States() {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", s, yes(s.Signable()), yes(s.Speakable()))
	}
	return b.String()
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
