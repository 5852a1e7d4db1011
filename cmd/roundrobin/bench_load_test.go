package main

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/valyala/fasthttp"
)

// The load: clients of fasthttp's on loopback, each of which sends its next request when the last was answered. It is the same
// program for us and for the bare server, and shares the cores with both.
const (
	clients    = 64
	answerTime = 30 * time.Second
)

// A burst is what came of one load.
type burst struct {
	took []time.Duration // of each request
	wall time.Duration
}

func (b burst) rate() float64 { return float64(len(b.took)) / b.wall.Seconds() }

// A shot prepares request number n, or says that there is none any more.
type shot func(n int, r *fasthttp.Request) bool

// press sends from so many clients at once until there are no more, or it has lasted long enough. Each answer must be a 200 that check,
// if there is one, is content with.
func press(b *testing.B, many int, long time.Duration, next shot, check func(n int, body []byte) error) burst {
	b.Helper()
	client := &fasthttp.Client{MaxConnsPerHost: many, ReadTimeout: answerTime, WriteTimeout: answerTime, NoDefaultUserAgentHeader: true}
	defer client.CloseIdleConnections()
	took, failed := make([][]time.Duration, many), make([]error, many)
	var count atomic.Int64
	var all sync.WaitGroup
	begun := time.Now()
	for who := range many {
		all.Go(func() {
			r, a := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
			defer fasthttp.ReleaseRequest(r)
			defer fasthttp.ReleaseResponse(a)
			for time.Since(begun) < long {
				n := int(count.Add(1)) - 1
				if !next(n, r) {
					return
				}
				start := time.Now()
				err := client.Do(r, a)
				took[who] = append(took[who], time.Since(start))
				if err == nil && a.StatusCode() != fasthttp.StatusOK {
					err = fmt.Errorf("%d: %s", a.StatusCode(), a.Body())
				}
				if err == nil && check != nil {
					err = check(n, a.Body())
				}
				if err != nil {
					failed[who] = err
					return
				}
			}
		})
	}
	all.Wait()
	x := burst{slices.Concat(took...), time.Since(begun)}
	if err := errors.Join(failed...); err != nil {
		b.Fatal(err)
	}
	return x
}

// gets asks for one address, as a browser does that takes what is precompressed.
func gets(url string) shot {
	return func(_ int, r *fasthttp.Request) bool {
		r.SetRequestURI(url)
		r.Header.Set(fasthttp.HeaderAcceptEncoding, "gzip, br")
		return true
	}
}

// posts sends each of these bodies once, beginning at from.
func posts(url, kind string, bodies [][]byte, from int) shot {
	return func(n int, r *fasthttp.Request) bool {
		if from+n >= len(bodies) {
			return false
		}
		r.Header.SetMethod(fasthttp.MethodPost)
		r.SetRequestURI(url)
		r.Header.SetContentType(kind)
		r.SetBodyRaw(bodies[from+n])
		return true
	}
}

// postsAgain sends one body for ever: to the bare server, which does not look.
func postsAgain(url, kind string, body []byte) shot {
	return func(_ int, r *fasthttp.Request) bool { return posts(url, kind, [][]byte{body}, 0)(0, r) }
}
