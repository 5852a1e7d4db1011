// Rating leadership's answer, for those who signed.
import { last, type Act } from '../act'
import { text } from '../bytes'
import { pageState, passFor, type Draw, type Holding, type Say } from '../holding'
import { petitionOf } from '../now'
import { signState } from './sign'
import { dayWords, standsOf } from './stand'

export const rateStands = (say: Say): Draw[] =>
  standsOf('rate').map(stand => {
    let h: Holding | undefined
    let changing = false
    const draw = (next: Holding) => {
      h = next
      const act = lastRating(h, stand.petition)
      stand.fill('sentence', act?.refusal?.sentence ?? '')
      stand.fill('by', dayWords(act?.promise?.by))
      stand.root.dataset.value = act ? text(act.body) : ''
      stand.show(changing ? 'ready' : rateState(h, stand.petition))
    }
    stand.on('change', () => {
      changing = true
      if (h) draw(h)
    })
    stand.on('rate', async form => {
      const value = new FormData(form as HTMLFormElement).get('rating')
      const p = h && petitionOf(h.now, stand.petition)
      const pass = p && passFor(h!, p, 'sign')
      if (!pass || typeof value !== 'string' || !value) return stand.show('choose', 'ready')
      changing = false
      await stand.during('handing', () => say(p, pass, 'rating', 'response', value)).catch(() => {})
      draw(h!)
    })
    return draw
  })

/** Where one person's rating stands: only those whose signature is counted rate. */
export function rateState(h: Holding, id: string): string {
  const act = lastRating(h, id)
  if (act) return pageState(act, h.now.day)
  const signed = signState(h, id)
  if (signed.act?.kind !== 'signature') return 'none'
  return signed.state === 'counted' ? 'ready' : 'wait'
}

const lastRating = (h: Holding, id: string): Act | undefined => last(h.acts.filter(a => a.petition === id && a.kind === 'rating'))
