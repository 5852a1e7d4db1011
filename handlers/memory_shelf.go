package handlers

import (
	"container/list"
	"sync"
)

// A shelf keeps answers up to a number and a size. It throws out what was put there first: to know what was read last, it would have to
// remember reading.
type shelf struct {
	most, bytes int

	mu    sync.RWMutex
	at    map[string]*list.Element // of placed
	order *list.List
	used  int
}

type placed struct {
	key string
	*kept
}

func newShelf(most, bytes int) *shelf {
	return &shelf{most: most, bytes: bytes, at: map[string]*list.Element{}, order: list.New()}
}

func (s *shelf) get(key []byte) *kept {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if e := s.at[string(key)]; e != nil {
		return e.Value.(placed).kept
	}
	return nil
}

func (s *shelf) put(key string, k *kept) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e := s.at[key]; e != nil {
		s.drop(e)
	}
	s.at[key] = s.order.PushBack(placed{key, k})
	s.used += k.size()
	for s.used > s.bytes || s.order.Len() > s.most {
		s.drop(s.order.Front())
	}
}

func (s *shelf) drop(e *list.Element) {
	p := s.order.Remove(e).(placed)
	delete(s.at, p.key)
	s.used -= p.size()
}
