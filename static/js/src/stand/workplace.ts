// Where somebody works who signed: said once, of a list, and only counted.
import { last, type Act } from '../act'
import { pageState, passFor, type Draw, type Holding, type Say } from '../holding'
import { petitionOf } from '../now'
import { signState } from './sign'
import { dayWords, standsOf } from './stand'

export const workplaceStands = (say: Say): Draw[] =>
  standsOf('workplace').map(stand => {
    let h: Holding | undefined
    const draw = (next: Holding) => {
      h = next
      const act = said(h, stand.petition)
      stand.fill('sentence', act?.refusal?.sentence ?? '')
      stand.fill('by', dayWords(act?.promise?.by))
      stand.show(workplaceState(h, stand.petition))
    }
    stand.on('workplace', async form => {
      const place = new FormData(form as HTMLFormElement).get('workplace')
      const p = h && petitionOf(h.now, stand.petition)
      const pass = p && passFor(h!, p, 'sign')
      if (!pass || typeof place !== 'string' || !place) return stand.show('choose', 'ready')
      await stand.during('handing', () => say(p, pass, 'workplace', 'workplace', place)).catch(() => {})
      draw(h!)
    })
    return draw
  })

/** Only who signed is asked, and once. */
export function workplaceState(h: Holding, id: string): string {
  const act = said(h, id)
  if (act) return pageState(act, h.now.day)
  const p = petitionOf(h.now, id)
  const signed = signState(h, id)
  const stands = signed.act?.kind === 'signature' && ['handing', 'promised', 'counted'].includes(signed.state)
  return stands && p?.sign && passFor(h, p, 'sign') ? 'ready' : 'none'
}

const said = (h: Holding, id: string): Act | undefined => last(h.acts.filter(a => a.petition === id && a.kind === 'workplace'))
