// What in a petition may say who wrote it, pointed out while it is written and before sponsors are asked. Only this browser looks.
import { hints } from '../stand/hints'
import type { Stand } from '../stand/stand'
import type { Content } from './paper'

/** Fills a stand that has no other state than these: none, hints. */
export function drawHints(stand: Stand, of: Content): void {
  const found = hints([of.title, of.ask, of.addressee, of.background].join('\n'))
  stand.rows('hints', found.map(h => ({ is: [h.kind], fill: { words: h.words } })))
  stand.show(found.length ? 'hints' : 'none')
}
