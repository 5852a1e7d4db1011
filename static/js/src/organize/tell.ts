// What organizers say in words: news, what came of it, and why they take it back. What is missing is said beside its field.
import type { OrganizersKind } from '../pass/statement'
import type { Stand } from '../stand/stand'
import { lengthOf } from './paper'
import { countUsed } from './used'

export class Telling {
  constructor(private stand: Stand, private say: (kind: OrganizersKind, body: string) => Promise<void>) {
    stand.on('taking', () => this.#one('taking'))
    stand.on('update', () => this.#update())
    stand.on('outcome', form => this.#outcome(form))
    for (const e of stand.root.querySelectorAll('.counted')) e.addEventListener('input', () => countUsed(e))
  }

  async #one(name: 'taking'): Promise<void> {
    const box = this.stand.root.querySelector<HTMLInputElement>(`[name=${name}]`)!
    const reason = box.value.replace(/\s+/g, ' ').trim()
    if (this.#wrong(name, !reason, box)) return
    await this.say(name, reason)
    box.value = ''
  }

  async #update(): Promise<void> {
    const box = this.stand.root.querySelector<HTMLTextAreaElement>('[name=update]')!
    const words = box.value.replace(/\r\n?/g, '\n').trim()
    const long = lengthOf(words) > 3000 || new TextEncoder().encode(words).length > 4000
    if (this.#wrong('update', !words || long, box)) return
    await this.say('update', words)
    box.value = ''
    countUsed(box.closest('.counted')!)
  }

  async #outcome(form: HTMLElement): Promise<void> {
    const chosen = form.querySelector<HTMLInputElement>('[name=outcome]:checked')?.value
    const box = form.querySelector<HTMLInputElement>('[name=reason]')!
    const reason = box.value.replace(/\s+/g, ' ').trim()
    if (this.#wrong('outcome', !chosen || !reason, chosen ? box : form.querySelector<HTMLInputElement>('[name=outcome]')!)) return
    await this.say('outcome', `${chosen}\n${reason}`)
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
}
