package office

import "strconv"

const flags = "flags"

// headingKey is what is decided about.
func (p CaseProps) headingKey() string {
	switch {
	case p.Appealing:
		return "office.flags.about_appeal"
	case p.Held != "":
		return "office.flags.about_held"
	case p.Comment:
		return "office.flags.about_comment"
	}
	return "office.flags.about_petition"
}

// whatKey says what a verdict does: keeping what was held shows it.
func (p CaseProps) whatKey(verdict string) string {
	if verdict == "keep" && p.Held != "" {
		return "office.flags.keep_held"
	}
	return "office.flags." + verdict + "_what"
}

func (p CaseProps) round() string { return strconv.Itoa(p.Case.Round) }

// justKey is what the address may say was done; anything else is a decision.
func justKey(done string) string {
	switch done {
	case "keep", "hide", "restore", "uphold", "mute":
		return "office.flags.done_" + done
	}
	return "office.flags.done"
}
