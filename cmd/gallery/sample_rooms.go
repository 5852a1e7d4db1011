package main

import (
	"slices"

	"roundrobin/views/office"
	"roundrobin/views/pages"
)

// roomsScreens are the site's rules, in the office and for everybody.
func roomsScreens() []screen {
	wrong := settings("admin")
	wrong.Reason, wrong.Problems = "", office.Problems{
		"open_days": {Refusal: "setting_bounds", Args: map[string]any{"least": 14, "most": 365}}, "reason": {Refusal: "reason_needed"},
	}
	wrong.Settings = slices.Clone(wrong.Settings)
	wrong.Settings[2].Value = "7"
	moved := settings("admin")
	moved.Problems = office.Problems{"": {Refusal: "setting_moved"}}
	done := settings("admin")
	done.Done = true
	first := settings("steward")
	first.Changes = nil
	return []screen{
		{"office-health", office.Health(health())},
		{"office-health-troubled", office.Health(troubled())},
		{"office-forget", office.Forget(office.ForgetProps{Viewer: office.Viewer{Name: "Tomasz Wrona", Role: "admin"}})},
		{"office-forget-unsure", office.Forget(office.ForgetProps{Viewer: office.Viewer{Name: "Tomasz Wrona", Role: "admin"}, Address: "noah.osei@meridian.example", Problems: office.Problems{"sure": {Refusal: "forget_unsure"}}})},
		{"office-forget-done", office.Forget(office.ForgetProps{Viewer: office.Viewer{Name: "Tomasz Wrona", Role: "admin"}, Was: "here", Books: 1, Readers: true})},
		{"office-incident-none", office.Incident(office.IncidentProps{Viewer: office.Viewer{Name: "Tomasz Wrona", Role: "admin"}, Today: today, May: true, Places: exposable(), Past: 2})},
		{"office-incident", office.Incident(openIncident("admin"))},
		{"office-incident-steward", office.Incident(openIncident("steward"))},
		{"retention", pages.Retention(pages.RetentionProps{Today: today, Places: []pages.KeptPlace{
			{Place: "identity", Rows: []pages.Kept{{Name: "roster"}, {Name: "codes", Swept: true, Last: "2026-11-26"}, {Name: "sessions", Swept: true}}},
			{Place: "booth", Rows: []pages.Kept{{Name: "ties", Swept: true, Last: "2026-11-26", Petitions: 12}, {Name: "ledger"}}}, {Place: "machine"},
		}})},
		{"incident", pages.Incidents(incidents())},
		{"incident-none", pages.Incidents(pages.IncidentsProps{Today: today})},
		{"office-settings", office.Settings(settings("admin"))},
		{"office-settings-wrong", office.Settings(wrong)},
		{"office-settings-moved", office.Settings(moved)},
		{"office-settings-done", office.Settings(done)},
		{"office-settings-steward", office.Settings(first)},
		{"rules", pages.Rules(rules())},
		{"rules-unchanged", pages.Rules(pages.RulesProps{Today: today, Rules: rules().Rules[:1], Site: pages.SiteRules{SealDays: 1, SealMin: 10, Slots: 48, Zone: "UTC", Title: 80, Ask: 300, Background: 5000, Floor: 10}})},
	}
}

func settings(role string) office.SettingsProps {
	return office.SettingsProps{
		Viewer: office.Viewer{Name: "Tomasz Wrona", Role: role}, Today: today, May: role == "admin", Seen: 2,
		Settings: []office.Setting{
			{Name: "sponsors", Unit: "people", Now: 5, Least: 1, Most: 20, Fixed: true},
			{Name: "gather_days", Unit: "days", Now: 30, Least: 7, Most: 90, Value: "30"},
			{Name: "open_days", Unit: "days", Now: 90, Least: 14, Most: 365, Value: "60", Coming: "2026-11-27"},
			{Name: "review", Unit: "review", Now: 1, Least: 0, Most: 1, Value: "0", Coming: "2026-11-27"},
			{Name: "goal_share", Unit: "share", Now: 5, Least: 1, Most: 50, Value: "5"},
			{Name: "goal_least", Unit: "signatures", Now: 25, Least: 1, Most: 1000, Value: "25"},
		},
		Changes: []office.Change{
			{Name: "review", Unit: "review", Was: 1, Now: 0, Day: "2026-11-26", From: "2026-11-27", Who: "Tomasz Wrona", Role: "admin", Reason: "Sponsors and flags have been enough."},
			{Name: "open_days", Unit: "days", Was: 90, Now: 60, Day: "2026-11-26", From: "2026-11-27", Who: "Tomasz Wrona", Role: "admin", Reason: "Two petitions stood open for weeks after everybody had signed."},
			{Name: "sponsors", Unit: "people", Was: 3, Now: 5, Day: "2026-07-01", Who: "-", Role: "operator"},
		},
	}
}

