// The writing page. What is typed is kept on this device with every key; the booth gets it when somebody asks for that.
import { last } from '../act'
import { Stand } from '../stand/stand'
import { contentOf } from './ask'
import { drawNear } from './drafts'
import { Fields } from './fields'
import { overviewOf, refusal, saidOf } from './heard'
import { drawHints } from './hint'
import { drawNewer, newerThan, taken } from './newer'
import { overviewPath, standing } from './overview'
import { blankContent, contentJSON, isDirty, type Content, type Paper } from './paper'
import { changePaper, noteTyped, type Look } from './room'
import { save } from './say'
import { setLetter } from './set'
import { mergeContent } from './together'
import { lastSave, settle, writeState } from './write_state'

const PAUSE = 400 // ms without a key before what was typed goes into the store

export class Writer {
  #l?: Look
  #paper?: Paper
  #typed?: Content // newer than the store
  #timer?: ReturnType<typeof setTimeout>
  #working = false
  #fields: Fields
  #newer: Stand
  #hinted: Stand

  constructor(private stand: Stand, private again: () => unknown) {
    this.#newer = new Stand(stand.root.querySelector<HTMLElement>('[data-stand=newer]')!)
    this.#hinted = new Stand(stand.root.querySelector<HTMLElement>('[data-stand=hinted]')!)
    this.#fields = new Fields(stand.root)
    for (const e of this.#fields.all) e.addEventListener('input', () => this.#type())
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
    if (await settle(l, paper)) return // it is drawn again
    if (!paper.text) return this.#fetch(l, paper)
    this.#show(this.#typed ?? paper.text)
    const state = writeState(l, paper, !!this.#typed)
    this.stand.fill('sentence', lastSave(l, paper)?.refusal?.sentence ?? '')
    this.stand.fill('version', `${paper.number ?? standing(overviewOf(l, id))?.number ?? ''}`)
    this.stand.show(state)
    this.#showWrong(l, paper)
    drawNear(this.stand, l, `${this.text!.title} ${this.text!.ask}`, id)
    await drawNewer(this.#newer, l, paper, () => this.text!)
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

  #show(now: Content): void {
    this.#fields.show(now, !!this.#typed)
    this.#drawLetter(now)
  }

  #drawLetter(now: Content): void {
    setLetter(this.stand.root.querySelector('[data-preview]')!, now)
    drawHints(this.#hinted, now)
  }

  #type(): void {
    const [l, p] = [this.#l, this.#paper]
    if (!l || !p?.text) return
    this.#typed = this.#fields.read()
    noteTyped(p.id, this.#typed)
    this.#drawLetter(this.#typed)
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
      this.#fields.all.forEach(e => e.blur())
    } finally {
      this.#working = false
    }
    this.#fields.focus()
    this.again()
  }

  /** Puts an older text here, to be saved on top of what stands. */
  async restore(text: Content): Promise<void> {
    const p = this.#paper
    if (!p) return
    await this.flush()
    await changePaper(p.id, () => ({ text, edited: Date.now() }))
    this.again()
    this.#fields.focus()
  }
}
