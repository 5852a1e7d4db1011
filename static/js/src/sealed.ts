// Finds this wallet's acts in the ledger, by the files of sealed keys that every wallet fetches: all days that it lacks, and today's
// again when it has grown. So nobody can tell from a request which key was looked for.
import { keyPrefix, nowCounted, saidElsewhere, type Act } from './act'
import { hex } from './bytes'
import type { Now } from './now'
import { all, write, type Day } from './store'

const ENTRY = 8 // bytes of each key

/** Reports whether anything was counted. Days that cannot be had now are asked for with the next look. */
export async function findSealed(now: Now): Promise<boolean> {
  const known = new Map((await all('days')).map(d => [d.day, d]))
  const grown = now.keys.filter(k => k.acts > (known.get(k.day)?.acts ?? 0))
  const ours = new Set((await all('passes')).map(keyPrefix))
  for (const { day } of grown) {
    const read = await readDay(day, ours)
    if (!(await all('seed')).length) return false // this browser was made to forget meanwhile
    known.set(day, read)
    await write(['days'], table => table('days').put(read))
  }
  return count([...known.values()], now)
}

async function readDay(day: string, ours: Set<string>): Promise<Day> {
  const r = await fetch(`/log/keys/${day}`, { credentials: 'omit', cache: 'no-cache' })
  if (!r.ok) throw new Error('no keys of that day')
  return dayOf(day, new Uint8Array(await r.arrayBuffer()), ours)
}

/** Throws unless the file is whole entries. */
export function dayOf(day: string, file: Uint8Array, ours: Set<string>): Day {
  if (file.length % ENTRY) throw new RangeError('cut short')
  const found: Record<string, number> = {}
  for (let at = 0; at < file.length; at += ENTRY) {
    const key = hex(file.subarray(at, at + ENTRY))
    if (ours.has(key)) found[key] = (found[key] ?? 0) + 1
  }
  return { day, acts: file.length / ENTRY, ours: found }
}

/** Writes down what is counted by now: what was said here, and what was said elsewhere with the same seed. */
async function count(days: Day[], now: Now): Promise<boolean> {
  const [acts, passes] = await Promise.all([all('acts'), all('passes')])
  days.sort((a, b) => (a.day < b.day ? -1 : 1))
  const daysOf = (key: string) => days.flatMap(d => Array<string>(d.ours[key] ?? 0).fill(d.day))
  const counted = nowCounted(acts, key => daysOf(key).length)
  const found: Act[] = []
  for (const pass of passes) {
    const petition = now.petitions.find(p => p.book === pass.book && p.slot === pass.slot && pass.purpose !== 'draft')
    if (petition) found.push(...saidElsewhere([...acts, ...found], pass, petition, daysOf(keyPrefix(pass))))
  }
  if (!counted.length && !found.length) return false
  await write(['acts'], table => {
    counted.forEach(a => table('acts').change(a.id, b => ({ ...b, state: 'counted' })))
    found.forEach(a => table('acts').put(a))
  })
  return true
}
