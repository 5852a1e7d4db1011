// What is new since this device last looked: found here, from a file that is the same for everybody. Nothing is sent.
import type { Act } from '../act'
import { get } from '../get'
import { device } from '../kept'
import type { Now } from '../now'
import { dayWords, type Row, type Stand } from './stand'

/** /news.json: what happened in public to any petition, the latest day first. */
export type Piece = { id: string; day: string; petition: string; what: string; count: number; title: string }
export type News = { day: string; news: Piece[] }

export async function readNews(): Promise<News> {
  return (await get('/news.json')).json()
}

/** What this device had seen before `day`, and what it has seen by now. For as long as that day lasts, the same stays new. */
export type Seen = { day: string; last: string; before: string[]; now: string[] }
const SEEN = 'rr.seen'

/** Notes that this file was seen. Undefined on the first visit: then nothing is new, and from now on it is. */
export function see(was: Seen | undefined, file: News): Seen {
  const ids = file.news.map(p => p.id)
  if (!was) return { day: file.day, last: '', before: ids, now: ids }
  if (was.day === file.day) return { ...was, now: ids }
  return { day: file.day, last: was.day, before: was.now, now: ids }
}

/** What is new, petition by petition: those that were signed here first, then the latest; within one the latest first. */
export function newPieces(seen: Seen, file: News, signed: Set<string>): Piece[] {
  const known = new Set(seen.before)
  const fresh = file.news.filter(p => !known.has(p.id))
  const of = new Map<string, Piece[]>()
  for (const p of fresh) of.set(p.petition, [...(of.get(p.petition) ?? []), p])
  const groups = [...of.values()]
  return [...groups.filter(g => signed.has(g[0]!.petition)), ...groups.filter(g => !signed.has(g[0]!.petition))].flat()
}

export function drawNews(stand: Stand, file: News | undefined, now: Now, acts: Act[]): void {
  if (!file) return stand.show('idle')
  const was: Seen | undefined = JSON.parse(device.getItem(SEEN) ?? 'null') ?? undefined
  const seen = see(was, file)
  if (!document.querySelector('[data-stand=forget][data-state=gone]')) device.setItem(SEEN, JSON.stringify(seen))
  const signed = new Set(acts.filter(a => a.kind === 'signature' && a.state !== 'refused').map(a => a.petition))
  const fresh = newPieces(seen, file, signed)
  stand.fill('last', dayWords(seen.last || seen.day))
  stand.rows('news', fresh.map((p, i) => rowOf(p, fresh[i - 1], signed, now)))
  stand.show(fresh.length ? 'new' : seen.last ? 'none' : 'first')
}

function rowOf(p: Piece, before: Piece | undefined, signed: Set<string>, now: Now): Row {
  const first = p.petition !== before?.petition
  const title = now.petitions.find(x => x.id === p.petition)?.title ?? ''
  const count = p.count.toLocaleString(document.documentElement.lang || undefined)
  return {
    is: [p.what, ...(first ? ['first'] : []), ...(first && signed.has(p.petition) ? ['signed'] : [])],
    fill: { title, day: dayWords(p.day), count, said: p.title },
    href: `/petitions/${p.petition}`,
  }
}
