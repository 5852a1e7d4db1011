# make help says what there is. `make check` is exactly what CI runs.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.NOTPARALLEL:
# One build for all that is not searched for races, which alone needs C.
export CGO_ENABLED := 0
MAKEFLAGS += --no-print-directory

STATICCHECK := go tool -modfile=tools/go.mod staticcheck
# How a page looks does not depend on the store; these stories do.
ON_POSTGRES := newcomer_signs mistakes second_tab recounted nothing_on_disk
# Begun first, so that no core waits for them at the end.
SLOW := roundrobin/models/petition/store roundrobin/cmd/roundrobin roundrobin/jobs
# SQLite is C, translated to Go: its insides are not ours to search for races, and would take most of the time.
RACE := -race -gcflags='modernc.org/sqlite/lib=-race=false -d=checkptr=0'
# A whole company played through, and every screen drawn: four times as slow under the race detector, which knows their parts already.
# An audit takes the time.
WHOLE := ^(TestDrill|TestTheDemoIsRecounted|TestNoOutput|TestWithoutComplement|TestAThousandSummaries|TestEveryAddressAnswers|TestManyReplicas|TestACompanyComes)
LONG := steward_of_200_flags organizers_week two_organizers organizers_come_and_go organizer_recovers standards_grow run_md incident steward_keeps_order summary_begins_and_stops
LONG_ON_POSTGRES := organizers_week drafts_and_gathers two_organizers flagged organizer_recovers steward_of_200_flags steward_keeps_order standards_grow pulse shares
PART = @printf '\n== %s\n'

.PHONY: help dev check check-fast gallery gallery-show bench benchmarks audit peak soak drill generate clean \
	needs audit-needs format generated vet laws go-tests whole witness wallet stories

help:
	@echo 'make dev         the demo on http://127.0.0.1:8080, begun anew after every change; mail is at /dev/mail'
	@echo 'make check       all that CI runs, from the format to the browser stories'
	@echo 'make check-fast  what takes seconds: format, vet, laws, and tests of what has changed, without the race detector'
	@echo 'make generate    everything that is generated: templ, the wallet, docs/lifecycle.md and other golden files'
	@echo 'make gallery     pictures of every screen and mail in every state, at three widths, light and dark: shots/gallery/index.html'
	@echo '                 (a few minutes; ONLY=mail takes those that have this in their name)'
	@echo 'make gallery-show  the same to click through, on http://127.0.0.1:8090'
	@echo 'make bench       how fast it is, beside a bare server: a table and bench.json (KEEP=1 keeps it in docs/performance.md); make benchmarks: each part alone'
	@echo 'make audit       adds to make check long stories, many campaigns and fuzzing'
	@echo 'make peak        100,000 people sign within five minutes, each reads 20 pages, on two cores: ten minutes of a quiet machine'
	@echo 'make soak        20 minutes at half of that pace. Both keep their report in docs/performance.md; make audit runs both'
	@echo 'make drill       the leak drill at full size, on both databases and without each defence: half an hour'

# The first part that fails ends the run. Each says its name first, and its runner's own last line stands last.
check: needs format generated vet laws go-tests whole witness wallet stories

check-fast: format vet laws
	$(PART) 'tests of what has changed'
	go test ./...

audit-needs:
	$(PART) 'what an audit needs beside the checks; said before hours have gone by'
	tools/needs audit

needs:
	$(PART) 'what the checks need'
	tools/needs

format:
	$(PART) 'format'
	@unformatted=$$(git ls-files -z '*.go' ':!:*_templ.go' | xargs -0 gofmt -l); \
		if [ -n "$$unformatted" ]; then echo "gofmt would change:"; echo "$$unformatted"; exit 1; fi
	@unformatted=$$(go tool templ fmt -fail -log-level error views 2>&1) || { echo "$$unformatted"; exit 1; }

generated: static/js/node_modules
	$(PART) 'generated files are up to date'
	tools/generated
	go mod tidy -diff

vet:
	$(PART) 'vet and staticcheck'
	go vet ./...
	$(STATICCHECK) ./...

laws:
	$(PART) 'the laws of the house'
	go test .

# One PostgreSQL for all of them; packages wait for it more than they work, so four are tested at a time. RR_TEST_POSTGRES tells the tests where it is. The laws were a part of their own.
go-tests: bin/cluster
	$(PART) 'tests on SQLite and PostgreSQL, with the race detector'
	CGO_ENABLED=1 bin/cluster -- go test $(RACE) -p 4 -vet=off -timeout 20m -skip '$(WHOLE)' $(SLOW) $$(go list ./... | grep -Fvx $(SLOW:%=-e %) -e roundrobin -e roundrobin/cmd/gallery)

whole: bin/cluster
	$(PART) 'whole companies: the demo, all that it says about groups, the leak drill in small, a thousand summaries, every address asked by everybody; and every screen'
	bin/cluster -- go test -vet=off -timeout 20m -run '$(WHOLE)' ./cmd/roundrobin ./jobs
	go test -vet=off ./cmd/gallery

witness: bin/cluster
	$(PART) 'the ledger, read by tessera and signed by a witness of others'
	bin/cluster -- go -C tools/tessera test -timeout 20m .

