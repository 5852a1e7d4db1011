package program_test

import (
	"strings"
	"testing"

	"roundrobin/models/fault"
	"roundrobin/models/program"
)

var cam = program.Program{ID: "routecam", Name: "RouteCam", Purpose: "Cameras that score drivers.", Owner: "Fleet", Status: program.Active, Review: program.NoReview}

func TestWhatIsWrongStandsBesideItsField(t *testing.T) {
	for situation, c := range map[string]struct {
		change func(*program.Program)
		want   string
	}{
		"all is well":         {func(*program.Program) {}, ""},
		"no name, no purpose": {func(p *program.Program) { p.Name, p.Purpose = "", "" }, "name:text_empty purpose:text_empty"},
		"a line end":          {func(p *program.Program) { p.Owner = "Fleet\nand more" }, "owner:text_unreadable"},
		"an id in large":      {func(p *program.Program) { p.ID = "RouteCam" }, "id:program_id"},
		"less than nobody":    {func(p *program.Program) { p.Covered = -1 }, "covered:program_covered"},
		"no such day":         {func(p *program.Program) { p.Begins = "2026-02-30" }, "begins:program_day"},
		"no such status":      {func(p *program.Program) { p.Status = "fine" }, "status:program_status"},
		"no such review":      {func(p *program.Program) { p.Review = "fine" }, "review:program_review"},
		"sources of all sorts": {func(p *program.Program) {
			p.Sources = program.ParseSources("http://a.example x\nThe notice board\nhttps://a.example/1 A notice")
		}, "sources:program_source"},
		"sources that will do": {func(p *program.Program) {
			p.Sources = program.ParseSources("The notice board\nhttps://a.example/1 A notice")
		}, ""},
		"kinds of data":  {func(p *program.Program) { p.Collects = program.ParseCollects("Video: of the cab\r\n\r\n Position ") }, ""},
		"too many kinds": {func(p *program.Program) { p.Collects = program.ParseCollects(strings.Repeat("Video\n", 31)) }, "collects:program_many"},
	} {
		p := cam
		c.change(&p)
		if got := told(p.Check()); got != c.want {
			t.Errorf("%s: %q", situation, got)
		}
	}
	if got := program.ParseCollects("Video: of the cab\r\n\r\n Position "); len(got) != 2 || got[0].Note != "of the cab" || got[1].Name != "Position" {
		t.Errorf("%+v", got)
	}
}

func TestNothingIsToldBeforeItHappened(t *testing.T) {
	e := program.Entry{Day: "2026-11-25", Kind: "party", Title: "", Source: "javascript:alert(1)", Status: "fine"}
	if got := told(e.Check("2026-11-24")); got != "day:program_ahead kind:program_kind status:program_status title:text_empty source:program_source" {
		t.Error(got)
	}
	e = program.Entry{Day: "2026-11-24", Kind: program.Pause, Title: "Paused", Source: "https://a.example/1", Status: program.Paused}
	if got := told(e.Check("2026-11-24")); got != "" {
		t.Error(got)
	}
}

func told(refused []*fault.Fault) string {
	var all []string
	for _, f := range refused {
		all = append(all, f.Field+":"+f.Code)
	}
	return strings.Join(all, " ")
}
