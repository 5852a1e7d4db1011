package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/secret"
	"roundrobin/views/layout"
	"roundrobin/views/words"
)

// config is every setting, from flags, the environment or a file, in this order; nothing else in the program reads any of them.
type config struct {
	Config string `help:"File of settings, in TOML. Without one, roundrobin.toml here or in /etc/roundrobin is read, if there." env:"RR_CONFIG" type:"path" placeholder:"roundrobin.toml"`

	Listen string `help:"Address to listen on." default:"127.0.0.1:8080" env:"RR_LISTEN"`
	Data   string `help:"Folder for the master key and, with SQLite, the two stores." default:"data" env:"RR_DATA" type:"path" path:""`

	Identity string `help:"Store of the desk: a file, or a postgres:// address." env:"RR_IDENTITY" path:"" placeholder:"DATA/identity.db"`
	Booth    string `help:"Store of the booth: a file, or a postgres:// address." env:"RR_BOOTH" path:"" placeholder:"DATA/booth.db"`
	KeyFile  string `help:"File with the master key. Keep it outside the backups of the stores." env:"RR_KEY_FILE" path:"" placeholder:"DATA/master.key"`
	Key      string `help:"The master key itself, instead of a file." env:"RR_KEY" secret:"" placeholder:"43 CHARACTERS"`

	Origin   string `help:"The name of the ledger: part of every pass and signature, never to be changed. If not set, it is the host of the base address." env:"RR_ORIGIN" placeholder:"petitions.example"`
	Base     string `help:"Address under which people reach the site, for links in mail: https, or http for an onion service." default:"" env:"RR_BASE" placeholder:"https://petitions.example"`
	Employer string `help:"Whose staff the site serves." default:"Example" env:"RR_EMPLOYER"`
	Short    string `help:"Neutral page title." default:"Notices" env:"RR_SHORT"`
	Language string `name:"site-language" help:"Language of readers whose browser asks for none that there is, and of what the site writes by itself." default:"en" env:"RR_LANGUAGE"`
	Leave    string `help:"Where 'Leave quickly' goes." default:"https://www.example.com/" env:"RR_LEAVE"`
	Relay    string `help:"Independent relay of envelopes (RFC 9458) in front of the gateway: an https URL, or a path on this site." env:"RR_RELAY"`
	Indexed  bool   `help:"Let search engines list the public pages." env:"RR_INDEXED"`
	Zone     string `name:"zone" help:"Time zone whose days are the site's days." default:"UTC" env:"RR_ZONE"`
	Insecure bool   `help:"Serve without HTTPS in front: cookies lose their Secure mark. For loopback only." env:"RR_INSECURE"`

	CheckpointFile string `help:"File that keeps the ledger's newest checkpoint, so that an old backup is noticed. Keep it outside the backups of the stores." env:"RR_CHECKPOINT_FILE" path:"" placeholder:"KEY-FILE.checkpoint"`
	Witnesses      string `help:"Who cosigns the ledger's checkpoints: verifier keys and URLs in turn, with blanks between." env:"RR_WITNESSES"`
	WitnessQuorum  int    `help:"How many witnesses must have signed a checkpoint before it is shown; 0 shows it at once, and their signatures follow." default:"0" env:"RR_WITNESS_QUORUM"`

	Operator string `help:"Who runs this site, for its About page." env:"RR_OPERATOR"`
	Contact  string `help:"Whom to ask, for the About page." env:"RR_CONTACT"`
	Host     string `help:"Who runs the machine, for the About page." env:"RR_HOST"`

	Review   string `help:"Who reviews a petition that has its sponsors: a steward, or nobody (it opens at once). Without it the office says: a steward to begin with." enum:",none,steward" default:"" env:"RR_REVIEW" placeholder:"steward"`
	Sponsors int    `help:"How many sponsors a petition needs, 1 to 20; where few hold passes, a tenth of them, but at least two. Without it the office says: 5 to begin with." default:"${unset}" env:"RR_SPONSORS" placeholder:"5"`

	Numbers numbers `embed:""`

	Ways []string `help:"How people check in, with commas between: email (a code that is mailed), oidc (the company's own sign-in), codes (on paper, for people without mail)." default:"email" env:"RR_WAYS"`

	PersonalMail string `help:"Whether codes also go to the personal addresses that 'roundrobin roster accounts' was given: off or on." default:"off" enum:"off,on" env:"RR_PERSONAL_MAIL"`

	Code codeConfig `embed:"" prefix:"code-" envprefix:"RR_CODE_"`
	OIDC oidcConfig `embed:"" prefix:"oidc-" envprefix:"RR_OIDC_"`

	Domains []string `name:"mail-domain" help:"Let everybody with a mailbox at this domain check in, without a roster; several with commas between. How many may is then unknown, and every count says so." env:"RR_MAIL_DOMAIN" placeholder:"example.com"`
	Beside  bool     `name:"mail-domain-beside-roster" help:"Mean it that there are both: a roster, and a mail domain for those who are not on it." env:"RR_MAIL_DOMAIN_BESIDE_ROSTER"`
	Kinds   []string `help:"Kinds of people who get passes, as the roster's column kind says, with commas between. Empty: all of them." env:"RR_KINDS" placeholder:"employee,contractor"`

	Workplaces string `help:"Where signers can say that they work, with semicolons between: large places only, of a hundred people or more. Empty asks nobody." env:"RR_WORKPLACES" placeholder:"Leeds;Porto;Remote"`

	BookSlots int           `help:"Petitions that one season's book has room for." default:"48" env:"RR_BOOK_SLOTS"`
	SealDays  int           `help:"Count at the end of every so many days (7: on Sunday night). With fewer, who watches the counts and a network's log can tell signers from readers: see docs/drill.md." default:"${seal_days}" env:"RR_SEAL_DAYS"`
	SealMin   int           `help:"Count before that, as soon as so many distinct passes wait; 0 never does. This gives the most away." default:"0" env:"RR_SEAL_MIN"`
	SealEvery time.Duration `help:"How often to look whether a seal is due." default:"1h" env:"RR_SEAL_EVERY"`

	Metrics string        `help:"Address for Prometheus to ask, on this machine only: nothing about people, and an hour old at most. Empty: nobody listens." env:"RR_METRICS" placeholder:"127.0.0.1:9464"`
	Drain   time.Duration `help:"How long to go on serving after being told to end, while /readyz says no, so that whoever distributes requests can notice; at most 1m." default:"0s" env:"RR_DRAIN"`

	StaffLetter string `help:"The monthly letter to everybody on the roster, what is open: off, or on (then 'roundrobin letter send' sends it)." default:"off" enum:"off,on" env:"RR_STAFF_LETTER"`

	Mail mailConfig `embed:"" prefix:"mail-" envprefix:"RR_MAIL_"`

	Backup backupConfig `embed:"" prefix:"backup-" envprefix:"RR_BACKUP_"`
}

