package main

import (
	"context"
	"io"
	"slices"

	"github.com/a-h/templ"

	"roundrobin/views/words"
)

// inTongues are the screens that are shown in each language, and in the trial language that is written from right to left.
var inTongues = []string{"home", "petitions", "petition", "petition-gathering", "petition-answered", "petition-letter", "programs", "program", "desk", "desk-code-refused",
	"progress", "share", "sign-promised", "passes-held", "write-kept", "organize-delivered", "help", "limits", "ledger", "respond-room", "office-room", "office-case", "standards", "fail-404"}

// tongueScreens are those screens in other languages than English.
func tongueScreens(all []screen) (spoken []screen) {
	for _, s := range all {
		if !slices.Contains(inTongues, s.name) {
			continue
		}
		for _, tag := range words.Languages()[1:] {
			spoken = append(spoken, screen{s.name + "-" + tag, in(func(ctx context.Context) context.Context { return words.With(ctx, tag) }, s.view)})
		}
		spoken = append(spoken, screen{s.name + "-rtl", in(words.Trial, s.view)})
	}
	return spoken
}

func in(speak func(context.Context) context.Context, view templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error { return view.Render(speak(ctx), w) })
}
