// What stands inside a paragraph of Markdown: code, emphasis, links, breaks. Emphasis follows CommonMark's rule of delimiter runs.
import type { Tree } from './markdown'

type Run = { mark: string; n: number; was: number; opens: boolean; closes: boolean }
type Piece = Tree | Run
const isRun = (p: Piece | undefined): p is Run => typeof p === 'object' && 'mark' in p

const PUNCTUATION = /[\p{P}\p{S}]/u
const ESCAPED = /[!-/:-@[-`{-~]/
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0', copy: '©', hellip: '…', ndash: '–', mdash: '—', euro: '€' }
const GOOD = /^(?:https?:\/\/|mailto:)[^\s<>]+$/i

let defined = new Map<string, string>()
const nameOf = (label: string): string => label.trim().replace(/\s+/g, ' ').toLowerCase()

/** Names that links of this text can use. The first of a name counts. */
export const define = (names: [string, string][]): void => void (defined = new Map([...names].reverse().map(([name, address]) => [nameOf(name), address])))

export function inline(words: string): Tree[] {
  const pieces: Piece[] = []
  let said = ''
  const put = (...p: Piece[]) => {
    if (said) pieces.push(said)
    said = ''
    pieces.push(...p)
  }
  for (let at = 0; at < words.length; ) {
    const rest = words.slice(at)
    const c = rest[0]!
    const found = codeSpan(rest) ?? autolink(rest) ?? rawTag(rest) ?? link(rest) ?? hardBreak(rest)
    if (found) {
      put(...found.pieces)
      at += found.length
    } else if (c === '\\' && ESCAPED.test(rest[1] ?? '')) {
      said += rest[1]
      at += 2
    } else if (c === '&' && /^&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|\w+);/.test(rest)) {
      const entity = /^&([^;]+);/.exec(rest)!
      said += meant(entity[1]!) ?? entity[0]
      at += entity[0].length
    } else if (c === '*' || c === '_') {
      const n = /^(\*+|_+)/.exec(rest)![0].length
      put(runOf(c, n, [...words.slice(0, at)].at(-1) ?? '\n', [...words.slice(at + n)][0] ?? '\n'))
      at += n
    } else {
      said += c
      at++
    }
  }
  put()
  return trees(emphasize(pieces))
}

type Found = { pieces: Piece[]; length: number } | undefined

function codeSpan(rest: string): Found {
  const ticks = /^`+/.exec(rest)?.[0]
  if (!ticks) return undefined
  const end = new RegExp(`(?<!\`)${ticks}(?!\`)`).exec(rest.slice(ticks.length))
  if (!end) return { pieces: [ticks], length: ticks.length }
  const inside = rest.slice(ticks.length, ticks.length + end.index).replace(/\n/g, ' ')
  const bare = /^ .*\S.* $|^ \S $/.test(inside) ? inside.slice(1, -1) : inside
  return { pieces: [{ tag: 'code', in: [bare] }], length: 2 * ticks.length + end.index }
}

function autolink(rest: string): Found {
  const m = /^<([a-z][a-z\d+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+)>/i.exec(rest)
  if (!m) return undefined
  const href = /^[a-z][a-z\d+.-]+:/i.test(m[1]!) ? m[1]! : `mailto:${m[1]}`
  return { pieces: GOOD.test(href) ? [{ tag: 'a', href, in: [m[1]!] }] : [m[1]!], length: m[0].length }
}

/** A tag of raw HTML is left out; what stands between two stays. */
function rawTag(rest: string): Found {
  const m = /^<(?:\/[a-zA-Z][\w-]*\s*|[a-zA-Z][\w-]*(?:\s+[a-zA-Z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?|!--(?:(?!-->)[^])*--|\?(?:(?!\?>)[^])*\?|![A-Z][^>]*)>/.exec(rest)
  return m ? { pieces: [], length: m[0].length } : undefined
}

/** [words](address "title"); with a ! before it a picture, which comes to nothing. */
function link(rest: string): Found {
  const picture = rest.startsWith('![')
  const begin = picture ? 2 : rest[0] === '[' ? 1 : 0
  if (!begin) return undefined
  const end = closing(rest, begin)
  if (end < 0) return undefined
  const m = /^\(\s*(?:<([^<>\n]*)>|((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*))(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)/.exec(rest.slice(end + 1))
  const label = m ? null : /^\[([^\]\[]*)\]/.exec(rest.slice(end + 1))
  const named = m ? undefined : defined.get(nameOf(label?.[1] || rest.slice(begin, end)))
  if (!m && named === undefined) return undefined
  const length = end + 1 + (m ?? label ?? [''])[0]!.length
  if (picture) return { pieces: [], length }
  const inside = inline(rest.slice(begin, end))
  if (holdsLink(inside)) return undefined
  const href = encoded((named ?? m![1] ?? m![2] ?? '').replace(/\\([!-/:-@[-`{-~])/g, '$1').replace(/&amp;/g, '&'))
  return { pieces: GOOD.test(href) ? [{ tag: 'a', href, in: inside }] : inside, length }
}

const encoded = (href: string): string => href.replace(/[^\x21-\x7e]/gu, encodeURIComponent).replace(/["\\^`{|}]/g, encodeURIComponent)
const holdsLink = (t: Tree[]): boolean => t.some(x => typeof x === 'object' && (x.tag === 'a' || holdsLink(x.in)))

/** Where the bracket closes that was opened before begin; -1 if it does not. What is code hides brackets. */
function closing(rest: string, begin: number): number {
  for (let at = begin, depth = 1; at < rest.length; at++) {
    const c = rest[at]
    if (c === '\\') at++
    else if (c === '`') at += (codeSpan(rest.slice(at))?.length ?? 1) - 1
    else if (c === '[') depth++
    else if (c === ']' && !--depth) return at
  }
  return -1
}

function hardBreak(rest: string): Found {
  const m = /^( *|\\)\n */.exec(rest)
  if (!m) return undefined
  const hard = m[1] === '\\' || m[1]!.length > 1
  return { pieces: hard ? [{ tag: 'br', in: [] }, '\n'] : ['\n'], length: m[0].length }
}

function meant(entity: string): string | undefined {
  if (entity[0] !== '#') return ENTITIES[entity]
  const n = /^#x/i.test(entity) ? parseInt(entity.slice(2), 16) : parseInt(entity.slice(1), 10)
  return n > 0 && n <= 0x10ffff && (n < 0xd800 || n > 0xdfff) ? String.fromCodePoint(n) : '\ufffd'
}

function runOf(mark: string, n: number, before: string, after: string): Run {
  const [spaceB, spaceA] = [/\s/u.test(before), /\s/u.test(after)]
  const [pointB, pointA] = [PUNCTUATION.test(before), PUNCTUATION.test(after)]
  const left = !spaceA && (!pointA || spaceB || pointB)
  const right = !spaceB && (!pointB || spaceA || pointA)
  if (mark === '*') return { mark, n, was: n, opens: left, closes: right }
  return { mark, n, was: n, opens: left && (!right || pointB), closes: right && (!left || pointA) }
}

/** CommonMark's "process emphasis": the nearest opener that fits, two marks where both have two. */
function emphasize(pieces: Piece[]): Piece[] {
  for (let c = 0; c < pieces.length; c++) {
    const closer = pieces[c]
    if (!isRun(closer) || !closer.closes || !closer.n) continue
    const o = openerOf(pieces, c, closer)
    if (o < 0) continue
    const opener = pieces[o] as Run
    const two = opener.n > 1 && closer.n > 1
    opener.n -= two ? 2 : 1
    closer.n -= two ? 2 : 1
    const inside = pieces.slice(o + 1, c)
    pieces.splice(o + 1, inside.length, { tag: two ? 'strong' : 'em', in: trees(inside) })
    c = o + 1 // the closer stands after the new element, and may close more
  }
  return pieces
}

function openerOf(pieces: Piece[], c: number, closer: Run): number {
  for (let o = c - 1; o >= 0; o--) {
    const p = pieces[o]
    if (!isRun(p) || p.mark !== closer.mark || !p.opens || !p.n) continue
    const odd = (p.closes || closer.opens) && (p.was + closer.was) % 3 === 0 && (p.was % 3 !== 0 || closer.was % 3 !== 0)
    if (!odd) return o
  }
  return -1
}

/** Marks that found no partner are text; neighbouring texts are one. */
function trees(pieces: Piece[]): Tree[] {
  const out: Tree[] = []
  for (const p of pieces) {
    const t: Tree = isRun(p) ? p.mark.repeat(p.n) : p
    if (t === '') continue
    const last = out.at(-1)
    if (typeof t === 'string' && typeof last === 'string') out[out.length - 1] = last + t
    else out.push(t)
  }
  return out
}
