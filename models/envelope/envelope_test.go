package envelope

import (
	"bytes"
	"crypto/ecdh"
	"crypto/hpke"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"strings"
	"testing"
)

// RFC 9458 appendix A: X25519, everything else as in use.
func TestRFC9458(t *testing.T) {
	k, err := newKey(1, hpke.DHKEM(ecdh.X25519()), unhex("3c168975674b2fa8e465970b79c8dcf09f1c741626480bd4c6162fc5b6a98e1a"))
	no(t, err)
	if got := hex.EncodeToString(k.Config.Marshal()); !strings.HasPrefix(got, "01002031e1f05a740102115220e9af918f738674aec95f54db6e04eb705aae8e798155") {
		t.Errorf("config %s", got)
	}
	request, reply, err := k.Open(unhex("010020000100014b28f881333e7c164ffc499ad9796f877f4e1051ee6d31bad19dec96c208b4726374e469135906992e1268c594d2a10c695d858c40a026e7965e7d86b83dd440b2c0185204b4d63525"))
	no(t, err)
	if got := hex.EncodeToString(request); got != "00034745540568747470730b6578616d706c652e636f6d012f" {
		t.Errorf("request %s", got)
	}
	sealed, err := reply.Seal(bytes.NewReader(unhex("c789e7151fcba46158ca84b04464910d")), unhex("0140c8"))
	if got := hex.EncodeToString(sealed); err != nil || got != "c789e7151fcba46158ca84b04464910d86f9013e404feea014e7be4a441f234f857fbd" {
		t.Errorf("response %s, %v", got, err)
	}
}

func mint(t testing.TB, id byte) *Key {
	k, private, err := Mint(id, rand.Reader)
	no(t, err)
	again, err := NewKey(id, private)
	if err != nil || !bytes.Equal(again.Config.Marshal(), k.Config.Marshal()) {
		t.Fatal("the private half gives another key", err)
	}
	return k
}

func TestAnEnvelopeGoesThereAndBack(t *testing.T) {
	old, now := mint(t, 7), mint(t, 8)
	ring := Ring{now, old}
	configs, err := ParseConfigs(ring.Configs())
	if err != nil || len(configs) != 2 || configs[0].ID != 8 {
		t.Fatalf("%v, %v", configs, err)
	}
	for _, c := range configs {
		asked, err := Request{Method: "POST", Path: "/petitions/x/signatures", Body: []byte("act")}.Pad(RequestSize)
		no(t, err)
		envelope, sent, err := c.Seal(asked)
		no(t, err)
		inside, reply, err := ring.Open(envelope)
		no(t, err)
		if r, err := ParseRequest(inside); err != nil || r.Path != "/petitions/x/signatures" || string(r.Body) != "act" {
			t.Errorf("%+v, %v", r, err)
		}
		answered, err := Response{200, "application/json", []byte("{}")}.Pad(ResponseSize)
		no(t, err)
		answer, err := reply.Seal(rand.Reader, answered)
		no(t, err)
		response, err := sent.Open(answer)
		no(t, err)
		if r, err := ParseResponse(response); err != nil || r.Status != 200 || r.ContentType != "application/json" || string(r.Body) != "{}" {
			t.Errorf("%+v, %v", r, err)
		}
	}
}

func TestEnvelopesThatCannotBeOpened(t *testing.T) {
	k := mint(t, 7)
	seal := func(k *Key, size int) []byte {
		b, _, err := k.Seal(make([]byte, size))
		no(t, err)
		return b
	}
	flip := func(b []byte, i int) []byte {
		b = bytes.Clone(b)
		b[i] ^= 1
		return b
	}
	good := seal(k, RequestSize)
	if _, _, err := (Ring{k}).Open(good); err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{
		"empty":           {},
		"too short":       good[:len(good)-1],
		"too long":        append(bytes.Clone(good), 0),
		"a destroyed key": seal(mint(t, 7), RequestSize),
		"an unknown id":   seal(mint(t, 9), RequestSize),
		"a flipped bit":   flip(good, len(good)-1),
		"a bad point":     flip(good, headerLen),
		"another suite":   flip(good, 6),
		"unpadded":        seal(k, 5),
	} {
		if _, _, err := (Ring{k}).Open(b); err != ErrEnvelope {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAnAnswerIsForOneEnvelope(t *testing.T) {
	k := mint(t, 7)
	a, sentA, err := k.Seal(make([]byte, RequestSize))
	no(t, err)
	_, sentB, err := k.Seal(make([]byte, RequestSize))
	no(t, err)
	_, reply, err := k.Open(a)
	no(t, err)
	answer, err := reply.Seal(rand.Reader, []byte("answer"))
	no(t, err)
	if b, err := sentA.Open(answer); err != nil || string(b) != "answer" {
		t.Error(b, err)
	}
	if _, err := sentB.Open(answer); !errors.Is(err, ErrEnvelope) {
		t.Error("opened by another's envelope")
	}
	if _, err := sentA.Open(answer[:20]); !errors.Is(err, ErrEnvelope) {
		t.Error("opened half an answer")
	}
}

func TestConfigsOfOtherAlgorithmsAreLeftOut(t *testing.T) {
	k := mint(t, 7)
	foreign, err := newKey(6, hpke.DHKEM(ecdh.X25519()), bytes.Repeat([]byte{3}, 32))
	no(t, err)
	configs, err := ParseConfigs(Ring{foreign, k}.Configs())
	if err != nil || len(configs) != 1 || configs[0].ID != 7 {
		t.Errorf("%v, %v", configs, err)
	}
	for name, b := range map[string][]byte{"nothing": {}, "half a length": {0}, "half a config": {0, 74, 7}, "only foreign ones": Ring{foreign}.Configs()} {
		if _, err := ParseConfigs(b); err == nil {
			t.Errorf("took %s", name)
		}
	}
}

func unhex(s string) []byte {
	b, err := hex.DecodeString(s)
	if err != nil {
		panic(err)
	}
	return b
}

func no(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
