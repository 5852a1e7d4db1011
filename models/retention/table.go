package retention

// A Row is something that is kept: what it is, where, in which tables, and who throws it away. What it is, for how long it is kept and why
// is in the catalogue: "keeps.NAME" and "keeps.NAME_for". Every table of both stores stands in one row; a test sees to it.
type Row struct {
	Name   string
	Place  Place
	Tables []string
	Sweep  Sweep // what throws it away, or "" where nothing does: it stays, or goes with what it belongs to
}

// A Sweep is one thing that the daily job does. What it is for is a row's words.
type Sweep string

// The sweeps, in the order in which they run.
const (
	Counters Sweep = "counters" // check-in codes, tries and letters of past days
	Sessions Sweep = "sessions" // of the office, and challenges of security keys
	Letters  Sweep = "letters"  // what was in letters that are sent
	Settled  Sweep = "settled"  // what only a petition's life needed
	Keys     Sweep = "keys"     // the private halves of passes, and of envelopes
)

// Sweeps are all of them.
var Sweeps = []Sweep{Counters, Sessions, Letters, Settled, Keys}

// Table is everything.
var Table = []Row{
	{"roster", Identity, []string{"persons", "roster_state"}, ""},
	{"roster_import", Identity, []string{"roster_undo", "roster_uploads"}, ""},
	{"accounts", Identity, []string{"accounts"}, ""},
	{"forgotten", Identity, nil, ""}, // a mark in persons
	{"commitments", Identity, []string{"commitments"}, ""},
	{"codes", Identity, []string{"codes", "code_mails"}, Counters},
	{"paper", Identity, []string{"printed_codes", "code_batches"}, Keys},
	{"letters", Identity, []string{"letters"}, Counters},
	{"letter_stops", Identity, []string{"letter_stops"}, ""},
	{"collected", Identity, []string{"issuances"}, ""},
	{"disputes", Identity, []string{"disputes"}, ""},
	{"keys", Identity, []string{"book_keys"}, Keys},
	{"members", Identity, []string{"office_members", "office_keys"}, ""},
	{"sessions", Identity, []string{"office_sessions", "office_challenges", "office_tries"}, Sessions},

	{"ledger", Booth, []string{"site", "signing_key", "ledger_state", "ledger_leaf", "ledger_tile", "ledger_last", "ledger_keys", "ledger_named", "ledger_about", "ledger_public", "ledger_witness"}, ""},
	{"waiting", Booth, []string{"waiting", "seal"}, ""},
	{"gateway", Booth, []string{"gateway_key"}, Keys},
	{"books", Booth, []string{"book", "slot"}, ""},
	{"petitions", Booth, []string{"petition", "petition_event", "petition_milestone", "petition_day", "petition_ring", "petition_update", "petition_queue", "petition_settled", "petition_words"}, ""},
	{"signatures", Booth, []string{"signature", "statement"}, ""},
	{"ties", Booth, []string{"agreement", "moderation_flag"}, Settled},
	{"names", Booth, []string{"signature_name"}, ""},
	{"talk", Booth, []string{"voice", "comment"}, ""},
	{"drafts", Booth, []string{"organizer_act", "draft_part"}, Settled},
	{"tallies", Booth, []string{"rating", "rating_tally", "workplace", "pulse", "pulse_shown"}, Settled},
	{"moderation", Booth, []string{"moderation_case", "moderation_text", "moderation_mute", "moderation_thread"}, ""},
	{"answers", Booth, []string{"petition_response", "petition_delivery", "response_link", "response_key"}, ""},
	{"programs", Booth, []string{"program", "program_entry", "program_proposal", "program_proposer"}, ""},
	{"recipients", Booth, []string{"digest_recipients"}, ""},
	{"outbox", Booth, []string{"outbox"}, Letters},
	{"summaries", Booth, []string{"summary", "summary_petition", "goal_told"}, ""},
	{"record", Booth, []string{"office_audit", "standard_version", "standard_draft", "setting", "incident", "incident_entry", "retention_run"}, ""},
	{"jobs", Booth, []string{"river_job", "river_leader", "river_queue", "river_client", "river_client_queue", "river_migration", "public_change"}, ""},

	{"master", Master, nil, ""},
	{"logs", Logs, nil, ""},
	{"mailboxes", Mail, nil, ""},
	{"backups", Backups, nil, ""},
	{"browser", Scripts, nil, ""},
}
