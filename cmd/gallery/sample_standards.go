package main

import (
	"roundrobin/models/standard"
	"roundrobin/views/office"
)

func standardsScreens() []screen {
	return []screen{
		{"office-standards", office.Standards(standardsOffice())},
		{"office-standards-form", office.StandardsForm(standardsForm())},
		{"office-standards-preview", office.StandardsPreview(standardsPreview())},
	}
}

var adminViewer = office.Viewer{Name: "Tomasz Wrona", Role: "admin", Proposals: true}

func standardsOffice() office.StandardsProps {
	return office.StandardsProps{
		Viewer: adminViewer, Today: today, May: true, Draft: office.StandardsDraft{Round: 2, Who: "Tomasz Wrona", Day: "2026-11-24"},
		Versions: []office.StandardsVersion{{Version: 1, From: "2026-11-02"}, {Version: 2, From: "2026-11-16", Who: "Tomasz Wrona", Reason: "Rotas were quoted by which people could be found."}},
	}
}

func standardsForm() office.StandardsFormProps {
	p := office.StandardsFormProps{
		Viewer: adminViewer, Today: today, Version: 2, Draft: office.StandardsDraft{Round: 2, Who: "Tomasz Wrona", Day: "2026-11-24"}, MaxCode: 40, MaxTitle: 80, MaxText: 600,
		Added:    []office.Standard{{Code: "rota", Title: "It leaks no rota", Text: "It quotes no rota by which somebody can be found.", Hides: true}, {}, {}},
		Problems: office.Problems{"code-0": {Refusal: "standard_code", Args: map[string]any{"max": 40}}},
	}
	for i, s := range standard.First().All {
		x := office.DraftStandard{Standard: office.Standard{Code: s.Code, Title: s.Title, Text: s.Text, Hides: s.Hides}, Stays: true}
		if i == 7 {
			x.Stays = false
			p.Ended = append(p.Ended, x)
			continue
		}
		p.Standing = append(p.Standing, x)
	}
	return p
}

func standardsPreview() office.StandardsPreviewProps {
	p := office.StandardsPreviewProps{
		Viewer: adminViewer, Today: today, Version: 2, Now: 1, Draft: office.StandardsDraft{Round: 2, Who: "Tomasz Wrona", Day: "2026-11-24"}, May: true,
		Language: "en", Hash: "9c41e07d5b2a4b1f0a60a0d2f2c6be1f8e3a7d5c9b0e1f2a3b4c5d6e7f8a18f3",
	}
	for i, s := range standard.First().All {
		what := map[int]string{3: "hides", 6: "ended"}[i]
		s.Hides = s.Hides || what == "hides"
		p.Changes = append(p.Changes, office.StandardChange{Standard: office.Standard{Code: s.Code, Title: s.Title, Text: s.Text, Hides: s.Hides}, What: what})
	}
	p.Changes = append(p.Changes, office.StandardChange{Standard: office.Standard{Code: "rota_leaked", Title: "It leaks no rota", Text: "It quotes no rota by which somebody can be found.", Hides: true}, What: "added"})
	return p
}
