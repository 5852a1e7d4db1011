// What stories of organizers have in common: beginning a draft, filling it, handing it in, inviting.
import assert from 'node:assert/strict'

export const content = {
  title: 'Let night crews see who has watched their footage',
  ask: 'Show every driver, by March, a log of who has opened footage from their cab, when and why.',
  addressee: 'The executive office',
  background: 'The cab has been filmed since March. We do not know who looks.\n\n- A log costs little.\n- We ask that we may *read* it.',
}

/** Goes from the list of drafts to a new one's page, by the links and buttons that are there. */
export async function begins(v, words) {
  await v.go('/wallet#/drafts')
  await v.stand('drafts', 'empty', 'some')
  await v.page.click('a[href="#/new"]')
  await v.stand('begin', 'ready')
  await v.page.fill('#begin-words', words)
  await v.page.click('[data-stand=begin] form button')
  await v.stand('write', 'here')
  return v.page.url().split('/').at(-1)
}

export async function writes(v, text) {
  for (const [name, words] of Object.entries(text)) await v.page.fill(`#w-${name}`, words)
}

/** Hands in what is written, and waits until the booth has it. */
export async function handsIn(v) {
  await v.page.click('[data-stand=write] form button.btn-wax')
  return v.stand('write', 'kept')
}

export async function overview(v) {
  await v.page.click('[data-stand=write] a[data-to=organize]:visible')
}

/** Makes an invitation and returns its link, once the booth knows of it. */
export async function invites(v) {
  await v.stand('people', 'alone', 'together')
  await v.does('invitation')
  await v.page.locator('[data-rows=invitations] [data-do=revoke]:visible').first().waitFor({ timeout: 60_000 })
  const link = await v.page.locator('[data-rows=invitations] input').first().inputValue()
  assert.match(link, /\/wallet#\/join\/[a-z2-7]{16}\/[\w-]{22}$/)
  return link
}

/** Opens an invitation's link and answers it. */
export async function answers(v, link, how) {
  await v.page.goto(link)
  await v.stand('join', 'open')
  assert.equal(new URL(v.page.url()).hash, '#/join', 'the secret does not stay in the address')
  await v.readable()
  await v.does(how)
  await v.stand('join', how === 'joining' ? 'joined' : 'declined')
}

/** Looks at the text a last time and freezes it, with two clicks. */
export async function gathers(v, looked = () => {}) {
  await v.stand('gather', 'ready')
  await v.does('look')
  await v.stand('gather', 'look')
  await looked()
  await v.page.locator('[data-do=gathering]').dblclick()
  return v.stand('organize', 'gathering', 'queued')
}

/** People with wallets of their own, and no browser. */
export const sponsorsOf = (wallet, addresses) => Promise.all(addresses.map(address => wallet(address.split('@')[0], address)))
