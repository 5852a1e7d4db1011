// Gallery shows every screen and every mail of the product in each of its states, with invented props and without a database.
//
//	go run ./cmd/gallery                     serves them, with an index
//	go run ./cmd/gallery --out DIR           writes them as files
//	go run ./cmd/gallery --shots DIR         takes pictures with Chromium: at three widths, light and dark
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"

	"roundrobin/static"
	"roundrobin/views/layout"
	"roundrobin/views/words"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:8090", "address to serve on")
	out := flag.String("out", "", "write the pages below this folder and end")
	shots := flag.String("shots", "", "take pictures into this folder and end")
	only := flag.String("only", "", "with --shots: only what has this in its name")
	flag.Parse()
	words.Strict = true
	switch {
	case *out != "":
		must(write(*out))
	case *shots != "":
		must(shoot(*shots, *only))
	default:
		fmt.Println("ready http://" + *listen)
		must(http.ListenAndServe(*listen, site()))
	}
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func gallerySite() context.Context {
	return layout.WithSite(layout.WithHere(words.With(context.Background(), "en"), "/"), layout.Site{
		Employer: "Meridian Freight", Short: "Notices", Origin: "petitions.meridian.example",
		Base: "https://petitions.meridian.example", Leave: "https://www.example.com/",
		Demo: &layout.Demo{Address: "dana.whitlock@meridian.example"},
	})
}

// policy is the policy of the real site, so that a page that breaks it is seen here.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func site() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+static.Prefix+"{path...}", serveAsset)
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) { serveIndex(w) })
	for _, l := range letters() {
		mux.Handle("GET /"+l.name, l)
	}
	for _, s := range screens() {
		mux.HandleFunc("GET /"+s.name, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Security-Policy", policy)
			w.Header().Set("Referrer-Policy", "no-referrer")
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			page, err := s.page()
			must(err)
			_, _ = w.Write(page)
		})
	}
	return mux
}

func serveAsset(w http.ResponseWriter, r *http.Request) {
	asset, ok := static.Open(r.PathValue("path"))
	if !ok {
		http.NotFound(w, r)
		return
	}
	encoding, body := asset.Encoded(r.Header.Get("Accept-Encoding"))
	if encoding != "" {
		w.Header().Set("Content-Encoding", encoding)
	}
	w.Header().Set("Referrer-Policy", "no-referrer") // a style sheet's own, for the fonts that it asks for
	w.Header().Set("Content-Type", asset.Type)
	_, _ = w.Write(body)
}

func serveIndex(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	for _, s := range subjects("") {
		fmt.Fprintf(w, `<p><a href="/%s">%s</a></p>`, s.Name, s.Name)
	}
}

// write renders everything into files below dir, with the assets beside them.
func write(dir string) error {
	for _, l := range letters() {
		m, err := l.mail()
		if err != nil {
			return fmt.Errorf("%s: %w", l.name, err)
		}
		if err := put(filepath.Join(dir, l.name+".html"), []byte(m.WithPictures())); err != nil {
			return err
		}
	}
	for _, s := range screens() {
		page, err := s.page()
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		if err := put(filepath.Join(dir, s.name+".html"), page); err != nil {
			return err
		}
	}
	for _, path := range static.Paths() {
		asset, _ := static.Open(path)
		if err := put(filepath.Join(dir, "static", path), asset.Body); err != nil {
			return err
		}
	}
	return nil
}

func put(path string, body []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, body, 0o644)
}

// serveLocally serves the gallery on a free port for as long as the program runs, and returns its address.
func serveLocally() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	go func() { _ = http.Serve(listener, site()) }()
	return "http://" + listener.Addr().String(), nil
}
