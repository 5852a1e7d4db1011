package main

import (
	"context"
	"net/http"
	"os"
	"time"

	"roundrobin/cmd/roundrobin/wallet"
)

const patience = time.Minute // with a site that does not answer

// terminal is what the wallet without a browser takes from the world.
func terminal(o *outside) *wallet.Outside {
	return &wallet.Outside{
		Now: o.Now, Random: o.Random, Client: &http.Client{Timeout: patience}, In: os.Stdin, Out: o.Out,
		Sleep: func(ctx context.Context, d time.Duration) error {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(d):
				return nil
			}
		},
	}
}
