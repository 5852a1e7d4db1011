// Somebody else has saved: the version that stands, beside what is written here.
import { dayWords, type Stand } from '../stand/stand'
import { contentOf } from './ask'
import { lifeOf } from './drafts'
import { overviewOf } from './heard'
import { standing, type Saved } from './overview'
import { contentJSON, isDirty, sameContent, type Content, type Paper } from './paper'
import type { Look } from './room'
import { setChanges } from './set'

/** The version that stands, if this text does not go on from it and did not come after it. */
export function newerThan(l: Look, p: Paper): Saved | undefined {
  const v = standing(overviewOf(l, p.id))
  if (!v || p.handed || v.id === p.base || lifeOf(l, p) !== 'draft') return undefined
  return !p.beside && (p.number ?? 0) >= v.number ? undefined : v // the booth was asked before this was saved
}

/** This text goes on from a version that stands. */
export const taken = (v: Saved, content: Content): Partial<Paper> => ({
  text: content, base: v.id, agreed: content, saved: contentJSON(content), number: v.number, beside: false, handed: undefined,
})

/** Shows it in the stand newer, with what it would change of the text that is here. */
export async function drawNewer(stand: Stand, l: Look, p: Paper, here: () => Content): Promise<void> {
  const v = newerThan(l, p)
  const place = stand.root.querySelector<HTMLElement>('[data-changes]')!
  if (!v) return stand.show('none')
  stand.fill('number', `${v.number}`)
  stand.fill('by', v.by)
  stand.fill('day', dayWords(v.day))
  const theirs = await contentOf(l, p, v.number)
  if (!theirs) return stand.show('reading')
  setChanges(place, here(), theirs)
  const safe = !isDirty({ ...p, text: here() }) && !p.beside
  stand.show(safe || sameContent(here(), theirs) ? 'newer' : 'beside')
}
