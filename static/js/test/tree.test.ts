import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hex, utf8, type Bytes } from '../src/bytes'
import { goesOn, openCheckpoint } from '../src/ledger/checkpoint'
import { Fork, Lie, verifierOf } from '../src/ledger/note'
import { leafHash, rootBy } from '../src/ledger/proof'
import { hashesOf, leavesOf, tilePath, tilesFrom } from '../src/ledger/tile'
import { EMPTY, grown, pathOf, rootOf } from '../src/ledger/tree'
import { pathOf as pathByRfc, rootOfTree, signer } from './signer'

const hashes: Bytes[] = []
for (let i = 0; i < 70; i++) hashes.push(await leafHash(utf8(`leaf ${i}`)))

test('a tree that grows in any steps has the root of RFC 6962, and each watched leaf its audit path', async () => {
  for (const step of [1, 3, 16, 70]) {
    let tree = EMPTY
    for (let at = 0; at < hashes.length; at += step) {
      tree = await grown(tree, hashes.slice(at, at + step), () => true)
      const now = hashes.slice(0, tree.size)
      assert.equal(hex(await rootOf(tree.peaks)), hex(await rootOfTree(now)))
      for (const [i, h] of now.entries()) {
        const own = tree.watched[hex(h)]!
        const path = await pathOf(tree, own)
        assert.equal(own.index, i)
        assert.deepEqual(path.map(hex), (await pathByRfc(now, i)).map(hex), `leaf ${i} of ${tree.size}`)
        assert.equal(hex(await rootBy(h, i, tree.size, path)), hex(await rootOf(tree.peaks)))
      }
    }
  }
})

test('the first leaf of a hash is watched, and no other leaf than asked', async () => {
  const tree = await grown(EMPTY, [hashes[0]!, hashes[1]!, hashes[0]!], h => h === hex(hashes[0]!))
  assert.deepEqual(Object.entries(tree.watched).map(([h, w]) => [h, w.index]), [[hex(hashes[0]!), 0]])
})

test('the empty tree has the hash of nothing', async () => {
  assert.equal(hex(await rootOf([])), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
})

test('tiles are named as C2SP says', () => {
  assert.equal(tilePath(0, 5, 256), '/log/tile/0/005')
  assert.equal(tilePath(1, 1234067, 8), '/log/tile/1/x001/x234/067.p/8')
  assert.equal(tilePath('entries', 1000, 256), '/log/tile/entries/x001/000')
  assert.deepEqual(tilesFrom(0, 0), [])
  assert.deepEqual(tilesFrom(256, 256), [])
  assert.deepEqual(tilesFrom(255, 600), [{ n: 0, width: 256 }, { n: 1, width: 256 }, { n: 2, width: 88 }])
  assert.deepEqual(tilesFrom(256, 300), [{ n: 1, width: 44 }])
})

test('a tile or bundle of another width is refused', () => {
  assert.throws(() => hashesOf(new Uint8Array(33), 1), RangeError)
  assert.deepEqual(leavesOf(Uint8Array.of(0, 1, 9, 0, 0), 2).map(l => [...l]), [[9], []])
  for (const [bytes, width] of [[[0, 1, 9], 2], [[0, 2, 9], 1], [[0, 1, 9, 0], 1], [[], 1]] as const) {
    assert.throws(() => leavesOf(Uint8Array.from(bytes), width), RangeError)
  }
})

const log = await signer('petitions.meridian.example')
const checkpoint = async (size: number, root: string, by = log) =>
  openCheckpoint(await by.sign(`petitions.meridian.example\n${size}\n${root}\n`), await verifierOf(log.vkey), 'petitions.meridian.example')
const A = `${'A'.repeat(43)}=`

test('a checkpoint in its one form, by this log', async () => {
  assert.equal((await checkpoint(7, A)).size, 7)
  await assert.rejects(checkpoint(7, 'AAAA'), Lie)
  await assert.rejects(checkpoint(7, `${A}\nextension`), Lie)
  await assert.rejects(checkpoint(0.5, A), Lie)
  await assert.rejects(checkpoint(7, A, await signer('petitions.meridian.example')), Lie)
})

test('fewer lines than before, or others, are a fork; both papers are in it', async () => {
  const before = await checkpoint(7, A)
  for (const now of [await checkpoint(6, A), await checkpoint(7, 'Q' + A.slice(1))]) {
    assert.throws(() => goesOn(before, now), e => e instanceof Fork && e.before === before.signed && e.now === now.signed)
  }
  goesOn(before, before)
  goesOn(before, await checkpoint(8, 'Q' + A.slice(1)))
})
