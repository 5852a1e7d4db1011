package drill

import (
	"encoding/binary"
	"math"
	"sync"
)

// dice is everything that chance decides in the drill: who does what and when, and the shuffles of its statistics. The same seed and
// label throw the same. It is SplitMix64 and good for nothing secret; the site itself draws from the machine.
type dice struct {
	mu    sync.Mutex
	state uint64
}

func newDice(seed int64, label string) *dice {
	d := &dice{state: uint64(seed)}
	for i := range len(label) {
		d.state ^= uint64(label[i]) << (i % 8 * 8)
		d.state = d.next()
	}
	return d
}

func (d *dice) next() uint64 {
	d.state += 0x9e3779b97f4a7c15
	z := d.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// Read lets wallets draw their seeds and jitter.
func (d *dice) Read(b []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var word [8]byte
	for at := 0; at < len(b); at += len(word) {
		binary.LittleEndian.PutUint64(word[:], d.next())
		copy(b[at:], word[:])
	}
	return len(b), nil
}

// float is in [0, 1).
func (d *dice) float() float64 { return float64(d.next()>>11) / (1 << 53) }

func (d *dice) below(n int) int { return int(d.next() >> 1 % uint64(n)) }

func (d *dice) between(low, high float64) float64 { return low + (high-low)*d.float() }

func (d *dice) chance(p float64) bool { return d.float() < p }

// bell is normal with mean 0 and deviation 1 (Box and Muller).
func (d *dice) bell() float64 {
	return math.Sqrt(-2*math.Log(1-d.float())) * math.Cos(2*math.Pi*d.float())
}
