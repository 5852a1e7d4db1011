// Command provider is a company's own sign-in beside the demo, for a story: go run ./static/js/stories/provider 127.0.0.1:9998
package main

import (
	"net/http"
	"os"
	"time"

	"roundrobin/handlers/desk"
	"roundrobin/handlers/desk/oidctest"
)

func main() {
	address := os.Args[1]
	p := oidctest.New("http://"+address, "http://127.0.0.1:*"+desk.BackPath)
	server := &http.Server{Addr: address, Handler: p, ReadHeaderTimeout: 10 * time.Second}
	panic(server.ListenAndServe())
}