type mailConfig struct {
	From     string `help:"Sender of all mail." default:"" env:"FROM" placeholder:"notices@petitions.example"`
	Host     string `help:"SMTP server." env:"HOST"`
	Port     int    `help:"SMTP port." default:"587" env:"PORT"`
	User     string `help:"SMTP user, if the server wants one." env:"USER"`
	Password string `help:"SMTP password." env:"PASSWORD" secret:""`

	Bounces string `help:"Address to which mail to leadership comes back when it cannot be delivered, for 'roundrobin bounce' to read: each mail adds a mark of its own after a +. Without it, what comes back goes to the sender." env:"BOUNCES" placeholder:"bounces@petitions.example"`

	PasswordFile string `help:"File with the SMTP password, instead of the password itself." env:"PASSWORD_FILE" path:""`
	DKIMKey      string `name:"dkim-key" help:"File with the key that signs mail for the sender's domain (DKIM): RSA or Ed25519, in PEM. Without it, mail goes unsigned." env:"DKIM_KEY" path:""`
	DKIMSelector string `name:"dkim-selector" help:"Name under which that domain's DNS publishes the key." env:"DKIM_SELECTOR"`

	TLS string `help:"How to encrypt: starttls, tls (from the first byte), offered (starttls if there), or none (loopback only)." enum:"starttls,tls,offered,none" default:"starttls" env:"TLS"`
}

func (c *config) identity() string { return or(c.Identity, filepath.Join(c.Data, "identity.db")) }
func (c *config) booth() string    { return or(c.Booth, filepath.Join(c.Data, "booth.db")) }
func (c *config) keyFile() string  { return or(c.KeyFile, filepath.Join(c.Data, "master.key")) }

// checkpointFile lies beside the master key: what is backed up with the stores is set back with them.
func (c *config) checkpointFile() string { return or(c.CheckpointFile, c.keyFile()+".checkpoint") }

