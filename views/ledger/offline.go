package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"regexp"
	"strings"

	"roundrobin/static"
	"roundrobin/views/words"
)

// OfflineProps are those of check.html in a petition's bundle (Offline).
type OfflineProps struct {
	Title, Language string // of the petition
}

// offlinePolicy lets the file run the script and the style that stand in it, and reach nothing.
const offlinePolicy = "default-src 'none'; script-src '%s'; style-src '%s'; base-uri 'none'; form-action 'none'"

// Offline is a page in one file that needs nobody: files writes what it checks into it, a line for each file. It is given away in a
// bundle and never served, which is why script and style may stand in it.
func Offline(ctx context.Context, to io.Writer, p OfflineProps, files func(io.Writer) error) error {
	script, style := string(static.Bytes("dist/offline.js")), withoutFonts(string(static.Bytes("css/round-robin.css")))
	policy := fmt.Sprintf(offlinePolicy, hashOf(script), hashOf(style))
	_, err := fmt.Fprintf(to, `<!DOCTYPE html><html lang="%s"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="%s">`+
		`<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">`+
		`<title>%s</title><style>%s</style></head><body>`, words.Language(ctx), policy, html.EscapeString(p.Title), style)
	if err == nil {
		err = offline(p).Render(ctx, to)
	}
	if err == nil {
		_, err = io.WriteString(to, `<script type="text/plain" id="files">`+"\n")
	}
	if err == nil {
		err = files(to)
	}
	if err == nil {
		_, err = fmt.Fprintf(to, `</script><script type="module">%s</script></body></html>`+"\n", script)
	}
	return err
}

var fontFaces = regexp.MustCompile(`@font-face\s*\{[^}]*\}`)

// withoutFonts leaves the letters to the reader's own device: there is nothing to load them from.
func withoutFonts(style string) string { return fontFaces.ReplaceAllString(style, "") }

// hashOf is how a policy names what stands in the page (CSP 3, section 2.3.1).
func hashOf(content string) string {
	sum := sha256.Sum256([]byte(strings.ReplaceAll(content, "\r\n", "\n")))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
