import assert from 'node:assert/strict'
import { startAlone } from '../demo.mjs'
import { until } from '../until.mjs'

export const when = 'asked' // long
export const tells = 'an admin freezes all writing; who was typing is refused in plain words, loses nothing, and is counted by itself once it is lifted'

const words = 'The scanner logs each break, to the minute, and nobody told us why.'
const stands = '[data-stand=comment] textarea[name=text]'

/** On a site of its own, since a freeze stops everybody; unless nobody else is there. */
export async function run({ visitorsOf, only, ...shared }) {
  if (only) return freezes(shared, visitorsOf(shared))
  const site = await startAlone()
  try {
    await freezes(site, visitorsOf(site))
  } finally {
    assert.ok(!(await site.stop()), 'the server complains')
  }
}

async function freezes(site, { visitor }) {
  const asked = (await site.json('/now.json')).petitions.find(p => p.voice)
  const path = `/petitions/${asked.id}`
  const [admin, speaker, stranger] = [await visitor({ javaScript: false, dark: true }), await visitor({ width: 390, touch: true }), await visitor()]
  const notice = v => v.page.locator('aside.notice')

  await speaker.collects(site.newcomer())
  await speaker.go(path)
  await speaker.stand('comment', 'ready')
  await speaker.page.fill(stands, words)

  await admin.signsIn(await site.member('Vera Lindqvist', 'admin'))
  await admin.page.click('nav a[href="/office/incident"]')
  await admin.readable()
  const presses = name => admin.page.getByRole('button', { name }).click()
  await presses('Open the incident, and tell everybody')
  await admin.page.locator('#text-problem', { hasText: 'Say what happened' }).waitFor()
  await admin.readable()
  await admin.page.fill('[name=text]', 'A disk with a backup is missing. We look for it, and say more tomorrow.')
  await admin.page.check('[name=exposed][value=backups]')
  await presses('Open the incident, and tell everybody')
  await admin.page.getByText('It is open, and everybody is told.').waitFor()
  await admin.readable()

  // Who was typing hands it in, is told, and keeps it: here, over a reload, and in a later visit.
  await until('the freeze is obeyed', async () => (await site.json('/incident.json')).frozen)
  await speaker.page.click('[data-stand=comment] form button')
  const told = speaker.page.locator('[data-stand=comment] [data-fill=sentence]:visible', { hasText: 'Writing is frozen while an incident is looked into.' })
  await told.waitFor({ timeout: 60_000 })
  await speaker.readable()
  await speaker.page.reload()
  await told.waitFor({ timeout: 60_000 })
  await notice(speaker).getByText('What you typed is kept.').waitFor()
  assert.equal(await speaker.page.inputValue(stands), words)
  await speaker.readable()

  // Everybody reads why; nobody checks in, and the address that was typed stays.
  for (const page of ['/', path, '/petitions', '/help', '/wallet', '/rules', '/retention', '/incident', '/desk']) {
    await stranger.go(page)
    await notice(stranger).waitFor()
    await stranger.readable()
  }
  await stranger.page.fill('[name=address]', 'clara.sato@meridian.example')
  await stranger.page.click('main form[action="/desk/address"] button')
  await stranger.page.getByText('Nobody can check in while an incident is looked into.').waitFor()
  assert.equal(await stranger.page.inputValue('[name=address]'), 'clara.sato@meridian.example')
  await stranger.readable()
  await notice(stranger).getByRole('link').click()
  await stranger.at('/incident')
  await stranger.page.getByText('A disk with a backup is missing.').waitFor()
  await stranger.page.getByRole('heading', { name: 'A backup of the stores' }).waitFor()

  // It is lifted: what waited goes by itself, and the line goes when it is over.
  await admin.page.fill('[name=text]', 'It was in the safe. Nobody had it.')
  await admin.page.uncheck('[name=exposed][value=backups]')
  await presses('Say this, and lift the freeze')
  await admin.page.getByText('The freeze is lifted.').waitFor()
  await admin.readable()
  await speaker.page.reload()
  await speaker.stand('comment', 'promised', 'counted')
  const out = speaker.page.locator('article[data-own]', { hasText: words })
  await until('the comment is counted', async () => (await out.count()) || (await speaker.go(`${path}/comments?order=newest`), await speaker.page.waitForTimeout(1000)), 60_000)
  await speaker.readable()
  await admin.page.fill('[name=text]', 'It is over.')
  await presses('Say this, and end the incident')
  await admin.page.getByText('It is over. What was told stays.').waitFor()
  await admin.readable()
  await until('the line is gone', async () => (await stranger.go('/incident'), !(await notice(stranger).count())))
  await stranger.page.getByText('It was in the safe.').waitFor()
  await stranger.readable()
}
