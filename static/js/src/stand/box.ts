// A place to write what others will read. What is typed is kept in this browser until the booth has promised it, whatever happens meanwhile;
// and before it goes, what may say who the writer is is pointed out once. Only this browser looks.
import { utf8 } from '../bytes'
import { device } from '../kept'
import { hints } from './hints'
import type { Stand } from './stand'

const MAX = 4000 // bytes of the text; a longer one might not fit an envelope

export class Box {
  #held?: 'long' | 'hints'

  /** kept is the name under which what is typed is kept; changed is called whenever something is. */
  constructor(
    private stand: Stand,
    readonly area: HTMLTextAreaElement,
    private kept: string,
    changed: () => unknown,
  ) {
    const draft = device.getItem(kept)
    if (draft !== null && !area.value) area.value = draft
    area.addEventListener('input', () => {
      device.setItem(this.kept, area.value)
      const was = this.#held
      this.#held = undefined
      changed()
      if (was) area.focus() // a stand that shows something else must not take the cursor away
    })
  }

  get words(): string {
    return this.area.value.trim()
  }

  /** Why these words do not go; "hints" is no reason once the writer says so. Undefined: they go. */
  holds(anyway: boolean): 'long' | 'hints' | undefined {
    const found = anyway ? [] : hints(this.words)
    this.#held = utf8(this.words).length > MAX ? 'long' : found.length ? 'hints' : undefined
    this.stand.rows('hints', found.map(h => ({ is: [h.kind], fill: { words: h.words } })))
    return this.#held
  }

  /** Why what stands here did not go when it was last asked to. */
  get held(): 'long' | 'hints' | undefined {
    return this.#held
  }

  /** What has arrived needs no keeping; what was typed since does. */
  arrived(words: string): boolean {
    if (this.words !== words) return false
    this.forget()
    return true
  }

  forget(): void {
    this.area.value = ''
    this.#held = undefined
    device.removeItem(this.kept)
  }
}
