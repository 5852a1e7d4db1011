package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"filippo.io/age"

	"roundrobin/models/db"
)

type backupConfig struct {
	Identity []string `name:"identity-to" help:"Public keys (age1…) of those who may open backups of the desk's store, with commas between." env:"IDENTITY_TO" placeholder:"age1…"`
	Booth    []string `name:"booth-to" help:"Public keys of those who may open backups of the booth's store. They can be others." env:"BOOTH_TO" placeholder:"age1…"`
	Key      []string `name:"key-to" help:"Public keys of those who may open a backup of the master key: nobody who opens a store. Empty: it is in no backup, and you keep it another way." env:"KEY_TO" placeholder:"age1…"`
	Days     int      `name:"days" help:"Days after which 'roundrobin backup' removes its own older files, 1 to 30: what was deleted lives on in them so long." env:"DAYS" default:"30"`
}

// masterKey is the third thing that a backup may be of, beside the two stores.
const masterKey = "key"

const longestBackup = 30 // days, as the page of retention says

// check says what is wrong. Nobody has to make backups this way.
func (b backupConfig) check() error {
	var wrong []error
	for name, keys := range map[string][]string{"IDENTITY_TO": b.Identity, "BOOTH_TO": b.Booth, "KEY_TO": b.Key} {
		if _, err := recipientsOf(keys); len(keys) > 0 && err != nil {
			wrong = append(wrong, fmt.Errorf("RR_BACKUP_%s: %w", name, err))
		}
	}
	for _, key := range b.Key {
		if slices.Contains(b.Identity, key) || slices.Contains(b.Booth, key) {
			wrong = append(wrong, errors.New("RR_BACKUP_KEY_TO: whoever opens the master key and a store can read all that it keeps encrypted; use another key pair, in another place"))
			break
		}
	}
	if b.Days < 1 || b.Days > longestBackup {
		wrong = append(wrong, fmt.Errorf("RR_BACKUP_DAYS: %d is not from 1 to %d", b.Days, longestBackup))
	}
	return errors.Join(wrong...)
}

// to are those who may read a backup of a store.
func (b backupConfig) to(store string) ([]age.Recipient, error) {
	keys, name := b.Identity, "RR_BACKUP_IDENTITY_TO"
	switch store {
	case db.Booth:
		keys, name = b.Booth, "RR_BACKUP_BOOTH_TO"
	case masterKey:
		keys, name = b.Key, "RR_BACKUP_KEY_TO"
	}
	if len(keys) == 0 {
		return nil, fmt.Errorf("%s: say who may open it, with a public key that `age-keygen` made on another machine", name)
	}
	return recipientsOf(keys)
}

func recipientsOf(keys []string) (to []age.Recipient, err error) {
	for _, key := range keys {
		one, err := age.ParseRecipients(strings.NewReader(key))
		if err != nil || len(one) != 1 {
			return nil, fmt.Errorf("%.80q is no public key of age's, which begins with age1", key)
		}
		to = append(to, one...)
	}
	return to, nil
}
