// Proposing a program, or an entry of one's timeline. What is typed is kept in this browser until the booth has promised it; what became of
// it this device finds in a public list, by an id that nobody else knows for its own.
import { last, type Act } from '../act'
import { text, utf8 } from '../bytes'
import { get } from '../get'
import { device } from '../kept'
import type { Now } from '../now'
import type { Pass } from '../pass/book'
import { compose, keep } from '../queue'
import * as wishes from '../wish'
import { dayWords, type Row, type Stand } from './stand'

/** /programs/proposals.json: what stewards decided about. */
export type Decided = { id: string; decided: 'accepted' | 'declined'; reason: string; address: string }

export async function readDecided(): Promise<Decided[]> {
  return (await (await get('/programs/proposals.json')).json()).proposals
}

const PLACE = 4 // of the draft passes, the one that is kept for proposals
const NO_TEXT = '0'.repeat(64)
const MAX = 4000 // bytes
const MOST = 8 // proposals that a pass is good for
const TYPED = 'rr.proposal'
const FIELDS = ['day', 'kind', 'title', 'note', 'owner', 'who', 'choice', 'collects', 'source']
type Held = { now: Now; passes: Pass[]; acts: Act[] }

export class Proposer {
  #h?: Held
  #form: HTMLFormElement
  #long = false

  constructor(
    private stand: Stand,
    private changed: () => unknown,
  ) {
    this.#form = stand.root.querySelector('form')!
    this.#recall()
    this.#form.addEventListener('input', () => this.#typed())
    stand.on('propose', () => this.#propose())
    addEventListener('hashchange', () => this.#about())
    this.#about()
  }

  draw(h: Held, decided: Decided[]): void {
    this.#h = h
    const acts = proposals(h.acts)
    const act = last(acts)
    if (act && act.state !== 'waiting' && act.state !== 'refused') this.#clear(text(act.body))
    this.stand.fill('sentence', act?.refusal?.sentence ?? '')
    this.stand.rows('proposed', [...acts].sort((a, b) => b.n - a.n).map(a => rowOf(a, decided)))
    this.stand.show(this.#long ? 'long' : proposeState(h, this.#body))
  }

  async #propose(): Promise<void> {
    const [h, body] = [this.#h, this.#body]
    const pass = h && proposalPass(h)
    this.#long = utf8(body).length > MAX
    if (!pass || !h || this.#long) return h && this.draw(h, [])
    await this.stand.during('handing', async () => {
      const { title } = JSON.parse(body)
      const { book, slot, purpose } = pass
      const wish = { kind: 'proposal' as const, petition: 'programs', text: NO_TEXT, title, day: h.now.day, subject: '-', body, pass: { book, slot, purpose } }
      const name = wishes.note(wish)
      await navigator.locks.request('wishes', async () => {
        await keep(await compose(name, wish), () => {})
        wishes.strike(name)
      })
    }).catch(() => {})
    this.changed()
  }

  /** What is written, as the booth takes it. */
  get #body(): string {
    const typed = new FormData(this.#form)
    const of = (name: string) => String(typed.get(name) ?? '').trim()
    const program = of('program')
    const entry = program !== ''
    const wanted = (name: string) => (entry ? !['owner', 'who', 'choice', 'collects'].includes(name) : name !== 'kind')
    return JSON.stringify(Object.fromEntries([['program', program], ...FIELDS.map(f => [f, wanted(f) ? of(f) : ''])]))
  }

  #typed(): void {
    this.#long = false
    this.#shape()
    device.setItem(TYPED, JSON.stringify(Object.fromEntries(new FormData(this.#form))))
    if (this.#h) this.stand.show(proposeState(this.#h, this.#body))
  }

  #recall(): void {
    const typed = JSON.parse(device.getItem(TYPED) ?? '{}')
    for (const [name, words] of Object.entries(typed)) this.#field(name).value = words as string
    this.#shape()
  }

  /** The program that the link here was about. */
  #about(): void {
    const [, route, program] = location.hash.split('/')
    const options = [...this.#form.querySelectorAll<HTMLOptionElement>('[name=program] option')]
    if (route === 'propose' && program && options.some(o => o.value === program)) this.#field('program').value = program
    this.#shape()
  }

  /** Of a new program other things are asked than of an entry. */
  #shape(): void {
    const shape = this.#field('program').value ? 'entry' : 'program'
    for (const e of this.#form.querySelectorAll<HTMLElement>('[data-of]')) {
      e.hidden = e.dataset.of !== shape
      for (const field of e.querySelectorAll<HTMLInputElement>('[data-needed]')) field.required = !e.hidden
    }
    this.#field('day').required = shape === 'entry'
    this.#field('note').required = shape === 'program'
  }

  #field = (name: string) => this.#form.elements.namedItem(name) as HTMLInputElement

  /** What has arrived needs no keeping; what was typed since does. */
  #clear(body: string): void {
    if (this.#body !== body) return
    this.#form.reset()
    device.removeItem(TYPED)
    this.#shape()
  }
}

const proposals = (acts: Act[]): Act[] => acts.filter(a => a.kind === 'proposal')

/** The pass for proposals of the season, or of another book in use. */
export const proposalPass = ({ now, passes }: Held): Pass | undefined =>
  passes
    .filter(p => p.origin === now.origin && p.purpose === 'draft' && p.slot === PLACE && now.books.some(b => b.book === p.book))
    .sort((a, b) => Number(b.book === now.book) - Number(a.book === now.book))[0]

/** none (no pass), spent, ready, handing, refused (what is written was refused as it is). */
export function proposeState(h: Held, body: string): string {
  const acts = proposals(h.acts)
  const act = last(acts)
  const pass = proposalPass(h)
  if (act?.state === 'waiting') return 'handing'
  if (!pass) return 'none'
  if (act?.state === 'refused' && text(act.body) === body) return 'refused'
  return acts.filter(a => a.pass.book === pass.book && a.state !== 'refused').length >= MOST ? 'spent' : 'ready'
}

function rowOf(a: Act, decided: Decided[]): Row {
  const d = decided.find(d => d.id === a.comment)
  const state = d?.decided ?? (a.state === 'waiting' ? 'handing' : a.state)
  const fill = { title: a.title, day: dayWords(a.day), reason: d?.reason ?? '', sentence: a.refusal?.sentence ?? '' }
  return { is: [state], fill, href: d?.address || '/programs' }
}
