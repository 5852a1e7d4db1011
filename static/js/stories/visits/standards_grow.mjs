import assert from 'node:assert/strict'

export const when = 'asked' // later stories would find other standards in force
export const tells = 'an admin without a script writes the next standards, is told a mistake beside its field, and publishes; a reader finds both versions'

export async function run({ visitor, member }) {
  const reader = await visitor({ dark: true })
  await standardsGrow(await visitor({ javaScript: false, width: 390 }), await member('Vera Lindqvist', 'admin'), reader)
  assert.equal(await reader.go('/standards/v1'), 200)
  await reader.readable()
}

/** An admin writes the next version without a script: what cannot be published is told beside its field and stays; a reader finds what was. */
async function standardsGrow(admin, who, reader) {
  const [title, text] = ['Say it to a person, not about them.', 'What was written to one colleague in private is quoted only with their leave.']
  const field = name => admin.page.locator(`[name=${name}-0]`)
  const saves = () => admin.page.getByRole('button', { name: 'Save, and read it as it will be' }).click()
  await admin.signsIn(who)
  await admin.go('/office/standards')
  await admin.page.getByRole('link', { name: 'Write the next version' }).click()
  await admin.readable()
  await field('title').fill(title)
  await field('text').fill(text)
  await field('code').fill('private')
  await saves()
  await admin.page.locator('#code-0-problem', { hasText: 'two words or more' }).waitFor()
  assert.deepEqual(await Promise.all(['title', 'text', 'code'].map(n => field(n).inputValue())), [title, text, 'private'], 'nothing typed is lost')
  await admin.readable()
  assert.equal(await reader.go('/standards/v2'), 404)

  await field('code').fill('private_message')
  await saves()
  await admin.at('/office/standards/preview')
  await admin.page.getByText('One standard differs from version 1').waitFor()
  assert.equal(await admin.page.textContent('main ins'), title)
  await admin.readable()
  const publishes = () => admin.page.getByRole('button', { name: 'Publish version 2' }).click()
  await publishes()
  await admin.page.locator('#reason-problem').waitFor()
  await admin.page.fill('[name=reason]', 'A private note was quoted in three talks.')
  await publishes()
  await admin.page.getByText('It is published, and in force from now on.').waitFor()
  await admin.readable()

  assert.equal(await reader.go('/standards/v2'), 200)
  await reader.page.locator('#private_message', { hasText: text }).waitFor()
  await reader.page.getByText('A private note was quoted in three talks.').waitFor()
  await reader.readable()
}
