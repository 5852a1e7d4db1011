// What organizers do besides writing: a petition's page, in each state what comes next there. Its parts do one thing each: freeze, deliver, tell,
// invite, speak; what they say goes out here.
import type { OrganizersKind } from '../pass/statement'
import { Stand } from '../stand/stand'
import { lookSoon } from './ask'
import { copy } from './copy'
import { Delivering } from './deliver'
import { leadTo, lifeOf, untitled } from './drafts'
import { Gathering } from './gather'
import { isWaiting, overviewOf, refusal } from './heard'
import { overviewPath } from './overview'
import type { Paper } from './paper'
import { People } from './people'
import type { Look } from './room'
import { say } from './say'
import { Speech } from './speech'
import { Telling } from './tell'
import { lang } from './used'
import { drawHappened, drawWay } from './way'

export class Manager {
  #l?: Look
  #paper?: Paper
  #working = false
  #gathering: Gathering
  #delivering: Delivering
  #people: People
  #speech: Speech

  constructor(private stand: Stand, private again: () => unknown) {
    const nested = (name: string) => new Stand(stand.root.querySelector<HTMLElement>(`[data-stand=${name}]`)!)
    const say = (kind: OrganizersKind, body: string, text?: string) => this.#say(kind, body, text)
    this.#people = new People(nested('people'), say, again)
    this.#speech = new Speech(nested('speech'), say, again)
    this.#gathering = new Gathering(nested('gather'), nested('hinted'), say, again)
    this.#delivering = new Delivering(nested('deliver'), say, again)
    new Telling(stand, say)
    stand.on('mending', () => say('mending', ''))
    stand.on('copy', button => copy(button))
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
    drawWay(this.stand, l, paper, o)
    drawHappened(this.stand, o)
    this.#people.draw(l, paper, o)
    this.#speech.draw(id, !!known?.voice, isWaiting(l, paper, 'speaking'))
    await this.#gathering.draw(l, paper, o)
    this.#delivering.draw(l, paper, known)
    this.stand.show(!o ? (refused === 'draft_missing' || !paper.saved ? 'unsaved' : 'reading') : lifeOf(l, paper))
  }

  #fresh(): void {
    this.#gathering.fresh()
    this.#delivering.fresh()
    for (const form of this.stand.root.querySelectorAll('form')) form.reset()
  }

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
}
