// Package static holds what every browser gets alike: styles, fonts, pictures and the wallet's bundle. They are part
// of the binary and have the hash of their content in their address, so that they can be kept for ever.
package static

import (
	"bytes"
	"compress/gzip"
	"embed"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
)

//go:embed css fonts img dist
var files embed.FS

// Prefix is where the handlers serve the assets.
const Prefix = "/static/"

// Scripts are all that browsers run: of every page, of petitions' and programs', of the wallet's, of leadership's, of the office's security keys, and those that recount. A
// wallet leaf in the ledger names the hash of each.
var Scripts = []string{"dist/wallet.js", "dist/petition.js", "dist/organize.js", "dist/respond.js", "dist/security.js", "dist/recount.js", "dist/offline.js"}

// Asset is one file as it is served.
type Asset struct {
	// Type is the Content-Type. Body is the file, with addresses in a style sheet already hashed.
	Type string
	Body []byte

	once         sync.Once
	gzip, brotli []byte
}

// URL is the address of a file of this folder: "css/round-robin.css" is /static/css/round-robin.HASH.css.
// An unknown name is a mistake in our code, so it panics.
func URL(name string) string {
	hashed, ok := shelf().address[name]
	if !ok {
		panic("static: no file " + name)
	}
	return Prefix + hashed
}

// Open finds an asset by its hashed path below Prefix: "css/round-robin.HASH.css".
func Open(path string) (*Asset, bool) {
	a, ok := shelf().assets[path]
	return a, ok
}

// Bytes is a file as it is served, by its plain name; nil if there is none.
func Bytes(name string) []byte {
	if a, ok := Open(shelf().address[name]); ok {
		return a.Body
	}
	return nil
}

// Encoded is the smallest form of the asset that an Accept-Encoding header allows: "br", "gzip" or "" as it is.
func (a *Asset) Encoded(accept string) (encoding string, body []byte) {
	a.once.Do(a.compress)
	switch {
	case a.brotli != nil && strings.Contains(accept, "br"):
		return "br", a.brotli
	case a.gzip != nil && strings.Contains(accept, "gzip"):
		return "gzip", a.gzip
	}
	return "", a.Body
}

func (a *Asset) compress() {
	if !strings.HasPrefix(a.Type, "text/") && !strings.Contains(a.Type, "svg") {
		return
	}
	var zipped, brotlied bytes.Buffer
	z, _ := gzip.NewWriterLevel(&zipped, gzip.BestCompression)
	b := brotli.NewWriterLevel(&brotlied, brotli.BestCompression)
	_, _ = z.Write(a.Body)
	_, _ = b.Write(a.Body)
	_, _ = z.Close(), b.Close()
	a.gzip, a.brotli = zipped.Bytes(), brotlied.Bytes()
}

// Paths are the hashed paths of all assets, for those who copy them elsewhere.
func Paths() []string {
	paths := make([]string, 0, len(shelf().assets))
	for path := range shelf().assets {
		paths = append(paths, path)
	}
	return paths
}
