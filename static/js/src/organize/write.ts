// The writing page. What is typed is kept on this device with every key; the booth gets it when somebody asks for that.
import type { Act } from '../act'
import { last } from '../act'
import { Stand } from '../stand/stand'
import { mergeContent } from './together'
import { drawNear, lifeOf } from './drafts'
import { blankContent, contentJSON, isDirty, lengthOf, MEMBERS, sameContent, type Content, type Paper } from './paper'
import { overviewPath, standing, type Saved } from './overview'
import { changePaper, contentOf, lookSoon, noteTyped, overviewOf, refusal, save, saidOf, type Look } from './room'
import { drawHints } from './hint'
import { setChanges, setLetter } from './set'
import { dayWords } from '../stand/stand'

const PAUSE = 400 // ms without a key before what was typed goes into the store

export class Writer {
  #l?: Look
  #paper?: Paper
  #typed?: Content // newer than the store
  #timer?: ReturnType<typeof setTimeout>
  #working = false
  #newer: Stand
  #hinted: Stand

  constructor(private stand: Stand, private again: () => unknown) {
    this.#newer = new Stand(stand.root.querySelector<HTMLElement>('[data-stand=newer]')!)
    this.#hinted = new Stand(stand.root.querySelector<HTMLElement>('[data-stand=hinted]')!)
    for (const e of this.#fields()) e.addEventListener('input', () => this.#type())
    for (const e of stand.root.querySelectorAll('.counted')) e.addEventListener('input', () => count(e))
    for (const e of stand.root.querySelectorAll<HTMLElement>('[data-line]')) e.addEventListener('keydown', k => k.key === 'Enter' && k.preventDefault()) // one line, however long
    stand.on('save', () => this.#save())
    this.#newer.on('take', () => this.#resolve('theirs'))
    this.#newer.on('both', () => this.#resolve('both'))
    this.#newer.on('mine', () => this.#resolve('mine'))
    addEventListener('pagehide', () => this.flush())
  }

  /** What stands here now; undefined where nothing is known. */
  get text(): Content | undefined {
    return this.#typed ?? this.#paper?.text
  }

  async draw(l: Look, id: string): Promise<void> {
    const paper = l.papers.find(p => p.id === id)
    if (paper?.id !== this.#paper?.id) await this.flush()
    ;[this.#l, this.#paper] = [l, paper]
    for (const a of this.stand.root.querySelectorAll<HTMLAnchorElement>('[data-to=organize]')) a.href = `#/organize/${id}`
    if (!paper) return this.stand.show('missing')
    if (await this.#settle(l, paper)) return // it is drawn again
    if (!paper.text) return this.#fetch(l, paper)
    this.#show(paper.text)
    const state = writeState(l, paper, !!this.#typed)
    this.stand.fill('sentence', lastSave(l, paper)?.refusal?.sentence ?? '')
    this.stand.fill('version', `${paper.number ?? standing(overviewOf(l, id))?.number ?? ''}`)
    this.stand.show(state)
    this.#showWrong(l, paper)
    drawNear(this.stand, l, `${this.text!.title} ${this.text!.ask}`, id)
    await this.#drawNewer(l, paper)
  }

  /** What the booth found wrong with the text when sponsors were asked for, beside each field, until something else is handed in. */
  #showWrong(l: Look, p: Paper): void {
    const asked = last(saidOf(l, p, 'gathering'))
    const wrong = asked?.state === 'refused' && last(saidOf(l, p))?.id === asked.id && !isDirty(p) ? (asked.refusal?.fields ?? []) : []
    for (const e of this.stand.root.querySelectorAll<HTMLElement>('[data-wrong]')) {
      const found = wrong.find(f => f.field === e.dataset.wrong)
      e.textContent = found?.sentence ?? ''
      e.hidden = !found
    }
  }

  /** What has become of the last save. Reports whether the paper was changed. */
  async #settle(l: Look, p: Paper): Promise<boolean> {
    if (!p.handed) return false
    const acts = saidOf(l, p, 'draft').filter(a => a.wish === p.handed!.id)
    const { handed } = p
    const version = acts.find(a => a.promise?.version)?.promise!.version
    const refused = acts.find(a => a.state === 'refused')
    if (version) {
      await changePaper(p.id, now => ({ handed: undefined, number: version.number, beside: version.beside, ...(!version.beside && { agreed: handed.content }), ...(now.base === handed.id && { base: version.id }) }))
      lookSoon(p.id)
      return true
    }
    if (!refused) return false
    const there = refused.refusal?.refusal === 'version_saved'
    await changePaper(p.id, () => ({ handed: undefined, ...(!there && { base: handed.base, saved: undefined }) }))
    lookSoon(p.id)
    return true
  }

  /** Another device or organizer began it: the text comes from the booth. */
  async #fetch(l: Look, p: Paper): Promise<void> {
    const refused = refusal(l, overviewPath(p.id))
    if (refused === 'organizer_gone' || refused === 'draft_missing') return this.stand.show('gone')
    this.stand.show('reading')
    const o = overviewOf(l, p.id)
    const v = standing(o)
    if (o && !o.stands) return changePaper(p.id, () => ({ text: blankContent(document.documentElement.lang || 'en') }))
    const text = v && (await contentOf(l, p, v.number))
    if (text) await changePaper(p.id, () => taken(v, text))
  }

  #fields(): (HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[] {
    return MEMBERS.map(m => this.stand.root.querySelector<HTMLInputElement>(`form [name=${m}]`)!)
  }

  /** A field that somebody types into in this tab is left alone. */
  #show(text: Content): void {
    const now = this.#typed ?? text
    for (const e of this.#fields()) {
      const value = e.name === 'goal' ? (now.goal ? `${now.goal}` : '') : String(now[e.name as keyof Content])
      if (e.value !== value && !(this.#typed && document.activeElement === e)) set(e, value)
    }
    this.stand.root.querySelectorAll('.counted').forEach(count)
    setLetter(this.stand.root.querySelector('[data-preview]')!, now)
    drawHints(this.#hinted, now)
  }

  #read(): Content {
    const all = Object.fromEntries(this.#fields().map(e => [e.name, e.value])) as Record<keyof Content, string>
    return { ...all, goal: Number(all.goal.replace(/\D/g, '').slice(0, 7)) }
  }

  #type(): void {
    const [l, p] = [this.#l, this.#paper]
    if (!l || !p?.text) return
    this.#typed = this.#read()
    noteTyped(p.id, this.#typed)
    setLetter(this.stand.root.querySelector('[data-preview]')!, this.#typed)
    drawHints(this.#hinted, this.#typed)
    drawNear(this.stand, l, `${this.#typed.title} ${this.#typed.ask}`, p.id)
    this.stand.show(writeState(l, { ...p, text: this.#typed }, true))
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.flush(), PAUSE)
  }

  /** Writes what was typed into the store. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    const [p, text] = [this.#paper, this.#typed]
    if (!p || !text) return
    this.#paper = { ...p, text } // from here on, whatever the store still says
    await changePaper(p.id, () => ({ text, edited: Date.now() }))
    if (this.#typed === text) this.#typed = undefined // unless more was typed meanwhile
    this.again()
  }

  async #save(): Promise<void> {
    const [l, p] = [this.#l, this.#paper]
    if (!l || !p?.text || this.#working) return
    this.#working = true
    try {
      const now = { ...p, text: this.text }
      await this.flush()
      if (contentJSON(now.text!) !== p.saved && !p.handed) await save(l, now)
    } finally {
      this.#working = false
      this.again()
    }
  }

  // ── somebody else has saved ──

  async #drawNewer(l: Look, p: Paper): Promise<void> {
    const v = newerThan(l, p)
    const place = this.#newer.root.querySelector<HTMLElement>('[data-changes]')!
    if (!v) return this.#newer.show('none')
    this.#newer.fill('number', `${v.number}`)
    this.#newer.fill('by', v.by)
    this.#newer.fill('day', dayWords(v.day))
    const theirs = await contentOf(l, p, v.number)
    if (!theirs) return this.#newer.show('reading')
    setChanges(place, this.text!, theirs)
    const safe = !isDirty({ ...p, text: this.text }) && !p.beside
    this.#newer.show(safe || sameContent(this.text, theirs) ? 'newer' : 'beside')
  }

  /** Goes on from the version that stands. What was written here and is given up was handed in before. */
  async #resolve(how: 'theirs' | 'both' | 'mine'): Promise<void> {
    const [l, p] = [this.#l, this.#paper]
    const v = l && p && newerThan(l, p)
    const theirs = v && (await contentOf(l, p, v.number))
    if (!theirs || this.#working) return
    this.#working = true
    try {
      const mine = this.text!
      await this.flush()
      const both = how === 'both' ? mergeContent(p.agreed ?? blankContent(mine.language), theirs, mine) : undefined
      if (how === 'theirs' && isDirty({ ...p, text: mine })) await save(l, { ...p, text: mine })
      const text = both?.text ?? (how === 'theirs' ? theirs : mine)
      await changePaper(p.id, () => ({ ...taken(v, theirs), text, edited: Date.now() }))
      this.#typed = undefined
      this.#newer.root.querySelector<HTMLElement>('[data-clash]')!.hidden = !both?.clash
      this.#fields().forEach(e => e.blur())
    } finally {
      this.#working = false
    }
    this.stand.root.querySelector<HTMLElement>('form [name=title]')!.focus()
    this.again()
  }

  /** Puts an older text here, to be saved on top of what stands. */
  async restore(text: Content): Promise<void> {
    const p = this.#paper
    if (!p) return
    await this.flush()
    await changePaper(p.id, () => ({ text, edited: Date.now() }))
    this.again()
    this.stand.root.querySelector<HTMLElement>('form [name=title]')!.focus()
  }
}

const set = (e: { value: string }, value: string) => void (e.value = value)

/** This text goes on from a version that stands. */
const taken = (v: Saved, content: Content): Partial<Paper> => ({
  text: content, base: v.id, agreed: content, saved: contentJSON(content), number: v.number, beside: false, handed: undefined,
})

const lastSave = (l: Look, p: Paper): Act | undefined => last(saidOf(l, p, 'draft'))

export function writeState(l: Look, p: Paper, typing: boolean): string {
  const refused = refusal(l, overviewPath(p.id))
  if (refused === 'organizer_gone') return 'gone'
  const life = lifeOf(l, p)
  if (life !== 'draft') return 'frozen'
  const act = lastSave(l, p)
  if (p.handed || act?.state === 'waiting') return typing ? 'handing' : 'handing'
  if (act?.state === 'refused' && act.refusal?.refusal !== 'version_saved' && isDirty(p)) return 'refused'
  if (!p.number) return 'here'
  return isDirty(p) ? 'changed' : 'kept'
}

/** The version that stands, if this text does not go on from it and did not come after it. */
function newerThan(l: Look, p: Paper): Saved | undefined {
  const v = standing(overviewOf(l, p.id))
  if (!v || p.handed || v.id === p.base || lifeOf(l, p) !== 'draft') return undefined
  return !p.beside && (p.number ?? 0) >= v.number ? undefined : v // the booth was asked before this was saved
}

/** How much of a text is used. */
function count(field: Element): void {
  const box = field.querySelector<HTMLInputElement>('input, textarea')!
  const [n, most] = [lengthOf(box.value.replace(/\r\n?/g, '\n')), Number((field as HTMLElement).dataset.most)]
  field.querySelector('[data-used]')!.textContent = n.toLocaleString(document.documentElement.lang || undefined)
  field.classList.toggle('field-wrong', n > most)
  box.setAttribute('aria-invalid', String(n > most))
}
