import assert from 'node:assert/strict'
import { rates, ratesOtherwise, signs } from '../rating.mjs'

export const when = 'late' // it moves petitions that others look at
export const tells = 'leadership answers late, from the mail on a phone; a forwarded link answers nothing more; a signer rates it, and otherwise once it is changed'

const chief = 'chief.of.staff@meridian.example'
const title = 'Stop recording our screens'

export async function run({ visitor, newcomer, answerMail, petition, base }) {
  const asked = await petition(title)
  const signer = await visitor({ width: 390, height: 844, touch: true, dark: true })
  const signed = signer.collects(newcomer()).then(() => signs(signer, asked))
  const first = await answerMail(chief, 'Petition delivered', title)
  const phone = await visitor({ width: 390, height: 844, touch: true })

  // Following the link opens the petition, and leaves the secret neither in the address nor in a request.
  await phone.go(first.link)
  await phone.page.locator('form.respond').waitFor()
  assert.equal(new URL(phone.page.url()).hash, '')
  assert.ok(!phone.requests.some(r => r.path.includes(first.link.slice(9))), 'the secret is in no address')
  assert.match(await phone.page.textContent('main .state-late'), /days? late/)
  await phone.readable()

  // An empty answer gets a sentence beside its field; what is typed stays through a preview and the way back.
  await phone.page.click('button[value=preview]')
  await phone.page.locator('#words-problem').waitFor()
  await phone.page.fill('[name=words]', 'Thank you.\n\n- We **end** the program.\n- We delete what it holds.')
  await phone.page.click('button[value=preview]')
  assert.equal(await phone.page.locator('.reply-sheet li').count(), 2)
  assert.match(await phone.page.inputValue('[name=words]'), /\*\*end\*\*/)
  await phone.readable()
  await phone.page.goBack()
  assert.equal(await phone.page.locator('#words-problem').count(), 1, 'the page before')
  assert.match(await phone.page.inputValue('[name=words]'), /\*\*end\*\*/, 'what was typed there is still there')
  await phone.page.click('button[value=preview]')
  await phone.page.locator('button[value=publish]').waitFor()
  assert.equal((await shown(visitor, asked)).versions, 0, 'a preview publishes nothing')

  // Two windows on one link: the second is told, and keeps what was typed there.
  const other = await visitor()
  await other.go(first.link)
  await other.page.fill('[name=words]', 'Another answer, in another window.')
  await other.page.click('button[value=preview]')
  await other.page.locator('button[value=publish]').waitFor()

  await phone.page.locator('button[value=publish]').dblclick()
  await phone.page.getByText('Your answer is published').first().waitFor()
  await phone.readable()
  await other.page.click('button[value=publish]')
  await other.page.getByText('An answer was published with this link').waitFor()
  assert.match(await other.page.inputValue('textarea[readonly]'), /in another window/)
  await other.readable()

  // Whoever has the old link opens nothing with it, nor with its code.
  const stranger = await visitor()
  await stranger.go(first.link)
  await stranger.page.getByText('An answer was published with this link').waitFor()
  await stranger.page.fill('[name=code]', first.code.toLowerCase())
  await stranger.page.click('main form button')
  await stranger.page.locator('#code-problem').waitFor()
  await stranger.readable()

  // Everybody reads the answer, and how late it was.
  const reader = await visitor({ dark: true })
  await reader.go(`/petitions/${asked.id}`)
  assert.match(await reader.page.textContent('.reply-by'), /The chief of staff answered on .* days late/)
  assert.equal(await reader.page.locator('.reply .letter-text strong').first().textContent(), 'end')
  assert.match(await reader.page.textContent('.tracker'), /Leadership asked to meet/)
  await reader.readable()

  // Who has not signed is told who rates; who has, rates.
  await reader.stand('rate', 'none')
  await signed
  await rates(signer, asked, 'not_answered')

  // The newer link changes it, and every version stays.
  const second = await answerMail(chief, 'Your answer is published', title)
  await phone.page.goto(base + second.link) // in the window that stands open: only what is behind the # changes
  await phone.page.locator('form.respond').waitFor()
  assert.match(await phone.page.inputValue('[name=words]'), /We \*\*end\*\* the program/)
  await phone.page.click('button[value=preview]')
  await phone.page.click('button[value=publish]')
  await phone.page.getByText('word for word, what stands already').waitFor()
  await phone.page.fill('[name=words]', 'Thank you.\n\n- We **paused** the program.\n- We delete what it holds.')
  await phone.page.click('button[value=preview]')
  await phone.page.click('button[value=publish]')
  await phone.page.getByText('Your answer is published').first().waitFor()
  await reader.page.reload()
  await reader.page.click('.revisions summary')
  assert.match(await reader.page.textContent('.changes del'), /\*\*end\*\*/)
  assert.match(await reader.page.textContent('.changes ins'), /\*\*paused\*\*/)
  assert.equal(await reader.page.locator('.revisions li .reply-note b').count(), 2)
  await reader.readable()

  await ratesOtherwise(signer, 'partly')

  // What leadership was sent is public, without what was one reader's alone; and the letter can be printed.
  await reader.page.click('.reply a[href$="/delivery"]')
  const words = await reader.page.textContent('.mail-text')
  assert.match(words, /verified colleagues ask this of you/)
  assert.ok(!words.includes('respond#') && !words.includes(first.code))
  await reader.readable()
  await reader.go(`/petitions/${asked.id}/letter`)
  await reader.readable()
  const pdf = await reader.page.request.get(`${base}/petitions/${asked.id}/letter.pdf`)
  assert.equal(pdf.headers()['content-type'], 'application/pdf')
  assert.equal((await pdf.body()).subarray(0, 5).toString(), '%PDF-')
}

async function shown(visitor, asked) {
  const v = await visitor()
  await v.go(`/petitions/${asked.id}`)
  return { versions: await v.page.locator('.reply article').count() }
}
