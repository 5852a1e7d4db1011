// The script of petitions' and of programs' pages: talking, agreeing, rating, saying where one works. Every visitor of such a page loads it, whatever they hold.
// It asks the network for nothing: the first script tells what is held whenever it draws, and hands on what is said here.
import type { Holding, Say } from './holding'
import { petitionOf } from './now'
import { marksOf } from './pseudonym'
import { comments } from './stand/agree'
import { commentStands } from './stand/comment'
import { appealStands } from './stand/appeal'
import { flagStands } from './stand/flag'
import { pulseStands } from './stand/pulse'
import { rateStands } from './stand/rate'
import { workplaceStands } from './stand/workplace'
import { standsOf } from './stand/stand'
import { toolStands } from './stand/tools'

let tell: Say | undefined // the first script's way of saying something; known before anything is drawn
const say: Say = (...what) => tell!(...what)
const draws = [...commentStands(say), ...comments(say), ...toolStands(say), ...rateStands(say), ...pulseStands(say), ...workplaceStands(say), ...flagStands(say), ...appealStands(say)]
let drawing = Promise.resolve()

/** One drawing at a time: an older one never comes after a newer. */
async function draw(held: Holding): Promise<void> {
  const marks = await ownMarks(held)
  for (const d of draws) d({ ...held, marks })
}

/** Those of the voice that this wallet has under the page's petition. */
async function ownMarks({ now, passes }: Holding): Promise<Set<string>> {
  const p = petitionOf(now, standsOf('comment')[0]?.petition)
  const pass = passes.find(x => p && x.origin === now.origin && x.book === p.book && x.slot === p.slot && x.purpose === 'voice')
  return new Set(pass && (await marksOf(pass, p!.id)))
}

document.addEventListener('held', e => {
  const { held, say } = (e as CustomEvent<{ held: Holding; say: Say }>).detail
  tell = say
  drawing = drawing.then(() => draw(held)).catch(() => {})
})
document.dispatchEvent(new Event('held-wanted'))
