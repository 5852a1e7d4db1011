// The preview is the page: for everything in the server's own file of samples, the wallet sets the same as the server does.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { markdownTree, type Tree } from '../src/organize/markdown'

const samples: { markdown: string; html: string }[] = JSON.parse(readFileSync('../../models/petition/testdata/markdown.json', 'utf8'))

for (const { markdown, html } of samples) {
  test(`sets ${JSON.stringify(markdown.slice(0, 60))} as the server does`, () => assert.equal(flat(write(markdownTree(markdown))), flat(html)))
}

/** Line ends between blocks say nothing. */
const flat = (html: string) => html.replace(/>\n+</g, '><').replace(/<br\/?>/g, '<br>').replace(/<hr\/?>/g, '<hr>').replace(/\n+(<\/?(?:ul|ol|li|blockquote|p|h\d|pre|hr))/g, '$1').replace(/(<(?:ul|ol|li|blockquote|hr)>)\n+/g, '$1').replace(/(<\/(?:ul|ol|li|blockquote|p|h\d|pre)>)\n+/g, '$1').trim()

function write(trees: Tree[]): string {
  return trees.map(t => {
    if (typeof t === 'string') return escape(t)
    const href = t.href ? ` href="${escape(t.href)}" rel="nofollow noreferrer"` : ''
    return t.tag === 'br' || t.tag === 'hr' ? `<${t.tag}>` : `<${t.tag}${href}>${write(t.in)}</${t.tag}>`
  }).join('')
}

const escape = (s: string) => s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&#34;').replace(/'/g, '&#39;')
