// Setting what was written: the letter as the petition's page sets it, and the difference of two versions.
import { diff } from './diff'
import { setMarkdown } from './markdown'
import { MEMBERS, type Content } from './paper'

/** Draws the letter into a place that the server has laid out. */
export function setLetter(place: Element, c: Content): void {
  for (const e of place.querySelectorAll<HTMLElement>('[data-set]')) {
    const name = e.dataset.set as 'title' | 'ask' | 'addressee' | 'background'
    e.lang = c.language
    if (name === 'background') setMarkdown(e, c.background)
    else e.textContent = c[name]
  }
  const to = place.querySelector<HTMLElement>('[data-set-with="addressee"]')
  if (to) to.hidden = !c.addressee.trim()
}

/** Draws what changed, field by field, and says whether anything did. */
export function setChanges(place: Element, before: Content, after: Content): boolean {
  const changed = MEMBERS.filter(m => before[m] !== after[m])
  place.replaceChildren(...changed.map(m => {
    const box = document.createElement('div')
    const label = document.createElement('p')
    label.className = 'label'
    label.textContent = labelOf(m)
    const words = document.createElement('p')
    words.className = 'changed'
    words.append(...diff(shown(m, before), shown(m, after)).map(({ is, words }) => {
      if (is === 'same') return document.createTextNode(words)
      const e = document.createElement(is === 'gone' ? 'del' : 'ins')
      e.textContent = words
      return e
    }))
    box.append(label, words)
    return box
  }))
  return changed.length > 0
}

/** A program or topic by its name, where the page knows it. */
function shown(m: keyof Content, c: Content): string {
  if (m === 'goal') return c.goal ? `${c.goal}` : ''
  if (m === 'background' || !['program', 'topic', 'language'].includes(m)) return String(c[m])
  const option = [...document.querySelectorAll<HTMLOptionElement>(`[data-stand=write] select[name=${m}] option`)].find(o => o.value === c[m])
  return c[m] ? (option?.textContent ?? String(c[m])) : ''
}

const labelOf = (m: string): string => document.querySelector(`[data-label="${m}"]`)?.textContent ?? m
