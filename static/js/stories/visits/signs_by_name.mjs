import assert from 'node:assert/strict'
import { until } from '../until.mjs'

export const tells = 'signs with a name, is on the list, takes the name back and still counts'

export async function run({ visitor, petition, newcomer, json }) {
  const v = await visitor({ width: 390, height: 844, touch: true })
  const address = newcomer()
  await v.collects(address)
  const asked = await petition('Badge days')
  await v.go(`/petitions/${asked.id}`)
  await v.stand('sign', 'ready')
  const before = await v.count(asked.id)

  await v.page.click('.by-name summary')
  const shown = (await v.page.textContent('.name-card')).trim()
  assert.match(shown, /Newcomer/)
  await v.readable()
  await v.does('sign-named')
  await v.stand('sign', 'promised', 'counted')
  await v.readable()
  await v.stand('sign', 'counted')
  await v.counts(asked.id, before + 1)
  const named = async () => (await json(`/petitions/${asked.id}/names.json`)).map(n => n.name)
  assert.equal((await named()).length, 1)
  const [name] = await named()
  assert.ok(shown.startsWith(name))
  assert.equal(await v.page.locator('.when-named:visible b').first().textContent(), name)

  await v.go(`/petitions/${asked.id}/names`)
  await v.readable()
  await v.page.fill('[name=q]', name.split(' ')[0].toLowerCase())
  await v.page.keyboard.press('Enter')
  await v.page.waitForURL(/q=/)
  assert.equal(await v.page.locator('.names li').count(), 1)
  await v.page.fill('[name=q]', '%_\'"')
  await v.page.keyboard.press('Enter')
  await v.page.waitForURL(/q=%25/)

  await v.go(`/petitions/${asked.id}`)
  await v.stand('sign', 'counted')
  await v.does('name-back')
  await until('the name is off the list', async () => (await named()).length === 0, 60_000)
  await v.stand('sign', 'counted')
  assert.equal(await v.count(asked.id), before + 1, 'the signature stays')
  assert.equal(await v.page.locator('.when-named:visible').count(), 0)
}
