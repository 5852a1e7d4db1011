// Following and proposing, on the wallet's page: what is new since the last visit, and what became of what was proposed. It asks for two
// files, the same for everybody and with every load of the page; what is proposed goes into the queue that the first script's beat carries.
import type { Now } from './now'
import { drawNews, readNews, type News } from './stand/news'
import { Proposer, readDecided, type Decided } from './stand/propose'
import { standsOf } from './stand/stand'
import { all, db } from './store'

let now: Now | undefined
let news: News | undefined
let decided: Decided[] = []
let drawing = Promise.resolve()
const changes = new BroadcastChannel('wallet') // every tab tells the others when the store has changed
const proposers = standsOf('propose').map(stand => new Proposer(stand, changed))

function changed(): Promise<void> {
  changes.postMessage(null)
  return draw()
}

function draw(): Promise<void> {
  return (drawing = drawing.then(drawNow).catch(() => {}))
}

async function drawNow(): Promise<void> {
  if (!now) return
  const [passes, acts] = await Promise.all([all('passes'), all('acts')])
  for (const stand of standsOf('news')) drawNews(stand, news, now, acts)
  for (const p of proposers) p.draw({ now, passes, acts }, decided)
}

async function open(): Promise<void> {
  const asked = Promise.allSettled([readNews().then(n => (news = n)), readDecided().then(d => (decided = d))])
  if (!crypto.subtle) return
  try {
    await db()
  } catch {
    return // the passes' page says that this browser keeps nothing
  }
  document.addEventListener('news', e => {
    now = (e as CustomEvent<Now>).detail
    void draw()
  })
  document.dispatchEvent(new Event('news-wanted'))
  changes.addEventListener('message', () => void draw())
  await asked
  await draw()
}

void open()
