import assert from 'node:assert/strict'
import { test } from 'node:test'
import { text, unhex, utf8 } from '../src/bytes'
import { blankContent, contentJSON, frozenText, isDirty, petitionId, readContent, textHash, unready, versionBodies, versionId, type Content, type Paper } from '../src/organize/paper'
import { mergeContent } from '../src/organize/together'
import { load } from './vectors'

const content = (c: Partial<Content> = {}): Content => ({ ...blankContent('en'), title: 'A title', addressee: 'The board', ask: 'Do it.', background: 'Why.', ...c })

test('a version is these members in this order', () => {
  assert.equal(contentJSON(blankContent('en')), '{"language":"en","program":"","topic":"","goal":0,"title":"","addressee":"","ask":"","background":""}')
  assert.deepEqual(readContent(contentJSON(content({ goal: 40, background: '“a”\n' }))), content({ goal: 40, background: '“a”\n' }))
})

test('a version travels in parts that join to it', async () => {
  const long = content({ background: 'ü'.repeat(5000) })
  const { id, bodies } = await versionBodies('-', long)
  assert.equal(bodies.length, 3)
  assert.equal(id, await versionId('-', contentJSON(long)))
  const parts = bodies.map((b, i) => {
    const head = utf8(`${id}\n-\n${i + 1} 3\n`)
    assert.deepEqual([...b.slice(0, head.length)], [...head])
    return b.slice(head.length)
  })
  assert.deepEqual(parts.map(p => p.length <= 4800), [true, true, true])
  assert.equal(text(Uint8Array.from(parts.flatMap(p => [...p]))), contentJSON(long))
})

test('the frozen text is tidy', () => {
  const untidy = content({ title: '  A\t title\u00a0 ', ask: 'Do\nit.', background: '\r\n a\r\nb\r\r\n \n' })
  assert.equal(frozenText(untidy), 'roundrobin/v1 text\nen\nA title\nThe board\nDo it.\n\na\nb\n')
})

test('what the server froze has the hash that the wallet names', async () => {
  for (const { content, hash } of load('organizing').texts) assert.equal(await textHash(readContent(JSON.stringify(content))), hash)
})

test('a draft has the id that the server gives it', async () => {
  const { origin, key, id } = load('organizing').draft
  assert.equal(await petitionId(origin, unhex(key)), id)
})

for (const [what, c, missing] of [
  ['whole', {}, []],
  ['without a title', { title: ' ' }, ['title']],
  ['too long in characters, not in bytes', { title: 'ü'.repeat(81) }, ['title']],
  ['as long as it may be', { title: 'ü'.repeat(80), ask: '🙂'.repeat(300), background: 'x'.repeat(5000) }, []],
  ['without anything', { title: '', ask: '', addressee: '', background: '\n' }, ['title', 'ask', 'addressee', 'background']],
] as const) {
  test(`a text ${what}`, () => assert.deepEqual(unready(content(c)), missing))
}

test('what stands here and was not handed in', () => {
  const p: Paper = { id: 'p', key: 'k', base: '-', edited: 0, text: content() }
  assert.equal(isDirty(p), true)
  assert.equal(isDirty({ ...p, saved: contentJSON(content()) }), false)
  assert.equal(isDirty({ ...p, text: undefined }), false)
})

test('two organizers who changed different fields lose nothing', () => {
  const base = content()
  const { text, clash } = mergeContent(base, content({ title: 'Theirs', goal: 50, topic: 'pay' }), content({ ask: 'Mine.', language: 'de' }))
  assert.deepEqual([text, clash], [content({ title: 'Theirs', goal: 50, topic: 'pay', ask: 'Mine.', language: 'de' }), false])
})
