import assert from 'node:assert/strict'
import { strangersOn, textsOf } from '../catalogue.mjs'

export const tells = 'somebody whose browser asks for English chooses Spanish, checks in, signs and is counted in it, and goes back'

const [english, spanish] = [textsOf('en'), textsOf('es')]

export async function run({ visitor, petition, newcomer, code, json }) {
  const v = await visitor()
  await v.go('/')
  assert.equal(await v.page.getAttribute('html', 'lang'), 'en')
  assert.ok((await strangersOn(v.page, english, spanish)).length > 5, 'an English page has English on it')
  const asked = await petition('Water and shade')
  const address = newcomer()

  await v.page.click('footer a[hreflang=es]')
  await v.at('/es/')
  await inSpanish(v)
  await v.page.click('nav a[href="/es/petitions"]')
  await v.at('/es/petitions')
  await inSpanish(v)
  await v.go(`/es/petitions/${asked.id}`)
  await v.stand('sign', 'none')
  await inSpanish(v)
  await v.does('sign')
  await v.at('/es/desk')
  await inSpanish(v)
  await v.page.fill('[name=address]', 'nobody')
  await v.page.click('main form[action="/es/desk/address"] button')
  await inSpanish(v)
  await v.page.fill('[name=address]', address)
  await v.page.click('main form[action="/es/desk/address"] button')
  await v.at('/es/desk/code')
  await v.stand('desk', 'ready')
  await inSpanish(v)
  await v.page.fill('[name=code]', await code(address))
  await v.at('/es/wallet')
  await v.stand('return', 'waiting')
  await v.stand('passes', 'held')
  await inSpanish(v)
  await v.does('sign-return')
  await v.stand('return', 'counted')
  await inSpanish(v)
  await v.page.click('[data-stand=return] a[data-link=petition]')
  await v.at(`/es/petitions/${asked.id}`)
  await v.stand('sign', 'counted')
  await inSpanish(v)
  assert.equal((await json(`/petitions/${asked.id}.json`)).count, await v.count(asked.id))
  for (const page of ['progress', 'share', 'letter', 'names', 'delivery']) await read(v, `/es/petitions/${asked.id}/${page}`)
  for (const page of ['programs', 'programs/proposals', 'help', 'limits', 'about', 'standards', 'ledger', 'summaries', 'respond', 'office', 'nowhere']) await read(v, `/es/${page}`)

  await v.go('/es/help')
  await v.page.click('footer a[hreflang=en]')
  await v.at('/en/help')
  assert.equal(await v.page.getAttribute('html', 'lang'), 'en')
  assert.equal((await v.context.cookies()).length, 0, 'no browser keeps which language was chosen')
  const envelopes = v.requests.filter(r => r.path === '/booth/envelopes')
  assert.equal(new Set(envelopes.map(e => e.size)).size, 1, 'every envelope is of one size')
}

async function read(v, path) {
  const status = await v.go(path)
  assert.ok(status === 200 || status === 404, `${path}: ${status}`)
  await inSpanish(v)
}

/** The page is Spanish, leads to no other language, and is as easy to read as any. */
async function inSpanish(v) {
  assert.equal(await v.page.getAttribute('html', 'lang'), 'es')
  assert.deepEqual(await strangersOn(v.page, english, spanish), [], `${v.path()} has English on it`)
  const away = await v.page.$$eval('a[href^="/"], form[action^="/"]', all =>
    all.filter(e => !e.hreflang).map(e => e.getAttribute('href') ?? e.getAttribute('action')).filter(to => !/^\/(es(\/|$)|static\/|log\/)/.test(to)))
  assert.deepEqual(away, [], `${v.path()} leads out of Spanish`)
  await v.readable()
}
