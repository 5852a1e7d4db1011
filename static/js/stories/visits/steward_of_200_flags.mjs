import assert from 'node:assert/strict'
import { until } from '../until.mjs'

export const tells = 'a steward decides 200 flags, one after the other, by keyboard alone and without a script'
export const when = 'asked' // takes long: make audit does
export const limit = 600_000 // ms: 200 pages, each with its keys

const FLAGS = 200

export async function run({ visitor, member, seedFlags, json }) {
  await seedFlags(FLAGS)
  const v = await visitor({ javaScript: false })
  await v.signsIn(await member('Lotte Vogt', 'steward'))
  await v.go('/office/flags')
  await v.readable()
  assert.match(await v.page.textContent('.lede'), /wait for a decision/)
  const { total: before } = await json('/standards/decisions.json')
  await v.tabTo('.queue a')
  await v.page.keyboard.press('Enter')
  await until('the first case', async () => /\/office\/flags\/\w+/.test(v.path()))
  const seen = new Set()
  for (let n = 0; n < FLAGS; n++) {
    const at = v.path()
    assert.ok(!seen.has(at), 'each case comes once')
    seen.add(at)
    assert.equal(await v.page.locator('#case:focus').count(), 1, 'the keyboard is with the case')
    await v.tabTo('#code-hate_threat')
    await v.page.keyboard.press('Tab')
    await v.page.keyboard.insertText('A hard word, no threat.')
    await v.page.keyboard.press('Tab')
    if (n % 2) await v.page.keyboard.press('Tab')
    await v.page.keyboard.press('Enter')
    await until('the next case', async () => v.path() !== at)
    if (n === 0) await v.readable()
  }
  const { total } = await json('/standards/decisions.json')
  assert.equal(total - before, FLAGS, 'each was decided once, and is public')
  await v.readable()
}