const (
	reviewSteward = "steward"
	reviewNone    = "none"
)

func (c *config) base() string { return or(c.Base, "https://"+c.Origin) }

func (c *config) site() layout.Site {
	return layout.Site{Employer: c.Employer, Short: c.Short, Origin: c.Origin, Base: c.base(), Language: c.Language, Leave: c.Leave, Relay: c.Relay, Indexed: c.Indexed}
}

// fromEnvironment is all that the environment says, NAME=VALUE.
func fromEnvironment() []string { return os.Environ() }

// inEnvironment is what the environment says, which goes before what a file says.
func inEnvironment(name string) (value string, ok bool) { return os.LookupEnv(name) }

// zone is the site's time zone; a wrong name stops the start.
func (c *config) zone() (*time.Location, error) {
	zone, err := time.LoadLocation(c.Zone)
	if err != nil {
		return nil, fmt.Errorf("RR_ZONE: %q is not the name of a time zone such as Europe/Madrid", c.Zone)
	}
	return zone, nil
}

// language must be one that the catalogue has; a wrong one stops the start.
func (c *config) language() error {
	if all := words.Languages(); c.Language != "" && !slices.Contains(all, c.Language) {
		return fmt.Errorf("RR_LANGUAGE: %q is none of the languages that there are: %s", c.Language, strings.Join(all, ", "))
	}
	return nil
}

// relay is where wallets send their envelopes, or nothing. They go there from pages with HTTPS, so it must have it, too.
func (c *config) relay() (string, error) {
	u, err := url.Parse(c.Relay)
	if err != nil {
		return "", fmt.Errorf("RR_RELAY: %w", err)
	}
	path := u.Scheme == "" && u.Host == "" && strings.HasPrefix(c.Relay, "/")
	secure := u.Scheme == "https" || u.Scheme == "http" && c.Insecure
	if c.Relay != "" && !path && !(secure && hosts.MatchString(u.Host)) {
		return "", fmt.Errorf("RR_RELAY: %q is no https URL, such as https://relay.example/envelopes, and no path on this site", c.Relay)
	}
	return c.Relay, nil
}

// hosts can stand in a page's policy.
var hosts = regexp.MustCompile(`^[A-Za-z0-9.-]+(:[0-9]+)?$`)

// rules are those of the house, with what the site chose; 0 days of a seal are the usual ones.
func (c *config) rules() (petition.Rules, error) {
	r := petition.Defaults()
	if c.SealDays < 0 || c.SealDays > petition.MostSealDays || c.SealMin < 0 {
		return r, errors.New("RR_SEAL_DAYS is from 1 to 7, as wallets take no promise for a later day; and RR_SEAL_MIN at least 0")
	}
	for _, name := range c.workplaces() {
		if !pass.IsWorkplace(name) {
			return r, fmt.Errorf("RR_WORKPLACES: %.80q is longer than %d bytes, or no plain text", name, pass.MaxWorkplace)
		}
	}
	r.SealDays, r.Steward = cmp.Or(c.SealDays, r.SealDays), c.Review != reviewNone
	_, err := c.fixed()
	return r, err
}

// master reads the master key. A new key is made only where there is no store yet: a lost key must stop the start, not be replaced.
func (c *config) master(random io.Reader) (secret.Master, error) {
	if c.Key != "" {
		return secret.Parse(c.Key)
	}
	if _, err := os.Stat(c.keyFile()); err == nil {
		return secret.Load(c.keyFile())
	}
	for _, store := range []string{c.identity(), c.booth()} {
		if _, err := os.Stat(store); err == nil {
			return secret.Master{}, fmt.Errorf("there are stores but no master key at %s: bring the key back, or nothing in them can be read", c.keyFile())
		}
	}
	if c.Identity != "" || c.Booth != "" {
		return secret.Master{}, errors.New("no master key: set RR_KEY, or make a file for RR_KEY_FILE with `roundrobin key new FILE`")
	}
	return secret.Create(c.keyFile(), random)
}

// workplaces are the names given; rules refuses those that cannot be one.
func (c *config) workplaces() (names []string) {
	for _, name := range strings.Split(c.Workplaces, ";") {
		if name = strings.TrimSpace(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}

func or(value, otherwise string) string {
	if value != "" {
		return value
	}
	return otherwise
}
