package demo

import (
	"slices"
)

// Comment is what one voice says under its petition.
type Comment struct {
	Day     int     `toml:"day"`
	Voice   int     `toml:"voice"`  // names a speaker within the petition, from 1 on; several comments may be of one voice
	Agreed  int     `toml:"agreed"` // agreements, none of them by the same voice
	Text    string  `toml:"text"`   // plain; up to 900 characters, but for one of some 2,500
	Replies []Reply `toml:"reply"`  // in the order of days
}

// Reply answers a comment. Nothing answers a reply.
type Reply struct {
	Day    int    `toml:"day"`
	Voice  int    `toml:"voice"`
	Agreed int    `toml:"agreed"`
	Text   string `toml:"text"`
}

// Said is a comment or a reply in the order in which they were said.
type Said struct {
	Day, Voice, Agreed int
	Parent             int // index of what it answers, always lower than its own; or NoParent
	Text               string
}

// NoParent is the parent of what answers nothing.
const NoParent = -1

// Thread gives comments and replies in the order of their days, parents before what answers them.
func (p *Petition) Thread() []Said {
	type line struct {
		Said
		comment int // index in p.Comments
		reply   bool
	}
	var lines []line
	for i, c := range p.Comments {
		lines = append(lines, line{Said{c.Day, c.Voice, c.Agreed, NoParent, c.Text}, i, false})
		for _, r := range c.Replies {
			lines = append(lines, line{Said{r.Day, r.Voice, r.Agreed, NoParent, r.Text}, i, true})
		}
	}
	slices.SortStableFunc(lines, func(a, b line) int { return a.Day - b.Day })
	thread, at := make([]Said, len(lines)), make([]int, len(p.Comments))
	for i, l := range lines {
		thread[i] = l.Said
		if l.reply {
			thread[i].Parent = at[l.comment]
		} else {
			at[l.comment] = i
		}
	}
	return thread
}
