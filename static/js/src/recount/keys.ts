// The keys of the books that the ledger names, and what is made with them.
import { concat, hex, i2osp, os2ip, sha256, text, unb64url, utf8 } from '../bytes'
import { verify } from '../ledger/ed25519'
import { KEY_SIZE, powE } from '../pass/blind'
import { parseBook, type Book, type BookKey } from '../pass/keyfile'
import { challenge, importKey, INPUT_SIZE, keyId, PSS } from '../pass/pass'
import { purposeOf, type Act } from './leaf'
import type { Source } from './source'
import { hold } from './untrue'

const ROOTS = 8

export type Key = { book: string; slot: number; purpose: string; challenge: string /* its hash, hex */; key: CryptoKey }
/** By the key's id, hex. */
export type Ring = Map<string, Key>

/** Adds the keys of a book to the ring, once its files have the hashes that the ledger says and its proofs prove every key. */
export async function addBook(ring: Ring, from: Source, origin: string, place: number, said: Record<string, string>): Promise<void> {
  const name = said.book!
  const [file, proofs] = [await from.get(`/log/books/${name}`), await from.get(`/log/books/${name}/proofs`)]
  const hashes = [hex(await sha256(file)), hex(await sha256(proofs))]
  hold(hashes[0] === said.keys && hashes[1] === said.proofs, 'book_files', place, { book: name })
  const book = await parseBook(text(file)).catch(() => undefined)
  hold(book?.origin === origin && book.name === name && String(book.slots) === said.slots, 'book_files', place, { book: name })
  hold(await proves(text(proofs), book).catch(() => false), 'book_proofs', place, { book: name })
  for (const k of book.keys) {
    const id = hex(await keyId(k.modulus))
    hold(!ring.has(id), 'book_files', place, { book: name })
    const digest = hex(await sha256(await challenge(origin, name, k)))
    ring.set(id, { book: name, slot: k.slot, purpose: k.purpose, challenge: digest, key: await importKey(k.modulus) })
  }
}

/** Whether x to the power e permutes the units of every modulus, so that no key can mark a pass (docs/protocol.md, Book). */
async function proves(file: string, book: Book): Promise<boolean> {
  const lines = file.split('\n')
  const head = ['roundrobin/v1 proofs', book.origin, book.name, `${book.slots}`]
  if (lines.slice(0, 4).join('\n') !== head.join('\n') || lines.length !== book.keys.length + 5 || lines.at(-1)) return false
  for (const [i, key] of book.keys.entries()) {
    if (!(await provesKey(lines[i + 4]!.split(' '), key))) return false
  }
  return true
}

async function provesKey(roots: string[], { modulus }: BookKey): Promise<boolean> {
  const n = os2ip(modulus)
  const seed = await sha256(concat(utf8('roundrobin/v1 permutation\0'), modulus))
  if (roots.length !== ROOTS) return false
  for (const [i, root] of roots.entries()) {
    const parts = Array.from({ length: 9 }, (_, c) => sha256(concat(seed, i2osp(BigInt(i), 4), i2osp(BigInt(c), 4))))
    const value = os2ip(concat(...(await Promise.all(parts))).slice(0, KEY_SIZE + 16)) % n
    const bytes = unb64url(root)
    if (bytes.length !== KEY_SIZE || os2ip(bytes) >= n || powE(os2ip(bytes), n) !== value) return false
  }
  return true
}

/** The key under which an act's pass was stamped. Throws an Untrue if there is none, or pass or statement are forged. */
export async function verifyAct(ring: Ring, act: Act, place: number): Promise<Key> {
  const input = act.pass.slice(0, INPUT_SIZE)
  const key = ring.get(hex(input.slice(66)))
  hold(key && key.purpose === purposeOf(act.kind) && key.challenge === hex(input.slice(34, 66)), 'pass', place)
  const [stamped, said] = await Promise.all([
    crypto.subtle.verify(PSS, key.key, act.pass.slice(INPUT_SIZE), input),
    verify(act.signature, utf8(act.statement), input.slice(2, 34)),
  ])
  hold(stamped, 'pass', place)
  hold(said, 'statement', place)
  return key
}

export const boothKeyOf = (act: Act): string => hex(act.pass.slice(2, 34))
