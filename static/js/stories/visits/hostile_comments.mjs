import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { until } from '../until.mjs'

export const tells = 'every known way to smuggle something through a comment is said, and none of it runs, loads or misleads'

const cases = readFileSync(new URL('../../../../models/thread/testdata/hostile.txt', import.meta.url), 'utf8').trimEnd().split('\n%%\n')

export async function run({ visitor, newcomer, petition }) {
  const asked = await petition('Water and shade')
  const v = await visitor()
  await v.collects(newcomer())
  const packed = pack(cases)
  for (const [i, text] of packed.entries()) await speaks(v, asked, `Hostile ${i}.\n\n${text}`)

  const reader = await visitor()
  reader.page.on('dialog', d => (reader.problems.push(`a dialog: ${d.message()}`), d.dismiss()))
  await reader.page.addInitScript(() => {
    globalThis.reported = []
    addEventListener('securitypolicyviolation', e => globalThis.reported.push(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`))
  })
  const out = reader.page.locator('.said', { hasText: /^\s*Hostile \d+\./ })
  await until('all are out', async () => (await out.count()) === packed.length || (await reader.go(`/petitions/${asked.id}/comments?order=newest`), await reader.page.waitForTimeout(1000)), 90_000)
  const found = await out.evaluateAll(all => all.map(said => ({
    tags: [...new Set([...said.querySelectorAll('*')].map(e => e.localName))],
    attributes: [...new Set([...said.querySelectorAll('*')].flatMap(e => [...e.attributes].map(a => `${e.localName} ${a.name}`)))],
    misleading: [...said.querySelectorAll('a')].filter(a => a.getAttribute('href') !== a.textContent || a.protocol !== 'https:').map(a => a.outerHTML),
  })))
  for (const { tags, attributes, misleading } of found) {
    assert.deepEqual(tags.filter(t => !['p', 'br', 'em', 'strong', 'ul', 'ol', 'li', 'blockquote', 'code', 'pre', 'a'].includes(t)), [])
    assert.deepEqual(attributes.filter(a => !['a href', 'a rel'].includes(a)), [])
    assert.deepEqual(misleading, [])
  }
  await reader.page.mouse.wheel(0, 20_000)
  for (const said of await out.all()) await said.hover({ position: { x: 5, y: 5 } })
  assert.deepEqual(await reader.page.evaluate(() => globalThis.reported), [], 'the policy had nothing to stop')
  await reader.readable()
}

/** As many cases to a comment as fit; those with a fence, which might swallow what follows, alone at the end of one. */
function pack(cases) {
  const comments = ['']
  for (const c of [...cases.filter(c => !/```|~~~/.test(c)), ...cases.filter(c => /```|~~~/.test(c)).map(c => `${c}\n\n`)]) {
    const last = comments.at(-1)
    if (Buffer.byteLength(last + c) > 3600 || /```|~~~/.test(last)) comments.push(c)
    else comments[comments.length - 1] = `${last}\n\n${c}`
  }
  return comments
}

async function speaks(v, asked, words) {
  await v.go(`/petitions/${asked.id}`)
  await v.stand('comment', 'ready', 'promised', 'counted')
  await v.page.fill('[data-stand=comment] textarea', words)
  await v.stand('comment', 'ready')
  await v.page.click('[data-stand=comment] form button')
  if ((await v.stand('comment', 'hints', 'promised', 'counted')) === 'hints') await v.does('anyway')
  await v.stand('comment', 'promised', 'counted')
}
