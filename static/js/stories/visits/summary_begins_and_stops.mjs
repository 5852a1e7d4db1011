import assert from 'node:assert/strict'
import { until } from '../until.mjs'

export const when = 'asked' // long
export const tells = 'an admin without a script adds a reader of leadership, who says yes on a phone, gets a test, and stops; what leadership is told is everybody’s; somebody of the staff stops the monthly letter'

const address = 'works.council@meridian.example'

export async function run({ visitor, member, json, base, roster, staffLetter }) {
  const admin = await visitor({ javaScript: false })
  await admin.signsIn(await member('Greta Lind', 'admin'))
  await admin.go('/office/recipients')
  await admin.readable()
  await admin.page.click('a[href="/office/recipients/new"]')

  // What is wrong is said beside its field, and what was typed stays.
  await fills(admin, { name: 'the works council', address: 'works council', zone: 'Leeds' })
  await admin.page.selectOption('[name=weekday]', 'friday')
  await admin.page.locator('[name=program]').last().check()
  await admin.page.click('main form button.btn-wax')
  assert.match(await admin.page.textContent('#address-problem'), /not an address/)
  assert.match(await admin.page.textContent('#zone-problem'), /Choose the time zone/)
  assert.equal(await admin.page.inputValue('[name=name]'), 'the works council')
  assert.equal(await admin.page.inputValue('[name=weekday]'), 'friday')
  assert.equal(await admin.page.locator('[name=program]:checked').count(), 1)
  await admin.readable()
  await fills(admin, { address, zone: 'Europe/London' })
  await admin.page.click('main form button.btn-wax')
  await admin.page.getByText('They are being asked').waitFor()
  await admin.readable()

  // The link in the mail changes nothing when it is followed; the press on its page does, once or twice.
  const question = linkIn(await mail(json, 'do you want'), 'confirm')
  for (let n = 0; n < 3; n++) assert.equal((await fetch(question)).status, 200)
  await admin.go('/office/recipients')
  assert.match(await admin.page.textContent('main'), /Asked, has not said yes/)
  const phone = await visitor({ width: 390, height: 844, javaScript: false, dark: true })
  await phone.go(new URL(question).pathname)
  await phone.readable()
  await phone.page.click('main form button')
  await phone.page.getByText('You said yes.').waitFor()
  await phone.readable()
  assert.equal((await fetch(question, { method: 'POST' })).status, 200)

  await admin.go('/office/recipients')
  await admin.page.click('a:text-is("the works council")')
  await admin.page.click('form[action$="/test"] button')
  await admin.page.getByText('A test is on its way').waitFor()
  await admin.readable()
  await admin.page.click('form[action$="/test"] button')
  await admin.page.getByText('A test went to them today already').waitFor()

  // A mail program stops it with one POST; no other site's page can.
  const stop = linkIn(await mail(json, 'Test: '), 'stop')
  const elsewhere = { method: 'POST', headers: { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' } }
  assert.equal((await fetch(stop, elsewhere)).status, 403)
  await phone.go(new URL(stop).pathname)
  await phone.page.getByText('Stop the weekly summary?').waitFor()
  await phone.readable()
  const oneClick = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) }
  for (let n = 0; n < 2; n++) assert.equal((await fetch(stop, oneClick)).status, 200)
  await phone.page.reload()
  await phone.page.getByText('The weekly summary is stopped').waitFor()
  await phone.readable()
  await admin.go('/office/recipients')
  assert.match(await admin.page.textContent('main'), /Stopped it on/)
  await admin.go('/office/mail')
  await admin.readable()
  await admin.go('/office/recipients')
  await admin.page.click('a:text-is("the works council")')
  await admin.page.click('form[action$="/remove"] button')
  await admin.page.getByText('Nothing more is sent to them').waitFor()
  await admin.go('/office/record')
  assert.match(await admin.page.textContent('main'), /off the list/)

  // Everybody reads what leadership is told, and nobody an address.
  const reader = await visitor({ width: 390, height: 844, javaScript: false })
  await reader.go('/summaries')
  await reader.readable()
  await reader.page.click('main ol a')
  assert.match(await reader.page.textContent('.mail-text'), /Weekly summary for/)
  assert.doesNotMatch(await reader.page.textContent('main'), /@|\/stop\/|respond#/)
  await reader.readable()
  await reader.go('/summaries/coming')
  await reader.readable()
  assert.doesNotMatch(JSON.stringify(await json('/summaries.json')), /@|works council/)
  assert.equal((await fetch(`${base}/summaries.atom`)).status, 200)
  await stopsTheLetter(phone, roster()[0][1], staffLetter)
}

/** The letter to the staff comes once a month. Following its link changes nothing; the press on its page stops it, and begins it again. */
async function stopsTheLetter(phone, address, staffLetter) {
  const [letter, ...more] = await staffLetter(address)
  assert.equal(letter.to, address)
  assert.deepEqual([more, await staffLetter(address)], [[], []])
  const link = /http\S+\/desk\/letter\/\S+/.exec(letter.text.slice(letter.text.indexOf('Content-Type: text/plain')))[0]
  for (let n = 0; n < 2; n++) assert.equal((await fetch(link)).status, 200)
  const heading = async () => (await phone.page.textContent('h1')).trim()
  await phone.go(new URL(link).pathname)
  assert.equal(await heading(), 'Stop the monthly letter?')
  await phone.readable()
  await phone.page.click('main form button')
  await phone.page.getByText('The monthly letter is stopped').waitFor()
  await phone.readable()
  assert.match(await (await fetch(link)).text(), /The monthly letter is stopped/)
  await phone.page.click('main form button')
  await phone.page.getByText('Stop the monthly letter?').waitFor()
  assert.equal((await fetch(link, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) })).status, 200)
  await phone.go(new URL(link).pathname)
  assert.equal(await heading(), 'The monthly letter is stopped')
  const broken = await fetch(`${link.slice(0, -3)}aaa`)
  assert.equal(broken.status, 404)
  assert.match(await broken.text(), /This link is not whole/)
}

async function fills(v, typed) {
  for (const [name, value] of Object.entries(typed)) await v.page.fill(`[name=${name}]`, value)
}

const mail = (json, subject) => until(`the mail "${subject}"`, async () => (await json(`/dev/mail.json?to=${address}`)).find(m => m.subject.includes(subject)), 60_000)

const linkIn = (m, does) => m.text.match(new RegExp(`http\\S+/summaries/${does}/\\S+`))[0]
