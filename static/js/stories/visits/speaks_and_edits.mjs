import assert from 'node:assert/strict'
import { until } from '../until.mjs'

export const tells = 'one speaks, is shown what may identify, is answered, edits and takes back; drafts outlive the page'

export async function run({ visitor, newcomer, petition }) {
  const asked = await petition('Water and shade')
  const [speaker, other] = [await visitor(), await visitor({ width: 390, height: 844, touch: true, dark: true })]
  await Promise.all([speaker.collects(newcomer()), other.collects(newcomer())])
  const words = `We asked Marta for **shade** (${newcomer().split('@')[0]}).`
  await speaks(speaker, asked, words)

  const mine = speaker.page.locator('article[data-own]', { hasText: 'We asked Marta' })
  await seen(speaker, asked, mine)
  assert.equal(await mine.locator('.said strong').textContent(), 'shade')
  await speaker.readable()
  const address = (await mine.locator('.who a').first().getAttribute('href')).split('#')[0] // a place on the same page would not load it anew

  // Another answers, at the comment's own address; what is typed outlives the page.
  await other.go(address)
  await other.stand('tools', 'other')
  await other.does('reply')
  await other.stand('answer', 'ready')
  await other.page.fill('[data-stand=answer] textarea:visible', 'So did we, and twice.')
  await other.page.reload()
  await other.stand('answer', 'ready')
  assert.equal(await other.page.inputValue('[data-stand=answer] textarea:visible'), 'So did we, and twice.')
  await other.readable()
  await other.page.click('[data-stand=answer] form button:visible')
  await other.stand('answer', 'reply-promised', 'reply-counted')
  const reply = other.page.locator('.replies article', { hasText: 'So did we' })
  await until('the answer is out', async () => (await reply.count()) || (await other.go(address), await other.page.waitForTimeout(1000)), 60_000)

  await edits(speaker, address)
  await takesBack(speaker, address)
  assert.equal(await speaker.page.locator('.replies article', { hasText: 'So did we' }).count(), 1, 'what was answered stays')
  await speaker.readable()
  for (const order of ['newest', 'reasons']) {
    await speaker.go(`/petitions/${asked.id}/comments?order=${order}`)
    await speaker.readable()
  }
}

async function speaks(v, asked, words) {
  await v.go(`/petitions/${asked.id}`)
  await v.stand('comment', 'ready')
  await v.page.fill('[data-stand=comment] textarea', words)
  await v.page.check('[data-stand=comment] [name=reason]')
  await v.page.click('[data-stand=comment] form button')
  await v.stand('comment', 'hints')
  assert.match(await v.page.locator('[data-stand=comment] [data-rows=hints]').textContent(), /Marta/)
  await v.readable()
  await v.does('anyway')
  await v.stand('comment', 'promised', 'counted')
}

/** Loads the reasons for signing anew until the comment stands there. */
const seen = (v, asked, comment) =>
  until('the comment is out', async () => (await comment.count()) || (await v.go(`/petitions/${asked.id}/comments?order=reasons`), await v.page.waitForTimeout(1000)), 60_000)

async function edits(v, address) {
  await v.go(address)
  await v.stand('tools', 'own')
  await v.does('edit')
  const area = v.page.locator('[data-stand=answer] textarea:visible')
  assert.match(await area.inputValue(), /\*\*shade\*\*/, 'what was written, as it was written')
  await area.fill('We asked for shade and for water.')
  await v.readable()
  await v.page.click('[data-stand=answer] form button:visible')
  await v.stand('answer', 'edit-promised', 'edit-counted')
  const edited = v.page.locator('article[data-own]', { hasText: 'and for water' })
  await until('it is edited', async () => (await edited.count()) || (await v.go(address), await v.page.waitForTimeout(1000)), 60_000)
  assert.match(await edited.locator('.who').first().textContent(), /edited/)
}

async function takesBack(v, address) {
  await v.stand('tools', 'own')
  await v.does('retract')
  await v.readable()
  await v.does('keep')
  await v.does('retract')
  await v.does('retract-sure')
  await v.stand('answer', 'retraction-promised', 'retraction-counted')
  const gone = v.page.locator('article[data-taken]')
  await until('it is taken back', async () => (await gone.count()) || (await v.go(address), await v.page.waitForTimeout(1000)), 60_000)
  assert.match(await gone.first().textContent(), /Taken back by its writer/)
}
