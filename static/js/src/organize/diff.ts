// What changed between two texts, word by word; and putting two changes of one text together.

/** A stretch of text, and on which side it stands: on both, only in the first, only in the second. */
export type Part = { is: 'same' | 'gone' | 'new'; words: string }

/** A word with the blanks after it, or line ends; joined they are the text again. */
export const wordsOf = (text: string): string[] => text.match(/\n+|[^\s]+[^\S\n]*|[^\S\n]+/g) ?? []

/** The same words are those whose letters are the same, whatever blanks follow. */
const bare = (word: string): string => word.trim() || word

export function diff(before: string, after: string): Part[] {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  const parts: Part[] = []
  const put = (is: Part['is'], words: string) => {
    const last = parts.at(-1)
    if (last?.is === is) last.words += words
    else if (words) parts.push({ is, words })
  }
  let [i, j] = [0, 0]
  for (const [x, y] of [...pairs(a, b), [a.length, b.length] as const]) {
    put('gone', a.slice(i, x).join(''))
    put('new', b.slice(j, y).join(''))
    if (y < b.length) put('same', b[y]!)
    ;[i, j] = [x + 1, y + 1]
  }
  return parts
}

/** Places of words that stand on both sides, in the longest order that both have. Equal ends cost nothing; between them it is n times m. */
function pairs(a: string[], b: string[]): (readonly [number, number])[] {
  const same = (i: number, j: number) => bare(a[i]!) === bare(b[j]!)
  let [begin, endA, endB] = [0, a.length, b.length]
  while (begin < endA && begin < endB && same(begin, begin)) begin++
  while (endA > begin && endB > begin && same(endA - 1, endB - 1)) endA--, endB--
  const found = Array.from({ length: begin }, (_, i) => [i, i] as const)
  const [n, m] = [endA - begin, endB - begin]
  const best = new Uint16Array((n + 1) * (m + 1))
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      const at = i * (m + 1) + j
      best[at] = same(begin + i, begin + j) ? best[at + m + 2]! + 1 : Math.max(best[at + m + 1]!, best[at + 1]!)
    }
  }
  for (let i = 0, j = 0; i < n && j < m; ) {
    if (same(begin + i, begin + j)) found.push([begin + i++, begin + j++])
    else if (best[(i + 1) * (m + 1) + j]! >= best[i * (m + 1) + j + 1]!) i++
    else j++
  }
  for (let k = 0; endA + k < a.length; k++) found.push([endA + k, endB + k])
  return found
}

type Change = { from: number; to: number; words: string }

/** What was changed of the words of base: which of them were replaced, and by what. */
function changes(base: string[], after: string): Change[] {
  const b = wordsOf(after)
  const out: Change[] = []
  let [i, j] = [0, 0]
  for (const [x, y] of [...pairs(base, b), [base.length, b.length] as const]) {
    if (x > i || y > j) out.push({ from: i, to: x, words: b.slice(j, y).join('') })
    ;[i, j] = [x + 1, y + 1]
  }
  return out
}

/** Both changes of base in one text. Where the two changed the same words, both stand there, theirs first, and clash says so. */
export function merge(base: string, theirs: string, mine: string): { text: string; clash: boolean } {
  if (mine === theirs || mine === base) return { text: theirs, clash: false }
  if (theirs === base) return { text: mine, clash: false }
  const words = wordsOf(base)
  const [a, b] = [changes(words, theirs), changes(words, mine)]
  let [text, at, clash] = ['', 0, false]
  while (a.length || b.length) {
    const from = Math.min(a[0]?.from ?? Infinity, b[0]?.from ?? Infinity)
    const [x, y] = [a[0], b[0]]
    const touch = x && y && x.from <= y.to && y.from <= x.to
    text += words.slice(at, from).join('')
    if (touch) {
      a.shift(), b.shift()
      const same = x.words === y.words && x.from === y.from && x.to === y.to
      clash ||= !same
      text += same ? x.words : [x.words, y.words].map(s => s.trim()).filter(Boolean).join(' ') + ' '
      at = Math.max(x.to, y.to)
      while (a[0] && a[0].from < at) text += a.shift()!.words
      while (b[0] && b[0].from < at) text += b.shift()!.words
    } else {
      const next = x && x.from === from ? a.shift()! : b.shift()!
      text += next.words
      at = next.to
    }
  }
  return { text: text + words.slice(at).join(''), clash }
}
