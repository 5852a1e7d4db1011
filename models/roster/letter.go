package roster

import (
	"context"
	"encoding/base64"
	"errors"
	"io"
	"slices"

	"roundrobin/models/day"
	"roundrobin/models/fault"
)

// The monthly letter goes to everybody on the roster alike, never because of a petition. The roster holds no address: whoever sends the letter
// hands in the file that the roster is imported from. Who wants none is known here and nowhere else.

var errLetterLink = fault.New(fault.NotFound, "letter_link")

// LetterLink is the last part of the address at which a person stops the letter; it names nobody.
func (r *Roster) LetterLink(h Hash) string {
	return base64.RawURLEncoding.EncodeToString(r.letters.Seal(r.random, h[:], nil))
}

// FollowLetter is whose link it is.
func (r *Roster) FollowLetter(link string) (h Hash, err error) {
	sealed, err := base64.RawURLEncoding.Strict().DecodeString(link)
	if err != nil {
		return h, errLetterLink
	}
	b, err := r.letters.Open(sealed, nil)
	if err != nil || len(b) != len(h) {
		return h, errLetterLink
	}
	return Hash(b), nil
}

// StopsLetter says whether the person wants none.
func (r *Roster) StopsLetter(ctx context.Context, h Hash) (bool, error) {
	return r.store.stopsLetter(ctx, r.key("letter stop", h[:]))
}

// StopLetter ends the letters to a person, or lets them begin again. Said twice, it was said once.
func (r *Roster) StopLetter(ctx context.Context, h Hash, stop bool) error {
	return r.store.stopLetter(ctx, r.key("letter stop", h[:]), stop)
}

// Month is the one that a day lies in, as 2026-11.
func Month(d day.Day) string { return string(d)[:7] }

// BeginLetter claims this month's letter to a person. It says no to whom it went to already, who wants none, and who is not on the roster.
// A letter that was begun and not ended may have arrived: it is not begun again.
func (r *Roster) BeginLetter(ctx context.Context, h Hash) (bool, error) {
	if _, err := r.Find(ctx, h); errors.Is(err, errUnknown) {
		return false, nil
	} else if err != nil {
		return false, err
	}
	month := Month(r.today())
	first, err := r.store.beginLetter(ctx, r.letterKey(h, month), month)
	if err != nil || !first {
		return false, err
	}
	stops, err := r.StopsLetter(ctx, h)
	if err == nil && stops {
		err = r.EndLetter(ctx, h, false)
	}
	return !stops, err
}

// EndLetter says that it went, was refused or is not wanted; again says that it was not taken, and can be begun once more.
func (r *Roster) EndLetter(ctx context.Context, h Hash, again bool) error {
	return r.store.endLetter(ctx, r.letterKey(h, Month(r.today())), again)
}

// UnendedLetters are how many were begun this month and never ended. It forgets those of other months.
func (r *Roster) UnendedLetters(ctx context.Context) (int, error) {
	return r.store.unendedLetters(ctx, Month(r.today()))
}

func (r *Roster) letterKey(h Hash, month string) []byte {
	return r.key("letter", h[:], []byte(month))
}

// Readers are whom the file's good rows name, in an order that chance makes.
func (r *Roster) Readers(file io.Reader) ([]Reader, error) {
	b, err := io.ReadAll(io.LimitReader(file, MaxFile+1))
	if err != nil {
		return nil, err
	}
	f, err := OpenFile(b)
	if err != nil {
		return nil, err
	}
	s, err := r.read(f, f.Columns)
	if err != nil {
		return nil, err
	}
	type drawn struct {
		Reader
		lot [16]byte
	}
	all := make([]drawn, 0, len(s.addresses))
	for _, a := range s.addresses {
		d := drawn{Reader: Reader{r.Hash(a), a}}
		if _, err := io.ReadFull(r.random, d.lot[:]); err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	slices.SortFunc(all, func(a, b drawn) int { return slices.Compare(a.lot[:], b.lot[:]) })
	readers := make([]Reader, len(all))
	for i, d := range all {
		readers[i] = d.Reader
	}
	return readers, nil
}

// Reader is somebody on a file.
type Reader struct {
	Hash    Hash
	Address Address
}
