import assert from 'node:assert/strict'
import { begins, content, handsIn, writes } from '../organizing.mjs'

export const tells = 'a draft survives a closed tab, a lost network and a second tab, to the last letter'

export async function run({ visitor, newcomer, base }) {
  const v = await visitor()
  await v.collects(newcomer())
  const id = await begins(v, content.title)
  await writes(v, { ...content, background: 'First thoughts' })

  // The tab goes in the middle of a word.
  await v.page.locator('#w-background').press('End')
  await v.page.keyboard.type(' and more')
  await v.page.close({ runBeforeUnload: false })
  await v.tab()
  await v.go(`/wallet#/draft/${id}`)
  await v.stand('write', 'here')
  assert.equal(await v.page.inputValue('#w-background'), 'First thoughts and more')

  // Without a network it is written and handed in all the same; it leaves when there is one.
  await v.context.setOffline(true)
  await writes(v, { background: content.background })
  await v.page.click('[data-stand=write] form button.btn-wax')
  await v.stand('write', 'handing')
  await v.page.waitForTimeout(6000)
  assert.equal(await v.page.inputValue('#w-background'), content.background)
  await v.context.setOffline(false)
  await v.stand('write', 'kept')
  await v.readable()

  // Two tabs: what is typed in one stands in the other.
  const first = v.page
  await v.tab()
  await v.go(`/wallet#/draft/${id}`)
  await v.stand('write', 'kept')
  await v.page.fill('#w-title', 'Written in the second tab')
  await v.stand('write', 'changed')
  await v.page.waitForTimeout(800)
  v.page = first
  await v.page.bringToFront()
  await v.page.waitForFunction(() => document.querySelector('#w-title').value === 'Written in the second tab')
  await handsIn(v)
  v.problems = v.problems.filter(p => !/ERR_INTERNET_DISCONNECTED/.test(p))
  assert.ok(v.page.url().startsWith(base))
}
