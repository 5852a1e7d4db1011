// Tiles and bundles of the ledger, by their address (C2SP tlog-tiles).
import { text, type Bytes } from '../bytes'

/** Hashes in a full tile, and leaves in a full bundle. */
export const WIDTH = 256
export const HASH = 32

/** Level 0 are leaf hashes; "entries" are the leaves themselves. */
export function tilePath(level: number | 'entries', n: number, width: number): string {
  let name = digits(n)
  for (let more = Math.floor(n / 1000); more > 0; more = Math.floor(more / 1000)) name = `x${digits(more)}/${name}`
  return `/log/tile/${level}/${name}${width < WIDTH ? `.p/${width}` : ''}`
}

const digits = (n: number) => String(n % 1000).padStart(3, '0')

/** The tiles of a level of so many hashes that hold those from one on; the first may begin before it. */
export function tilesFrom(from: number, size: number): { n: number; width: number }[] {
  const first = Math.floor(from / WIDTH)
  if (from >= size) return []
  return Array.from({ length: Math.ceil(size / WIDTH) - first }, (_, i) => ({ n: first + i, width: Math.min(WIDTH, size - (first + i) * WIDTH) }))
}

/** Throws a RangeError unless the tile holds exactly so many hashes. */
export function hashesOf(tile: Bytes, width: number): Bytes[] {
  if (tile.length !== width * HASH) throw new RangeError('a tile of another width')
  return Array.from({ length: width }, (_, i) => tile.slice(i * HASH, (i + 1) * HASH))
}

/** The leaves of a bundle, each behind its length in two bytes. Throws a RangeError unless it holds exactly so many. */
export function leavesOf(bundle: Bytes, width: number): Bytes[] {
  const leaves: Bytes[] = []
  let at = 0
  while (at + 2 <= bundle.length) {
    const end = at + 2 + bundle[at]! * 256 + bundle[at + 1]!
    leaves.push(bundle.slice(at + 2, end))
    at = end
  }
  if (at !== bundle.length || leaves.length !== width) throw new RangeError('a bundle of another number of leaves')
  return leaves
}

/** The text of a leaf, or undefined if it is none. */
export function leafText(leaf: Bytes): string | undefined {
  try {
    return text(leaf)
  } catch {
    return undefined
  }
}
