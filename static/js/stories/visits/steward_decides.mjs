import assert from 'node:assert/strict'
import { until } from '../until.mjs'

export const tells = 'two colleagues sponsor; a steward reads and lets it open by keyboard and without a script; a second steward comes late; an admin changes a rule, and everybody reads why'

export async function run({ visitor, newcomer, petition, member, json }) {
  const asked = await petition('Sick pay')
  await sponsors(await visitor({ width: 390, touch: true }), asked, newcomer())
  assert.equal((await petition('Sick pay')).state, 'gathering', 'one is missing still')
  await sponsors(await visitor(), asked, newcomer())
  await until('it is handed to a steward', async () => (await petition('Sick pay')).state === 'review', 60_000)

  const [ines, tomasz] = [await member('Ines Aguilar', 'steward'), await member('Tomasz Wrona', 'admin')]
  const [first, second] = [await visitor({ javaScript: false }), await visitor({ javaScript: false, dark: true })]
  await first.signsIn(ines)
  await first.readable()
  await second.signsIn(tomasz)
  for (const v of [first, second]) {
    await v.go('/office/petitions')
    await v.readable()
    await v.tabTo(`a[href="/office/petitions/${asked.id}"]`)
    await v.page.keyboard.press('Enter')
    await v.at(`/office/petitions/${asked.id}`)
    await v.readable()
  }

  // The second steward begins with a mistake: no standard is chosen. Nothing is decided, and the words stay.
  await second.tabTo('#words')
  await second.page.keyboard.type('Say which agencies are meant.')
  await second.tabTo('button[formaction$="/reject"]')
  await second.page.keyboard.press('Enter')
  await second.page.getByText('Choose which of the standards').waitFor()
  await second.readable()
  assert.equal(await second.page.inputValue('#words'), 'Say which agencies are meant.')

  // The first one lets it open; and goes back, and does it again.
  await first.tabTo('form[action$="/open"] button')
  await first.page.keyboard.press('Enter')
  await first.page.getByText('It is open.').waitFor()
  await first.readable()
  assert.equal((await json(`/petitions/${asked.id}.json`)).state, 'open')
  await first.page.goBack()
  if (await first.page.locator('form[action$="/open"] button').count()) {
    await first.page.click('form[action$="/open"] button')
    await first.page.getByText('no longer where that can be done').waitFor()
    await first.readable()
  }

  // The second one comes too late, and is told who was first.
  await second.page.check('#code-unclear_ask')
  await second.page.click('button[formaction$="/reject"]')
  await second.page.getByText('no longer where that can be done').waitFor()
  await second.page.getByText('Ines Aguilar, steward').first().waitFor()
  await second.readable()
  await second.go('/office/record')
  await second.page.getByText('Let a petition open').first().waitFor()
  await second.readable()
  assert.equal((await petition('Sick pay')).count, 5, 'what the sponsors signed counts')
  for (const [v, path] of [[first, '/office/programs/new'], [first, '/office/programs'], [second, '/office/programs'], [second, '/office/programs/new']]) {
    const status = await v.go(path)
    assert.equal(status, v === first && path.endsWith('new') ? 403 : 200, path)
    await v.readable()
  }
  await changesARule(second, await visitor({ width: 390, touch: true }))
}

/** An admin changes a rule: a mistake is told beside its field, and everybody reads who changed what, why, and from when on. */
async function changesARule(admin, reader) {
  await admin.page.click('nav a[href="/office/settings"]')
  await admin.readable()
  const saves = () => admin.page.getByRole('button', { name: 'Change them from tomorrow on' }).click()
  await admin.page.fill('[name=response_days]', '2')
  await admin.page.fill('[name=reason]', 'The board meets every third week.')
  await saves()
  await admin.page.locator('#response_days-problem', { hasText: 'It must be from' }).waitFor()
  assert.equal(await admin.page.inputValue('[name=reason]'), 'The board meets every third week.')
  await admin.readable()
  await admin.page.fill('[name=response_days]', '21')
  await saves()
  await admin.page.getByText('It is written down, and holds from tomorrow on.').waitFor()
  await admin.readable()
  for (const path of ['/rules', '/es/rules']) {
    await reader.go(path)
    await reader.page.locator('#response_days', { hasText: '21' }).waitFor()
    await reader.page.locator('main li', { hasText: 'The board meets every third week.' }).getByText('Tomasz Wrona').waitFor()
    await reader.readable()
  }
}

async function sponsors(v, asked, address) {
  await v.go(`/petitions/${asked.id}`)
  await v.stand('sign', 'none')
  await v.page.getByText('more sponsor').first().waitFor()
  await v.readable()
  await v.does('sign')
  await v.at('/desk')
  await v.collects(address)
  await v.does('sign-return')
  await v.stand('return', 'counted')
}
