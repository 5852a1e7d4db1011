// The one script of every page. What it shows, the server has written; what it sends does not depend on what a person does, but for
// the desk and for links that are followed. See docs/protocol.md and stand/stand.ts.
import { carrier } from './carrier'
import { whileVisible } from './clock'
import './copying'
import { showCounts } from './counts'
import { Beat } from './envelope/beat'
import { isHidden } from './hidden'
import type { Draw, Holding, Say } from './holding'
import { receiptsOf } from './ledger/follow'
import { lied, watch } from './ledger/known'
import { watchNow, type Now } from './now'
import { nameIn, type Name } from './pass/name'
import { compose, keep, next } from './queue'
import { look } from './sealed'
import { alarmStands } from './stand/alarm'
import { deskStands } from './stand/desk'
import { offerStands } from './stand/offer'
import { signStands } from './stand/sign'
import { standsOf } from './stand/stand'
import { all, db, type Collected } from './store'
import * as wishes from './wish'

let now: Now | undefined
let draws: Draw[] = []
let drawing = Promise.resolve()
let beating = false
const news = new BroadcastChannel('wallet') // tells the other tabs that the store has changed
const beat = new Beat(busy => next(busy, changed), carrier(() => changed()), () => performance.now())

async function open(): Promise<void> {
  watchNow(told)
  if (!crypto.subtle) return // the page goes on as without a script
  try {
    await db()
  } catch {
    for (const name of ['passes', 'sign', 'comment', 'storage', 'desk']) standsOf(name).forEach(stand => stand.show('private', 'none'))
    return
  }
  news.onmessage = () => {
    void beat.prepare()
    void draw()
  }
  draws = [...signStands(say), ...alarmStands(), ...offerStands()]
  document.addEventListener('held-wanted', () => void draw())
  document.addEventListener('held-changed', () => void changed())
  deskStands()
  for (const name of wishes.open()) await fulfil(name).catch(() => {}) // left by a page that went too soon
  await draw()
}

async function told(fresh: Now): Promise<void> {
  now = fresh
  tellNow()
  void showCounts(fresh)
  await draw()
  if (beating) await lookForSealed(fresh)
}

/** The other script of the wallet's page asks nobody for the news: it hears them here. */
const tellNow = () => now && document.dispatchEvent(new CustomEvent('news', { detail: now }))
document.addEventListener('news-wanted', tellNow)

/** One tab looks; the others hear of what it found. */
async function lookForSealed(fresh: Now): Promise<void> {
  const found = await navigator.locks.request('sealed', { ifAvailable: true }, async lock => !!lock && (await watch(look(fresh), changed)))
  if (found) await changed()
}

const say: Say = async (p, { book, slot, purpose }, kind, subject, body) => {
  const { id: petition, text, title } = p
  const name = wishes.note({ kind, petition, text, title, day: now!.day, subject, body, pass: { book, slot, purpose } })
  try {
    await fulfil(name)
  } catch (e) {
    wishes.strike(name) // the person sees that nothing came of it
    throw e
  }
}

/** Makes the wish an act, once, whichever tab comes to it first. */
async function fulfil(name: string): Promise<void> {
  await navigator.locks.request('wishes', async () => {
    const wish = wishes.read(name)
    if (!wish) return
    await keep(await compose(name, wish), () => beat.prepare())
    wishes.strike(name)
  })
  void beat.prepare()
  await changed()
}

/** The store has changed, here. */
function changed(): Promise<void> {
  news.postMessage(null)
  return draw()
}

/** From the moment on that this wallet holds passes; one tab at a time. */
function keepBeating(): void {
  if (beating) return
  beating = true
  whileVisible(
    stop => navigator.locks.request('beat', { signal: stop }, () => beat.run(stop)),
    () => beat.leave(),
  )
}

/** One drawing at a time, each from a fresh look at the store: an older one never comes after a newer. */
function draw(): Promise<void> {
  return (drawing = drawing.then(drawNow).catch(() => {}))
}

async function drawNow(): Promise<void> {
  const [passes, acts, [seed], [alarm], [tree], books, readings, papers] = await Promise.all([all('passes'), all('acts'), all('seed'), all('alarm'), all('tree'), all('books'), all('readings'), all('papers')])
  if (passes.length || acts.length || readings.length) keepBeating()
  if (!now) return
  const code = seed && (seed.bytes ? 'open' : (seed.kept ?? 'declined'))
  const held: Holding = isHidden() ? { now, passes: [], acts: [] } : { now, passes, acts, code, alarm, receipts: await receiptsOf(tree), lied: lied(), names: namesOf(books), organizes: new Set(papers.map(p => p.id)) }
  for (const d of draws) d(held)
  document.dispatchEvent(new CustomEvent('held', { detail: { held, say } })) // to the other script of the page
}

const namesOf = (books: Collected[]): Record<string, Name> =>
  Object.fromEntries(books.flatMap(b => { const name = nameIn(b); return name ? [[b.book, name]] : [] }))

void open()
