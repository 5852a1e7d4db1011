import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const tells = 'no such page, an address that is no address or not on the roster, wrong codes; one person has one book, by the work address and by their own'

export async function run({ visitor, newcomer, code, base, mail, operator, data }) {
  const v = await visitor()
  for (const path of ['/nothing', '/petitions/aaaaaaaaaaaaaaaa', '/programs/nothing', '/static/css/x.css']) {
    assert.equal(await v.go(path), 404, path)
  }
  await v.go('/nothing')
  await v.readable()

  // What was typed stays, with a sentence beside it.
  await v.go('/desk')
  await v.page.locator('main form[action="/desk/address"]').evaluate(form => (form.noValidate = true))
  await v.page.fill('[name=address]', 'no address')
  await v.page.click('main form[action="/desk/address"] button')
  assert.equal(await v.page.inputValue('[name=address]'), 'no address')
  assert.ok(await v.page.locator('.problem:visible').count())
  await v.readable()

  // Nobody learns who is on the roster, or whose personal address the employer gave.
  const known = newcomer()
  const [own, strange] = ['own.address@post.example', 'jane.roe@post.example']
  const accounts = join(data, 'accounts.csv')
  writeFileSync(accounts, `email,personal\n${known},${own}\n`)
  assert.match(await operator('roster', 'accounts', accounts, '--personal-mail', 'on'), /Personal addresses: 1\. .*Refused: 0\./)
  const [one, other, stranger] = [await visitor(), await visitor(), await visitor({ width: 390 })]
  await one.asksForCode(known)
  await other.asksForCode('nobody.at.all@meridian.example')
  await stranger.go('/desk')
  await stranger.page.getByText('Your own address works if your employer gave it to us beforehand').waitFor()
  await stranger.asksForCode(strange)
  const all = [one, other, stranger]
  await Promise.all(all.map(x => x.stand('desk', 'ready')))
  const asked = await one.page.content()
  for (const x of [other, stranger]) assert.equal(await x.page.content(), asked)

  await mail(known)
  const right = await code(known)
  const wrong = String((Number(right) + 1) % 1e6).padStart(6, '0')
  const said = await tries(one, wrong)
  for (const x of [other, stranger]) assert.equal(await tries(x, wrong), said, 'a stranger hears what a colleague hears')
  await stranger.readable()
  for (let i = 1; i < 5; i++) await tries(one, wrong)
  await one.readable()
  await tries(one, right) // too late
  for (const to of ['nobody.at.all@meridian.example', strange]) assert.equal((await (await fetch(`${base}/dev/mail.json?to=${to}`)).json()).length, 0, `a code was mailed to ${to}`)

  // A fresh code is good again, at one's own address, too; and a book is collected once, whichever way somebody came.
  await one.asksForCode(own)
  await one.stand('desk', 'ready')
  assert.equal(await one.page.content(), asked)
  await one.page.fill('[name=code]', await code(own))
  await one.at('/wallet')
  await one.stand('passes', 'held')
  const elsewhere = await visitor()
  await elsewhere.asksForCode(known)
  await elsewhere.page.fill('[name=code]', await code(known, 2))
  await elsewhere.stand('desk', 'other')
  await elsewhere.readable()
}

/** What is said to a code that is refused. */
async function tries(v, code) {
  const answered = v.page.waitForResponse(r => r.url().endsWith('/desk/passes'))
  await v.page.fill('[name=code]', '')
  await v.page.fill('[name=code]', code)
  assert.ok((await answered).status() >= 400)
  await v.stand('desk', 'refused')
  const sentence = (await v.page.textContent('[data-stand=desk] [data-fill=sentence]')).trim()
  assert.ok(sentence, 'it says why')
  return sentence
}
