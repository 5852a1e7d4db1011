// What organizers read of their drafts, by envelope: asked for here, answered into the store. It holds no view of what it carries.
import { text } from './bytes'
import type { Cargo } from './envelope/beat'
import type { Response } from './envelope/bhttp'
import { all, write } from './store'

/** A question, and its last answer. Answers stay when the same is asked again. */
export type Reading = {
  path: string
  petition: string
  signed: string // the authorization of the day on which it was asked
  asked?: number // ms since 1970, on this device; undefined: answered, and not asked again
  tries: number
  status?: number
  body?: string // JSON
}

export const nextReading = (readings: Reading[], busy: Set<string>): Reading | undefined =>
  readings.filter(r => r.asked && !busy.has(r.path)).sort((a, b) => a.tries - b.tries || a.asked! - b.asked!)[0]

export function toRead(r: Reading, changed: () => void): Cargo {
  const settle = (by: Partial<Reading>) => write(['readings'], table => table('readings').change(r.path, now => ({ ...now, ...by }))).then(changed)
  return {
    id: r.path,
    request: { method: 'GET', path: r.path, fields: [['authorization', r.signed]] },
    lost: () => settle({ tries: r.tries + 1 }),
    answered: (a: Response) => settle({ asked: undefined, tries: 0, status: a.status, body: text(a.body) }),
  }
}

/** The answer to a question, if there is one that is no refusal. */
export async function answerTo<T>(path: string): Promise<T | undefined> {
  const r = (await all('readings')).find(x => x.path === path)
  return r?.status === 200 ? JSON.parse(r.body!) : undefined
}
