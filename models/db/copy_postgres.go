package db

import (
	"bufio"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strings"
)

// ErrNoTools says that PostgreSQL's own programs are not installed.
var ErrNoTools = errors.New("a PostgreSQL store is copied by pg_dump and brought back by pg_restore, and they are not here: install PostgreSQL's client programs, of the server's version or a newer one (Debian: apt install postgresql-client)")

// dump asks for one snapshot; others go on.
func dump(ctx context.Context, setting, file string) error {
	at, password, err := forTools(setting)
	if err != nil {
		return err
	}
	if err := tool(ctx, password, nil, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file="+file, "--dbname="+at); err != nil {
		return err
	}
	return withoutClock(file)
}

func load(ctx context.Context, setting, file string) error {
	at, password, err := forTools(setting)
	if err != nil {
		return err
	}
	return tool(ctx, password, nil, "pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--dbname="+at, file)
}

// libpq are parameters of an address that PostgreSQL's programs take; of the others, pgx alone knows.
var libpq = []string{"host", "port", "user", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "connect_timeout", "target_session_attrs", "passfile", "service"}

// forTools is the address as it may stand in a list of processes, and its password.
func forTools(setting string) (address, password string, err error) {
	u, err := url.Parse(setting)
	if err != nil {
		return "", "", errors.New("the PostgreSQL address cannot be read")
	}
	q, asked := url.Values{}, u.Query()
	for _, name := range libpq {
		if asked.Has(name) {
			q.Set(name, asked.Get(name))
		}
	}
	password = asked.Get("password")
	if given, ok := u.User.Password(); ok {
		password, u.User = given, url.User(u.User.Username())
	}
	u.RawQuery = q.Encode()
	return u.String(), password, nil
}

func tool(ctx context.Context, password string, out *os.File, name string, args ...string) error {
	if _, err := exec.LookPath(name); err != nil {
		return ErrNoTools
	}
	home, _ := os.UserHomeDir()
	c := exec.CommandContext(ctx, name, args...) // #nosec G204 -- pg_dump or pg_restore, with no shell between
	c.Env = []string{"PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C", "HOME=" + home}
	if password != "" {
		c.Env = append(c.Env, "PGPASSWORD="+password)
	}
	var said strings.Builder
	c.Stdout, c.Stderr = out, &said
	if err := c.Run(); err != nil {
		return fmt.Errorf("%s: %w: %s", name, err, strings.TrimSpace(said.String()))
	}
	return nil
}

// withoutClock takes hours, minutes and seconds out of the head of an archive: "PGDMP", three bytes of its version, the sizes of an integer and
// of an offset, the format, the compression (a byte since version 1.15, an integer before), and then seven integers, seconds first, each behind
// a byte for its sign (PostgreSQL, pg_backup_archiver.c, WriteHead).
func withoutClock(file string) error {
	f, err := os.OpenFile(file, os.O_RDWR, 0) // #nosec G304 -- the file that we just wrote
	if err != nil {
		return err
	}
	defer f.Close()
	head := make([]byte, 64)
	if _, err := f.ReadAt(head, 0); err != nil {
		return err
	}
	size := int64(head[8])
	if string(head[:5]) != "PGDMP" || head[5] != 1 || size != 4 {
		return fmt.Errorf("pg_dump wrote an archive of version %d.%d, which we do not know", head[5], head[6])
	}
	at := int64(11) + 1 + size
	if head[6] >= 15 {
		at = 12
	}
	_, err = f.WriteAt(make([]byte, 3*(1+size)), at)
	return err
}

// Rows hands over the rows of some tables in an archive, without a database: names of columns, and values, nil for NULL.
func Rows(ctx context.Context, file, scratch string, tables []string, take func(table string, columns []string, values []any) error) error {
	out, err := os.OpenFile(scratch, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600) // #nosec G304 -- in a folder of ours
	if err != nil {
		return err
	}
	defer out.Close()
	args := []string{"--data-only", "--file=-"}
	for _, name := range tables {
		args = append(args, "--table="+name)
	}
	if err := tool(ctx, "", out, "pg_restore", append(args, file)...); err != nil {
		return err
	}
	if _, err := out.Seek(0, 0); err != nil {
		return err
	}
	return copied(bufio.NewReaderSize(out, 1<<16), take)
}

// copied reads what COPY writes: rows between "COPY schema.table (columns) FROM stdin;" and "\.".
func copied(r *bufio.Reader, take func(string, []string, []any) error) error {
	table, columns := "", []string(nil)
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return nil // pg_restore came to its end by itself
		}
		line = strings.TrimSuffix(line, "\n")
		switch {
		case table == "" && strings.HasPrefix(line, "COPY "):
			head, list, _ := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(line, "COPY "), ") FROM stdin;"), " (")
			table, columns = head[strings.LastIndexByte(head, '.')+1:], strings.Split(list, ", ")
		case line == `\.`:
			table = ""
		case table != "":
			if err := take(table, columns, values(line)); err != nil {
				return err
			}
		}
	}
}

var unescaped = strings.NewReplacer(`\\`, `\`, `\t`, "\t", `\n`, "\n", `\r`, "\r")

func values(line string) (all []any) {
	for _, field := range strings.Split(line, "\t") {
		if field == `\N` {
			all = append(all, nil)
			continue
		}
		text := unescaped.Replace(field)
		if b, err := hex.DecodeString(strings.TrimPrefix(text, `\x`)); err == nil && strings.HasPrefix(text, `\x`) {
			all = append(all, b)
			continue
		}
		all = append(all, text)
	}
	return all
}
