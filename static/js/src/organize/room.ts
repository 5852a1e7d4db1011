// The room in which organizers work: what this device knows, looked at anew whenever it changes, and the two things that can be done in
// it: say and ask. Both only write into the store; the beat of whatever tab takes it from there, in envelopes like all others.
import { getPublicKeyAsync, signAsync } from '@noble/ed25519'
import { actOf, keyPrefix, nextN, nextSeq, type Act } from '../act'
import { b64url, hex, text, unb64url, utf8, type Bytes } from '../bytes'
import { device } from '../kept'
import type { Now } from '../now'
import type { Pass } from '../pass/book'
import { boothKey } from '../pass/pass'
import type { Root } from '../pass/seed'
import { handOf, organizerSecret, type OrganizersKind } from '../pass/statement'
import type { Reading } from '../reading'
import { root } from '../recovery/seed'
import { all, write } from '../store'
import { contentJSON, petitionId, readContent, versionBodies, type Content, type Paper } from './paper'
import { overviewPath, partPath, type Overview } from './overview'

const NO_TEXT = '0'.repeat(64)
const PLACES = 3 // draft passes of a book that can open a draft
const LOCAL = 'rr.paper.' // what was typed a moment ago: local storage alone writes at once
const OFTEN = 15_000 // ms between two looks at a draft that is open
const SOON = 4_000 // where something was promised that the last look did not show

/** All that this device knows, as of one moment. */
export type Look = { now: Now; papers: Paper[]; acts: Act[]; passes: Pass[]; readings: Map<string, Reading> }

const news = new BroadcastChannel('wallet')
let here = (): unknown => undefined
/** The store has changed: other tabs, the other script and this one look again. Not awaited: who draws may say so. */
const tell = (): void => {
  news.postMessage(null)
  here()
}

export async function look(now: Now): Promise<Look> {
  const [papers, acts, passes, readings] = await Promise.all([all('papers'), all('acts'), all('passes'), all('readings')])
  return {
    now, acts,
    papers: papers.map(typedLast).sort((a, b) => b.edited - a.edited),
    passes: passes.filter(p => p.origin === now.origin && p.purpose === 'draft'),
    readings: new Map(readings.map(r => [r.path, r])),
  }
}

/** Calls when the store has changed, in whatever tab. */
export function onChange(work: () => unknown): void {
  here = work
  news.addEventListener('message', work)
}

// ── what is typed ──

type Typed = { text: Content; edited: number }

/** Keeps what is typed, at once; putPaper then writes it into the store. */
export function noteTyped(id: string, text: Content): void {
  const typed: Typed = { text, edited: Date.now() }
  device.setItem(LOCAL + id, JSON.stringify(typed))
}

function typedLast(p: Paper): Paper {
  const typed: Typed | null = JSON.parse(device.getItem(LOCAL + p.id) ?? 'null')
  return typed && typed.edited > p.edited ? { ...p, ...typed } : p
}

/** Changes a paper; what was typed meanwhile goes along, unless the change says what the text is. */
export async function changePaper(id: string, by: (p: Paper) => Partial<Paper>): Promise<void> {
  await write(['papers'], table => table('papers').change(id, p => {
    const now = typedLast(p)
    return { ...now, ...by(now) }
  }))
  device.removeItem(LOCAL + id)
  tell()
}

export async function putPaper(p: Paper): Promise<void> {
  await write(['papers'], table => table('papers').put(p))
  tell()
}

// ── who this wallet is to a petition ──

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

async function byOf(l: Look, p: Paper) {
  if (!p.pass) return { origin: l.now.origin, petition: p.id, key: hex(unb64url(p.key).slice(0, 8)) }
  const pass = passOf(l, p)
  if (!pass) throw new Error('the pass is gone')
  return pass
}

// ── saying ──

export type Saying = { kind: OrganizersKind; body: Bytes | string; text?: string }

/** Makes acts that follow each other, and keeps them all or none. The same wish is made once. */
export async function say(l: Look, paper: Paper, wish: string, sayings: Saying[], change?: Partial<Paper>): Promise<void> {
  await navigator.locks.request('organize', async () => {
    const acts = await all('acts')
    if (acts.some(a => a.wish === wish && a.state !== 'refused')) return
    const [by, r] = [await byOf(l, paper), await root()]
    const key = 'token' in by ? keyPrefix(by) : by.key
    const known = overviewOf(l, paper.id)?.seq ?? 0
    const [first, n] = [Math.max(nextSeq(acts, key, '-', 'draft'), known + 1), nextN(acts)]
    const made = await Promise.all(sayings.map(({ kind, body, text }, i) =>
      actOf(r, by, {
        ...{ kind, petition: paper.id, text: text ?? NO_TEXT, title: paper.text?.title ?? '', day: l.now.day, subject: '-', wish },
        ...{ body: typeof body === 'string' ? utf8(body) : body, n: n + i, seq: first + i },
      })))
    await write(['acts', 'papers'], table => {
      made.forEach(a => table('acts').put(a))
      if (change) table('papers').change(paper.id, p => ({ ...p, ...change }))
    })
  })
  tell()
}

/** Hands in what is written as a version. */
export async function save(l: Look, paper: Paper): Promise<void> {
  const content = paper.text
  if (!content) return
  const { id, bodies } = await versionBodies(paper.base, content)
  const handed = { id, content, base: paper.base }
  await say(l, paper, id, bodies.map(body => ({ kind: 'draft', body })), { handed, base: id, saved: contentJSON(content) })
}

// ── asking ──

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

const read = <T>(l: Look, path: string): T | undefined => {
  const r = l.readings.get(path)
  return r?.status === 200 && r.body ? JSON.parse(r.body) : undefined
}
export const answer = read

/** What the booth refused to tell, as a code: draft_missing, organizer_gone … */
export function refusal(l: Look, path: string): string | undefined {
  const r = l.readings.get(path)
  if (r?.status === undefined || r.status === 200) return undefined
  try {
    return JSON.parse(r.body!).refusal
  } catch {
    return undefined
  }
}

export const overviewOf = (l: Look, id: string): Overview | undefined => read<Overview>(l, overviewPath(id))

/** A version's content, once all its parts were read; asks for what is missing. */
export async function contentOf(l: Look, paper: Paper, number: number): Promise<Content | undefined> {
  type Part = { parts: number; data: string }
  const first = read<Part>(l, partPath(paper.id, number, 1))
  if (!first) return void (await askOnce(l, paper, partPath(paper.id, number, 1)))
  const parts = Array.from({ length: first.parts }, (_, i) => read<Part>(l, partPath(paper.id, number, i + 1)))
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

// ── what this wallet said ──

/** Acts of this wallet about a petition, the newest last. */
export const saidOf = (l: Look, paper: Paper, kind?: string): Act[] =>
  l.acts.filter(a => a.petition === paper.id && (!kind || a.kind === kind) && a.key === hex(unb64url(paper.key).slice(0, 8))).sort((a, b) => a.n - b.n)

/** On its way, or promised since the booth was last asked: what it told then knows nothing of it. */
export const isUnseen = (l: Look, paper: Paper, a: Act): boolean =>
  a.state === 'waiting' || (a.state === 'promised' && a.seq > (overviewOf(l, paper.id)?.seq ?? 0))

export const isWaiting = (l: Look, paper: Paper, kind: string): boolean => saidOf(l, paper, kind).some(a => isUnseen(l, paper, a))
