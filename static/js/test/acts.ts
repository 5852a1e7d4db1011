// Made-up acts, passes and petitions for tests of rules.
import type { Act } from '../src/act'
import type { Holding } from '../src/holding'
import type { Petition } from '../src/now'
import type { Pass } from '../src/pass/book'

let n = 0

export function act(a: Partial<Act>): Act {
  n++
  return {
    kind: 'signature', petition: 'p', text: '00', subject: '-', seq: 1, body: new Uint8Array(), id: `act${n}`, n, title: 'A title', day: '2026-11-23',
    pass: { book: '2026Q4', slot: 1, purpose: 'sign' }, key: 'k', handed: new Uint8Array(), wish: '', state: 'waiting', tries: 0, ...a,
  }
}

export const petition = (p: Partial<Petition> = {}): Petition => ({
  id: 'p', title: 'A title', ask: 'An ask', state: 'open', count: 3, goal: 25, book: '2026Q4', slot: 1, text: '00', frozen: '2026-11-01', closes: '2027-02-01', sign: true, voice: true, ...p,
})

export const pass = (p: Partial<Pass> = {}): Pass => ({ origin: 'o.example', book: '2026Q4', slot: 1, purpose: 'sign', token: new Uint8Array(354), ...p })

export const holding = (h: { petitions?: Petition[]; passes?: Pass[]; acts?: Act[] }): Holding => ({
  now: { origin: 'o.example', day: '2026-11-23', size: 9, holders: 100, book: '2026Q4', books: [], keys: [], petitions: h.petitions ?? [petition()] },
  passes: h.passes ?? [pass(), pass({ purpose: 'voice' })],
  acts: h.acts ?? [],
})
