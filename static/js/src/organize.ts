// The second script of the wallet's page: writing and organizing. Every visitor of the page loads it, whatever they hold. It asks the
// network for nothing: it reads and writes the store of this browser, and the beat of the first script carries what lies there.
import { keepLooking } from './organize/ask'
import { onChange, look, type Look } from './organize/room'
import { beginStand, drawBegin, drawDrafts, seekDrafts } from './organize/drafts'
import { Joiner, takeInvitation } from './organize/join'
import { Manager } from './organize/manage'
import { at, watchRoutes } from './organize/route'
import { Versions } from './organize/versions'
import { Writer } from './organize/write'
import type { Now } from './now'
import { db } from './store'
import { standsOf } from './stand/stand'
import './follow'
import './mine'

const SLOW = 60_000 // ms between two looks at a draft that is only listed
const one = (name: string) => standsOf(name)[0]!

let now: Now | undefined
let seen: Look | undefined
let drawing = Promise.resolve()

const drafts = one('drafts')
const begin = one('begin')
const writer = new Writer(one('write'), draw)
const versions = new Versions(one('versions'), () => writer.text, text => writer.restore(text))
const manager = new Manager(one('organize'), draw)
const joiner = new Joiner(one('join'), draw)
beginStand(begin, () => seen)

/** One drawing at a time, each from a fresh look at the store: an older one never comes after a newer. */
function draw(): Promise<void> {
  return (drawing = drawing.then(drawNow).catch(() => {}))
}

async function drawNow(): Promise<void> {
  if (!now) return
  seen = await look(now)
  const { route, rest: [id = ''] } = at()
  if (route === 'drafts') await drawAll(seen)
  else if (route === 'new') await drawBegin(begin, seen)
  else if (route === 'draft' || route === 'organize') await drawOne(seen, route, id)
  else if (route === 'join') await joiner.draw(seen)
}

async function drawAll(l: Look): Promise<void> {
  drawDrafts(drafts, l)
  await seekDrafts(l)
  for (const p of l.papers) if (p.saved || !p.pass) await keepLooking(l, p, SLOW)
}

async function drawOne(l: Look, route: string, id: string): Promise<void> {
  if (route === 'draft') {
    await writer.draw(l, id)
    await versions.draw(l, id)
  } else await manager.draw(l, id)
  const paper = l.papers.find(p => p.id === id)
  if (paper && (paper.saved || !paper.text || !paper.pass)) await keepLooking(l, paper)
}

async function open(): Promise<void> {
  takeInvitation()
  addEventListener('hashchange', takeInvitation)
  watchRoutes(() => {
    void writer.flush()
    void draw()
  })
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
  onChange(draw)
  addEventListener('focus', () => void draw())
}

void open()
