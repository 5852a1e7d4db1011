package tally

import "fmt"

// A Lie is what a site says and what is not so. Leaf is where it says it, or NotALeaf. Proof is what to hand on to those who will
// not believe it: two checkpoints that cannot both be true, each signed by the log.
type Lie struct {
	Leaf  int64
	What  string
	Proof []string
}

// NotALeaf is where a lie stands that no leaf tells.
const NotALeaf = -1

func (l *Lie) Error() string {
	if l.Leaf == NotALeaf {
		return l.What
	}
	return fmt.Sprintf("leaf %d: %s", l.Leaf, l.What)
}

// Lied names what is said at a leaf and is not so.
func Lied(leaf int64, what string, args ...any) error {
	return &Lie{Leaf: leaf, What: fmt.Sprintf(what, args...)}
}
