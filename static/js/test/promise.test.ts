import assert from 'node:assert/strict'
import { test } from 'node:test'
import { base64, utf8 } from '../src/bytes'
import { Lie, verifierOf } from '../src/ledger/note'
import { readAnswer } from '../src/pass/promise'
import { signer } from './signer'

const ORIGIN = 'petitions.meridian.example'
const leaf = new Uint8Array(32).fill(7)
const NAME = `${ORIGIN}/promise`
const booth = await signer(NAME)
const other = await signer(NAME)
const keys = [await verifierOf(booth.vkey)]
const text = (origin = ORIGIN, hash = base64(leaf), day = '2026-11-23') => `roundrobin/v1 promise\n${origin}\n${hash}\n${day}\n`
const note = await booth.sign(text())
const promise = (text: unknown) => utf8(JSON.stringify({ promise: text }))
const read = (status: number, body: Uint8Array<ArrayBuffer>) => readAnswer(status, body, ORIGIN, leaf, keys)

test('a promise about this leaf', async () => {
  assert.deepEqual(await read(200, promise(note)), { note, by: '2026-11-23' })
})

test('a refusal, with the highest number where that is the reason', async () => {
  const body = { refusal: 'seq_used', sentence: 'No.', final: true, seq: 4 }
  assert.deepEqual(await read(409, utf8(JSON.stringify(body))), body)
})

for (const [what, body] of Object.entries({
  'another leaf': promise(await booth.sign(text(ORIGIN, base64(new Uint8Array(32))))),
  'another site': promise(await booth.sign(text('elsewhere.example'))),
  'no day': promise(await booth.sign(text(ORIGIN, base64(leaf), 'soon'))),
  'another kind of note': promise(await booth.sign(text().replace('promise', 'receipt'))),
  'no text': promise(null),
  'no promise': utf8('{}'),
  'no JSON': utf8('ok'),
})) {
  test(`a promise is not believed with ${what}`, () => assert.rejects(read(200, body)))
}

for (const [what, body] of Object.entries({
  'nobody’s signature': promise(text() + '\n'),
  'another key’s signature': promise(await other.sign(text())),
  'a day that was changed': promise(note.replace('23', '24')),
  'another name': promise(await (await signer(ORIGIN)).sign(text())),
})) {
  test(`a promise with ${what} is a lie`, () => assert.rejects(read(200, body), Lie))
}

test('a refusal says no by its status', async () => {
  const body = utf8(JSON.stringify({ refusal: 'closed', sentence: 'No.', final: true }))
  await assert.rejects(read(500, body))
  await assert.rejects(read(200, body))
  await assert.rejects(read(404, utf8('{"sentence":"No."}')))
})
