package ledger

// Each list is both how a leaf is written and how it is read.

func (o *Season) lines() []line {
	return []line{word("book", &o.Book), date("from", &o.From), date("to", &o.To)}
}

func (o *Book) lines() []line {
	return []line{word("book", &o.Book), number("slots", &o.Slots), hash("keys", &o.Keys), hash("proofs", &o.Proofs)}
}

func (o *Gateway) lines() []line {
	return []line{number("id", &o.ID), bytesLine("key", &o.Key), date("from", &o.From)}
}

func (o *Desk) lines() []line {
	return []line{noteKey("key", &o.Key)}
}

func (o *PromiseKey) lines() []line {
	return []line{noteKey("key", &o.Key)}
}

func (o *Wallet) lines() []line {
	return []line{hash("bundle", &o.Bundle)}
}

func (o *Build) lines() []line {
	return []line{word("version", &o.Version), hash("binary", &o.Binary)}
}

func (o *Roster) lines() []line {
	return []line{number("size", &o.Size), hash("commitment", &o.Commitment), date("day", &o.Day)}
}

func (o *Kinds) lines() []line {
	return []line{hash("commitment", &o.Commitment), reason("kinds", &o.Kinds), date("day", &o.Day)}
}

func (o *Eligible) lines() []line {
	return []line{word("book", &o.Book), number("size", &o.Size), hash("commitment", &o.Commitment)}
}

func (o *Domain) lines() []line {
	return []line{word("book", &o.Book), reason("domains", &o.Domains), date("day", &o.Day)}
}

func (o *Program) lines() []line {
	return []line{word("program", &o.Program), hash("hash", &o.Hash)}
}

func (o *Queue) lines() []line {
	return []line{word("petition", &o.Petition), hash("text", &o.Text), date("day", &o.Day)}
}

func (o *Gather) lines() []line {
	return []line{word("petition", &o.Petition), word("book", &o.Book), number("slot", &o.Slot), hash("text", &o.Text), date("day", &o.Day)}
}

func (o *Reject) lines() []line {
	return []line{word("petition", &o.Petition), hash("text", &o.Text), reason("reason", &o.Reason), date("day", &o.Day)}
}

func (o *Open) lines() []line {
	return []line{word("petition", &o.Petition), word("book", &o.Book), number("slot", &o.Slot), hash("text", &o.Text), number("issued", &o.Issued), date("day", &o.Day), date("closes", &o.Closes)}
}

func (o *Round) lines() []line {
	return []line{word("petition", &o.Petition), word("program", &o.Program), word("book", &o.Book), number("slot", &o.Slot), hash("text", &o.Text), number("issued", &o.Issued), date("day", &o.Day), date("closes", &o.Closes)}
}

func (o *Submit) lines() []line {
	return []line{word("petition", &o.Petition), hash("text", &o.Text), date("day", &o.Day)}
}

func (o *Mend) lines() []line {
	return []line{word("petition", &o.Petition), hash("text", &o.Text), date("day", &o.Day)}
}

func (o *Withdraw) lines() []line {
	return []line{word("petition", &o.Petition), reason("reason", &o.Reason), date("day", &o.Day)}
}

func (o *Lapse) lines() []line {
	return []line{word("petition", &o.Petition), date("day", &o.Day)}
}

func (o *Show) lines() []line {
	return []line{word("petition", &o.Petition), word("subject", &o.Subject), reason("reason", &o.Reason), date("day", &o.Day)}
}

func (o *Hide) lines() []line {
	return []line{word("petition", &o.Petition), word("subject", &o.Subject), reason("reason", &o.Reason), date("day", &o.Day)}
}

func (o *Mute) lines() []line {
	return []line{word("petition", &o.Petition), word("subject", &o.Subject), reason("reason", &o.Reason), date("day", &o.Day)}
}

func (o *Milestone) lines() []line {
	return []line{word("petition", &o.Petition), number("count", &o.Count), date("day", &o.Day)}
}

func (o *Update) lines() []line {
	return []line{word("petition", &o.Petition), hash("hash", &o.Hash), date("day", &o.Day)}
}

func (o *Delivery) lines() []line {
	return []line{word("petition", &o.Petition), hash("hash", &o.Hash), date("day", &o.Day)}
}

func (o *Response) lines() []line {
	return []line{word("petition", &o.Petition), hash("hash", &o.Hash), date("day", &o.Day)}
}

func (o *Rule) lines() []line {
	return []line{word("rule", &o.Rule), number("was", &o.Was), number("value", &o.Value), date("from", &o.From), date("day", &o.Day)}
}

func (o *Standards) lines() []line {
	return []line{number("version", &o.Version), hash("hash", &o.Hash), date("day", &o.Day)}
}

func (o *Tally) lines() []line {
	return []line{word("petition", &o.Petition), hash("hash", &o.Hash), date("day", &o.Day)}
}

func (o *Speak) lines() []line {
	return []line{word("petition", &o.Petition), role("role", &o.Role), comment("comment", &o.Comment), hash("hash", &o.Hash), date("day", &o.Day)}
}

func (o *Outcome) lines() []line {
	return []line{word("petition", &o.Petition), word("outcome", &o.Outcome), date("day", &o.Day)}
}

func (o *Close) lines() []line {
	return []line{word("petition", &o.Petition), number("issued", &o.Issued), number("count", &o.Count), date("day", &o.Day)}
}

// newOperator gives an empty leaf of a kind, or nil.
func newOperator(k Kind) Operator {
	if empty := operators[k]; empty != nil {
		return empty()
	}
	return nil
}

var operators = map[Kind]func() Operator{
	"season":    func() Operator { return new(Season) },
	"book":      func() Operator { return new(Book) },
	"gateway":   func() Operator { return new(Gateway) },
	"desk":      func() Operator { return new(Desk) },
	"promise":   func() Operator { return new(PromiseKey) },
	"wallet":    func() Operator { return new(Wallet) },
	"build":     func() Operator { return new(Build) },
	"roster":    func() Operator { return new(Roster) },
	"kinds":     func() Operator { return new(Kinds) },
	"eligible":  func() Operator { return new(Eligible) },
	"domain":    func() Operator { return new(Domain) },
	"program":   func() Operator { return new(Program) },
	"queue":     func() Operator { return new(Queue) },
	"gather":    func() Operator { return new(Gather) },
	"reject":    func() Operator { return new(Reject) },
	"open":      func() Operator { return new(Open) },
	"round":     func() Operator { return new(Round) },
	"submit":    func() Operator { return new(Submit) },
	"mend":      func() Operator { return new(Mend) },
	"withdraw":  func() Operator { return new(Withdraw) },
	"lapse":     func() Operator { return new(Lapse) },
	"show":      func() Operator { return new(Show) },
	"hide":      func() Operator { return new(Hide) },
	"mute":      func() Operator { return new(Mute) },
	"milestone": func() Operator { return new(Milestone) },
	"update":    func() Operator { return new(Update) },
	"delivery":  func() Operator { return new(Delivery) },
	"response":  func() Operator { return new(Response) },
	"tally":     func() Operator { return new(Tally) },
	"rule":      func() Operator { return new(Rule) },
	"standards": func() Operator { return new(Standards) },
	"speak":     func() Operator { return new(Speak) },
	"outcome":   func() Operator { return new(Outcome) },
	"close":     func() Operator { return new(Close) },
}
