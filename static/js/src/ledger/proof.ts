// That a leaf stands in the ledger's tree (RFC 6962 section 2.1.1; RFC 9162 section 2.1.3.2 has this way to check it).
import { concat, sha256, type Bytes } from '../bytes'

/** RFC 6962 section 2.1. */
export const leafHash = (leaf: Bytes): Promise<Bytes> => sha256(concat(Uint8Array.of(0), leaf))
const nodeHash = (left: Bytes, right: Bytes): Promise<Bytes> => sha256(concat(Uint8Array.of(1), left, right))

/** The root of the tree of this size in which a leaf with this hash stands at the index, by its audit path. Throws if no path has that length. */
export async function rootBy(hash: Bytes, index: number, size: number, path: Bytes[]): Promise<Bytes> {
  if (!(index >= 0 && index < size)) throw new RangeError('not in the tree')
  let [at, last] = [index, size - 1] // numbers on one level, up to 2^53
  for (const beside of path) {
    if (!last) throw new RangeError('too long a path')
    if (at % 2 || at === last) {
      hash = await nodeHash(beside, hash)
      while (at && at % 2 === 0) [at, last] = up(at, last)
    } else {
      hash = await nodeHash(hash, beside)
    }
    ;[at, last] = up(at, last)
  }
  if (last) throw new RangeError('too short a path')
  return hash
}

const up = (at: number, last: number): [number, number] => [Math.floor(at / 2), Math.floor(last / 2)]
