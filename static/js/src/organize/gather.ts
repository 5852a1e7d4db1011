// Freezing the text: the last look, and asking for sponsors.
import type { OrganizersKind } from '../pass/statement'
import type { Stand } from '../stand/stand'
import { contentOf } from './ask'
import { isWaiting, overviewOf } from './heard'
import { drawHints } from './hint'
import { standing, type Overview } from './overview'
import { isDirty, textHash, unready, type Paper } from './paper'
import type { Look } from './room'
import { setLetter } from './set'

export class Gathering {
  #l?: Look
  #paper?: Paper
  #looking = false // the last look before the text is frozen

  constructor(private stand: Stand, private hinted: Stand, private say: (kind: OrganizersKind, body: string, text?: string) => Promise<void>, private again: () => unknown) {
    stand.on('look', () => this.#look(true))
    stand.on('not-yet', () => this.#look(false))
    stand.on('gathering', () => this.#freeze())
  }

  /** Another petition: nobody has looked at it yet. */
  fresh(): void {
    ;[this.#looking, this.#l, this.#paper] = [false, undefined, undefined]
  }

  async draw(l: Look, p: Paper, o: Overview | undefined): Promise<void> {
    ;[this.#l, this.#paper] = [l, p]
    const v = standing(o)
    const content = v && (p.agreed && v.id === p.base ? p.agreed : await contentOf(l, p, v.number))
    if (isWaiting(l, p, 'gathering')) return this.stand.show('sent')
    if (!v || !content) return this.stand.show('reading')
    if (isDirty(p) || p.handed) return this.stand.show('changed')
    if (v.id !== p.base && (p.number ?? 0) < v.number) return this.stand.show('newer')
    const missing = unready(content)
    for (const e of this.stand.root.querySelectorAll<HTMLElement>('[data-unready]')) e.hidden = !missing.includes(e.dataset.unready as 'title')
    if (missing.length) return this.stand.show('unready')
    setLetter(this.stand.root.querySelector('[data-preview]')!, content)
    drawHints(this.hinted, content)
    this.stand.show(this.#looking ? 'look' : 'ready')
  }

  #look(yes: boolean): void {
    this.#looking = yes
    this.again()
    if (yes) setTimeout(() => this.stand.root.querySelector<HTMLElement>('h3')!.focus(), 50)
  }

  async #freeze(): Promise<void> {
    const [l, p] = [this.#l, this.#paper]
    const v = l && p && standing(overviewOf(l, p.id))
    const content = v && (await contentOf2(l, p, v.number))
    if (!v || !content) return
    const hash = await textHash(content)
    this.#looking = false
    await this.say('gathering', v.id, hash)
  }
}

const contentOf2 = async (l: Look, p: Paper, number: number) => (p.agreed && p.number === number ? p.agreed : contentOf(l, p, number))
