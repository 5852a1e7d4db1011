// Asking the booth about a draft, by one of the next envelopes.
import { getPublicKeyAsync, signAsync } from '@noble/ed25519'
import { b64url, text, unb64url, utf8, type Bytes } from '../bytes'
import { handOf } from '../pass/statement'
import type { Reading } from '../reading'
import { root } from '../recovery/seed'
import { write } from '../store'
import { answer, isUnseen, saidOf } from './heard'
import { overviewPath, partPath } from './overview'
import { readContent, type Content, type Paper } from './paper'
import { byOf } from './place'
import { tell, type Look } from './room'

const OFTEN = 15_000 // ms between two looks at a draft that is open
const SOON = 4_000 // where something was promised that the last look did not show

/** Asks the booth, by one of the next envelopes; what it said before stays until it says something else. */
export async function ask(l: Look, paper: Paper, path: string): Promise<void> {
  if (l.readings.get(path)?.asked) return
  const { secret } = await handOf(await root(), await byOf(l, paper))
  await askWith(l, paper.id, path, secret)
}

export async function askWith(l: Look, petition: string, path: string, secret: Bytes): Promise<void> {
  const key = b64url(await getPublicKeyAsync(secret))
  const statement = utf8(['roundrobin/v1 reading', l.now.origin, path, l.now.day, ''].join('\n'))
  const signed = `organizer ${key} ${b64url(await signAsync(statement, secret))}`
  const was = l.readings.get(path)
  const reading: Reading = { ...was, path, petition, signed, asked: Date.now(), tries: 0 }
  l.readings.set(path, reading)
  await write(['readings'], table => table('readings').put(reading))
  tell()
}

/** When each draft was last asked about by this page. */
const looked = new Map<string, number>()

/** Looks at a draft again, not too often. */
export async function keepLooking(l: Look, paper: Paper, pause = OFTEN): Promise<void> {
  const now = performance.now()
  const often = saidOf(l, paper).some(a => a.state === 'promised' && isUnseen(l, paper, a)) ? SOON : pause
  if (now - (looked.get(paper.id) ?? -Infinity) < often || document.hidden) return
  looked.set(paper.id, now)
  await ask(l, paper, overviewPath(paper.id))
}

/** Something was answered: what the booth tells now is new. */
export const lookSoon = (id: string): void => void looked.delete(id)

/** A version's content, once all its parts were read; asks for what is missing. */
export async function contentOf(l: Look, paper: Paper, number: number): Promise<Content | undefined> {
  type Part = { parts: number; data: string }
  const first = answer<Part>(l, partPath(paper.id, number, 1))
  if (!first) return void (await askOnce(l, paper, partPath(paper.id, number, 1)))
  const parts = Array.from({ length: first.parts }, (_, i) => answer<Part>(l, partPath(paper.id, number, i + 1)))
  for (const [i, part] of parts.entries()) if (!part) await askOnce(l, paper, partPath(paper.id, number, i + 1))
  if (!parts.every(p => !!p)) return undefined
  return readContent(text(join(parts.map(p => unb64url(p!.data)))))
}

const askOnce = async (l: Look, paper: Paper, path: string) => {
  if (l.readings.get(path)?.status === undefined) await ask(l, paper, path)
}

function join(parts: Bytes[]): Bytes {
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0))
  let at = 0
  for (const p of parts) out.set(p, (at += p.length) - p.length)
  return out
}
