// Speaking in the talk, as the organizers: to all, as an answer to a comment, or to change or take back what was said so.
import { device } from '../kept'
import { Box } from '../stand/box'
import type { Stand } from '../stand/stand'
import { aboutName, type About } from './about'
import { here } from '../tongue'

export class Speech {
  #id = ''
  #box?: Box
  #empty = false
  #sure = false

  constructor(
    private stand: Stand,
    private say: (kind: 'speaking', body: string) => Promise<void>,
    private again: () => unknown,
  ) {
    stand.on('speaking', () => this.#speak(false))
    stand.on('anyway', () => this.#speak(true))
    stand.on('speak-all', () => this.#drop())
    stand.on('take', () => this.#ask(true))
    stand.on('take-not', () => this.#ask(false))
    stand.on('take-sure', () => this.#take())
  }

  draw(id: string, open: boolean, waiting: boolean): void {
    if (id !== this.#id) this.#fresh(id)
    const about = this.#about
    this.stand.fill('who', about && !about.own ? about.who : '')
    this.stand.fill('words', about?.words ?? '')
    this.#reveal('[data-about]', !!about && open && !waiting)
    this.#reveal('[data-about-own]', !!about?.own)
    this.#reveal('[data-about-answer]', !about?.own)
    for (const a of this.stand.root.querySelectorAll<HTMLAnchorElement>('[data-when=all] a')) a.href = here(`/petitions/${id}#thread`)
    this.stand.show(!open ? 'closed' : waiting ? 'sent' : this.#sure ? 'sure' : this.#empty ? 'empty' : (this.#box?.held ?? (about?.own ? 'own' : about ? 'answer' : 'all')))
  }

  /** Another petition: its own draft, and what it is about. */
  #fresh(id: string): void {
    const old = this.stand.root.querySelector<HTMLTextAreaElement>('[name=speech]')!
    const area = old.cloneNode() as HTMLTextAreaElement // without the ears of another petition
    area.value = ''
    old.replaceWith(area)
    ;[this.#id, this.#empty, this.#sure] = [id, false, false]
    this.#box = new Box(this.stand, area, `rr.speech.${id}`, () => this.#typed())
    if (this.#about?.own && !area.value) area.value = this.#about.words
  }

  get #about(): About | undefined {
    return JSON.parse(device.getItem(aboutName(this.#id)) ?? 'null') ?? undefined
  }

  async #speak(anyway: boolean): Promise<void> {
    const [about, words] = [this.#about, this.#box?.words]
    this.#empty = !words
    if (words && !this.#box!.holds(anyway)) {
      await this.say('speaking', `${about?.own ? 'edit' : 'say'} ${about?.comment ?? '-'}\n${words}`)
      this.#done()
    }
    this.again()
  }

  async #take(): Promise<void> {
    const about = this.#about
    this.#sure = false
    if (about?.own) {
      await this.say('speaking', `retract ${about.comment}\n`)
      this.#done()
    }
    this.again()
  }

  #done(): void {
    this.#box?.forget()
    device.removeItem(aboutName(this.#id))
  }

  #drop(): void {
    if (this.#about?.own) this.#box?.forget()
    device.removeItem(aboutName(this.#id))
    this.again()
  }

  #ask(sure: boolean): void {
    this.#sure = sure
    this.again()
  }

  #typed(): void {
    this.#empty = false
    this.again()
  }

  #reveal(selector: string, shown: boolean): void {
    for (const e of this.stand.root.querySelectorAll<HTMLElement>(selector)) e.hidden = !shown
  }
}
