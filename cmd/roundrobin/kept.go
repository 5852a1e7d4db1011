package main

import (
	"context"
	"sync"
	"time"
)

// kept is a value that is read again only when it is older than whoever asks wants it. While reading fails, the last value stands in.
type kept[T any] struct {
	now  func() time.Time
	read func(context.Context) (T, error)

	mu    sync.Mutex
	value T
	at    time.Time
}

func newKept[T any](now func() time.Time, read func(context.Context) (T, error)) *kept[T] {
	return &kept[T]{now: now, read: read}
}

// get is the value, which is not older than life.
func (k *kept[T]) get(ctx context.Context, life time.Duration) (T, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	now := k.now()
	if !k.at.IsZero() && now.Sub(k.at) < life {
		return k.value, nil
	}
	value, err := k.read(ctx)
	if err != nil {
		return k.value, err
	}
	k.value, k.at = value, now
	return value, nil
}
