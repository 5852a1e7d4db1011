// The list of all that this wallet writes and organizes, and the beginning of something new.
import type { Row, Stand } from '../stand/stand'
import { nearest } from './near'
import { blankContent, isDirty, MOST, type Paper } from './paper'
import { overviewPath, standing } from './overview'
import { ask } from './ask'
import { overviewOf, refusal, saidOf } from './heard'
import { paperOf, places } from './place'
import { putPaper, type Look } from './room'
import { here } from '../tongue'

/** The state as its organizers see it: the booth's word, or draft for what it knows nothing of yet. */
export function lifeOf(l: Look, p: Paper): string {
  if (['organizer_gone'].includes(refusal(l, overviewPath(p.id)) ?? '')) return 'gone'
  return overviewOf(l, p.id)?.state ?? 'draft'
}

export function drawDrafts(stand: Stand, l: Look): void {
  stand.rows('papers', l.papers.map(p => rowOf(l, p)))
  stand.root.querySelectorAll('[data-rows=papers] > li').forEach((row, i) => leadTo(row, l.papers[i]!.id))
  stand.show(l.papers.length ? 'some' : l.passes.length ? 'empty' : 'none')
}

/** The public pages about a petition. */
export function leadTo(within: Element, id: string): void {
  for (const a of within.querySelectorAll<HTMLAnchorElement>('[data-page]')) a.href = here(`/petitions/${id}${a.dataset.page && `/${a.dataset.page}`}`)
}

function rowOf(l: Look, p: Paper): Row {
  const [o, life] = [overviewOf(l, p.id), lifeOf(l, p)]
  const s = standing(o)
  const is = [life]
  if (saidOf(l, p, 'draft').some(a => a.state === 'waiting')) is.push('handing')
  else if (isDirty(p)) is.push('here')
  else if (o) is.push(o.organizers.length > 1 ? 'together' : 'alone')
  if (life === 'draft' && s && s.id !== p.base && (p.number ?? 0) < s.number) is.push('newer')
  const known = l.now.petitions.find(x => x.id === p.id)
  if (known) is.push('public', known.state === 'gathering' ? 'sponsoring' : 'figures')
  const figures = known && { count: known.count.toLocaleString(lang()), goal: known.goal.toLocaleString(lang()), which: `: ${known.title}` }
  const fill = { ...figures, title: p.text?.title.trim() || known?.title || untitled(), ask: p.text?.ask.trim() || known?.ask || '', organizers: `${o?.organizers.length ?? 1}` }
  return { is, fill, href: life === 'draft' ? `#/draft/${p.id}` : `#/organize/${p.id}` }
}

export const untitled = (): string => document.querySelector<HTMLElement>('[data-untitled]')!.dataset.untitled!

/** Drafts that another device opened with the same passes: asked for once by each page. */
const sought = new Set<string>()

export async function seekDrafts(l: Look): Promise<void> {
  for (const place of await places(l)) {
    if (l.papers.some(p => p.id === place.id)) continue
    const found = overviewOf(l, place.id)
    if (found) await putPaper(paperOf(place, undefined))
    else if (!sought.has(place.id)) await ask(l, paperOf(place, undefined), overviewPath(place.id))
    sought.add(place.id)
  }
}

// ── beginning ──

export function beginStand(stand: Stand, looking: () => Look | undefined): void {
  const box = stand.root.querySelector<HTMLInputElement>('[name=words]')!
  let beginning = false
  box.addEventListener('input', () => drawNear(stand, looking(), box.value))
  stand.on('begin', async () => {
    const l = looking()
    if (!l || beginning) return
    beginning = true
    await begin(l, box.value.trim()).finally(() => (beginning = false))
    box.value = ''
    drawNear(stand, l, '')
  })
}

async function begin(l: Look, words: string): Promise<void> {
  const place = await free(l)
  if (!place) return
  const content = { ...blankContent(document.documentElement.lang || 'en'), title: words.slice(0, MOST.title) }
  await putPaper(paperOf(place, content))
  location.replace(`#/draft/${place.id}`)
}

/** The first place with which nothing was begun; the booth's word counts, where it said something. */
const free = async (l: Look) => (await places(l)).find(x => !l.papers.some(p => p.id === x.id) && !overviewOf(l, x.id))

export async function drawBegin(stand: Stand, l: Look): Promise<void> {
  stand.show(!l.passes.length ? 'none' : (await free(l)) ? 'ready' : 'full')
  drawNear(stand, l, stand.root.querySelector<HTMLInputElement>('[name=words]')!.value)
}

/** The nearest petitions to some words, in their box. */
export function drawNear(stand: Stand, l: Look | undefined, words: string, but?: string): void {
  const box = stand.root.querySelector<HTMLElement>('[data-near]')
  if (!box || !l) return
  const found = nearest(words, l.now.petitions.filter(p => p.id !== but))
  stand.rows('near', found.map(p => ({
    is: [p.state], fill: { title: p.title, ask: p.ask, count: p.count.toLocaleString(lang()), goal: p.goal.toLocaleString(lang()) }, href: `/petitions/${p.id}`,
  })))
  box.hidden = !found.length
}

const lang = () => document.documentElement.lang || undefined
