import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { b64url, concat, hex, utf8, type Bytes } from '../src/bytes'
import type { Key } from '../src/recount/keys'
import { readLeaf, type Act } from '../src/recount/leaf'
import { filesIn } from '../src/recount/source'
import { Tally } from '../src/recount/tally'
import { Untrue } from '../src/recount/untrue'

const ORIGIN = 'petitions.meridian.example'
const hash = (c: string) => c.repeat(64)
const leaf = (kind: string, ...lines: string[]) => ['roundrobin/v1 ' + kind, ORIGIN, ...lines, ''].join('\n')
const read = (text: string) => readLeaf(utf8(text), ORIGIN, 0)
const untrue = (code: string, about?: object) => (e: unknown) => e instanceof Untrue && e.code === code && (!about || (assert.deepEqual(e.about, about), true))

test('every code has its sentence, and every sentence its code', () => {
  const sources = readdirSync('src/recount').map(f => readFileSync(`src/recount/${f}`, 'utf8')).join('\n')
  const used = [...sources.matchAll(/hold\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*?, '([a-z_]+)'/g), ...sources.matchAll(/new Untrue\('([a-z_]+)'/g)].map(m => m[1]!)
  const page = readFileSync('../../views/ledger/check.go', 'utf8')
  const listed = [.../var Untrue = \[\]string\{([^}]*)\}/.exec(page)![1]!.matchAll(/"(\w+)"/g)].map(m => m[1]!)
  assert.deepEqual([...new Set(used)].sort(), [...listed].sort())
})

test('the lines of every kind are those of docs/protocol.md', () => {
  const table = readFileSync('../../docs/protocol.md', 'utf8').split('## Ledger')[1]!.split('## ')[0]!
  const rows = [...table.matchAll(/^\| ([a-z, ]+) \| ([^|]+) \|$/gm)].filter(r => r[1] !== 'kind')
  const kinds = rows.flatMap(r => r[1]!.split(', ').map(kind => [kind, r[2]!.replace(/\([^)]*\)/g, '').split(',').map(n => n.trim())] as const))
  assert.ok(kinds.length > 15)
  const values: Record<string, string> = { key: `${ORIGIN}/desk+0c737c76+AXnU`, from: '2026-10-01', to: '2026-12-31', day: '2026-11-23', closes: '2026-12-01', reason: 'Not so.', role: 'leadership', comment: 'ab'.repeat(16) }
  for (const name of ['slots', 'size', 'id', 'slot', 'issued', 'count', 'version', 'was', 'value']) values[name] = '7'
  for (const name of ['keys', 'proofs', 'bundle', 'binary', 'commitment', 'hash', 'text']) values[name] = hash('a')
  for (const [kind, names] of kinds) {
    const of = (name: string) => (kind === 'gateway' && name === 'key' ? 'AQAg' : (values[name] ?? 'word'))
    const said = read(leaf(kind, ...names.map(n => `${n} ${of(n)}`))).said
    assert.deepEqual([said?.kind, Object.keys(said?.of ?? {})], [kind, names])
    if (names.length > 1) assert.throws(() => read(leaf(kind, ...[...names].reverse().map(n => `${n} ${of(n)}`))), untrue('form'), kind)
  }
})

test('a leaf in no form', () => {
  const act = leaf('signature', 'bus', hash('a'), '-', '1', hash('b'), '', b64url(concat(Uint8Array.of(0, 2), new Uint8Array(352))), b64url(new Uint8Array(64)))
  assert.equal(read(act).act?.seq, 1)
  for (const bad of [
    act.replace('\n1\n', '\n01\n'), act.replace('\n-\n', '\nmine\n'), act + '\n', act.replace('AAI', 'AAM'), act.replace('signature', 'agreement'), act.replace('bus', 'b us'),
    leaf('milestone', 'petition bus', 'count 07', 'day 2026-11-23'), leaf('miracle'), leaf('constructor'), '', 'roundrobin/v1 book',
  ]) assert.throws(() => read(bad), untrue('form'), bad)
  assert.throws(() => readLeaf(Uint8Array.of(255, 254), ORIGIN, 0), untrue('form'))
  assert.throws(() => readLeaf(utf8(act), 'elsewhere.example', 0), untrue('origin'))
})