func rules() pages.RulesProps {
	return pages.RulesProps{
		Today: today,
		Rules: []pages.Rule{
			{Name: "review", Unit: "review", Now: 1, Coming: 0, From: "2026-11-27"}, {Name: "milestone_first", Unit: "share", Now: 33},
			{Name: "sponsors", Unit: "people", Now: 5, Fixed: true}, {Name: "gather_days", Unit: "days", Now: 30}, {Name: "review_days", Unit: "days", Now: 3},
			{Name: "open_days", Unit: "days", Now: 90, Coming: 60, From: "2026-11-27"}, {Name: "goal_share", Unit: "share", Now: 5}, {Name: "response_days", Unit: "days", Now: 14},
		},
		Changes: []pages.RuleChange{
			{Name: "review", Unit: "review", Was: 1, Now: 0, Day: "2026-11-26", From: "2026-11-27", Who: "Tomasz Wrona", Role: "admin", Reason: "Sponsors and flags have been enough."},
			{Name: "open_days", Unit: "days", Was: 90, Now: 60, Day: "2026-11-26", From: "2026-11-27", Who: "Tomasz Wrona", Role: "admin", Reason: "Two petitions stood open for weeks after everybody had signed."},
			{Name: "sponsors", Unit: "people", Was: 3, Now: 5, Day: "2026-07-01", Who: "-", Role: "operator"},
		},
		Site: pages.SiteRules{SealDays: 7, Slots: 48, Zone: "Europe/Madrid", Workplaces: 6, Letter: true, Title: 80, Ask: 300, Background: 5000, Floor: 10},
	}
}

func exposable() []string {
	return []string{"identity", "booth", "master", "logs", "mail", "backups", "machine", "scripts"}
}

func openIncident(role string) office.IncidentProps {
	return office.IncidentProps{
		Viewer: office.Viewer{Name: "Tomasz Wrona", Role: role}, Today: today, May: role == "admin", Open: true, Since: "2026-11-25", Frozen: "2026-11-25", Places: exposable(),
		Ticked: map[string]bool{"backups": true}, Seen: "2", Just: "said", Problems: office.Problems{"text": {Refusal: "incident_text", Args: map[string]any{"max": 4000}}},
		Entries: []office.IncidentEntry{
			{Day: "2026-11-25", What: "opened", Who: "Tomasz Wrona", Role: "admin", Text: "A disk with last night’s backup is missing. We do not know yet who has it."},
			{Day: "2026-11-26", What: "said", Who: "Tomasz Wrona", Role: "admin", Text: "The master key was not on it. We say more by Friday."},
		},
	}
}

func incidents() pages.IncidentsProps {
	return pages.IncidentsProps{Today: today, All: []pages.Incident{
		{Number: 2, Opened: "2026-11-25", Frozen: "2026-11-25", Exposed: []string{"backups"}, Entries: []pages.IncidentEntry{
			{Day: "2026-11-25", What: "opened", Who: "Tomasz Wrona", Role: "admin", Text: "A disk with last night’s backup is missing. We do not know yet who has it."},
			{Day: "2026-11-26", What: "said", Who: "Tomasz Wrona", Role: "admin", Text: "The master key was not on it. We say more by Friday."},
		}},
		{Number: 1, Opened: "2026-05-02", Closed: "2026-05-03", Entries: []pages.IncidentEntry{
			{Day: "2026-05-02", What: "opened", Who: "Tomasz Wrona", Role: "admin", Text: "The proxy kept addresses for a day."},
			{Day: "2026-05-03", What: "closed", Who: "Tomasz Wrona", Role: "admin", Text: "They are deleted, and it keeps none any more."},
		}},
	}}
}

func health() office.HealthProps {
	return office.HealthProps{
		Viewer: office.Viewer{Name: "Ines Aguilar", Role: "steward"}, Today: today, Version: "development", Free: 41_300_000_000, Checkpoint: 9874, Sealed: "2026-11-22", SealEnds: "2026-11-29", Swept: "2026-11-26",
		Stores: []office.Store{{Name: "identity", Bytes: 2_400_000}, {Name: "booth", Bytes: 61_000_000}},
		Season: office.Season{Name: "2026Q4", Next: "2027Q1", To: "2026-12-31", Mint: "2026-12-18", Slots: 48, Used: 14},
	}
}

func troubled() office.HealthProps {
	p := health()
	p.Role, p.Name, p.May, p.Free, p.Full, p.Swept = "admin", "Tomasz Wrona", true, 300_000_000, true, ""
	p.Problem = office.Problem{Refusal: "job_gone"}
	p.Stores = []office.Store{{Name: "identity", Postgres: true, Away: true}, {Name: "booth", Postgres: true, Bytes: 61_000_000, Skew: 12, Skewed: true}, {Name: "booth", Bytes: 61_000_000, Trouble: "no_room"}, {Name: "booth", Bytes: 61_000_000, Trouble: "no_writing"}, {Name: "booth", Bytes: 61_000_000, Trouble: "damaged"}}
	p.Witnesses = []office.Witness{{Name: "witness.unite.example", Size: 9874, Signed: "2026-11-22"}, {Name: "betriebsrat.meridian.example", Size: 9000, Trouble: "dial tcp: connection refused", Signed: "2026-11-15", Down: "2026-11-22"}}
	p.Season = office.Season{}
	p.Jobs = []office.Job{{ID: "7", Kind: "seal", State: "retryable", Tries: 3, Failed: true}, {ID: "8", Kind: "mail_deliver", State: "running"}, {ID: "9", Kind: "digest_send", State: "scheduled"}}
	return p
}
