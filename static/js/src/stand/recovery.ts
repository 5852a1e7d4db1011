// The recovery code: offered after the first act, shown behind "Nobody records this screen", written down or declined, and then gone.
import type { Draw } from '../holding'
import { toWords } from '../recovery/code'
import { wordList } from '../recovery/list'
import { close, readable, type Kept } from '../recovery/seed'
import { standsOf, type Stand } from './stand'

export const recoveryStands = (changed: () => unknown): Draw[] =>
  standsOf('recovery').map(stand => {
    const card = new Card(stand)
    const settle = async (how: Kept) => {
      await close(how)
      card.clear()
      void navigator.storage?.persist?.().catch(() => false) // here a browser that asks the person asks at a fitting moment
      changed()
    }
    stand.on('show-code', () => card.show())
    stand.on('print-code', () => print())
    stand.on('check-code', () => card.check())
    stand.on('keep-code', () => settle('saved'))
    stand.on('decline-code', () => settle('declined'))
    return h => {
      const said = h.acts.some(a => a.state !== 'refused')
      if (!card.words) stand.show(h.code === 'open' ? (said ? 'offered' : 'idle') : (h.code ?? 'idle'))
    }
  })

/** The words, in this page's memory for as long as they are shown. */
class Card {
  words?: string[]
  #asked: number[] = []

  constructor(private stand: Stand) {}

  async show(): Promise<void> {
    try {
      const [list, seed] = await Promise.all([wordList(), readable()])
      this.words = await toWords(list, seed!)
    } catch {
      return this.stand.show('failed')
    }
    const first = crypto.getRandomValues(new Uint8Array(1))[0]! % 6
    this.#asked = [first, first + 6]
    this.#asked.forEach((n, i) => this.stand.fill('ab'[i]!, `${n + 1}`))
    this.stand.rows('words', this.words.map(word => ({ is: [], fill: { word } })))
    this.stand.show('shown')
  }

  /** Two of the words, as they were written down. */
  check(): void {
    const typed = [...this.stand.root.querySelectorAll<HTMLInputElement>('input[name=word]')].map(i => i.value.trim().toLowerCase())
    this.stand.show(this.#asked.every((n, i) => this.words![n] === typed[i]) ? 'checked' : 'mistaken')
  }

  clear(): void {
    this.words = undefined
    this.stand.rows('words', [])
    for (const input of this.stand.root.querySelectorAll('input')) input.value = ''
  }
}
