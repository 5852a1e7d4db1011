package wallet

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"time"

	"roundrobin/models/fault"
)

// Interval is the time to the next beat for a page of this age, without jitter; the browser's wallet keeps the same.
func Interval(age time.Duration) time.Duration {
	switch {
	case age < 2*time.Minute:
		return 5 * time.Second
	case age < 10*time.Minute:
		return 10 * time.Second
	}
	return time.Minute
}

// PollInterval is the time to the next look at /now.json, which every page takes, wallet or not.
func PollInterval(age time.Duration) time.Duration {
	if age < 10*time.Minute {
		return 10 * time.Second
	}
	return time.Minute
}

// jitter is up to a fifth more or less.
func jitter(random io.Reader, d time.Duration) (time.Duration, error) {
	var b [4]byte
	_, err := io.ReadFull(random, b[:])
	return d*4/5 + time.Duration(float64(d)*0.4*float64(binary.BigEndian.Uint32(b[:]))/(1<<32)), err
}

// beats bounds how many envelopes a command sends; what then still waits goes with the next one.
const beats = 8

var errUnanswered = fault.New(fault.Unavailable, "wallet_unanswered").Again()

// Deliver sends envelopes at the pace of a page until nothing waits, and at least one: a command that says nothing looks like one
// that does.
func (w *Wallet) Deliver(ctx context.Context) error {
	var age time.Duration
	for n := range beats {
		err := w.Beat(ctx, w.File.Next())
		if err != nil && !errors.Is(err, ErrLost) || errors.As(err, new(*Lie)) {
			return err
		}
		if w.idle() || n == beats-1 {
			break
		}
		pause, err := jitter(w.Random, Interval(age))
		if err != nil {
			return err
		}
		if err := w.Sleep(ctx, pause); err != nil {
			return err
		}
		age += pause
	}
	if !w.idle() {
		return errUnanswered
	}
	return nil
}

func (w *Wallet) idle() bool { return w.File.Next() == nil && len(w.readings) == 0 }
