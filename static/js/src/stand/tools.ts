// What one can do about one comment: answer it, and if it is one's own write it anew or take it back. The page has one template of it; each
// comment gets a copy.
import { last, type Act } from '../act'
import { text } from '../bytes'
import { pageState, passFor, type Draw, type Holding, type Say } from '../holding'
import { device } from '../kept'
import { petitionOf, type Petition } from '../now'
import type { Pass } from '../pass/book'
import type { Kind } from '../pass/statement'
import { commentBody, readComment } from '../pass/statement'
import { aboutName, type About } from '../organize/about'
import { isOwn } from './agree'
import { Box } from './box'
import { settled, wordsOf } from './comment'
import { dayWords, Stand } from './stand'
import { here } from '../tongue'

export function toolStands(say: Say): Draw[] {
  const template = document.querySelector<HTMLTemplateElement>('template#tools')
  if (!template) return []
  const colleagues = [...document.querySelectorAll<HTMLElement>('article[data-comment]')] // not the marks of what is hidden
  return colleagues.map(article => {
    const tools = new Tools(article, template.content.cloneNode(true) as DocumentFragment, say)
    return h => tools.draw(h)
  })
}

type Mode = 'reply' | 'edit'

class Tools {
  #h?: Holding
  #line: Stand
  #answer: Stand
  #box?: Box
  #mode?: Mode
  #sure = false
  #seen = new Set<string>() // acts that this page has seen on their way

  constructor(
    private article: HTMLElement,
    copy: DocumentFragment,
    private say: Say,
  ) {
    const [line, answer] = [...copy.querySelectorAll<HTMLElement>('[data-stand]')]
    article.querySelector('.body')!.insertBefore(copy, article.querySelector(':scope > .body > .replies'))
    this.#line = new Stand(line!)
    this.#answer = new Stand(answer!)
    const who = article.querySelector('.who b')?.textContent ?? ''
    for (const stand of [this.#line, this.#answer]) stand.fill('to', ` ${who}`)
    this.#line.on('reply', () => this.#open('reply', true))
    this.#line.on('edit', () => this.#open('edit', true))
    this.#line.on('as-organizers', () => this.#asOrganizers())
    this.#line.on('retract', () => this.#ask(true))
    this.#line.on('keep', () => this.#ask(false))
    this.#line.on('retract-sure', () => this.#retract())
    this.#answer.on('answer', () => this.#hand(false))
    this.#answer.on('anyway', () => this.#hand(true))
    this.#answer.on('cancel', () => this.#close())
    for (const mode of ['reply', 'edit'] as const) if (device.getItem(this.#kept(mode)) !== null) this.#open(mode, false)
  }

  draw(h: Holding): void {
    this.#h = h
    const own = isOwn(h, this.article)
    const act = lastAbout(h, this.#thread, this.#id)
    const mode = this.#mode
    if (mode && act && modeOf(act) === mode && settled(act) && this.#box!.arrived(wordsOf(act))) this.#mode = undefined
    if (act && act.state !== 'counted') this.#seen.add(act.id)
    this.#line.show(this.#sure ? 'sure' : lineState(h, this.#petition?.id ?? '', own, 'taken' in this.article.dataset, act))
    this.#line.root.querySelector<HTMLElement>('[data-organizers]')!.hidden = !this.#petition?.voice || !h.organizes?.has(this.#petition.id) || ('taken' in this.article.dataset && this.#isOrganizers)
    this.#line.root.toggleAttribute('data-own-role', this.#isOrganizers)
    this.#answer.fill('sentence', act?.refusal?.sentence ?? '')
    this.#answer.fill('by', dayWords(act?.promise?.by))
    this.#answer.show(this.#state(h, act))
  }

  #state(h: Holding, act: Act | undefined): string {
    if (this.#mode) return this.#box!.held ?? (act?.state === 'refused' && wordsOf(act) === this.#box!.words ? 'refused' : 'ready')
    return act ? answerState(act, h.now.day, this.#seen.has(act.id)) : 'idle'
  }

  /** Opens the one form, for an answer or for an edit; what was typed there before is there again. */
  #open(mode: Mode, now: boolean): void {
    const old = this.#answer.root.querySelector<HTMLTextAreaElement>('textarea')!
    const area = old.cloneNode() as HTMLTextAreaElement // without the ears of another mode
    area.value = mode === 'edit' && device.getItem(this.#kept(mode)) === null ? (this.article.dataset.said ?? '') : ''
    old.replaceWith(area)
    this.#box = new Box(this.#answer, area, this.#kept(mode), () => this.#again())
    this.#mode = mode
    this.#answer.root.dataset.mode = mode
    this.#answer.root.toggleAttribute('data-first', mode === 'edit' && !this.article.dataset.parent)
    this.#reason.checked = mode === 'edit' && 'reason' in this.article.dataset
    this.#again()
    if (now) area.focus()
  }

  #close(): void {
    this.#box?.forget()
    this.#mode = undefined
    this.#again()
    this.#line.root.querySelector<HTMLElement>('button:not([hidden])')?.focus()
  }

  get #isOrganizers(): boolean {
    return this.article.dataset.voice === 'organizers'
  }

  /** Organizers speak from their own page, which is told here what it is about: it asks nobody. */
  #asOrganizers(): void {
    const id = this.#petition?.id
    if (!id) return
    const own = this.#isOrganizers
    const about: About = {
      comment: own ? this.#id : this.#thread, own,
      who: this.article.querySelector('.who b')?.textContent ?? '', words: this.article.dataset.said ?? '',
    }
    device.setItem(aboutName(id), JSON.stringify(about))
    location.assign(here(`/wallet#/organize/${id}`))
  }

  async #hand(anyway: boolean): Promise<void> {
    const [by, mode, words] = [this.#by(), this.#mode, this.#box?.words]
    if (!by || !mode || !words) return
    const parent = mode === 'reply' ? this.#thread : (this.article.dataset.parent ?? '-')
    const body = commentBody(parent, words, mode === 'edit' && parent === '-' && this.#reason.checked)
    if (!this.#box!.holds(anyway)) await this.#tell(by, mode === 'reply' ? 'comment' : 'edit', mode === 'reply' ? '-' : this.#id, body)
    this.#again()
  }

  async #retract(): Promise<void> {
    const by = this.#by()
    this.#sure = false
    if (by) await this.#tell(by, 'retraction', this.#id, '')
    this.#again()
  }

  #tell({ p, pass }: { p: Petition; pass: Pass }, kind: Kind, subject: string, body: string): Promise<void> {
    return this.#answer.during('handing', () => this.say(p, pass, kind, subject, body)).catch(() => {})
  }

  #ask(sure: boolean): void {
    this.#sure = sure
    this.#again()
  }

  #again(): void {
    if (this.#h) this.draw(this.#h)
  }

  #by(): { p: Petition; pass: Pass } | undefined {
    const p = this.#petition
    const pass = p && passFor(this.#h!, p, 'voice')
    return pass && { p, pass }
  }

  get #petition(): Petition | undefined {
    return this.#h && petitionOf(this.#h.now, this.#answer.petition)
  }

  get #id(): string {
    return this.article.dataset.comment!
  }

  /** What an answer here answers: replies are one level deep. */
  get #thread(): string {
    return this.article.dataset.parent ?? this.#id
  }

