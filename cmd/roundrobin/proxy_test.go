package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"roundrobin/cmd/roundrobin/wallet"
)

// What a visitor could be told by. The client's own address is 127.0.0.7.
const (
	visitorAddress = "127.0.0.7"
	saidAddress    = "198.51.100.7"
	visitorAgent   = "Visitor/1.0"
	visitorReferer = "https://elsewhere.example/from"
	visitorQuery   = "secretquery"
)

// A front is a real proxy that runs the settings that we ship, but for its ports, its certificate and where the site is.
type front struct {
	t      *testing.T
	folder string // with all that it writes
	secure string // HOST:PORT that speaks HTTPS
	plain  string // HTTP
	behind *tee
	ca     *authority

	replicas []string          // where they are, if there are several: then behind is nil
	hurry    *strings.Replacer // of times in the settings; nil for none
}

// The shipped settings of nginx and Caddy: the site works behind them, they pass on nothing about who asks, keep nothing, and understand
// every odd request as the site does.
func TestBehindAProxy(t *testing.T) {
	t.Parallel()
	behind, k := siteBehind(t)
	for person, start := range []func(*front) []string{startNginx, startCaddy} {
		t.Run([]string{"nginx", "caddy"}[person], func(t *testing.T) {
			f := newFront(t, behind)
			refused := f.up(start)
			f.siteWorks(k, k.wallets[person])
			f.passesOnNothing()
			f.understandsAsWeDo(refused)
			f.breaks()
			if traces := f.traces(); traces != "" {
				t.Error(traces)
			}
		})
	}
}

// The search for traces can fail: nginx without the lines that silence it leaves them.
func TestAProxyThatIsNotSilencedIsFound(t *testing.T) {
	t.Parallel()
	behind := &tee{t: t, to: "127.0.0.1:1", seen: map[net.Conn]*bytes.Buffer{}}
	behind.listen()
	f := newFront(t, behind)
	f.up(func(f *front) []string {
		return f.nginx(func(line string) bool { return !strings.Contains(line, "_log ") })
	})
	f.breaks()
	if f.traces() == "" {
		t.Error("nothing was found")
	}
}

// siteBehind is a real site that is reached over HTTPS only.
func siteBehind(t *testing.T) (*tee, *killable) {
	t.Helper()
	k := newKillable(t, "", "", 2)
	k.config.Base, k.config.Insecure, k.config.SealEvery = "https://petitions.example", false, time.Hour
	ctx, stop := context.WithCancel(context.Background())
	s, err := open(ctx, k.config, &outside{Now: time.Now, Random: rand.Reader, Out: io.Discard, Err: io.Discard})
	must(t, err)
	listener, err := listen("127.0.0.1:0")
	must(t, err)
	quiet, up, ended := slog.New(slog.DiscardHandler), make(chan string, 1), make(chan error, 1)
	r := running{site: k.config.site(), listener: listener, machinery: quiet, requests: quiet, ready: func(string) { up <- "" }}
	address := listener.Addr().String()
	go func() { ended <- s.serve(ctx, r) }()
	select {
	case <-up:
	case err := <-ended:
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(); must(t, <-ended); s.close() })
	return &tee{t: t, to: address, seen: map[net.Conn]*bytes.Buffer{}}, k
}

func newFront(t *testing.T, behind *tee) *front {
	t.Helper()
	f := &front{t: t, folder: t.TempDir(), secure: quietAddress(t), plain: quietAddress(t), behind: behind, ca: newAuthority(t)}
	behind.t = t
	behind.listen()
	f.ca.issue("petitions.example", f.folder)
	return f
}

func (f *front) in(name string) string { return filepath.Join(f.folder, name) }

// up waits until the proxy answers.
func (f *front) up(start func(*front) []string) (refused []string) {
	f.t.Helper()
	refused = start(f)
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(30 * time.Millisecond) {
		if c, err := net.Dial("tcp", f.secure); err == nil {
			must(f.t, c.Close())
			return refused
		}
		if time.Now().After(end) {
			said, _ := os.ReadFile(f.in("said.log"))
			f.t.Fatalf("it does not come up: %s", said)
		}
	}
}

func (f *front) run(command string, args, environment []string) {
	f.t.Helper()
	said, err := os.Create(f.in("said.log"))
	must(f.t, err)
	c := exec.Command(command, args...)
	c.Env, c.Stdout, c.Stderr = append(os.Environ(), environment...), said, said
	must(f.t, c.Start())
	f.t.Cleanup(func() { _ = c.Process.Kill(); _ = c.Wait(); said.Close() })
}

// startNginx gives what of strange it refuses: all of it.
func startNginx(f *front) []string {
	return f.nginx(func(string) bool { return true })
}

