package wallet

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"roundrobin/models/day"
	"roundrobin/models/fault"
	"roundrobin/models/pass"
	"roundrobin/views/words"
)

// Outside is what the commands take from the world.
type Outside struct {
	Now    func() time.Time
	Random io.Reader
	Sleep  func(ctx context.Context, d time.Duration) error
	Client *http.Client
	In     io.Reader
	Out    io.Writer
}

// Commands are `roundrobin wallet …`.
type Commands struct {
	New      newCommand      `cmd:"" help:"Make a wallet file with a new seed."`
	Collect  collectCommand  `cmd:"" help:"Check in with a work address and collect a book of passes; asks for the code from the mail."`
	Sign     signCommand     `cmd:"" help:"Sign a petition."`
	Work     workCommand     `cmd:"" help:"Say where you work, once, to a petition that you signed. It is only counted."`
	Pulse    pulseCommand    `cmd:"" help:"Say how a program sits with you, this season."`
	Rate     rateCommand     `cmd:"" help:"Say how leadership's answer to a petition that you signed is."`
	Withdraw withdrawCommand `cmd:"" help:"Take a signature back."`
	Comment  commentCommand  `cmd:"" help:"Comment on a petition; the text is read from standard input."`
	Edit     editCommand     `cmd:"" help:"Write a comment of yours anew; the text is read from standard input."`
	Retract  retractCommand  `cmd:"" help:"Take a comment of yours back, for good."`
	Agree    agreeCommand    `cmd:"" help:"Agree with a comment."`
	Propose  proposeCommand  `cmd:"" help:"Propose a program, or an entry of a program's timeline; a steward decides."`
	Flag     flagCommand     `cmd:"" help:"Flag a comment, or a petition, for one of the published standards."`
	Appeal   appealCommand   `cmd:"" help:"Appeal, once, against the hiding of a comment of yours; the words are read from standard input."`
	Draft    draftCommand    `cmd:"" help:"Begin a draft; the background (Markdown) is read from standard input."`
	Save     saveCommand     `cmd:"" help:"Save a new version of a draft; what is not given stays as it is."`
	Read     readCommand     `cmd:"" help:"Print a version of a draft."`
	Restore  restoreCommand  `cmd:"" help:"Save an old version, or one that was kept beside, as the newest."`
	Organize organizeCommand `cmd:"" help:"Tell where a petition of yours stands, and who organizes it."`
	Invite   inviteCommand   `cmd:"" help:"Make a link that lets one person organize with you."`
	Join     joinCommand     `cmd:"" help:"Answer an invitation link."`
	Remove   removeCommand   `cmd:"" help:"Remove an organizer who came later, or take an invitation back."`
	Leave    leaveCommand    `cmd:"" help:"Organize a petition no more."`
	Gather   gatherCommand   `cmd:"" help:"Freeze the text and let sponsors sign."`
	Mend     mendCommand     `cmd:"" help:"Make a petition that was not accepted a draft again."`
	TakeBack takeBackCommand `cmd:"" help:"Withdraw a petition that you organize."`
	Update   updateCommand   `cmd:"" help:"Tell its signers something (Markdown, from standard input)."`
	Deliver  deliverCommand  `cmd:"" help:"Hand a petition to leadership."`
	Outcome  outcomeCommand  `cmd:"" help:"Say what came of a petition."`
	Roster   rosterCommand   `cmd:"" help:"Check what the desk gave you to prove that you are on the roster: that it opens a leaf of the ledger, to your address."`
	Show     showCommand     `cmd:"" help:"Say what this wallet did and what has been counted; hands in what still waits."`
	Words    wordsCommand    `cmd:"" help:"Print the recovery code. Whoever has it can see how you signed."`
	Recover  recoverCommand  `cmd:"" help:"Make a wallet file from a recovery code on standard input; then collect again."`
}

// file is what every command is about.
type file struct {
	File string `arg:"" type:"path" help:"The wallet file."`
}

// spoken is an error as a person reads it.
func spoken(ctx context.Context, err error) error {
	var l *Lie
	var r *Refusal
	if err == nil {
		return nil
	}
	switch f := fault.Of(err); {
	case errors.As(err, &l):
		return errors.New(words.T(ctx, "wallet_cli.lie", "what", l.what))
	case errors.As(err, &r) && r.Sentence != "":
		return errors.New(words.T(ctx, "wallet_cli.refused", "sentence", r.Sentence))
	case errors.As(err, &r):
		return errors.New(words.T(ctx, "wallet_cli.refused_code", "code", r.Code))
	case f != nil:
		return errors.New(words.Fault(ctx, f.Code, f.Args) + besides(ctx, f.Each))
	}
	return err
}

// besides are refusals of single fields, a line each.
func besides(ctx context.Context, each []*fault.Fault) (said string) {
	for _, f := range each {
		said += "\n  " + f.Field + ": " + words.Fault(ctx, f.Code, f.Args)
	}
	return said
}

func (o *Outside) say(ctx context.Context, key string, args ...any) {
	fmt.Fprintln(o.Out, words.T(ctx, key, args...))
}

// open is the wallet of a file that has collected.
func (o *Outside) open(path string) (*Wallet, error) {
	f, err := Open(path)
	if err != nil {
		return nil, err
	}
	if !f.Holds() || f.Site == "" {
		return nil, errNoPass
	}
	l, err := NewLedger(f.Key)
	return o.wallet(f, f.Site, l), err
}

