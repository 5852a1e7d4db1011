package export

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

const (
	atOnce   = 2  // bundles that are written at the same time
	mostKept = 32 // the last ones, on disk
)

// Making is a bundle that is being written beside the requests for it, or is there.
type Making struct {
	Tag          string // names its bytes: the ledger's checkpoint, the petition and the language
	signed       []byte // the checkpoint
	written, all atomic.Int64
	done         chan struct{}
	err          error
	size         int64

	mu      sync.Mutex
	file    *os.File
	readers int
	dropped bool // nobody new gets it; the last reader closes it
}

// kept are the last bundles, one for each petition and language.
type kept struct {
	mu    sync.Mutex
	made  map[string]*Making
	order []string // of made, the oldest first
}

// Make is the bundle as the ledger stands: the one that is there, or is being written, or a new one, which is written on after ctx has
// ended. Whoever has waited for one says its tag, and gets it though a seal has come meanwhile.
func (b *Bundles) Make(ctx context.Context, p Petition, language, waitedFor string) (*Making, error) {
	_, signed, err := b.ledger.Checkpoint(ctx)
	if err != nil {
		return nil, err
	}
	key := p.ID + " " + language
	tag := tagOf(signed, key)
	b.kept.mu.Lock()
	defer b.kept.mu.Unlock()
	if m := b.kept.made[key]; m != nil && (m.Tag == tag || m.Tag == waitedFor || !m.Within(0)) && !m.failed() {
		return m, nil
	}
	m := &Making{Tag: tag, signed: signed, done: make(chan struct{})}
	b.kept.put(key, m)
	go m.make(context.WithoutCancel(ctx), b, p)
	return m, nil
}

func tagOf(signed []byte, key string) string {
	h := sha256.Sum256(append(slices.Clip(signed), key...))
	return hex.EncodeToString(h[:12])
}

// put lets go of the one before, and of the oldest beyond mostKept.
func (k *kept) put(key string, m *Making) {
	drop := func(key string) {
		if old := k.made[key]; old != nil {
			old.drop()
			delete(k.made, key)
			k.order = slices.DeleteFunc(k.order, func(o string) bool { return o == key })
		}
	}
	drop(key)
	if len(k.order) >= mostKept {
		drop(k.order[0])
	}
	k.made[key], k.order = m, append(k.order, key)
}

func (m *Making) make(ctx context.Context, b *Bundles, p Petition) {
	file, size, err := b.file(ctx, p, m)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.file, m.size, m.err = file, size, err
	close(m.done)
	m.closeUnread()
}

// Within waits for so long, and reports whether the bundle is there, or was given up.
func (m *Making) Within(patience time.Duration) bool {
	select {
	case <-m.done:
		return true
	default:
	}
	if patience <= 0 {
		return false
	}
	select {
	case <-m.done:
		return true
	case <-time.After(patience):
		return false
	}
}

// Percent is how far it is, below 100 until it is there.
func (m *Making) Percent() int {
	return int(min(99, m.written.Load()*100/max(1, m.all.Load())))
}

var errDropped = errors.New("export: the bundle was let go meanwhile")

// Open reads a bundle that is there, as often as one likes and by many at once.
func (m *Making) Open() (io.ReadCloser, int64, error) {
	<-m.done
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.err != nil {
		return nil, 0, m.err
	}
	if m.dropped && m.readers == 0 {
		return nil, 0, errDropped
	}
	m.readers++
	return &reader{SectionReader: io.NewSectionReader(m.file, 0, m.size), of: m}, m.size, nil
}

func (m *Making) failed() bool { return m.Within(0) && m.err != nil }

func (m *Making) drop() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.dropped = true
	m.closeUnread()
}

func (m *Making) closeUnread() {
	if m.dropped && m.readers == 0 && m.file != nil && m.err == nil {
		_ = m.file.Close() // it has no name: nothing of it stays
	}
}

// reader is one who reads it; closing it twice does no harm.
type reader struct {
	*io.SectionReader
	of   *Making
	once sync.Once
}

func (r *reader) Close() error {
	r.once.Do(func() {
		r.of.mu.Lock()
		defer r.of.mu.Unlock()
		r.of.readers--
		r.of.closeUnread()
	})
	return nil
}
