// Counts and rings on whatever page this is, kept current for every visitor alike.
import type { Now, Petition } from './now'
import { redraw, refigure } from './ring'

/** The count that each petition's ring was last drawn for. */
const drawn = new Map<string, number>()

export async function showCounts(now: Now): Promise<void> {
  for (const p of now.petitions) {
    for (const e of all('count', p.id)) showCount(e, p)
    for (const e of all('counted', p.id)) e.hidden = e.dataset.form !== formOf(p.count)
    for (const e of all('figures', p.id)) if (!drawn.has(p.id)) drawn.set(p.id, Number(e.dataset.drawn))
    if (!drawn.has(p.id)) drawn.set(p.id, p.count)
  }
  await Promise.all(now.petitions.filter(p => drawn.get(p.id) !== p.count).map(showRings))
}

async function showRings(p: Petition): Promise<void> {
  try {
    await Promise.all([...all('ring', p.id).map(e => redraw(e, p.id)), ...all('figures', p.id).map(() => refigure(p.id))])
    drawn.set(p.id, p.count)
  } catch {
    // the next look tries again
  }
}

function showCount(e: HTMLElement, p: Petition): void {
  if (!drawn.has(p.id)) drawn.set(p.id, Number(e.textContent!.replace(/\D/g, ''))) // what the server drew
  const words = p.count.toLocaleString(document.documentElement.lang || undefined)
  if (e.textContent !== words) e.textContent = words
}

/** Which of the server's words stands beside this number: "one", "other" and what else the language has. */
const formOf = (n: number): string => new Intl.PluralRules(document.documentElement.lang || undefined).select(n)

const all = (name: string, id: string) => [...document.querySelectorAll<HTMLElement>(`[data-${name}="${CSS.escape(id)}"]`)]
