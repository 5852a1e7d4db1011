import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diff, merge, wordsOf, type Part } from '../src/organize/diff'

const shown = (parts: Part[]) => parts.map(p => (p.is === 'same' ? p.words : p.is === 'gone' ? `[-${p.words}-]` : `{+${p.words}+}`)).join('')

for (const [before, after, want] of [
  ['', '', ''],
  ['', 'a b', '{+a b+}'],
  ['a b', '', '[-a b-]'],
  ['same words', 'same words', 'same words'],
  ['one two three', 'one 2 three', 'one [-two -]{+2 +}three'],
  ['one two', 'one two three', 'one two {+three+}'],
  ['and punish anybody', 'and let nobody', 'and [-punish anybody-]{+let nobody+}'],
  ['a\n\nb', 'a\n\nc\n\nb', 'a\n\n{+c\n\n+}b'],
  ['x x x', 'x x', 'x x[-x-]'],
  ['Ünï cödé', 'Ünï code', 'Ünï [-cödé-]{+code+}'],
] as const) {
  test(`from ${JSON.stringify(before)} to ${JSON.stringify(after)}`, () => assert.equal(shown(diff(before, after)), want))
}

test('a text is its words again', () => {
  for (const text of ['', ' a  b\n\n c\t', '\n', 'a', 'e\u0301 日本 語\n']) assert.equal(wordsOf(text).join(''), text)
})

test('both sides can be read off any difference', () => {
  let seed = 7
  const random = (n: number) => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % n
  const text = () => Array.from({ length: random(30) }, () => 'abcd'[random(4)]).join(' ')
  for (let i = 0; i < 300; i++) {
    const [a, b] = [text(), text()]
    const parts = diff(a, b)
    assert.equal(parts.filter(p => p.is !== 'new').map(p => p.words.trim()).join(' ').replace(/\s+/g, ' ').trim(), a)
    assert.equal(parts.filter(p => p.is !== 'gone').map(p => p.words.trim()).join(' ').replace(/\s+/g, ' ').trim(), b)
  }
})

for (const [what, base, theirs, mine, text, clash] of [
  ['only they changed', 'a b c', 'a X c', 'a b c', 'a X c', false],
  ['only I changed', 'a b c', 'a b c', 'a Y c', 'a Y c', false],
  ['both the same', 'a b c', 'a X c', 'a X c', 'a X c', false],
  ['at two ends', 'one two three four five', 'ONE two three four five', 'one two three four FIVE', 'ONE two three four FIVE', false],
  ['a paragraph each', 'a\n\nb', 'new\n\na\n\nb', 'a\n\nb\n\nlast', 'new\n\na\n\nb\n\nlast', false],
  ['the same word', 'one two three', 'one 2 three', 'one zwei three', 'one 2 zwei three', true],
  ['out of nothing', '', 'theirs', 'mine', 'theirs mine ', true],
] as const) {
  test(`two changes put together: ${what}`, () => assert.deepEqual(merge(base, theirs, mine), { text, clash }))
}

test('no word of two changes is lost', () => {
  let seed = 11
  const random = (n: number) => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % n
  const base = Array.from({ length: 20 }, (_, i) => `w${i}`)
  for (let i = 0; i < 300; i++) {
    const side = (mark: string) => base.flatMap((w, j) => (random(6) ? [w] : [`${mark}${i}x${j}`])).join(' ')
    const [a, b] = [side('a'), side('b')]
    const words = new Set(merge(base.join(' '), a, b).text.split(/\s+/))
    for (const w of [...a.split(' '), ...b.split(' ')].filter(w => !w.startsWith('w'))) assert.ok(words.has(w), `${w} is gone`)
  }
})
