package drill

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"time"

	"roundrobin/cmd/roundrobin/wallet"
	"roundrobin/models/pass"
	"roundrobin/models/standard"
)

const pathEnvelopes = "/booth/envelopes"

// A person of the made-up company, with what they really did.
type person struct {
	n       int
	address string
	name    string
	hash    [32]byte
	never   bool // holds no passes, ever
	onWay   bool // collects on the way to a petition
	mate    bool // tells the attacker everything
	open    bool // lets everybody see the first signature
	plan    plan

	dice    *dice
	flags   *dice // for flags alone
	visitor *wallet.Visitor
	sent    time.Time // of the last envelope
	noted   map[*wallet.Act]bool
	owed    map[int]bool // petitions where they would agree, were there anything to agree with
}

// deed is something done: the truth that attacks are held against.
type deed struct {
	who, petition, kind int
	at                  time.Time // when the envelope left that was answered with the promise
	key                 [32]byte
	leaf                [32]byte // of an act that is no leaf, the hash that its promise names
	comment             string   // id, of a comment
}

// acting reports whether the next envelope holds something.
func (p *person) acting() bool { return p.visitor != nil && p.visitor.File.Next() != nil }

// settle notes what was promised since the last time.
func (p *person) settle(r *run) error {
	if p.visitor == nil {
		return nil
	}
	for _, a := range p.visitor.File.Acts {
		if p.noted[a] || a.State == wallet.Waiting {
			continue
		}
		p.noted[a] = true
		if a.State == wallet.Refused {
			r.refused++
			continue
		}
		if err := r.note(p, a); err != nil {
			return err
		}
	}
	return nil
}

// kindOf is the kind of what somebody did, as far as the drill's people do it.
func kindOf(k pass.Kind) (kind int, ok bool) {
	if k.Organizing() {
		return organized, true
	}
	kind, ok = map[pass.Kind]int{pass.Signature: signed, pass.Comment: commented, pass.Agreement: agreed, pass.Flag: flagged}[k]
	return kind, ok
}

func (r *run) note(p *person, a *wallet.Act) error {
	h, err := pass.ParseHandedIn(a.HandedIn)
	if err != nil {
		return err
	}
	kind, ok := kindOf(h.Kind)
	if !ok {
		return fmt.Errorf("person %d has made a %s, which the drill does not know", p.n, h.Kind)
	}
	r.deeds = append(r.deeds, deed{
		who: p.n, petition: r.index[a.Petition], kind: kind, at: p.sent, key: h.BoothKey(), leaf: a.Leaf, comment: a.Comment,
	})
	r.fresh = true
	if r.off[logOff] {
		_, err = fmt.Fprintf(r.logs, "level=INFO msg=accepted route=/petitions/%s by=%s\n", a.Petition, hex.EncodeToString(p.hash[:8]))
	}
	return err
}

// sit gives a person a wallet and a way through the proxy.
func (r *run) sit(p *person, now func() time.Time, sleep func(context.Context, time.Duration) error) error {
	through := &seat{r, p, now}
	site := wallet.NewSite(r.site.Address(), &http.Client{Transport: through, Timeout: time.Minute})
	if p.visitor != nil { // enrolled before the campaign
		p.visitor.Site, p.visitor.Now, p.visitor.Sleep = site, now, sleep
		return nil
	}
	seed, err := wallet.NewSeed(p.dice)
	if err != nil {
		return err
	}
	file, err := wallet.New("", seed)
	if err != nil {
		return err
	}
	p.noted, p.owed = map[*wallet.Act]bool{}, map[int]bool{}
	p.visitor = &wallet.Visitor{Wallet: &wallet.Wallet{File: file, Site: site, Ledger: r.ledger, Now: now, Random: p.dice, Sleep: sleep}}
	return nil
}

// live goes through a plan, visit by visit.
func (p *person) live(ctx context.Context, r *run) error {
	for _, v := range p.plan.visits {
		if err := r.clock.until(ctx, v.at); err != nil {
			return err
		}
		steps := make([]wallet.Step, 0, len(v.pages))
		for _, g := range v.pages {
			steps = append(steps, wallet.Step{Path: r.path(g), Stay: g.stay, After: g.after, Do: r.doing(p, g)})
		}
		if err := p.visitor.Visit(ctx, steps); err != nil {
			return fmt.Errorf("person %d: %w", p.n, err)
		}
	}
	return nil
}

func (r *run) path(g page) string {
	switch {
	case g.petition == home:
		return "/"
	case g.petition == desk:
		return "/desk"
	case g.petition == passes:
		return "/wallet"
	}
	return "/petitions/" + r.petitions[g.petition]
}

