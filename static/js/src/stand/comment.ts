// Saying something under a petition.
import { last, type Act } from '../act'
import { text } from '../bytes'
import { pageState, passFor, type Draw, type Holding, type Say } from '../holding'
import { petitionOf } from '../now'
import { commentBody, readComment } from '../pass/statement'
import { isOwn } from './agree'
import { Box } from './box'
import { dayWords, standsOf, type Stand } from './stand'

export const commentStands = (say: Say): Draw[] =>
  standsOf('comment').map(stand => {
    const speaker = new Speaker(stand, say)
    return h => speaker.draw(h)
  })

class Speaker {
  #h?: Holding
  #box?: Box
  #reason: HTMLInputElement | null
  #seen?: string // the comment that this page has seen on its way

  constructor(
    private stand: Stand,
    private say: Say,
  ) {
    const area = stand.root.querySelector<HTMLTextAreaElement>('textarea[name=text]')
    this.#reason = stand.root.querySelector<HTMLInputElement>('[name=reason]')
    if (area) this.#box = new Box(stand, area, `rr.text.${stand.petition}`, () => this.#typed())
    stand.on('comment', () => this.#speak(false))
    stand.on('anyway', () => this.#speak(true))
  }

  draw(h: Holding): void {
    this.#h = h
    const act = lastComment(h, this.stand.petition)
    if (act && settled(act) && this.#box?.arrived(wordsOf(act)) && this.#reason) this.#reason.checked = false
    if (act && act.state !== 'counted') this.#seen = act.id
    this.stand.fill('sentence', act?.refusal?.sentence ?? '')
    this.stand.fill('by', dayWords(act?.promise?.by))
    this.stand.fill('pseudonym', ownName(h))
    const state = commentState(h, this.stand.petition, this.#box?.words ?? '', this.#seen)
    if (this.#box?.held) this.stand.show(this.#box.held)
    else if (state === 'counted') this.stand.show('counted', 'ready')
    else this.stand.show(state)
  }

  async #speak(anyway: boolean): Promise<void> {
    const [h, words] = [this.#h, this.#box?.words]
    const p = h && petitionOf(h.now, this.stand.petition)
    const pass = p && passFor(h, p, 'voice')
    if (!pass || !words) return
    const body = commentBody('-', words, this.#reason?.checked)
    if (!this.#box!.holds(anyway)) await this.stand.during('handing', () => this.say(p, pass, 'comment', '-', body)).catch(() => {})
    this.draw(this.#h!)
  }

  #typed(): void {
    this.#seen = undefined
    if (this.#h) this.draw(this.#h)
  }
}

/**
 * What the stand shows. A refusal stands for as long as its words do; what is counted, if this page has seen it on its way, until the
 * next is begun: nobody who types loses the place to a comment that is counted meanwhile.
 */
export function commentState(h: Holding, id: string, typed: string, seen?: string): string {
  const p = petitionOf(h.now, id)
  const act = lastComment(h, id)
  if (act?.state === 'waiting' || act?.state === 'promised') return typed && act.state === 'promised' ? 'ready' : pageState(act, h.now.day)
  if (!p?.voice) return 'closed'
  if (!passFor(h, p, 'voice')) return 'none'
  if (act?.state === 'refused' && wordsOf(act) === typed) return 'refused'
  return act?.state === 'counted' && act.id === seen && !typed ? 'counted' : 'ready'
}

/** Of those that answer none: an answer shows where it stands below what it answers. */
const lastComment = (h: Holding, id: string): Act | undefined =>
  last(h.acts.filter(a => a.petition === id && a.kind === 'comment' && !readComment(text(a.body)).parent))

export const settled = (a: Act): boolean => a.state === 'promised' || a.state === 'counted'
export const wordsOf = (a: Act): string => readComment(text(a.body)).words

/** The pseudonym of this voice, once the page shows a comment of it. */
function ownName(h: Holding): string {
  const around = document.querySelectorAll<HTMLElement>('[data-comment]')
  return [...around].find(e => isOwn(h, e))?.dataset.pseudonym ?? ''
}
