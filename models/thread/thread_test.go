package thread_test

import (
	"strings"
	"testing"

	"roundrobin/models/pass"
	"roundrobin/models/thread"
)

func TestACommentBecomesHarmlessHTML(t *testing.T) {
	for text, want := range map[string]string{
		"One.\n\nTwo,\nstill two.":             "<p>One.</p><p>Two,<br>still two.</p>",
		"\n\n  Padded \n \n\n\t\nout.  \n":     "<p>Padded </p><p>out.</p>",
		`<script>alert("1")</script> & 'x'`:    "<p>&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt; &amp; &#39;x&#39;</p>",
		"**not** [markup](https://x.example)":  `<p>**not** [markup](<a href="https://x.example" rel="nofollow noreferrer noopener ugc">https://x.example</a>)</p>`,
		"See https://memo.example/a?b=1&c=2.":  `<p>See <a href="https://memo.example/a?b=1&amp;c=2" rel="nofollow noreferrer noopener ugc">https://memo.example/a?b=1&amp;c=2</a>.</p>`,
		"javascript:alert(1) http://x.example": "<p>javascript:alert(1) http://x.example</p>",
		"https:// https://user@bank.example/":  "<p>https:// https://user@bank.example/</p>",
		`https://x.example/"onclick="x`:        `<p><a href="https://x.example/" rel="nofollow noreferrer noopener ugc">https://x.example/</a>&#34;onclick=&#34;x</p>`,
	} {
		if got := thread.Render(text); got != want {
			t.Errorf("%q:\n got %s\nwant %s", text, got, want)
		}
	}
}

func FuzzRenderNeverLetsMarkupThrough(f *testing.F) {
	f.Add("https://x.example/<b>")
	f.Add("a\n\nb\n<p>")
	f.Fuzz(func(t *testing.T, text string) {
		html := thread.Render(text)
		for _, allowed := range []string{"<p>", "</p>", "<br>", `" rel="nofollow noreferrer noopener ugc">`, `<a href="https://`, "</a>"} {
			html = strings.ReplaceAll(html, allowed, "")
		}
		if strings.ContainsAny(html, `<>"`) {
			t.Errorf("%q became %s", text, html)
		}
	})
}

func TestAVoiceIsSomebodyElseUnderEveryPetition(t *testing.T) {
	key := pass.BoothKey{7}
	here, there := thread.VoiceOf(key, "a"), thread.VoiceOf(key, "b")
	if here == there || thread.PseudonymOf(here, 0) == thread.PseudonymOf(there, 0) {
		t.Error("one voice, two petitions, one name")
	}
	again := thread.VoiceOf(key, "a")
	if thread.PseudonymOf(here, 0) != thread.PseudonymOf(again, 0) || thread.PseudonymOf(here, 0) == thread.PseudonymOf(here, 1) {
		t.Error("a pseudonym is not what its voice and try say")
	}
}

func TestPseudonymsAreTwoWordsAndSpreadWide(t *testing.T) {
	seen := map[string]int{}
	for i := range 2000 {
		p := thread.PseudonymOf(thread.VoiceOf(pass.BoothKey{byte(i), byte(i >> 8)}, "a"), 0)
		if len(strings.Fields(p.Words)) != 2 {
			t.Fatalf("%q", p.Words)
		}
		seen[p.Words]++
	}
	if len(seen) < 1850 { // 2,000 of some 30,000 meet about 64 times
		t.Errorf("only %d different ones of 2,000", len(seen))
	}
}

func TestAnOrderThatIsNone(t *testing.T) {
	if thread.ParseOrder("newest") != thread.Newest || thread.ParseOrder("'; DROP") != thread.MostAgreed {
		t.Error("an address chose an order of its own")
	}
}
