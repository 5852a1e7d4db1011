// Two versions that go on from the same one, in one text.
import { merge } from './diff'
import type { Content } from './paper'

/** Where both changed the same words both stand, and clash says so; of a choice, mine. */
export function mergeContent(base: Content, theirs: Content, mine: Content): { text: Content; clash: boolean } {
  const one = <M extends keyof Content>(m: M): Content[M] => (mine[m] === base[m] ? theirs[m] : mine[m])
  const merged = (['title', 'addressee', 'ask', 'background'] as const).map(m => ({ m, ...merge(base[m], theirs[m], mine[m]) }))
  const words = Object.fromEntries(merged.map(({ m, text }) => [m, text])) as Pick<Content, 'title' | 'addressee' | 'ask' | 'background'>
  return { text: { ...words, language: one('language'), program: one('program'), topic: one('topic'), goal: one('goal') }, clash: merged.some(x => x.clash) }
}