wallet: static/js/node_modules
	$(PART) 'the wallet: types and tests'
	cd static/js && npm run --silent check && npm run --silent test

stories: bin/cluster bin/roundrobin bin/recount static/js/node_modules
	$(PART) 'browser stories, on SQLite'
	node static/js/stories/run.mjs
	$(PART) 'browser stories, on PostgreSQL'
	bin/cluster --stores -- node static/js/stories/run.mjs $(ON_POSTGRES)

dev: static/js/node_modules
	tools/dev

generate: static/js/node_modules
	go tool templ generate -path views -log-level error
	cd static/js && npm run --silent build
	UPDATE=1 go test ./...

gallery: static/js/node_modules
	rm -rf shots/gallery
	go run ./cmd/gallery --shots shots/gallery --only '$(ONLY)'

gallery-show:
	go run ./cmd/gallery

# The bars, in at most ten minutes: a table, and bench.json. KEEP=1 also writes them into docs/performance.md; RR_QUICK=1 only sees that all of it works.
KEEP ?=
bench: bin/cluster bin/roundrobin static/js/node_modules
	$(PART) 'every bar of speed, beside a bare server'
	KEEP='$(KEEP)' bin/cluster -- go test -timeout 20m -run '^$$' -bench '^BenchmarkBars$$' -benchtime 1x ./cmd/roundrobin
	$(PART) 'blind signatures beside CIRCL'
	go -C tools/bench test -v -run 'CIRCL|Same' .
	$(PART) 'a full book in the browser'
	node static/js/stories/full_book.mjs

benchmarks:
	$(PART) 'all that go test can measure, one by one'
	go test -run '^$$' -skip '^BenchmarkBars$$' -bench . -benchmem ./...

FUZZ ?= 20s
audit: audit-needs check
	$(PART) 'browser stories that take long'
	node static/js/stories/run.mjs $(LONG)
	bin/cluster --stores -- node static/js/stories/run.mjs $(LONG_ON_POSTGRES)
	$(PART) 'random walks that take long'
	RR_LONG=1 bin/cluster -- go test -vet=off -timeout 60m ./models/petition/store
	CGO_ENABLED=1 bin/cluster -- go test $(RACE) -vet=off -timeout 60m -run '$(WHOLE)|Screen|Chart' ./cmd/roundrobin ./jobs ./cmd/gallery
	$(PART) 'a disk that is full or cannot be written, for real (as root)'
	RR_LONG=1 go test -vet=off -count=1 -v -run RealDisk ./models/db
	$(PART) 'three replicas behind nginx, and all that can happen to them, six times over'
	RR_LONG=1 bin/cluster -- go test -vet=off -timeout 20m -v -run TestManyReplicas ./cmd/roundrobin
	$(PART) 'servers that are killed a hundred times on each database, at random moments, while people hand in'
	RR_LONG=1 bin/cluster -- go test -vet=off -timeout 60m -v -run TestTheServerIsKilled ./cmd/roundrobin
	$(PART) 'whether the moment of an answer tells who is on the roster'
	RR_LONG=1 go test -vet=off -timeout 20m -run TimeTells ./handlers/desk
	$(PART) 'every output of many random campaigns, handed to the solver'
	go test -timeout 30m -run SmallGroup ./cmd/roundrobin -campaigns 40
	$(PART) 'what gosec knows to be dangerous, and known holes in what we use'
	tools/gosec
	tools/vulnerable
	$(MAKE) peak soak
	$(PART) 'the same bytes from the same source'
	tools/reproducible
	$(PART) 'compose.yaml and the Dockerfile, by the parsers of Compose and BuildKit; the onion service, by tor'
	go -C tools/deploy test -count=1 .
	tools/onion
	$(PART) 'fuzzing, $(FUZZ) each'
	tools/fuzz $(FUZZ)

# On a quiet machine only: they fail when one request does. With more than two cores, two are used. RR_LOAD_PEOPLE=2000 lets fewer come, at the same pace.
COMPANY = $$(nproc | awk '$$1 > 2 { print "taskset -c 0,1" }') env RR_REPORT=1 RR_LOAD=$@ go test -vet=off -count=1 -timeout 90m -v -run TestACompanyComes/sqlite ./cmd/roundrobin
peak:
	$(PART) '100,000 people sign within five minutes'
	$(COMPANY)
soak:
	$(PART) 'twenty minutes at half of that pace'
	$(COMPANY)

# Its results are kept by hand: bin/roundrobin drill --json > cmd/roundrobin/drill/results/sqlite.json and so on, then make generate.
drill: bin/cluster bin/roundrobin
	$(PART) 'the leak drill, in full'
	bin/roundrobin drill
	bin/roundrobin drill --postgres
	$(PART) 'without each defence'
	bin/roundrobin drill --controls

clean:
	rm -rf bin shots static/js/node_modules

# Go knows best whether anything has changed.
.PHONY: bin/cluster bin/roundrobin bin/recount
bin/cluster:
	@go build -o $@ ./models/db/dbtest/cluster
bin/roundrobin bin/recount:
	@go build -o $@ ./cmd/$(@F)

static/js/node_modules: static/js/package-lock.json
	$(PART) 'packages for the wallet and its tests'
	cd static/js && npm ci --no-fund --no-audit
	@touch $@
