import assert from 'node:assert/strict'
import { until } from '../until.mjs'

export const tells = 'somebody reads the figures of a petition while others sign, hands it on by link, code and words, and keeps what is public of it; with a script and without'

export async function run({ visitor, newcomer, wallet, petition, json, base }) {
  const { id, count, goal } = await petition('Count Badge days')
  const phone = await visitor({ width: 390, height: 844, dark: true, touch: true, javaScript: false })
  const wide = await visitor()
  const { petitions } = await json('/petitions.json')

  // Everybody can read the figures of everything, and take it along.
  for (const p of petitions) {
    assert.equal(await wide.go(`/petitions/${p.id}/progress`), 200, p.title)
    await wide.readable()
  }
  for (const page of ['progress', 'share', 'letter']) {
    assert.equal(await phone.go(`/petitions/${id}/${page}`), 200)
    await phone.readable()
  }
  await phone.go(`/petitions/${id}/share`)
  assert.equal(await phone.page.locator('[data-copy]:visible').count(), 0, 'no button that does nothing')
  const link = await phone.page.inputValue('#share-link')
  assert.match(await phone.page.inputValue('#share-mail'), new RegExp(link.replaceAll('.', '\\.')))
  await phone.page.goto(base + new URL(link).pathname)
  assert.equal(new URL(phone.page.url()).pathname, `/petitions/${id}`, 'the short link leads there')
  for (const [file, type] of [['poster-a4.pdf', 'pdf'], ['card-letter.pdf', 'pdf'], ['letter.pdf', 'pdf'], ['preview.png', 'png'], ['qr.svg', 'svg'], ['counts.csv', 'csv'], ['whole.json', 'json']]) {
    const answer = await fetch(`${base}/petitions/${id}/${file}`, { headers: { 'accept-encoding': 'identity' } })
    assert.equal(answer.status, 200, file)
    assert.match(answer.headers.get('content-type'), new RegExp(type), file)
    assert.equal((await answer.arrayBuffer()).byteLength, Number(answer.headers.get('content-length')), `${file} says how long it is`)
  }

  // The buttons mark what they copy.
  await wide.go(`/petitions/${id}/share`)
  await wide.readable()
  await wide.page.click('[data-copy=share-chat]')
  assert.match(await wide.page.evaluate(() => document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)), /Count Badge days[\s\S]*\/s\//)
  await wide.page.click('.link-field + details summary, details:has(.card-picture) summary')
  await wide.readable()

  // Whoever has the figures open sees them move, and so does the table beneath.
  await wide.go(`/petitions/${id}/progress`)
  await wide.page.click('.chart-table summary')
  const before = wide.requests.length
  const signs = await wallet('shares', newcomer())
  await signs('sign', '', id)
  await until('the open page has the new count', async () => (await wide.page.textContent('[data-ring] .rr-count')) !== `${count}`, 90_000)
  const now = (await json(`/petitions/${id}.json`)).count
  assert.ok(now > count)
  await until('its figures follow', async () => (await wide.page.textContent('[data-live=facts] .big')) === `${goal - now}`, 30_000)
  assert.match(await wide.page.textContent('.chart-table'), new RegExp(`${now}\\+\\d`), 'and the table, too')
  assert.ok(await wide.page.locator('.chart-table[open]').count(), 'what was open stays so')
  const asked = new Set(wide.requests.slice(before).map(r => r.path.replace(/\?.*/, '')))
  for (const path of asked) assert.match(path, new RegExp(`^(/now\\.json|/petitions/${id}/(ring|progress)|/log/.*|/booth/.*)$`), 'no request depends on its reader')
  await wide.readable()
}
