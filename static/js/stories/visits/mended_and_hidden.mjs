import assert from 'node:assert/strict'
import { until } from '../until.mjs'

export const tells = 'a petition is hidden, turned away with a reason, mended by its organizer and sponsored anew; everything stays public'

const title = 'A bench at every loading gate'

export async function run({ visitor, newcomer, wallet, petition, member, json }) {
  const address = newcomer()
  const tells = await wallet('bench', address)
  const draft = await tells('draft', 'People stand there for hours.\n', '--title', title, '--addressee', 'The site lead', '--ask', 'Will you put benches there, as Bob wants?', '--language', 'en')
  const id = /[a-z2-7]{16}/.exec(draft)[0]
  await tells('gather', '', id)
  await until('it gathers', async () => (await json('/now.json')).petitions.some(p => p.id === id && p.state === 'gathering'), 60_000)
  await tells('sign', '', id)
  const reader = await visitor({ width: 390 })
  await until('its organizer sponsors it', async () => (await petition(title)).count === 1, 60_000)
  await reader.go(`/petitions/${id}`)
  await reader.page.getByText('4 more sponsors').waitFor()
  await reader.readable()

  const steward = await visitor({ javaScript: false })
  await steward.signsIn(await member('Lotte Brandt', 'steward'))
  await steward.go(`/office/petitions/${id}`)
  await steward.page.check('#code-person_named')
  await steward.page.fill('#words', 'It names a colleague.')
  await steward.page.click('button[formaction$="/hide"]')
  await steward.page.getByText('Only the office sees this text').waitFor()
  await steward.readable()
  assert.equal(await reader.go(`/petitions/${id}`), 200)
  await reader.page.getByText('It names a colleague.').waitFor()
  await reader.readable()
  assert.equal(await reader.page.getByText('as Bob wants').count(), 0, 'nobody reads it')
  assert.equal((await fetch(`${reader.demo.base}/petitions/${id}.txt`)).status, 409)
  assert.ok((await json('/petitions.json?q=loading+gate')).petitions.every(p => p.id !== id), 'nobody finds it')

  await steward.page.getByRole('button', { name: 'Turn it away for the same reason' }).click()
  await steward.page.getByText('It was turned away.').waitFor()
  await steward.readable()
  await reader.go(`/petitions/${id}`)
  await reader.readable()

  await tells('mend', '', id)
  await until('it is written anew', async () => (await json(`/petitions/${id}.json`)).state === 'draft', 60_000)
  await reader.go(`/petitions/${id}`)
  await reader.readable()
  await tells('save', '', id, '--ask', 'Will you put benches there?')
  await tells('gather', '', id)
  await until('it gathers again', async () => (await json(`/petitions/${id}.json`)).state === 'gathering', 60_000)
  assert.equal((await petition(title)).count, 0, 'what was signed stands for another text')
  await tells('sign', '', id)
  await until('it is sponsored anew', async () => (await petition(title)).count === 1, 60_000)
  await reader.go(`/petitions/${id}`)
  await reader.page.getByText('turned away and written anew').waitFor()
  await reader.readable()
  await reader.go('/standards')
  await reader.readable()
}
