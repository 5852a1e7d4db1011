// A stand: a place on a page that looks different for each state. The server has written every state with all its words; here only the
// right one is shown.
//
//   data-stand="NAME"    the place; data-state on it tells its state
//   data-when="A B"      shown exactly in the states A and B
//   data-fill="NAME"     takes a text
//   data-link="NAME"     a link that leads where the browser knows
//   data-do="NAME"       a button, link or form that does something
//   data-key             in a row, a button: takes what the row is about
//   data-link-field      in a row, a field: takes an address to hand on
//   data-rows="NAME"     filled with copies of <template data-row="NAME">, each a small stand with several states at once

import { here } from '../tongue'

/** One row: the states that it is in, its texts, where its links lead, what its buttons are about, and an address to hand on. */
export type Row = { is: string[]; fill: Record<string, string>; href?: string; key?: string; value?: string }

export class Stand {
  #busy = false
  #rows = new Map<string, string>() // as they were last drawn: what has not changed keeps its focus

  constructor(readonly root: HTMLElement) {}

  get petition(): string {
    return this.root.dataset.petition ?? ''
  }

  get busy(): boolean {
    return this.#busy
  }

  /** Shows the first of these states that the page has words for; if it has for none of them, the last. */
  show(...states: string[]): void {
    if (!this.#busy) this.#show(states)
  }

  /** Shows a state while the work goes on, whatever anybody else wants shown. A second call meanwhile does nothing. */
  async during(state: string, work: () => Promise<unknown>): Promise<void> {
    if (this.#busy) return
    this.#show([state])
    this.#busy = true
    try {
      await work()
    } finally {
      this.#busy = false
    }
  }

  fill(name: string, words: string): void {
    for (const e of this.#own(`[data-fill="${name}"]`)) if (e.textContent !== words) e.textContent = words
  }

  link(name: string, address: string): void {
    for (const e of this.#own(`a[data-link="${name}"]`)) (e as HTMLAnchorElement).href = here(address)
  }

  /** Calls when a button or link of this name is pressed, or a form of this name is sent; the browser then does nothing by itself. */
  on(name: string, work: (e: HTMLElement) => unknown): void {
    const found = (e: Event) => (e.target as Element).closest<HTMLElement>(`[data-do="${name}"]`)
    const listen = (type: string, forms: boolean) =>
      this.root.addEventListener(type, e => {
        const pressed = found(e)
        if (!pressed || pressed instanceof HTMLFormElement !== forms) return
        e.preventDefault()
        work(pressed)
      })
    listen('click', false)
    listen('submit', true)
  }

  rows(name: string, rows: Row[]): void {
    const template = this.root.querySelector<HTMLTemplateElement>(`template[data-row="${name}"]`)
    const said = JSON.stringify(rows)
    if (this.#rows.get(name) === said) return
    this.#rows.set(name, said)
    const made = template ? rows.map(row => rowOf(template, row)) : []
    this.root.querySelector(`[data-rows="${name}"]`)?.replaceChildren(...made)
  }

  #show(states: string[]): void {
    const whens = this.#own('[data-when]')
    const state = states.find(s => whens.some(e => words(e).includes(s))) ?? states.at(-1)!
    if (state === this.root.dataset.state) return
    const focused = document.activeElement
    this.root.dataset.state = state
    for (const e of whens) e.hidden = !words(e).includes(state)
    if (focused && this.root.contains(focused) && focused.closest('[hidden]')) this.#takeFocus(focused)
  }

  /** Keeps the keyboard and the screen reader where they were: in the field of the same name, or on the stand. */
  #takeFocus(from: Element): void {
    const name = from.getAttribute('name')
    const field = name && this.#own(`[name="${name}"]`).find(e => !e.closest('[hidden]'))
    if (!field) this.root.tabIndex = -1
    ;(field || this.root).focus({ preventScroll: true })
  }

  /** Not those of rows, nor of a stand inside this one. */
  #own(selector: string): HTMLElement[] {
    const around = (e: Element) => e.parentElement!.closest('[data-rows], [data-stand]')
    return [...this.root.querySelectorAll<HTMLElement>(selector)].filter(e => around(e) === this.root)
  }
}

function rowOf(template: HTMLTemplateElement, row: Row): Node {
  const copy = template.content.cloneNode(true) as DocumentFragment
  for (const e of copy.querySelectorAll<HTMLElement>('[data-when]')) e.hidden = !words(e).some(w => row.is.includes(w))
  for (const e of copy.querySelectorAll<HTMLElement>('[data-fill]')) e.textContent = row.fill[e.dataset.fill!] ?? ''
  for (const e of copy.querySelectorAll<HTMLAnchorElement>('a[data-fill], a[data-link]')) if (row.href) e.href = here(row.href)
  for (const e of copy.querySelectorAll<HTMLElement>('[data-key]')) e.dataset.key = row.key ?? ''
  for (const e of copy.querySelectorAll<HTMLInputElement>('[data-link-field]')) e.value = row.value ?? ''
  return copy
}

const words = (e: HTMLElement): string[] => (e.dataset.when ?? '').split(' ')

export const standsOf = (name: string): Stand[] =>
  [...document.querySelectorAll<HTMLElement>(`[data-stand="${name}"]`)].map(e => new Stand(e))

/** A day as people write it, without the year. */
export function dayWords(day: string | undefined): string {
  if (!day) return ''
  const form = { day: 'numeric', month: 'long', timeZone: 'UTC' } as const
  const { lang } = document.documentElement
  return new Date(day).toLocaleDateString(lang === 'en' ? 'en-GB' : lang || undefined, form) // as the server prints it: 23 November
}
