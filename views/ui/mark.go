package ui

import (
	"fmt"
	"strings"
)

// A mark is a small signal flag printed in one ink, as engravers print colours: plain, solid and ruled. Twelve fields,
// five charges, five inks, two turns: two voices can meet in a mark, never in mark and words.

type flag struct {
	ink  string // a to e
	turn bool
	body string // SVG inside the flag; drawn from a fixed table, so it needs no escaping
}

// flagOf reads the first four bytes of the pseudonym's hash.
func flagOf(hash []byte) flag {
	h := append(append([]byte{}, hash...), 0, 0, 0, 0)
	field, charge := h[0]%12, h[1]%5
	if field == ruled && charge == 0 {
		charge = 2 // plain ruling alone would read as a grey square
	}
	return flag{string("abcde"[h[2]%5]), h[3]%2 == 1, fields[field] + charges[charge]}
}

const ruled = 11

var fields = [12]string{
	box(2, 2, 14, 28),
	box(2, 2, 14, 14) + box(16, 16, 14, 14),
	box(2, 2, 28, 9.3) + box(2, 20.7, 28, 9.3),
	fill("M2 2L30 30H2z"),
	fill("M2 2h28v28h-28zM9 9v14h14v-14z"),
	fill("M2 2h5L30 25v5h-5L2 7zM30 2v5L7 30H2v-5L25 2z"),
	fill("M12 2h8v10h10v8H20v10h-8V20H2v-8h10z"),
	fill("M2 2L16 16L2 30z") + hatch(18, 30, 2, 30),
	fill("M16 2L30 16L16 30L2 16z"),
	box(2, 2, 28, 14) + hatch(2, 30, 16, 30),
	box(2, 2, 5.6, 28) + box(13.2, 2, 5.6, 28) + box(24.4, 2, 5.6, 28),
	hatch(2, 30, 2, 30),
}

var charges = [5]string{
	"",
	`<circle class="mk-seal" cx="16" cy="16" r="5.4"></circle>`,
	`<path class="mk-seal" d="M16 9.6L22.4 16L16 22.4L9.6 16z"></path>`,
	`<circle class="mk-hole" cx="16" cy="16" r="5"></circle>`,
	`<path class="mk-seal" d="M11 11h10v10h-10z"></path>`,
}

func fill(d string) string { return `<path class="mk-fill" d="` + d + `"></path>` }

func box(x, y, w, h float64) string { return fill(fmt.Sprintf("M%v %vh%vv%vh%vz", x, y, w, h, -w)) }

func hatch(from, to, top, bottom float64) string {
	var d strings.Builder
	for x := from + 1.5; x < to; x += 3 {
		fmt.Fprintf(&d, "M%v %vV%v", x, top, bottom)
	}
	return `<path class="mk-line" d="` + d.String() + `"></path>`
}
