import assert from 'node:assert/strict'
import { until } from '../until.mjs'

export const tells = 'somebody says how a program sits with them, thinks otherwise, and speaks in its talk; too few have answered to show anything, and nothing is shown'

const program = 'tone-scoring'

export async function run({ visitor, newcomer, json }) {
  const [plain, reader, v] = await Promise.all([visitor({ javaScript: false, width: 390, height: 844 }), visitor({ dark: true }), visitor()])
  await Promise.all([v.collects(newcomer()), unheld(plain, reader)])
  const before = await season(json)

  // Nothing chosen is nothing said; what is said is promised and counted, once, whatever one thinks later.
  await v.go(`/programs/${program}`)
  await v.stand('pulse', 'ready')
  await v.page.click('[data-do=pulse] button')
  await v.stand('pulse', 'choose')
  await v.page.check('[name=pulse][value=badly]')
  await v.readable()
  await v.page.locator('[data-do=pulse] button').dblclick()
  await v.stand('pulse', 'promised', 'counted')
  await until('it is counted', async () => (await season(json)).answered === before.answered + 1, 60_000)
  await v.stand('pulse', 'counted')
  await v.does('change')
  await v.stand('pulse', 'ready')
  await v.page.check('[name=pulse][value=well]')
  await v.page.click('[data-do=pulse] button')
  await v.stand('pulse', 'promised', 'counted')
  await v.page.fill('[data-stand=comment] textarea', 'It hears a cold as anger.')
  await v.page.click('[data-stand=comment] form button')
  await v.stand('comment', 'counted')

  // Under it is a pseudonym of its own; the talk has a page for every comment, as petitions have.
  await v.page.reload()
  const said = v.page.locator('article.comment[data-own]', { hasText: 'It hears a cold as anger.' })
  await said.waitFor()
  await v.readable()
  await said.locator('.who a').first().click()
  await v.page.locator('.alone', { hasText: 'It hears a cold as anger.' }).waitFor()
  assert.equal(await v.page.locator(`main a[href="/programs/${program}"]`).count(), 1)

  // So few give each other away: the page, its data and the text whose hash the ledger gets show none of it.
  const after = await season(json)
  assert.equal(after.answered, before.answered + 1)
  assert.deepEqual(after.shown, [])
  assert.equal(await reader.page.locator('.pulse-bar').count(), 0)
  assert.equal((await json('/petitions.json')).petitions.some(p => p.program === program && /sit with you/.test(p.title)), false)

  // Where enough have answered, each bar says itself in words, and the table has its figures.
  await reader.go('/programs/routecam')
  const shown = (await json('/programs/routecam.json')).pulse
  assert.equal(await reader.page.locator('.pulse-bar').count(), shown.filter(s => s.shown.length).length)
  assert.ok(shown.every(s => s.shown.every(step => step.people >= 10) && s.of - s.shown.reduce((n, step) => n + step.people, 0) >= 10))
  assert.match(await reader.page.locator('.pulse-bar desc').first().textContent(), /Very badly 3\d/)
  await reader.readable()
}

/** Without a script, and without passes, the place says so. */
async function unheld(plain, reader) {
  await plain.go(`/programs/${program}`)
  assert.match(await plain.page.locator('[data-stand=pulse] [data-when=nojs]').textContent(), /needs JavaScript/)
  await plain.readable()
  await reader.go(`/programs/${program}`)
  await reader.stand('pulse', 'none')
  await reader.readable()
}

const season = async json => (await json(`/programs/${program}.json`)).pulse[0]