  get #reason(): HTMLInputElement {
    return this.#answer.root.querySelector<HTMLInputElement>('[name=reason]')!
  }

  #kept(mode: Mode): string {
    return `rr.${mode}.${this.#answer.petition}.${this.#id}`
  }
}

/** What can be done about a comment: nothing without a voice, everything about one's own, until it is on its way to be taken back. */
export function lineState(h: Holding, id: string, own: boolean, taken: boolean, act: Act | undefined): string {
  const p = petitionOf(h.now, id)
  if (!p?.voice || !passFor(h, p, 'voice')) return 'none'
  const leaving = act?.kind === 'retraction' && act.state !== 'refused'
  return own && !taken && !leaving ? 'own' : 'other'
}

/** The act whose state a comment shows: the last that changes it or answers it. An answer to a reply stands with what both answer. */
export function lastAbout(h: Holding, thread: string, id: string): Act | undefined {
  const changes = h.acts.filter(a => (a.kind === 'edit' || a.kind === 'retraction') && a.subject === id)
  const answers = h.acts.filter(a => thread === id && a.kind === 'comment' && readComment(text(a.body)).parent === id)
  return [last(changes), last(answers)].reduce((x, a) => (x && (!a || x.n > a.n) ? x : a), undefined)
}

const modeOf = (a: Act): Mode | undefined => (a.kind === 'comment' ? 'reply' : a.kind === 'edit' ? 'edit' : undefined)

/** Where it stands; of what is counted only a page that saw it on its way speaks. */
export function answerState(a: Act, today: string, seen: boolean): string {
  const what = a.kind === 'comment' ? 'reply' : a.kind
  const state = pageState(a, today)
  if (state === 'handing') return state
  if (state === 'refused' || state === 'broken') return state === 'refused' ? 'lost' : 'idle' // what is broken, the alarm shows
  return state === 'counted' && !seen ? 'idle' : `${what}-${state}`
}
