// An invitation, from its link to its answer. The secret leaves the address bar at once and stays in this tab alone.
import { getPublicKeyAsync } from '@noble/ed25519'
import { last } from '../act'
import { b64url, text, unb64url } from '../bytes'
import { tab } from '../kept'
import { root, rootOrNew } from '../recovery/seed'
import { dayWords, type Stand } from '../stand/stand'
import { invitationPath, overviewPath, type Invited } from './overview'
import type { Paper } from './paper'
import { answerBody, invitationKey } from './invitation'
import { ask, askWith, lookSoon } from './ask'
import { answer, overviewOf, refusal, saidOf } from './heard'
import { invitedPaper } from './place'
import { putPaper, type Look } from './room'
import { say } from './say'

const KEY = 'rr.invitation'
const FORM = /#\/join\/([a-z2-7]{16})\/([\w-]{22})$/

type Kept = { id: string; secret: string }
const kept = (): Kept | undefined => JSON.parse(tab.getItem(KEY) ?? 'null') ?? undefined

/** Takes the secret out of the address: neither history nor a glance at the screen keeps it. */
export function takeInvitation(): void {
  const found = FORM.exec(location.hash)
  if (!found) return
  tab.setItem(KEY, JSON.stringify({ id: found[1], secret: found[2] }))
  history.replaceState(history.state, '', '#/join')
}

/** Whether this wallet has a seed: without one it cannot have answered anything. */
const isKnown = (): Promise<boolean> => root().then(() => true, () => false)

export class Joiner {
  #l?: Look
  #asked?: string
  #malformed = false
  #working = false

  constructor(private stand: Stand, private again: () => unknown) {
    stand.on('open-invitation', () => this.#open())
    stand.on('joining', () => this.#answer('joining'))
    stand.on('declining', () => this.#answer('declining'))
  }

  async draw(l: Look): Promise<void> {
    this.#l = l
    const invitation = kept()
    if (!invitation) return this.stand.show(this.#malformed ? 'malformed' : 'none')
    const path = invitationPath(invitation.id)
    const secret = await invitationKey(l.now.origin, invitation.id, unb64url(invitation.secret))
    if (this.#asked !== invitation.secret) {
      this.#asked = invitation.secret
      l.readings.delete(path)
      await askWith(l, invitation.id, path, secret)
    }
    const told = answer<Invited>(l, path)
    this.stand.fill('title', told?.title ?? '')
    this.stand.fill('ask', told?.ask ?? '')
    this.stand.fill('by', told?.by ?? '')
    this.stand.fill('organizers', `${told?.organizers ?? ''}`)
    this.stand.fill('until', dayWords(told?.until))
    const over = refusal(l, path)
    const paper = (await this.#paper(l, invitation.id)) ?? (over ? await this.#back(l, invitation.id) : undefined)
    for (const a of this.stand.root.querySelectorAll<HTMLAnchorElement>('[data-to=draft]')) a.href = `#/draft/${invitation.id}`
    const asking = !!over && !paper && l.readings.get(overviewPath(invitation.id))?.status === undefined && (await isKnown())
    this.#show(l, paper, b64url(await getPublicKeyAsync(secret)), told, asking ? undefined : over)
  }

  #show(l: Look, paper: Paper | undefined, invitation: string, told: Invited | undefined, refused: string | undefined): void {
    const act = paper && last(saidOf(l, paper).filter(a => (a.kind === 'joining' || a.kind === 'declining') && text(a.body).startsWith(invitation)))
    this.stand.fill('sentence', act?.refusal?.sentence ?? '')
    if (act?.state === 'waiting') return this.stand.show(act.kind === 'joining' ? 'accepting' : 'declining')
    if (act?.state === 'promised') return this.stand.show(act.kind === 'joining' ? 'joined' : 'declined')
    if (paper && overviewOf(l, paper.id)?.organizers.some(o => o.you)) return this.stand.show('joined')
    if (act?.state === 'refused') return this.stand.show(['invitation_over'].includes(act.refusal!.refusal) ? 'over' : 'refused')
    this.stand.show(told ? 'open' : refused ? 'over' : 'asking')
  }

  #open(): void {
    const box = this.stand.root.querySelector<HTMLInputElement>('[name=link]')!
    const found = FORM.exec(box.value.trim())
    this.#malformed = !found
    if (found) tab.setItem(KEY, JSON.stringify({ id: found[1], secret: found[2] }))
    else box.focus()
    box.value = found ? '' : box.value
    this.again()
  }

  async #answer(kind: 'joining' | 'declining'): Promise<void> {
    const [l, invitation] = [this.#l, kept()]
    if (!l || !invitation || this.#working) return
    this.#working = true
    try {
      const paper = l.papers.find(p => p.id === invitation.id) ?? (await invitedPaper(l.now, await rootOrNew(), invitation.id))
      const secret = await invitationKey(l.now.origin, invitation.id, unb64url(invitation.secret))
      const body = await answerBody(kind, l.now.origin, invitation.id, secret, paper.key)
      await say(l, paper, `${kind} ${invitation.secret}`, [{ kind, body }])
      if (kind === 'joining') await putPaper(paper)
      lookSoon(paper.id)
    } finally {
      this.#working = false
      this.again()
    }
  }

  /** An invitation that was answered with this wallet's own seed, on a device that is lost: the booth knows this organizer still. */
  async #back(l: Look, id: string): Promise<Paper | undefined> {
    if (!(await isKnown()) || refusal(l, overviewPath(id))) return undefined
    const paper = await invitedPaper(l.now, await rootOrNew(), id)
    const told = overviewOf(l, id)
    if (!told) return void (await ask(l, paper, overviewPath(id)))
    if (!told.organizers.some(o => o.you)) return undefined
    await putPaper(paper)
    return paper
  }

  async #paper(l: Look, id: string): Promise<Paper | undefined> {
    const there = l.papers.find(p => p.id === id)
    if (there || !l.acts.some(a => a.petition === id)) return there
    return invitedPaper(l.now, await rootOrNew(), id)
  }
}
