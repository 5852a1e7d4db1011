package wallet

import (
	"roundrobin/models/fault"
	"roundrobin/models/pass"
)

var errNoName = fault.New(fault.Conflict, "wallet_no_name")

// nameBody is the body of a signature by name: the desk's certificate and the name key's signature.
func (w *Wallet) nameBody(h *pass.Held, petition string, p Petition, seq int) ([]byte, error) {
	s := w.File.stamped(p.Book)
	if s == nil || s.Certificate == "" {
		return nil, errNoName
	}
	of := pass.Statement{Origin: h.Key.Origin, Petition: petition, TextHash: p.Text, Seq: seq}
	return pass.SignName([]byte(s.Certificate), w.wallet().NameKey(p.Book), of, h.Pass.BoothKey()), nil
}