/** A town with one open petition: nine people, five books. */
function town() {
  const t = new Tally()
  let at = 0
  const say = (kind: string, ...lines: string[]) => t.said(at++, read(leaf(kind, ...lines)).said!)
  say('season', 'book 2026Q4', 'from 2026-10-01', 'to 2026-12-31')
  say('book', 'book 2026Q4', 'slots 2', `keys ${hash('a')}`, `proofs ${hash('b')}`)
  say('eligible', 'book 2026Q4', 'size 9', `commitment ${hash('c')}`)
  say('open', 'petition bus', 'book 2026Q4', 'slot 2', `text ${hash('d')}`, 'issued 5', 'day 2026-11-01', 'closes 2027-01-01')
  const act = (who: number, by: Partial<Act> = {}, slot = 2) => {
    const pass = concat(Uint8Array.of(0, 2), new Uint8Array(32).fill(who), new Uint8Array(320)) as Bytes
    const a: Act = { kind: 'signature', petition: 'bus', text: hash('d'), subject: '-', seq: 1, statement: `${who} ${by.seq ?? 1}`, pass, signature: new Uint8Array(64), ...by }
    return t.act(at++, a, { book: '2026Q4', slot, purpose: 'sign', challenge: '', key: undefined as unknown as CryptoKey } satisfies Key)
  }
  const close = (count: number, issued = 5) => say('close', 'petition bus', `issued ${issued}`, `count ${count}`, 'day 2026-12-01')
  return { t, say, act, close }
}

test('the highest number of a key counts, whatever the order', async () => {
  const { t, act } = town()
  await act(1)
  await act(2, { kind: 'withdrawal', seq: 2 })
  await act(2)
  await act(3)
  await act(3, { kind: 'withdrawal', seq: 2 })
  await act(3, { seq: 3 })
  t.settled()
  assert.deepEqual(t.petitions.map(p => p.count), [2])
})

const round = (id: string, slot = 1): [string, ...string[]] => ['round', `petition ${id}`, 'program routecam', 'book 2026Q4', `slot ${slot}`, `text ${hash('f')}`, 'issued 5', 'day 2026-11-01', 'closes 2026-12-31']

test('a round counts who has answered', async () => {
  const { t, say, act } = town()
  say(...round('cam'))
  await act(1, { kind: 'pulse', petition: 'cam', text: hash('f') }, 1)
  await act(1, { kind: 'pulse', petition: 'cam', text: hash('f'), seq: 2 }, 1)
  await act(2, { kind: 'pulse', petition: 'cam', text: hash('f') }, 1)
  say('close', 'petition cam', 'issued 5', 'count 2', 'day 2026-12-31')
  assert.deepEqual(t.petitions.map(p => p.count), [0, 2])
})

test('a mail domain lets in how many nobody knows, and passes still bound the count', async () => {
  const { t, say, act, close } = town()
  assert.equal(t.petitions[0]!.open, false)
  say('domain', 'book 2026Q4', 'domains example.com,example.org', 'day 2026-11-02')
  for (let i = 1; i < 12; i++) await act(i)
  close(11, 12) // of nine on a roster
  assert.deepEqual(t.petitions.map(p => [p.count, p.open]), [[11, true]])
  await assert.rejects(async () => say('domain', 'book 2031Q1', 'domains example.com', 'day 2026-11-02'), untrue('no_book'))
})

