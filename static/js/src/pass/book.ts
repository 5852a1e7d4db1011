// A whole book: all its requests made in one go, all its passes checked in one go.
import { getPublicKeyAsync } from '@noble/ed25519'
import { b64url, concat, unb64url, type Bytes } from '../bytes'
import { KEY_SIZE } from './blind'
import type { Book, Place } from './keyfile'
import { finish, prepare, type Prepared } from './pass'
import { nameKey, type Root } from './seed'

/** One entry of "books" in the request to the desk. The same seed always makes the same one. */
export type BookRequest = { book: string; name_key: string; requests: string }
export type PreparedBook = { book: Book; passes: Prepared[]; request: BookRequest }
export type Pass = Place & { origin: string; book: string; token: Bytes }

export async function prepareBook(root: Root, book: Book): Promise<PreparedBook> {
  const passes = await Promise.all(book.keys.map(key => prepare(root, book.origin, book.name, key)))
  const name = await getPublicKeyAsync(await nameKey(root, book.origin, book.name))
  const requests = b64url(concat(...passes.map(p => p.blinded.message)))
  return { book, passes, request: { book: book.name, name_key: b64url(name), requests } }
}

/** The passes whose signatures verify; what does not is left out. Throws if the answer has another length than it must. */
export async function finishBook({ book, passes }: PreparedBook, signatures: string): Promise<Pass[]> {
  const all = unb64url(signatures)
  if (all.length !== passes.length * KEY_SIZE) throw new RangeError('not one signature for each pass')
  const done = await Promise.allSettled(passes.map((p, i) => finish(p, all.slice(i * KEY_SIZE, (i + 1) * KEY_SIZE))))
  return done.flatMap((r, i) => {
    const { slot, purpose } = passes[i]!
    return r.status === 'fulfilled' ? [{ origin: book.origin, book: book.name, slot, purpose, token: r.value }] : []
  })
}
