package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"roundrobin/mail"
	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
	"roundrobin/models/roster"
	viewmail "roundrobin/views/mail"
	"roundrobin/views/words"
)

type letterCommands struct {
	Send letterSendCommand `cmd:"" help:"Send the month's general letter, what is open, to everybody on the roster who wants it: once, however often this runs."`
}

type letterSendCommand struct {
	config
	File string `arg:"" type:"existingfile" help:"The file that the roster is imported from: the site itself keeps nobody's address."`
}

func (l *letterSendCommand) Run(ctx context.Context, o *outside) error {
	if l.StaffLetter != staffLetterOn {
		return errors.New(words.T(ctx, "letter_cli.off"))
	}
	sender, err := l.Mail.sender()
	if err != nil {
		return err
	}
	ctx = words.With(ctx, l.config.Language)
	return withSite(ctx, &l.config, o, func(s *site) error { return s.sendLetters(ctx, l.File, sender) })
}

// sendLetters says how many were refused, never how many went: that would tell how many want none.
func (s *site) sendLetters(ctx context.Context, name string, sender mail.Sender) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	readers, err := s.roster.Readers(file)
	if err != nil {
		return err
	}
	unended, err := s.roster.UnendedLetters(ctx)
	if err != nil {
		return err
	}
	letter, err := s.letterToAll(ctx)
	if err != nil {
		return err
	}
	again, refused := 0, 0
	for _, r := range readers {
		switch err := s.sendLetter(ctx, letter, r, sender); {
		case mail.IsPermanent(err):
			refused++
		case isFailure(err):
			again++
		case err != nil:
			return err
		}
	}
	return s.sayLetters(ctx, again, refused, unended)
}

func (s *site) sayLetters(ctx context.Context, again, refused, unended int) error {
	_, err := fmt.Fprintln(s.out.Out, words.T(ctx, "letter_cli.went", "month", roster.Month(s.today())))
	for _, said := range []struct {
		key string
		n   int
	}{{"again", again}, {"refused", refused}, {"unended", unended}} {
		if err == nil && said.n > 0 {
			_, err = fmt.Fprintln(s.out.Out, words.T(ctx, "letter_cli."+said.key, "n", said.n))
		}
	}
	return err
}

func isFailure(err error) bool { var f *mail.Failure; return errors.As(err, &f) }

// letterToAll is what the letter says: to everybody the same.
func (s *site) letterToAll(ctx context.Context) (viewmail.Notice, error) {
	open, _, err := s.petitions.List(ctx, petitionstore.Filter{States: []petition.State{petition.Open}})
	n := viewmail.Notice{Site: s.mailSite(), Day: string(s.today())}
	for _, p := range open {
		n.Open = append(n.Open, viewmail.Opening{
			ID: p.ID, Title: p.Text.Title, Ask: p.Text.Ask, Language: p.Text.Language, Count: p.Count, Goal: p.Goal, Closes: string(p.Closes),
		})
	}
	return n, err
}

// sendLetter claims the letter before it goes: whatever is killed in between, it goes once.
func (s *site) sendLetter(ctx context.Context, letter viewmail.Notice, r roster.Reader, sender mail.Sender) error {
	wanted, err := s.roster.BeginLetter(ctx, r.Hash)
	if err != nil || !wanted {
		return err
	}
	letter.Stop = s.config.base() + "/desk/letter/" + s.roster.LetterLink(r.Hash)
	drawn, err := letter.Letter(ctx)
	if err != nil {
		return err
	}
	sent := sender.Send(ctx, mail.Message{
		From: s.from(), To: string(r.Address), Subject: drawn.Subject, Text: drawn.Text, HTML: drawn.HTML,
		Headers: []mail.Header{
			{Name: "Auto-Submitted", Value: "auto-generated"}, {Name: "List-Id", Value: letter.ListID(ctx)},
			{Name: "List-Unsubscribe", Value: "<" + letter.Stop + ">"}, {Name: "List-Unsubscribe-Post", Value: "List-Unsubscribe=One-Click"},
		},
	})
	again := isFailure(sent) && !mail.IsPermanent(sent)
	return errors.Join(sent, s.roster.EndLetter(context.WithoutCancel(ctx), r.Hash, again))
}
