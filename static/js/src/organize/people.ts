// Who writes along: organizers under their pseudonyms, invitations that wait for an answer, and what became of others.
import { getPublicKeyAsync } from '@noble/ed25519'
import { b64url, text } from '../bytes'
import type { OrganizersKind } from '../pass/statement'
import { root } from '../recovery/seed'
import { dayWords, type Row, type Stand } from '../stand/stand'
import type { Overview } from './overview'
import type { Paper } from './paper'
import { invitationKey, invitationSecret } from './invitation'
import { saidOf } from './heard'
import { type Look } from './room'

const MOST = 40 // invitations of one organizer

type Tell = (kind: OrganizersKind, body: string) => Promise<void>

export class People {
  #l?: Look
  #paper?: Paper
  #o?: Overview
  #removing?: string
  #links = new Map<number, string>() // of this paper's own invitations
  #inviting = false

  constructor(private stand: Stand, private say: Tell, private again: () => unknown) {
    stand.on('invitation', () => this.#invite())
    stand.on('revoke', button => this.say('removal', button.dataset.key!))
    stand.on('remove', button => this.#ask(button.dataset.key))
    stand.on('keep', () => this.#ask(undefined))
    stand.on('removal', async () => {
      const key = this.#removing
      this.#ask(undefined)
      if (key) await this.say('removal', key)
    })
    stand.on('leaving', () => this.say('leaving', ''))
  }

  draw(l: Look, paper: Paper, o: Overview | undefined): void {
    if (paper.id !== this.#paper?.id) {
      this.#links.clear()
      this.#ask(undefined)
    }
    ;[this.#l, this.#paper, this.#o] = [l, paper, o]
    this.stand.rows('people', (o?.organizers ?? []).map((p): Row => ({
      is: [p.opener ? 'opener' : 'joined', ...(p.you ? ['you'] : []), ...(p.removable ? ['removable'] : [])],
      fill: { name: p.name, day: dayWords(p.day), whom: ` ${p.name}` }, key: p.key,
    })))
    void this.#drawInvitations(l, paper, o)
    this.stand.rows('answers', (o?.answers ?? []).slice(0, 5).map((a): Row => ({ is: [a.answer], fill: { number: `${a.number}`, name: a.name } })))
    this.stand.show(!o ? 'unsaved' : o.organizers.length > 1 ? 'together' : 'alone')
  }

  async #drawInvitations(l: Look, p: Paper, o: Overview | undefined): Promise<void> {
    const known = new Set([...(o?.invitations ?? []), ...(o?.answers ?? [])].map(i => i.key))
    const own = invited(l, p).filter(i => !known.has(i.key) && i.state !== 'refused')
    const numbers = [...own.map(i => i.number), ...(o?.invitations ?? []).filter(i => i.yours).map(i => i.number)]
    for (const n of numbers) if (!this.#links.has(n)) this.#links.set(n, await linkOf(l, p, n))
    this.stand.rows('invitations', [
      ...own.map((i): Row => ({ is: ['handing', 'yours'], fill: { number: `${i.number}` }, key: i.key, value: this.#links.get(i.number) })),
      ...(o?.invitations ?? []).map((i): Row => ({
        is: ['open', i.yours ? 'yours' : 'others'], fill: { number: `${i.number}`, by: i.by, until: dayWords(i.until) }, key: i.key, value: this.#links.get(i.number),
      })),
    ])
  }

  /** One at a time: each needs a number that none had before. */
  async #invite(): Promise<void> {
    const [l, p, o] = [this.#l, this.#paper, this.#o]
    if (!l || !p || !o || this.#inviting) return
    this.#inviting = true
    try {
      const used = [...invited(l, p).map(i => i.number), ...[...o.invitations, ...o.answers].filter(i => i.by === o.you).map(i => i.number)]
      const number = 1 + Math.max(0, ...used)
      if (number > MOST) return
      const secret = await invitationKey(l.now.origin, p.id, await invitationSecret(await root(), l.now.origin, p.id, number))
      await this.say('invitation', `${number}\n${b64url(await getPublicKeyAsync(secret))}`)
    } finally {
      this.#inviting = false
    }
  }

  #ask(key: string | undefined): void {
    this.#removing = key
    const box = this.stand.root.querySelector<HTMLElement>('[data-confirm=remove]')!
    const was = box.hidden
    box.hidden = !key
    if (was && key) box.querySelector('button')!.focus()
    else if (!was && !key) this.again()
  }
}

/** The invitations that this device has made. */
function invited(l: Look, p: Paper): { number: number; key: string; state: string }[] {
  return saidOf(l, p, 'invitation').map(a => {
    const [number, key] = text(a.body).split('\n')
    return { number: Number(number), key: key!, state: a.state }
  })
}

async function linkOf(l: Look, p: Paper, number: number): Promise<string> {
  const secret = await invitationSecret(await root(), l.now.origin, p.id, number)
  return `${location.origin}/wallet#/join/${p.id}/${b64url(secret)}`
}
