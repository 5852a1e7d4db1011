// Appealing against the hiding of one's own comment, once. What is typed is kept in this browser until the booth has promised it.
import { last, type Act } from '../act'
import { utf8 } from '../bytes'
import { pageState, passFor, type Draw, type Holding, type Say } from '../holding'
import { device } from '../kept'
import { petitionOf } from '../now'
import { isOwn } from './agree'
import { standsOf } from './stand'

const MAX = 1000 // bytes

export const appealStands = (say: Say): Draw[] =>
  standsOf('appeal').map(stand => {
    const about = stand.root.dataset.about!
    const box = stand.root.querySelector<HTMLTextAreaElement>('textarea')!
    const kept = `rr.appeal.${about}`
    let h: Holding | undefined
    let long = false
    box.value ||= device.getItem(kept) ?? ''
    box.addEventListener('input', () => {
      device.setItem(kept, box.value)
      long = false
    })
    const draw = (next: Holding) => {
      h = next
      const act = appealOf(h, about)
      if (act && act.state !== 'refused' && act.state !== 'waiting') device.removeItem(kept)
      stand.fill('sentence', act?.refusal?.sentence ?? '')
      stand.show(long ? 'long' : appealState(h, stand.petition, about, stand.root.closest<HTMLElement>('[data-comment]')!))
    }
    stand.on('appeal', async () => {
      const words = box.value.split(/\s+/).join(' ').trim() // one line, as the steward reads it
      const p = h && petitionOf(h.now, stand.petition)
      const pass = p && passFor(h!, p, 'voice')
      if (!pass || !words) return
      long = utf8(words).length > MAX
      if (!long) await stand.during('handing', () => say(p, pass, 'appeal', about, words)).catch(() => {})
      draw(h!)
    })
    return draw
  })

function appealState(h: Holding, petition: string, about: string, mark: HTMLElement): string {
  const act = appealOf(h, about)
  if (act) return pageState(act, h.now.day)
  const p = petitionOf(h.now, petition)
  return p && isOwn(h, mark) && passFor(h, p, 'voice') ? 'ready' : 'others'
}

const appealOf = (h: Holding, about: string): Act | undefined => last(h.acts.filter(a => a.kind === 'appeal' && a.subject === about))