func (o *Outside) wallet(f *File, site string, l *Ledger) *Wallet {
	return &Wallet{File: f, Site: NewSite(site, o.Client), Ledger: l, Now: o.Now, Random: o.Random, Sleep: o.Sleep}
}

// visit is what every command does that goes to the booth, whatever it says and whether or not it makes sense: news, ledger, keys,
// every petition's text, at least one envelope, news again, day files and ledger.
func (o *Outside) visit(ctx context.Context, path string, wish *Wish) error {
	if wish == nil {
		return o.visitTo(ctx, path, nil)
	}
	return o.visitTo(ctx, path, func(w *Wallet, texts map[string]pass.Text) (*Act, error) { return o.tell(ctx, w, texts, *wish) })
}

// visitTo says what say says; nil only looks.
func (o *Outside) visitTo(ctx context.Context, path string, say func(*Wallet, map[string]pass.Text) (*Act, error)) error {
	w, err := o.open(path)
	if err != nil {
		return spoken(ctx, err)
	}
	texts, err := w.arrive(ctx)
	if err != nil {
		return spoken(ctx, err)
	}
	var a *Act
	var refused error
	if say != nil {
		a, refused = say(w, texts)
	}
	if refused != nil && fault.Of(refused) == nil {
		return spoken(ctx, refused)
	}
	late := w.Deliver(ctx)
	if late != nil && fault.Of(late) == nil {
		return spoken(ctx, late)
	}
	broken, err := w.look(ctx)
	if err != nil {
		return spoken(ctx, err)
	}
	if say == nil {
		o.showAll(ctx, w)
	}
	return spoken(ctx, o.outcome(ctx, a, broken, refused, late))
}

// outcome shows the act, and returns the gravest of what went wrong.
func (o *Outside) outcome(ctx context.Context, a *Act, broken []*Act, refused, late error) error {
	if a != nil {
		o.showAct(ctx, a)
	}
	for _, b := range broken {
		o.showBroken(ctx, b)
	}
	switch {
	case len(broken) > 0:
		return errBroken
	case refused != nil:
		return refused
	case a != nil && a.State == Refused:
		return a.Refusal
	}
	return late
}

var errBroken = fault.New(fault.Conflict, "wallet_promise_broken")

// arrive reads what everybody can read, all of it.
func (w *Wallet) arrive(ctx context.Context) (map[string]pass.Text, error) {
	n, err := w.Site.News(ctx)
	if err != nil {
		return nil, err
	}
	w.siteDay = n.Day
	if err := w.Ledger.Update(ctx, w.Site); err != nil {
		return nil, err
	}
	if err := w.Ledger.Extends(w.File.Seen); err != nil {
		return nil, err
	}
	for _, s := range w.File.Books { // whichever is needed
		if _, err := w.Ledger.Keys(ctx, w.Site, s.Book); err != nil {
			return nil, err
		}
	}
	return w.texts(ctx, n)
}

// texts are those of all petitions, so that nobody learns which one was wanted. What is hidden, or not as the ledger has it, is left out.
func (w *Wallet) texts(ctx context.Context, n Now) (map[string]pass.Text, error) {
	all := map[string]pass.Text{}
	for _, p := range n.Petitions {
		b, err := w.Site.get(ctx, "/petitions/"+p.ID+".txt", most)
		if errors.As(err, new(*Lie)) {
			continue
		}
		if err != nil {
			return nil, err
		}
		text, err := pass.ParseText(b)
		if known, unknown := w.Ledger.Petition(p.ID); err == nil && unknown == nil && text.Hash() == known.Text {
			all[p.ID] = text
		}
	}
	return all, nil
}

var errNoText = fault.New(fault.NotFound, "wallet_no_text")

// tell says a wish, once the text that it is about can be read and is the one that the ledger has.
func (o *Outside) tell(ctx context.Context, w *Wallet, texts map[string]pass.Text, wish Wish) (*Act, error) {
	if _, err := w.Ledger.Petition(wish.Petition); err != nil {
		return nil, err
	}
	text, ok := texts[wish.Petition]
	if !ok {
		return nil, errNoText
	}
	o.say(ctx, "wallet_cli.about", "title", text.Title, "ask", text.Ask, "addressee", text.Addressee)
	return w.Say(ctx, wish)
}

// look finds out what has been counted. The ledger is read last, so that it can only know more than the day files.
func (w *Wallet) look(ctx context.Context) (broken []*Act, err error) {
	n, err := w.Site.News(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := w.Counted(ctx, n); err != nil {
		return nil, err
	}
	return w.Audit(ctx, max(n.Day, day.Of(w.Now(), time.UTC).Add(-1))) // a site that stops its calendar does not get away with it
}

// readAll is standard input, up to what could be a comment.
func (o *Outside) readAll() (string, error) {
	b, err := io.ReadAll(io.LimitReader(o.In, 1<<20))
	return string(b), err
}

// readLines asks for a line at a time.
func (o *Outside) readLines() func() (string, error) {
	in := bufio.NewReader(o.In)
	return func() (string, error) {
		line, err := in.ReadString('\n')
		if line = strings.TrimSpace(line); line != "" {
			return line, nil
		}
		return "", err
	}
}
