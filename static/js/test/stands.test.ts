import assert from 'node:assert/strict'
import { test } from 'node:test'
import { utf8 } from '../src/bytes'
import { commentBody } from '../src/pass/statement'
import { commentState } from '../src/stand/comment'
import { mine, passesState } from '../src/stand/passes'
import { signState } from '../src/stand/sign'
import { workplaceState } from '../src/stand/workplace'
import { act, holding, pass, petition } from './acts'

const closed = [petition({ sign: false, voice: false })]
const said = (a: object) => act({ kind: 'comment', body: utf8(commentBody('-', 'So it is.')), ...a })

for (const [who, h, state] of [
  ['a visitor without passes', holding({ passes: [] }), 'none'],
  ['a holder of another book', holding({ passes: [pass({ book: '2026Q3' })] }), 'none'],
  ['a holder of passes of another site', holding({ passes: [pass({ origin: 'elsewhere' })] }), 'none'],
  ['a holder whose pass for this slot was bad', holding({ passes: [pass({ slot: 2 }), pass({ purpose: 'voice' })] }), 'none'],
  ['a holder', holding({}), 'ready'],
  ['a holder, too late', holding({ petitions: closed }), 'closed'],
  ['a visitor, too late', holding({ petitions: closed, passes: [] }), 'closed'],
  ['a holder, of a petition that is gone', holding({ petitions: [] }), 'closed'],
  ['somebody who has just signed', holding({ acts: [act({})] }), 'handing'],
  ['somebody whose signature was put off', holding({ acts: [act({ refusal: { refusal: 'busy', sentence: '', final: false } })] }), 'handing'],
  ['somebody with a promise', holding({ acts: [act({ state: 'promised' })] }), 'promised'],
  ['a signer', holding({ acts: [act({ state: 'counted' })] }), 'counted'],
  ['a signer of what has closed', holding({ petitions: closed, acts: [act({ state: 'counted' })] }), 'counted'],
  ['a signer of something else', holding({ acts: [act({ state: 'counted', petition: 'q' })] }), 'ready'],
  ['a sponsor of a text that was mended since', holding({ acts: [act({ state: 'counted', text: '11' })] }), 'ready'],
  ['a sponsor of a text that is turned away', holding({ petitions: closed, acts: [act({ state: 'counted', text: '11' })] }), 'counted'],
  ['a sponsor who sponsors the mended text', holding({ acts: [act({ n: 1, state: 'counted', text: '11' }), act({ n: 2, seq: 2 })] }), 'handing'],
  ['somebody who was refused', holding({ acts: [act({ state: 'refused' })] }), 'refused'],
  ['somebody who takes it back', holding({ acts: [act({ n: 1, state: 'counted' }), act({ n: 2, kind: 'withdrawal' })] }), 'withdrawing'],
  ['somebody who took it back', holding({ acts: [act({ n: 2, kind: 'withdrawal', state: 'promised' }), act({ n: 1, state: 'counted' })] }), 'withdrawn'],
  ['somebody who may not take it back', holding({ acts: [act({ n: 1, state: 'counted' }), act({ n: 2, kind: 'withdrawal', state: 'refused' })] }), 'refused'],
  ['somebody who signs again', holding({ acts: [act({ n: 2, kind: 'withdrawal', state: 'counted' }), act({ n: 3 })] }), 'handing'],
] as const) {
  test(`the sign stand before ${who}: ${state}`, () => assert.equal(signState(h, 'p').state, state))
}

for (const [who, h, typed, state] of [
  ['a visitor without passes', holding({ passes: [] }), '', 'none'],
  ['a holder', holding({}), 'Half a th', 'ready'],
  ['a holder, too late', holding({ petitions: closed }), '', 'closed'],
  ['somebody who has just spoken', holding({ acts: [said({})] }), 'So it is.', 'handing'],
  ['somebody with a promise', holding({ acts: [said({ state: 'promised' })] }), '', 'promised'],
  ['somebody whose comment stands', holding({ acts: [said({ state: 'counted' })] }), '', 'ready'],
  ['somebody who was refused', holding({ acts: [said({ state: 'refused' })] }), 'So it is.', 'refused'],
  ['somebody who mends what was refused', holding({ acts: [said({ state: 'refused' })] }), 'So it was.', 'ready'],
  ['a signer', holding({ acts: [act({ state: 'counted' })] }), '', 'ready'],
] as const) {
  test(`the comment stand before ${who}: ${state}`, () => assert.equal(commentState(h, 'p', typed), state))
}

test('the comment stand tells whoever saw a comment go that it is counted, and never takes away what is begun meanwhile', () => {
  const spoken = said({ state: 'counted' })
  const h = holding({ acts: [spoken] })
  assert.equal(commentState(h, 'p', '', spoken.id), 'counted')
  assert.equal(commentState(h, 'p', 'And another th', spoken.id), 'ready')
})

const now = holding({}).now
const of = (books: string[], held: string[]) => ({
  ...holding({ passes: held.map(book => pass({ book })) }), now: { ...now, books: books.map(book => ({ book, slots: 4 })), book: books.at(-1)! },
})
for (const [who, h, state] of [
  ['nothing is held', of(['2026Q4'], []), 'none'],
  ['this season’s book is held', of(['2026Q4'], ['2026Q4']), 'held'],
  ['a new season has begun', of(['2026Q4', '2027Q1'], ['2026Q4']), 'season'],
  ['the season of what is held is over', of(['2027Q1'], ['2026Q4']), 'season'],
  ['both are held', of(['2026Q4', '2027Q1'], ['2026Q4', '2027Q1']), 'held'],
] as const) {
  test(`my passes when ${who}: ${state}`, () => assert.equal(passesState(h), state))
}

test('a refused comment stands in the list until a mended one is on its way', () => {
  const refused = said({ id: 'refused', n: 1, state: 'refused' })
  assert.deepEqual(mine(holding({ acts: [refused] })).map(a => a.id), ['refused'])
  assert.deepEqual(mine(holding({ acts: [refused, said({ id: 'mended', n: 2, state: 'promised' })] })).map(a => a.id), ['mended'])
  assert.equal(mine(holding({ acts: [refused, said({ n: 2, petition: 'q' })] })).length, 2)
})

for (const [who, h, state] of [
  ['a holder who did not sign', holding({}), 'none'],
  ['a visitor', holding({ passes: [] }), 'none'],
  ['somebody who has just signed', holding({ acts: [act({})] }), 'ready'],
  ['a signer', holding({ acts: [act({ state: 'counted' })] }), 'ready'],
  ['a signer of what has closed', holding({ petitions: closed, acts: [act({ state: 'counted' })] }), 'none'],
  ['a signer with the words alone', holding({ passes: [], acts: [act({ state: 'counted' })] }), 'none'],
  ['somebody who took it back', holding({ acts: [act({ n: 1, state: 'counted' }), act({ n: 2, kind: 'withdrawal', state: 'counted' })] }), 'none'],
  ['somebody who was refused', holding({ acts: [act({ state: 'refused' })] }), 'none'],
  ['somebody who says it', holding({ acts: [act({ state: 'counted' }), act({ n: 2, kind: 'workplace', subject: 'workplace' })] }), 'handing'],
  ['somebody who has said it', holding({ acts: [act({ state: 'counted' }), act({ n: 2, kind: 'workplace', subject: 'workplace', state: 'counted' })] }), 'counted'],
] as const) {
  test(`the workplace stand before ${who}: ${state}`, () => assert.equal(workplaceState(h, 'p'), state))
}
