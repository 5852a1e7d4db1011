import assert from 'node:assert/strict'
import { begins, content, gathers, handsIn, overview, sponsorsOf, writes } from '../organizing.mjs'
import { until } from '../until.mjs'

export const when = 'asked' // minutes
export const tells = 'an organizer tells the news, hands over too early, then once, and says what came of it; who follows is shown it on the device alone'

const title = 'Charge the yard tablets overnight'
const chief = 'chief.of.staff@meridian.example'

export async function run({ visitor, newcomer, wallet, member, base, json }) {
  const author = await visitor()
  const sponsors = sponsorsOf(wallet, [newcomer(), newcomer(), newcomer(), newcomer(), newcomer()])
  await author.collects(newcomer())
  const id = await begins(author, title)
  await writes(author, { ...content, title, goal: '18' }) // a third of it is one more than sponsors are asked for
  await handsIn(author)
  await overview(author)
  await gathers(author)
  await until('everybody sees it', async () => (await json('/now.json')).petitions.some(p => p.id === id && p.state === 'gathering'), 60_000)
  const follower = await visitor({ width: 390, height: 844, dark: true, touch: true })
  await Promise.all([follower.collects(newcomer()), ...(await sponsors).map(tells => tells('sign', '', id))])
  await until('it has its sponsors', async () => (await json(`/petitions/${id}.json`)).state === 'review', 60_000)
  await opens(await visitor({ javaScript: false }), await member('Rika Vos', 'steward'), id)

  // Too early: it says from how many on. Nothing can be concluded that was not handed over.
  await author.page.reload()
  await author.stand('organize', 'open')
  await author.stand('deliver', 'early')
  assert.match(await author.page.textContent('[data-stand=deliver] p:has([data-fill=first])'), /\b6$/)
  assert.equal(await author.page.locator('[data-do=outcome]:visible').count(), 0)
  await author.readable()

  // An update: nothing is no update; pressed twice it is one.
  await author.page.click('form[data-do=update] button')
  await author.page.locator('[data-wrong=update]:visible').waitFor()
  await author.page.fill('[name=update]', 'Two yards said yes\n\nLeeds and *Gdańsk* charge theirs already. مرحبا')
  await author.page.dblclick('form[data-do=update] button')
  await author.page.locator('[data-rows=way] [data-when=update]:visible').waitFor()
  await author.readable()

  // Somebody signs, follows on a phone, and is shown both by the device alone.
  await follower.go(`/petitions/${id}`)
  await follower.stand('sign', 'ready')
  await follower.does('sign')
  await follower.stand('sign', 'promised', 'counted')
  await until('the update is out', async () => (await json('/news.json')).news.some(n => n.petition === id && n.what === 'update'), 60_000)
  await answersAsOrganizers(author, follower, id)
  await until('it has reached a third', async () => (await json(`/petitions/${id}.json`)).count === 6, 60_000)
  await follows(follower, id)

  await handsOver(author, id, json)
  const letter = await mailWith(json, `letter-${id}.pdf`)
  await author.tab() // the demo's mail, beside
  await author.go(`/dev/mail/${letter.id}`)
  await author.readable()
  const pdf = await (await fetch(`${base}/dev/mail/${letter.id}/letter-${id}.pdf`)).arrayBuffer()
  assert.equal(Buffer.from(pdf).subarray(0, 5).toString(), '%PDF-')

  // What came of it, in the other tab: without a reason it is not taken.
  await author.go(`/wallet#/organize/${id}`)
  await author.stand('organize', 'delivered')
  await author.page.click('form[data-do=outcome] button')
  await author.page.locator('[data-wrong=outcome]:visible').waitFor()
  await author.page.check('[value=partly_won]')
  await author.page.fill('[name=reason]', 'Two yards of five.')
  await author.readable()
  await author.page.dblclick('form[data-do=outcome] button')
  await author.page.locator('[data-rows=way] [data-when=outcome]:visible').waitFor()
  await until('everybody reads what came of it', async () => (await json(`/petitions/${id}.json`)).outcome === 'partly_won', 60_000)
  await follower.go(`/petitions/${id}`)
  assert.match(await follower.page.textContent('.came'), /Partly won[\s\S]*Two yards of five/)
  assert.equal(await follower.page.locator('.update').count(), 1, 'pressed twice, told once')
  await follower.readable()

  // What everybody sees of it, from the list of all that one organizes and on a phone.
  await author.go('/wallet#/drafts')
  await author.stand('drafts', 'some')
  await author.page.locator(`[data-rows=papers] a[href="/petitions/${id}/progress"]:visible`).waitFor()
  await author.readable()
  await author.page.click(`[data-rows=papers] a[href="/petitions/${id}/progress"]`)
  assert.match(await author.page.textContent('main'), /The answer[\s\S]*Two yards said yes[\s\S]*Partly won/)
  for (const page of ['progress', 'share']) {
    for (const v of [author, follower]) {
      await v.go(`/petitions/${id}/${page}`)
      await v.readable()
    }
  }
}

