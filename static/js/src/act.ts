// An act: something said with a pass, from the moment it is said until it is counted. Rules only; the store is elsewhere.
import { hex, type Bytes } from './bytes'
import type { Request } from './envelope/bhttp'
import type { Petition } from './now'
import type { Pass } from './pass/book'
import type { Place } from './pass/keyfile'
import { boothKey } from './pass/pass'
import type { Promised, Refusal } from './pass/promise'
import type { Root } from './pass/seed'
import { commentId, make, type Invited, type Kind, type Saying } from './pass/statement'

/** waiting: kept here, and handed in with every beat until answered. promised: the booth has it. counted: it stands in the ledger. */
export type State = 'waiting' | 'promised' | 'counted' | 'refused'

export type Act = Saying & {
  id: string // the leaf's hash, hex: the same bytes are the same act
  n: number // order on this device
  title: string // of the petition
  day: string // the site's day on which it was said
  wish: string // the name of the wish that it was made of
  pass: Place & { book: string }
  key: string // first 8 bytes of the booth key, hex, as the day files have them
  comment?: string // the id of a comment or a proposal
  handed: Bytes
  state: State
  tries: number
  promise?: Promised
  refusal?: Refusal
  elsewhere?: true // said on another device: what it said is not known here
  invited?: string // the site's origin, if an invited organizer says it: then the pass is none
}

/** What an act is made of. The rest follows from it, and from what was said before. */
export type Draft = Pick<Act, 'kind' | 'petition' | 'text' | 'title' | 'day' | 'subject' | 'body' | 'wish' | 'n' | 'seq'>

/** key is the first 8 bytes of an invited organizer's key, hex. */
export async function actOf(root: Root, by: Pass | (Invited & { key: string }), draft: Draft): Promise<Act> {
  const { kind, petition, text, title, day, subject, body, wish, n, seq } = draft
  const made = await make(root, by, draft)
  const pass = 'token' in by && by
  return {
    ...{ kind, petition, text, title, day, subject, body, wish, n, seq },
    id: hex(made.leaf),
    pass: pass ? { book: pass.book, slot: pass.slot, purpose: pass.purpose } : { book: '', slot: 0, purpose: 'draft' },
    key: pass ? keyPrefix(pass) : (by as { key: string }).key,
    ...(!pass && { invited: by.origin }),
    ...((kind === 'comment' || kind === 'proposal') && { comment: await commentId(made.statement) }),
    handed: made.handed,
    state: 'waiting',
    tries: 0,
  }
}

export const keyPrefix = (pass: Pass): string => hex(boothKey(pass.token).slice(0, 8))

/** Signatures by name and without count together. */
const counted = (subject: string): string => (subject === 'named' ? '-' : subject)

/** What can be said once of a subject. It counts apart from all else that is said of it. */
const ONCE: Kind[] = ['flag', 'appeal']

/** The next number under a key and subject. What was refused has used none. */
export function nextSeq(acts: Act[], key: string, subject: string, kind: Kind): number {
  if (ONCE.includes(kind)) return 1
  const said = acts.filter(a => a.key === key && counted(a.subject) === counted(subject) && a.state !== 'refused' && !ONCE.includes(a.kind))
  return 1 + Math.max(0, ...said.map(a => a.seq))
}

/** The number of the next act on this device. */
export const nextN = (acts: Act[]): number => 1 + Math.max(0, ...acts.map(a => a.n))

/** Which act goes next: the least often tried, never one whose forerunner under the same key still waits, none of the busy. */
export function nextOut(acts: Act[], busy: Set<string>): Act | undefined {
  const waiting = acts.filter(a => a.state === 'waiting').sort((a, b) => a.n - b.n)
  const first = waiting.filter((a, i) => waiting.findIndex(b => b.key === a.key) === i)
  return first.filter(a => !busy.has(a.id)).sort((a, b) => a.tries - b.tries || a.n - b.n)[0]
}

/** The private request that hands an act in: always the same bytes. */
export const requestOf = (a: Act): Request => ({ method: 'POST', path: `/petitions/${a.petition}/${a.kind}s`, body: a.handed })

/** Whether an act becomes a leaf. */
const leaves = (a: Act): boolean => ['signature', 'withdrawal', 'comment', 'edit', 'retraction', 'rating', 'pulse'].includes(a.kind) && a.state !== 'refused'

/** What a day's file of sealed keys says of one of our acts. */
export type Entry = { day: string; kind: Kind; subject: string; seq: number }

/** Kinds by the byte that they have in a day's file, from 1; 0x80 marks a signature by name. See models/pass/entry.go. */
const ENTRY_KINDS = ['signature', 'withdrawal', 'comment', 'edit', 'retraction', 'rating', 'pulse'] as const

/** Undefined for a kind that this wallet does not know. The subjects of edits are not in the file. */
export function entryOf(day: string, kind: number, seq: number): Entry | undefined {
  const name = ENTRY_KINDS[(kind & 0x7f) - 1]
  if (!name || name === 'edit' || name === 'retraction') return undefined
  return { day, kind: name, subject: kind & 0x80 ? 'named' : name === 'rating' ? 'response' : '-', seq }
}

/** The promised acts that are in the ledger by now: those of them whose leaves stand in its tree. An agreement has no leaf. */
export const nowCounted = (acts: Act[], standing: Set<string>): Act[] =>
  acts.filter(a => leaves(a) && a.state === 'promised' && standing.has(a.id))

/**
 * The acts that stand in the ledger under a pass and that this device does not know: they were said on another, or before the wallet was
 * recovered. What was sealed before the present text was frozen was said of an earlier one, whose hash nobody here knows.
 */
export function saidElsewhere(acts: Act[], pass: Pass, petition: Petition, sealed: Entry[]): Act[] {
  const key = keyPrefix(pass)
  const { book, slot, purpose } = pass
  return sealed.flatMap(({ day, kind, subject, seq }, i): Act[] => {
    if (acts.some(a => a.key === key && leaves(a) && a.seq === seq && counted(a.subject) === counted(subject))) return []
    const none = new Uint8Array()
    return [{
      ...{ kind, petition: petition.id, text: day < petition.frozen ? '' : petition.text, title: petition.title, day, subject, body: none, wish: '', n: nextN(acts) + i, seq },
      ...{ id: `${key} ${subject} ${seq}`, pass: { book, slot, purpose }, key, handed: none, state: 'counted', tries: 0, elsewhere: true },
    }]
  })
}

/** Promised, and not in the ledger two days after the last day of its seal. */
export function isBroken(a: Act, today: string): boolean {
  return leaves(a) && a.state === 'promised' && !!a.promise && Date.parse(today) - Date.parse(a.promise.by) >= 2 * 86_400_000
}

/** The last of some acts under one key about one subject. */
export const last = (acts: Act[]): Act | undefined =>
  acts.reduce<Act | undefined>((x, a) => (x && (x.seq > a.seq || (x.seq === a.seq && x.n > a.n)) ? x : a), undefined)
