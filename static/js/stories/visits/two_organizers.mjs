import assert from 'node:assert/strict'
import { until } from '../until.mjs'
import { answers, begins, content, handsIn, invites, overview, writes } from '../organizing.mjs'

export const when = 'asked' // minutes
export const tells = 'one joins without a pass; both save at once and nothing is lost; one is removed'

export async function run({ visitor, newcomer }) {
  const [author, other] = [await visitor(), await visitor({ width: 390, height: 844, dark: true })]
  await author.collects(newcomer())
  await begins(author, content.title)
  await writes(author, content)
  await handsIn(author)
  await overview(author)
  await answers(other, await invites(author), 'joining')
  await author.stand('people', 'together')
  await author.readable()
  await other.page.click('[data-stand=join] a[data-to=draft]')
  await other.stand('write', 'kept')
  assert.equal(await other.page.inputValue('#w-title'), content.title)
  await other.readable()

  // Both save upon the same version.
  await author.page.click('[data-stand=organize] a[data-to=draft]:visible')
  await author.stand('write', 'kept')
  await writes(other, { title: 'Let crews see who has watched their footage' })
  await writes(author, { ask: 'Show every driver a log of who has opened footage from their cab.' })
  await handsIn(other)
  await author.page.click('[data-stand=write] form button.btn-wax')
  await author.stand('newer', 'beside')
  await author.page.click('[data-stand=newer] summary')
  await author.readable()
  await author.does('both')
  await author.stand('newer', 'none')
  assert.equal(await author.page.inputValue('#w-title'), 'Let crews see who has watched their footage')
  assert.equal(await author.page.inputValue('#w-ask'), 'Show every driver a log of who has opened footage from their cab.')
  await handsIn(author)
  await other.stand('newer', 'newer')
  await other.does('take')
  await until('the other sees both', async () => (await other.page.inputValue('#w-ask')).startsWith('Show every driver a log of who'))

  await overview(author)
  await author.stand('people', 'together')
  await author.does('remove')
  await author.readable()
  await author.does('removal')
  await author.stand('people', 'alone')
  await other.stand('write', 'gone')
  await other.readable()
}
