// What the stands of a page are drawn from, and what they can ask for.
import { isBroken, type Act } from './act'
import type { Alarm } from './ledger/alarm'
import type { Now, Petition } from './now'
import type { Pass } from './pass/book'
import type { Name } from './pass/name'
import type { Kind } from './pass/statement'
import type { Kept } from './recovery/seed'

/** What this wallet holds and the site's public state, as of one moment. Belongs to nobody: never changed, only replaced. */
export type Holding = {
  now: Now
  passes: Pass[]
  acts: Act[]
  marks?: Set<string> // that this page's own voice can have
  code?: 'open' | Kept // of the recovery code; undefined without a seed
  lied?: boolean // the site was caught at a lie
  alarm?: Alarm
  receipts?: Map<string, string> // of acts that stand in the ledger, by their ids
  organizes?: Set<string> // petitions that this wallet organizes
  names?: Record<string, Name> // by book: what would be public of somebody who signs by name
}

/** Says something with a pass. It is noted before this returns, and on disk when the promise keeps; it then goes with the beat. */
export type Say = (p: Petition, pass: Pass, kind: Kind, subject: string, body: string) => Promise<void>

/** Draws one stand. */
export type Draw = (h: Holding) => unknown

export function passFor(h: Holding, p: Petition, purpose: 'sign' | 'voice'): Pass | undefined {
  return h.passes.find(x => x.origin === h.now.origin && x.book === p.book && x.slot === p.slot && x.purpose === purpose)
}

/** Where an act stands, as the pages call it. */
export const pageState = (a: Act, today: string): string => (isBroken(a, today) ? 'broken' : a.state === 'waiting' ? 'handing' : a.state)
