// Saying something under a petition. What is typed is kept in this browser until the booth has promised it, whatever happens meanwhile.
import { last, type Act } from '../act'
import { text, utf8 } from '../bytes'
import { pageState, passFor, type Draw, type Holding, type Say } from '../holding'
import { device } from '../kept'
import { petitionOf } from '../now'
import { commentBody } from '../pass/statement'
import { isOwn } from './agree'
import { dayWords, standsOf, type Stand } from './stand'

const MAX = 4000 // bytes of the text; a longer one might not fit an envelope

export const commentStands = (say: Say): Draw[] =>
  standsOf('comment').map(stand => {
    const speaker = new Speaker(stand, say)
    return h => speaker.draw(h)
  })

class Speaker {
  #h?: Holding
  #box: HTMLTextAreaElement | null
  #kept: string // the name under which what is typed is kept
  #long = false // what stands in the box was too long
  #seen?: string // the comment that this page has seen on its way

  constructor(
    private stand: Stand,
    private say: Say,
  ) {
    this.#kept = `rr.text.${stand.petition}`
    this.#box = stand.root.querySelector<HTMLTextAreaElement>('textarea[name=text]')
    if (this.#box && !this.#box.value) this.#box.value = device.getItem(this.#kept) ?? ''
    this.#box?.addEventListener('input', () => this.#typed())
    stand.on('comment', form => this.#speak(parentOf(form)))
  }

  draw(h: Holding): void {
    this.#h = h
    const act = lastComment(h, this.stand.petition)
    if (act && settled(act)) this.#clear(wordsOf(act))
    if (act && act.state !== 'counted') this.#seen = act.id
    this.stand.fill('sentence', act?.refusal?.sentence ?? '')
    this.stand.fill('by', dayWords(act?.promise?.by))
    this.stand.fill('pseudonym', ownName(h))
    const state = commentState(h, this.stand.petition, this.#words)
    if (this.#long) this.stand.show('long', 'refused')
    else if (state === 'ready' && act?.state === 'counted' && act.id === this.#seen) this.stand.show('counted', 'ready')
    else this.stand.show(state)
  }

  async #speak(parent: string): Promise<void> {
    const [h, words] = [this.#h, this.#words]
    const p = h && petitionOf(h.now, this.stand.petition)
    const pass = p && passFor(h, p, 'voice')
    if (!pass || !words) return
    this.#long = utf8(words).length > MAX
    const work = () => this.say(p, pass, 'comment', '-', commentBody(parent, words))
    if (!this.#long) await this.stand.during('handing', work).catch(() => {})
    this.draw(this.#h!)
  }

  get #words(): string {
    return this.#box?.value.trim() ?? ''
  }

  #typed(): void {
    device.setItem(this.#kept, this.#box!.value)
    this.#long = false
    this.#seen = undefined
  }

  /** What has arrived needs no keeping; what was typed since does. */
  #clear(words: string): void {
    if (!this.#box || this.#words !== words) return
    this.#box.value = ''
    device.removeItem(this.#kept)
  }
}

/** What the stand shows. A refusal stands for as long as its words do; what is counted makes room for the next. */
export function commentState(h: Holding, id: string, typed: string): string {
  const p = petitionOf(h.now, id)
  const act = lastComment(h, id)
  if (act?.state === 'waiting' || act?.state === 'promised') return pageState(act, h.now.day)
  if (!p?.voice) return 'closed'
  if (!passFor(h, p, 'voice')) return 'none'
  return act?.state === 'refused' && wordsOf(act) === typed ? 'refused' : 'ready'
}

const lastComment = (h: Holding, id: string): Act | undefined => last(h.acts.filter(a => a.petition === id && a.kind === 'comment'))
const settled = (a: Act): boolean => a.state === 'promised' || a.state === 'counted'
const wordsOf = (a: Act): string => text(a.body).replace(/^[^\n]*\n/, '')
const parentOf = (form: HTMLElement): string => form.querySelector<HTMLInputElement>('[name=parent]')?.value || '-'

/** The pseudonym of this voice, once the page shows a comment of it. */
function ownName(h: Holding): string {
  const around = document.querySelectorAll<HTMLElement>('[data-comment]')
  return [...around].find(e => isOwn(h, e))?.dataset.pseudonym ?? ''
}
