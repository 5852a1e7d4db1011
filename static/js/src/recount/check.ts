// The recount in a browser: what the program recount checks, of a whole site or of one petition's bundle.
import { base64, hex, sha256, text, type Bytes } from '../bytes'
import { openCheckpoint, signersOf, type Checkpoint } from '../ledger/checkpoint'
import { verifierOf } from '../ledger/note'
import { leafHash } from '../ledger/proof'
import { leavesOf, tilePath, tilesFrom, WIDTH } from '../ledger/tile'
import { EMPTY, grown, rootOf } from '../ledger/tree'
import { addBook, verifyAct, type Key, type Ring } from './keys'
import { readLeaf, type Leaf } from './leaf'
import { prover } from './proven'
import { leafName, Missing, type Source } from './source'
import { Tally, type Counted } from './tally'
import { hold, Untrue } from './untrue'

export type Found = {
  origin: string
  key: string // of the log, as it was shown
  top: Checkpoint
  signers: string[] // under the checkpoint, the log among them; who they are, the reader must know
  part: boolean // only the leaves of one petition were there
  acts: number
  petitions: (Counted & { title: string })[]
}

/** So many bundles or leaves are fetched ahead. */
const AHEAD = 6

/** Reads all that there is and returns what is so. Throws an Untrue at the first thing that is not, and a Missing if a part is not there. */
export async function recount(from: Source, told: (done: number, of: number) => unknown): Promise<Found> {
  const key = text(await from.get('/log/key')).trim()
  const log = await verifierOf(key).catch(() => undefined)
  hold(log, 'key')
  const top = await openCheckpoint(text(await from.get('/log/checkpoint')), log, log.name).catch(() => undefined)
  hold(top, 'checkpoint')
  const one = new Recount(from, log.name, top, told)
  await (from.places ? one.part(from.places) : one.whole())
  one.tally.settled()
  const petitions = await Promise.all(one.tally.petitions.map(async p => ({ ...p, title: await titleOf(from, p) })))
  return { origin: log.name, key, top, signers: signersOf(top.signed), part: !!from.places, acts: one.tally.acts, petitions }
}

type Checked = { leaf: Leaf; key?: Key }

class Recount {
  readonly tally = new Tally()
  readonly #ring: Ring = new Map()

  constructor(
    readonly from: Source,
    readonly origin: string,
    readonly top: Checkpoint,
    readonly told: (done: number, of: number) => unknown,
  ) {}

  /** All leaves, in bundles; their tree must have the root that was signed. The first lie waits for the root: a fork comes first. */
  async whole(): Promise<void> {
    let tree = EMPTY
    let lie: unknown
    await ahead(tilesFrom(0, this.top.size), t => this.from.get(tilePath('entries', t.n, t.width)), async (bytes, { n, width }) => {
      const leaves = bundleOf(bytes, width)
      tree = await grown(tree, await Promise.all(leaves.map(leafHash)))
      if (!lie) await this.#take(leaves, i => n * WIDTH + i).catch(e => (lie = e))
      if (lie && !(lie instanceof Untrue)) throw lie
      this.told(tree.size, this.top.size)
    })
    hold(base64(await rootOf(tree.peaks)) === this.top.root, 'root')
    if (lie) throw lie
  }

  /** One petition's leaves, each proven by tiles. */
  async part(places: number[]): Promise<void> {
    const proven = await prover(this.top, this.from)
    let done = 0
    for (let at = 0; at < places.length; at += WIDTH) {
      const some = places.slice(at, at + WIDTH)
      const leaves = await Promise.all(some.map(place => this.from.get(leafName(place))))
      for (const [i, leaf] of leaves.entries()) {
        hold(base64(await leafHash(leaf)) === base64(await proven(some[i]!)), 'not_there', some[i])
      }
      await this.#take(leaves, i => some[i]!)
      this.told((done += some.length), places.length)
    }
  }

  /** Checks some leaves side by side, up to one that names a book, and counts them in their order. */
  async #take(leaves: Bytes[], place: (i: number) => number): Promise<void> {
    const read = leaves.map((leaf, i) => attempt(() => readLeaf(leaf, this.origin, place(i))))
    const known = await Promise.all(read.map((leaf, i) => this.#verify(leaf, place(i))))
    for (const [i, one] of known.entries()) {
      const { leaf, key } = one instanceof Untrue && one.code === 'pass' ? unwrap(await this.#verify(read[i]!, place(i))) : unwrap(one)
      if (leaf.act) await this.tally.act(place(i), leaf.act, key!)
      if (leaf.said) await this.#said(leaf.said, place(i))
    }
  }

  async #verify(leaf: Leaf | Untrue, place: number): Promise<Checked | Untrue> {
    if (leaf instanceof Untrue) return leaf
    if (!leaf.act) return { leaf }
    try {
      return { leaf, key: await verifyAct(this.#ring, leaf.act, place) }
    } catch (e) {
      if (e instanceof Untrue) return e
      throw e
    }
  }

  async #said(said: NonNullable<Leaf['said']>, place: number): Promise<void> {
    if (said.kind === 'book') await addBook(this.#ring, this.from, this.origin, place, said.of)
    if (said.kind === 'desk' || said.kind === 'promise') {
      const named = await verifierOf(said.of.key!).catch(() => undefined)
      hold(named?.name === `${this.origin}/${said.kind}`, 'form', place)
    }
    this.tally.said(place, said)
  }
}

function attempt(read: () => Leaf): Leaf | Untrue {
  try {
    return read()
  } catch (e) {
    if (e instanceof Untrue) return e
    throw e
  }
}

function unwrap(one: Checked | Untrue): Checked {
  if (one instanceof Untrue) throw one
  return one
}

function bundleOf(bytes: Bytes, width: number): Bytes[] {
  try {
    return leavesOf(bytes, width)
  } catch {
    throw new Untrue('bundle')
  }
}

/** Fetches some things ahead and takes them one by one in their order. */
async function ahead<T, B>(all: T[], fetch: (one: T) => Promise<B>, take: (got: B, one: T) => Promise<unknown>): Promise<void> {
  const coming: Promise<B>[] = []
  for (const [i, one] of all.entries()) {
    for (let next = i + coming.length; coming.length < AHEAD && next < all.length; next++) {
      const b = fetch(all[next]!)
      b.catch(() => {}) // told when its turn comes
      coming.push(b)
    }
    await take(await coming.shift()!, one)
  }
}

/** What people signed, if it is what the log says they signed. */
async function titleOf(from: Source, p: Counted): Promise<string> {
  let file: Bytes
  try {
    file = await from.get(`/petitions/${p.id}.txt`)
  } catch (e) {
    if (e instanceof Missing && from.places) return p.id
    throw new Untrue('text_missing', undefined, { petition: p.id })
  }
  hold(hex(await sha256(file)) === p.text, 'text', undefined, { petition: p.id })
  return text(file).split('\n')[2] ?? p.id
}

/** What the site shows everyone as its counts, held against those of the log of the same size. */
export function compare(found: Found, shown: { size: number; petitions: { id: string; count: number; state: string }[] }): void {
  for (const p of found.petitions) {
    const said = shown.petitions.find(s => s.id === p.id)
    hold(said, 'not_shown', undefined, { petition: p.title, count: p.count })
    hold(said.count === p.count, 'shown', undefined, { petition: p.title, said: said.count, count: p.count })
  }
}