// doing is nil for those who only read.
func (r *run) doing(p *person, g page) func(context.Context, *wallet.Wallet) error {
	if g.petition == desk {
		return func(ctx context.Context, w *wallet.Wallet) error { return r.collect(ctx, p, w) }
	}
	if p.never {
		return nil
	}
	return func(ctx context.Context, w *wallet.Wallet) error {
		do := g.do
		if p.owed[g.target()] {
			do = append(slices.Clone(do), agreed)
		}
		if len(do) == 0 && len(g.duties) == 0 {
			return nil
		}
		for _, kind := range do {
			if err := r.say(ctx, p, w, g.target(), kind); err != nil {
				return err
			}
		}
		for _, x := range g.duties {
			if err := r.does(ctx, p, w, x); err != nil {
				return err
			}
		}
		if r.off[paceOff] {
			return lostIsFine(w.Beat(ctx, w.File.Next()))
		}
		return nil
	}
}

func lostIsFine(err error) error {
	if errors.Is(err, wallet.ErrLost) {
		return nil
	}
	return err
}

func (r *run) say(ctx context.Context, p *person, w *wallet.Wallet, petition, kind int) error {
	id := r.petitions[petition]
	if r.off[aheadOff] {
		if err := r.askDesk(ctx, w); err != nil {
			return err
		}
	}
	wish := wallet.Signing(id)
	switch kind {
	case commented:
		wish = wallet.Commenting(id, "", fmt.Sprintf("I think so too, for reason %d of %d.", 1+p.dice.below(90), 100+p.dice.below(900)))
	case agreed:
		said := r.threads[petition]
		if p.owed[petition] = len(said) == 0; p.owed[petition] {
			return nil
		}
		wish = wallet.Agreeing(id, said[p.dice.below(len(said))], true)
	case flagged:
		wish = p.flagging(id, r.threads[petition])
	}
	_, err := w.Say(ctx, wish)
	return err
}

// standards are those of the site, whose codes flags name.
var standards = standard.First()

// flagging is about something that somebody else has said, or the petition's own text; that always where nothing has been said.
func (p *person) flagging(petition string, said []string) wallet.Wish {
	said = slices.DeleteFunc(slices.Clone(said), p.wrote)
	codes, about := standards.All, ""
	if !p.flags.chance(textShare) && len(said) > 0 {
		about = said[p.flags.below(len(said))]
	}
	return wallet.Flagging(petition, about, codes[p.flags.below(len(codes))].Code)
}

func (p *person) wrote(comment string) bool {
	return slices.ContainsFunc(p.visitor.File.Acts, func(a *wallet.Act) bool { return a.Comment == comment })
}

// askDesk stands for a wallet that collects a pass when it needs it.
func (r *run) askDesk(ctx context.Context, w *wallet.Wallet) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, w.Site.Base+"/desk/passes", http.NoBody)
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	answer, err := w.Site.Client.Do(request)
	if err != nil {
		return err
	}
	return answer.Body.Close()
}

var sixDigits = regexp.MustCompile(`\b\d{6}\b`)

// collect is a visit to the desk: address, mail, code.
func (r *run) collect(ctx context.Context, p *person, w *wallet.Wallet) error {
	news, err := r.plain.News(ctx)
	if err != nil {
		return err
	}
	before := r.site.Mailed(p.address)
	_, err = w.Collect(ctx, news, p.address, func(ctx context.Context, again *wallet.Refusal) (string, error) {
		if again != nil {
			return "", fmt.Errorf("the desk did not take person %d's code: %w", p.n, again)
		}
		if err := w.Sleep(ctx, seconds(p.dice.between(12, 30))); err != nil {
			return "", err
		}
		return r.code(ctx, p, before)
	})
	return err
}

// code waits for the mail, in the machine's own time: the desk sends it when its answer has left.
func (r *run) code(ctx context.Context, p *person, before string) (string, error) {
	for ctx, stop := context.WithTimeout(ctx, 20*time.Second); ; {
		if subject := r.site.Mailed(p.address); subject != before {
			stop()
			if code := sixDigits.FindString(subject); code != "" {
				return code, nil
			}
			return "", fmt.Errorf("no code in the subject of person %d's mail", p.n)
		}
		select {
		case <-ctx.Done():
			stop()
			return "", fmt.Errorf("person %d got no mail", p.n)
		case <-time.After(5 * time.Millisecond):
		}
	}
}
