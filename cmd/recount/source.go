package main

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"strings"
	"time"
)

// fetches at once: enough to hide the way there and back, few enough to be no burden.
const fetches = 8

// A source gives what a site shows to everyone, by its path there. Nothing that it gives is believed.
type source interface {
	// get gives at most max bytes.
	get(ctx context.Context, path string, max int64) ([]byte, error)
}

// open takes a URL, a folder or a zip file.
func open(name string) (source, error) {
	if strings.HasPrefix(name, "http://") || strings.HasPrefix(name, "https://") {
		return site{strings.TrimRight(name, "/"), &http.Client{Timeout: time.Minute}}, nil
	}
	about, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !about.IsDir() {
		z, err := zip.OpenReader(name) // read until the program ends
		return folder{FS: z}, err
	}
	f := folder{FS: os.DirFS(name)}
	if _, err := fs.Stat(f, "checkpoint"); err == nil {
		f.cut = "log/"
	}
	return f, nil
}

// A site is what anyone can fetch.
type site struct {
	base   string
	client *http.Client
}

// get gives the body of a 200. Anything else that answers is a lie: what is asked for, the log says to exist.
func (s site) get(ctx context.Context, path string, max int64) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.base+path, nil)
	if err != nil {
		return nil, err
	}
	answer, err := s.client.Do(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode >= http.StatusInternalServerError || answer.StatusCode == http.StatusTooManyRequests {
		return nil, fmt.Errorf("%s: %s", path, answer.Status)
	}
	if answer.StatusCode != http.StatusOK {
		return nil, lied("%s should be there for everyone: %s", path, answer.Status)
	}
	return upTo(answer.Body, path, max)
}

// A folder holds copies of what a site showed, laid out as there (docs/protocol.md, Bundle), or only what is under its /log/.
// What it lacks is nobody's lie.
type folder struct {
	fs.FS
	cut string
}

func (f folder) get(_ context.Context, path string, max int64) ([]byte, error) {
	file, err := f.Open(f.name(path))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return upTo(file, path, max)
}

// name: a book is a file at a site and cannot be a folder, too.
func (f folder) name(path string) string {
	name := strings.TrimPrefix(strings.TrimPrefix(path, "/"), f.cut)
	if book, ok := strings.CutSuffix(name, "/proofs"); ok {
		name = book + ".proofs"
	}
	return name
}

// names are the files in one of its folders.
func (f folder) names(under string) (names []string) {
	found, err := fs.ReadDir(f, f.name(under))
	if err != nil {
		return nil
	}
	for _, e := range found {
		names = append(names, e.Name())
	}
	return names
}

func missing(err error) bool { return errors.Is(err, fs.ErrNotExist) }

func upTo(r io.Reader, path string, max int64) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(r, max+1))
	if err == nil && int64(len(body)) > max {
		return nil, lied("%s is longer than such a file can be", path)
	}
	return body, err
}
