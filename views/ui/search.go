package ui

import (
	"net/url"
	"strconv"
)

// Search is what the search form shows again: what was typed and chosen.
type Search struct {
	Query string
	// State is "", open, closing, waiting, answered, coming, closed or all; "" and all mean all of them.
	State string
	// Program is a program's id, or "". Topic is of the published list, or "". Sort is "", newest or signed.
	Program, Topic, Sort string
	// Programs are the choices, without "any".
	Programs []Option
	// Topics are the codes of the published list. Without them the form is the short one of the first page.
	Topics []string
}

// States and Sorts are the choices, in the order in which they are offered.
var (
	States = []string{"all", "open", "closing", "coming", "waiting", "answered", "closed"}
	Sorts  = []string{"closing", "newest", "signed"}
)

// Address is a path with what was typed and chosen, so that it can be linked.
func (s Search) Address(path string) string {
	v := url.Values{}
	for name, value := range map[string]string{"q": s.Query, "state": s.State, "program": s.Program, "topic": s.Topic, "sort": s.Sort} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// Page is Address of a page of the list, counted from 1.
func (s Search) Page(path string, n int) string {
	address := s.Address(path)
	switch {
	case n <= 1:
		return address
	case address == path:
		return path + "?page=" + strconv.Itoa(n)
	}
	return address + "&page=" + strconv.Itoa(n)
}

// Narrowed says whether anything but words was chosen.
func (s Search) Narrowed() bool {
	return s.State != "" && s.State != "all" || s.Program != "" || s.Topic != ""
}
