// Making this browser as if it had never held anything; and what it says of how long it keeps what it holds.
import type { Draw } from '../holding'
import { wipe } from '../store'
import { standsOf } from './stand'

export const forgetStands = (changed: () => unknown): Draw[] =>
  standsOf('forget').map(stand => {
    let asked = false
    let gone = false
    const ask = (yes: boolean) => ((asked = yes), changed())
    stand.on('forget', () => ask(true))
    stand.on('keep', () => ask(false))
    stand.on('forget-all', async () => {
      await wipe()
      for (const storage of [localStorage, sessionStorage]) storage.clear()
      gone = true
      changed()
    })
    return h => {
      const waiting = h.acts.some(a => a.state === 'waiting')
      stand.show(gone ? 'gone' : !h.code ? 'idle' : !asked ? 'ready' : waiting ? 'asked-waiting' : 'asked')
    }
  })

/** States: idle (holds nothing), kept (the browser has promised to keep it), week (Safari), may (it may clear it when space runs out). */
export const keepingStands = (): Draw[] =>
  standsOf('keeping').map(stand => async h => {
    if (!h.passes.length) return stand.show('idle')
    const kept = await navigator.storage?.persisted?.().catch(() => false)
    stand.show(kept ? 'kept' : /^Apple/.test(navigator.vendor) ? 'week' : 'may')
  })
