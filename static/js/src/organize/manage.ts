// Everything that organizers do besides writing: what comes next in each state, what is on its way, taking back, telling, delivering.
import { drawHints } from './hint'
import { last, type Act } from '../act'
import type { Field } from '../pass/promise'
import type { OrganizersKind } from '../pass/statement'
import { dayWords, Stand, type Row } from '../stand/stand'
import { leadTo, lifeOf, untitled } from './drafts'
import { isDirty, lengthOf, textHash, unready, type Paper } from './paper'
import { overviewPath, standing, type Overview } from './overview'
import { contentOf, isUnseen, isWaiting, lookSoon, overviewOf, refusal, saidOf, say, type Look } from './room'
import { setLetter } from './set'
import { People } from './people'
import { Speech } from './speech'
import { said } from '../tongue'

const FIRST = 33 // per cent of the goal: from then on it can be delivered

export class Manager {
  #l?: Look
  #paper?: Paper
  #working = false
  #looking = false // the last look before the text is frozen
  #delivering = false
  #gather: Stand
  #deliver: Stand
  #hinted: Stand
  #people: People
  #speech: Speech

  constructor(private stand: Stand, private again: () => unknown) {
    const nested = (name: string) => new Stand(stand.root.querySelector<HTMLElement>(`[data-stand=${name}]`)!)
    ;[this.#gather, this.#deliver, this.#hinted] = [nested('gather'), nested('deliver'), nested('hinted')]
    this.#people = new People(nested('people'), (kind, body) => this.#say(kind, body), again)
    this.#speech = new Speech(nested('speech'), (kind, body) => this.#say(kind, body), again)
    this.#gather.on('look', () => this.#look(true))
    this.#gather.on('not-yet', () => this.#look(false))
    this.#gather.on('gathering', () => this.#freeze())
    this.#deliver.on('ask-delivery', () => this.#askDelivery(true))
    this.#deliver.on('no-delivery', () => this.#askDelivery(false))
    this.#deliver.on('delivery', () => this.#say('delivery', ''))
    stand.on('mending', () => this.#say('mending', ''))
    stand.on('taking', () => this.#one('taking'))
    stand.on('update', () => this.#update())
    stand.on('outcome', form => this.#outcome(form))
    stand.on('copy', button => copy(button))
    for (const e of stand.root.querySelectorAll('.counted')) e.addEventListener('input', () => countUsed(e))
  }

  async draw(l: Look, id: string): Promise<void> {
    const paper = l.papers.find(p => p.id === id)
    if (paper?.id !== this.#paper?.id) this.#fresh()
    ;[this.#l, this.#paper] = [l, paper]
    if (!paper) return this.stand.show('missing')
    const o = overviewOf(l, id)
    const refused = refusal(l, overviewPath(id))
    const known = l.now.petitions.find(p => p.id === id)
    this.stand.fill('title', paper.text?.title.trim() || known?.title || untitled())
    this.stand.fill('ask', paper.text?.ask.trim() || known?.ask || '')
    this.stand.fill('place', `${o?.place || ''}`)
    for (const a of this.stand.root.querySelectorAll<HTMLAnchorElement>('[data-to=draft]')) a.href = `#/draft/${id}`
    leadTo(this.stand.root, id)
    for (const e of this.stand.root.querySelectorAll<HTMLInputElement>('#link-sponsors, #link-share')) e.value = `${location.origin}/petitions/${id}`
    if (known) {
      this.stand.fill('count', known.count.toLocaleString(lang()))
      this.stand.fill('goal', known.goal.toLocaleString(lang()))
    }
    if (refused === 'organizer_gone') return this.stand.show('gone')
    this.#drawWay(l, paper, o)
    this.#drawHappened(o)
    this.#people.draw(l, paper, o)
    this.#speech.draw(id, !!known?.voice, isWaiting(l, paper, 'speaking'))
    await this.#drawGather(l, paper, o)
    this.#drawDelivery(l, paper, known)
    this.stand.show(!o ? (refused === 'draft_missing' || !paper.saved ? 'unsaved' : 'reading') : lifeOf(l, paper))
  }

  #fresh(): void {
    ;[this.#looking, this.#delivering] = [false, false]
    for (const form of this.stand.root.querySelectorAll('form')) form.reset()
  }

  // ── freezing ──

  async #drawGather(l: Look, p: Paper, o: Overview | undefined): Promise<void> {
    const v = standing(o)
    const content = v && (p.agreed && v.id === p.base ? p.agreed : await contentOf(l, p, v.number))
    if (isWaiting(l, p, 'gathering')) return this.#gather.show('sent')
    if (!v || !content) return this.#gather.show('reading')
    if (isDirty(p) || p.handed) return this.#gather.show('changed')
    if (v.id !== p.base && (p.number ?? 0) < v.number) return this.#gather.show('newer')
    const missing = unready(content)
    for (const e of this.#gather.root.querySelectorAll<HTMLElement>('[data-unready]')) e.hidden = !missing.includes(e.dataset.unready as 'title')
    if (missing.length) return this.#gather.show('unready')
    setLetter(this.#gather.root.querySelector('[data-preview]')!, content)
    drawHints(this.#hinted, content)
    this.#gather.show(this.#looking ? 'look' : 'ready')
  }

  #look(yes: boolean): void {
    this.#looking = yes
    this.again()
    if (yes) setTimeout(() => this.#gather.root.querySelector<HTMLElement>('h3')!.focus(), 50)
  }

  async #freeze(): Promise<void> {
    const [l, p] = [this.#l, this.#paper]
    const v = l && p && standing(overviewOf(l, p.id))
    const content = v && (await contentOf2(l, p, v.number))
    if (!v || !content) return
    const hash = await textHash(content)
    this.#looking = false
    await this.#say('gathering', v.id, hash)
  }

  // ── delivery ──

  #drawDelivery(l: Look, p: Paper, known: { count: number; goal: number } | undefined): void {
    const first = known ? Math.max(1, Math.ceil((known.goal * FIRST) / 100)) : 0
    this.#deliver.fill('first', first.toLocaleString(lang()))
    if (isWaiting(l, p, 'delivery') || overviewOf(l, p.id)?.waiting.some(w => w.kind === 'delivery')) return this.#deliver.show('sent')
    this.#deliver.show(!known || known.count < first ? 'early' : this.#delivering ? 'asked' : 'ready')
  }

  #askDelivery(yes: boolean): void {
    this.#delivering = yes
    this.again()
  }

  // ── saying ──

  async #say(kind: OrganizersKind, body: string, text?: string): Promise<void> {
    const [l, p] = [this.#l, this.#paper]
    if (!l || !p || this.#working || (kind !== 'invitation' && isWaiting(l, p, kind))) return
    this.#working = true
    try {
      await say(l, p, `${kind} ${crypto.randomUUID()}`, [{ kind, body, ...(text && { text }) }])
      lookSoon(p.id)
    } finally {
      this.#working = false
      this.again()
    }
  }

  async #one(name: 'taking'): Promise<void> {
    const box = this.stand.root.querySelector<HTMLInputElement>(`[name=${name}]`)!
    const reason = box.value.replace(/\s+/g, ' ').trim()
    if (this.#wrong(name, !reason, box)) return
    await this.#say(name, reason)
    box.value = ''
  }

  async #update(): Promise<void> {
    const box = this.stand.root.querySelector<HTMLTextAreaElement>('[name=update]')!
    const words = box.value.replace(/\r\n?/g, '\n').trim()
    const long = lengthOf(words) > 3000 || new TextEncoder().encode(words).length > 4000
    if (this.#wrong('update', !words || long, box)) return
    await this.#say('update', words)
    box.value = ''
    countUsed(box.closest('.counted')!)
  }

  async #outcome(form: HTMLElement): Promise<void> {
    const chosen = form.querySelector<HTMLInputElement>('[name=outcome]:checked')?.value
    const box = form.querySelector<HTMLInputElement>('[name=reason]')!
    const reason = box.value.replace(/\s+/g, ' ').trim()
    if (this.#wrong('outcome', !chosen || !reason, chosen ? box : form.querySelector<HTMLInputElement>('[name=outcome]')!)) return
    await this.#say('outcome', `${chosen}\n${reason}`)
    ;(form as HTMLFormElement).reset()
  }

  /** Says beside the field what is wrong, and takes the keyboard there. */
  #wrong(name: string, wrong: boolean, box: HTMLElement): boolean {
    const e = this.stand.root.querySelector<HTMLElement>(`[data-wrong=${name}]`)!
    e.hidden = !wrong
    e.closest('.field')?.classList.toggle('field-wrong', wrong)
    if (wrong) box.focus()
    return wrong
  }

  // ── what becomes of it ──

  #drawWay(l: Look, p: Paper, o: Overview | undefined): void {
    const kinds = [...new Set(saidOf(l, p).map(a => a.kind))].filter(k => !['draft', 'invitation'].includes(k))
    const own = kinds.map(k => last(saidOf(l, p, k))!).filter(a => isUnseen(l, p, a) || (a.state === 'refused' && a.day === l.now.day))
    const rows = [
      ...own.map(ownRow),
      ...(o?.waiting ?? []).map((w): Row => ({ is: [w.kind, 'waits', 'by'], fill: { by: w.by, day: dayWords(w.day) } })),
      ...(o?.dropped ?? []).map((d): Row => ({ is: [d.kind, 'dropped', 'by'], fill: { by: d.by, day: dayWords(d.day), sentence: said(d) } })),
    ]
    this.stand.rows('way', rows)
    this.stand.root.querySelector<HTMLElement>('[data-way]')!.hidden = !rows.length
  }

  #drawHappened(o: Overview | undefined): void {
    const rows = (o?.happened ?? []).map((h): Row => ({ is: [h.kind, 'by'], fill: { by: h.by, day: dayWords(h.day), note: h.note } }))
    this.stand.rows('happened', rows)
    this.stand.root.querySelector<HTMLElement>('[data-happened]')!.hidden = !rows.length
  }
}

const contentOf2 = async (l: Look, p: Paper, number: number) => (p.agreed && p.number === number ? p.agreed : contentOf(l, p, number))

function ownRow(a: Act): Row {
  const fields = a.refusal?.fields?.map((f: Field) => f.sentence).join(' ') ?? ''
  const is = [a.kind, a.state === 'refused' ? 'refused' : 'handing', ...(fields ? ['fields'] : [])]
  return { is, fill: { sentence: a.refusal?.sentence ?? '', fields } }
}

/** Puts the address beside the button into the clipboard; where the browser refuses, it is marked, to be copied by hand. */
export async function copy(button: HTMLElement): Promise<void> {
  const box = button.parentElement!.querySelector<HTMLInputElement>('[data-link-field]')!
  box.select()
  const said = button.closest('li, .link-field')!.querySelector<HTMLElement>('[data-copied]')
  const done = await navigator.clipboard?.writeText(box.value).then(() => true, () => false)
  if (said) said.hidden = !done
}

function countUsed(field: Element): void {
  const box = field.querySelector<HTMLTextAreaElement>('input, textarea')!
  field.querySelector('[data-used]')!.textContent = lengthOf(box.value).toLocaleString(lang())
}

const lang = () => document.documentElement.lang || undefined
