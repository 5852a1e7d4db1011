// Handing the petition to leadership: from the first milestone on, asked once more before.
import type { Stand } from '../stand/stand'
import { isWaiting, overviewOf } from './heard'
import type { Paper } from './paper'
import type { Look } from './room'
import { lang } from './used'

const FIRST = 33 // per cent of the goal: from then on it can be delivered

export class Delivering {
  #asked = false

  constructor(private stand: Stand, say: (kind: 'delivery', body: string) => Promise<void>, private again: () => unknown) {
    stand.on('ask-delivery', () => this.#ask(true))
    stand.on('no-delivery', () => this.#ask(false))
    stand.on('delivery', () => say('delivery', ''))
  }

  /** Another petition: nobody was asked about it yet. */
  fresh(): void {
    this.#asked = false
  }

  draw(l: Look, p: Paper, known: { count: number; goal: number } | undefined): void {
    const first = known ? Math.max(1, Math.ceil((known.goal * FIRST) / 100)) : 0
    this.stand.fill('first', first.toLocaleString(lang()))
    if (isWaiting(l, p, 'delivery') || overviewOf(l, p.id)?.waiting.some(w => w.kind === 'delivery')) return this.stand.show('sent')
    this.stand.show(!known || known.count < first ? 'early' : this.#asked ? 'asked' : 'ready')
  }

  #ask(yes: boolean): void {
    this.#asked = yes
    this.again()
  }
}
