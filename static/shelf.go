package static

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"sync"
)

// shelf is every asset by its hashed path, and the hashed path of every file.
var shelf = sync.OnceValue(func() (s struct {
	assets  map[string]*Asset
	address map[string]string
}) {
	s.assets, s.address = map[string]*Asset{}, map[string]string{}
	put := func(name string, body []byte) {
		hashed := hashedName(name, body)
		s.address[name] = hashed
		s.assets[hashed] = &Asset{Type: typeOf(name), Body: body}
	}
	names := everyFile()
	for _, name := range names {
		if path.Ext(name) != ".css" {
			put(name, read(name))
		}
	}
	for _, name := range names {
		if path.Ext(name) == ".css" {
			put(name, hashAddresses(name, read(name), s.address))
		}
	}
	return s
})

func everyFile() (names []string) {
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		panic(err)
	}
	return names
}

func read(name string) []byte {
	body, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return body
}

func hashedName(name string, body []byte) string {
	sum := sha256.Sum256(body)
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext
}

var urlInStyle = regexp.MustCompile(`url\("([^"#:]+)"\)`)

// hashAddresses gives the files that a style sheet names their hashed names, relative as they were.
func hashAddresses(sheet string, body []byte, address map[string]string) []byte {
	return urlInStyle.ReplaceAllFunc(body, func(found []byte) []byte {
		named := string(urlInStyle.FindSubmatch(found)[1])
		hashed, ok := address[path.Join(path.Dir(sheet), named)]
		if !ok {
			panic("static: " + sheet + " names " + named + ", which is not here")
		}
		return []byte(`url("` + path.Join(path.Dir(named), path.Base(hashed)) + `")`)
	})
}

func typeOf(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".woff2":
		return "font/woff2"
	case ".json":
		return "application/json"
	}
	return "text/plain; charset=utf-8"
}
