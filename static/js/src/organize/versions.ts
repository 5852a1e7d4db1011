// What was saved: the list, the difference of any two, and bringing one back.
import { dayWords, Stand, type Row } from '../stand/stand'
import type { Content, Paper } from './paper'
import { olderPath, type Saved } from './overview'
import { ask, contentOf } from './ask'
import { answer, overviewOf } from './heard'
import { type Look } from './room'
import { setChanges } from './set'

const NOW = 'now' // what is written here

export class Versions {
  #l?: Look
  #paper?: Paper
  #compare: Stand
  #a: HTMLSelectElement
  #b: HTMLSelectElement
  #chosen = false
  #restorable?: Content

  constructor(private stand: Stand, private written: () => Content | undefined, restore: (c: Content) => unknown) {
    this.#compare = new Stand(stand.root.querySelector<HTMLElement>('[data-stand=compare]')!)
    ;[this.#a, this.#b] = ['a', 'b'].map(n => stand.root.querySelector<HTMLSelectElement>(`select[name=${n}]`)!) as [HTMLSelectElement, HTMLSelectElement]
    for (const select of [this.#a, this.#b]) {
      select.addEventListener('change', () => {
        this.#chosen = true
        void this.#drawCompare()
      })
    }
    stand.on('older', () => this.#older())
    stand.root.addEventListener('click', e => {
      const link = (e.target as Element).closest<HTMLAnchorElement>('a[data-link]')
      if (!link) return
      e.preventDefault()
      this.#look(link.hash.slice(1))
    })
    this.#compare.on('restore', () => this.#restorable && restore(this.#restorable))
  }

  draw(l: Look, id: string): Promise<unknown> | void {
    const paper = l.papers.find(p => p.id === id)
    if (paper?.id !== this.#paper?.id) this.#chosen = false
    ;[this.#l, this.#paper] = [l, paper]
    const all = paper ? versionsOf(l, paper) : []
    const o = overviewOf(l, id)
    this.stand.rows('versions', all.map(v => rowOf(v, o?.stands ?? 0)))
    this.stand.show(!all.length ? 'none' : all.at(-1)!.number > 1 ? 'more' : 'some')
    options(this.#a, all, '')
    options(this.#b, all, this.#b.dataset.now!)
    if (this.#chosen) return this.#drawCompare()
  }

  #older(): void {
    const [l, p] = [this.#l, this.#paper]
    const last = l && p && versionsOf(l, p).at(-1)
    if (last && last.number > 1) void ask(l, p, olderPath(p.id, last.number))
  }

  /** From this version to what is written now. */
  #look(number: string): void {
    ;[this.#a.value, this.#b.value] = [number, NOW]
    this.#chosen = true
    this.#compare.root.querySelector<HTMLElement>('h3')!.focus()
    void this.#drawCompare()
  }

  async #drawCompare(): Promise<void> {
    const [a, b] = await Promise.all([this.#content(this.#a.value), this.#content(this.#b.value)])
    this.#restorable = a
    this.#compare.fill('restores', this.#a.value)
    if (!a || !b) return this.#compare.show('reading')
    this.#compare.show(setChanges(this.#compare.root.querySelector('[data-changes]')!, a, b) ? 'shown' : 'same')
  }

  async #content(which: string): Promise<Content | undefined> {
    if (which === NOW) return this.written()
    return this.#l && this.#paper ? contentOf(this.#l, this.#paper, Number(which)) : undefined
  }
}

/** Those that were read about, the newest first. */
function versionsOf(l: Look, p: Paper): Saved[] {
  const all = [...(overviewOf(l, p.id)?.latest ?? [])]
  for (let last = all.at(-1); last && last.number > 1; last = all.at(-1)) {
    const older = answer<{ versions: Saved[] }>(l, olderPath(p.id, last.number))?.versions
    if (!older?.length) break
    all.push(...older)
  }
  return all
}

const rowOf = (v: Saved, stands: number): Row => ({
  is: [v.number === stands ? 'stands' : v.beside ? 'beside' : 'older', ...(v.yours ? ['yours'] : [])],
  fill: { number: `${v.number}`, by: v.by, day: dayWords(v.day), which: `${v.number}` },
  href: `#${v.number}`,
})

function options(select: HTMLSelectElement, all: Saved[], now: string): void {
  const wanted = [...(now ? [[NOW, now]] : []), ...all.map(v => [`${v.number}`, `${v.number}, ${v.by}, ${dayWords(v.day)}`])] as [string, string][]
  if ([...select.options].map(o => o.text).join('\n') === wanted.map(w => w[1]).join('\n')) return
  const was = select.value
  select.replaceChildren(...wanted.map(([value, words]) => new Option(words, value)))
  if (wanted.some(w => w[0] === was)) select.value = was
}
