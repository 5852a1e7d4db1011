// Every wallet follows the ledger's tree from its first line on: it fetches the hashes of all lines that it lacks, which are the same tiles
// for every wallet, and holds them against each checkpoint that it was ever shown. So it knows that its own acts stand there, and that
// nothing was taken back, and nobody learns from its requests which lines it cares about.
import { base64, hex, unhex, type Bytes } from '../bytes'
import type { Act } from '../act'
import { get } from '../get'
import { all, write } from '../store'
import { goesOn, openCheckpoint, type Checkpoint } from './checkpoint'
import { Fork, Lie, verifierOf } from './note'
import { seenOf, type Log } from './operator'
import { hashesOf, tilePath, tilesFrom, WIDTH } from './tile'
import { EMPTY, grown, pathOf, rootOf, type Tree } from './tree'
import { rootBy } from './proof'

/** The tree as far as it was followed, and the checkpoint that it was held against. `day` is the site's, of the last time. */
export type Followed = Tree & { id: 'tree'; signed: string; day: string }
/** The first bytes of the leaf hashes of a tile: for acts that were handed in by another device with the same seed. */
export type Lines = { n: number; hashes: Uint8Array }

const AHEAD = 6
const SHORT = 8 // bytes of a hash

/** Reads on to the newest checkpoint. Throws a Fork if that does not lead on from what was seen before. */
export async function follow(day: string): Promise<void> {
  const [[log], acts] = await Promise.all([all('site'), all('acts')])
  if (!log) return
  const top = await readCheckpoint(log)
  goesOn(seenOf(log), top)
  const ours = new Set(acts.map(a => a.id))
  let tree = (await all('tree'))[0] ?? { id: 'tree' as const, ...EMPTY, signed: '', day }
  for (const next of [seenOf(log), top]) {
    if (next.root && next.size > tree.size) tree = await upTo(tree, next, ours)
  }
  if (!(await holds(tree, top))) throw new Fork(tree.signed, top.signed)
  await write(['tree', 'site'], table => {
    table('tree').put({ ...tree, day })
    table('site').change('log', l => (l.size > top.size ? l : { ...l, ...top }))
  })
}

async function readCheckpoint({ key, origin }: Log): Promise<Checkpoint> {
  const r = await get('/log/checkpoint')
  return openCheckpoint(await r.text(), await verifierOf(key), origin)
}

/** The tree of the checkpoint's size. Tiles that do not lead there are fetched once more, past every cache, before anybody is blamed. */
async function upTo(tree: Followed, top: Checkpoint, ours: Set<string>): Promise<Followed> {
  for (const cache of ['default', 'reload'] as const) {
    const more = await read(tree, top, ours, cache)
    if (base64(await rootOf(more.peaks)) === top.root) return { ...more, id: 'tree', signed: top.signed, day: tree.day }
  }
  throw tree.size ? new Fork(tree.signed, top.signed) : new Lie('the tiles of the ledger are not those of its checkpoint')
}

async function read(tree: Tree, top: Checkpoint, ours: Set<string>, cache: RequestCache): Promise<Tree> {
  const tiles = tilesFrom(tree.size, top.size)
  for (let at = 0; at < tiles.length; at += AHEAD) {
    const some = await Promise.all(tiles.slice(at, at + AHEAD).map(async t => ({ ...t, hashes: await readTile(t.n, t.width, cache) })))
    for (const { n, hashes } of some) tree = await grown(tree, hashes.slice(tree.size - n * WIDTH), hash => ours.has(hash))
    await write(['lines'], table => some.forEach(({ n, hashes }) => table('lines').put({ n, hashes: short(hashes) })))
  }
  return tree
}

async function readTile(n: number, width: number, cache: RequestCache): Promise<Bytes[]> {
  const r = await get(tilePath(0, n, width), cache)
  return hashesOf(new Uint8Array(await r.arrayBuffer()), width)
}

/** Whether the tree is the checkpoint's, and so is every act of ours by the way up that was kept for it. */
async function holds(tree: Tree, top: Checkpoint): Promise<boolean> {
  const root = async (hash: string) => base64(await rootBy(unhex(hash), tree.watched[hash]!.index, tree.size, await pathOf(tree, tree.watched[hash]!)))
  const roots = await Promise.all(Object.keys(tree.watched).map(root))
  return tree.size === top.size && [base64(await rootOf(tree.peaks)), ...roots].every(r => r === top.root)
}

function short(hashes: Bytes[]): Uint8Array {
  const all = new Uint8Array(hashes.length * SHORT)
  hashes.forEach((h, i) => all.set(h.subarray(0, SHORT), i * SHORT))
  return all
}

/** Those of the acts that stand in the tree, as far as it was followed. */
export async function standing(acts: Act[]): Promise<Set<string>> {
  const [tree] = await all('tree')
  const found = new Set(acts.map(a => a.id).filter(id => tree?.watched[id]))
  const others = new Map(acts.filter(a => !found.has(a.id) && a.state === 'promised').map(a => [a.id.slice(0, 2 * SHORT), a.id]))
  if (!others.size) return found
  for (const { hashes } of await all('lines')) {
    for (let at = 0; at < hashes.length; at += SHORT) {
      const id = others.get(hex(hashes.subarray(at, at + SHORT)))
      if (id) found.add(id)
    }
  }
  return found
}

/** The receipts of our acts that stand in the tree (C2SP tlog-proof), by the acts' ids. */
export async function receiptsOf(tree: Followed | undefined): Promise<Map<string, string>> {
  const receipts = new Map<string, string>()
  for (const [id, own] of Object.entries(tree?.watched ?? {})) {
    const path = await pathOf(tree!, own)
    receipts.set(id, ['c2sp.org/tlog-proof@v1', `index ${own.index}`, ...path.map(base64), '', tree!.signed].join('\n'))
  }
  return receipts
}
