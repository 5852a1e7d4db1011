// Flagging: one form for the whole page, which opens where a flag is pressed. What is flagged is known to this browser alone until the
// envelope goes.
import { last, type Act } from '../act'
import { pageState, passFor, type Draw, type Holding, type Say } from '../holding'
import { petitionOf } from '../now'
import { isOwn } from './agree'
import { standsOf, type Stand } from './stand'

const FLAGGABLE = ['gathering', 'review', 'open', 'delivered', 'answered']

export const flagStands = (say: Say): Draw[] =>
  standsOf('flag').map(stand => {
    const flagger = new Flagger(stand, say)
    return h => flagger.draw(h)
  })

class Flagger {
  #h?: Holding
  #about = '' // what the form is open for: a comment's id, "petition", or nothing
  #unchosen = false
  #buttons = [...document.querySelectorAll<HTMLElement>('button[data-do=flag]')]

  constructor(
    private stand: Stand,
    private say: Say,
  ) {
    for (const button of this.#buttons) button.addEventListener('click', () => this.#open(button))
    stand.on('leave', () => this.#leave())
    stand.on('flag', form => this.#send(form as HTMLFormElement))
  }

  draw(h: Holding): void {
    this.#h = h
    const p = petitionOf(h.now, this.stand.petition)
    const may = !!p && FLAGGABLE.includes(p.state) && !!passFor(h, p, 'voice')
    for (const button of this.#buttons) {
      const about = button.dataset.about!
      const act = flagOf(h, this.stand.petition, about)
      const comment = button.closest<HTMLElement>('[data-comment]')
      button.hidden = !may || !!act || (!!comment && isOwn(h, comment))
      const flagged = document.querySelector<HTMLElement>(`[data-flagged="${about}"]`)
      if (flagged) flagged.hidden = !act
    }
    const line = document.querySelector<HTMLElement>('[data-flag-petition]')
    if (line) line.hidden = !may && !flagOf(h, this.stand.petition, 'petition')
    this.#show()
  }

  #show(): void {
    this.stand.root.hidden = !this.#about
    if (!this.#about) return this.stand.show('idle')
    const act = this.#h && last(this.#h.acts.filter(a => isFlag(a, this.stand.petition, this.#about)))
    this.stand.fill('sentence', act?.refusal?.sentence ?? '')
    this.stand.show(this.#unchosen ? 'choose' : act ? pageState(act, this.#h!.now.day) : 'choosing', 'choosing')
  }

  #open(button: HTMLElement): void {
    this.#about = button.dataset.about!
    this.#unchosen = false
    button.parentElement!.after(this.stand.root)
    for (const choice of this.#choices()) choice.checked = false
    this.#show()
    this.#choices()[0]?.focus()
  }

  #leave(): void {
    const button = this.#buttons.find(b => b.dataset.about === this.#about)
    this.#about = ''
    this.#show()
    button?.focus()
  }

  async #send(form: HTMLFormElement): Promise<void> {
    const code = new FormData(form).get('code')
    const p = this.#h && petitionOf(this.#h.now, this.stand.petition)
    const pass = p && passFor(this.#h!, p, 'voice')
    if (!pass) return
    this.#unchosen = typeof code !== 'string'
    if (typeof code === 'string') await this.stand.during('handing', () => this.say(p, pass, 'flag', this.#about, code)).catch(() => {})
    this.draw(this.#h!)
  }

  #choices = (): HTMLInputElement[] => [...this.stand.root.querySelectorAll<HTMLInputElement>('input[name=code]')]
}

const isFlag = (a: Act, petition: string, about: string): boolean => a.kind === 'flag' && a.petition === petition && a.subject === about

/** One that was not refused: it cannot be said twice. */
const flagOf = (h: Holding, petition: string, about: string): Act | undefined =>
  last(h.acts.filter(a => isFlag(a, petition, about) && a.state !== 'refused'))
