// /now.json: the public state of the site, the same for everyone. Every visible tab asks for it, with or without passes, at the same pace.
import { sleep, whileVisible } from './clock'
import { get } from './get'

export type Petition = {
  id: string
  title: string
  ask: string
  state: string
  count: number
  goal: number
  book: string
  slot: number
  text: string // SHA-256 of the frozen text, hex
  frozen: string // the day on which that text was frozen, or ""
  closes: string
  sign: boolean // may be signed
  voice: boolean // may be commented on
  round?: string // of a round: the program that it asks about
}
export type Now = {
  origin: string
  day: string
  size: number
  holders: number
  book: string
  books: { book: string; slots: number }[]
  keys: { day: string; acts: number }[]
  petitions: Petition[]
}

/** Milliseconds to the next look for a page of this age in milliseconds. */
export const interval = (age: number): number => (age < 600_000 ? 10_000 : 60_000)

/** Asks at once and then for as long as the tab is visible. A failed look is passed over. */
export function watchNow(told: (now: Now) => unknown): void {
  whileVisible(async stop => {
    while (!stop.aborted) {
      await readNow().then(told).catch(() => {})
      await sleep(interval(performance.now()), stop)
    }
  })
}

export async function readNow(): Promise<Now> {
  return (await get('/now.json')).json()
}

export const petitionOf = (now: Now, id: string | undefined): Petition | undefined => now.petitions.find(p => p.id === id)
