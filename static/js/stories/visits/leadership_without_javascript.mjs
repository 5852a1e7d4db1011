import assert from 'node:assert/strict'

export const when = 'late' // it moves petitions that others look at
export const tells = 'leadership without a script types the code, confirms, asks to meet, answers; a link that is ended ends at once'

const office = 'leila.murphy@meridian.example'
const title = 'Water and shade'

export async function run({ visitor, answerMail, petition, operator, base }) {
  const asked = await petition(title)
  const mail = await answerMail(office, 'Petition delivered', title)
  const v = await visitor({ width: 390, height: 844, javaScript: false })

  // The link opens nothing without a script, and says what to do; a wrong code stays in its field, with a sentence beside it.
  await v.go(mail.link)
  await v.readable()
  await types(v, 'K7M2')
  assert.match(await v.page.textContent('#code-problem'), /twelve letters and digits/)
  await types(v, `${mail.code.slice(0, -1)}${mail.code.endsWith('7') ? '8' : '7'}`)
  assert.match(await v.page.textContent('#code-problem'), /opens nothing/)
  await v.readable()
  await types(v, mail.code.toLowerCase().replaceAll('-', ' '))
  await v.page.locator('form.respond').waitFor()
  await v.readable()

  // Whatever button is pressed, nothing that was typed is lost.
  await v.page.fill('[name=words]', 'All six lanes have shade now.')
  await v.page.fill('[name=meeting]', 'a'.repeat(301))
  await v.page.click('button[value=receive]')
  assert.match(await v.page.textContent('main'), /Confirmed on/)
  assert.equal(await v.page.inputValue('[name=words]'), 'All six lanes have shade now.')
  await v.page.click('button[value=meet]')
  await v.page.locator('#meeting-problem').waitFor()
  assert.equal((await v.page.inputValue('[name=meeting]')).length, 301)
  await v.readable()
  await v.page.fill('[name=meeting]', 'Ask at the gate.\nAny day.')
  await v.page.click('button[value=meet]')
  assert.match(await v.page.textContent('main'), /Asked for on/)
  await speaks(v)
  await v.page.click('button[value=preview]')
  await v.page.locator('button[value=publish]').waitFor()
  await v.readable()

  const reader = await visitor()
  await reader.go(`/petitions/${asked.id}`)
  const answer = reader.page.locator('.comment', { hasText: 'Shade comes first.' }).last()
  assert.match(await answer.locator('.who').first().textContent(), /Leadership, the executive office/)
  assert.equal(await answer.evaluate(e => !!e.closest('.replies')), true, 'it stands below what it answers')
  assert.match(await reader.page.textContent('.reply'), /the executive office confirmed that it arrived/)
  assert.match(await reader.page.textContent('.reply q'), /Ask at the gate/)
  assert.match(await reader.page.textContent('.came'), /Won[\s\S]*Water at both gates/)
  const before = await reader.page.locator('.revisions li').count()

  // An admin ends the link while the answer is being written: nothing is published, and nothing is lost.
  const line = (await operator('respond', 'list', asked.id)).split('\n').find(l => l.includes('the executive office'))
  await operator('respond', 'revoke', line.split(' ')[0])
  await v.page.click('button[value=publish]')
  assert.match(await v.page.textContent('[role=alert]'), /was ended on/)
  assert.equal(await v.page.inputValue('textarea[readonly]'), 'All six lanes have shade now.')
  await v.readable()
  await reader.page.reload()
  assert.equal(await reader.page.locator('.revisions li').count(), before)

  // Nothing changes by a GET, and no other site can send the form.
  for (const headers of [{ 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' }]) {
    const answer = await fetch(`${base}/respond`, { method: 'POST', headers, body: new URLSearchParams({ key: mail.code, do: 'publish', words: 'x' }) })
    assert.equal(answer.status, 403)
  }
}

/** An answer to a comment: nothing is no answer, and nothing stands before it was confirmed. What was said can be taken back. */
async function speaks(v) {
  await v.page.click('button[value=speak]')
  await v.page.locator('#speech-problem').waitFor()
  await v.page.click('#talk summary')
  await v.page.locator('#talk input[name=about]').nth(1).check()
  await v.page.fill('[name=speech]', 'Shade comes first.')
  await v.page.click('button[value=speak]')
  await v.page.getByText('Nothing is said yet.').waitFor()
  assert.equal(await v.page.inputValue('[name=words]'), 'All six lanes have shade now.')
  await v.readable()
  await v.page.click('button[value=say]')
  await v.page.getByText('It stands in the talk now.').waitFor()
  await v.page.fill('[name=speech]', 'This was a mistake.')
  await v.page.click('button[value=speak]')
  await v.page.click('button[value=say]')
  await v.page.locator('#talk li', { hasText: 'This was a mistake.' }).locator('button').click()
  await v.page.click('button[value=take_back]')
  await v.page.getByText('It is taken back.').waitFor()
  assert.equal(await v.page.locator('#talk .rows', { hasText: 'This was a mistake.' }).count(), 0)
  await v.readable()
}

async function types(v, code) {
  await v.page.fill('[name=code]', code)
  await v.page.click('main form button')
}
