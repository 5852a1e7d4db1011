// A tree that grows leaf by leaf and keeps no leaf (RFC 6962 section 2.1): the perfect trees that it is made of, and for each leaf
// that is watched the hashes beside its way up, which are its receipt.
import { concat, hex, sha256, type Bytes } from '../bytes'

/** Never changed once made. The watched are known by their leaf's hash, hex; the first leaf of that hash counts. */
export type Tree = { size: number; peaks: Bytes[]; watched: Record<string, Watched> }
/** Where a leaf stands, and the hashes beside its way up to the root of its own perfect tree. */
export type Watched = { index: number; path: Bytes[] }

export const EMPTY: Tree = { size: 0, peaks: [], watched: {} }

export const node = (left: Bytes, right: Bytes): Promise<Bytes> => sha256(concat(Uint8Array.of(1), left, right))

/** The tree with these leaves' hashes behind. */
export async function grown(tree: Tree, hashes: Bytes[], watch: (hash: string) => boolean = () => false): Promise<Tree> {
  const peaks = [...tree.peaks]
  const watched = { ...tree.watched }
  let size = tree.size
  for (const leaf of hashes) {
    const name = hex(leaf)
    if (watch(name) && !watched[name]) watched[name] = { index: size, path: [] }
    peaks.push(leaf)
    for (let full = size, width = 1; full % 2; full = Math.floor(full / 2), width *= 2) {
      const [left, right] = peaks.splice(-2) as [Bytes, Bytes]
      peaks.push(await node(left, right))
      const middle = size + 1 - width
      for (const [n, w] of Object.entries(watched)) {
        if (w.index >= middle - width) watched[n] = { ...w, path: [...w.path, w.index < middle ? right : left] }
      }
    }
    size++
  }
  return { size, peaks, watched }
}

/** The root over all leaves so far. */
export async function rootOf(peaks: Bytes[]): Promise<Bytes> {
  if (!peaks.length) return sha256(new Uint8Array())
  let root = peaks.at(-1)!
  for (const left of peaks.slice(0, -1).reverse()) root = await node(left, root)
  return root
}

/** The audit path of a watched leaf in the tree as it is (RFC 6962 section 2.1.1). */
export async function pathOf(tree: Tree, leaf: Watched): Promise<Bytes[]> {
  let at = 0 // its own perfect tree
  for (let begun = 0; ; at++) {
    const width = 2 ** Math.floor(Math.log2(tree.size - begun))
    if (leaf.index < begun + width) break
    begun += width
  }
  const right = tree.peaks.slice(at + 1)
  return [...leaf.path, ...(right.length ? [await rootOf(right)] : []), ...tree.peaks.slice(0, at).reverse()]
}
