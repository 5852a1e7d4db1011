// The key file of a book: every public key that its passes verify under, in the order of everything made for a whole book.
import { b64url, hex, sha256, unb64url, utf8, type Bytes } from '../bytes'
import { KEY_SIZE } from './blind'

export type Purpose = 'sign' | 'voice' | 'draft'
/** Slots and draft places are numbered from 1. */
export type Place = { slot: number; purpose: Purpose }
export type BookKey = Place & { modulus: Bytes }
export type Book = { origin: string; name: string; slots: number; keys: BookKey[]; hash: string /* of the file, hex */ }

const DRAFT_PLACES = 4
const MAX_SLOTS = 512

/** Reads a key file. Throws on any byte that its writer would not have written. */
export async function parseBook(file: string): Promise<Book> {
  const [kind, origin, name, count, ...lines] = file.split('\n')
  const slots = Number(count)
  if (kind !== 'roundrobin/v1 book' || !origin || !name || !(slots >= 1 && slots <= MAX_SLOTS)) throw new TypeError('not a key file')
  const keys = places(slots).map((place, i) => keyOf(place, lines[i] ?? ''))
  const again = [kind, origin, name, slots, ...keys.map(k => `${k.slot} ${k.purpose} ${b64url(k.modulus)}`), ''].join('\n')
  if (again !== file) throw new TypeError('not a key file as it is written')
  return { origin, name, slots, keys, hash: hex(await sha256(utf8(file))) }
}

export function places(slots: number): Place[] {
  const numbered = (n: number, purposes: Purpose[]) =>
    Array.from({ length: n }, (_, i) => purposes.map(purpose => ({ slot: i + 1, purpose }))).flat()
  return [...numbered(slots, ['sign', 'voice']), ...numbered(DRAFT_PLACES, ['draft'])]
}

function keyOf(place: Place, line: string): BookKey {
  const modulus = unb64url(line.split(' ')[2] ?? '')
  const proper = modulus.length === KEY_SIZE && modulus[0]! >= 0x80 && modulus[KEY_SIZE - 1]! & 1
  if (!proper) throw new TypeError('not an odd modulus of 2,048 bits')
  return { ...place, modulus }
}
