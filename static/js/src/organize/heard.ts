// What is known of a petition without asking: what the booth answered last, and what this wallet said.
import type { Act } from '../act'
import { hex, unb64url } from '../bytes'
import { overviewPath, type Overview } from './overview'
import type { Paper } from './paper'
import type { Look } from './room'

/** What the booth answered when it was last asked. */
export const answer = <T>(l: Look, path: string): T | undefined => {
  const r = l.readings.get(path)
  return r?.status === 200 && r.body ? JSON.parse(r.body) : undefined
}

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

export const overviewOf = (l: Look, id: string): Overview | undefined => answer<Overview>(l, overviewPath(id))

/** Acts of this wallet about a petition, the newest last. */
export const saidOf = (l: Look, paper: Paper, kind?: string): Act[] =>
  l.acts.filter(a => a.petition === paper.id && (!kind || a.kind === kind) && a.key === hex(unb64url(paper.key).slice(0, 8))).sort((a, b) => a.n - b.n)

/** On its way, or promised since the booth was last asked: what it told then knows nothing of it. */
export const isUnseen = (l: Look, paper: Paper, a: Act): boolean =>
  a.state === 'waiting' || (a.state === 'promised' && a.seq > (overviewOf(l, paper.id)?.seq ?? 0))

export const isWaiting = (l: Look, paper: Paper, kind: string): boolean => saidOf(l, paper, kind).some(a => isUnseen(l, paper, a))
