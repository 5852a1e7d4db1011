import assert from 'node:assert/strict'
import { until } from '../until.mjs'
import { begins, content, gathers, handsIn, overview, sponsorsOf, writes } from '../organizing.mjs'

export const tells = 'an author drafts, looks again, brings an older version back, asks for sponsors, is turned away, mends, and takes the open petition back; back button, double clicks and tabs do no harm'

export async function run({ visitor, newcomer, wallet, json, member }) {
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
  const [steward, sponsors] = [await visitor({ javaScript: false }), sponsorsOf(wallet, Array.from({ length: 5 }, newcomer))]
  await steward.signsIn(await member('Ruth Okafor', 'steward'))
  await isMended(v, id, steward)

  // It gathers once more, finds its sponsors and opens.
  await v.page.click('[data-stand=organize] a[data-to=draft]:visible')
  await v.stand('write', 'changed', 'kept')
  await handsIn(v)
  await overview(v)
  await gathers(v)
  await until('everybody sees it again', async () => ['gathering', 'queued'].includes((await petition())?.state), 60_000)
  await Promise.all((await sponsors).map(tells => tells('sign', '', id)))
  await until('it has its sponsors', async () => (await petition())?.state === 'review', 60_000)
  await steward.go(`/office/petitions/${id}`)
  await steward.page.click('form[action$="/open"] button')
  await steward.page.getByText('It is open.').waitFor()
  await isTakenBack(v, id, petition)
}

/** Its organizer withdraws it while it is open, and while somebody looks at it who is about to sign. */
async function isTakenBack(v, id, petition) {
  const reason = 'The depot put up the log by itself, as we had asked.'
  const managing = v.page
  await managing.reload()
  await v.stand('organize', 'open')
  const reading = await v.tab()
  await v.go(`/petitions/${id}`)
  await v.stand('sign', 'ready')
  v.page = managing
  await managing.click('summary:has-text("Withdraw")')
  await v.readable()
  await managing.click('form[data-do=taking] button')
  await managing.locator('[data-wrong=taking]:visible').waitFor()
  await managing.fill('[name=taking]', reason)
  await managing.dblclick('form[data-do=taking] button')
  await v.stand('organize', 'withdrawn')
  await until('everybody sees that it is withdrawn', async () => (await petition())?.state === 'withdrawn', 60_000)
  await v.readable()

  // Where the open petition is still before somebody, the button goes.
  v.page = reading
  await v.stand('sign', 'closed')
  await reading.getByText('Signing has ended.').waitFor()
  await v.readable()
  await reading.reload()
  assert.match(await reading.textContent('main .head .state'), /Withdrawn/)
  assert.ok((await reading.textContent('main')).includes(reason), 'the page gives the reason')
  assert.equal(await reading.locator('[data-do=sign]:visible').count(), 0)
  await v.readable()
  const text = async path => (await fetch(v.demo.base + path)).text()
  const { steps } = JSON.parse(await text(`/petitions/${id}/timeline.json`))
  const taken = steps.filter(s => s.what === 'withdrawn')
  assert.ok(taken.length === 1 && taken[0].place === 'past' && steps.every(s => s.place === 'past'), `pressed twice, taken back once, and nothing is to come: ${JSON.stringify(steps)}`)
  assert.ok((await text(`/petitions/${id}.atom`)).includes(reason), 'who follows it is told why')
  assert.ok((await text('/petitions.atom?state=withdrawn')).includes(id))
  assert.equal((await petition()).count, 5)
}

/** A steward turns it away, and says why; by two clicks it is a draft again, once, and can be written. */
async function isMended(v, id, steward) {
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
