// Who this wallet is to a petition: by a draft pass, or, for somebody who was invited, from the seed alone.
import { getPublicKeyAsync } from '@noble/ed25519'
import { b64url, hex, unb64url } from '../bytes'
import type { Now } from '../now'
import type { Pass } from '../pass/book'
import { boothKey } from '../pass/pass'
import type { Root } from '../pass/seed'
import { organizerSecret } from '../pass/statement'
import { petitionId, type Content, type Paper } from './paper'
import type { Look } from './room'

const PLACES = 3 // draft passes of a book that can open a draft

type Place = { pass: Pass; id: string }

/** The draft passes of live books, with the petition that each can open or has opened. */
export const places = async ({ now, passes }: Look): Promise<Place[]> =>
  Promise.all(passes
    .filter(p => p.slot <= PLACES && now.books.some(b => b.book === p.book))
    .sort((a, b) => Number(b.book === now.book) - Number(a.book === now.book) || a.slot - b.slot)
    .map(async pass => ({ pass, id: await petitionId(now.origin, boothKey(pass.token)) })))

const passOf = (l: Look, p: Paper): Pass | undefined => l.passes.find(x => x.book === p.pass?.book && x.slot === p.pass.slot)

export function paperOf(place: Place, content: Content | undefined): Paper {
  const { pass: { book, slot, token }, id } = place
  return { id, pass: { book, slot }, key: b64url(boothKey(token)), base: '-', edited: Date.now(), ...(content && { text: content }) }
}

/** For somebody who is invited: from the seed alone, so that it is the same on every device. */
export async function invitedPaper(now: Now, r: Root, id: string): Promise<Paper> {
  const secret = await organizerSecret(r, { origin: now.origin, petition: id })
  return { id, key: b64url(await getPublicKeyAsync(secret)), base: '-', edited: Date.now() }
}

export async function byOf(l: Look, p: Paper) {
  if (!p.pass) return { origin: l.now.origin, petition: p.id, key: hex(unb64url(p.key).slice(0, 8)) }
  const pass = passOf(l, p)
  if (!pass) throw new Error('the pass is gone')
  return pass
}
