package main

import (
	"bytes"
	"context"
	"io"
	"strings"

	"github.com/a-h/templ"
	"golang.org/x/net/html"
	"roundrobin/views/petition"
)

// threadScreens are the pages of comments, and what the wallet lets one do about a comment.
func threadScreens() (all []screen) {
	talk := petition.TalkProps{ID: "bus", Title: nightBus().Title, Language: "en", Today: today, Speakable: true}
	list := func(name string, th petition.Thread) {
		p := talk
		p.Thread = th
		all = append(all, screen{"thread-" + name, petition.Comments(p)})
	}
	list("none", petition.Thread{Order: "agreed", Page: 1, Pages: 1})
	list("one", nightBus().Thread)
	list("many", petition.Thread{Voices: 148, Order: "agreed", Found: 212, Page: 4, Pages: 11, Comments: manners()})
	list("no-reasons", petition.Thread{Voices: 3, Order: "reasons", Page: 1, Pages: 1})
	one := talk
	one.One, one.Page, one.Pages = comments()[0], 1, 1
	all = append(all, screen{"thread-alone", petition.CommentPage(one)})
	for _, state := range []string{"ready", "refused", "long", "hints", "handing", "reply-promised", "edit-promised", "retraction-promised", "edit-counted", "lost"} {
		all = append(all, screen{"answer-" + state, staged(staged(tooled(petition.CommentPage(one)), "tools", "own"), "answer", state)})
	}
	all = append(all, screen{"tools-sure", staged(tooled(petition.CommentPage(one)), "tools", "sure")})
	return all
}

// manners are comments in every form that one can have.
func manners() []petition.Comment {
	long := said("m1", "Still Cuttlefish", "2026-11-20", 31, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft/"+strings.Repeat("x", 180)+" https://memo.example/"+strings.Repeat("path/", 40))
	hebrew := said("m2", "Mild Otter", "2026-11-20", 12, "שום איש לא שאל אותנו. **זה לא בסדר.**\n\n- אחת\n- שתיים")
	lite := said("m3", "Sunny Plover", "2026-11-19", 9, "Three things:\n\n1. *Nobody* asked.\n2. **Nobody** read it.\n3. `RouteCam` counts pauses.\n\n> It is only a pilot.\n\nIt is not. See https://memo.example/pilot?page=3.")
	edited := said("m4", "Level Heron", "2026-11-18", 3, "I wrote this twice.")
	edited.Edited, edited.Reason = true, true
	gone := petition.Comment{ID: "m5", Voice: "colleague", Pseudonym: "Quiet Heron", Mark: markOf("Quiet Heron"), Day: "2026-11-17", TakenBack: true, Answered: 1,
		Replies: []petition.Comment{said("m5a", "Fair Quail", "2026-11-18", 2, "I had agreed with you.")}}
	crowd := said("m6", "Brisk Tern", "2026-11-16", 1, "Who else?", said("m6a", "Calm Crane", "2026-11-17", 0, "I."), said("m6b", "Clever Eider", "2026-11-17", 0, "And I."), said("m6c", "Even Finch", "2026-11-17", 0, "All of the depot."))
	crowd.Answered = 47
	return append([]petition.Comment{long, hebrew, lite, edited, gone, crowd}, comments()...)
}

// tooled puts the tools behind the first comment, as the wallet does.
func tooled(page templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		var drawn bytes.Buffer
		if err := page.Render(ctx, &drawn); err != nil {
			return err
		}
		doc, err := html.Parse(&drawn)
		if err != nil {
			return err
		}
		var body, tools *html.Node
		for node := range doc.Descendants() {
			switch {
			case body == nil && attr(node, "class") == "body":
				body = node
			case attr(node, "id") == "tools":
				tools = node
			}
		}
		for tools.FirstChild != nil {
			n := tools.FirstChild
			tools.RemoveChild(n)
			body.InsertBefore(n, last(body))
		}
		return html.Render(w, doc)
	})
}

// last is what stands at the end of a comment: its replies.
func last(body *html.Node) (found *html.Node) {
	for n := body.FirstChild; n != nil; n = n.NextSibling {
		if attr(n, "class") == "replies" {
			found = n
		}
	}
	return found
}
