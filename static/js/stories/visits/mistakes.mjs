import assert from 'node:assert/strict'

export const tells = 'no such page, an address that is no address or not on the roster, wrong codes, a book that was collected'

export async function run({ visitor, newcomer, code, base, mail }) {
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

  // Nobody learns who is on the roster.
  const known = newcomer()
  const [one, other] = [await visitor(), await visitor()]
  await one.asksForCode(known)
  await other.asksForCode('nobody.at.all@meridian.example')
  await Promise.all([one, other].map(x => x.stand('desk', 'ready')))
  assert.equal(await one.page.content(), await other.page.content())

  await mail(known)
  const right = await code(known)
  const wrong = String((Number(right) + 1) % 1e6).padStart(6, '0')
  for (let i = 0; i < 5; i++) await tries(one, wrong)
  await one.readable()
  await tries(one, right) // too late
  assert.equal((await (await fetch(`${base}/dev/mail.json?to=nobody.at.all@meridian.example`)).json()).length, 0)

  // A fresh code is good again; and a book is collected once.
  await one.asksForCode(known)
  await one.page.fill('[name=code]', await code(known, 2))
  await one.at('/wallet')
  const elsewhere = await visitor()
  await elsewhere.asksForCode(known)
  await elsewhere.page.fill('[name=code]', await code(known, 3))
  await elsewhere.stand('desk', 'other')
  await elsewhere.readable()
}

async function tries(v, code) {
  const answered = v.page.waitForResponse(r => r.url().endsWith('/desk/passes'))
  await v.page.fill('[name=code]', '')
  await v.page.fill('[name=code]', code)
  assert.ok((await answered).status() >= 400)
  await v.stand('desk', 'refused')
  assert.ok((await v.page.textContent('[data-stand=desk] [data-fill=sentence]')).trim(), 'it says why')
}
