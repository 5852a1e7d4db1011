import assert from 'node:assert/strict'
import { until } from '../until.mjs'
import { begins, content, gathers, handsIn, overview, writes } from '../organizing.mjs'

export const tells = 'an author drafts, looks again, brings an older version back, asks for sponsors, is turned away, mends and takes back; back button, double clicks and tabs do no harm'

export async function run({ visitor, newcomer, json, member }) {
  const v = await visitor()
  await v.go('/wallet#/drafts')
  await v.stand('drafts', 'none')
  await v.readable()
  await v.collects(newcomer())

  // What is being asked already comes first, also with a slip of the finger.
  await v.go('/wallet#/new')
  await v.stand('begin', 'ready')
  await v.page.fill('#begin-words', 'Publish the RouteCam privacy reveiw')
  await v.page.locator('[data-near]:visible a', { hasText: 'Publish the RouteCam' }).waitFor()
  await v.readable()
  const id = await begins(v, content.title)
  assert.equal(await v.page.evaluate(() => document.activeElement.tagName), 'H1', 'the heading has the focus')
  assert.ok(!(await v.page.title()).includes('petition'), 'the title names nothing')

  await writes(v, content)
  assert.match(await v.page.textContent('.preview .letter-text em'), /read/)
  await v.page.fill('#w-title', 'x'.repeat(81))
  await v.page.locator('.counted.field-wrong #w-title').waitFor()
  await v.page.fill('#w-title', content.title)
  await v.readable()
  await handsIn(v)
  await v.page.dblclick('[data-stand=write] form button.btn-wax') // there is nothing new to hand in
  assert.ok(!(await v.page.locator('[data-stand=write] .hints').isVisible()), 'nothing in it says who wrote it')
  await writes(v, { background: 'I am the only crane driver, says Marta.' })
  await v.page.locator('[data-stand=write] .hints mark', { hasText: 'Marta' }).waitFor()
  await v.page.locator('[data-stand=write] .hints mark', { hasText: 'I am the only crane' }).waitFor()
  await v.readable()
  await writes(v, { background: 'Another reason.' })
  await v.page.locator('[data-stand=write] .hints').waitFor({ state: 'hidden' })
  await v.stand('write', 'changed')
  await v.page.dblclick('[data-stand=write] form button.btn-wax')
  await v.stand('write', 'kept')
  const rows = v.page.locator('[data-rows=versions] li')
  await until('two versions are listed', async () => (await rows.count()) === 2, 60_000)
  await rows.nth(1).locator('a').click()
  await v.stand('compare', 'shown')
  assert.match(await v.page.textContent('[data-stand=compare] [data-changes] ins'), /Another/)
  await v.readable()
  await v.does('restore')
  await until('the older text is back', async () => (await v.page.inputValue('#w-background')) === content.background)
  await handsIn(v)

  // There and back, by the browser's own button.
  await overview(v)
  await v.stand('gather', 'ready')
  await v.readable()
  await v.page.goBack()
  await v.stand('write', 'kept')
  await v.page.goForward()
  await v.stand('gather', 'ready')
  await gathers(v, async () => {
    assert.match(await v.page.textContent('.last-look .preview-title'), /night crews/)
    assert.ok(!(await v.page.locator('[data-stand=gather] .hints').isVisible()))
    await v.readable()
  })
  await v.readable()
  const petition = () => json('/now.json').then(n => n.petitions.find(p => p.id === id))
  await until('everybody sees it', async () => ['gathering', 'queued'].includes((await petition())?.state), 60_000)
  assert.equal((await petition()).title, content.title)

  // Another tab knows the same; the text can be changed no more.
  const first = v.page
  await v.tab()
  await v.go(`/wallet#/draft/${id}`)
  await v.stand('write', 'frozen')
  await v.readable()
  await v.page.close()
  v.page = first
  await isMended(v, id, await visitor({ javaScript: false }), await member('Ruth Okafor', 'steward'))

  // It gathers once more, and is taken back meanwhile, with a reason.
  await v.page.click('[data-stand=organize] a[data-to=draft]:visible')
  await v.stand('write', 'changed', 'kept')
  await handsIn(v)
  await overview(v)
  await gathers(v)
  await until('everybody sees it again', async () => ['gathering', 'queued'].includes((await petition())?.state), 60_000)
  await v.page.click('summary:has-text("Withdraw")')
  await v.page.click('form[data-do=taking] button')
  await v.page.locator('[data-wrong=taking]:visible').waitFor()
  await v.page.fill('[name=taking]', 'It was a story for the tests.')
  await v.page.click('form[data-do=taking] button')
  await v.stand('organize', 'withdrawn')
  await until('everybody sees that it is withdrawn', async () => (await petition())?.state === 'withdrawn', 60_000)
  await v.readable()
}

/** A steward turns it away, and says why; by two clicks it is a draft again, once, and can be written. */
async function isMended(v, id, steward, member) {
  await steward.signsIn(member)
  await steward.go(`/office/petitions/${id}`)
  await steward.page.check('#code-unclear_ask')
  await steward.page.fill('#words', 'Say which footage is meant.')
  await steward.page.click('button[formaction$="/reject"]')
  await steward.page.getByText('It was turned away.').waitFor()
  await v.page.reload()
  await v.stand('organize', 'rejected')
  await v.readable()
  await v.page.locator('[data-do=mending]').dblclick()
  await v.stand('organize', 'draft')
  await v.page.click('[data-stand=organize] a[data-to=draft]:visible')
  await v.stand('write', 'kept')
  await writes(v, { ask: 'Show every driver, by March, a log of who has opened the footage from their own cab.' })
  await v.stand('write', 'changed')
  await v.readable()
  await overview(v)
  await v.stand('gather', 'changed')
}
