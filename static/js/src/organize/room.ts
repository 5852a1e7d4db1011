// The room in which organizers work: what this device knows, looked at anew whenever it changes. Here it only reads and writes the store; what
// is said and asked stands in say.ts and ask.ts, and the beat of whatever tab takes it from there, in envelopes like all others.
import type { Act } from '../act'
import { device } from '../kept'
import type { Now } from '../now'
import type { Pass } from '../pass/book'
import type { Reading } from '../reading'
import { all, write } from '../store'
import type { Content, Paper } from './paper'

const LOCAL = 'rr.paper.' // what was typed a moment ago: local storage alone writes at once

/** All that this device knows, as of one moment. */
export type Look = { now: Now; papers: Paper[]; acts: Act[]; passes: Pass[]; readings: Map<string, Reading> }

const news = new BroadcastChannel('wallet')
let here = (): unknown => undefined
/** The store has changed: other tabs, the other script and this one look again. Not awaited: who draws may say so. */
export const tell = (): void => {
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
