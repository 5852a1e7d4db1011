package main

import (
	"context"
	"time"
)

// wrongCode is what a wrong code of leadership's costs.
const wrongCode = time.Second

func pause(ctx context.Context) error {
	select {
	case <-time.After(wrongCode):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
