package mail

import (
	"crypto/sha256"
	"encoding/binary"
	"sync"
)

// rings keeps the last that were drawn: most of the time that a summary takes goes into them, and they are the same for all of its readers.
// What it returns is shared and must not be changed.
var rings = keptRings{last: map[[32]byte][]byte{}}

const mostRings = 64 // more than a summary has

type keptRings struct {
	mu   sync.Mutex
	last map[[32]byte][]byte
}

// png is ringPNG, drawn once for the same petition, signatures, goal and size.
func (k *keptRings) png(petition string, angles []uint32, goal, size int) ([]byte, error) {
	key := ringKey(petition, angles, goal, size)
	k.mu.Lock()
	defer k.mu.Unlock()
	if drawn := k.last[key]; drawn != nil {
		return drawn, nil
	}
	drawn, err := ringPNG(petition, angles, goal, size)
	if err != nil {
		return nil, err
	}
	if len(k.last) >= mostRings {
		clear(k.last)
	}
	k.last[key] = drawn
	return drawn, nil
}

func ringKey(petition string, angles []uint32, goal, size int) [32]byte {
	b := make([]byte, 0, 4*len(angles)+len(petition)+16)
	b = binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(b, uint64(goal)), uint64(size)) // #nosec G115 -- counts are not negative
	for _, a := range angles {
		b = binary.BigEndian.AppendUint32(b, a)
	}
	return sha256.Sum256(append(b, petition...))
}
