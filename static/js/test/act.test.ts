import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isBroken, last, nextOut, nextSeq, nowCounted, saidElsewhere, type Entry } from '../src/act'
import { unhex, utf8 } from '../src/bytes'
import { dayOf } from '../src/sealed'
import { signState } from '../src/stand/sign'
import { act, holding, pass, petition } from './acts'

const none = new Set<string>()
const ids = (acts: { id: string }[]) => acts.map(a => a.id)

test('numbers rise per key and subject; what was refused has used none', () => {
  const acts = [
    act({ key: 'k', seq: 1 }),
    act({ key: 'k', seq: 2, state: 'refused' }),
    act({ key: 'k', seq: 7, subject: 'c' }),
    act({ key: 'other', seq: 9 }),
  ]
  assert.equal(nextSeq(acts, 'k', '-', 'signature'), 2)
  assert.equal(nextSeq(acts, 'k', 'c', 'agreement'), 8)
  assert.equal(nextSeq([], 'k', '-', 'signature'), 1)
})

test('a flag counts apart from what else is said of a comment', () => {
  const acts = [act({ key: 'k', seq: 1, subject: 'c', kind: 'agreement' }), act({ key: 'k', seq: 1, subject: 'c', kind: 'flag' })]
  assert.equal(nextSeq(acts, 'k', 'c', 'flag'), 1)
  assert.equal(nextSeq(acts, 'k', 'c', 'agreement'), 2)
})

test('what was put off does not hold up the rest', () => {
  const acts = [act({ id: 'a', key: 'k', n: 1, tries: 3 }), act({ id: 'b', key: 'l', n: 2 })]
  assert.equal(nextOut(acts, none)?.id, 'b')
})

test('under one key the later waits for the earlier, also while that is on its way', () => {
  const acts = [act({ id: 'withdraw', key: 'k', n: 2 }), act({ id: 'sign', key: 'k', n: 1, tries: 5 })]
  assert.equal(nextOut(acts, none)?.id, 'sign')
  assert.equal(nextOut(acts, new Set(['sign'])), undefined)
})

test('what was answered does not go again', () => {
  for (const state of ['promised', 'counted', 'refused'] as const) assert.equal(nextOut([act({ state })], none), undefined)
})

const entry = (e: Partial<Entry>): Entry => ({ day: '2026-11-20', kind: 'signature', subject: '-', seq: 1, ...e })

test('a promised act counts once its own leaf stands in the ledger’s tree, and no other does', () => {
  const acts = [
    act({ id: 'second', key: 'k', seq: 2, kind: 'withdrawal', n: 1, state: 'promised' }),
    act({ id: 'first', key: 'k', seq: 1, n: 2, state: 'promised' }),
    act({ id: 'rated', key: 'k', seq: 1, kind: 'rating', subject: 'response', state: 'promised' }),
    act({ id: 'waits', key: 'l', seq: 1 }),
    act({ id: 'agrees', key: 'k', seq: 1, kind: 'agreement', subject: 'c', state: 'promised' }),
  ]
  assert.deepEqual(ids(nowCounted(acts, none)), [])
  assert.deepEqual(ids(nowCounted(acts, new Set(['first', 'waits', 'agrees']))), ['first'])
  const later = acts.map(a => (a.id === 'first' ? { ...a, state: 'counted' as const } : a))
  assert.deepEqual(ids(nowCounted(later, new Set(['first', 'second']))), ['second'])
})

test('what was said on another device is found by its key, kind and number', () => {
  const of = (purpose: 'sign' | 'voice', known: Parameters<typeof saidElsewhere>[0], sealed: Entry[]) => saidElsewhere(known, pass({ purpose }), petition(), sealed)
  const sealed = [entry({}), entry({ day: '2026-11-21', subject: 'named', seq: 2 }), entry({ day: '2026-11-22', kind: 'withdrawal', seq: 3 })]
  const found = of('sign', [act({ n: 7, key: 'another' })], sealed)
  assert.deepEqual(found.map(a => [a.kind, a.subject, a.seq, a.day, a.state, a.n]), [
    ['signature', '-', 1, '2026-11-20', 'counted', 8], ['signature', 'named', 2, '2026-11-21', 'counted', 9], ['withdrawal', '-', 3, '2026-11-22', 'counted', 10],
  ])
  assert.equal(last(found)?.kind, 'withdrawal')
  const { key } = found[0]!
  assert.deepEqual(of('sign', found, sealed), [], 'once only')
  assert.deepEqual(of('sign', [act({ key, seq: 1 })], sealed).map(a => a.seq), [2, 3], 'what waits here is known here')
  assert.deepEqual(of('sign', [act({ key, seq: 1, state: 'refused' })], sealed).map(a => a.seq), [1, 2, 3])
  const comment = entry({ kind: 'comment' })
  assert.deepEqual(of('voice', [act({ key, seq: 1, kind: 'agreement', subject: 'c' })], [comment]).map(a => [a.kind, a.seq]), [['comment', 1]], 'an agreement is no leaf')
})

test('a recovered sponsor who signed again after mending is told apart from one who took the signature back', () => {
  const key = [1, 2, 3, 4, 5, 6, 7, 8]
  const now = (second: number) => {
    const file = new Uint8Array([...key, 1, 1, ...key, second, 2]) // a signature, and then another statement with the next seq
    const { ours } = dayOf('2026-11-23', file, new Set(['0102030405060708']))
    const found = saidElsewhere([], pass({ purpose: 'sign' }), petition(), ours['0102030405060708']!)
    return last(found)
  }
  assert.deepEqual([now(1)!.kind, now(1)!.subject, now(1)!.seq], ['signature', '-', 2])
  assert.deepEqual([now(0x81)!.kind, now(0x81)!.subject, now(0x81)!.seq], ['signature', 'named', 2])
  assert.deepEqual([now(2)!.kind, now(2)!.seq], ['withdrawal', 2])
})

test('a recovered sponsor who did not sign again after mending is asked to', () => {
  const [before, after] = ['2026-11-09', '2026-11-10'].map(day => {
    const mended = petition({ frozen: '2026-11-10' })
    const acts = saidElsewhere([], pass({ purpose: 'sign' }), mended, [entry({ day })])
    return signState(holding({ petitions: [mended], acts }), 'p').state
  })
  assert.deepEqual([before, after], ['ready', 'counted'])
})

test('a promise is broken two days after its last day', () => {
  const promised = act({ state: 'promised', promise: { note: '', by: '2026-11-30' } })
  assert.deepEqual(['2026-11-30', '2026-12-01', '2026-12-02'].map(day => isBroken(promised, day)), [false, false, true])
  assert.equal(isBroken({ ...promised, state: 'counted' }, '2027-01-01'), false)
  assert.equal(isBroken({ ...promised, kind: 'agreement' }, '2027-01-01'), false)
})

test('a day’s file is searched for our keys only', () => {
  const file = unhex('0000000000000001' + '0101' + '00000000000000aa' + '0101' + '0000000000000001' + '8102' + '0000000000000001' + '0601' + '0000000000000001' + '0401')
  const day = dayOf('2026-11-23', file, new Set(['0000000000000001', '0000000000000002']))
  const found = [entry({}), entry({ subject: 'named', seq: 2 }), entry({ kind: 'rating', subject: 'response' })].map(e => ({ ...e, day: '2026-11-23' }))
  assert.deepEqual(day, { day: '2026-11-23', acts: 5, ours: { '0000000000000001': found } })
  assert.throws(() => dayOf('2026-11-23', utf8('seven..'), new Set()), RangeError)
})
