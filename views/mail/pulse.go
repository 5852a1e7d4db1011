package mail

import (
	"context"
	"strings"

	"roundrobin/views/words"
)

// Pulse is how a program sits with those who said so this season: as much of it as the site shows.
type Pulse struct {
	Name     string
	Answered int
	Steps    []Step // from bad to good; none where too few have answered
}

// Step is the share of those who answered who say so. Value is very_badly, badly, neither, well or very_well.
type Step struct {
	Value   string
	Percent int
}

// line is the pulse in words, behind the program's name.
func (p Pulse) line(ctx context.Context) string {
	answered := words.N(ctx, "pulse.people", p.Answered)
	if len(p.Steps) == 0 {
		return answered + " " + words.T(ctx, "pulse.line_few")
	}
	var shares []string
	left := 100
	for _, s := range p.Steps {
		left -= s.Percent
		shares = append(shares, words.T(ctx, "pulse.chart_share", "value", words.T(ctx, "pulse."+s.Value), "share", words.Percent(ctx, s.Percent)))
	}
	if left > len(p.Steps) { // more than what rounding leaves
		shares = append(shares, words.T(ctx, "pulse.chart_hidden", "share", words.Percent(ctx, left)))
	}
	return answered + " " + words.T(ctx, "pulse.line", "shares", strings.Join(shares, ", "))
}

func (d Digest) textPulses(ctx context.Context, b *page) {
	if len(d.Pulses) == 0 {
		return
	}
	b.rule()
	b.say(words.T(ctx, "pulse.title"))
	for _, p := range d.Pulses {
		b.say(p.Name + ". " + p.line(ctx))
	}
}
