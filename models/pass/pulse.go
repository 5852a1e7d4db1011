package pass

import "slices"

// Pulse says how a program sits with somebody. It is the signature of a round, which has no other: a key counts once, whatever it said
// last. What it said is in no leaf.
const Pulse Kind = "pulse"

// PulseValues are what a pulse's body may say, from bad to good.
func PulseValues() []string { return []string{"very_badly", "badly", "neither", "well", "very_well"} }

func isPulse(body []byte) bool { return slices.Contains(PulseValues(), string(body)) }

// Signs reports whether acts of this kind count one person under what they are about.
func (k Kind) Signs() bool { return k == Signature || k == Pulse }
