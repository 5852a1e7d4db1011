// How a recount is told on a page. The server has written all of its words; here they get their values.
import { standsOf, type Stand } from '../stand/stand'
import type { Found } from './check'
import { Missing } from './source'
import { Untrue } from './untrue'

export class Telling {
  readonly stand: Stand
  readonly #bar: HTMLProgressElement | null

  constructor() {
    this.stand = standsOf('recount')[0]!
    this.#bar = this.stand.root.querySelector('progress')
  }

  /** Shows how far it is, and in the end what was found. Returns whether all of it is so. */
  async tell(work: (told: (done: number, of: number) => void) => Promise<Found>): Promise<boolean> {
    this.stand.show('working')
    try {
      const found = await work((done, of) => this.#tellProgress(done, of))
      this.#tellFound(found)
      return true
    } catch (e) {
      if (e instanceof Untrue) this.#tellUntrue(e)
      else this.#tellBroken(e)
      return false
    }
  }

  #tellProgress(done: number, of: number): void {
    if (this.#bar) [this.#bar.max, this.#bar.value] = [of, done]
    this.stand.fill('done', number(done))
    this.stand.fill('of', number(of))
  }

  #tellFound(f: Found): void {
    const others = f.signers.filter(name => name !== f.origin)
    const fill = { origin: f.origin, size: number(f.top.size), acts: number(f.acts), root: f.top.root, key: f.key, checkpoint: f.top.signed, witnesses: others.join(', ') }
    for (const [name, words] of Object.entries(fill)) this.stand.fill(name, words)
    this.stand.rows('counted', f.petitions.map(p => ({ is: p.open ? ['unbounded'] : [], fill: { title: p.title, count: number(p.count) }, href: `/petitions/${p.id}` })))
    this.stand.show(`proved-${f.part ? 'part' : 'whole'}-${others.length ? 'witnessed' : 'alone'}`)
  }

  /** The sentence of its code, with its values in it. */
  #tellUntrue(lie: Untrue): void {
    const values: Record<string, string | number> = { line: lie.line ?? '', ...lie.about }
    for (const e of this.stand.root.querySelectorAll<HTMLElement>('[data-untrue]')) {
      e.hidden = e.dataset.untrue !== lie.code
      const words = (e.dataset.words ??= e.textContent!)
      e.textContent = words.replace(/\{(\w+)\}/g, (gap, name) => `${values[name] ?? gap}`)
    }
    this.stand.show('untrue')
  }

  #tellBroken(e: unknown): void {
    this.stand.fill('missing', e instanceof Missing ? e.message : String(e))
    this.stand.show('broken')
  }
}

const number = (n: number): string => n.toLocaleString(document.documentElement.lang || undefined)
