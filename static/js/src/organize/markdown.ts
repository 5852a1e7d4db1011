// Markdown as the petition page sets it: what the server's renderer makes of plain writing, as a tree that a page is built from. Raw HTML,
// pictures and addresses of other kinds come to nothing, as there. models/petition/testdata/markdown.json holds both to it.
import { define, inline } from './inline'

/** A text, or an element of the list below with what is in it. Only "a" has an href, and it is http, https or mailto. */
export type Tree = string | { tag: Tag; href?: string; in: Tree[] }
export type Tag = 'p' | 'br' | 'em' | 'strong' | 'ul' | 'ol' | 'li' | 'blockquote' | 'h2' | 'h3' | 'h4' | 'hr' | 'code' | 'pre' | 'a'

const HEADINGS: (Tag | undefined)[] = [undefined, 'h2', 'h2', 'h3', 'h4']

/** Builds what was written. No other elements and attributes than those of a Tree come of it, whatever was written. */
export function setMarkdown(into: Element, markdown: string): void {
  into.replaceChildren(...markdownTree(markdown).map(node))
}

export function markdownTree(markdown: string): Tree[] {
  const lines = markdown.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n').map(l => l.replace(/^[ \t]+/, blanks => blanks.replace(/\t/g, '    ')))
  const defined = lines.flatMap(l => DEFINED.exec(l)?.slice(1, 3) ?? [])
  define(Array.from({ length: defined.length / 2 }, (_, i) => [defined[2 * i]!, defined[2 * i + 1]!]))
  return blocks(lines, false)
}

function node(tree: Tree): Node {
  if (typeof tree === 'string') return document.createTextNode(tree)
  const e = document.createElement(tree.tag)
  if (tree.href) {
    e.setAttribute('href', tree.href)
    e.setAttribute('rel', 'nofollow noreferrer')
  }
  e.append(...tree.in.map(node))
  return e
}

