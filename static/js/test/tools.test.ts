import assert from 'node:assert/strict'
import { test } from 'node:test'
import { utf8 } from '../src/bytes'
import { commentBody, readComment } from '../src/pass/statement'
import { answerState, lastAbout, lineState } from '../src/stand/tools'
import { act, holding, pass, petition } from './acts'

const change = (a: object) => act({ kind: 'edit', subject: 'c', body: utf8(commentBody('-', 'So it was.')), ...a })
const answer = (a: object) => act({ kind: 'comment', body: utf8(commentBody('c', 'Yes.')), ...a })
const voice = [pass({ purpose: 'voice' })]

for (const [who, h, own, taken, said, state] of [
  ['a visitor without passes', holding({ passes: [] }), false, false, undefined, 'none'],
  ['a holder', holding({ passes: voice }), false, false, undefined, 'other'],
  ['its writer', holding({ passes: voice }), true, false, undefined, 'own'],
  ['its writer, who took it back', holding({ passes: voice }), true, true, undefined, 'other'],
  ['its writer, who takes it back', holding({ passes: voice }), true, false, change({ kind: 'retraction' }), 'other'],
  ['its writer, who may not take it back', holding({ passes: voice }), true, false, change({ kind: 'retraction', state: 'refused' }), 'own'],
  ['its writer, too late', holding({ passes: voice, petitions: [petition({ voice: false })] }), true, false, undefined, 'none'],
] as const) {
  test(`what ${who} can do about a comment: ${state}`, () => assert.equal(lineState(h, 'p', own, taken, said), state))
}

test('a comment shows the state of what changed or answered it last', () => {
  const acts = [change({ id: 'edit', n: 1 }), answer({ id: 'answer', n: 2 }), answer({ id: 'elsewhere', n: 3, body: utf8(commentBody('d', 'No.')) })]
  assert.equal(lastAbout(holding({ acts }), 'c', 'c')?.id, 'answer')
  assert.equal(lastAbout(holding({ acts }), 'b', 'c')?.id, 'edit', 'an answer to a reply stands with what both answer')
  assert.equal(lastAbout(holding({ acts: [] }), 'c', 'c'), undefined)
})

for (const [a, seen, state] of [
  [answer({}), true, 'handing'],
  [answer({ state: 'promised' }), true, 'reply-promised'],
  [change({ state: 'promised' }), true, 'edit-promised'],
  [change({ state: 'counted' }), true, 'edit-counted'],
  [change({ state: 'counted' }), false, 'idle'],
  [change({ kind: 'retraction', state: 'refused' }), true, 'lost'],
] as const) {
  test(`${a.kind} ${a.state}, ${seen ? 'seen' : 'not seen'} on its way: ${state}`, () => assert.equal(answerState(a, '2026-11-24', seen), state))
}

test('the body of a comment is read as it is written', () => {
  for (const [parent, words, reason] of [['-', 'a\nb', true], ['-', 'a', false], ['c'.repeat(32), '- reason\nx', false]] as const) {
    assert.deepEqual(readComment(commentBody(parent, words, reason)), { parent: parent === '-' ? '' : parent, reason, words })
  }
  assert.equal(commentBody('c', 'x', true), 'c\nx', 'an answer is no reason for signing')
})