func (f *front) nginx(keep func(line string) bool) (refused []string) {
	f.t.Helper()
	shipped, err := os.ReadFile("../../docs/deploy/nginx.conf")
	must(f.t, err)
	var site strings.Builder
	for line := range strings.Lines(string(shipped)) {
		switch {
		case !keep(line) || strings.Contains(line, "listen [::]"):
			continue
		case strings.Contains(line, "listen 80 "):
			line = strings.Replace(line, "80", f.plain, 1)
		case strings.Contains(line, "listen 443 "):
			line = strings.Replace(line, "443", f.secure, 1)
		case strings.Contains(line, "server 127.0.0.1:8080 "):
			line = f.servers(line)
		case strings.Contains(line, "/etc/ssl/petitions.example/"):
			line = strings.Replace(line, "/etc/ssl/petitions.example", f.folder, 1)
		}
		site.WriteString(line)
	}
	text := site.String()
	if f.hurry != nil {
		text = f.hurry.Replace(text)
	}
	must(f.t, os.WriteFile(f.in("site.conf"), []byte(text), 0o600))
	// As Debian's nginx.conf does, this one logs whatever a site does not forbid.
	whole := fmt.Sprintf(`daemon off; master_process off; pid %[1]s/pid; error_log %[1]s/main-error.log info; events {}
		http { access_log %[1]s/access.log; error_log %[1]s/error.log info; gzip on; client_body_temp_path %[1]s/b; proxy_temp_path %[1]s/p; fastcgi_temp_path %[1]s/f;
		uwsgi_temp_path %[1]s/u; scgi_temp_path %[1]s/s; include %[1]s/site.conf; }`, f.folder)
	must(f.t, os.WriteFile(f.in("nginx.conf"), []byte(whole), 0o600))
	f.run(installed(f.t, "nginx", "/usr/sbin/nginx"), []string{"-c", f.in("nginx.conf"), "-e", f.in("start-error.log")}, nil)
	for shape := range strange {
		refused = append(refused, shape)
	}
	return refused
}

func (f *front) servers(line string) (lines string) {
	all := f.replicas
	if f.behind != nil {
		all = []string{f.behind.address}
	}
	for _, address := range all {
		lines += strings.Replace(line, "127.0.0.1:8080", address, 1)
	}
	return lines
}

// startCaddy: what Caddy does not refuse, it hands on in a form that has one meaning only.
func startCaddy(f *front) []string {
	f.t.Helper()
	shipped, err := os.ReadFile("../../docs/deploy/Caddyfile")
	must(f.t, err)
	_, port, err := net.SplitHostPort(f.secure)
	must(f.t, err)
	_, plainPort, err := net.SplitHostPort(f.plain)
	must(f.t, err)
	text := strings.Replace(string(shipped), "admin off\n", "admin off\n\thttp_port "+plainPort+"\n\thttps_port "+port+"\n\tdefault_bind 127.0.0.1\n", 1)
	text = regexp.MustCompile(`(?m)^\{\$RR_SITE:.*\{$`).ReplaceAllString(text, "$0\n\ttls "+f.in("fullchain.pem")+" "+f.in("key.pem"))
	must(f.t, os.WriteFile(f.in("Caddyfile"), []byte(text), 0o600))
	f.run(installed(f.t, "caddy", "/usr/bin/caddy"), []string{"run", "--adapter", "caddyfile", "--config", f.in("Caddyfile")},
		[]string{"RR_SITE=petitions.example", "RR_UPSTREAM=" + f.behind.address, "HOME=" + f.folder, "XDG_DATA_HOME=" + f.in("data"), "XDG_CONFIG_HOME=" + f.in("config")})
	return []string{"two hosts", "two lengths", "a length with a sign", "a coding nobody knows", "a blank before the colon"}
}

func installed(t *testing.T, name, usual string) string {
	t.Helper()
	if found, err := exec.LookPath(name); err == nil {
		return found
	}
	if _, err := os.Stat(usual); err != nil {
		t.Fatalf("%s is not installed; tools/needs installs it", name)
	}
	return usual
}

// client speaks HTTP/2 or 1.1, from the visitor's address, and trusts our own authority alone.
func (f *front) client() *http.Client {
	dialer := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(visitorAddress)}}
	return &http.Client{Timeout: 20 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, Transport: &http.Transport{
		TLSClientConfig: f.ca.trusting("petitions.example"), ForceAttemptHTTP2: true,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			if strings.HasSuffix(address, ":80") {
				return dialer.DialContext(ctx, network, f.plain)
			}
			return dialer.DialContext(ctx, network, f.secure)
		},
	}}
}

// siteWorks reads pages and signs by envelopes, through the proxy.
func (f *front) siteWorks(k *killable, w *wallet.Wallet) {
	t, client := f.t, f.client()
	for _, path := range []string{"/", "/petitions/" + k.petition, "/desk", "/log/checkpoint", "/readyz"} {
		answer := f.get(client, "https://petitions.example"+path)
		if answer.StatusCode != 200 || answer.Proto != "HTTP/2.0" {
			t.Errorf("%s is %s over %s", path, answer.Status, answer.Proto)
		}
		if answer.Header.Get("Strict-Transport-Security") == "" || answer.Header.Get("Content-Security-Policy") == "" {
			t.Errorf("%s lost the site's headers", path)
		}
	}
	if answer := f.get(client, "http://petitions.example/petitions?q=x"); answer.StatusCode/100 != 3 || !strings.HasPrefix(answer.Header.Get("Location"), "https://petitions.example") {
		t.Errorf("over HTTP: %s %s", answer.Status, answer.Header.Get("Location"))
	}
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	w.Site = wallet.NewSite("https://petitions.example", client)
	k.says(ctx, w, wallet.Signing(k.petition))
}

func (f *front) get(client *http.Client, url string) *http.Response {
	f.t.Helper()
	request, err := http.NewRequest(http.MethodGet, url, nil)
	must(f.t, err)
	answer, err := client.Do(request)
	must(f.t, err)
	_, err = io.Copy(io.Discard, answer.Body)
	must(f.t, err)
	must(f.t, answer.Body.Close())
	return answer
}
