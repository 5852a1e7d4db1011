// What the wallet has caught the site at, with the papers that prove it to anybody. It stays until this device forgets everything.
import type { Act } from '../act'
import { text } from '../bytes'
import { all, write } from '../store'
import { Fork } from './note'

/**
 * forked: two checkpoints, both signed by the log, that cannot both be true. shrunk: the second has fewer lines, which an old copy would
 * have, too. broken: an act with its promise, as the program recount takes it (--promise).
 */
export type Alarm = { id: 'alarm'; kind: 'forked' | 'shrunk' | 'broken'; papers: string[] }

/** The first alarm is kept; a fork, which needs no more than the papers themselves, replaces any other. */
export async function raise(alarm: Alarm): Promise<void> {
  const [before] = await all('alarm')
  if (!before || (before.kind !== 'forked' && alarm.kind === 'forked')) await write(['alarm'], table => table('alarm').put(alarm))
}

export const forkAlarm = ({ before, now }: Fork): Alarm => ({ id: 'alarm', kind: sizeOf(now) < sizeOf(before) ? 'shrunk' : 'forked', papers: [before, now] })

const sizeOf = (checkpoint: string) => Number(checkpoint.split('\n')[1])

const ACT_LINES = 10

/** The act as it should stand in the ledger, an empty line, and the promise that it would. */
export function brokenAlarm(act: Act): Alarm {
  const lines = text(act.handed.slice(0, nthLine(act.handed, ACT_LINES)))
  return { id: 'alarm', kind: 'broken', papers: [`${lines}\n${act.promise!.note}`] }
}

function nthLine(bytes: Uint8Array, n: number): number {
  let at = 0
  while (n-- > 0) at = bytes.indexOf(10, at) + 1
  return at
}
