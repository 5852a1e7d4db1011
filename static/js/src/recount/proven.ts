// That leaves stand in the tree of a checkpoint, by tiles that nobody need be trusted for.
import { base64, type Bytes } from '../bytes'
import type { Checkpoint } from '../ledger/checkpoint'
import { hashesOf, tilePath, WIDTH } from '../ledger/tile'
import { grown, node, rootOf, EMPTY } from '../ledger/tree'
import type { Source } from './source'
import { hold } from './untrue'

/** Gives the hash of the leaf at each place, out of tiles that lead to the checkpoint's root. Throws an Untrue if they do not. */
export async function prover(top: Checkpoint, from: Source): Promise<(place: number) => Promise<Bytes>> {
  const known = new Map<string, Promise<Bytes[]>>()
  const sizeOf = (level: number) => Math.floor(top.size / WIDTH ** level)
  const edge = await readEdge(top, from)

  /** A tile of the level. One that is full is an entry of the one above. */
  const tile = (level: number, n: number): Promise<Bytes[]> => {
    if (n === Math.floor(sizeOf(level) / WIDTH)) return Promise.resolve(edge[level] ?? [])
    const name = `${level}/${n}`
    if (!known.has(name)) known.set(name, full(level, n))
    return known.get(name)!
  }
  const full = async (level: number, n: number): Promise<Bytes[]> => {
    const hashes = await read(from, level, n, WIDTH)
    const above = await tile(level + 1, Math.floor(n / WIDTH))
    hold(same(await perfect(hashes), above[n % WIDTH]), 'unproven')
    return hashes
  }
  return async place => {
    hold(place < top.size, 'unproven')
    return (await tile(0, Math.floor(place / WIDTH)))[place % WIDTH]!
  }
}

/** The tiles on the tree's right edge, by level: with them alone the root is known. */
async function readEdge(top: Checkpoint, from: Source): Promise<Bytes[][]> {
  const edge: Bytes[][] = []
  for (let level = 0, size = top.size; size > 0; level++, size = Math.floor(size / WIDTH)) {
    edge.push(size % WIDTH ? await read(from, level, Math.floor(size / WIDTH), size % WIDTH) : [])
  }
  const peaks: Bytes[] = []
  for (const hashes of [...edge].reverse()) peaks.push(...(await grown(EMPTY, hashes)).peaks)
  hold(base64(await rootOf(peaks)) === top.root, 'unproven')
  return edge
}

async function read(from: Source, level: number, n: number, width: number): Promise<Bytes[]> {
  const tile = await from.get(tilePath(level, n, width))
  hold(tile.length === width * 32, 'unproven')
  return hashesOf(tile, width)
}

async function perfect(hashes: Bytes[]): Promise<Bytes> {
  while (hashes.length > 1) hashes = await Promise.all(hashes.filter((_, i) => i % 2 === 0).map((left, i) => node(left, hashes[2 * i + 1]!)))
  return hashes[0]!
}

const same = (a: Bytes, b: Bytes | undefined): boolean => !!b && base64(a) === base64(b)