const HR = /^ {0,3}([-*_])[ ]*(?:\1[ ]*){2,}$/
const ATX = /^ {0,3}(#{1,6})(?: +(.*?))??(?: +#+)? *$/
const FENCE = /^( {0,3})(`{3,}|~{3,})[^`]*$/
const QUOTE = /^ {0,3}> ?/
const ITEM = /^( {0,3})([-*+]|(\d{1,9})[.)])( +(?=\S)| *$)/
/** The address of a [name], given on a line of its own. */
const DEFINED = /^ {0,3}\[([^\]\[]+)\]: *<?([^\s<>]+)>?(?: +(?:"[^"]*"|'[^']*'|\([^()]*\)))? *$/
/** Raw HTML: an element that is a block, a comment, or one tag alone on its line. */
const BLOCK = /^ {0,3}<(?:\/?(?:address|article|aside|base|blockquote|body|caption|center|col|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|nav|ol|option|p|param|pre|script|search|section|style|summary|table|tbody|td|textarea|tfoot|th|thead|title|tr|track|ul)(?:[\s/>]|$)|!--|\?|![a-z])/i
const ALONE = /^ {0,3}<\/?[a-zA-Z][\w-]*(?:\s[^<>]*)?\/?> *$/
const blank = (line: string | undefined): boolean => !line?.trim()
const indented = (line: string): boolean => /^ {4}/.test(line) && !blank(line)

/** The blocks of some lines. In a tight list, what would be paragraphs is bare text. */
function blocks(lines: string[], tight: boolean): Tree[] {
  const out: Tree[] = []
  for (let at = 0; at < lines.length; ) {
    if (blank(lines[at])) at++
    else at = block(lines, at, tight, out)
  }
  return out
}

/** Reads one block, and returns where the next begins. */
function block(lines: string[], at: number, tight: boolean, out: Tree[]): number {
  const line = lines[at]!
  const [atx, fence] = [ATX.exec(line), FENCE.exec(line)]
  if (indented(line)) return code(lines, at, out)
  if (fence) return fenced(lines, at, fence, out)
  if (HR.test(line)) out.push({ tag: 'hr', in: [] })
  else if (atx) out.push(...heading(atx[1]!.length, atx[2] ?? ''))
  else if (QUOTE.test(line)) return quote(lines, at, out)
  else if (ITEM.test(line)) return list(lines, at, out)
  else if (BLOCK.test(line) || ALONE.test(line)) return raw(lines, at)
  else return paragraph(lines, at, tight, out)
  return at + 1
}

/** Below the fourth level there is none: the words alone stand there. */
function heading(level: number, words: string): Tree[] {
  const tag = HEADINGS[level]
  return tag ? [{ tag, in: inline(words.trim()) }] : inline(words.trim())
}

function code(lines: string[], at: number, out: Tree[]): number {
  let end = at
  for (let i = at; i < lines.length && (blank(lines[i]) || indented(lines[i]!)); i++) if (!blank(lines[i])) end = i + 1
  out.push({ tag: 'pre', in: [{ tag: 'code', in: [lines.slice(at, end).map(l => l.slice(4) + '\n').join('')] }] })
  return end
}

function fenced(lines: string[], at: number, [, indent, mark]: RegExpExecArray, out: Tree[]): number {
  const close = new RegExp(`^ {0,3}${mark![0]}{${mark!.length},} *$`)
  const length = lines.slice(at + 1).findIndex(l => close.test(l))
  const end = length < 0 ? lines.length : at + 1 + length
  const inside = lines.slice(at + 1, end).map(l => l.replace(new RegExp(`^ {0,${indent!.length}}`), '') + '\n')
  out.push({ tag: 'pre', in: [{ tag: 'code', in: [inside.join('')] }] })
  return end + 1
}

/** Does a paragraph end before this line? A list that begins with another number than 1, or with nothing, does not end it. */
function interrupts(line: string): boolean {
  const item = ITEM.exec(line)
  const begins = item && item[4]!.trim() === '' && !/^ *$/.test(line.slice(item[0].length)) && (!item[3] || item[3] === '1')
  return blank(line) || HR.test(line) || !!ATX.exec(line) || FENCE.test(line) || QUOTE.test(line) || !!begins || BLOCK.test(line)
}

function quote(lines: string[], at: number, out: Tree[]): number {
  const inside: string[] = []
  for (; at < lines.length; at++) {
    const line = lines[at]!
    if (QUOTE.test(line)) inside.push(line.replace(QUOTE, ''))
    else if (interrupts(line) || blank(inside.at(-1)) || !lazy(inside)) break
    else inside.push(line.trimStart())
  }
  out.push({ tag: 'blockquote', in: blocks(inside, false) })
  return at
}

/** Whether the last line is one of a paragraph, which the next can go on without a mark. */
const lazy = (lines: string[]): boolean => {
  const last = lines.at(-1)!
  return !indented(last) && !HR.test(last) && !ATX.test(last) && !FENCE.test(last)
}

function list(lines: string[], at: number, out: Tree[]): number {
  const first = ITEM.exec(lines[at]!)!
  const [ordered, mark] = [!!first[3], first[2]!.at(-1)]
  const items: string[][] = []
  let [loose, gap] = [false, false]
  for (let width = 0; at < lines.length; at++) {
    const line = lines[at]!
    const item = ITEM.exec(line)
    if (items.length && !blank(line) && line.search(/\S/) >= width) {
      if (gap && items.at(-1)!.some(l => !blank(l))) loose ||= direct(items.at(-1)!)
      if (gap) items.at(-1)!.push('')
      items.at(-1)!.push(line.slice(width))
    } else if (item && !!item[3] === ordered && item[2]!.at(-1) === mark && !HR.test(line)) {
      loose ||= gap && items.length > 0
      width = item[0].length > item[1]!.length + item[2]!.length + 4 || !item[4] ? item[1]!.length + item[2]!.length + 1 : item[0].length
      items.push([line.slice(width)])
    } else if (blank(line)) {
      gap = true
      continue
    } else if (!gap && items.length && !interrupts(line) && lazy(items.at(-1)!) && !blank(items.at(-1)!.at(-1))) {
      items.at(-1)!.push(line.trimStart())
    } else break
    gap = false
  }
  out.push({ tag: ordered ? 'ol' : 'ul', in: items.map(inside => ({ tag: 'li', in: blocks(inside, !loose) })) })
  return at
}

/** Whether a blank line would part two blocks of the item itself, and not of something inside. */
const direct = (item: string[]): boolean => !item.some(l => FENCE.test(l)) && !/^ {2,}/.test(item.at(-1)!)

/** Raw HTML comes to nothing, to the next blank line. */
function raw(lines: string[], at: number): number {
  while (at < lines.length && !blank(lines[at])) at++
  return at
}

function paragraph(lines: string[], at: number, tight: boolean, out: Tree[]): number {
  const words: string[] = []
  while (at < lines.length && DEFINED.test(lines[at]!)) at++
  for (; at < lines.length; at++) {
    const under = words.length ? /^ {0,3}(=+|-+) *$/.exec(lines[at]!) : null
    if (under) {
      out.push(...heading(under[1]![0] === '=' ? 1 : 2, words.join('\n')))
      return at + 1
    }
    if (words.length && interrupts(lines[at]!)) break
    words.push(lines[at]!.trimStart())
  }
  if (!words.length) return at
  const set = inline(words.join('\n').trimEnd())
  out.push(...(tight ? set : [{ tag: 'p' as const, in: set }]))
  return at
}
