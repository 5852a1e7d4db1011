package main

import (
	"context"

	"roundrobin/models/digest"
	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
	"roundrobin/models/program"
	"roundrobin/models/thread"
)

const told = 3 // reasons of a petition

// facts gives the digest what the site shows in public, and nothing else.
type facts struct{ *site }

func (f facts) Holders(ctx context.Context) (int, error) { return f.holders(ctx) }

// Petitions are all that ever opened.
func (f facts) Petitions(ctx context.Context) ([]digest.Petition, error) {
	states := []petition.State{petition.Open, petition.Delivered, petition.Answered, petition.Closed}
	found, _, err := f.petitions.List(ctx, petitionstore.Filter{States: states})
	if err != nil {
		return nil, err
	}
	return f.tell(ctx, found)
}

// Petition is one that is public, whatever its state.
func (f facts) Petition(ctx context.Context, id string) (digest.Petition, error) {
	p, err := f.petitions.Find(ctx, id)
	if err != nil {
		return digest.Petition{}, err
	}
	told, err := f.tell(ctx, []petition.Petition{p})
	if err != nil {
		return digest.Petition{}, err
	}
	return told[0], nil
}

func (f facts) tell(ctx context.Context, found []petition.Petition) ([]digest.Petition, error) {
	ids := make([]string, len(found))
	for i, p := range found {
		ids[i] = p.ID
	}
	days, err := f.petitions.Days(ctx, ids...)
	if err != nil {
		return nil, err
	}
	angles, err := f.petitions.Angles(ctx, ids...)
	if err != nil {
		return nil, err
	}
	reasons, err := f.threads.Reasons(ctx, told, ids...)
	if err != nil {
		return nil, err
	}
	programs, err := f.digestPrograms(ctx)
	facts := make([]digest.Petition, len(found))
	for i, p := range found {
		facts[i] = publicFacts(p)
		facts[i].Days, facts[i].Angles, facts[i].Reasons, facts[i].Program = counts(days[p.ID]), angles[p.ID], said(reasons[p.ID]), programs[p.Program]
	}
	return facts, err
}

// Pulses are those of the programs that are asked about now.
func (f facts) Pulses(ctx context.Context) (pulses []digest.Pulse, err error) {
	rounds, err := f.petitions.Pulses(ctx, "")
	if err != nil {
		return nil, err
	}
	for _, r := range rounds {
		if r.State != petition.Open {
			continue
		}
		about, err := f.programs.Find(ctx, r.Program)
		if err != nil {
			return nil, err
		}
		p := digest.Pulse{Program: r.Program, Name: about.Name, Answered: r.Answered}
		for _, c := range r.Shown.Cells {
			if !c.Hidden {
				p.Steps = append(p.Steps, digest.Step{Value: c.Name, Percent: c.People * 100 / max(1, r.Shown.Total)})
			}
		}
		pulses = append(pulses, p)
	}
	return pulses, nil
}

func publicFacts(p petition.Petition) digest.Petition {
	return digest.Petition{
		ID: p.ID, Title: p.Text.Title, Ask: p.Text.Ask, Language: p.Text.Language, State: string(p.State), Goal: p.Goal,
		Opened: p.Opened, Closes: p.Closes, Delivered: p.Delivered, Due: p.Due, Answered: p.Answered, Ended: p.Closed,
		Outcome: string(p.Outcome), Count: p.Count,
	}
}

func (f facts) digestPrograms(ctx context.Context) (map[string]*digest.Program, error) {
	all, err := f.programs.List(ctx)
	byID := make(map[string]*digest.Program, len(all))
	for _, p := range all {
		entries, failed := f.programs.Timeline(ctx, p.ID, "")
		if failed != nil {
			return nil, failed
		}
		byID[p.ID] = digestProgram(p, entries)
	}
	return byID, err
}

func digestProgram(p program.Program, entries []program.Entry) *digest.Program {
	d := &digest.Program{ID: p.ID, Name: p.Name, Status: string(p.Status), Since: p.Since}
	if len(entries) > 0 {
		last := entries[len(entries)-1]
		d.Latest, d.LatestDay = last.Title, last.Day
	}
	return d
}

func counts(days []petition.DayCount) []digest.Count {
	counts := make([]digest.Count, len(days))
	for i, d := range days {
		counts[i] = digest.Count{Day: d.Day, Count: d.Count}
	}
	return counts
}

func said(comments []thread.Comment) []digest.Reason {
	reasons := make([]digest.Reason, len(comments))
	for i, c := range comments {
		reasons[i] = digest.Reason{ID: c.ID, Text: c.Text, Agreed: c.Agreed}
	}
	return reasons
}
