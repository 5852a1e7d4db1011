// Which petitions are nearest to what somebody writes: by the words that they share, rare ones more than common ones, and words that are
// nearly the same half as much. It reads the list that every page has, and asks nobody.
import type { Petition } from '../now'

const LEAST = 0.18 // of what the words could share; below it nothing is near
const MOST = 3
const ENOUGH = 6 // words: whoever writes more need not share more

/** Words that say nothing about what is asked. */
const COMMON = new Set(
  'a about all an and any are as at be been before but by can do for from get has have i if in into is it its let more must no nobody not of on one or our out please should so stop than that the their them then there they this to up us want was we were what when where which who will with without would you your'.split(' '),
)

export const termsOf = (text: string): string[] =>
  [...new Set((text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter(w => w.length > 2 && !COMMON.has(w)))]

/** The nearest, the nearest first. */
export function nearest(written: string, petitions: Petition[]): Petition[] {
  const asked = termsOf(written)
  if (!asked.length) return []
  const others = petitions.filter(p => p.state !== 'withdrawn' && !p.round).map(p => ({ p, title: termsOf(p.title), terms: termsOf(`${p.title} ${p.ask}`) }))
  const weigh = (term: string) => Math.log(1 + others.length / (1 + others.filter(o => o.terms.some(t => alike(t, term))).length))
  const weights = asked.map(weigh)
  const whole = [...weights].sort((a, b) => b - a).slice(0, ENOUGH).reduce((a, b) => a + b, 0)
  const rare = (term: string) => term.length > 5 && others.filter(o => o.terms.some(t => alike(t, term))).length <= 2
  return others
    .map(({ p, title, terms }) => {
      const shared = asked.reduce((sum, term, i) => sum + weights[i]! * Math.max(best(term, title), 0.8 * best(term, terms)), 0)
      return { p, near: shared / (whole || 1), common: asked.filter(t => best(t, terms)) }
    })
    .filter(x => x.near >= LEAST && (x.common.length >= Math.min(2, asked.length) || x.common.some(rare)))
    .sort((a, b) => b.near - a.near)
    .slice(0, MOST)
    .map(x => x.p)
}

const best = (term: string, among: string[]): number => among.reduce((m, t) => Math.max(m, alike(term, t)), 0)

/** 1 for the same word, some for another form of it or a slip of the finger, 0 for another word. */
export function alike(a: string, b: string): number {
  if (a === b) return 1
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (short.length >= 4 && long.startsWith(short) && long.length - short.length <= 4) return 0.8
  const stem = common(a, b)
  if (stem >= 5 && stem >= long.length - 4) return 0.7
  const slips = short.length >= 8 ? 2 : short.length >= 4 ? 1 : 0
  return slips && apart(a, b, slips) ? 0.6 : 0
}

function common(a: string, b: string): number {
  let n = 0
  while (n < a.length && a[n] === b[n]) n++
  return n
}

/** Whether so many slips (a letter too few, too many, another one, two changed about) make one of the other. */
function apart(a: string, b: string, slips: number): boolean {
  if (Math.abs(a.length - b.length) > slips) return false
  let [before, row]: number[][] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before![j - 2]! + 1 : Infinity
      next[j] = Math.min(row![j]! + 1, next[j - 1]! + 1, row![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1), swap)
    }
    ;[before, row] = [row, next]
  }
  return row![b.length]! <= slips
}
