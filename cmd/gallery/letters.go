package main

import (
	"context"
	"net/http"

	"roundrobin/mail"
	viewmail "roundrobin/views/mail"
)

// letter is one mail of the product in one state.
type letter struct {
	name string
	draw func(context.Context) (viewmail.Letter, error)
}

// mail is the letter as it is sent.
func (l letter) mail() (mail.Message, error) {
	drawn, err := l.draw(gallerySite())
	m := mail.Message{From: "petitions@meridian.example", To: "office@meridian.example", Subject: drawn.Subject, Text: drawn.Text, HTML: drawn.HTML}
	for _, p := range drawn.Pictures {
		m.Inline = append(m.Inline, mail.Part(p))
	}
	return m, err
}

// ServeHTTP shows the HTML half as a mail program does: its own style, its pictures, no script.
func (l letter) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	m, err := l.mail()
	must(err)
	w.Header().Set("Content-Security-Policy", "sandbox; script-src 'none'; connect-src 'none'; font-src 'none'; form-action 'none'; img-src data:")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write([]byte(m.WithPictures()))
}
