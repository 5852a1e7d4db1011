// On the wallet's page, after the desk: the petition that sent somebody there waits with its button.
import type { Draw, Say } from '../holding'
import { petitionOf } from '../now'
import { Signer, signState } from './sign'
import { standsOf } from './stand'
import { forgetWay, wayBack } from './way_back'

/** What the states of a signature are called here. Where nothing can be signed, nothing is shown. */
const names = (state: string): string[] =>
  state === 'ready' || state === 'withdrawn' ? ['waiting'] : state === 'none' || state === 'closed' ? [state, 'idle'] : [state]

export function returnStands(say: Say): Draw[] {
  let petition = wayBack() // known for as long as this page is open, also once the way is forgotten
  return standsOf('return').map(stand => {
    const signer = new Signer(stand, petition ?? '', say, names)
    stand.on('sign-return', () => signer.say('signature'))
    stand.on('another-day', () => {
      petition = undefined
      forgetWay()
      stand.show('idle')
    })
    return h => {
      const p = petitionOf(h.now, petition)
      if (!p) return stand.show('idle')
      stand.fill('title', p.title)
      stand.fill('ask', p.ask)
      stand.link('petition', `/petitions/${p.id}`)
      signer.draw(h)
      if (['promised', 'counted'].includes(signState(h, p.id).state)) forgetWay()
    }
  })
}
