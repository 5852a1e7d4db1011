package main

import "testing"

// A relay that pages cannot reach, or that would widen their policy, stops the start.
func TestRelaysAreHTTPSOrAPath(t *testing.T) {
	for relay, ok := range map[string]bool{
		"": true, "/relay": true, "https://relay.example/envelopes": true, "https://relay.example:8443/e": true,
		"http://relay.example/e": false, "relay.example": false, "https://": false, "//relay.example/e": false, "https://a.example;script-src *": false,
		"javascript:1": false, "https://a b/": false,
	} {
		if got, err := (&config{Relay: relay}).relay(); (err == nil) != ok || ok && got != relay {
			t.Errorf("%q: %q, %v", relay, got, err)
		}
	}
	if _, err := (&config{Relay: "http://127.0.0.1:9100/e", Insecure: true}).relay(); err != nil {
		t.Error(err)
	}
}

func TestALanguageThatThereIsNoneOfStopsTheStart(t *testing.T) {
	for language, ok := range map[string]bool{"": true, "en": true, "es": true, "fr": false, "es-MX": false, "ar-XB": false, "en es": false} {
		if err := (&config{Language: language}).language(); (err == nil) != ok {
			t.Errorf("%q: %v", language, err)
		}
	}
}
