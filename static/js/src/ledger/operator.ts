// What the operator has said in the ledger about keys: the wallet uses no other. Read from one file that is the same for everyone.
import { base64, unbase64, utf8 } from '../bytes'
import { goesOn, openCheckpoint, type Checkpoint } from './checkpoint'
import { Lie, verifierOf, type Verifier } from './note'
import { leafHash, rootBy } from './proof'

export type Operator = {
  desks: Verifier[] // that sign certificates
  promises: Verifier[]
  gateways: string[] // ohttp configs, b64url
  books: { book: string; slots: string; keys: string /* SHA-256 of the key file, hex */ }[]
}
/** The log as this wallet first met it, and the largest checkpoint of it that it has seen: another log, or one that takes back, is a lie. */
export type Log = { id: 'log'; origin: string; key: string; size: number; root?: string; signed?: string }

type File = { key: string; checkpoint: string; leaves: { index: number; leaf: string; path: string[] }[] }

/** Throws a Lie if a part of it does not fit the log, or the log is another than was met before. */
export async function readOperator(file: File, origin: string, met?: Log): Promise<{ said: Operator; log: Log }> {
  const key = String(file.key)
  if (met && (met.key !== key || met.origin !== origin)) throw new Lie('another log')
  const top = await openCheckpoint(file.checkpoint, await verifierOf(key), origin)
  if (met) goesOn(seenOf(met), top)
  const said: Operator = { desks: [], promises: [], gateways: [], books: [] }
  for (const { index, leaf, path } of file.leaves) {
    const by = await rootBy(await leafHash(utf8(leaf)), index, top.size, path.map(unbase64)).catch(() => undefined)
    if (!by || base64(by) !== top.root) throw new Lie('a leaf that is not in the ledger')
    await take(said, leaf, origin)
  }
  return { said, log: { id: 'log', origin, key, ...top } }
}

/** What a wallet remembers of the log; one of an earlier version remembers no root. */
export const seenOf = ({ size, root = '', signed = '' }: Log): Checkpoint => ({ size, root, signed })

async function take(said: Operator, leaf: string, origin: string): Promise<void> {
  const [kind, of, ...lines] = leaf.split('\n')
  if (of !== origin) throw new Lie('a leaf of another site')
  const value = (name: string) => lines.find(l => l.startsWith(name + ' '))?.slice(name.length + 1) ?? ''
  if (kind === 'roundrobin/v1 gateway') said.gateways.push(value('key'))
  if (kind === 'roundrobin/v1 book') said.books.push({ book: value('book'), slots: value('slots'), keys: value('keys') })
  if (kind === 'roundrobin/v1 desk') said.desks.push(await named(value('key'), `${origin}/desk`))
  if (kind === 'roundrobin/v1 promise') said.promises.push(await named(value('key'), `${origin}/promise`))
}

async function named(vkey: string, name: string): Promise<Verifier> {
  const key = await verifierOf(vkey)
  if (key.name !== name) throw new Lie('a key of another name')
  return key
}

/** Throws a Lie unless the ledger knows a book by this hash. */
export function checkBook(said: Operator, book: { name: string; slots: number; hash: string }): void {
  const known = said.books.some(b => b.book === book.name && b.slots === `${book.slots}` && b.keys === book.hash)
  if (!known) throw new Lie('keys that are not in the ledger')
}
