import assert from 'node:assert/strict'

export const tells = 'the same person with another seed gets no second book, and is told about the recovery code; who said no to it waits'

export async function run({ visitor, newcomer, code, petition }) {
  const address = newcomer()
  const first = await visitor()
  await first.collects(address)
  await declines(first, await petition('night bus'))

  const second = await visitor()
  await second.asksForCode(address)
  await second.page.fill('[name=code]', await code(address, 2))
  assert.equal(await second.stand('desk', 'other', 'collected'), 'other')
  await second.readable()
  await second.page.click('[data-when=other] a[href="/wallet#code"]')
  await second.stand('recover', 'ready')
  await second.stand('passes', 'none')
  await second.readable()
}

/** "Not now" ends that the code can be read. */
async function declines(v, asked) {
  await v.go(`/petitions/${asked.id}`)
  await v.stand('comment', 'ready')
  await v.page.fill('[data-stand=comment] textarea', 'Only this once.')
  await v.page.click('[data-stand=comment] form button')
  await v.stand('comment', 'handing', 'promised', 'counted')
  await v.go('/wallet')
  await v.stand('recovery', 'offered')
  await v.does('decline-code')
  await v.stand('recovery', 'declined')
  await v.page.reload()
  assert.equal(await v.stand('recovery', 'declined', 'offered'), 'declined')
  assert.equal(await v.page.locator('[data-do=show-code]:visible').count(), 0)
}
