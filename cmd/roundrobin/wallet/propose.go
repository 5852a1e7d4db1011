package wallet

import (
	"context"

	"roundrobin/models/envelope"
	"roundrobin/models/fault"
	"roundrobin/models/pass"
	"roundrobin/models/program"
)

var errProposal = fault.New(fault.Invalid, "wallet_proposal")

// Propose makes the act that proposes a program, or an entry of one's timeline, by the pass that the newest book keeps for that. What is
// refused on sight leaves no trace: the fault has each reason beside its field. The same that waits is not said again.
func (w *Wallet) Propose(ctx context.Context, p program.Proposal) (*Act, error) {
	body := p.Marshal()
	p, err := program.ParseProposal(body)
	if err != nil {
		return nil, err
	}
	if refused := p.Check(w.siteDay); len(refused) > 0 {
		return nil, errProposal.Over(refused)
	}
	if a := w.File.last(pass.AboutPrograms, pass.NoSubject, pass.Proposing); a != nil && a.State == Waiting && string(a.body()) == string(body) {
		return a, nil
	}
	book := w.File.Books[len(w.File.Books)-1].Book
	held, err := w.pass(ctx, book, pass.Place{Slot: pass.ProposalPlace, Purpose: pass.Draft})
	if err != nil {
		return nil, err
	}
	seq := w.File.nextSeq(prefix(held.Pass.BoothKey()), pass.NoSubject, pass.Proposing)
	h, err := w.wallet().Sign(held, pass.Proposing, pass.AboutPrograms, pass.Hash{}, pass.NoSubject, seq, body)
	if err != nil {
		return nil, err
	}
	a := newAct(h, book, pass.ProposalPlace)
	if _, err := a.request().Pad(envelope.RequestSize); err != nil {
		return nil, errProposal
	}
	w.File.Acts = append(w.File.Acts, a)
	return a, w.File.Save()
}
