package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"roundrobin/views/words"
)

// asker asks at a terminal, or, for machines, takes what flags say.
type asker struct {
	ctx  context.Context // speaks the language that was chosen
	out  io.Writer
	yes  bool // ask nothing
	from *outside

	lines  *bufio.Reader
	secret func() (string, error) // reads a line that is not shown
	over   error
	wrong  []string
}

// A check gives an answer the form that is kept, or says in a sentence why it cannot be.
type check func(answer string) (string, error)

func newAsker(ctx context.Context, o *outside, yes bool) *asker {
	a := &asker{ctx: ctx, out: o.Out, yes: yes, from: o, lines: bufio.NewReader(o.In)}
	a.secret = a.line
	if f, ok := o.In.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		a.secret = func() (string, error) {
			b, err := term.ReadPassword(int(f.Fd()))
			fmt.Fprintln(a.out)
			return string(b), err
		}
	}
	return a
}

func (a *asker) line() (string, error) {
	text, err := a.lines.ReadString('\n')
	if err != nil && text == "" {
		return "", err
	}
	return strings.TrimSpace(text), nil
}

// ask takes what was given by a flag if it passes, and asks until an answer does. An empty answer is the suggestion.
func (a *asker) ask(what, given, suggestion string, passes check) string {
	return a.until(what, given, suggestion, a.line, passes)
}

func (a *asker) until(what, given, suggestion string, read func() (string, error), passes check) string {
	for answer, asked := given, given != ""; a.over == nil; asked = true {
		if !asked && !a.yes {
			answer = a.read(what, suggestion, read)
			if a.over != nil {
				break
			}
		}
		kept, err := passes(or(answer, suggestion))
		if err == nil {
			return kept
		}
		if a.yes {
			a.wrong = append(a.wrong, a.sentence(what, answer, err))
			return ""
		}
		a.tell(err.Error())
		answer = a.read(what, suggestion, read)
	}
	return ""
}

// sentence names the flag where nothing was said at all.
func (a *asker) sentence(what, answer string, err error) string {
	if answer == "" {
		return words.T(a.ctx, "init.missing", "flag", flagOf[what])
	}
	return err.Error()
}

var flagOf = map[string]string{
	"address": "--address", "organisation": "--organisation", "who": "--roster FILE / --domain NAME", "smtp": "--smtp", "admin": "--admin",
	"smtp_password": "--smtp-password-file", "from": "--from",
}

func (a *asker) read(what, suggestion string, read func() (string, error)) string {
	question := words.T(a.ctx, "init.ask_"+what, a.there()...)
	if suggestion != "" {
		question = words.T(a.ctx, "init.suggested", "question", question, "suggestion", suggestion)
	}
	fmt.Fprint(a.out, question+": ")
	answer, err := read()
	if err != nil {
		fmt.Fprintln(a.out)
		a.over = errors.New(words.T(a.ctx, "init.ended"))
	}
	return answer
}

func (a *asker) tell(sentence string) { fmt.Fprintln(a.out, "   "+sentence) }

// end is what hinders going on: all that was wrong, at once.
func (a *asker) end() error {
	if len(a.wrong) > 0 {
		return errors.New(words.T(a.ctx, "init.wrong") + "\n  " + strings.Join(a.wrong, "\n  "))
	}
	return a.over
}
