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

func (o *Roster) lines() []line {
	return []line{number("size", &o.Size), hash("commitment", &o.Commitment), date("day", &o.Day)}
}

func (o *Eligible) lines() []line {
	return []line{word("book", &o.Book), number("size", &o.Size), hash("commitment", &o.Commitment)}
}

func (o *Program) lines() []line {
	return []line{word("program", &o.Program), hash("hash", &o.Hash)}
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

func (o *Tally) lines() []line {
	return []line{word("petition", &o.Petition), hash("hash", &o.Hash), date("day", &o.Day)}
}

func (o *Outcome) lines() []line {
	return []line{word("petition", &o.Petition), word("outcome", &o.Outcome), date("day", &o.Day)}
}

func (o *Close) lines() []line {
	return []line{word("petition", &o.Petition), number("issued", &o.Issued), number("count", &o.Count), date("day", &o.Day)}
}

// newOperator gives an empty leaf of a kind, or nil.
func newOperator(k Kind) Operator {
	switch k {
	case "season":
		return new(Season)
	case "book":
		return new(Book)
	case "gateway":
		return new(Gateway)
	case "desk":
		return new(Desk)
	case "promise":
		return new(PromiseKey)
	case "wallet":
		return new(Wallet)
	case "roster":
		return new(Roster)
	case "eligible":
		return new(Eligible)
	case "program":
		return new(Program)
	case "gather":
		return new(Gather)
	case "reject":
		return new(Reject)
	case "open":
		return new(Open)
	case "submit":
		return new(Submit)
	case "mend":
		return new(Mend)
	case "withdraw":
		return new(Withdraw)
	case "lapse":
		return new(Lapse)
	case "show":
		return new(Show)
	case "hide":
		return new(Hide)
	case "mute":
		return new(Mute)
	case "milestone":
		return new(Milestone)
	case "update":
		return new(Update)
	case "delivery":
		return new(Delivery)
	case "response":
		return new(Response)
	case "tally":
		return new(Tally)
	case "outcome":
		return new(Outcome)
	case "close":
		return new(Close)
	}
	return nil
}
