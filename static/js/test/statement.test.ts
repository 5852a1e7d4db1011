import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hex, text, unhex, utf8 } from '../src/bytes'
import type { Pass } from '../src/pass/book'
import { commentBody, commentId, make } from '../src/pass/statement'
import { root, wallet } from './vectors'

const passFor = (purpose: string): Pass => {
  const v = wallet.passes.find((p: { slot: number; purpose: string }) => p.slot === 1 && p.purpose === purpose)
  return { origin: wallet.origin, book: wallet.book, slot: 1, purpose: v.purpose, token: unhex(v.pass) }
}

for (const v of wallet.acts) {
  test(`${v.kind} ${v.seq}, byte for byte`, async () => {
    const saying = { kind: v.kind, petition: wallet.petition, text: wallet.frozen_text_hash, subject: v.subject, seq: v.seq, body: utf8(v.body_text) }
    const made = await make(await root(), passFor(v.purpose), saying)
    assert.equal(text(made.statement), v.statement_text)
    assert.equal(text(made.act), v.act_text)
    assert.equal(text(made.handed), v.handed_in_text)
    assert.equal(hex(made.leaf), v.leaf_hash)
    if (v.comment_id) assert.equal(await commentId(made.statement), v.comment_id)
  })
}

test('the body of a comment and of an answer', () => {
  const [comment, answer] = wallet.acts.filter((a: { kind: string }) => a.kind === 'comment')
  assert.equal(commentBody('-', 'Nobody has read it – why?\n\nNot even the works council.'), comment.body_text)
  assert.equal(commentBody(comment.comment_id, 'An answer.'), answer.body_text)
})
