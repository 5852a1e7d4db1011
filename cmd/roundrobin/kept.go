package main

import (
	"context"
	"sync"
	"time"
)

// kept is a value that is read again only when it is older than life. While reading fails, the last value stands in.
type kept[T any] struct {
	life time.Duration
	now  func() time.Time
	read func(context.Context) (T, error)

	mu    sync.Mutex
	value T
	at    time.Time
}

func newKept[T any](life time.Duration, now func() time.Time, read func(context.Context) (T, error)) *kept[T] {
	return &kept[T]{life: life, now: now, read: read}
}

func (k *kept[T]) get(ctx context.Context) (T, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	now := k.now()
	if !k.at.IsZero() && now.Sub(k.at) < k.life {
		return k.value, nil
	}
	value, err := k.read(ctx)
	if err != nil {
		return k.value, err
	}
	k.value, k.at = value, now
	return value, nil
}
