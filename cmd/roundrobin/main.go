// Command roundrobin is the whole product in one binary: the site, its demo, and what an operator does by hand.
package main

import (
	"context"
	"crypto/rand"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // a small image has no time zones of its own

	"github.com/alecthomas/kong"

	"roundrobin/cmd/roundrobin/wallet"
)

// version is set when a release is built.
var version = "development"

var commands struct {
	Init    initCommand     `cmd:"" help:"Set a site up: asks what it must know, and writes settings, keys and stores."`
	Serve   serveCommand    `cmd:"" help:"Run the site."`
	Demo    demoCommand     `cmd:"" help:"Run the site with a made-up company in it, on SQLite, without mail or network."`
	Forget  forgetCommand   `cmd:"" help:"Forget a person who asks for it, for good."`
	Roster  rosterCommands  `cmd:"" help:"The list of who may check in."`
	Codes   codesCommands   `cmd:"" help:"Codes on paper, for people without company mail."`
	Digest  digestCommands  `cmd:"" help:"Who gets leadership's summary."`
	Respond respondCommands `cmd:"" help:"Leadership's links to answer a petition."`
	Letter  letterCommands  `cmd:"" help:"The general letter to the whole staff."`
	Bounce  bounceCommand   `cmd:"" help:"Read a mail that came back from standard input, and note what became of it: for a mail server to call."`
	Office  officeCommands  `cmd:"" help:"Stewards and admins, who work under their own names."`
	Program programCommands `cmd:"" help:"What colleagues propose about programs."`
	Config  configCommands  `cmd:"" help:"The settings."`
	Key     keyCommands     `cmd:"" help:"The master key."`
	Backup  backupCommand   `cmd:"" help:"Copy both stores while the site runs: two files, each encrypted with age to whoever may read it."`
	Restore restoreCommand  `cmd:"" help:"Bring a backup back to where no store is, after proving it against the ledger and the master key."`
	Verify  verifyCommand   `cmd:"" help:"Count the ledger in the booth's store anew, and check both stores' files."`
	Drill   drillCommand    `cmd:"" help:"Let a made-up company live through campaigns, take what could leak, and try to tell who signed."`
	Wallet  wallet.Commands `cmd:"" help:"A wallet without a browser: it signs and speaks, and trusts none of our JavaScript."`
	Load    loadCommands    `cmd:"" help:"Tests of what a site carries, on this machine."`
	Version versionCommand  `cmd:"" help:"What this program is, and what it is built of."`
	Healthz healthzCommand  `cmd:"" help:"Ask a running site whether it is well; for container health checks."`
}

func main() { run(time.Now) }

func run(now func() time.Time) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	o := &outside{Now: now, Random: rand.Reader, In: os.Stdin, Out: os.Stdout, Err: os.Stderr}
	k := kong.Parse(&commands, kong.Name("roundrobin"), kong.ShortUsageOnError(), filled,
		kong.Description("Petitions at work, with counts that anyone can recount and names that nobody holds."),
		kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(o, terminal(o)))
	k.FatalIfErrorf(k.Run())
}
