import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hex, utf8 } from '../src/bytes'
import { Lie, openNote, verifierOf } from '../src/ledger/note'
import { checkBook, readOperator } from '../src/ledger/operator'
import { leafHash, rootBy } from '../src/ledger/proof'
import { operatorFile, pathOf, rootOfTree, signer } from './signer'

const ORIGIN = 'petitions.meridian.example'
const log = await signer(ORIGIN)
const desk = await signer(`${ORIGIN}/desk`)
const promise = await signer(`${ORIGIN}/promise`)
const leaf = (kind: string, ...lines: string[]) => [`roundrobin/v1 ${kind}`, ORIGIN, ...lines, ''].join('\n')
const leaves = [
  leaf('desk', `key ${desk.vkey}`),
  leaf('promise', `key ${promise.vkey}`),
  leaf('book', 'book 2026Q4', 'slots 48', 'keys 00aa', 'proofs 00bb'),
  leaf('gateway', 'id 1', 'key AQAg', 'from 2026-11-23'),
  leaf('program', 'program x', 'hash 00'),
]
const file = await operatorFile(ORIGIN, leaves, log)

test('every leaf of trees of one to twenty leaves is proved by its path and by no other', async () => {
  const hashes = await Promise.all(Array.from({ length: 20 }, (_, i) => leafHash(utf8(`leaf ${i}`))))
  for (let size = 1; size <= 20; size++) {
    const tree = hashes.slice(0, size)
    const root = hex(await rootOfTree(tree))
    for (let i = 0; i < size; i++) {
      const path = await pathOf(tree, i)
      assert.equal(hex(await rootBy(tree[i]!, i, size, path)), root)
      const elsewhere = await rootBy(tree[i]!, (i + 1) % size, size, path).then(hex, () => '')
      if (size > 1) assert.notEqual(elsewhere, root)
      await assert.rejects(rootBy(tree[i]!, i, size, [...path, root].map(() => tree[0]!)))
    }
  }
})

test('what the operator has said', async () => {
  const { said, log: met } = await readOperator(file, ORIGIN)
  assert.deepEqual(met, { id: 'log', origin: ORIGIN, key: log.vkey, size: 5, root: file.checkpoint.split('\n')[2], signed: file.checkpoint })
  assert.deepEqual(said.books, [{ book: '2026Q4', slots: '48', keys: '00aa' }])
  assert.deepEqual(said.gateways, ['AQAg'])
  assert.deepEqual([...said.desks, ...said.promises].map(k => k.name), [`${ORIGIN}/desk`, `${ORIGIN}/promise`])
  checkBook(said, { name: '2026Q4', slots: 48, hash: '00aa' })
  assert.throws(() => checkBook(said, { name: '2026Q4', slots: 48, hash: '00ab' }), Lie)
  assert.throws(() => checkBook(said, { name: '2027Q1', slots: 48, hash: '00aa' }), Lie)
  assert.throws(() => checkBook(said, { name: '2026Q4', slots: 49, hash: '00aa' }), Lie)
})

const changed = (leaf: number, by: object) => ({ ...file, leaves: file.leaves.map((l, i) => (i === leaf ? { ...l, ...by } : l)) })
const grown = await operatorFile(ORIGIN, [...leaves, leaf('wallet', 'bundle 00')], log)
const forLog = { id: 'log' as const, origin: ORIGIN, key: log.vkey, size: 5 }

for (const [what, shown, met] of [
  ['a key that is not in the ledger', changed(0, { leaf: leaf('desk', `key ${promise.vkey}`) })],
  ['a leaf at another place', changed(2, { index: 3 })],
  ['a leaf past the end', changed(2, { index: 5 })],
  ['a proof cut short', changed(2, { path: [] })],
  ['proofs of another tree', { ...file, leaves: grown.leaves }],
  ['a checkpoint that another has signed', { ...file, checkpoint: (await operatorFile(ORIGIN, leaves)).checkpoint }],
  ['a log key of another name', await operatorFile('elsewhere.example', leaves)],
  ['a leaf of another site', await operatorFile(ORIGIN, [leaves[0]!.replace(ORIGIN, 'elsewhere.example')], log)],
  ['a promise key in the place of the desk’s', await operatorFile(ORIGIN, [leaf('desk', `key ${promise.vkey}`)], log)],
  ['another log than was met before', await operatorFile(ORIGIN, leaves), forLog],
  ['a smaller ledger than was met before', file, { ...forLog, size: 6 }],
  ['another ledger of the size that was met before', file, { ...forLog, root: grown.checkpoint.split('\n')[2], signed: 'kept' }],
] as const) {
  test(`a lie: ${what}`, () => assert.rejects(readOperator(structuredClone(shown) as typeof file, ORIGIN, met), Lie))
}

test('a ledger that has grown is no lie', async () => {
  assert.equal((await readOperator(grown, ORIGIN, forLog)).log.size, 6)
})

test('a note opens under its own key only, also beside other signatures', async () => {
  const note = await log.sign('a\nb\n')
  const key = await verifierOf(log.vkey)
  assert.equal(await openNote(note, [key]), 'a\nb\n')
  assert.equal(await openNote(note + (await desk.sign('a\nb\n')).slice(5), [key]), 'a\nb\n')
  await assert.rejects(openNote(note, [await verifierOf(desk.vkey)]), Lie)
  await assert.rejects(openNote(note.replace('b', 'c'), [key]), Lie)
  await assert.rejects(verifierOf(log.vkey.replace(ORIGIN, 'elsewhere.example')), Lie)
})
