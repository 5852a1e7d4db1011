// Whoever signed says how leadership's answer is: what a story shows of it, on the petition's page.
import assert from 'node:assert/strict'

/** Signs, and waits to be counted. */
export async function signs(v, petition) {
  await v.go(`/petitions/${petition.id}`)
  await v.stand('sign', 'ready')
  await v.does('sign')
  await v.stand('sign', 'counted')
}

/** Chooses nothing, then something, twice in a hurry; it is one rating, and nobody sees which. */
export async function rates(v, petition, value) {
  await v.go(`/petitions/${petition.id}`)
  await v.stand('rate', 'ready')
  const before = await rated(v)
  await v.page.click('[data-do=rate] button')
  await v.stand('rate', 'choose')
  await v.readable()
  await v.page.check(`[data-do=rate] [value=${value}]`)
  await v.page.locator('[data-do=rate] button').dblclick()
  await v.stand('rate', 'handing', 'promised')
  await v.stand('rate', 'counted')
  await v.readable()
  await v.page.reload()
  await v.stand('rate', 'counted')
  assert.equal(await rated(v), before + 1)
  await hidden(v)
}

/** Thinks otherwise, in another tab: it stays one rating. */
export async function ratesOtherwise(v, value) {
  const before = await rated(v)
  const first = v.page
  await v.tab()
  await v.page.goto(first.url())
  await v.stand('rate', 'counted')
  await v.does('change')
  await v.stand('rate', 'ready')
  await v.page.check(`[data-do=rate] [value=${value}]`)
  await v.page.click('[data-do=rate] button')
  await v.stand('rate', 'promised', 'counted')
  await v.stand('rate', 'counted')
  assert.equal(await v.page.getAttribute('[data-stand=rate]', 'data-value'), value)
  await v.page.close()
  v.page = first
  await v.page.waitForFunction(now => document.querySelector('[data-stand=rate]').dataset.value === now, value)
  await v.page.reload()
  assert.equal(await rated(v), before)
  await hidden(v)
}

/** Only that somebody rated is shown; how, only once, at the end, of groups of ten and more. */
const hidden = async v => assert.equal(await v.page.locator('#rating table').count(), 0, 'what was said is no picture yet')

const rated = async v => Number((await v.page.textContent('#rating .section-head .num')).replace(/\D/g, ''))
