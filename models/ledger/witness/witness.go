// Package witness asks others to sign our checkpoints (C2SP tlog-witness), keeps the newest one outside the stores, and refuses
// to go on with a ledger of which more was seen than it now has.
package witness

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"roundrobin/models/ledger"
)

// A Witness signs checkpoints that contradict none it has signed before.
type Witness struct {
	note.Verifier
	URL string // without the "/add-checkpoint"
}

// Parse reads verifier keys and URLs in turn, with blanks or line ends between.
func Parse(text string) (all []Witness, err error) {
	words := strings.Fields(text)
	if len(words)%2 != 0 {
		return nil, errors.New("witnesses are pairs of a verifier key and a URL, with blanks between")
	}
	for i := 0; i < len(words); i += 2 {
		key, err := ledger.NewWitness(words[i])
		if err != nil {
			return nil, err
		}
		if !strings.HasPrefix(words[i+1], "http://") && !strings.HasPrefix(words[i+1], "https://") {
			return nil, fmt.Errorf("witness %s: %q is no URL", key.Name(), words[i+1])
		}
		all = append(all, Witness{key, strings.TrimRight(words[i+1], "/")})
	}
	return all, nil
}

// A SeenMore is a witness's no: it has signed a tree that ours is not the continuation of.
type SeenMore struct {
	Who  string
	Size int64 // that it has signed, if it says so; or 0: of the same size or less, and another
}

func (s *SeenMore) Error() string {
	if s.Size == 0 {
		return s.Who + " has seen another ledger than this one"
	}
	return fmt.Sprintf("%s has seen %d leaves", s.Who, s.Size)
}

// A conflict says the size that a witness knows, where ours was another.
type conflict struct{ size int64 }

func (c *conflict) Error() string { return fmt.Sprintf("it last signed %d leaves", c.size) }

// add is one add-checkpoint: the proof is from old leaves to those of the checkpoint. It gives the witness's line.
func (w Witness) add(ctx context.Context, client *http.Client, log note.Verifier, old int64, proof []ledger.Hash, signed []byte) (line string, err error) {
	body := fmt.Appendf(nil, "old %d\n", old)
	for _, h := range proof {
		body = fmt.Appendf(body, "%s\n", h)
	}
	body = append(append(body, '\n'), signed...)
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, w.URL+"/add-checkpoint", bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	answer, err := client.Do(r)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(io.LimitReader(answer.Body, 16<<10))
	if err != nil {
		return "", err
	}
	return w.hear(answer.StatusCode, said, log, signed)
}

func (w Witness) hear(code int, said []byte, log note.Verifier, signed []byte) (line string, err error) {
	switch code {
	case http.StatusOK:
		return w.own(string(said), log, signed)
	case http.StatusConflict:
		size, err := strconv.ParseInt(strings.TrimSpace(string(said)), 10, 62)
		if err != nil || size < 0 {
			return "", errors.New("it refuses, and does not say what it has seen")
		}
		return "", &conflict{size}
	case http.StatusUnprocessableEntity:
		return "", &SeenMore{Who: w.Name()}
	case http.StatusNotFound, http.StatusForbidden:
		return "", errors.New("it does not know this ledger's key: ask its operator to add it")
	}
	return "", fmt.Errorf("it answers %d", code)
}

// own finds the witness's signature among what it answered, and holds it against its key.
func (w Witness) own(said string, log note.Verifier, signed []byte) (string, error) {
	for line := range strings.Lines(said) {
		if names, err := ledger.Cosigners(ledger.Cosign(signed, line), log, w.Verifier); err == nil && len(names) == 1 {
			return line, nil
		}
	}
	return "", errors.New("what it answers is not its signature")
}
