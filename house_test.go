// Package house holds the laws of this house as tests. They read the files themselves, so the test cache notices when one changes.
package house

import (
	"os"
	"testing"
)

// A law is one sentence that the house keeps. Its breaches are sentences too, each beginning with the place. For every law,
// broken (house_broken_test.go) holds small houses that break it: a law that cannot fail is no law.
type law struct {
	says     string
	breaches func(*house) []string
}

// laws are all of them. A new exception is written here, with its reason, where everyone sees it.
var laws = []law{
	// The promise: the code that receives a signature cannot name a person.
	{"the booth cannot name a person", never("handlers/booth", "roundrobin/models/roster")},
	{"the booth cannot stamp a pass", never("handlers/booth", "roundrobin/models/pass/stamp")},
	{"the booth knows no desk", never("handlers/booth", "roundrobin/handlers/desk")},
	{"the booth knows no office", never("handlers/booth", "roundrobin/handlers/office", "roundrobin/models/office")},
	{"the office stamps no pass and knows no check-in", never("handlers/office", "roundrobin/models/pass/stamp", "roundrobin/handlers/desk")},
	{"the desk knows no office", never("handlers/desk", "roundrobin/handlers/office", "roundrobin/models/office")},
	{"the booth sees no session", never("handlers/booth", "roundrobin/handlers/session", "github.com/gorilla/sessions", "github.com/gorilla/securecookie")},
	{"the booth does not reach the root of the handlers, which knows all rooms", neverExactly("handlers/booth", "roundrobin/handlers")},
	{"the booth reads and sets no cookie", boothWithoutCookies},
	{"the desk learns nothing of petitions", never("handlers/desk", "roundrobin/handlers/booth", "roundrobin/models/petition", "roundrobin/models/thread")},

	// Arrows.
	{"models do not know the web", never("models", "github.com/gofiber/fiber", "github.com/valyala/fasthttp", "github.com/gorilla")},
	{"models do not know pages", never("models", "roundrobin/views", "github.com/a-h/templ")},
	{"models know nobody above them", never("models", "roundrobin/handlers", "roundrobin/jobs", "roundrobin/mail", "roundrobin/cmd")},
	{"views do not know the domain", never("views", "roundrobin/models", "roundrobin/handlers", "roundrobin/jobs", "roundrobin/mail", "roundrobin/cmd")},
	{"views ask no database and no request", never("views", "gorm.io", "database/sql", "github.com/gofiber/fiber")},
	{"mail decides nothing", never("mail", "roundrobin/models", "roundrobin/views", "roundrobin/handlers", "roundrobin/jobs")},
	{"only cmd imports cmd", never("handlers", "roundrobin/cmd")},
	{"passes, the ledger's bytes and envelopes are pure", pure("models/pass", "models/ledger", "models/ledger/tally", "models/envelope", "models/petition", "models/day", "models/id", "models/fault")},
	{"recount reaches no store, no web and at most 5 outside modules", recountIsSmall},
	{"recount has at most 900 lines of its own", recountIsShort},

	// Stores.
	{"gorm is spoken only in store.go, in packages named store and in models/db", onlyStoresImportGorm},
	{"nobody else calls a transaction's methods", onlyStoresCallTransactions},
	{"no column says when a row was written", noRowTimes},
	{"no column counts rows", noRowNumbers},
	{"a SQLite table is STRICT", strictTables},
	{"both dialects have the same migrations", sameMigrations},
	{"a migration only adds", migrationsAdd},
	{"gorm never migrates, saves whole rows or skips zero values", gormSaysWhatItWrites},
	{"only the floor hands out counts by group", onlyTheFloorCountsGroups},

	// What is handed in.
	{"settings are read in one place", forbid{of: "os", names: "Getenv LookupEnv Environ ExpandEnv", except: inside("cmd/roundrobin/config.go", "models/db/dbtest")}.breaches},
	// The courier waits until an answer has left: a pause of real time, which is written nowhere.
	{"time is handed in", forbid{of: "time", names: "Now Since Until", except: inside("cmd", "models/db/dbtest", "handlers/desk/courier.go")}.breaches},
	// A mail's id is no secret and decides nothing.
	{"randomness is handed in", forbid{of: "crypto/rand", names: "Reader Read Text", except: inside("cmd", "models/db/dbtest", "models/pass/passtest", "mail/smtp.go")}.breaches},
	{"nobody takes the floor away", forbidImports("roundrobin/models/floor/floortest")},
	{"the sign-in of tests is in no program", never("cmd", "roundrobin/handlers/desk/oidctest", "github.com/zitadel")},
	{"nobody plays with other dice", forbidImports("math/rand", "math/rand/v2")},

	// Errors.
	{"one place turns an error into a status", onlyErrorsSetStatus},
	{"every refusal has its sentence in the catalogue", everyFaultHasWords},

	// Traces of visitors.
	{"nobody asks where a visitor comes from or with what", noVisitorTraces},
	{"logs hold no address, agent, path or person", logsHoldNoTraces},
	{"only structured logs, and only cmd writes to the terminal", noLoosePrinting},
	{"a cookie belongs to the desk or to the office", cookiesHaveTheirPath},

	// Pages.
	{"no page allows what is unsafe", policyIsStrict},
	{"no page has inline script or style", noInline},
	{"no page asks a third party", noThirdParties},
	{"every text is in the catalogue", noTextOutsideCatalogue},
	{"every text that is asked for is there", everyTextIsThere},

	// Traps of this stack, and our own habits.
	{"nothing that fiber does badly", forbidImports(
		"github.com/gofiber/fiber/v2/middleware/csrf", "github.com/gofiber/fiber/v2/middleware/etag", "github.com/gofiber/fiber/v2/middleware/filesystem",
		"github.com/gofiber/fiber/v2/middleware/compress", "github.com/gofiber/fiber/v2/middleware/limiter", "github.com/gofiber/fiber/v2/middleware/logger",
		"github.com/glebarez/sqlite")},
	{"no file is sent by fiber", forbid{of: "", names: "SendFile", except: inside()}.breaches},
	{"no test is skipped", noSkippedTest},
	{"a file has at most 300 lines, a function at most 50", smallFilesAndFunctions},
}

func TestLaws(t *testing.T) {
	h := read(t, os.DirFS("."))
	for _, l := range laws {
		t.Run(l.says, func(t *testing.T) {
			for _, b := range l.breaches(h) {
				t.Error(b)
			}
		})
	}
}

// TestLawsCanFail breaks each law on purpose, and shows it near misses that it must let pass.
func TestLawsCanFail(t *testing.T) {
	for _, l := range laws {
		t.Run(l.says, func(t *testing.T) {
			if len(broken[l.says]) == 0 {
				t.Fatal("no house is known that breaks this law")
			}
			for i, b := range broken[l.says] {
				if found := l.breaches(read(t, b.tree())); len(found) == 0 {
					t.Errorf("house %d breaks the law and nobody notices:\n%s", i+1, b)
				}
			}
			for i, k := range kept[l.says] {
				if found := l.breaches(read(t, k.tree())); len(found) != 0 {
					t.Errorf("house %d keeps the law and is blamed: %q\n%s", i+1, found, k)
				}
			}
		})
	}
	for says := range broken {
		if !known(says) {
			t.Errorf("houses are broken for a law that is not there: %s", says)
		}
	}
}

func known(says string) bool {
	for _, l := range laws {
		if l.says == says {
			return true
		}
	}
	return false
}
