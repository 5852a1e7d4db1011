package main

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strings"
	"time"

	"roundrobin/cmd/roundrobin/settings"
	"roundrobin/models/ledger/witness"
	"roundrobin/models/pass"
)

// check says all that is wrong with the settings of a site that is to be served: one sentence for each mistake.
func (c *config) check() error {
	_, mail := c.Mail.sender()
	_, rules := c.fixed()
	_, entry := c.entry()
	return mistakesIn(errors.Join(rules, c.checkAddress(), c.checkNumbers(), c.checkPlaces(), c.checkWays(), c.language(), entry, mail, c.Backup.check())).Err()
}

// checkAddress: whoever could read or change what goes over the network would learn all. So http is for this machine alone, and for onion
// services, whose network encrypts up to the service itself.
func (c *config) checkAddress() error {
	if c.Base == "" && c.Origin == "" {
		return errors.New("RR_BASE: say where people reach the site, such as https://petitions.example")
	}
	u, err := url.Parse(c.base())
	switch {
	case err != nil || u.Scheme != "https" && u.Scheme != "http" || !hosts.MatchString(u.Host) || strings.Trim(u.Path, "/")+u.RawQuery+u.Fragment != "":
		return fmt.Errorf("RR_BASE: %q is no address such as https://petitions.example", c.Base)
	case !pass.IsOrigin(c.Origin):
		return fmt.Errorf("RR_ORIGIN: %q cannot be the ledger's name: lower-case letters, digits, dots and hyphens only, such as petitions.example", c.Origin)
	case u.Scheme == "http" && !loopback(u.Hostname()) && !onion(u.Hostname()):
		return fmt.Errorf("RR_BASE: %s goes over the network in clear, where passwords, passes and who reads what can be seen; put HTTPS in front and say https://%s", c.Base, u.Host)
	case u.Scheme == "http" && loopback(u.Hostname()) && !c.Insecure:
		return fmt.Errorf("RR_BASE: %s has no HTTPS, and browsers would not send its cookies back; to try the site on this machine, set RR_INSECURE to true", c.Base)
	case c.Insecure && c.Base != "" && !loopback(u.Hostname()):
		return fmt.Errorf("RR_INSECURE: it lets cookies go in clear, which is for this machine alone, and the site is at %s; leave it out", c.Base)
	}
	return nil
}

var onions = regexp.MustCompile(`^([a-z0-9-]+\.)*[a-z2-7]{56}\.onion$`)

func onion(host string) bool { return onions.MatchString(host) }

// host is that of the base address, without a port; "" where there is none.
func (c *config) host() string {
	u, err := url.Parse(c.Base)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

func (c *config) checkNumbers() error {
	_, zone := c.zone()
	_, rules := c.rules()
	var wrong settings.Mistakes
	refuse := func(is bool, says string) {
		if is {
			wrong = append(wrong, says)
		}
	}
	refuse(c.Sponsors != unset && c.Sponsors < 1, "RR_SPONSORS: a petition needs a sponsor at least")
	refuse(c.BookSlots < 1 || c.BookSlots > pass.MaxSlots, fmt.Sprintf("RR_BOOK_SLOTS: %d is not from 1 to %d", c.BookSlots, pass.MaxSlots))
	refuse(c.SealEvery < time.Second, "RR_SEAL_EVERY: a second is the shortest")
	refuse(c.Drain < 0 || c.Drain > longestDrain, "RR_DRAIN: it is from 0s to 1m")
	return errors.Join(zone, rules, wrong.Err(), c.checkWitnesses())
}

const longestDrain = time.Minute

func (c *config) checkWitnesses() error {
	witnesses, err := witness.Parse(c.Witnesses)
	if err != nil {
		return fmt.Errorf("RR_WITNESSES: %w", err)
	}
	if q := c.WitnessQuorum; q < 0 || q > len(witnesses) {
		return fmt.Errorf("RR_WITNESS_QUORUM: %d of %d witnesses cannot sign", q, len(witnesses))
	}
	return nil
}

func (c *config) checkPlaces() error {
	_, relay := c.relay()
	var wrong []error
	if _, _, err := net.SplitHostPort(c.Listen); err != nil {
		wrong = append(wrong, fmt.Errorf("RR_LISTEN: %q is no address to listen on, such as 127.0.0.1:8080", c.Listen))
	}
	if u, err := url.Parse(c.Leave); err != nil || u.Scheme != "https" || u.Host == "" {
		wrong = append(wrong, fmt.Errorf("RR_LEAVE: %q is no https address of a page that nobody minds, such as a weather forecast", c.Leave))
	}
	if host, _, err := net.SplitHostPort(c.Metrics); c.Metrics != "" && (err != nil || !loopback(host)) {
		wrong = append(wrong, fmt.Errorf("RR_METRICS: %q is no address on this machine, such as 127.0.0.1:9464", c.Metrics))
	}
	return errors.Join(append(wrong, relay)...)
}
