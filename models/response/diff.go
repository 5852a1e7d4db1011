package response

import (
	"strings"
	"unicode"
)

// A Piece of a text beside another: it stands in both, only in the older (Was), or only in the newer (Is).
type Piece struct {
	Text    string
	Was, Is bool
}

// Diff tells word by word what became of a text. Joined, the pieces that are not only Was are the newer text. Its cost is the
// product of the lengths of what differs.
func Diff(older, newer string) []Piece {
	a, b := pieces(older), pieces(newer)
	var head, tail []string
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		head, a, b = append(head, a[0]), a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		tail, a, b = append(tail, a[len(a)-1]), a[:len(a)-1], b[:len(b)-1]
	}
	var d differ
	for _, s := range head {
		d.add(s, true, true)
	}
	d.between(a, b)
	for i := len(tail) - 1; i >= 0; i-- {
		d.add(tail[i], true, true)
	}
	return joined(d.pieces)
}

// joined takes changes that only a blank parts as one, so that a changed sentence reads as one and not word by word.
func joined(pieces []Piece) (all []Piece) {
	was, is := "", ""
	flush := func() {
		if was != "" {
			all = append(all, Piece{was, true, false})
		}
		if is != "" {
			all = append(all, Piece{is, false, true})
		}
		was, is = "", ""
	}
	for i, p := range pieces {
		switch {
		case !p.Is:
			was += p.Text
		case !p.Was:
			is += p.Text
		case was+is != "" && i+1 < len(pieces) && strings.TrimLeft(p.Text, " ") == "":
			was, is = was+p.Text, is+p.Text
		default:
			flush()
			all = append(all, p)
		}
	}
	flush()
	return all
}

type differ struct{ pieces []Piece }

func (d *differ) add(text string, was, is bool) {
	if n := len(d.pieces) - 1; n >= 0 && d.pieces[n].Was == was && d.pieces[n].Is == is {
		d.pieces[n].Text += text
		return
	}
	d.pieces = append(d.pieces, Piece{text, was, is})
}

// between walks a longest common subsequence.
func (d *differ) between(a, b []string) {
	common := make([][]uint16, len(a)+1) // common[i][j]: words that a[i:] and b[j:] share
	for i := range common {
		common[i] = make([]uint16, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			d.add(a[i], true, true)
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			d.add(a[i], true, false)
			i++
		default:
			d.add(b[j], false, true)
			j++
		}
	}
}

// pieces are words and what stands between them, so that nothing is lost.
func pieces(text string) (all []string) {
	for text != "" {
		blank := unicode.IsSpace([]rune(text[:min(len(text), 4)])[0])
		end := strings.IndexFunc(text, func(r rune) bool { return unicode.IsSpace(r) != blank })
		if end < 0 {
			end = len(text)
		}
		all, text = append(all, text[:end]), text[end:]
	}
	return all
}
