package dbtest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A Cluster is a throw-away PostgreSQL that listens on a Unix socket only and is gone when it is stopped.
type Cluster struct {
	socket string // folder of the socket
	root   string // folder of everything
	server *exec.Cmd
}

// Start makes a cluster from the installed binaries. As root, it runs as the user postgres, for it refuses to run as root.
func Start() (*Cluster, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	root, err := os.MkdirTemp("", "rr-pg-")
	if err != nil {
		return nil, err
	}
	c := &Cluster{socket: root, root: root}
	attr, err := c.owner()
	if err == nil {
		err = c.run(attr, filepath.Join(bin, "initdb"), "-D", c.data(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
	}
	if err == nil {
		err = c.serve(attr, filepath.Join(bin, "postgres"))
	}
	if err != nil {
		c.Stop()
		return nil, err
	}
	return c, nil
}

// Socket is what Env should hold for others to use this cluster.
func (c *Cluster) Socket() string { return c.socket }

// URL is the setting of a database in the cluster.
func (c *Cluster) URL(name string) string {
	return fmt.Sprintf("postgres:///%s?host=%s&user=postgres", name, c.socket)
}

// Stores makes two empty databases as a site has them, each with a role of its own that cannot open the other. Call it once.
func (c *Cluster) Stores() (identity, booth string, err error) {
	settings := map[string]string{"identity": "desk", "booth": "booth"}
	for name, role := range settings {
		for _, statement := range []string{
			"CREATE ROLE " + role + " LOGIN",
			"CREATE DATABASE " + name + " OWNER " + role,
			"REVOKE CONNECT ON DATABASE " + name + " FROM PUBLIC",
		} {
			if err := c.exec(statement); err != nil {
				return "", "", err
			}
		}
		settings[name] = fmt.Sprintf("postgres:///%s?host=%s&user=%s", name, c.socket, role)
	}
	return settings["identity"], settings["booth"], nil
}

// Stop ends the server that Start started, and removes its files.
func (c *Cluster) Stop() {
	if c.server != nil && c.server.Process != nil {
		_ = c.server.Process.Signal(syscall.SIGINT) // fast shutdown
		_ = c.server.Wait()
	}
	if c.root != "" {
		os.RemoveAll(c.root)
	}
}

func (c *Cluster) data() string { return filepath.Join(c.root, "data") }

func (c *Cluster) owner() (*syscall.SysProcAttr, error) {
	attr := &syscall.SysProcAttr{Pdeathsig: syscall.SIGINT}
	if os.Geteuid() != 0 {
		return attr, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, err
	}
	uid, _ := strconv.Atoi(u.Uid)
	gid, _ := strconv.Atoi(u.Gid)
	attr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return attr, os.Chown(c.root, uid, gid)
}

func (c *Cluster) run(attr *syscall.SysProcAttr, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.SysProcAttr, cmd.Dir = &syscall.SysProcAttr{Credential: attr.Credential}, c.root
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", filepath.Base(name), err, out)
	}
	return nil
}

func (c *Cluster) serve(attr *syscall.SysProcAttr, name string) error {
	log, err := os.Create(filepath.Join(c.root, "log"))
	if err != nil {
		return err
	}
	defer log.Close()
	c.server = exec.Command(name, "-D", c.data(), "-k", c.socket, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=300", "-c", "shared_buffers=64MB")
	c.server.SysProcAttr, c.server.Dir, c.server.Stdout, c.server.Stderr = &syscall.SysProcAttr{Credential: attr.Credential}, c.root, log, log
	if err := c.server.Start(); err != nil {
		return err
	}
	deadline := time.Now().Add(20 * time.Second)
	for {
		if err = c.exec("SELECT 1"); err == nil || time.Now().After(deadline) {
			return err
		}
		time.Sleep(50 * time.Millisecond)
	}
}

func (c *Cluster) exec(statement string) error { return c.execIn("postgres", statement) }

func (c *Cluster) execIn(database, statement string) error {
	return c.in(database, func(ctx context.Context, handle *sql.DB) error {
		_, err := handle.ExecContext(ctx, statement)
		return err
	})
}

func (c *Cluster) ask(database, question string) (answer string, err error) {
	err = c.in(database, func(ctx context.Context, handle *sql.DB) error {
		return handle.QueryRowContext(ctx, question).Scan(&answer)
	})
	return answer, err
}

func (c *Cluster) in(database string, do func(context.Context, *sql.DB) error) error {
	handle, err := sql.Open("pgx", c.URL(database))
	if err != nil {
		return err
	}
	defer handle.Close()
	ctx, stop := context.WithTimeout(context.Background(), 30*time.Second)
	defer stop()
	return do(ctx, handle)
}

// binaries finds the folder with initdb and postgres: Debian keeps them outside the path.
func binaries() (string, error) {
	if p, err := exec.LookPath("initdb"); err == nil && !strings.HasPrefix(p, "/usr/bin/") {
		return filepath.Dir(p), nil
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		return "", errors.New("initdb is not installed (Debian: apt-get install postgresql)")
	}
	sort.Strings(found)
	return filepath.Dir(found[len(found)-1]), nil
}
