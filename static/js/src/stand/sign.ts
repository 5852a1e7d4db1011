// Signing on a petition's page: one tap, or the way to the desk for those without a pass. And taking it back.
import { isBroken, last, type Act } from '../act'
import { pageState, passFor, type Draw, type Holding, type Say } from '../holding'
import { petitionOf, type Petition } from '../now'
import type { Pass } from '../pass/book'
import { dayWords, standsOf, type Stand } from './stand'
import { checkIn } from './way_back'

export const signStands = (say: Say): Draw[] =>
  standsOf('sign').map(stand => {
    const signer = new Signer(stand, stand.petition, say)
    stand.on('sign', () => (signer.pass ? signer.say('signature') : checkIn(stand.petition)))
    stand.on('withdraw', () => signer.say('withdrawal'))
    stand.on('sign-named', () => signer.say('signature', 'named'))
    stand.on('name-back', () => signer.say('signature'))
    return h => signer.draw(h)
  })

/** Draws a stand about one person's signature under one petition, and acts for it. */
export class Signer {
  #h?: Holding

  constructor(
    private stand: Stand,
    private petition: string,
    private tell: Say,
    /** What the stand calls a state; the first name that it knows is shown. */
    private names: (state: string) => string[] = state => [state],
  ) {}

  get pass(): Pass | undefined {
    const p = this.#petition
    return p && passFor(this.#h!, p, 'sign')
  }

  draw(h: Holding): void {
    this.#h = h
    const { state, act } = signState(h, this.petition)
    this.stand.fill('sentence', act?.refusal?.sentence ?? '')
    this.stand.fill('by', dayWords(act?.promise?.by))
    const p = this.#petition
    const name = p && this.pass && h.names?.[p.book]
    this.stand.fill('name', name ? name.name : '')
    this.stand.fill('name-title', name ? name.title : '')
    this.stand.root.toggleAttribute('data-nameable', !!name && !!p?.sign)
    this.stand.root.toggleAttribute('data-named', act?.kind === 'signature' && act.subject === 'named')
    this.stand.show(...(h.lied ? ['lied'] : []), ...this.names(state))
  }

  /** Nothing happens without a pass, nor while something is being said. */
  async say(kind: 'signature' | 'withdrawal', subject = '-'): Promise<void> {
    const [p, pass] = [this.#petition, this.pass]
    if (!p || !pass) return
    const meanwhile = kind === 'signature' ? 'handing' : 'withdrawing'
    await this.stand.during(meanwhile, () => this.tell(p, pass, kind, subject, '')).catch(() => {})
    this.draw(this.#h!)
  }

  get #petition(): Petition | undefined {
    return this.#h && petitionOf(this.#h.now, this.petition)
  }
}

/** Where one person's signature under a petition stands, and the act that says so. */
export function signState(h: Holding, id: string): { state: string; act?: Act } {
  const p = petitionOf(h.now, id)
  const said = last(h.acts.filter(a => a.petition === id && (a.kind === 'signature' || a.kind === 'withdrawal')))
  // What was signed of a text that was mended since stands for nothing now: its sponsors are asked again.
  const act = said && p && p.sign && said.text !== p.text && said.state === 'counted' ? undefined : said
  if (act?.kind === 'signature') return { state: pageState(act, h.now.day), act }
  if (act && isBroken(act, h.now.day)) return { state: 'broken', act }
  if (act?.state === 'waiting') return { state: 'withdrawing', act }
  if (act?.state === 'refused') return { state: 'refused', act }
  if (act && !p?.sign) return { state: 'withdrawn', act }
  if (!p?.sign) return { state: 'closed' }
  if (!passFor(h, p, 'sign')) return { state: 'none' }
  return act ? { state: 'withdrawn', act } : { state: 'ready' }
}