/** Somebody asks; the organizers answer under their role, and take back what they said to all. Nothing tells who of them it was. */
async function answersAsOrganizers(author, asker, id) {
  await asker.stand('comment', 'ready')
  await asker.page.fill('[data-stand=comment] textarea', 'Which yards are next?')
  await asker.page.click('[data-stand=comment] form button')
  await asker.stand('comment', 'counted')
  await author.go(`/petitions/${id}`)
  const asked = author.page.locator('article.comment', { hasText: 'Which yards are next?' }).first()
  await asked.locator('[data-do=as-organizers]').click()
  await author.stand('speech', 'answer')
  assert.match(await author.page.textContent('[data-stand=speech] [data-fill=words]'), /Which yards are next/)
  await author.readable()
  await author.page.fill('#speech-text', 'Ask Maria.')
  await author.page.click('form[data-do=speaking] button.btn')
  await author.stand('speech', 'hints')
  await author.page.fill('#speech-text', 'Both that are left.')
  await author.page.click('form[data-do=speaking] button.btn')
  await author.stand('speech', 'sent')
  await author.stand('speech', 'all')
  await asker.page.reload()
  const answer = asker.page.locator('.replies article', { hasText: 'Both that are left.' })
  await until('the answer stands', async () => (await answer.count()) === 1 || (await asker.page.reload(), false), 60_000)
  assert.match(await answer.locator('.who').textContent(), /^\s*The organizers/)
  assert.equal(await answer.locator('[data-do=as-organizers]').isVisible(), false, 'only organizers are offered it')
  await asker.readable()

  await author.go(`/petitions/${id}`)
  await author.page.locator('.replies article', { hasText: 'Both that are left.' }).locator('[data-do=as-organizers]').click()
  await author.stand('speech', 'own')
  assert.equal(await author.page.inputValue('#speech-text'), 'Both that are left.')
  await author.does('take')
  await author.stand('speech', 'sure')
  await author.does('take-sure')
  await author.stand('speech', 'sent')
  await author.stand('speech', 'all')
  await author.readable()
  await author.go(`/wallet#/draft/${id}`)
  await author.stand('write', 'frozen')
  await overview(author)
}

async function opens(steward, member, id) {
  await steward.signsIn(member)
  await steward.go(`/office/petitions/${id}`)
  await steward.page.click('form[action$="/open"] button')
  await steward.page.getByText('It is open.').waitFor()
}

/** On another day, the wallet's page says what has happened since. */
async function follows(v, id) {
  await v.go('/wallet')
  await v.stand('news', 'first', 'none', 'new')
  await v.page.evaluate(() => {
    const seen = JSON.parse(localStorage['rr.seen'])
    localStorage['rr.seen'] = JSON.stringify({ ...seen, day: '2026-01-01', now: seen.before })
  })
  await v.page.reload()
  await v.stand('news', 'new')
  const rows = v.page.locator(`[data-rows=news] li:has(a[href="/petitions/${id}"])`)
  await rows.first().waitFor()
  assert.match(await v.page.textContent('[data-rows=news]'), /Two yards said yes/)
  assert.match(await v.page.textContent('[data-rows=news]'), /Charge the yard tablets/)
  await v.readable()
}

/** Asked first, gone back, and pressed twice: it is handed over once. */
async function handsOver(v, id, json) {
  await v.page.reload()
  await v.stand('deliver', 'ready')
  await v.does('ask-delivery')
  await v.stand('deliver', 'asked')
  await v.readable()
  await v.page.goBack()
  await v.stand('write', 'frozen')
  await v.page.goForward()
  await v.stand('deliver', 'ready', 'asked')
  if (await v.page.locator('[data-do=ask-delivery]:visible').count()) await v.does('ask-delivery')
  await v.page.locator('[data-do=delivery]').dblclick()
  await v.stand('deliver', 'sent')
  await v.stand('organize', 'delivered')
  const { steps } = await json(`/petitions/${id}/timeline.json`)
  assert.equal(steps.filter(s => s.place === 'past' && s.what === 'delivered').length, 1)
  await v.readable()
}

/** The mail to leadership that the letter is attached to. */
const mailWith = (json, file) => until(`mail with ${file}`, async () => (await json(`/dev/mail.json?to=${chief}`)).find(m => m.files.includes(file)), 60_000)
