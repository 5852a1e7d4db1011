// Finds this wallet's acts in the ledger: its own by their leaves, in the tree that every wallet follows (ledger/follow.ts); those said elsewhere
// by the files of sealed keys that every wallet fetches, all days that it lacks, and today's again when it has grown. So nobody can tell
// from a request which key was looked for.
import { entryOf, isBroken, keyPrefix, nowCounted, saidElsewhere, type Act, type Entry } from './act'
import { hex } from './bytes'
import { get } from './get'
import { brokenAlarm, raise } from './ledger/alarm'
import { follow, standing } from './ledger/follow'
import type { Now } from './now'
import { all, write, type Day } from './store'

const ENTRY = 10 // bytes of each act: its key's first eight, kind, seq

let followed = 0 // lines, on this page

/** Follows the tree on every visit, and again when it has grown. Throws a Lie if the site shows another ledger than before. */
export async function look(now: Now): Promise<boolean> {
  if (followed !== now.size) {
    await follow(now.day)
    followed = now.size
  }
  const found = await findSealed(now)
  return (await findBroken(now.day)) || found
}

/** A promise whose day is over, though its leaf is nowhere in the tree. */
async function findBroken(day: string): Promise<boolean> {
  const [broken] = (await all('acts')).filter(a => isBroken(a, day))
  const raised = (await all('alarm')).length
  if (!broken || raised) return false
  await raise(brokenAlarm(broken))
  return true
}

/** Reports whether anything was counted. Days that cannot be had now are asked for with the next look. */
async function findSealed(now: Now): Promise<boolean> {
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
  const r = await get(`/log/keys/${day}`)
  return dayOf(day, new Uint8Array(await r.arrayBuffer()), ours)
}

/** Throws unless the file is whole entries. */
export function dayOf(day: string, file: Uint8Array, ours: Set<string>): Day {
  if (file.length % ENTRY) throw new RangeError('cut short')
  const found: Record<string, Entry[]> = {}
  for (let at = 0; at < file.length; at += ENTRY) {
    const key = hex(file.subarray(at, at + 8))
    const entry = ours.has(key) && entryOf(day, file[at + 8]!, file[at + 9]!)
    if (entry) (found[key] ??= []).push(entry)
  }
  return { day, acts: file.length / ENTRY, ours: found }
}

/** Writes down what is counted by now: what was said here, and what was said elsewhere with the same seed. */
async function count(days: Day[], now: Now): Promise<boolean> {
  const [acts, passes] = await Promise.all([all('acts'), all('passes')])
  days.sort((a, b) => (a.day < b.day ? -1 : 1))
  const sealed = (key: string) => days.flatMap(d => d.ours[key] ?? [])
  const counted = nowCounted(acts, await standing(acts))
  const found: Act[] = []
  for (const pass of passes) {
    const petition = now.petitions.find(p => p.book === pass.book && p.slot === pass.slot && pass.purpose !== 'draft')
    if (petition) found.push(...saidElsewhere([...acts, ...found], pass, petition, sealed(keyPrefix(pass))))
  }
  if (!counted.length && !found.length) return false
  await write(['acts'], table => {
    counted.forEach(a => table('acts').change(a.id, b => ({ ...b, state: 'counted' })))
    found.forEach(a => table('acts').put(a))
  })
  return true
}
