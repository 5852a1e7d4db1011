import assert from 'node:assert/strict'

export const tells = 'reads, searches and checks in without a script, sees what is known of them, and is told what needs one'

export async function run({ visitor, newcomer, code, petition }) {
  const v = await visitor({ javaScript: false })
  const address = newcomer()
  const asked = await petition('RouteCam')
  await v.go('/')
  await v.page.fill('[name=q]', 'camera routecam')
  await v.page.click('main form[role=search] button')
  await v.readable()
  await v.go('/petitions?q=routecam')
  await v.page.click(`main a[href="/petitions/${asked.id}"]`)
  for (const stand of ['sign', 'comment']) {
    const told = v.page.locator(`[data-stand=${stand}] [data-when~=nojs]`).first()
    assert.ok(await told.isVisible(), `${stand} says what it needs`)
    assert.match(await told.textContent(), /JavaScript/)
  }
  assert.equal(await v.page.locator('[data-do=sign]:visible, [data-do=withdraw]:visible, textarea:visible').count(), 0, 'no button that does nothing')
  await v.readable()

  await v.asksForCode(address)
  await v.readable()
  await v.page.fill('[name=code]', await code(address))
  await v.page.click('main form[action="/desk/code"] button')
  await v.page.getByText('Passes need JavaScript').waitFor()
  await v.readable()
  await v.page.click('form[action="/desk/leave"] button')
  assert.equal(await v.page.getAttribute('body', 'data-room'), 'booth')
  assert.equal((await v.context.cookies()).length, 0, 'the desk has forgotten')
  await v.readable()

  // What is known of somebody is shown to them alone, with the proof that they are on the roster.
  await v.go('/desk')
  await v.page.click('main a[href="/desk/self"]')
  await v.page.fill('[name=address]', address)
  await v.readable()
  await v.page.click('main form[action="/desk/self/address"] button')
  await v.at('/desk/self/code')
  await v.page.fill('[name=code]', await code(address, 2))
  await v.readable()
  await v.page.click('main form[action="/desk/self"] button')
  await v.page.getByText('You are on the roster, once.').waitFor()
  await v.page.getByText('No book was collected in your name').waitFor()
  assert.match(await v.page.textContent('main pre'), /^roundrobin\/v1 opening\n/)
  await v.readable()
  await v.page.click('form[action="/desk/leave"] button')
  assert.equal((await v.context.cookies()).length, 0, 'the desk has forgotten again')

  await v.go('/wallet')
  assert.match(await v.page.textContent('[data-stand=passes] [data-when~=nojs]'), /JavaScript/)
  await v.readable()
  for (const path of ['/programs', '/ledger', '/help', '/limits', '/about']) {
    assert.equal(await v.go(path), 200)
    await v.readable()
  }
}