type Town = ReturnType<typeof town>
for (const [what, lie, code] of [
  ['a count raised', async ({ act, close }) => (await act(1), close(2)), 'count'],
  ['a withdrawal ignored', async ({ act, close }) => (await act(1), await act(1, { kind: 'withdrawal', seq: 2 }), close(1)), 'count'],
  ['a signature doubled', async ({ act }) => (await act(1), act(1)), 'twice'],
  ['a text changed after opening', ({ act }) => act(1, { text: hash('e') }), 'other_text'],
  ['a pass for another petition', ({ act }) => act(1, {}, 1), 'other_slot'],
  ['a petition that no line names', ({ act }) => act(1, { petition: 'tram' }), 'no_petition'],
  ['more changes than anyone may make', ({ act }) => act(1, { seq: 9 }), 'too_many'],
  ['issued above eligible', async ({ act, close }) => (await act(1), close(1, 10)), 'issued'],
  ['issued fewer than before', async ({ act, close }) => (await act(1), close(1, 4)), 'issued'],
  ['more signatures than books', async ({ act, close }) => { for (let i = 1; i < 7; i++) await act(i); close(6) }, 'more_than_people'],
  ['more signatures than books, in a mail domain', async ({ say, act, close }) => { say('domain', 'book 2026Q4', 'domains example.com', 'day 2026-11-02'); for (let i = 1; i < 7; i++) await act(i); close(6) }, 'more_than_people'],
  ['more signatures than people', async ({ act }) => { for (let i = 1; i < 11; i++) await act(i) }, 'more_than_people'],
  ['a signature after closing', async ({ act, close }) => (close(0), act(1)), 'late'],
  ['closed twice', async ({ close }) => (close(0), close(0)), 'closed'],
  ['a milestone never reached', async ({ say }) => say('milestone', 'petition bus', 'count 1', 'day 2026-11-23'), 'milestone'],
  ['a pulse under a petition', ({ act }) => act(1, { kind: 'pulse' }), 'other_kind'],
  ['a signature under a round', async ({ say, act }) => (say(...round('cam')), act(1, { petition: 'cam', text: hash('f') }, 1)), 'other_kind'],
  ['a second round of a program', async ({ say }) => (say(...round('cam')), say(...round('dam'))), 'opened'],
  ['opened again', async ({ say }) => say('open', 'petition bus', 'book 2026Q4', 'slot 2', `text ${hash('e')}`, 'issued 5', 'day 2026-11-02', 'closes 2027-01-01'), 'opened'],
  ['a slot taken twice', async ({ act, say }) => (await act(1), say('gather', 'petition tram', 'book 2026Q4', 'slot 2', `text ${hash('e')}`, 'day 2026-11-23')), 'taken_slot'],
  ['a slot that is none', async ({ say }) => say('gather', 'petition tram', 'book 2026Q4', 'slot 3', `text ${hash('e')}`, 'day 2026-11-23'), 'no_slot'],
  ['fewer people than before', async ({ say }) => say('eligible', 'book 2026Q4', 'size 8', `commitment ${hash('c')}`), 'fewer'],
  ['a second book', async ({ say }) => say('book', 'book 2026Q4', 'slots 2', `keys ${hash('a')}`, `proofs ${hash('b')}`), 'second_book'],
  ['two books for the same days', async ({ say }) => say('season', 'book extra', 'from 2026-12-01', 'to 2027-01-31'), 'season'],
  ['an edit of a comment that is not its own', async ({ act }) => (await act(1, { kind: 'edit', subject: 'a'.repeat(32) }), act(2, { kind: 'retraction', subject: 'a'.repeat(32), seq: 2 })), 'not_its_own'],
  ['an edit of a comment that nobody made', async ({ t, act }) => (await act(1, { kind: 'edit', subject: 'a'.repeat(32) }), t.settled()), 'not_its_own'],
] as [string, (w: Town) => Promise<unknown>, string][]) {
  test(`named: ${what}`, async () => assert.rejects(async () => lie(town()), untrue(code)))
}

test('files in a page', () => {
  const files = filesIn('\nlog/key YQ==\nleaves/000000000001.txt Yg==\n')
  assert.deepEqual([...files].map(([n, b]) => [n, hex(b)]), [['log/key', '61'], ['leaves/000000000001.txt', '62']])
})
