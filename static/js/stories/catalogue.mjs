// The texts of the catalogue as its files have them, for stories that look whether a page speaks one language only.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../../../views/words')

/** What a language says in so many words and at some length: no text that has a value in it, nor a part of one that has a mark in it. */
export function textsOf(language) {
  const files = readdirSync(folder).filter(name => name.startsWith(`${language}.`) && name.endsWith('.toml'))
  const found = files.flatMap(name => [...readFileSync(join(folder, name), 'utf8').matchAll(/= (?:"""\n?([^]*?)"""|"((?:[^"\\]|\\.)*)")/g)])
  const parts = found.flatMap(([, long, short]) => (long ?? JSON.parse(`"${short}"`)).split(/\*\*|`|\{\{[^}]*\}\}|\[|\]\([a-z_]+\)|\n+(?:- )?/))
  return new Set(parts.map(p => p.trim()).filter(p => p.length > 11 && p.includes(' ')))
}

/** Those texts of the one language that the other has not got, and that stand on this page, shown or not. */
export async function strangersOn(page, foreign, own) {
  const all = [...foreign].filter(text => !own.has(text))
  return page.evaluate(texts => {
    const main = document.documentElement.cloneNode(true)
    for (const e of main.querySelectorAll('script, style, [lang="en"], pre, .letter, [data-said]')) e.remove()
    const spoken = [...main.querySelectorAll('*')].flatMap(e => ['aria-label', 'title', 'alt', 'placeholder', 'content'].map(a => e.getAttribute(a) ?? ''))
    const inside = [...main.querySelectorAll('template')].map(t => t.content.textContent)
    const page = [main.textContent, ...inside, ...spoken].join('\n').replace(/\s+/g, ' ')
    return texts.filter(text => page.includes(text))
  }, all)
}
