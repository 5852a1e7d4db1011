// Saying how a program sits with one, once a season; until it ends, one can think otherwise.
import { last, type Act } from '../act'
import { text } from '../bytes'
import { pageState, passFor, type Draw, type Holding, type Say } from '../holding'
import { petitionOf } from '../now'
import { dayWords, standsOf } from './stand'

export const pulseStands = (say: Say): Draw[] =>
  standsOf('pulse').map(stand => {
    let h: Holding | undefined
    let changing = false
    const draw = (next: Holding) => {
      h = next
      const act = lastPulse(h, stand.petition)
      stand.fill('sentence', act?.refusal?.sentence ?? '')
      stand.fill('by', dayWords(act?.promise?.by))
      stand.root.dataset.value = act ? text(act.body) : ''
      stand.show(changing ? 'ready' : pulseState(h, stand.petition))
    }
    stand.on('change', () => {
      changing = true
      if (h) draw(h)
    })
    stand.on('pulse', async form => {
      const value = new FormData(form as HTMLFormElement).get('pulse')
      const p = h && petitionOf(h.now, stand.petition)
      const pass = p && passFor(h!, p, 'sign')
      if (!pass || typeof value !== 'string' || !value) return stand.show('choose', 'ready')
      changing = false
      await stand.during('handing', () => say(p, pass, 'pulse', '-', value)).catch(() => {})
      draw(h!)
    })
    return draw
  })

/** Where what one person said stands. What was said on another device is counted, and can be said anew. */
export function pulseState(h: Holding, id: string): string {
  const p = petitionOf(h.now, id)
  const act = lastPulse(h, id)
  if (act) return pageState(act, h.now.day)
  if (!p?.sign) return 'closed'
  return passFor(h, p, 'sign') ? 'ready' : 'none'
}

const lastPulse = (h: Holding, id: string): Act | undefined => last(h.acts.filter(a => a.petition === id && a.kind === 'pulse'))
