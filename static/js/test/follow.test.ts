import assert from 'node:assert/strict'
import { test } from 'node:test'
import { utf8 } from '../src/bytes'
import { nowCounted } from '../src/act'
import { newPieces, see, type Piece } from '../src/stand/news'
import { proposalPass, proposeState } from '../src/stand/propose'
import { act, holding, pass } from './acts'

const piece = (id: string, petition: string, day: string): Piece => ({ id, petition, day, what: 'open', count: 0, title: '' })
const file = (day: string, ...news: Piece[]) => ({ day, news })
const [a, b, c] = [piece('a', 'p', '2026-11-20'), piece('b', 'q', '2026-11-23'), piece('c', 'p', '2026-11-24')]
const ids = (found: Piece[]) => found.map(p => p.id).join(' ')

test('on the first visit nothing is new, and from the next day on what came since is', () => {
  const first = see(undefined, file('2026-11-23', b, a))
  assert.equal(ids(newPieces(first, file('2026-11-23', b, a), new Set())), '')
  const next = see(first, file('2026-11-24', c, b, a))
  assert.deepEqual([ids(newPieces(next, file('2026-11-24', c, b, a), new Set())), next.last], ['c', '2026-11-23'])
})

test('what is new stays new for the day, however often the page is loaded', () => {
  const first = see(undefined, file('2026-11-22', a))
  const next = see(first, file('2026-11-23', b, a))
  const again = see(next, file('2026-11-23', c, b, a))
  assert.equal(ids(newPieces(again, file('2026-11-23', c, b, a), new Set())), 'c b')
  const later = see(again, file('2026-11-25', c, b, a))
  assert.equal(ids(newPieces(later, file('2026-11-25', c, b, a), new Set())), '')
})

test('what was signed stands first, and each petition together', () => {
  const seen = see(see(undefined, file('2026-11-19')), file('2026-11-24', c, b, a))
  assert.equal(ids(newPieces(seen, file('2026-11-24', c, b, a), new Set(['q']))), 'b c a')
  assert.equal(ids(newPieces(seen, file('2026-11-24', c, b, a), new Set())), 'c a b')
})

const place = pass({ purpose: 'draft', slot: 4 })
const now = { ...holding({}).now, books: [{ book: '2026Q4', slots: 4 }] }
const with_ = (passes: object[], ...acts: object[]) =>
  ({ now, passes: passes.map(p => pass({ purpose: 'draft', slot: 4, ...p })), acts: acts.map(x => act({ kind: 'proposal', petition: 'programs', pass: { book: '2026Q4', slot: 4, purpose: 'draft' }, ...x })) })

test('only the pass of place four of a book in use proposes', () => {
  assert.deepEqual(proposalPass(with_([{ slot: 1 }, {}])), place)
  for (const wrong of [{ slot: 3 }, { purpose: 'sign' }, { book: '2026Q1' }, { origin: 'elsewhere' }]) assert.equal(proposalPass(with_([wrong])), undefined)
})

for (const [who, h, typed, state] of [
  ['a visitor without passes', with_([]), '', 'none'],
  ['a holder', with_([{}]), 'x', 'ready'],
  ['somebody who has just proposed', with_([{}], { state: 'waiting' }), 'x', 'handing'],
  ['somebody with a promise', with_([{}], { state: 'promised' }), 'x', 'ready'],
  ['somebody who was refused', with_([{}], { state: 'refused', body: utf8('x') }), 'x', 'refused'],
  ['somebody who mends what was refused', with_([{}], { state: 'refused', body: utf8('x') }), 'y', 'ready'],
  ['somebody whose pass is spent', with_([{}], ...Array.from({ length: 8 }, (_, i) => ({ state: 'promised', seq: i + 1 }))), 'x', 'spent'],
] as const) {
  test(`proposing before ${who}: ${state}`, () => assert.equal(proposeState(h, typed), state))
}

test('a proposal is never waited for in the ledger', () => {
  const proposed = act({ kind: 'proposal', state: 'promised' })
  assert.deepEqual(nowCounted([proposed], new Set([proposed.id])), [])
})
